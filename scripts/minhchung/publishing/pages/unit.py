"""A unit: what it is, what came before and after it, and its results over the years. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from minhchung.criteria.model import CriteriaSet, Indicator
from minhchung.evidence.model import BASES, Basis, Unit
from minhchung.i18n import N_
from minhchung.publishing import badges, paths
from minhchung.publishing.bars import Bar, bar
from minhchung.publishing.division import Part, divided, few
from minhchung.publishing.levels import Levels, levels
from minhchung.publishing.page import Page, relative_url
from minhchung.publishing.pages import todo
from minhchung.publishing.pages.rule_changes import years_of_change
from minhchung.publishing.speech import edges_of
from minhchung.publishing.view import State, View
from minhchung.todo.model import Task
from minhchung.todo.tasks import by_unit


@dataclass(frozen=True, slots=True)
class Year:
    """One year of a unit: how it stands on each basis, and whether anything is on file."""

    year: int
    states: dict[Basis, State]
    on_file: bool


@dataclass(frozen=True, slots=True)
class Point:
    """The figure of one indicator in one year, on the last basis that rests on figures."""

    year: int
    value: str
    bar: Bar | None
    status: str
    words: str
    basis: Basis


@dataclass(frozen=True, slots=True)
class Series:
    """One graded indicator over the years."""

    criteria: CriteriaSet
    indicator: Indicator
    points: list[Point]


@dataclass(frozen=True, slots=True)
class Card:
    """One unit in the list of all; without a state where it is of another time than the last year."""

    unit: Unit
    state: State | None
    levels: Levels | None


def pages(view: View) -> Iterator[Page]:
    for part in divided("units", list(view.evidence.units.values()), view.listed_by):
        yield _list(view, part)
    waiting = by_unit(view.tasks, view.evidence.units.values())
    for unit in view.evidence.units.values():
        yield page(view, unit, waiting[unit.id])


def page(view: View, unit: Unit, waiting: Sequence[Task] = ()) -> Page:
    s, path = view.s, paths.unit(unit.id)
    years = [_year(view, unit, year) for year in reversed(view.years) if _existed(unit, year)]
    return Page(
        pattern="units/UNIT",
        path=path,
        title=unit.name,
        description=s._(
            N_("{unit}: kết quả qua các năm, các đơn vị hành chính cấp xã, đơn vị tiền thân và kế tiếp."),
            unit=unit.name,
        ),
        crumbs=((s._(N_("Theo đơn vị")), "units"),),
        slots=view.slots(
            "unit",
            path,
            unit=unit,
            years=years,
            changes=[
                change for change in years_of_change(view) if {*change} <= {entry.year for entry in years}
            ],
            levels=levels(view, unit),
            series=_series(view, unit, [entry.year for entry in reversed(years) if entry.on_file]),
            successors=[_known(view, id_) for id_ in unit.replaced_by],
            badge=relative_url("", base=path) + badges.path(unit.id),
            badge_address=view.site.address + badges.path(unit.id),
            predecessors=view.predecessors.get(unit.id, []),
            districts=(
                districts := [u for u in view.evidence.units.values() if u.parent == unit.id]
                if unit is view.city
                else []
            ),
            few=few(districts),
        )
        | todo.slots(view, path, waiting, unit.name),
        search_boost=2,  # places are what people look for
        search_text=" ".join(
            (unit.name, unit.code or "", *(commune.name for commune in unit.communes or ()))
        ),
    )


def _existed(unit: Unit, year: int) -> bool:
    return unit.parent is None or unit.exists_in(year)


def _known(view: View, id_: str) -> Unit | str:
    """The unit of that id, or the id where units.yml does not describe it."""
    return view.evidence.units.get(id_, id_)


def _year(view: View, unit: Unit, year: int) -> Year:
    dossier = view.head(unit.id, year)
    on_file = dossier.self_assessment is not None or dossier.decision is not None or dossier.faulty
    return Year(year, {basis: view.state(unit.id, year, basis) for basis in BASES}, on_file)


def _series(view: View, unit: Unit, years: list[int]) -> list[Series]:
    """The graded indicators over the years with a dossier, joined by the slug that editions share."""
    found: dict[str, Series] = {}
    for year in years:
        criteria = view.criteria(unit, year)
        basis: Basis = "verified" if view.head(unit.id, year).verification is not None else "self"
        result = view.brief(unit.id, year, basis)
        if result is None or not result.findings:
            continue
        for id_ in criteria.recognition.graded:
            indicator, finding = criteria.indicators[id_], result.findings[id_]
            value = finding.tally or (finding.claim.value if finding.claim else None)
            series = found.setdefault(indicator.slug, Series(criteria, indicator, []))
            text = (
                ""
                if value is None
                else view.s.value(value, indicator, edges_of(indicator, criteria.recognition))
            )
            series.points.append(
                Point(
                    year,
                    text,
                    bar(value, indicator, criteria),
                    finding.status,
                    view.s.finding(finding),
                    basis,
                )
            )
    return list(found.values())


def _list(view: View, part: Part[Unit]) -> Page:
    """Those of the last year, then those of other times; on several pages they stand together, by name."""
    s, year = view.s, view.latest
    now: list[Card] = []
    others = []
    for unit in part.entries:
        if year is not None and _existed(unit, year):
            now.append(Card(unit, view.furthest(unit.id, year), levels(view, unit)))
        elif part.count == 1:
            others.append(unit)
        else:
            now.append(Card(unit, None, None))
    context = {"year": year, "now": now, "others": others, "part": part}
    title = s._(N_("Theo đơn vị"))
    named = part.number > 1
    return Page(
        pattern=part.of("units"),
        path=part.path,
        title=view.numbered(title, part) if named else None,
        description=s._(N_("Các đơn vị, xếp theo tên.")) if named else None,
        crumbs=((title, "units"),) if named else (),
        slots=view.slots("units", part.path, **context),
        searched=False,
    )
