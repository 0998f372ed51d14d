"""The tables hold what they promise: keys, references, closed sets, exact values; and every column is told."""

import json
import re
from collections import Counter
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from urllib.parse import urlsplit

import pytest

from minhchung.evidence.model import Change
from minhchung.i18n import LANGS, translator
from minhchung.opendata.as_csv import as_csv
from minhchung.opendata.data import CityData
from minhchung.opendata.tables import TABLES
from minhchung.publishing.page import file_of
from tests.opendata import reader
from tests.opendata.cities import ADDRESS, city_of, example, exported
from tests.opendata.cities import rows as rows_in
from tests.opendata.test_workbook import sheets_of
from tests.publishing.small_city import small_city, small_site

BY_NAME = {table.name: table for table in TABLES}
each = pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
PARSE: dict[str, Callable[[str], object]] = {
    "string": str,
    "integer": int,
    "number": Decimal,
    "boolean": {"true": True, "false": False}.__getitem__,
    "date": date.fromisoformat,
    "datetime": datetime.fromisoformat,
    "uri": str,
}


def cities() -> list[CityData]:
    return [example(), city_of(small_city())]


@each
def test_a_key_tells_every_row_from_every_other(table):
    for data in cities():
        keys = Counter(tuple(row.get(name) for name in table.key) for row in rows_in(data, table.name))
        assert [key for key, times in keys.items() if times > 1] == []


@each
def test_what_a_row_speaks_of_is_there(table):
    """A foreign key with an empty cell speaks of nothing."""
    for data in cities():
        rows = list(rows_in(data, table.name))
        for reference in table.references:
            target = BY_NAME[reference.table or table.name]
            there = {tuple(row.get(name) for name in reference.target) for row in rows_in(data, target.name)}
            asked = {tuple(row.get(name) for name in reference.columns) for row in rows}
            assert {key for key in asked if None not in key} <= there, reference


@each
def test_a_cell_is_of_its_type_in_its_set_and_there_where_it_must_be(table):
    for row in reader.rows(exported(), table.name):
        assert row.keys() == set(table.names)
        for column in table.columns:
            cell = row[column.name]
            assert cell or not column.required, column.name
            if cell:
                PARSE[column.type](cell)
                assert not column.values or cell in column.values, column.name


def test_every_row_about_a_dossier_says_year_basis_edition_and_commit():
    about = [table for table in TABLES if "basis" in table.names]
    assert {table.name for table in about} == {
        *("results", "findings", "claims", "documents", "citations"),
        *("needs", "alternatives", "observations", "history"),
    }
    for table in about:
        for row in reader.rows(exported(), table.name):
            assert all(
                row[name] for name in ("city", "unit", "year", "basis", "edition", "criteria", "commit")
            )


def test_the_tables_agree_with_assess():
    """results.csv, findings.csv and results.json say the same of every unit, year, basis and indicator."""
    results = {
        (row["unit"], int(row["year"]), row["basis"]): row for row in reader.rows(exported(), "results")
    }
    findings = {
        (row["unit"], int(row["year"]), row["basis"], row["indicator"]): row
        for row in reader.rows(exported(), "findings")
    }
    published = json.loads(exported()["results.json"])["results"]
    assert len(published) == len(results)
    for result in published:
        key = result["unit"], result["year"], result["basis"]
        row = results[key]
        level = "" if result["level"] is None else str(result["level"])
        assert (row["status"], row["level"], row["criteria"]) == (result["status"], level, result["criteria"])
        assert row["readings"].split() == result["readings"]
        for id_, finding in result["indicators"].items():
            found = findings.pop((*key, id_))
            assert found["status"] == finding["status"]
            if re.fullmatch(r"\d+/\d+", str(finding["value"])):
                assert f"{found['count']}/{found['total']}" == finding["value"]
    assert findings == {}


