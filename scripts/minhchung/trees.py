"""A Tree: the files of a repository, in the working folder or at any revision. Reads disk and git.

Everything that takes a Tree works at any revision. Paths are relative to the tree's root, with `/`.
"""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path
from typing import Protocol, Self

from minhchung.git import Objects, RevisionNotFoundError, ShallowError, TreeError, git, git_bytes, is_shallow


class UnreadableError(TreeError):
    """A file of a folder cannot be read: it has gone since it was found, or nobody may."""

    def __init__(self, path: str, error: OSError) -> None:
        super().__init__(f"{path}: {error.strerror}")
        self.path, self.error = path, error


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
