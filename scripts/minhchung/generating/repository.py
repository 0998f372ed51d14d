"""Repositories on disk: a new one, whole or not at all; and what a newer version changes in one. Runs git."""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from minhchung import whole
from minhchung.generating.commits import PROGRAM, Commit, stream
from minhchung.git import TreeError, git, git_bytes, told
from minhchung.share import share

# What the people of a repository write: no newer version of the program touches it.
THEIRS = ("evidence/", ".github/CODEOWNERS", ".github/owners.yml")
_BEGUN = "MERGE_HEAD"  # git's own sign of a merge that is not committed yet
_ALONE = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}


class NoBeginningError(TreeError):
    """The history holds no state that `init` or `update` wrote, so that nothing can be told from local edits."""


def read_shared() -> dict[str, bytes]:
    """The package's own files, by path."""
    root = share()
    names = [*(".editorconfig", ".gitattributes", ".gitignore", "LICENSE-DATA", "SECURITY.md")]
    places = [root / name for name in names] + list(root.glob("mkdocs*.yml"))
    for folder in ("docs/vi", "docs/en", ".github", "criteria", "examples", "evidence/organisations.yml"):
        place = root / folder
        places += [place] if place.is_file() else [path for path in place.rglob("*") if path.is_file()]
    return {place.relative_to(root).as_posix(): place.read_bytes() for place in places}


def own_templates() -> dict[str, bytes]:
    """What only a generated repository has."""
    return {path.name: path.read_bytes() for path in (Path(__file__).parent / "templates").iterdir()}


def create(place: Path, commits: Iterable[Commit]) -> None:
    """A repository with these commits in `place`, which does not exist or is empty.

    It is made beside its place and moved there when it is whole. Raises FileExistsError where something is
    there, OSError, and TreeError where git fails.
    """
    if place.exists() and (not place.is_dir() or any(place.iterdir())):
        raise FileExistsError(str(place))
    place.parent.mkdir(parents=True, exist_ok=True)
    with whole.folder(place) as root:
        _run(root, "init", "--quiet", "--initial-branch=main", "--template=")
        _run(root, "fast-import", "--quiet", given=stream(commits))
        _run(root, "reset", "--quiet", "--hard")
        if place.exists():
            place.rmdir()
        root.rename(place)


@dataclass(frozen=True, slots=True)
class Newer:
    """What a newer version would make of a repository."""

    commit: str  # what the program wrote, on top of what it wrote before
    tree: str  # that, merged with the newest commit here
    conflicts: tuple[str, ...]
    summary: str  # of what would change here


def newer(root: Path, files: Mapping[str, bytes]) -> Newer | None:
    """What the files of a newer version change in `root`; None where they are what it has. Writes git objects alone.

    Raises NoBeginningError, and TreeError where git fails.
    """
    before = _last_written(root)
    tree = _tree(root, before, files)
    if tree == git(root, "rev-parse", f"{before}^{{tree}}").strip():
        return None
    who = _as(*PROGRAM)
    message = "Phiên bản mới của các tệp do chương trình viết"
    commit = _run(root, "commit-tree", tree, "-p", before, "-m", message, env=who).strip()
    merged = subprocess.run(
        ("git", "-C", str(root), "merge-tree", "--write-tree", "--name-only", "HEAD", commit),
        capture_output=True,
        text=True,
        check=False,
    )
    if merged.returncode not in (0, 1):
        raise TreeError(merged.stderr.strip() or "git merge-tree")
    result, *rest = merged.stdout.splitlines()
    conflicts = tuple(rest[: rest.index("")]) if "" in rest else tuple(rest) if merged.returncode else ()
    summary = git(root, "diff", "--stat=100", "--no-color", "HEAD", result)
    return Newer(commit, result, conflicts, summary)


def difference(root: Path, found: Newer) -> str:
    """Every line that would change."""
    return git(root, "diff", "--no-color", "HEAD", found.tree)


def apply(root: Path, found: Newer, message: str) -> bool:
    """Merge what was found; whether that left no conflict. The working folder is such as `is_ready` wants it.

    Where there is none, files are replaced whole, then the index, and last comes the commit, all within what git
    calls a merge: one that was cut off goes on when it is begun again. Raises OSError, and TreeError where git fails.
    """
    known = subprocess.run(
        ("git", "-C", str(root), "var", "GIT_COMMITTER_IDENT"), capture_output=True, check=False
    )
    env = None if known.returncode == 0 else _as(*PROGRAM)
    if found.conflicts:
        merge = ("merge", "--quiet", "--no-ff", "-m", message, found.commit)
        subprocess.run(("git", "-C", str(root), *merge), env=env, capture_output=True, check=False)
        return False
    whole.write(_own(root, "MERGE_MODE"), b"no-ff")
    git(root, "update-ref", _BEGUN, found.commit)
    for path in _names(root, "HEAD", found.tree):
        place, content = root / path, _content(root, found, path)
        if content is None:
            place.unlink(missing_ok=True)
        else:
            place.parent.mkdir(parents=True, exist_ok=True)
            whole.write(place, content)
    with tempfile.TemporaryDirectory() as temporary:
        index = Path(temporary, "index")
        _run(root, "read-tree", found.tree, env={**os.environ, "GIT_INDEX_FILE": str(index)})
        whole.write(_own(root, "index"), index.read_bytes())
    _run(root, "commit", "--quiet", "-m", message, env=env, alone=False)
    return True


