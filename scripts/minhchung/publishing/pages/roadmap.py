"""The roadmap: stages, dated duties, and where each unit stands against them. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from minhchung.criteria.model import Duty, Edition
from minhchung.evidence.model import Unit
from minhchung.i18n import N_
from minhchung.publishing.deadlines import Standing, roadmap_year, tracked
from minhchung.publishing.division import divided
from minhchung.publishing.page import Page
from minhchung.publishing.pages.process import STANDING, otherwise, standings
from minhchung.publishing.pages.schedule import CHIP, schedule
from minhchung.publishing.view import View

PATH = "roadmap"


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

    def of(self, units: Sequence[Unit]) -> Table:
        """The same about these units, in their order."""
        rows = {unit.id: (unit, cells) for unit, cells in self.rows}
        return replace(self, rows=[rows[unit.id] for unit in units if unit.id in rows])


def pages(view: View) -> Iterator[Page]:
    """The roadmap, with the first of the units that it is about; the following pages hold the others."""
    s, editions = view.s, list(view.site.editions.values())
    tables = {edition.id: table for edition in editions if (table := _table(view, edition))}
    units = {unit.id: unit for table in tables.values() for unit, _ in table.rows}
    first_in: dict[str, str] = {}  # by unit, the table to whose row a link leads
    for table in tables.values():
        for unit, _ in table.rows:
            first_in.setdefault(unit.id, table.edition.id)
    for part in divided(PATH, list(units.values()), view.listed_by):
        of_part = [table.of(part.entries) for table in tables.values()]
        context = {
            "tables": of_part if part.count == 1 else [table for table in of_part if table.rows],
            "first_in": first_in,
            "standing_words": STANDING,
            "standing_chip": CHIP,
        }
        slots = view.slots("roadmap-states", part.path, part=part, **context)
        if part.number == 1:
            schedules = [schedule(view, edition, _standings(tables.get(edition.id))) for edition in editions]
            slots |= view.slots("roadmap", PATH, editions=editions, schedules=schedules)
            yield Page(pattern=PATH, path=PATH, slots=slots)
        else:
            yield Page(
                pattern=part.of(PATH),
                path=part.path,
                title=view.numbered(s._(N_("Lộ trình")), part),
                description=s._(N_("Các đơn vị so với lộ trình, xếp theo tên.")),
                crumbs=((s._(N_("Lộ trình")), PATH),),
                slots=slots,
                searched=False,
            )


def _table(view: View, edition: Edition) -> Table | None:
    year = roadmap_year(edition)
    if year not in view.years or view.edition(year).id != edition.id:
        return None
    duties = tracked(edition)
    rows = []
    for unit in view.districts(year):
        dossier = view.head(unit.id, year)
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
