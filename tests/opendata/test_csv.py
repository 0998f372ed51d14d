"""CSV that a spreadsheet opens without harm, and from which nothing is lost."""

import csv
import io
import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minhchung.opendata.as_csv import as_csv, cell, guarded, unguarded
from minhchung.opendata.tables import TABLES
from tests.dossiers import evidence
from tests.opendata.cities import HOSTILE, city_of, exported, files_of
from tests.publishing.small_city import DOCUMENTS, UNITS, self_assessment

CLAIMS = next(table for table in TABLES if table.name == "claims")
FORMULA = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x20\xa0\u202e]*[=+\-@\t\r＝＋－＠]")
NUMBER = re.compile(r"[+-]?[0-9]+([.,][0-9]+)?")

texts = st.text(st.sampled_from("=+-@＝;,\t\r\n'\" \u00a0a0") | st.characters(codec="utf-8"), max_size=12)


@given(texts)
def test_what_is_guarded_is_no_formula_and_can_be_had_back(text):
    assert NUMBER.fullmatch(text) or not FORMULA.match(guarded(text))
    assert unguarded(guarded(text)) == text


@pytest.mark.parametrize("text", HOSTILE)
def test_no_cell_of_a_hostile_text_begins_a_formula_in_any_language(text):
    """In a Vietnamese spreadsheet the semicolon ends a cell, and quotation marks within a line protect nothing."""
    line = as_csv(CLAIMS, [{"note": text}]).content.decode("utf-8-sig").split("\r\n", 1)[1]
    for proper in next(csv.reader(io.StringIO(line, newline=""))):
        assert not FORMULA.match(proper)
    for naive in re.split(r"[;\t\r\n]", line):
        assert not re.match(
            r'[" \u00a0]*[=+\-@＝＋－＠]', naive.rpartition(",")[2] if "," in naive else naive
        )


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_in_a_dossier_arrives_guarded_and_whole(text):
    documents = {**DOCUMENTS, "bc-12": {**DOCUMENTS["bc-12"], "title": text}}
    data = city_of(
        evidence(UNITS, {("song-xanh", 2022): {"self-assessment": self_assessment(documents=documents)}})
    )
    content = files_of(data)["documents.csv"].decode("utf-8-sig")
    titles = [row["title"] for row in csv.DictReader(io.StringIO(content, newline=""))]
    assert text in [unguarded(title) for title in titles]
    assert not any(FORMULA.match(title) for title in titles)


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (Decimal("-1.50"), "-1.50"),
        (-3, "-3"),
        (0, "0"),
        (None, ""),
        (True, "true"),
        (False, "false"),
        (Decimal("1E+3"), "1000"),
        ("-1.2", "-1.2"),
        ("00123", "00123"),
    ],
)
def test_numbers_are_never_touched(value, written):
    assert cell(value) == written


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_a_double_click_shows_vietnamese_and_rows_end_as_the_standard_says(table):
    content = exported()[f"{table.name}.csv"]
    assert content.startswith(b"\xef\xbb\xbf")
    text = content.decode("utf-8-sig")
    assert "\ufeff" not in text
    assert text.endswith("\r\n")


def test_codes_stay_text():
    rows = list(csv.DictReader(io.StringIO(exported()["communes.csv"].decode("utf-8-sig"))))
    assert all(re.fullmatch(r"[0-9A-Z]+", row["code"]) for row in rows)
