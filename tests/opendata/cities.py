"""The cities whose data the tests export: the example of this repository, and one that means harm."""

from collections.abc import Iterator
from functools import cache
from itertools import chain
from pathlib import Path

from minhchung.assessing.assess import assess
from minhchung.evidence.model import Evidence
from minhchung.history.gather import past
from minhchung.opendata import of_rules
from minhchung.opendata.as_csv import Alike
from minhchung.opendata.data import CityData, Row
from minhchung.opendata.export import Whole, export
from minhchung.opendata.one import One, keys
from minhchung.opendata.piece import piece, rows_of
from minhchung.opendata.spool import Spool
from minhchung.publishing.site_data import SiteData, other_results
from minhchung.workspace import Workspace
from tests.dossiers import edition

ROOT = Path(__file__).parents[2]
ADDRESS = "https://minhchung.example/vi-du/"

# Each is a formula, or the beginning of one, for some spreadsheet somewhere.
HOSTILE = [
    "=1+1",
    "+84 225 000 000",
    "-cmd|' /C calc'!A0",
    "@SUM(1+1)",
    '=HYPERLINK("https://evil.example","x")',
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    " =1+1",
    "＝1+1",
    "＋1",
    "－1",
    "＠SUM(1)",
    "'=1+1",
    'Báo cáo";=1+1;"',
    "Báo cáo;=cmd|'/C calc'!A1",
    "Khó khăn:\n- thiếu kinh phí\n- thiếu người",
    'a",=1+1,"b',
    "\u202e=1+1",
    "\x00=1",
]


@cache
def example() -> CityData:
    """The fictional city of this repository, with its history."""
    workspace = Workspace.open(ROOT / "examples" / "may-biec", ROOT / "criteria")
    evidence, editions = workspace.evidence, workspace.editions
    site = SiteData(
        evidence=evidence,
        editions=editions,
        results=assess(evidence, editions),
        lang="vi",
        others=other_results(evidence, editions),
        fictional=True,
        revision="0" * 40,  # whether this checkout is clean says nothing about the data
        files=frozenset(workspace.published_documents()),
        past=past(workspace),
    )
    return CityData(site, ADDRESS, workspace.checked.sources)


def city_of(evidence: Evidence) -> CityData:
    """Evidence that was made up for a test; it has no history."""
    editions = {edition().id: edition()}
    results = assess(evidence, editions)
    site = SiteData(evidence, editions, results, "vi", other_results(evidence, editions), revision="0" * 40)
    return CityData(site, ADDRESS)


@cache
def exported() -> dict[str, bytes]:
    """The data files of the example, by their path below data/v1/."""
    return files_of(example())


def files_of(data: CityData) -> dict[str, bytes]:
    """The data files of a city, by their path below data/v1/, each in one piece."""
    return {
        path.removeprefix("data/v1/"): content if isinstance(content, bytes) else b"".join(content)
        for path, content in export(data)
    }


@cache
def written() -> dict[str, Spool]:
    """The tables of the example, by name, as the workbook and the package find them."""
    whole = Whole(example())
    for _ in chain.from_iterable(whole.add(piece(example(), key)) for key in keys(example())):
        pass
    return whole.tables


def rows(data: CityData, table: str) -> Iterator[Row]:
    """The rows of a table about dossiers, or about the rules, one by one."""
    if hasattr(of_rules, table):
        yield from getattr(of_rules, table)(data)
        return
    for key in keys(data):
        for row in rows_of(table)(One(data, key)):
            if isinstance(row, Alike):
                yield from (row.row | dict(zip(row.names, values, strict=True)) for values in row.values)
            else:
                yield row
