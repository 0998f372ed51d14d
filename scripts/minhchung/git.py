"""A git repository: what its commands say, its objects, its commits and their days. Runs git."""

from __future__ import annotations

import os
import subprocess
import weakref
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import datetime, timedelta, timezone
from pathlib import Path

AT_ONCE = 50  # questions to git that surely fit into a pipe while it answers
HANOI = timezone(timedelta(hours=7))


class TreeError(Exception):
    """The files could not be got at: no such revision, no git, a folder that cannot be read."""


class DamagedError(TreeError):
    """The repository does not hold an object that it speaks of, or holds it damaged."""

    def __init__(self, object_id: str) -> None:
        super().__init__(f"{object_id}: the object is missing from the repository, or damaged")
        self.object_id = object_id


class ShallowError(TreeError):
    """The clone holds only the newest commits, so what its history would show is not the history."""

    def __init__(self) -> None:
        super().__init__("the clone is shallow: git fetch --unshallow")


class RevisionNotFoundError(TreeError):
    """No commit of the repository goes by this name."""

    def __init__(self, revision: str) -> None:
        super().__init__(revision)
        self.revision = revision


class Objects:
    """The contents of a repository's blobs by id, from one git process that is started when first asked."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._cat: subprocess.Popen[bytes] | None = None
        self._process = 0  # that asks: one that is forked from it must not listen to the same answers

    def read(self, object_id: str) -> bytes:
        """The bytes of a blob. Raises DamagedError where the repository does not hold it, or not whole."""
        return next(self.read_all((object_id,)))

    def read_all(self, object_ids: Sequence[str]) -> Iterator[bytes]:
        """The bytes of several blobs, in order. Git is asked for many at a time: each answer is a long wait."""
        for start in range(0, len(object_ids), AT_ONCE):
            yield from self._answers(object_ids[start : start + AT_ONCE])

    def _answers(self, object_ids: Sequence[str]) -> list[bytes]:
        if self._cat is None or self._process != os.getpid():
            self._process = os.getpid()
            self._cat = subprocess.Popen(
                ("git", "-C", str(self._root), "cat-file", "--batch"),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
            self._stop = weakref.finalize(self, self._cat.communicate)  # also for whoever does not close it
        pipe_in, pipe_out = self._cat.stdin, self._cat.stdout
        assert pipe_in is not None
        assert pipe_out is not None
        found: list[bytes] = []
        with suppress(BrokenPipeError):  # it ended: at what, shows below
            pipe_in.write(b"".join(f"{object_id}\n".encode() for object_id in object_ids))
            pipe_in.flush()
        missing = None
        for object_id in object_ids:  # to the last one, so that the next question gets its own answer
            header = pipe_out.readline().split()
            if len(header) == 3:
                content = pipe_out.read(int(header[2]) + 1)[:-1]
                if len(content) == int(header[2]):
                    found.append(content)
                    continue
            missing = missing or object_id
            if len(header) != 2:  # neither bytes nor “missing”: git ends where an object is damaged
                self.close()
                break
        if missing:
            raise DamagedError(missing)
        return found

    def close(self) -> None:
        if self._cat is not None:
            self._stop()
            self._cat = None


def git_bytes(root: Path, *arguments: str) -> bytes:
    """What a git command prints. Raises TreeError with git's own words where it fails."""
    try:
        done = subprocess.run(("git", "-C", str(root), *arguments), capture_output=True, check=True)
    except FileNotFoundError:
        raise TreeError("git is not installed") from None
    except subprocess.CalledProcessError as error:
        said = told(error.stderr)
        raise TreeError(said or f"git {' '.join(arguments)}") from None
    return done.stdout


def told(stderr: bytes) -> str:
    """What git says of a failure, in one line and without its advice, in whichever language it speaks."""
    lines = stderr.decode("utf-8", "replace").splitlines()
    return "; ".join(line for line in lines if line and not line.startswith(("hint:", "gợi ý:")))


def git(root: Path, *arguments: str) -> str:
    return git_bytes(root, *arguments).decode("utf-8", "replace")


def repository_root(start: Path) -> Path | None:
    """The root of the git repository that holds `start`; None outside any."""
    try:
        return Path(git(start, "rev-parse", "--show-toplevel").strip())
    except TreeError:
        return None


def head_if_clean(root: Path, paths: Iterable[str]) -> str | None:
    """The commit whose files below `paths` are exactly those on disk; None with uncommitted changes."""
    try:
        if git(root, "status", "--porcelain", "--untracked-files=all", "--", *paths).strip():
            return None
        return git(root, "rev-parse", "--verify", "HEAD").strip()
    except TreeError:
        return None


def commit_day(root: Path, revision: str) -> str:
    """The day of a commit at UTC+7, ISO. Its committer's clock is the only witness."""
    seconds = int(git(root, "show", "--no-patch", "--format=%ct", revision))
    return datetime.fromtimestamp(seconds, HANOI).date().isoformat()


def commit_on(root: Path, day: str, head: str = "HEAD") -> str | None:
    """The commit in force at the end of `day` (ISO, UTC+7) on the main line of `head`; None before the first.

    The main line goes first parent by first parent. Clocks lie and the order of commits does not: one that
    stands after a commit of a later day was not there yet, whatever day it claims. Raises ShallowError where
    the line is cut off before that day, RevisionNotFoundError where `day` is no day.
    """
    try:
        midnight = datetime.fromisoformat(f"{day}T00:00:00").replace(tzinfo=HANOI)
    except ValueError:
        raise RevisionNotFoundError(day) from None
    end = midnight.timestamp() + 86400
    listed = git(root, "--no-replace-objects", "rev-list", "--first-parent", "--timestamp", head)
    found = None
    for line in reversed(listed.splitlines()):
        seconds, _, commit = line.partition(" ")
        if int(seconds) >= end:
            break
        found = commit
    if found is None and is_shallow(root):
        raise ShallowError
    return found


def descends(root: Path, commit: str, ancestor: str) -> bool | None:
    """Whether `ancestor` is in the history of `commit`; None where a shallow clone cannot tell.

    A commit that the repository no longer holds is in no history. Raises TreeError where git cannot say, since a
    damaged repository is no rewritten one.
    """
    try:
        for one in (ancestor, commit):
            git(root, "cat-file", "-e", f"{one}^{{commit}}")
    except TreeError:
        return None if is_shallow(root) else False
    descends = not git(root, "rev-list", "--max-count=1", ancestor, f"^{commit}").strip()
    return descends or (None if is_shallow(root) else False)


def is_shallow(root: Path) -> bool:
    """Whether the repository holds only the newest commits."""
    return git(root, "rev-parse", "--is-shallow-repository").strip() == "true"
