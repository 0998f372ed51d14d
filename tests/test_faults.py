"""What happens to a machine: killed, full, read-only, two at once. What was there stays whole, and the next run succeeds."""

import resource
import signal
import subprocess
import sys
import time
from random import Random

import pytest
from click.testing import CliRunner

from minhchung import whole
from minhchung.cli import main
from minhchung.git import TreeError, descends
from minhchung.publishing import files
from minhchung.trees import FolderTree, GitTree
from tests.cli.test_contract import Repository

PAGES = 400
REPLACING = f"""
import sys
from pathlib import Path
from minhchung.publishing.files import replace
names = ["index.html", "sitemap.xml", *(f"{{n}}/index.html" for n in range({PAGES}))]
for round in range(int(sys.argv[2]), 1000):
    print(round, flush=True)
    replace(Path(sys.argv[1]), dict.fromkeys(names, b"%d " % round * 500))
"""


def replacing(out, start):
    return subprocess.Popen([sys.executable, "-c", REPLACING, out, str(start)], stdout=subprocess.PIPE)


def is_whole(out):
    """Whether all pages are there and of one and the same site."""
    pages = files.read(out)
    return len(pages) == PAGES + 2 and len(set(pages.values())) == 1


def left(out):
    return [path.name for path in out.parent.iterdir() if path != out]


def small(n):
    return {"index.html": b"%d" % n, "sitemap.xml": b"%d" % n}


def test_a_build_killed_at_any_moment_leaves_a_whole_site(tmp_path):
    out, chance = tmp_path / "site", Random(1)
    files.replace(out, small(0))
    for number in range(8):
        process = replacing(out, number * 1000 % 997)
        process.stdout.readline()
        time.sleep(chance.random() * 0.3)
        process.kill()
        process.communicate()
        files.replace(tmp_path / "other", small(1))
        if (
            not out.exists()
        ):  # killed between moving the old site aside and the new one in: the next run mends it
            files._mend(out, tmp_path.glob(".site.new-*"))
        assert is_whole(out) or files.read(out) == small(0)
    files.replace(out, small(2))
    assert files.read(out) == small(2)
    assert left(out) == ["other"]


def test_a_site_that_was_moved_aside_comes_back(tmp_path):
    """Killed at the worst moment, and the next build fails, too."""
    out = tmp_path / "site"
    files.replace(out, small(1))
    (tmp_path / ".site.new-killed").mkdir()
    out.rename(tmp_path / ".site.new-killed" / "old")
    with pytest.raises(IsADirectoryError):
        files.replace(out, {**small(2), "a/b": b"", "a": b""})
    assert files.read(out) == small(1)
    assert left(out) == []


def test_what_was_built_before_is_known_although_the_site_was_moved_aside(tmp_path):
    """The next build reads its record, which the killed one had moved aside with it."""
    out = tmp_path / "site"
    files.replace(out, small(1))
    (tmp_path / ".site.new-killed").mkdir()
    out.rename(tmp_path / ".site.new-killed" / "old")
    files.mend(out)
    assert files.read(out) == small(1)
    assert left(out) == []


def test_a_new_site_takes_the_place_of_the_old_one_at_once(tmp_path):
    one, other = tmp_path / "one", tmp_path / "other"
    for folder in (one, other):
        folder.mkdir()
        (folder / folder.name).touch()
    if files._exchanged(one, other):
        assert (one / "other").exists()
        assert (other / "one").exists()
    else:
        assert sys.platform != "linux"


def test_two_builds_at_once_leave_one_whole_site(tmp_path):
    out = tmp_path / "site"
    both = [replacing(out, 0), replacing(out, 500)]
    for process in both:
        for _ in range(3):
            process.stdout.readline()
    for process in both:
        process.send_signal(signal.SIGKILL)
        process.communicate()
    files.replace(tmp_path / "other", small(1))
    if not out.exists():
        files._mend(out, tmp_path.glob(".site.new-*"))
    assert is_whole(out)