def is_ready(root: Path, found: Newer) -> bool:
    """Whether nothing that is not in git would be lost: no file is changed, or only as an update that was cut off did."""
    begun = _own(root, _BEGUN).exists() and not found.conflicts
    for where in ((), ("--cached",)):  # the files, and the index
        changed = set(_names(root, *where, "HEAD"))
        if changed and not (begun and changed.isdisjoint(_names(root, *where, found.tree))):
            return False
    new = _names(root, "--diff-filter=A", "HEAD", found.tree)
    taken = [path for path in new if (root / path).exists()]
    return all((root / path).read_bytes() == _content(root, found, path) for path in taken)


def _own(root: Path, name: str) -> Path:
    """One of git's own files."""
    return root / git(root, "rev-parse", "--git-path", name).rstrip("\n")


def _names(root: Path, *compared: str) -> list[str]:
    return git(root, "diff", "--name-only", "--no-renames", "-z", *compared).split("\0")[:-1]


def _content(root: Path, found: Newer, path: str) -> bytes | None:
    """What the update makes of a file; None where it removes it."""
    listed = git(root, "ls-tree", "-z", found.tree, "--", f":(top,literal){path}")
    return git_bytes(root, "cat-file", "blob", f"{found.tree}:{path}") if listed else None


def _last_written(root: Path) -> str:
    """The newest commit that the program wrote, each on top of the one before, the first without any."""
    listed = git(root, "log", "--topo-order", "--reverse", "--format=%H %ae %P", "HEAD")
    written: list[str] = []
    for line in listed.splitlines():
        id_, address, *parents = line.split(" ")
        parents = [parent for parent in parents if parent]
        if address == PROGRAM[1] and (not parents or (len(parents) == 1 and parents[0] in written)):
            written.append(id_)
    if not written:
        raise NoBeginningError("")
    return written[-1]


def _tree(root: Path, before: str, files: Mapping[str, bytes]) -> str:
    """The tree of `before` with `files` in place of all that the program wrote there."""
    with tempfile.TemporaryDirectory() as temporary:
        env = {**os.environ, "GIT_INDEX_FILE": str(Path(temporary, "index"))}
        kept = [
            entry
            for entry in _run(root, "ls-tree", "-r", "-z", before).split("\0")
            if entry.partition("\t")[2].startswith(THEIRS)
        ]
        places = [Path(temporary, str(number)) for number in range(len(files))]
        for place, content in zip(places, files.values(), strict=True):
            place.write_bytes(content)
        listed = "\n".join(map(str, places)).encode()
        hashed = _run(root, "hash-object", "-w", "--no-filters", "--stdin-paths", given=listed)
        ids = dict(zip(files, hashed.split(), strict=True))
        entries = [*kept, *(f"100644 blob {id_}\t{path}" for path, id_ in ids.items())]
        _run(
            root,
            "update-index",
            "-z",
            "--index-info",
            env=env,
            given="".join(f"{e}\0" for e in entries).encode(),
        )
        return _run(root, "write-tree", env=env).strip()


def _as(name: str, address: str) -> dict[str, str]:
    return {
        **os.environ,
        **{f"GIT_{role}_NAME": name for role in ("AUTHOR", "COMMITTER")},
        **{f"GIT_{role}_EMAIL": address for role in ("AUTHOR", "COMMITTER")},
    }


def _run(
    root: Path,
    *arguments: str,
    given: bytes | None = None,
    env: Mapping[str, str] | None = None,
    alone: bool = True,
) -> str:
    """What a git command prints; `alone`, with nobody's configuration. Raises TreeError with git's own words."""
    try:
        done = subprocess.run(
            ("git", "-C", str(root), *arguments),
            input=given,
            env={**(env or os.environ), **(_ALONE if alone else {})},
            capture_output=True,
            check=True,
        )
    except FileNotFoundError:
        raise TreeError("git is not installed") from None
    except subprocess.CalledProcessError as error:
        said = told(error.stderr)
        raise TreeError(said or f"git {' '.join(arguments)}") from None
    return done.stdout.decode("utf-8", "surrogateescape")
