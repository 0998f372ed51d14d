"""What the history says of every dossier, and what stood on file when its deadline fell. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from minhchung.assessing.model import Outcome
from minhchung.criteria.model import Duty
from minhchung.evidence.model import Basis
from minhchung.history.marks import Marks
from minhchung.history.model import Change

Key = tuple[str, int]  # unit, year


class Was(NamedTuple):
    """A result as it was."""

    outcome: Outcome
    draft: bool


@dataclass(frozen=True)
class Then:
    """A dated duty, and the evidence as it stood when that fell due, judged by the rules of then.

    `commit` is None where nothing had been recorded yet; `results` is None where the rules of then cannot be
    read, and has none for a dossier that had an error. Of each dossier of today that was there, `keys` says
    under which unit and year, and `files` which of its files.
    """

    duty: Duty
    commit: str | None = None
    results: Mapping[tuple[str, int, Basis], Was] | None = field(default_factory=dict)
    keys: Mapping[Key, Key] = field(default_factory=dict)
    files: Mapping[Key, frozenset[str]] = field(default_factory=dict)
    rank: int = -1  # a change of a higher rank came later

    @property
    def day(self) -> str:
        """The day that the plan names."""
        return self.duty.due.by or self.duty.due.ends or ""

    def was(self, key: Key, basis: Basis) -> Was | None:
        """The result of a dossier of today as it was; None where it was not there, or had an error."""
        return (self.results or {}).get((*self.keys[key], basis)) if key in self.keys else None


@dataclass(frozen=True)
class Past:
    """The changes of every dossier up to a revision, without the values that its files began with."""

    changes: Mapping[Key, Sequence[Change]]
    marks: Mapping[Key, Marks]
    then: Mapping[int, tuple[Then, ...]]  # by year: the submission duties of its roadmap


def since(changes: Sequence[Change], rank: int) -> list[Change]:
    """What differs now from what was in force at `rank`, each value once: its value then, and its last change."""
    then: dict[tuple[str, str | None, str | None], Any] = {}
    last: dict[tuple[str, str | None, str | None], Change] = {}
    for change in changes:
        if change.rank > rank and change.field is not None:
            place = (change.file, change.indicator, change.field)
            then.setdefault(place, change.old)
            last[place] = change
    return [
        replace(change, old=then[place])
        for place, change in last.items()
        if (type(then[place]), then[place]) != (type(change.new), change.new)
    ]