def test_a_figure_keeps_every_digit_and_a_missing_one_is_empty_with_its_reason():
    rows = reader.rows(exported(), "claims")
    written = {
        (row["unit"], row["year"], row["indicator"]): (row["previous"], row["current"])
        for row in rows
        if row["basis"] == "self" and row["indicator"] == "3.1.1"
    }
    for (unit, year), dossier in example().site.evidence.dossiers.items():
        claim = dossier.self_assessment.claims.get("3.1.1") if dossier.self_assessment else None
        if claim is not None and isinstance(claim.value, Change):
            expected = format(claim.value.previous, "f"), format(claim.value.current, "f")
            assert written[unit, str(year), "3.1.1"] == expected
    missing = [row for row in rows if row["finding"] == "no-data" and not row["verdict"]]
    assert missing
    shares = [row for row in rows if row["count"] or row["total"]]
    assert all(row["count"] and row["total"] and not row["percent"] for row in shares)


def test_an_identifier_opens_the_page_that_explains_it():
    """The page of every row is one that the site has, and has the place in it that the address names."""
    there = {file_of(path): page for path, page in small_site("vi").items()}
    for table in TABLES:
        for row in rows_in(city_of(small_city()), table.name) if "page" in table.names else ():
            assert row["page"].startswith(ADDRESS)
            address = urlsplit(row["page"])
            page = there[file_of(address.path.removeprefix("/vi-du/").strip("/"))]
            if address.fragment and address.fragment != "observations":  # that heading stands in docs/
                assert any(f'id="{address.fragment}"' in slot for slot in page.slots.values()), row["page"]


def test_a_row_with_a_column_of_no_table_is_refused():
    with pytest.raises(ValueError, match="units: \\['colour'\\]"):
        as_csv(BY_NAME["units"], [{"colour": "red"}])


@pytest.mark.parametrize("lang", LANGS)
def test_the_page_tells_every_table_every_column_and_every_value(lang):
    page = str(small_site(lang)["data"].slots["data-tables"])
    sections = dict(re.findall(r'<h3 id="table-([a-z]+)">(.*?)(?=<h3|\Z)', page, re.DOTALL))
    assert list(sections) == [table.name for table in TABLES]
    for table in TABLES:
        rows = re.findall(r'<th scope="row"><code>(\w+)</code></th>', sections[table.name])
        assert rows == list(table.names)
        for value in (value for column in table.columns for value in column.values):
            assert f"<code>{value}</code>" in sections[table.name]


def test_nothing_is_headed_in_english_with_the_words_of_a_problem():
    """“Mức” and “Nội dung” head the report of a check too, where they say another thing."""
    english = translator("en").gettext
    of_problems = {english("Mức"), english("Nội dung")}
    columns = re.findall(r'<th scope="col">(.*?)</th>', str(small_site("en")["data"].slots["data-tables"]))
    assert set(columns) == {"Column", "Type", "Meaning"}
    assert not of_problems & {heading.text for sheet in sheets_of("en") for heading in sheet.headings}


def test_the_package_describes_every_file_of_a_table():
    package = json.loads(exported()["datapackage.json"])
    assert package["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    assert {licence["name"] for licence in package["licenses"]} == {"CC-BY-4.0"}
    assert any("02/KH-UBND" in source["title"] for source in package["sources"])
    resources = {resource["name"]: resource for resource in package["resources"]}
    assert {resource["path"] for resource in resources.values()} == {
        path for path in exported() if path.endswith(".csv")
    }
    for name, resource in resources.items():
        content = exported()[resource["path"]]
        header = content.decode("utf-8-sig").split("\r\n", 1)[0].split(",")
        fields = [field["name"] for field in resource["schema"]["fields"]]
        assert (resource["bytes"], header) == (len(content), fields)
        assert set(resource["schema"]["primaryKey"]) <= set(fields)
        for key in resource["schema"].get("foreignKeys", []):
            other = resources[key["reference"]["resource"] or name]["schema"]["fields"]
            assert set(key["fields"]) <= set(fields)
            assert set(key["reference"]["fields"]) <= {field["name"] for field in other}
