"""A dossier out into a workbook, and a workbook back into the dossier's file. Reads and writes files.

Nothing is written before everything is known to be right: the file that is to be is read strictly, says what the
workbook says and nothing else, and has no error that it has not now. It replaces the old one whole or not at all.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from minhchung import whole
from minhchung.checking.one_dossier import after_changes
from minhchung.checking.shape import Shapes
from minhchung.criteria.model import CriteriaSet
from minhchung.evidence.model import Unit
from minhchung.evidence.template import template
from minhchung.problem import Problem
from minhchung.workbook import fields, merge, read
from minhchung.workbook.fields import Value
from minhchung.workbook.model import Fault, Filled, Form, Place
from minhchung.workbook.places import place_of
from minhchung.workbook.write import workbook
from minhchung.workspace import Workspace
from minhchung.yaml.rewrite import RewriteError, rewritten
from minhchung.yaml.strict import read as read_strictly

FILE = "self-assessment.yml"
_LONGEST = 32_000  # letters in a cell, with room for what the base adds; the schema allows far less
_NOT_XML = re.compile("[\ufffe\uffff]")
_ORDER = (
    *(
        "unit",
        "year",
        "criteria",
        "origin",
        "prepared_by",
        "submitted",
        "documents",
        "indicators",
        "observations",
    ),
    *("met", "count", "total", "percent", "previous", "current", "comparable", "parts"),
    *("status", "evidence", "note", "indicator", "difficulty", "proposal", "document", "page", "quote"),
    *(
        "title",
        "number",
        "issuer",
        "issued",
        "url",
        "file",
        "sha256",
        "archived",
        "access",
        "holder",
        "request",
    ),
)


class UnreadableError(Exception):
    """The dossier's own file cannot be read."""


@dataclass(slots=True)
class Outcome:
    """What became of one workbook: `problems` are those of the file as it is, or as it would have been."""

    source: Path
    state: Literal["written", "unchanged", "refused", "clash"] = "refused"
    path: str = ""
    faults: list[Fault] = field(default_factory=list)
    edits: list[merge.Edit] = field(default_factory=list)
    clashes: list[merge.Clash] = field(default_factory=list)
    problems: list[tuple[Problem, Place | None]] = field(default_factory=list)
    places: Mapping[fields.Path, Place] = field(default_factory=dict)
    single: Mapping[fields.Path, fields.Field] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Dossier:
    """The file of a dossier, there or as `minhchung new` would make it."""

    place: Path
    content: bytes
    criteria: CriteriaSet
    shapes: Shapes

    def typed(self, content: bytes) -> Any:
        shape = self.shapes[f"{self.criteria.name}.self-assessment.json"]
        return shape.of(read_strictly("", content)[0])[0]

    @property
    def data(self) -> Any:
        return self.typed(self.content)


def form(workspace: Workspace, unit: Unit, year: int) -> bytes:
    """The workbook of a dossier. Raises UnreadableError where its file has errors that no cell can hold."""
    dossier = _dossier(workspace, unit, year)
    data = dossier.data
    base = fields.flat(data, dossier.criteria, year)
    if not all(map(_holdable, (*base.values(), *(step for path in base for step in path)))):
        raise UnreadableError
    return workbook(
        Form(unit, year, dossier.criteria, data, base, _before(workspace, unit, year, dossier.criteria))
    )


def _holdable(value: Value) -> bool:
    """Whether a cell can hold it as it is: what cannot be held would come back as changed."""
    return not isinstance(value, str) or (len(value) < _LONGEST and not _NOT_XML.search(value))


def _dossier(workspace: Workspace, unit: Unit, year: int) -> _Dossier:
    folder = workspace.evidence_folder
    place = folder.root / folder.path / unit.id / f"{year:04d}" / FILE
    edition = workspace.edition(year)
    criteria = edition.sets[unit.kind]
    if place.is_file():
        content = place.read_bytes()
        file, problems = read_strictly(FILE, content)
        if problems or not isinstance(file.data, dict):
            raise UnreadableError
        every = (known for one in workspace.editions.values() for known in one.sets.values())
        criteria = next((known for known in every if known.id == file.data.get("criteria")), criteria)
        edition = workspace.editions[criteria.edition]
    else:
        schema = workspace.schema_for(place.parent, criteria)
        districts = len(workspace.evidence.districts(year))
        content = template(criteria, unit, year, schema, "vi", districts).encode()
    return _Dossier(place, content, criteria, Shapes(edition))


