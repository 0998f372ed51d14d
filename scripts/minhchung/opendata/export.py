"""Every data file of one city: tables, JSON, the workbook, the package that describes the tables, calendars. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from minhchung.i18n import LANGS
from minhchung.opendata import of_dossiers, of_rules
from minhchung.opendata.as_csv import as_csv
from minhchung.opendata.as_json import json_files, serialised
from minhchung.opendata.data import CityData, Row
from minhchung.opendata.ics import calendar
from minhchung.opendata.package import datapackage
from minhchung.opendata.table import Table
from minhchung.opendata.tables import TABLES
from minhchung.opendata.workbook import workbook

FOLDER = "data/v1/"


def export(data: CityData) -> dict[str, bytes]:
    """The files of ``data/v1/`` by their path below the city's home."""
    tables = {table: as_csv(table, rows_of(table)(data)) for table in TABLES}
    files = {f"{table.name}.csv": content for table, content in tables.items()}
    files |= {path: serialised(content) for path, content in json_files(data)}
    files["datapackage.json"] = serialised(datapackage(data, tables))
    files["minhchung.xlsx"] = workbook(data)
    files |= {f"roadmap.{lang}.ics": calendar(data, lang) for lang in LANGS}
    return {FOLDER + path: content for path, content in sorted(files.items())}


def rows_of(table: Table) -> Callable[[CityData], Iterable[Row]]:
    """What makes the rows of a table: the function of its name."""
    module = of_rules if hasattr(of_rules, table.name) else of_dossiers
    made: Callable[[CityData], Iterable[Row]] = getattr(module, table.name)
    return made