@pytest.fixture
def full():
    """A disk that takes a thousand bytes of each file and then no more."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, before)
    signal.signal(signal.SIGXFSZ, ignored)


def test_a_full_disk_leaves_the_old_site(tmp_path, full):
    out = tmp_path / "site"
    files.replace(out, small(1))
    with pytest.raises(OSError):
        files.replace(out, {**small(2), "large": b"x" * 2000})
    assert files.read(out) == small(1)
    assert left(out) == []


@pytest.mark.parametrize("new", [False, True])
def test_a_full_disk_leaves_the_old_file(tmp_path, full, new):
    place = tmp_path / "a.yml"
    if not new:
        place.write_bytes(b"old")
    with pytest.raises(OSError, match=r"a\.yml"):
        whole.write(place, b"x" * 2000, new=new)
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == (
        [] if new else [("a.yml", b"old")]
    )


def test_a_new_file_replaces_none(tmp_path):
    place = tmp_path / "a.yml"
    whole.write(place, b"old", new=True)
    with pytest.raises(FileExistsError):
        whole.write(place, b"new", new=True)
    assert place.read_bytes() == b"old"


@pytest.fixture(scope="module")
def repository(tmp_path_factory):
    return Repository(tmp_path_factory.mktemp("faults"))


@pytest.mark.parametrize("command", [("form", "write", "song-xanh", "2022", "--out", "/proc/a.xlsx")])
def test_a_folder_that_takes_nothing_is_told_in_a_sentence(repository, monkeypatch, command):
    """Below /proc not even root may write."""
    monkeypatch.chdir(repository.root)
    result = CliRunner().invoke(main, command)
    assert (result.exit_code, result.exception.__class__) == (2, SystemExit)
    assert "/proc/a.xlsx" in result.stderr


def test_a_new_dossier_on_a_full_disk_is_none(repository, monkeypatch, full):
    monkeypatch.chdir(repository.root)
    result = CliRunner().invoke(main, ["new", "song-xanh", "2027"])
    assert (result.exit_code, result.exception.__class__) == (2, SystemExit)
    folder = repository.root / "evidence" / "song-xanh" / "2027"
    assert list(folder.iterdir()) == []


def test_git_without_an_object_is_told_in_a_sentence(tmp_path, monkeypatch):
    repository = Repository(tmp_path)
    with GitTree(tmp_path, repository.first) as tree:
        path = "evidence/song-xanh/2022/self-assessment.yml"
        lost = tree.ids("evidence")["song-xanh/2022/self-assessment.yml"]
        (tmp_path / ".git" / "objects" / lost[:2] / lost[2:]).unlink()
        with pytest.raises(TreeError, match=lost):
            tree.read(path)
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, ["assess", "--at", repository.first])
    assert (result.exit_code, result.exception.__class__) == (2, SystemExit)
    assert lost in result.stderr


def test_a_file_that_vanishes_while_it_is_read_is_told_in_a_sentence(tmp_path, monkeypatch):
    repository = Repository(tmp_path)
    monkeypatch.chdir(tmp_path)
    is_plain = FolderTree.is_plain

    def vanishing(tree, path):
        found = is_plain(tree, path)
        if tree.root / path == repository.file:
            repository.file.unlink(missing_ok=True)
        return found

    monkeypatch.setattr(FolderTree, "is_plain", vanishing)
    result = CliRunner().invoke(main, ["explain", "song-xanh", "2022"])
    assert (result.exit_code, result.exception.__class__) == (2, SystemExit)
    assert "song-xanh/2022/self-assessment.yml" in result.stderr


def test_a_commit_that_is_gone_is_in_no_history_and_has_none(tmp_path):
    """The build before was of a history that the repository no longer holds: that is told, and no fault of git's."""
    repository = Repository(tmp_path)
    gone = "0" * 39 + "1"
    assert descends(tmp_path, repository.second, repository.first)
    assert descends(tmp_path, repository.second, gone) is False
    assert descends(tmp_path, gone, repository.second) is False
