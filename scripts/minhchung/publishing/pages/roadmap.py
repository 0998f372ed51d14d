"""The roadmap: stages, dated duties, and where each unit stands against them. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from minhchung.criteria.model import Duty, Edition
from minhchung.evidence.model import Unit
from minhchung.publishing.deadlines import Standing, roadmap_year, tracked
from minhchung.publishing.page import Page
from minhchung.publishing.pages.process import STANDING, otherwise, standings
from minhchung.publishing.pages.schedule import CHIP, schedule
from minhchung.publishing.view import View


@dataclass(frozen=True, slots=True)
class Cell:
    """One duty of one unit: done when, and how another reading would see it."""

    standing: Standing
    instead: list[tuple[str, Standing]]


@dataclass(frozen=True, slots=True)
class Table:
    """The units of the roadmap's year against the duties that show in a dossier."""

    edition: Edition
    year: int
    duties: tuple[Duty, ...]
    rows: list[tuple[Unit, list[Cell | None]]]


def page(view: View) -> Page:
    editions = list(view.site.editions.values())
    tables = {edition.id: table for edition in editions if (table := _table(view, edition))}
    context = {
        "editions": editions,
        "tables": list(tables.values()),
        "schedules": [schedule(view, edition, _standings(tables.get(edition.id))) for edition in editions],
        "standing_words": STANDING,
        "standing_chip": CHIP,
    }
    return Page(pattern="roadmap", path="roadmap", slots=view.slots("roadmap", "roadmap", **context))


def _table(view: View, edition: Edition) -> Table | None:
    year = roadmap_year(edition)
    if year not in view.years or view.edition(year).id != edition.id:
        return None
    duties = tracked(edition)
    rows = []
    for unit in view.evidence.districts(year):
        dossier = view.dossier(unit.id, year)
        if not unit.pilot and dossier.self_assessment is None:
            continue
        by_duty = {item.duty.id: item for item in standings(view, dossier)}
        cells = [
            Cell(item, otherwise(view, item, dossier)) if (item := by_duty.get(duty.id)) else None
            for duty in duties
        ]
        rows.append((unit, cells))
    return Table(edition, year, duties, rows)


def _standings(table: Table | None) -> list[list[Standing]]:
    return [[cell.standing for cell in cells if cell] for _, cells in table.rows] if table else []
