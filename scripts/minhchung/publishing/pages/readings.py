"""Where the text can be read more than one way, what each option would change here, and what is settled. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from minhchung.criteria.model import CriteriaSet, Edition, Indicator, Option, Reading
from minhchung.evidence.model import Basis, Unit
from minhchung.publishing import division
from minhchung.publishing.division import few
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
    adopted: str
    instead: str


@dataclass(frozen=True, slots=True)
class Counted:
    """What many results would become; `basis` is in words."""

    basis: str
    adopted: str
    instead: str


@dataclass(frozen=True, slots=True)
class Choice:
    """An option of a reading, and what it would change on this site."""

    option: Option
    adopted: bool
    answerable: bool
    count: int
    changes: list[Change]
    counted: list[tuple[Counted, int]]  # instead of them where they are many


@dataclass(frozen=True, slots=True)
class Entry:
    edition: Edition
    reading: Reading
    affects: list[tuple[CriteriaSet, Indicator]]
    choices: list[Choice]


def page(view: View) -> Page:
    late = _late(view)
    entries = [
        _entry(view, edition, reading, late)
        for edition in view.site.editions.values()
        for reading in edition.readings.values()
    ]
    context = {"entries": entries, "editions": list(view.site.editions.values())}
    return Page(pattern="readings", path="readings", slots=view.slots("readings", "readings", **context))


def _entry(view: View, edition: Edition, reading: Reading, late: Mapping[str, list[Change]]) -> Entry:
    others = {
        other.option.id: other
        for other in view.site.others
        if other.edition.id == edition.id and other.reading.id == reading.id
    }
    affects = [
        (edition.sets[name], edition.sets[name].indicators[id_])
        for name, ids in reading.affects.items()
        for id_ in ids
    ]
    choices = []
    for option in reading.options.values():
        found: list[Change] = []
        if option.id in others:
            found = [*changes(view, others[option.id]), *late.get(reading.question[view.s.lang], ())]
        one_by_one = few(found)
        choices.append(
            Choice(
                option,
                option.id == reading.adopted,
                option.id in others,
                len(found),
                found if one_by_one else [],
                [] if one_by_one else _counted(view, found),
            )
        )
    return Entry(edition, reading, affects, choices)


def changes(view: View, other: Other) -> Iterator[Change]:
    """Every result that would be another under the option."""
    for (unit, year, basis), result in view.register.results.items():
        instead = other.results[unit, year, basis]
        if (instead.status, instead.level) != (result.status, result.level):
            # No reading changes what is verified: that is known from the result as it stands.
            then = view.s.result(replace(instead, findings=result.findings))
            yield Change(view.evidence.units[unit], year, basis, view.s.result(result), then)


def _counted(view: View, found: list[Change]) -> list[tuple[Counted, int]]:
    """How many would become what, the most frequent first."""
    counts = Counter(
        Counted(
            view.rests_on(one.unit.id, one.year, one.basis) if one.basis else "", one.adopted, one.instead
        )
        for one in found
    )
    return counts.most_common(division.MOST)


def _late(view: View) -> dict[str, list[Change]]:
    """Every standing against the roadmap that would be another, by the question of the reading."""
    s = view.s
    found: dict[str, list[Change]] = {}
    for dossier in view.register.evidence.dossiers.values():
        unit = view.evidence.units.get(dossier.unit)
        if unit is None:
            continue
        for item in standings(view, dossier):
            for reading, instead in otherwise(view, item, dossier):
                of_reading = found.setdefault(reading, [])
                adopted, then = s._(STANDING[item.state]), s._(STANDING[instead.state])
                of_reading.append(Change(unit, dossier.year, None, adopted, then))
    return found
