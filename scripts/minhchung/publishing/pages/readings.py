"""Where the text can be read more than one way, what each option would change here, and what is settled. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from minhchung.criteria.model import CriteriaSet, Edition, Indicator, Option, Reading
from minhchung.evidence.model import Basis, Unit
from minhchung.publishing.page import Page
from minhchung.publishing.pages.process import STANDING, otherwise, standings
from minhchung.publishing.site_data import Other
from minhchung.publishing.view import View


@dataclass(frozen=True, slots=True)
class Change:
    """A result that would be another one."""

    unit: Unit
    year: int
    basis: Basis | None  # None: not a result but the standing against the roadmap
    now: str
    instead: str


@dataclass(frozen=True, slots=True)
class Choice:
    """An option of a reading, and what it would change on this site."""

    option: Option
    adopted: bool
    answerable: bool
    changes: list[Change]


@dataclass(frozen=True, slots=True)
class Entry:
    edition: Edition
    reading: Reading
    affects: list[tuple[CriteriaSet, Indicator]]
    choices: list[Choice]


def page(view: View) -> Page:
    entries = [
        _entry(view, edition, reading)
        for edition in view.site.editions.values()
        for reading in edition.readings.values()
    ]
    context = {"entries": entries, "editions": list(view.site.editions.values())}
    return Page(pattern="readings", path="readings", slots=view.slots("readings", "readings", **context))


def _entry(view: View, edition: Edition, reading: Reading) -> Entry:
    others = {
        other.option.id: other
        for other in view.site.others
        if other.edition.id == edition.id and other.reading.id == reading.id
    }
    choices = [
        Choice(
            option,
            option.id == reading.adopted,
            option.id in others,
            changes(view, others[option.id]) if option.id in others else [],
        )
        for option in reading.options.values()
    ]
    affects = [
        (edition.sets[name], edition.sets[name].indicators[id_])
        for name, ids in reading.affects.items()
        for id_ in ids
    ]
    return Entry(edition, reading, affects, choices)


def changes(view: View, other: Other) -> list[Change]:
    """Every result, and every standing against the roadmap, that would be another under the option."""
    found = []
    for (unit, year, basis), result in view.site.results.items():
        instead = other.results[unit, year, basis]
        if (instead.status, instead.level) != (result.status, result.level):
            found.append(
                Change(view.evidence.units[unit], year, basis, view.s.result(result), view.s.result(instead))
            )
    return found + _late(view, other)


def _late(view: View, other: Other) -> list[Change]:
    s, found = view.s, []
    for dossier in view.evidence.dossiers.values():
        if dossier.unit not in view.evidence.units:
            continue
        for item in standings(view, dossier):
            for reading, instead in otherwise(view, item, dossier):
                if reading == other.reading.question[s.lang]:
                    unit = view.evidence.units[dossier.unit]
                    found.append(
                        Change(
                            unit, dossier.year, None, s._(STANDING[item.state]), s._(STANDING[instead.state])
                        )
                    )
    return found
