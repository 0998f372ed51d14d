"""Where evidence and criteria stand: a folder in its repository, now or at a revision. Reads disk and git."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from minhchung.git import TreeError, commit_on, repository_root
from minhchung.share import is_carried, share
from minhchung.trees import FolderTree, GitTree, Tree

DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")


class FolderNotFoundError(TreeError):
    """A folder that a command needs does not exist."""

    def __init__(self, folder: str) -> None:
        super().__init__(folder)
        self.folder = folder


class NoRepositoryError(TreeError):
    """A folder that is to be seen at a revision is in no git repository."""

    def __init__(self, folder: str) -> None:
        super().__init__(folder)
        self.folder = folder


class NoCommitYetError(TreeError):
    """On that day the main line had no commit yet."""

    def __init__(self, day: str) -> None:
        super().__init__(day)
        self.day = day


@dataclass(frozen=True)
class Folder:
    """A folder of files within a tree, and its path there."""

    tree: Tree
    path: str
    root: Path
    carried: bool = False  # by the package: no repository holds it

    def files(self) -> dict[str, bytes]:
        """Every plain YAML file below the folder."""
        paths = [path for path in self.tree.paths(self.path) if path.endswith((".yml", ".yaml"))]
        return {path: self.tree.read(path) for path in paths if self.tree.is_plain(path)}


def folder(name: Path, at: str | None = None) -> Folder:
    """The folder `name` (absolute, or seen from the working folder) in its repository.

    `at` is a revision, or a day (ISO) for the commit in force at its end. What looks like a day is one: a tag
    of that name goes by `tags/2022-12-14`.

    Raises:
        FolderNotFoundError: it does not exist (at the revision, where one is given).
        NoRepositoryError, RevisionNotFoundError: a revision is given, and there is none.
        NoCommitYetError: a day is given, and it is before the first commit.
        ShallowError: a day is given, and the clone does not reach back to it.
    """
    if not name.is_dir() and name.parts[:1] == ("examples",):
        name = share() / name  # the guides name it so in every repository
    if not name.is_dir() and at is None:
        raise FolderNotFoundError(str(name))
    place = name.resolve()
    if is_carried(place):
        package = share().resolve()
        return Folder(FolderTree(package), place.relative_to(package).as_posix(), package, carried=True)
    root = root_around(place)
    if at is not None:
        if root is None:
            raise NoRepositoryError(str(name))
        tree: Tree = GitTree(root, _revision(root, at))
    else:
        tree = FolderTree(root or place.parent)
    root = root or place.parent
    found = Folder(tree, place.relative_to(root.resolve()).as_posix(), root)
    if at is not None and not tree.paths(found.path):
        raise FolderNotFoundError(f"{found.path} ({at})")
    return found


def _revision(root: Path, at: str) -> str:
    if not DATE.match(at):
        return at
    commit = commit_on(root, at)
    if commit is None:
        raise NoCommitYetError(at)
    return commit


def root_around(place: Path) -> Path | None:
    """The repository that holds `place`, which need not exist today."""
    return repository_root(next(parent for parent in (place, *place.parents) if parent.is_dir()))


def default_folder(name: str) -> Path:
    """`evidence` or `criteria` of the repository around the working folder, or in the working folder."""
    root = repository_root(Path.cwd())
    return (root or Path.cwd()) / name
