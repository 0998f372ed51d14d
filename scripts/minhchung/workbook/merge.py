"""What a workbook changes in a file that may have changed as well, value by value. Pure.

Three sides: the file when the workbook was written (the base), the workbook, the file now. What only the workbook
has changed is changed; what only the file has changed stays; what both have changed clashes, unless to the same, and
nobody's value is lost without someone saying so.
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any, Literal

from minhchung.checking.source import listing, mapping
from minhchung.workbook.cells import citations, untouched
from minhchung.workbook.fields import TABLES, Field, Path, Value, cited, field_at
from minhchung.workbook.model import NEW, Filled

Side = Literal["workbook", "file"]


@dataclass(frozen=True, slots=True)
class Edit:
    """A value of the file that the workbook changes, at `path` of the file; None: there was none, or it goes.

    `cell` is its path in the workbook, which differs where an observation has moved.
    """

    path: Path
    cell: Path
    old: Value | None
    new: Value | None


@dataclass(frozen=True, slots=True)
class Clash:
    """A value of the workbook that both sides have changed, each to something else."""

    cell: Path
    base: Value | None
    mine: Value | None
    theirs: Value | None


@dataclass(slots=True)
class Merged:
    edits: list[Edit] = field(default_factory=list)
    clashes: list[Clash] = field(default_factory=list)


def merge(
    filled: Filled, theirs: Mapping[Path, Value], single: Mapping[Path, Field], take: Side | None = None
) -> Merged:
    """What is to change in a file that says `theirs`; `take` says whose value stands where both have changed it."""
    moved = _moved(filled, theirs)
    there_rows, base_rows = ({path[:2] for path in values} for values in (theirs, filled.base))
    entries: dict[Path, list[Path]] = {}
    for path in filled.values:
        entries.setdefault(path[:2], []).append(path)
    merged = Merged()
    for row, paths in entries.items():
        at = moved.get(row, row)
        if row[-1].startswith(NEW) and at != row:
            continue  # the file has this observation already
        changed = [
            path for path in paths if _differs(filled.values[path], filled.base.get(path), path, single)
        ]
        lost = row in base_rows and at not in there_rows and len(row) > 1
        for path in paths if lost and changed and take == "workbook" else changed:
            place = at + path[2:]
            base, mine, there = filled.base.get(path), filled.values[path], theirs.get(place)
            if not _differs(mine, there, path, single):
                continue
            if take == "workbook" or (there == base and not lost):
                merged.edits.append(Edit(place, path, there, mine))
            elif take is None:
                merged.clashes.append(Clash(path, base, mine, there))
    return merged


def _differs(mine: Value | None, other: Value | None, path: Path, single: Mapping[Path, Field]) -> bool:
    """Whether a cell says something else than the cell of `other` would if nobody had touched it."""
    return mine != (None if other is None else untouched(other, field_at(path, single)))


def _moved(filled: Filled, theirs: Mapping[Path, Value]) -> dict[Path, Path]:
    """Where in the file each observation of the workbook stands now: `gone` where it stands no longer."""
    before, now = _observations(filled.base), _observations(theirs)
    found: dict[Path, Path] = {}
    matcher = SequenceMatcher(None, list(map(repr, before)), list(map(repr, now)), autojunk=False)
    for tag, i, j, m, n in matcher.get_opcodes():
        for step in range(j - i):
            same = tag == "equal" or (tag == "replace" and j - i == n - m)
            found["observations", str(i + step)] = (
                "observations",
                str(m + step) if same else f"gone{i + step}",
            )
    left = [number for number in range(len(now)) if ("observations", str(number)) not in found.values()]
    rows: dict[Path, dict[str, Value]] = {}
    for path, value in filled.values.items():
        if path[0] == "observations" and path[1].startswith(NEW) and value is not None:
            rows.setdefault(path[:2], {})[path[2]] = value
    for path, entry in rows.items():
        number = next((number for number in left if now[number] == entry), None)
        if number is not None:
            left.remove(number)
            found[path] = ("observations", str(number))
    return found


def _observations(values: Mapping[Path, Value]) -> list[dict[str, Value]]:
    found: dict[int, dict[str, Value]] = {}
    for path, value in values.items():
        if path[0] == "observations" and path[1].isdecimal():
            found.setdefault(int(path[1]), {})[path[2]] = value
    return [found.get(number, {}) for number in range(max(found, default=-1) + 1)]


def applied(data: Mapping[str, Any], edits: list[Edit]) -> dict[str, Any]:
    """The data of a file with `edits`; what the workbook does not know of stays."""
    made: dict[str, Any] = deepcopy(dict(data))
    observations = listing(made.get("observations"))
    added: dict[str, dict[str, Any]] = {}
    for edit in edits:
        path = edit.path
        if path[0] != "observations":
            _set(made, path, edit.new)
        elif path[1].isdecimal():
            _set(observations[int(path[1])], path[2:], edit.new)
        else:
            _set(added.setdefault(path[1], {}), path[2:], edit.new)
    for edit in edits:
        _prune(made, edit.path)
    if any(edit.path[0] == "observations" for edit in edits):
        made["observations"] = [entry for entry in (*observations, *added.values()) if entry]
    return made


def _set(node: dict[str, Any], path: Path, value: Value | None) -> None:
    for step in path[:-1]:
        if not isinstance(node.get(step), dict):
            node[step] = {}
        node = node[step]
    if value is None:
        node.pop(path[-1], None)
    elif path[-1] == "evidence":
        node["evidence"] = _cited(str(value), listing(node.get("evidence")))
    else:
        node[path[-1]] = value


def _cited(text: str, old: list[Any]) -> list[Any]:
    """The citations of a cell: each with the quote that the file has for it, which no cell holds."""
    wanted, left = citations(text), list(old)
    found: dict[int, Any] = {}
    for number, (id_, page) in enumerate(wanted):  # those that stand there as they are
        whole = cited({"document": id_, "page": page})
        same = next((item for item in left if cited(item) == whole), None)
        if same is not None:
            left.remove(same)
            found[number] = same
    for number, (id_, page) in enumerate(wanted):  # then those of which only the page is another
        if number in found:
            continue
        same = next((item for item in left if mapping(item).get("document") == id_), None)
        if same is not None:
            left.remove(same)
        entry = {"document": id_, "page": page, "quote": mapping(same).get("quote")}
        entry = {key: value for key, value in entry.items() if value is not None}
        found[number] = entry if len(entry) > 1 else id_
    return [found[number] for number in range(len(wanted))]


def _prune(made: dict[str, Any], path: Path) -> None:
    """A claim or a document of which nothing is left goes whole."""
    for length in range(len(path) - 1, 1, -1):
        parent: Any = made
        for step in path[: length - 1]:
            parent = mapping(parent).get(step)
        here = mapping(parent).get(path[length - 1])
        shown = {field.path[0] for field in TABLES["documents"]}
        if here == {} or (path[0] == "documents" and isinstance(here, dict) and not shown & here.keys()):
            del parent[path[length - 1]]
