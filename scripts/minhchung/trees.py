"""A Tree: the files of a repository, in the working folder or at any revision. Reads disk and git.

Everything that takes a Tree works at any revision. Paths are relative to the tree's root, with `/`.
"""

from __future__ import annotations

import os
import re
import stat
import subprocess
import weakref
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Protocol, Self

AT_ONCE = 50  # questions to git that surely fit into a pipe while it answers
DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
HANOI = timezone(timedelta(hours=7))


class TreeError(Exception):
    """The files could not be got at: no such revision, no git, a folder that cannot be read."""


class UnreadableError(TreeError):
    """A file of a folder cannot be read: it has gone since it was found, or nobody may."""

    def __init__(self, path: str, error: OSError) -> None:
        super().__init__(f"{path}: {error.strerror}")
        self.path, self.error = path, error


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


class NoCommitYetError(TreeError):
    """On that day the main line had no commit yet."""

    def __init__(self, day: str) -> None:
        super().__init__(day)
        self.day = day


class Tree(Protocol):
    """Files by path."""

    @property
    def revision(self) -> str | None:
        """The full commit id whose files these are exactly; None where no commit holds them."""

    def paths(self, under: str) -> list[str]:
        """Every file below the folder `under`, sorted. Links and submodules are listed, not followed.

        Raises TreeError where a folder may not be looked into.
        """

    def is_plain(self, path: str) -> bool:
        """Whether `path` is an ordinary file: no link, no device, no submodule."""

    def read(self, path: str) -> bytes:
        """The bytes of a plain file. Raises TreeError where there is none."""


class FolderTree:
    """The files of a folder as they are now."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._real = {"": True}  # folders that were looked at

    @property
    def revision(self) -> str | None:
        return None

    def paths(self, under: str) -> list[str]:
        found = []
        waiting = [("" if under == "." else f"{under}/", str(self.root / under))]
        while waiting:
            start, place = waiting.pop()
            try:
                with os.scandir(place) as entries:
                    for entry in entries:
                        if not entry.is_dir(follow_symlinks=False):
                            found.append(start + entry.name)
                        elif entry.name != ".git":
                            waiting.append((f"{start}{entry.name}/", entry.path))
            except (FileNotFoundError, NotADirectoryError):  # as good as empty
                continue
            except OSError as error:  # its files are there, and none of them may be left out unsaid
                raise UnreadableError(start, error) from error
        return sorted(found)

    def is_plain(self, path: str) -> bool:
        folder, _, name = path.rpartition("/")
        try:
            return (
                name not in ("", ".", "..")
                and self._is_real(folder)
                and stat.S_ISREG(os.lstat(f"{self.root}/{path}").st_mode)
            )
        except OSError:
            return False

    def _is_real(self, folder: str) -> bool:
        """Whether a folder is no link and in none: asked once, for all of its files."""
        if folder not in self._real:
            above, _, name = folder.rpartition("/")
            self._real[folder] = (
                name not in ("", ".", "..")
                and self._is_real(above)
                and stat.S_ISDIR(os.lstat(f"{self.root}/{folder}").st_mode)
            )
        return self._real[folder]

    def read(self, path: str) -> bytes:
        try:
            with open(f"{self.root}/{path}", "rb") as file:  # noqa: PTH123 - a Path for each takes as long as reading
                return file.read()
        except OSError as error:
            raise UnreadableError(path, error) from error


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


class GitTree:
    """The files of a commit, straight from git's objects; nothing is checked out.

    Raises RevisionNotFoundError where there is no such commit, ShallowError where a clone may only not hold it.
    """

    def __init__(self, root: Path, revision: str) -> None:
        self.root = root
        name = f"{revision}^{{commit}}"
        try:
            self._commit = git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", name).strip()
        except TreeError:
            raise (ShallowError() if is_shallow(root) else RevisionNotFoundError(revision)) from None
        listing = git_bytes(root, "ls-tree", "-r", "-z", "--full-tree", self._commit)
        self._blobs: dict[str, tuple[str, str]] = {}
        for entry in listing.split(b"\0")[:-1]:
            about, _, path = entry.partition(b"\t")
            mode, _, object_id = about.split(b" ")
            self._blobs[path.decode("utf-8", "surrogateescape")] = (mode.decode(), object_id.decode())
        self._objects = Objects(root)

    @property
    def revision(self) -> str | None:
        return self._commit

    def paths(self, under: str) -> list[str]:
        folder = f"{under}/"
        return sorted(path for path in self._blobs if path.startswith(folder))

    def ids(self, under: str) -> dict[str, str]:
        """Git's id of the bytes of every file below the folder `under`, by its path there."""
        folder = f"{under}/"
        return {
            path.removeprefix(folder): id_
            for path, (_, id_) in self._blobs.items()
            if path.startswith(folder)
        }

    def is_plain(self, path: str) -> bool:
        return path in self._blobs and self._blobs[path][0] in ("100644", "100755")

    def read(self, path: str) -> bytes:
        if path not in self._blobs:
            raise TreeError(f"{path}: not in {self._commit}")
        return self._objects.read(self._blobs[path][1])

    def close(self) -> None:
        self._objects.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class OneYear:
    """A tree whose folder of evidence holds the dossiers of one year alone."""

    def __init__(self, tree: Tree, folder: str, year: int) -> None:
        start = "" if folder == "." else re.escape(f"{folder}/")
        self._other = re.compile(rf"{start}[^/]+/(?!{year:04d}/)[0-9]{{4}}/")
        self._tree = tree

    @property
    def revision(self) -> str | None:
        return self._tree.revision

    def paths(self, under: str) -> list[str]:
        return [path for path in self._tree.paths(under) if not self._other.match(path)]

    def is_plain(self, path: str) -> bool:
        return self._tree.is_plain(path)

    def read(self, path: str) -> bytes:
        return self._tree.read(path)


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
