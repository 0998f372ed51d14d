"""One site in one language, as the page modules look at it: lookups, names, addresses and states. Pure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from typing import Any

from markupsafe import Markup

from minhchung.assessing.assess import edition_of
from minhchung.assessing.model import Result
from minhchung.criteria.model import CriteriaSet, Edition
from minhchung.evidence.model import BASES, Basis, Dossier, Unit
from minhchung.evidence.nouns import nouns
from minhchung.i18n import N_
from minhchung.publishing.division import Part
from minhchung.publishing.page import relative_url
from minhchung.publishing.register import Register, registered
from minhchung.publishing.rendering import slots
from minhchung.publishing.site_data import SiteData
from minhchung.publishing.speech import speech
from minhchung.publishing.timeline import Timeline
from minhchung.todo.model import Task
from minhchung.todo.tasks import tasks
from minhchung.words import outcome_words

Link = Callable[..., str]

# What a result looks like: the class of its chip (the words are always there too).
RESULT_CLASS = {
    "recognisable": "met",
    "not-recognisable": "not-met",
    "incomplete": "no-data",
    "not-submitted": "not-submitted",
    "recognised": "met",
    "not-recognised": "not-met",
    "undecided": "not-verified",
}

BASIS_SHORT = {
    "self": N_("tự đánh giá"),
    "verified": N_("thẩm định"),
    "official": N_("quyết định"),
}


@dataclass(frozen=True, slots=True)
class State:
    """A result as a page shows it: in words, and by the names of its looks."""

    words: str
    short: str  # the same without what it rests on, for where a heading says it
    chip: str  # class of a chip
    level: int | None
    badge: str  # text of the level badge
    basis: Basis
    draft: bool = False

    @property
    def tile(self) -> str:
        """Class of a tile on the map."""
        if self.level is not None:
            return f"level-{self.level}"
        return "not-submitted" if self.chip == "not-submitted" else "none"

    @property
    def sign(self) -> str:
        """The same in one character, where there is no room for words (they stand beside it, or are said)."""
        if self.level is not None:
            return str(self.level) if self.level else "✕"
        return "–" if self.chip == "not-submitted" else "?"

    @property
    def grade(self) -> str:
        """Class of a level badge."""
        return "none" if self.level is None else str(self.level)


class View:
    """Everything the pages of one site and language share."""

    def __init__(self, site: SiteData) -> None:
        self.site = site
        self.evidence = site.evidence
        self.s = speech(site.lang)
        self.years = site.evidence.years
        self.city = site.evidence.city()

    @cached_property
    def register(self) -> Register:
        return self.site.register or registered(self.evidence, self.site.results)

    @cached_property
    def latest(self) -> int | None:
        return self.years[-1] if self.years else None

    @cached_property
    def predecessors(self) -> dict[str, list[Unit]]:
        """The units that each unit replaced."""
        found: dict[str, list[Unit]] = {}
        for unit in self.evidence.units.values():
            for successor in unit.replaced_by:
                found.setdefault(successor, []).append(unit)
        return found

    def units(self, year: int) -> tuple[Unit, ...]:
        """The city and its districts of `year`."""
        return (self.city, *self.districts(year))

    @cached_property
    def districts(self) -> Callable[[int], tuple[Unit, ...]]:
        """The districts of a year, in the order of units.yml."""
        return cache(self.evidence.districts)

    @cached_property
    def members(self) -> Callable[..., str]:
        """What the units below the city are called in a year, or over all years: “quận, huyện”, “phường, xã”."""

        def members(year: int | None = None) -> str:
            units = self.districts(year) if year else self.evidence.units.values()
            return nouns(unit.type for unit in units if unit.parent is not None)[self.s.lang]

        return cache(members)

    @cached_property
    def tasks(self) -> list[Task]:
        """Everything that is to be done on the day of the data."""
        register = self.register
        return tasks(register.evidence, self.site.editions, register.results, self.site.day)

    @cached_property
    def timeline(self) -> Timeline:
        return Timeline(self)

    def has_dossier(self, unit: str, year: int) -> bool:
        """Whether there is a page for the dossier of `unit` in `year`."""
        return (unit, year) in self._dossiers

    @cached_property
    def _dossiers(self) -> set[tuple[str, int]]:
        return {(unit.id, year) for year in self.years for unit in self.units(year)}

    def card(self, unit: str, year: int, indicator: str | None) -> bool:
        """Whether the page of a dossier has something to say about an indicator."""
        dossier = self.head(unit, year)
        return (
            self.has_dossier(unit, year)
            and (dossier.self_assessment is not None or dossier.verification is not None)
            and indicator in self.criteria(self.evidence.units[unit], year).indicators
        )

    def dossier(self, unit: str, year: int) -> Dossier:
        return self.evidence.dossier(unit, year)

    def head(self, unit: str, year: int) -> Dossier:
        """A dossier without claims, documents and observations: what is asked of many needs no more."""
        of = self.site.register.evidence if self.site.register else self.evidence
        return of.dossier(unit, year)

    def result(self, unit: str, year: int, basis: Basis) -> Result | None:
        """None where the dossier has an error."""
        return self.site.results.get((unit, year, basis))

    def brief(self, unit: str, year: int, basis: Basis) -> Result | None:
        """A result whose findings may lack documents: what is asked of many needs no more."""
        of = self.site.register.results if self.site.register else self.site.results
        return of.get((unit, year, basis))

    @cached_property
    def edition(self) -> Callable[[int], Edition]:
        """The edition that a year is assessed under."""
        return cache(lambda year: edition_of(self.evidence, self.site.editions, year))

    def criteria(self, unit: Unit, year: int) -> CriteriaSet:
        """The criteria set that judges `unit` in `year`, or would judge it were there no error."""
        result = self.result(unit.id, year, "self")
        if result is None:
            return self.edition(year).sets[unit.kind]
        edition, _, name = result.criteria.partition("/")
        return self.site.editions[edition].sets[name]

    def state(self, unit: str, year: int, basis: Basis) -> State:
        """How one unit stands on one basis."""
        result = self.brief(unit, year, basis)
        words = self.s.result(result)
        if result is None:
            return State(words, words, "no-data", None, self.s.level(None), basis)
        short = outcome_words(result.outcome, self.s.lang) if result.level is not None else words
        return State(
            words, short, RESULT_CLASS[result.status], result.level, self._badge(result), basis, result.draft
        )

    def furthest(self, unit: str, year: int) -> State:
        """How a unit stands on the last step its dossier has reached: decision, verification or claims."""
        return self.state(unit, year, furthest_basis(self.head(unit, year)))

    def _badge(self, result: Result) -> str:
        if result.status == "not-submitted":
            return self.s.result(result)
        return self.s.level(result.level)

    def short_name(self, unit: Unit) -> str:
        """The name without its type: Hồng Bàng for Quận Hồng Bàng."""
        kind = unit.type.casefold()
        name = unit.name
        return name[len(kind) :].strip() if name.casefold().startswith(f"{kind} ") else name

    def listed_by(self, unit: Unit) -> str:
        """The name by which a long list of units is sorted; the city has none there, and comes first."""
        return self.short_name(unit) if unit.parent is not None else ""

    def numbered(self, title: str, part: Part[Any]) -> str:
        """The title of a page of a long list."""
        if part.number == 1:
            return title
        return self.s._(
            N_("{title}, trang {n}/{of}"),
            title=title,
            n=self.s.number(part.number),
            of=self.s.number(part.count),
        )

    def basis(self, basis: Basis) -> str:
        return self.s._(BASIS_SHORT[basis])

    def rests_on(self, unit: str, year: int, basis: Basis) -> str:
        """What a unit's result rests on: where others gathered the figures, the unit assessed nothing itself."""
        submission = self.head(unit, year).self_assessment
        if basis == "self" and submission is not None and submission.collected:
            return self.s._(N_("nguồn công khai"))
        return self.basis(basis)

    def in_short(self, unit: str, year: int) -> str:
        """How a unit stands on the last step of a year's dossier, on one line: “2022: Mức độ 2 (thẩm định)”."""
        state = self.furthest(unit, year)
        if state.chip == "not-submitted":
            return f"{year}: {state.badge}"
        return f"{year}: {state.badge} ({self.rests_on(unit, year, state.basis)})"

    def link(self, base: str) -> Link:
        """The function that makes addresses on the page at path `base`."""
        return lambda target, anchor="": _address(target, base) + (f"#{anchor}" if anchor else "")

    def slots(self, template: str, path: str, **context: Any) -> dict[str, Markup]:
        """The slots of the page at `path`, from the blocks of a template."""
        shared = {"view": self, "url": self.link(path), "site": self.site}
        return slots(self.site.lang, template, shared | context)


def furthest_basis(dossier: Dossier) -> Basis:
    if dossier.decision is not None:
        return "official"
    return "verified" if dossier.verification is not None else "self"


_address = lru_cache(maxsize=1 << 14)(lambda target, base: relative_url(target, base=base))

__all__ = ["BASES", "State", "View", "furthest_basis"]
