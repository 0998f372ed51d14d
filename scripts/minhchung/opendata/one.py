"""What is on file about one unit in one year, as the open data tell it. Pure.

Made when it is asked for and then forgotten: a country has thousands.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from minhchung.assessing.model import Result
from minhchung.criteria.model import Edition
from minhchung.evidence.flat import Field
from minhchung.evidence.model import BASES, Basis
from minhchung.history.model import Change
from minhchung.opendata.beginnings import began
from minhchung.opendata.data import CityData, Key, Row
from minhchung.publishing.pages.documents import Documents

# Stands for the commit that the data are of, until they are put together: what is made of a dossier is the same
# whatever was committed elsewhere. As UTF-8 it is the one byte \xff, which no text has.
COMMIT = "\udcff"


@dataclass(frozen=True, slots=True)
class Told:
    """A change of the history; what it came after; and, of a file that was first recorded, what that held."""

    change: Change
    after: tuple[str, ...]
    began: Mapping[Field, Any]


class One:
    """One unit in one year. It has no results where its dossier has an error, or is no more."""

    def __init__(self, data: CityData, key: Key) -> None:
        self.data = data
        self.key = self.unit, self.year = key
        self.dossier = data.view.dossier(*key)
        found = (data.site.results.get((*key, basis)) for basis in BASES)
        self.results: dict[Basis, Result] = {result.basis: result for result in found if result is not None}

    @cached_property
    def edition(self) -> Edition:
        """The edition that the year is assessed under."""
        return self.data.view.edition(self.year)

    @cached_property
    def documents(self) -> Documents:
        return Documents(self.dossier, self.data.site.files)

    @cached_property
    def sources(self) -> Mapping[str, Any]:
        """Its files as they were read, by name."""
        return self.data.sources.get(self.key, {})

    @cached_property
    def changes(self) -> list[Told]:
        """What changed. What a file began with is told only of what is in git as it is shown."""
        past = self.data.site.past
        if past is None:
            return []
        changes = past.changes.get(self.key, ())
        marks = past.marks.get(self.key)
        after = {id(mark.change): tuple(sorted(mark.after)) for mark in marks.marks} if marks else {}
        shown = self.data.site.revision is not None
        return [
            Told(
                change,
                after.get(id(change), ()),
                began(change, changes, self.sources) if shown and change.kind == "recorded" else {},
            )
            for change in changes
        ]

    def head(self, basis: Basis) -> Row:
        """The columns with which every row about one of its results begins."""
        result = self.results[basis]
        return {
            "city": self.data.view.city.id,
            "unit": self.unit,
            "year": self.year,
            "basis": basis,
            "edition": result.criteria.partition("/")[0],
            "criteria": result.criteria,
            "commit": COMMIT,
        }


def keys(data: CityData) -> list[Key]:
    """Every unit and year of which there are rows: those with results, and those with a history."""
    order = {id_: number for number, id_ in enumerate(data.site.evidence.units)}
    known = {(unit, year) for unit, year, _ in data.site.results}
    known.update(data.site.past.changes.keys() if data.site.past else ())
    return sorted(known, key=lambda key: (key[1], order.get(key[0], len(order)), key[0]))
