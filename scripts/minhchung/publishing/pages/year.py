"""A year: every unit on all three bases, the map, and the matrix of districts by indicators. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from minhchung.assessing.model import Finding
from minhchung.criteria.model import CriteriaSet
from minhchung.criteria.rules import percent_of
from minhchung.evidence.model import BASES, Basis, Share, Unit
from minhchung.i18n import N_
from minhchung.publishing import paths
from minhchung.publishing.division import Part, divided
from minhchung.publishing.page import Page
from minhchung.publishing.pages import overview
from minhchung.publishing.pages.atlas import map_of
from minhchung.publishing.pages.rule_changes import rule_changes
from minhchung.publishing.speech import edges_of
from minhchung.publishing.view import State, View


@dataclass(frozen=True, slots=True)
class Cell:
    """One finding of the matrix: its class, its words, and the sign of a level."""

    status: str
    words: str
    level: int | None

    @property
    def order(self) -> int | str:
        """What a column is sorted by: the level, or whether it is met; nothing where that is open."""
        if self.level is not None:
            return self.level
        return {"met": 1, "not-met": 0}.get(self.status, "")


@dataclass(frozen=True, slots=True)
class Line:
    """One district of the matrix; without cells where there is no figure on this basis, and why."""

    unit: Unit
    state: State
    cells: list[Cell]


@dataclass(frozen=True, slots=True)
class Matrix:
    """All districts judged by one criteria set, on one basis."""

    criteria: CriteriaSet
    basis: Basis
    lines: list[Line]


def pages(view: View) -> Iterator[Page]:
    yield _list(view)
    for year in view.years:
        for part in divided(paths.year(year), view.units(year), view.listed_by):
            yield page(view, year, part)


def page(view: View, year: int, part: Part[Unit]) -> Page:
    """The year as a whole, and the first of its units; the following pages hold the others."""
    s, path = view.s, part.path
    title = s._(N_("Kết quả năm {year}"), year=str(year))
    above = (s._(N_("Theo năm")), "years")
    slots = view.slots(
        "year-units",
        path,
        year=year,
        part=part,
        rows=[(unit, {basis: view.state(unit.id, year, basis) for basis in BASES}) for unit in part.entries],
        matrices=list(matrices(view, year, [unit for unit in part.entries if unit.parent is not None])),
    )
    if part.number == 1:
        slots |= view.slots(
            "year",
            path,
            year=year,
            headline=overview.headline(view, year),
            pilots=overview.pilots(view, year),
            figures=overview.figures(view, year),
            map=map_of(view, year),
        )
    return Page(
        pattern=part.of("years/YEAR"),
        path=path,
        title=view.numbered(title, part),
        description=s._(
            N_("Kết quả của {city} và các {members} năm {year}: mức độ và từng chỉ báo."),
            city=view.city.name,
            members=view.members(year),
            year=str(year),
        ),
        crumbs=(above,) if part.number == 1 else (above, (title, part.base)),
        slots=slots,
        search_text=" ".join((str(year), *(unit.name for unit in part.entries))) if part.count == 1 else "",
        searched=part.number == 1,
    )


def matrices(view: View, year: int, districts: Sequence[Unit]) -> Iterator[Matrix]:
    """One matrix for each criteria set and basis that has anything to show; the claims always."""
    sets = {view.criteria(unit, year).id: view.criteria(unit, year) for unit in districts}
    for criteria in sets.values():
        units = [unit for unit in districts if view.criteria(unit, year).id == criteria.id]
        verified = any(view.head(unit.id, year).verification is not None for unit in units)
        bases: tuple[Basis, ...] = ("self", "verified") if verified else ("self",)
        for basis in bases:
            yield Matrix(criteria, basis, [_line(view, unit, year, basis, criteria) for unit in units])


def _line(view: View, unit: Unit, year: int, basis: Basis, criteria: CriteriaSet) -> Line:
    dossier = view.head(unit.id, year)
    on_file = dossier.self_assessment if basis == "self" else dossier.verification
    result = view.brief(unit.id, year, basis)
    cells = []
    if on_file is not None and result is not None:
        for id_ in criteria.indicators:
            finding = result.findings[id_]
            cells.append(Cell(finding.status, _words(view, finding, criteria), finding.level))
    return Line(unit, view.state(unit.id, year, basis), cells)


def _words(view: View, finding: Finding, criteria: CriteriaSet) -> str:
    """What is said of a cell: “Đạt, mức độ 2, 82,43 %”; the share only where it decides a level."""
    said, claim, indicator = view.s.finding(finding), finding.claim, criteria.indicators[finding.indicator]
    share = percent_of(claim.value) if claim and isinstance(claim.value, Share) else None
    if indicator.id not in criteria.recognition.graded or share is None:
        return said
    return f"{said}, {view.s.exact_percent(share, edges_of(indicator, criteria.recognition))}"


def _list(view: View) -> Page:
    years = [
        (year, overview.headline(view, year), view.furthest(view.city.id, year))
        for year in reversed(view.years)
    ]
    return Page(
        pattern="years",
        path="years",
        slots=view.slots("years", "years", years=years, city=view.city, changes=rule_changes(view)),
    )
