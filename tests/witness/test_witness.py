"""A log outside the repository notices whatever is rewritten in it: real git, commit by commit."""

import hashlib
import os
import subprocess

import pytest
from click.testing import CliRunner

from minhchung.cli import main
from minhchung.witness.log import FIRST, parse

OURS = ("GIT_NO_REPLACE_OBJECTS", "GIT_GRAFT_FILE")  # set by the program for itself


class Git:
    def __init__(self, root):
        self.root = root
        root.mkdir()
        self("init", "--quiet", "--initial-branch=main")

    def __call__(self, *arguments):
        environment = {key: value for key, value in os.environ.items() if key not in OURS}
        command = [
            "git",
            "-C",
            str(self.root),
            "-c",
            "user.name=a",
            "-c",
            "user.email=a@example.vn",
            *arguments,
        ]
        return subprocess.run(
            command, env=environment, check=True, capture_output=True, text=True
        ).stdout.strip()

    def commit(self, text, name="evidence.yml"):
        (self.root / name).write_text(text, encoding="utf-8")
        self("add", "--all")
        self("commit", "--quiet", "--message", text)
        return self("rev-parse", "HEAD")


@pytest.fixture
def git(tmp_path, monkeypatch):
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    for name in OURS:
        monkeypatch.setenv(name, "")  # so that what the program sets is taken back
        monkeypatch.delenv(name)
    made = Git(tmp_path / "kho")
    made.commit("first")
    return made


@pytest.fixture
def log(tmp_path):
    return tmp_path / "so.txt"


def run(git, command, log):
    done = CliRunner().invoke(
        main, ["--evidence", str(git.root), "witness", command, str(log)], catch_exceptions=False
    )
    return done.exit_code, done.output


def test_a_line_for_each_commit_seen(git, log):
    assert run(git, "add", log)[0] == 0
    second = git.commit("second")
    assert run(git, "add", log)[0] == 0
    assert "Sổ đã có lần ghi" in run(git, "add", log)[1]
    one, two = log.read_text(encoding="utf-8").splitlines(keepends=True)
    assert one.split()[2] == FIRST
    assert two.split()[0] == second
    assert two.split()[2] == hashlib.sha256(one.encode()).hexdigest()
    assert run(git, "check", log) == (0, "2 dòng đều khớp với kho.\n")


def test_the_hash_of_a_tree_is_what_its_documentation_says(git, log):
    """So that a second program can compute it."""
    git.commit("echo", "b.sh")
    (git.root / "b.sh").chmod(0o755)
    (git.root / "a").symlink_to("b.sh")
    git.commit("đường dẫn", "á.txt")
    run(git, "add", log)
    hashed = lambda text: hashlib.sha256(text.encode()).hexdigest()  # noqa: E731
    files = [
        ("120000", "b.sh", "a"),
        ("100755", "echo", "b.sh"),
        ("100644", "first", "evidence.yml"),
        ("100644", "đường dẫn", "á.txt"),
    ]
    whole = "".join(f"{mode} {hashed(content)} {path}\0" for mode, content, path in files)
    assert log.read_text(encoding="utf-8").split()[1] == hashed(whole)


def test_work_that_goes_on_is_no_rewriting(git, log):
    run(git, "add", log)
    git("checkout", "--quiet", "-b", "sua")
    git.commit("on a branch", "b")
    git("checkout", "--quiet", "main")
    git.commit("second")
    git("merge", "--quiet", "--no-ff", "--message", "merged", "sua")
    assert run(git, "check", log)[0] == 0
    assert run(git, "add", log)[0] == 0
    assert run(git, "check", log)[0] == 0


