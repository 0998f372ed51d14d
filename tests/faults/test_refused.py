"""A full disk, a folder that takes nothing: what was there stays, a sentence says why, and the next run succeeds."""

import shutil

import pytest

from tests.faults.holding import EVERY, chosen, debris, is_told, plain, torn
from tests.faults.scene import WRITING, state

FULL = (
    "đĩa đã đầy",
    "Không có đủ chỗ trống",
    "No space left",
    ".git/config",
    "core.",
)  # or git has no word for it
CLOSED = ("không có quyền", "Permission denied", "không đủ thẩm quyền")


def lines(*quick):
    return [line for line in WRITING if EVERY or line.startswith(quick)]


def assert_unharmed(nursery, command, place, root, old, done, ended, reasons):
    """It did its work without keeping what it may keep, or says what happened; then it succeeds."""
    now = state(place)
    if ended.code == 0:
        assert ended.alone
        assert "Traceback" not in ended.err
        assert plain(now) == plain(done)
    else:
        assert is_told(ended, reasons), (ended.code, ended.err[-1000:])
    assert torn(now, old, done) == []
    again = nursery.run(root, command.arguments)
    assert again.code == 0 or plain(now) == plain(done), again.err
    last = state(place)
    assert plain(last) == plain(done)
    assert debris(last, done) == set()


@pytest.mark.parametrize("line", lines("generate", "form write"))
def test_a_disk_that_is_full_from_one_point_on(nursery, scenes, undisturbed, tmp_path, line):
    command, place = WRITING[line], tmp_path / "x"
    old, done, points = undisturbed(line)
    for point in chosen(points, line):
        root = scenes.fresh(command.scene, place)
        ended = nursery.run(root, command.arguments, kind="full", at=point)
        assert_unharmed(nursery, command, place, root, old, done, ended, FULL)


@pytest.mark.parametrize("line", lines("documents add"))
def test_a_disk_that_is_full(nursery, scenes, undisturbed, line):
    """Really: so many bytes are free, and no more."""
    command = WRITING[line]
    if not nursery.mounted:
        pytest.skip("this system lets nobody mount a disk")
    if command.scene == "site":
        pytest.skip("the site is larger than the disk")
    told_by_git = lambda path: path.endswith("/.git")  # noqa: E731 - who cannot tell of another process's disk
    old, done = ({p: of[p] for p in of if not told_by_git(p)} for of in undisturbed(line)[:2])
    for free in (0, 4096, 12_288, 40_960, 200_000) if EVERY else (8192,):
        scenes.fresh(command.scene, nursery.seen / "x")
        ballast = nursery.seen / "ballast"
        fill(ballast, free)
        ended = nursery.run(nursery.disk / "x" / "kho", command.arguments)
        ballast.unlink()
        place, root = nursery.seen / "x", nursery.disk / "x" / "kho"
        assert_unharmed(nursery, command, place, root, old, done, ended, FULL)
    shutil.rmtree(nursery.seen / "x")


def fill(ballast, free):
    """Write until nothing more can be written, and give so many bytes back."""
    with ballast.open("wb", buffering=0) as file:
        for size in (1 << 16, 1 << 9):
            try:
                while file.write(b"x" * size):
                    pass
            except OSError:
                pass
        file.truncate(max(0, file.tell() - free))


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
