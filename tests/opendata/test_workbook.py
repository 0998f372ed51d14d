"""The workbook: readable sheets in both languages, text that stays text, the same bytes every time."""

import re
import zipfile
from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO
from itertools import chain
from xml.etree import ElementTree as ET

import pytest
from openpyxl import load_workbook
from xlsxwriter import Workbook

from minhchung.i18n import Lang
from minhchung.opendata.cells import LONGEST, Cells, Looks, fitting
from minhchung.opendata.sheets import Link, Sheet, sheets
from tests.dossiers import evidence
from tests.opendata.cities import HOSTILE, city_of, example, exported, files_of, written
from tests.publishing.small_city import DOCUMENTS, UNITS, self_assessment

NS = {"x": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}


def parts(content: bytes) -> dict[str, str]:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def sheets_of(lang: Lang) -> list[Sheet]:
    return sheets(example(), written())[lang]


def test_the_bytes_tell_no_time():
    with zipfile.ZipFile(BytesIO(exported()["minhchung.xlsx"])) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {entry.compress_type for entry in archive.infolist()} == {zipfile.ZIP_STORED}
        assert b"2022-01-04T00:00:00Z</dcterms:created>" in archive.read("docProps/core.xml")


def test_every_cell_says_what_its_sheet_says():
    """To another's eyes: the kind of each value, as many decimals as were published, every link."""
    book = load_workbook(BytesIO(exported()["minhchung.xlsx"]))
    for sheet in (*sheets_of("vi"), *sheets_of("en")):
        head, *rows = book[sheet.title].iter_rows()
        assert [cell.value for cell in head] == [heading.text for heading in sheet.headings]
        assert len(rows) == len(sheet.rows or [])
        for cell, value in zip(chain(*rows), chain(*(sheet.rows or [])), strict=True):
            assert (cell.value, cell.number_format) == shown(value), (sheet.title, cell.coordinate)
            link = cell.hyperlink and "#".join(filter(None, (cell.hyperlink.target, cell.hyperlink.location)))
            assert link == (value if isinstance(value, Link) else None)


def shown(value):
    """A value as it is read from a cell, and the format that it has there."""
    match value:
        case Link() | None:
            return value, "General"
        case str():
            return fitting(value), "@"
        case int():
            return value, "0"
        case date():
            return datetime.combine(value, time()), "dd/mm/yyyy"
        case Decimal():
            _, point, decimals = format(value, "f").partition(".")
            return float(value), f"0{point}{'0' * len(decimals)}"
    raise AssertionError(value)


def test_texts_are_counted_as_they_stand():
    found = parts(exported()["minhchung.xlsx"])
    cells = sum(text.count(' t="s"') for name, text in found.items() if name.startswith("xl/worksheets/"))
    shared = ET.fromstring(found["xl/sharedStrings.xml"])
    assert shared.attrib == {"count": str(cells), "uniqueCount": str(len(shared))}


def test_what_no_cell_can_hold_is_refused():
    with pytest.raises(TypeError, match="no cell: True"):
        Cells(Looks(Workbook(BytesIO()))).rows(["a"], [[1], [True]])


def test_text_in_the_marks_of_the_library_stays_text():
    """What begins with <r> and ends with </r> it would write as it stands, markup and all."""
    assert fitting("<r>a & b</r>") == "<r>a & b</r> "


def test_every_sheet_stands_in_both_languages():
    book = ET.fromstring(parts(exported()["minhchung.xlsx"])["xl/workbook.xml"])
    names = [sheet.attrib["name"] for sheet in book.iterfind(".//x:sheet", NS)]
    vietnamese = [sheet.title for sheet in sheets_of("vi")]
    english = [sheet.title for sheet in sheets_of("en")]
    assert names == ["Mục lục", *vietnamese, *english]
    assert vietnamese[:2] == ["Các kết quả", "Các kết luận"]
    assert english[:2] == ["Results", "Findings"]


def test_every_sheet_has_a_header_that_stays_filters_and_widths():
    found = {
        name: ET.fromstring(text)
        for name, text in parts(exported()["minhchung.xlsx"]).items()
        if name.startswith("xl/worksheets/sheet") and name != "xl/worksheets/sheet1.xml"
    }
    assert len(found) == 22
    for sheet in found.values():
        assert sheet.find(".//x:pane[@state='frozen']", NS) is not None
        assert sheet.find("x:autoFilter", NS) is not None
        assert sheet.findall("x:cols/x:col", NS)


def test_no_cell_is_a_formula_whatever_is_written():
    """Not by its kind, and no text is left out or broken on the way."""
    documents = {
        f"d{number}": {"title": text, "number": text, "issuer": text} for number, text in enumerate(HOSTILE)
    }
    submission = self_assessment(documents={**DOCUMENTS, **documents})
    data = city_of(evidence(UNITS, {("song-xanh", 2022): {"self-assessment": submission}}))
    found = parts(files_of(data)["minhchung.xlsx"])
    assert not [name for name, text in found.items() if re.search(r"<f[ >]", text)]
    shared = ET.fromstring(found["xl/sharedStrings.xml"])
    texts = {"".join(item.itertext()) for item in shared.iterfind("x:si", NS)}
    assert "=1+1" in texts
    assert "[U+202E]=1+1" in texts
    assert "[U+0000]=1" in texts


def test_a_code_is_text_and_a_figure_a_number():
    """00123 keeps its zeros; 1.20 is shown with both of its decimals."""
    results = next(sheet for sheet in sheets_of("vi") if sheet.title == "Các kết quả")
    assert {type(row[0]) for row in results.rows or []} == {str}
    styles = parts(exported()["minhchung.xlsx"])["xl/styles.xml"]
    assert 'formatCode="0.00"' in styles or 'numFmtId="2"' in styles


@pytest.mark.parametrize("text", ["x" * LONGEST, "x" * (LONGEST + 1), "x" * 1_000_000])
def test_a_text_too_long_for_a_cell_is_cut_where_everyone_sees_it(text):
    shown = fitting(text)
    assert len(shown) <= LONGEST
    assert shown == text or shown.endswith(" […]")


def test_a_sheet_that_nobody_could_read_is_left_out_and_named(monkeypatch):
    """A large country has hundreds of thousands of findings; the contents say which table has them."""
    monkeypatch.setattr("minhchung.opendata.sheets.MOST", 100)
    found = parts(files_of(example())["minhchung.xlsx"])
    assert "findings.csv" in found["xl/sharedStrings.xml"]
    assert "Các kết luận" not in found["xl/workbook.xml"]
    assert "Các kết quả" in found["xl/workbook.xml"]
