"""Which file belongs where below a folder of evidence. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from minhchung.checking.source import Place, likely
from minhchung.criteria.schema import KINDS
from minhchung.problem import Problem

_YEAR = re.compile(r"[0-9]{4}\Z")
_NAMES = tuple(f"{kind}.yml" for kind in KINDS)
# https://learn.microsoft.com/en-us/windows/win32/fileio/naming-a-file
_NOT_ON_WINDOWS = re.compile(
    r'[<>:"\\|?*\x00-\x1f]|[ .]\Z|\A(?:con|prn|aux|nul|(?:com|lpt)[0-9¹²³])(?:\.|\Z)', re.IGNORECASE
)
_IGNORED = ("README.md", ".gitkeep")
_OF_ALL = (
    "units.yml",
    "organisations.yml",
    "documents-checked.yml",
    "boundaries.geojson",
)  # what stands once, beside the units' folders


def below(folder: str, name: str) -> str:
    """The path of `name` in `folder`, which is empty or “.” where it is the whole tree."""
    return name if folder in ("", ".") else f"{folder}/{name}"


def is_year(step: str) -> bool:
    """Whether a folder's name is that of a year."""
    return bool(_YEAR.match(step))


def sort_out(paths: Iterable[str], folder: str) -> tuple[list[Place], list[str], list[Problem]]:
    """The evidence files, the files in documents/ folders, and what stands where nothing belongs."""
    files: list[Place] = []
    documents: list[str] = []
    problems: list[Problem] = []
    for path in paths:
        steps = path.removeprefix(f"{folder}/").split("/")
        if steps[-1] in _IGNORED or (len(steps) == 1 and steps[0] in _OF_ALL):
            continue
        inside = len(steps) > 2 and is_year(steps[1])
        if inside and len(steps) == 3 and steps[2] in _NAMES:
            files.append(Place(path, steps[0], int(steps[1]), steps[2].removesuffix(".yml")))
        elif inside and len(steps) > 3 and steps[2] == "documents":
            documents.append(path)
        else:
            problems.append(_misplaced(path, steps, inside))
    problems += [*_clashes(documents), *_unportable(documents)]
    return files, documents, problems


def _misplaced(path: str, steps: list[str], inside: bool) -> Problem:
    stem = steps[-1].rpartition(".")[0].replace("_", "-").replace(" ", "-") + ".yml"
    near = likely(stem, _NAMES if inside else (*_NAMES, "units.yml"))
    return Problem(path, 1, 1, "wrong-place", params={"name": steps[-1], **near})


def _clashes(paths: list[str]) -> Iterator[Problem]:
    """Files or folders that are one and the same on a disk that folds case or composes letters."""
    seen: dict[str, str] = {}
    for path in sorted(paths):
        steps = path.split("/")
        for upto in range(1, len(steps) + 1):
            name = "/".join(steps[:upto])
            first = seen.setdefault(unicodedata.normalize("NFC", name).casefold(), name)
            if first != name:
                yield Problem(path, 1, 1, "path-clash", params={"name": name, "other": first})
                break


def _unportable(paths: list[str]) -> Iterator[Problem]:
    """Files that Windows cannot write: one of them, and nobody there can fetch the repository any more."""
    for path in paths:
        if any(_NOT_ON_WINDOWS.search(step) for step in path.split("/")):
            yield Problem(path, 1, 1, "file-name", params={"name": path})
