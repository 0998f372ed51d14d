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
_IGNORED = ("README.md", ".gitkeep")
_OF_ALL = (
    "units.yml",
    "organisations.yml",
    "documents-checked.yml",
)  # what stands once, beside the units' folders


def sort_out(paths: Iterable[str], folder: str) -> tuple[list[Place], list[str], list[Problem]]:
    """The evidence files, the files in documents/ folders, and what stands where nothing belongs."""
    files: list[Place] = []
    documents: list[str] = []
    problems: list[Problem] = []
    for path in paths:
        steps = path.removeprefix(f"{folder}/").split("/")
        if steps[-1] in _IGNORED or (len(steps) == 1 and steps[0] in _OF_ALL):
            continue
        inside = len(steps) > 2 and _YEAR.match(steps[1])
        if inside and len(steps) == 3 and steps[2] in _NAMES:
            files.append(Place(path, steps[0], int(steps[1]), steps[2].removesuffix(".yml")))
        elif inside and len(steps) > 3 and steps[2] == "documents":
            documents.append(path)
        else:
            problems.append(_misplaced(path, steps, bool(inside)))
    problems.extend(_clashes(documents))
    return files, documents, problems


def _misplaced(path: str, steps: list[str], inside: bool) -> Problem:
    stem = steps[-1].rpartition(".")[0].replace("_", "-").replace(" ", "-") + ".yml"
    near = likely(stem, _NAMES if inside else (*_NAMES, "units.yml"))
    return Problem(path, 1, 1, "wrong-place", params={"name": steps[-1], **near})


def _clashes(paths: list[str]) -> Iterator[Problem]:
    """Files that are one and the same on a disk that folds case or composes letters."""
    seen: dict[str, str] = {}
    for path in paths:
        first = seen.setdefault(unicodedata.normalize("NFC", path).casefold(), path)
        if first != path:
            yield Problem(path, 1, 1, "path-clash", params={"name": path, "other": first})
