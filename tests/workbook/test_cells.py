"""What a cell means: exact numbers, days, yes and no, whatever a spreadsheet has made of what was typed."""

from datetime import date, datetime, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils.datetime import MAC_EPOCH

from minhchung.workbook.cells import CellError, Raw, citations, meant, stored, untouched
from minhchung.workbook.fields import Field

SHARE = Field(("indicators", "3.2.2", "percent"), "decimal", "", Decimal(0), Decimal(100))
GROWTH = Field(("indicators", "3.1.1", "percent"), "decimal", "")
COUNT = Field(("indicators", "2.1.1", "count"), "whole", "", Decimal(0))
MET = Field(("indicators", "1.1.1", "met"), "yes-no", "")
DAY = Field(("submitted",), "date", "")
STATUS = Field(("indicators", "1.1.1", "status"), "status", "")
NUMBER = Field(("number",), "text", "")
NOTE = Field(("indicators", "1.1.1", "note"), "text", "")
MOMENT = datetime(2022, 5, 1)  # noqa: DTZ001 - a spreadsheet knows of no time zones
EVIDENCE = Field(("indicators", "1.1.1", "evidence"), "evidence", "")


def read(value, field, form="General", **more):
    return meant(Raw(value, form, **more), field)


@pytest.mark.parametrize(
    ("value", "form", "number"),
    [
        (0.05, "General", "0.05"),
        (0.82430000000000003, "General", "0.8243"),  # as Excel writes it
        (0.1 + 0.2, "General", "0.3"),  # as a formula computes it
        (0.8243, "0.00%", "82.43"),
        (0.00012, "0.000%", "0.012"),
        (1, "0%", "100"),
        (82.43, '0.00" %"', "82.43"),  # a sign that is only shown
        (82.43, r"0.00\%", "82.43"),
        (91, "General", "91"),
        ("0,05", "@", "0.05"),
        ("0.05", "@", "0.05"),
        ("0,012", "@", "0.012"),  # no thousands: they never begin with a nought
        ("0.012", "@", "0.012"),
        ("82,43 %", "@", "82.43"),
        ("82,43\u00a0%", "@", "82.43"),
        ("\u00a0 91 \u00a0", "@", "91"),
        ("1,234", "@", "1.234"),  # 1234 would be above 100
        ("1.234", "@", "1.234"),
        ("012,5", "@", "12.5"),
    ],
)
def test_a_percentage_is_exact(value, form, number):
    assert read(value, SHARE, form) == Decimal(number)


@pytest.mark.parametrize(
    ("value", "number"),
    [
        ("1.234,5", "1234.5"),
        ("1,234.5", "1234.5"),
        ("1 234,5", "1234.5"),
        ("-0,1", "-0.1"),
        ("−0,1", "-0.1"),
        ("+12,32", "12.32"),
        ("1.234.567,25", "1234567.25"),
        (12.32, "12.32"),
    ],
)
def test_either_way_of_writing_a_number_is_understood(value, number):
    assert read(value, GROWTH) == Decimal(number)


@pytest.mark.parametrize(
    ("value", "number"),
    [(61, 61), (61.0, 61), ("61", 61), (" 61 ", 61), ("1.234", 1234), ("1,234", 1234), ("1 234", 1234), ("61,0", 61), (1e3, 1000)],
)  # fmt: skip
def test_a_count_is_whole(value, number):
    assert read(value, COUNT) == number


FAULTS = [
    ("1.234", GROWTH, "General", "cell-two-numbers"),
    ("1,234", GROWTH, "General", "cell-two-numbers"),
    ("61 cơ quan", COUNT, "General", "cell-not-a-number"),
    ("٦١", COUNT, "General", "cell-not-a-number"),
    ("1,2,3", SHARE, "General", "cell-not-a-number"),
    ("1e3", SHARE, "General", "cell-not-a-number"),
    ("nan", SHARE, "General", "cell-not-a-number"),
    (float("inf"), SHARE, "General", "cell-not-a-number"),
    (True, COUNT, "General", "cell-not-a-number"),
    (61.5, COUNT, "General", "cell-not-whole"),
    (0.61, COUNT, "0%", "cell-percent-in-count"),
    ("61 %", COUNT, "@", "cell-percent-in-count"),
    (MOMENT, SHARE, "dd/mm/yyyy", "cell-number-became-date"),
    (time(0, 0), COUNT, "dd/mm/yyyy", "cell-number-became-date"),
    ("9" * 30, COUNT, "@", "cell-number-too-long"),
    ("0," + "1" * 20, SHARE, "@", "cell-number-too-long"),
    ("31/02/2022", DAY, "@", "cell-not-a-date"),
    ("10/12/22", DAY, "@", "cell-not-a-date"),
    (20221210, DAY, "General", "cell-not-a-date"),
    (0.5, DAY, "General", "cell-not-a-date"),
    (time(3, 0), DAY, "General", "cell-not-a-date"),
    (date(1900, 1, 1), DAY, "dd/mm/yyyy", "cell-not-a-date"),
    ("có lẽ", MET, "@", "cell-not-yes-or-no"),
    (2, MET, "General", "cell-not-yes-or-no"),
    ("tạm", STATUS, "@", "cell-not-in-list"),
    (MOMENT, NUMBER, "mmm-yy", "cell-text-became-date"),
    ("nq-31 (trang bốn)", EVIDENCE, "@", "cell-not-evidence"),
    ("https://example.vn/a", EVIDENCE, "@", "cell-not-evidence"),
]


