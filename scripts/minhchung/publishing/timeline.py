"""What git says happened to the dossiers, as pages and feed tell it: an event is what one commit did to one. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING

from minhchung.evidence.flat import FILES
from minhchung.history.model import Change
from minhchung.history.past import Key
from minhchung.history.words import Line, Words
from minhchung.i18n import N_

if TYPE_CHECKING:
    from minhchung.publishing.view import View

RECENT = 50  # events on the page of recent changes and in a feed
OF_INDICATOR = 20
MANY = 8  # lines of a part that are shown; more are folded

TITLES = {
    "self-assessment.yml": N_("Tự đánh giá"),
    "verification.yml": N_("Thẩm định"),
    "reply.yml": N_("Ý kiến của đơn vị"),
    "decision.yml": N_("Quyết định công nhận"),
}
AFTER = {
    "deadline": N_("sau thời hạn"),
    "verification": N_("sau thẩm định"),
    "decision": N_("sau quyết định"),
}


@dataclass(frozen=True, slots=True)
class Part:
    """What a commit did to one file; `after` says in words what it came after.

    `shown` are the lines to be read at once, `rest` those below `more`, which says what they are.
    """

    file: str
    after: list[str]
    shown: list[Line]
    rest: list[Line]
    more: str


@dataclass(frozen=True, slots=True)
class Event:
    """What a commit did to one dossier. Nobody is named but the organisation behind it."""

    key: Key
    commit: str
    date: str  # ISO, with seconds, at UTC+7
    moment: str
    organisation: str
    said: list[str]  # the commit, its pull request, its signature
    parts: list[Part]


class Timeline:
    """The events of every dossier of a site in one language. Empty where no history is known."""

    def __init__(self, view: View) -> None:
        self._view, self._past = view, view.site.past
        self._words = Words(view.s.lang)

    def of(self, key: Key) -> list[Event]:
        """Everything that happened to a dossier, in the order in which it took effect."""
        return self._events(key, self._changes(key))

    @cached_property
    def recent(self) -> list[Event]:
        """The last events of all dossiers, the newest first."""
        return self._latest(self._past.changes if self._past else ())

    def of_unit(self, unit: str) -> list[Event]:
        """The last events of a unit's dossiers, the newest first."""
        return self._latest(self._by_unit.get(unit, ()))

    @cached_property
    def _by_unit(self) -> dict[str, list[Key]]:
        found: dict[str, list[Key]] = {}
        for key, changes in (self._past.changes if self._past else {}).items():
            if changes:
                found.setdefault(key[0], []).append(key)
        return found

    def _latest(self, keys: Iterable[Key]) -> list[Event]:
        at = {(change.rank, *key) for key in keys for change in self._changes(key)}
        found = []
        for rank, unit, year in sorted(at, key=lambda one: (-one[0], *one[1:]))[:RECENT]:
            key = (unit, year)
            found += self._events(key, [change for change in self._changes(key) if change.rank == rank])
        return found

    def of_indicator(self, criteria: str, indicator: str) -> list[Event]:
        """The last changes of an indicator of a criteria set, by all units, the newest first."""
        changes = self._by_indicator.get((criteria, indicator), [])[-OF_INDICATOR:]
        found = []
        for (_, unit, year), of in groupby(reversed(changes), key=lambda c: (c.rank, c.unit, c.year)):
            found += self._events((unit, year), list(of))
        return found

    @cached_property
    def _by_indicator(self) -> dict[tuple[str, str], list[Change]]:
        found: dict[tuple[str, str], list[Change]] = {}
        for (unit, year), changes in (self._past.changes if self._past else {}).items():
            if self._view.has_dossier(unit, year):
                criteria = self._view.criteria(self._view.evidence.units[unit], year).id
                for change in changes:
                    if change.indicator is not None:
                        found.setdefault((criteria, change.indicator), []).append(change)
        for of in found.values():
            of.sort(key=lambda change: (change.rank, change.unit, change.year))
        return found

    def lines(self, changes: Iterable[Change]) -> list[Line]:
        """Changes of one file, one line each."""
        return list(self._words.lines(changes))

    def _changes(self, key: Key) -> Sequence[Change]:
        return self._past.changes.get(key, ()) if self._past else ()

    def _events(self, key: Key, changes: Sequence[Change]) -> list[Event]:
        after = self._after(key)
        found = []
        for (_, commit), several in groupby(changes, key=lambda change: (change.rank, change.commit)):
            of_commit = sorted(several, key=lambda change: FILES.index(change.file))
            parts = [
                self._part(file, after.get((commit, file), []), list(of_file))
                for file, of_file in groupby(of_commit, key=lambda change: change.file)
            ]
            first = of_commit[0]
            words = self._words
            found.append(
                Event(
                    *(key, commit, first.date, words.moment(first)),
                    *(words.organisation(first), words.commit(first), parts),
                )
            )
        return found

    def _part(self, file: str, after: list[str], changes: list[Change]) -> Part:
        s, lines = self._view.s, list(self._words.lines(changes))
        shown, rest, more = lines[:MANY], lines[MANY:], ""
        values = [change for change in changes if change.field is not None]
        if rest and len(values) == len(changes) and all(change.new is None for change in values):
            shown, rest = [], lines
            more = s.ngettext("bỏ {n} giá trị", "bỏ {n} giá trị", len(values))
        elif rest and len(values) == len(changes) and all(change.old is None for change in values):
            shown, rest = [], lines
            more = s.ngettext("thêm {n} giá trị", "thêm {n} giá trị", len(values))
        elif rest:
            more = s.ngettext("và {n} thay đổi khác", "và {n} thay đổi khác", len(rest))
        return Part(s._(TITLES[file]), after, shown, rest, more)

    def _after(self, key: Key) -> dict[tuple[str, str], list[str]]:
        """By commit and file, what the changes came after. The deadline of the districts binds no city."""
        marks = self._past.marks[key].marks if self._past and key in self._past.marks else ()
        unit = self._view.evidence.units.get(key[0])
        bound = [mark for mark in AFTER if mark != "deadline" or (unit is not None and unit.parent)]
        return {
            (mark.change.commit, mark.change.file): [
                self._view.s._(AFTER[name]) for name in bound if name in mark.after
            ]
            for mark in marks
        }
