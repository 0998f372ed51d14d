"""frictionless, a JSON-LD processor, DuckDB, pandas, openpyxl and a calendar library read what the site publishes."""

import json
import re
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.interop

ROOT = Path(__file__).parents[2]
CONTEXT = {
    "@context": {"@vocab": "https://schema.org/"}
}  # in place of schema.org's own, which is not fetched


@pytest.fixture
def assessed(data):
    """What the command line says of the same city: unit, year and basis → result."""
    evidence = "examples/may-biec" if "vi-du" in data.parts else "evidence"
    command = [sys.executable, "-m", "minhchung", "--evidence", evidence, "assess", "--format", "json"]
    if not (ROOT / "scripts" / "minhchung" / "__main__.py").exists():
        command[:3] = [str(Path(sys.executable).parent / "minhchung")]
    printed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, encoding="utf-8").stdout
    return {
        (result["unit"], result["year"], result["basis"]): result for result in json.loads(printed)["results"]
    }


def validated(package: Path) -> dict[str, Any]:
    """The report of frictionless, in a process of its own."""
    command = [sys.executable, "-m", "frictionless", "validate", "--json", package.name]
    run = subprocess.run(command, cwd=package.parent, capture_output=True, check=False, encoding="utf-8")
    report: dict[str, Any] = json.loads(run.stdout)
    return report


def test_frictionless_finds_the_package_valid(data):
    """Types, closed sets, keys, foreign keys, sizes and hashes of every table."""
    report = validated(data / "datapackage.json")
    assert report["valid"], [error["message"] for task in report["tasks"] for error in task["errors"]][:5]
    assert report["stats"]["tasks"] == len(list(data.glob("*.csv")))


def test_frictionless_would_find_a_wrong_table(data, tmp_path):
    copy = shutil.copytree(data, tmp_path / "v1")
    results = copy / "results.csv"
    results.write_bytes(results.read_bytes().replace(b",self,", b",gossip,", 1))
    report = validated(copy / "datapackage.json")
    found = {error["type"] for task in report["tasks"] for error in task["errors"]}
    assert {"constraint-error", "hash-count"} <= found


def test_a_json_ld_processor_reads_the_pages(built, data):
    """Expanded under schema.org's vocabulary: a Dataset with a licence, and downloads that are files of the site."""
    from pyld import jsonld  # noqa: PLC0415 - only .ci/run installs it

    city = data.parents[1]
    pages = [city / "index.html", city / "data" / "index.html", *city.glob("units/*/2022/index.html")]
    assert len(pages) > 2
    for page in pages:
        blocks = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page.read_text("utf-8"))
        assert len(blocks) == 1, page
        options = {
            "documentLoader": lambda url, _: {"document": CONTEXT, "documentUrl": url, "contextUrl": None}
        }
        (dataset,) = jsonld.expand(json.loads(blocks[0]), options)
        schema = "https://schema.org/"
        assert dataset["@type"] == [f"{schema}Dataset"]
        assert dataset[f"{schema}license"][0]["@value"].startswith("https://creativecommons.org/")
        for download in dataset[f"{schema}distribution"]:
            address = download[f"{schema}contentUrl"][0]["@value"]
            assert (built / address.removeprefix("https://minhchung.example/")).is_file()


def test_duckdb_agrees_with_assess(data, assessed):
    import duckdb  # noqa: PLC0415

    rows = duckdb.sql(
        f"select unit, year, basis, status, level from read_csv('{data}/results.csv')"
    ).fetchall()
    assert {row[:3]: row[3:] for row in rows} == {
        key: (result["status"], result["level"]) for key, result in assessed.items()
    }
    shares = duckdb.sql(
        f"select unit, year, basis, indicator, count, total from read_csv('{data}/findings.csv') where total is not null"
    ).fetchall()
    for unit, year, basis, indicator, count, total in shares:
        assert assessed[unit, year, basis]["indicators"][indicator]["value"] == f"{count}/{total}"


def test_pandas_agrees_with_assess(data, assessed):
    import pandas as pd  # noqa: PLC0415

    results = pd.read_csv(data / "results.csv", dtype={"unit_code": str})
    assert results.columns[0] == "city"  # the byte order mark is no part of a name
    assert len(results) == len(assessed)
    for row in results.itertuples():
        expected = assessed[row.unit, row.year, row.basis]
        assert (row.status, None if pd.isna(row.level) else int(row.level)) == (
            expected["status"],
            expected["level"],
        )
    findings = pd.read_csv(data / "findings.csv", dtype={"indicator": str})
    assert Counter(findings.status) == Counter(
        finding["status"] for result in assessed.values() for finding in result["indicators"].values()
    )


def test_a_spreadsheet_library_reads_the_workbook(data, assessed):
    """Text as text, days as days, no formula anywhere, and the levels that assess gives."""
    import openpyxl  # noqa: PLC0415

    book = openpyxl.load_workbook(data / "minhchung.xlsx")
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
    header, *rows = book["Các kết quả"].iter_rows(values_only=True)
    level = header.index("Mức độ")
    assert Counter(row[level] for row in rows) == Counter(result["level"] for result in assessed.values())
    assert {type(row[0]) for row in rows} <= {str, type(None)}


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_calendar_library_reads_the_roadmap(data, lang):
    import icalendar  # noqa: PLC0415

    calendar = icalendar.Calendar.from_ical((data / f"roadmap.{lang}.ics").read_bytes())
    events = {str(event["UID"]): event for event in calendar.walk("VEVENT")}
    assert not calendar.errors
    assert len(events) == 11
    (due,) = (event for uid, event in events.items() if uid.startswith("self-assessment-report."))
    assert due["DTSTART"].dt.isoformat() == "2022-12-14"
    summary = str(due["SUMMARY"])
    assert ("Tự đánh giá" if lang == "vi" else "Self-assess") in summary
