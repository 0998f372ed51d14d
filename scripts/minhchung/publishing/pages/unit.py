"""A unit: what it is, what came before and after it, and its results over the years. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from minhchung.criteria.model import CriteriaSet, Indicator
from minhchung.evidence.model import BASES, Basis, Unit
from minhchung.i18n import N_
from minhchung.publishing import badges, paths
from minhchung.publishing.bars import Bar, bar
from minhchung.publishing.levels import Levels, levels
from minhchung.publishing.page import Page, relative_url
from minhchung.publishing.pages import todo
from minhchung.publishing.pages.rule_changes import years_of_change
from minhchung.publishing.speech import edges_of
from minhchung.publishing.view import State, View
from minhchung.todo.model import Task
from minhchung.todo.tasks import for_unit


@dataclass(frozen=True, slots=True)
class Now:
    """A unit in a list: how its last year stands, and the level of each year; None where it has no dossier."""

    unit: Unit
    state: State | None
    levels: Levels | None


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


def pages(view: View) -> Iterator[Page]:
    yield _list(view)
    waiting = todo.all_tasks(view)
    for unit in view.evidence.units.values():
        yield page(view, unit, for_unit(waiting, unit))


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
            districts=[u for u in view.evidence.units.values() if u.parent == unit.id]
            if unit is view.city
            else [],
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
    dossier = view.dossier(unit.id, year)
    on_file = dossier.self_assessment is not None or dossier.decision is not None or dossier.faulty
    return Year(year, {basis: view.state(unit.id, year, basis) for basis in BASES}, on_file)


def _series(view: View, unit: Unit, years: list[int]) -> list[Series]:
    """The graded indicators over the years with a dossier, joined by the slug that editions share."""
    found: dict[str, Series] = {}
    for year in years:
        criteria = view.criteria(unit, year)
        basis: Basis = "verified" if view.dossier(unit.id, year).verification is not None else "self"
        result = view.result(unit.id, year, basis)
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


def _list(view: View) -> Page:
    year = view.latest
    units = list(view.evidence.units.values())
    now: list[dict[str, Any]] = []
    others = []
    for unit in units:
        if year is not None and _existed(unit, year):
            now.append(Now(unit, view.furthest(unit.id, year), levels(view, unit)))
        else:
            others.append(unit)
    context = {"year": year, "now": now, "others": others}
    return Page(pattern="units", path="units", slots=view.slots("units", "units", **context))