def _before(workspace: Workspace, unit: Unit, year: int, criteria: CriteriaSet) -> dict[fields.Path, Value]:
    """What last year's dossier says, by this year's indicators: the same slug is the same indicator."""
    data = workspace.checked.sources.get((unit.id, year - 1), {}).get(FILE)
    if not isinstance(data, dict):
        return {}
    every = {known.id: known for one in workspace.editions.values() for known in one.sets.values()}
    old = every.get(str(data.get("criteria")), criteria)
    now = {indicator.slug: id_ for id_, indicator in criteria.indicators.items()}
    found = {}
    for path, value in fields.flat(data, old, year - 1).items():
        same = now.get(old.indicators[path[1]].slug) if path[0] == "indicators" else None
        if same is not None:
            found["indicators", same, *path[2:]] = value
    return found


def take_back(workspace: Workspace, source: Path, take: merge.Side | None = None) -> Outcome:
    """Read one workbook into the file of its dossier."""
    outcome = Outcome(source)
    try:
        sheets = read.opened(_bytes(source))
        filled = read.whose(sheets)
        dossier = _of(workspace, filled)
    except read.WorkbookError as error:
        outcome.faults = [error.fault]
        return outcome
    outcome.path = dossier.place.relative_to(workspace.evidence_folder.root).as_posix()
    outcome.single = fields.fields(dossier.criteria, filled.year)
    read.fill(filled, sheets, outcome.single)
    outcome.places, outcome.faults = filled.places, filled.faults
    if not outcome.faults:
        _merge(workspace, filled, dossier, outcome, take)
    return outcome


def _bytes(source: Path) -> bytes:
    """As much of a file as a workbook may have, and one byte more."""
    with source.open("rb") as file:
        return file.read(read.MOST_BYTES + 1)


def _of(workspace: Workspace, filled: Filled) -> _Dossier:
    """The dossier that a workbook is of. Raises WorkbookError where there can be none."""
    unit = workspace.evidence.units.get(filled.unit)
    if unit is None:
        raise read.WorkbookError("workbook-unknown-unit", unit=filled.unit)
    if not 2000 <= filled.year <= 2100 or not unit.exists_in(filled.year):
        raise read.WorkbookError("workbook-no-such-year", unit=filled.unit, year=filled.year)
    try:
        dossier = _dossier(workspace, unit, filled.year)
    except UnreadableError:
        raise read.WorkbookError("file-unreadable", path=f"{unit.id}/{filled.year}/{FILE}") from None
    if dossier.criteria.id != filled.criteria:
        raise read.WorkbookError(
            "workbook-other-criteria", criteria=filled.criteria, expected=dossier.criteria.id
        )
    return dossier


def _merge(
    workspace: Workspace, filled: Filled, dossier: _Dossier, outcome: Outcome, take: merge.Side | None
) -> None:
    folder, data = workspace.evidence_folder, dossier.data
    theirs = fields.flat(data, dossier.criteria, filled.year)
    merged = merge.merge(filled, theirs, outcome.single, take)
    outcome.edits, outcome.clashes = merged.edits, merged.clashes
    if merged.clashes:
        outcome.state = "clash"
        return
    content = dossier.content
    if merged.edits:
        order = {key: rank for rank, key in enumerate((*_ORDER, *dossier.criteria.indicators))}
        wanted = merge.applied(data, merged.edits)
        try:
            content = rewritten(content, wanted, dossier.typed, order, "indicators")
        except RewriteError:
            outcome.faults.append(Fault("file-not-rewritable", params={"path": outcome.path}))
            return
    own = dossier.place.parent.relative_to(folder.root).as_posix()
    problems, fresh = after_changes(
        folder.tree, folder.path, workspace.editions, own, {outcome.path: content}
    )
    listed = fresh or [problem for problem in problems if problem.file == outcome.path]
    file = read_strictly(outcome.path, content)[0]
    outcome.problems = [
        (problem, place_of(problem, file, dossier.typed(content), filled)) for problem in listed
    ]
    if merged.edits and not fresh:
        dossier.place.parent.mkdir(parents=True, exist_ok=True)
        whole.write(dossier.place, content)
        outcome.state = "written"
    elif not merged.edits:
        outcome.state = "unchanged"
