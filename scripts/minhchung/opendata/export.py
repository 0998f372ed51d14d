"""Every data file of one city: tables, JSON, the workbook, the package that describes the tables, calendars."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from minhchung.i18n import LANGS
from minhchung.opendata import as_json, of_rules
from minhchung.opendata.as_csv import as_csv, header
from minhchung.opendata.data import CityData
from minhchung.opendata.ics import calendar
from minhchung.opendata.one import keys
from minhchung.opendata.package import datapackage
from minhchung.opendata.piece import Piece, piece
from minhchung.opendata.spool import Spool
from minhchung.opendata.tables import TABLES
from minhchung.opendata.tables_of_dossiers import TABLES as OF_DOSSIERS
from minhchung.opendata.tables_of_rules import TABLES as OF_RULES
from minhchung.opendata.workbook import workbook
from minhchung.publishing.files import File

FOLDER = "data/v1/"


def export(data: CityData, pieces: Iterable[Piece] | None = None) -> Iterator[File]:
    """The files of ``data/v1/`` by their path below the city's home, each to be written before the next is asked for.

    `pieces` are those of :func:`minhchung.opendata.one.keys`, in that order; without, they are made here.
    """
    whole = Whole(data)
    for one in pieces if pieces is not None else (piece(data, key) for key in keys(data)):
        yield from whole.add(one)
    yield from whole.rest()


class Whole:
    """The files that grow with each dossier, and at the end all that remain."""

    def __init__(self, data: CityData) -> None:
        self._data = data
        self._revision = data.site.revision
        self.tables = {table.name: Spool() for table in TABLES}
        for table in OF_DOSSIERS:
            self.tables[table.name].write(header(table))
        for table in OF_RULES:
            self.tables[table.name].write(*as_csv(table, getattr(of_rules, table.name)(data)))
        self._results = {year: Spool() for year in data.site.evidence.years}

    def add(self, piece: Piece) -> Iterator[File]:
        """The file of a dossier; its rows and results go where they belong."""
        piece = piece.of(self._revision)
        for table, (content, count) in zip(OF_DOSSIERS, piece.rows, strict=True):
            self.tables[table.name].write(content, count)
        if piece.results:
            of_year = self._results[piece.year]
            of_year.write((as_json.BETWEEN if of_year.size else b"") + piece.results)
            yield f"{FOLDER}dossiers/{piece.unit}/{piece.year}.json", piece.dossier

    def rest(self) -> Iterator[File]:
        """Every other file."""
        for path, content in self._files():
            yield FOLDER + path, content

    def _files(self) -> Iterator[File]:
        data = self._data
        yield from ((f"{name}.csv", content) for name, content in self.tables.items())
        yield "results.json", self._of_years(tuple(self._results))
        for year in self._results:
            yield f"years/{year}.json", self._of_years((year,), year)
        yield from as_json.files_of_rules(data)
        yield "datapackage.json", as_json.serialised(datapackage(data, self.tables))
        yield "minhchung.xlsx", workbook(data, self.tables)
        yield from ((f"roadmap.{lang}.ics", calendar(data, lang)) for lang in LANGS)

    def _of_years(self, years: tuple[int, ...], said: int | None = None) -> Iterator[bytes]:
        """The results of some years, one to a line."""
        yield as_json.opening(self._revision, said)
        some = [self._results[year] for year in years if self._results[year].size]
        for number, spool in enumerate(some):
            yield as_json.BETWEEN if number else b""
            yield from spool
        yield as_json.CLOSING