def test_a_rewritten_history_is_noticed_and_nothing_more_is_written(git, log):
    git.commit("second")
    run(git, "add", log)
    git("reset", "--quiet", "--hard", "HEAD~1")
    git.commit("another second")
    before = log.read_bytes()
    for command in ("check", "add"):
        code, said = run(git, command, log)
        assert code == 1
        assert said == "Dòng 1: lịch sử hiện nay không chứa lần ghi đã thấy. Lịch sử đã bị viết lại.\n"
    assert log.read_bytes() == before


def test_a_commit_that_is_gone_is_noticed(git, log, tmp_path):
    git.commit("second")
    run(git, "add", log)
    git("reset", "--quiet", "--hard", "HEAD~1")
    git("reflog", "expire", "--expire=now", "--all")
    git("gc", "--quiet", "--prune=now")
    code, said = run(git, "check", log)
    assert code == 1
    assert said == "Dòng 1: kho không còn lần ghi đã thấy. Lịch sử đã bị viết lại.\n"


def test_lines_that_do_not_follow_from_each_other_are_noticed(git, log):
    """Rewritten once, seen, and rewritten back."""
    run(git, "add", log)
    git("checkout", "--quiet", "--orphan", "other")
    git.commit("elsewhere", "b")
    text = log.read_text(encoding="utf-8")
    log.unlink()
    run(git, "add", log)
    other = log.read_text(encoding="utf-8").replace(FIRST, hashlib.sha256(text.encode()).hexdigest())
    log.write_text(text + other, encoding="utf-8")
    assert "Dòng 2: lần ghi không nối tiếp" in run(git, "check", log)[1]


def test_what_git_is_told_to_show_instead_does_not_count(git, log):
    """A replacement makes git show another commit under the same id."""
    first = git("rev-parse", "HEAD")
    git.commit("second")
    run(git, "add", log)
    expected = log.read_text(encoding="utf-8")
    git("replace", git("rev-parse", "HEAD"), first)
    assert git("log", "--format=%s") == "first"
    assert run(git, "check", log)[0] == 0
    log.unlink()
    run(git, "add", log)
    assert log.read_text(encoding="utf-8") == expected


def tamper(log, change):
    lines = log.read_text(encoding="utf-8").splitlines(keepends=True)
    log.write_text("".join(change(lines)), encoding="utf-8")


CHANGES = {
    "a line taken out": (lambda lines: lines[1:], "Dòng 1: không nối với dòng trước. Sổ đã bị sửa.\n"),
    "two lines swapped": (lambda lines: [lines[0], lines[2], lines[1]], "Dòng 2: không nối với dòng trước."),
    "another tree": (
        lambda lines: [*lines[:2], lines[2].replace(lines[2].split()[1], "f" * 64)],
        "Dòng 3: nội dung",
    ),
    "a commit nobody has": (
        lambda lines: [*lines[:2], "f" * 40 + lines[2][40:]],
        "Dòng 3: kho không còn lần ghi",
    ),
    "half a line": (lambda lines: [*lines[:2], lines[2][:50]], "Dòng 3: không đúng dạng."),
    "something else": (lambda lines: [*lines, "hello\n"], "Dòng 4: không đúng dạng."),
}


@pytest.mark.parametrize(("change", "sentence"), CHANGES.values(), ids=CHANGES)
def test_a_changed_log_is_noticed(git, log, change, sentence):
    for text in ("second", "third", "fourth"):
        run(git, "add", log)
        git.commit(text)
    tamper(log, change)
    code, said = run(git, "check", log)
    assert code == 1
    assert sentence in said


def test_where_it_cannot_work_it_says_so(git, log, tmp_path):
    code, said = run(git, "add", git.root / "so.txt")
    assert code == 2
    assert "phải nằm ngoài kho" in said
    git.commit("second")
    shallow = tmp_path / "shallow"
    git("clone", "--quiet", "--depth", "1", git.root.as_uri(), str(shallow))
    done = CliRunner().invoke(main, ["--evidence", str(shallow), "witness", "add", str(log)])
    assert done.exit_code == 2
    assert not log.exists()
    assert parse("") == ([], [])