@pytest.mark.parametrize(("value", "field", "form", "code"), FAULTS)
def test_what_is_not_clear_is_asked_about(value, field, form, code):
    with pytest.raises(CellError) as refused:
        read(value, field, form)
    assert refused.value.code == code


@pytest.mark.parametrize("value", [None, "#DIV/0!"])
def test_a_formula_without_a_result_is_no_value(value):
    with pytest.raises(CellError) as refused:
        read(value, COUNT, formula=True)
    assert refused.value.code == "cell-formula"
    assert read(61, COUNT, formula=True) == 61


@pytest.mark.parametrize(
    "value",
    ["10/12/2022", "10-12-2022", "10.12.2022", "2022-12-10", "ngày 10 tháng 12 năm 2022", " 10/12/2022\u00a0", 44905,
     44905.0, MOMENT.replace(month=12, day=10), date(2022, 12, 10), MOMENT.replace(month=12, day=10, hour=7)],
)  # fmt: skip
def test_a_day_is_the_day_that_is_shown(value):
    """Text is day first, as in Việt Nam; a real date is what the cell shows; a number counts from the workbook's first day."""
    assert read(value, DAY) == "2022-12-10"


def test_a_workbook_may_count_its_days_from_1904():
    assert read(44905 - 1462, DAY, epoch=MAC_EPOCH) == "2022-12-10"


@pytest.mark.parametrize("value", ["Có", "có", "CÓ", "C\u006f\u0301", "x", "X", "✓", True, 1, "Đạt", "true"])
def test_yes(value):
    assert read(value, MET) is True


@pytest.mark.parametrize("value", ["Không", "KHÔNG", "Chưa", False, 0, "không đạt", "FALSE"])
def test_no(value):
    assert read(value, MET) is False


@pytest.mark.parametrize("value", [None, "", "  ", "\u00a0", "\n"])
@pytest.mark.parametrize("field", [SHARE, COUNT, MET, DAY, NOTE, EVIDENCE])
def test_an_empty_cell_says_nothing(value, field):
    assert read(value, field) is None


@pytest.mark.parametrize(
    ("value", "field", "text"),
    [
        (31, NUMBER, "31"),
        ("00123", NUMBER, "00123"),
        ("  31/NQ-HĐND\u00a0\n", NUMBER, "31/NQ-HĐND"),
        ("31/NQ-HD\u0323ND", NUMBER, "31/NQ-H\u1e0cND"),
        ("=1+1", NOTE, "=1+1"),
        ("một_x000D_\nhai \r\nba", NOTE, "một\nhai\nba"),
        ("_x005F_x0041_", NOTE, "_x0041_"),
        ("Ước tính", STATUS, "estimated"),
        ("preliminary", STATUS, "preliminary"),
    ],
)
def test_text_is_tidied_and_otherwise_left_as_it_is(value, field, text):
    assert read(value, field) == text


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("nq-31", [("nq-31", None)]),
        ("nq-31; bc-12 (trang 4)", [("nq-31", None), ("bc-12", 4)]),
        ("nq-31, bc-12, trang 4", [("nq-31", None), ("bc-12", 4)]),
        ("nq-31 bc-12 tr.4", [("nq-31", None), ("bc-12", 4)]),
        ("nq-31 tr. 4\nbc-12: trang 5;", [("nq-31", 4), ("bc-12", 5)]),
    ],
)
def test_documents_are_cited_as_people_write(text, found):
    assert citations(text) == found


values = (
    st.tuples(st.just(SHARE), st.decimals(0, 100, places=6))
    | st.tuples(st.just(GROWTH), st.decimals(-(10**14), 10**14, places=12).map(lambda d: d.normalize()))
    | st.tuples(st.just(COUNT), st.integers(0, 10**9).map(Decimal))
    | st.tuples(st.just(MET), st.booleans())
    | st.tuples(st.just(DAY), st.dates(date(1945, 1, 1), date(2100, 12, 31)).map(str))
    | st.tuples(st.just(STATUS), st.sampled_from(["estimated", "preliminary", "official"]))
)


@given(values)
def test_a_cell_that_nobody_touches_is_read_as_it_was_written(pair):
    field, value = pair
    assert untouched(value, field) == value
    cell = stored(value, field)
    if isinstance(cell, float):  # as text, with as many digits as Excel writes
        assert meant(Raw(float(format(cell, ".17g"))), field) == value
