"""A full disk, a folder that takes nothing: what was there stays, a sentence says why, and the next run succeeds."""

import shutil
from contextlib import contextmanager

import pytest

from tests.faults.disk import can_mount
from tests.faults.holding import EVERY, assert_goes_on, chosen, is_told, plain
from tests.faults.scene import REPOSITORY, WRITING, state

FULL = (
    *("đĩa đã đầy", "tệp lớn hơn mức hệ thống cho phép"),
    *("Không có đủ chỗ trống", "No space left", "File too large"),
    *(".git/config", "core."),  # git has no word for it
)
# Git dies of the limit without a word; which of its commands that was is all there is to say.
KILLED = ("git fast-import",)
CLOSED = ("không có quyền", "Permission denied", "không đủ thẩm quyền")


def lines(*quick):
    return [line for line in WRITING if EVERY or line.startswith(quick)]


def assert_unharmed(nursery, command, place, root, old, done, ended, reasons):
    """It did its work without keeping what it may keep, or says what happened; then it succeeds."""
    if ended.code == 0:
        assert ended.alone
        assert "Traceback" not in ended.err
        assert plain(state(place)) == plain(done)
    else:
        assert is_told(ended, reasons), (ended.code, ended.err[-1000:])
    assert_goes_on(nursery, command, place, root, old, done)


@pytest.mark.parametrize("line", lines("generate", "form write"))
def test_a_disk_that_is_full_from_one_point_on(nursery, scenes, undisturbed, tmp_path, line):
    command, place = WRITING[line], tmp_path / "x"
    old, done, points = undisturbed(line)
    for point in chosen(points, line):
        root = scenes.fresh(command.scene, place)
        ended = nursery.run(root, command.arguments, kind="full", at=point)
        assert_unharmed(nursery, command, place, root, old, done, ended, FULL)


# The site with its frames is larger than the small disk: a build is refused by the limit, and from each point on.
# Where the system lets nobody mount a disk, the limit alone refuses.
REFUSING = [
    (line, way)
    for way in ("limit", "disk")
    for line in lines("documents add")
    if way == "limit" or (can_mount() and WRITING[line].scene != "site")
]
LEAST = {"limit": 2000, "disk": 0}  # the limit holds for what is said, too, and that has to be heard
FREE = (0, 4096, 12_288, 40_960, 200_000) if EVERY else (4096,)


@pytest.mark.parametrize(("line", "way"), REFUSING)
def test_a_disk_that_is_full(nursery, scenes, undisturbed, tmp_path, line, way):
    """Really: so many bytes are free, of the whole disk or for each file, and no more."""
    command, place = WRITING[line], (nursery.seen if way == "disk" else tmp_path) / "x"
    old, done, _ = undisturbed(line)
    if way == "disk":  # another process's, of which git cannot tell
        old, done = ({p: of[p] for p in of if not p.endswith("/.git")} for of in (old, done))
    for free in (max(free, LEAST[way]) for free in FREE):
        root = scenes.fresh(command.scene, place)
        if way == "disk":
            root = nursery.disk / "x" / REPOSITORY  # as the command sees it
            with filled(nursery.seen, free):
                ended = nursery.run(root, command.arguments)
        else:
            ended = nursery.run(root, command.arguments, kind="limit", size=free, deadly=False)
        reasons = FULL if way == "disk" else FULL + KILLED
        assert_unharmed(nursery, command, place, root, old, done, ended, reasons)
    shutil.rmtree(place)


@contextmanager
def filled(disk, free):
    """Written to until nothing more can be written, but for so many bytes that are given back."""
    ballast = disk / "ballast"
    with ballast.open("wb", buffering=0) as file:
        for size in (1 << 16, 1 << 9):
            try:
                while file.write(b"x" * size):
                    pass
            except OSError:
                pass
        file.truncate(max(0, file.tell() - free))
    yield
    ballast.unlink()


@pytest.mark.parametrize("line", lines("new song", "update", "witness add ../so-moi"))
def test_folders_that_take_nothing(nursery, scenes, undisturbed, tmp_path, line):
    command, place = WRITING[line], tmp_path / "x"
    old, done, _ = undisturbed(line)
    root = scenes.fresh(command.scene, place)
    folders = [path for path in (place, *place.rglob("*")) if path.is_dir()]
    try:
        for folder in folders:
            folder.chmod(0o555)
        ended = nursery.run(root, command.arguments, kind="powerless")
    finally:
        for folder in folders:
            folder.chmod(0o755)
    assert ended.code == 0 or plain(state(place)) == plain(old)
    assert_unharmed(nursery, command, place, root, old, done, ended, CLOSED)


def test_a_folder_that_may_not_be_looked_into_is_told_where_its_dossiers_would_be_missing_unsaid(
    nursery, scenes, tmp_path
):
    root = scenes.fresh("city", tmp_path / "x")
    closed = next(path for path in (root / "evidence").glob("*/*") if path.is_dir())
    try:
        closed.chmod(0)
        ended = nursery.run(root, ["check"], kind="powerless")
    finally:
        closed.chmod(0o755)
    assert ended.code == 2, ended
    assert closed.relative_to(root).as_posix() in ended.err
    assert "Traceback" not in ended.err
