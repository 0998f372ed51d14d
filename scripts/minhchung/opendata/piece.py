"""What the open data have of one dossier: rows as they stand in each table, and its JSON. Pure.

The tables of a city are these pieces one after another, so no more than one has to be at hand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from minhchung.opendata import as_json, of_dossiers
from minhchung.opendata.as_csv import Alike, Lines, lines
from minhchung.opendata.data import CityData, Key, Row
from minhchung.opendata.one import COMMIT, One
from minhchung.opendata.tables_of_dossiers import TABLES

_COMMIT = COMMIT.encode("utf-8", "surrogateescape")


class Piece(NamedTuple):
    """`rows` are those of each table of dossiers, in their order; `results` and `dossier` are JSON.

    Wherever the commit belongs, the byte of :data:`minhchung.opendata.one.COMMIT` stands. Without results there is no
    file of the dossier, only a history.
    """

    unit: str
    year: int
    rows: tuple[Lines, ...]
    results: bytes
    dossier: bytes

    def of(self, revision: str | None) -> Piece:
        """The same for the commit `revision`."""
        cell, said = (revision or "").encode(), b"null" if revision is None else f'"{revision}"'.encode()
        return self._replace(
            rows=tuple(Lines(content.replace(_COMMIT, cell), count) for content, count in self.rows),
            dossier=self.dossier.replace(_COMMIT, said),
        )


def piece(data: CityData, key: Key) -> Piece:
    """Everything of one unit in one year."""
    one = One(data, key)
    results = as_json.results(one)
    return Piece(
        *key,
        tuple(lines(table, rows_of(table.name)(one)) for table in TABLES),
        results.encode(),
        as_json.dossier(one, results) if one.results else b"",
    )


def rows_of(table: str) -> Callable[[One], Iterable[Row | Alike]]:
    """What makes the rows of a table: the function of its name."""
    made: Callable[[One], Iterable[Row | Alike]] = getattr(of_dossiers, table)
    return made
