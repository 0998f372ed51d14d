"""An entry for each page, as plain text, and never more than a telephone can download."""

import gzip
import json
from typing import Any

import pytest

from minhchung.publishing.page import Page
from minhchung.publishing.searchindex import expanded
from tests.many_pages import pages

BUILT = {
    "config": {"separator": "[ ]+"},
    "docs": [
        {
            "location": "",
            "title": "Tổng quan",
            "text": "<p>Đang viết &amp; sửa</p> <pre><code>\nmã</code></pre>",
        },
        {"location": "units/UNIT/YEAR/", "title": "MC-TITLE", "text": ""},
        {"location": "units/UNIT/YEAR/#result", "title": "Kết quả", "text": ""},
    ],
}
UNIT = Page(pattern="units/UNIT", path="units/song-xanh", title="Quận Sông Xanh", search_text="Xã Bến")


def made(*of: Page) -> bytes:
    return expanded(json.dumps(BUILT).encode(), of)


def docs(*of: Page) -> Any:
    return json.loads(made(*of))["docs"]


def dossier(year: int = 2022, **changes: Any) -> Page:
    values: dict[str, Any] = {"title": f"Quận Sông Xanh, năm {year}", "search_text": "64/NQ-HĐND"}
    return Page(pattern="units/UNIT/YEAR", path=f"units/song-xanh/{year}", **{**values, **changes})


def test_a_pattern_makes_way_for_its_pages():
    assert [entry[0] for entry in docs(dossier())["pages"]] == ["", "units/song-xanh/2022/"]


def test_a_page_may_count_for_more():
    assert docs(dossier())["pages"][1] == ["units/song-xanh/2022/", "Quận Sông Xanh, năm 2022", "64/NQ-HĐND"]
    assert docs(dossier(search_boost=2))["pages"][1][3:] == [2]


def test_docs_pages_keep_their_words_but_for_samples():
    assert docs()["pages"] == [["", "Tổng quan", "Đang viết & sửa"]]


def test_text_is_kept_as_it_is_composed_and_on_one_line():
    """The script escapes it."""
    text = "<img src=x onerror=alert(1)>"
    assert docs(dossier(search_text=text))["pages"][1][2] == text
    assert docs(dossier(search_text="Xã  Ha\u0309i\nAn"))["pages"][1][2] == "Xã Hải An"


def test_what_is_below_a_page_and_has_no_words_of_its_own_is_an_ending_of_it():
    made = docs(UNIT, dossier(2022), dossier(2023, search_text=""), dossier(2024, search_text=""))
    assert made["endings"] == [["2023/", ", năm 2023"], ["2024/", ", năm 2024"]]
    assert made["pages"][1:] == [
        ["units/song-xanh/", "Quận Sông Xanh", "Xã Bến", 1, [0, 1]],
        ["units/song-xanh/2022/", "Quận Sông Xanh, năm 2022", "64/NQ-HĐND"],
    ]


def test_another_title_is_no_ending():
    assert docs(UNIT, dossier(title="Năm 2022", search_text=""))["endings"] == []


@pytest.mark.parametrize("page", [Page(pattern="", path=""), dossier(searched=False)])
def test_a_page_without_a_title_of_its_own_or_that_is_not_searched_for_has_no_further_entry(page):
    assert len(docs(page)["pages"]) == 1


def test_the_settings_of_search_are_kept():
    assert json.loads(made())["config"] == BUILT["config"]


def test_the_order_of_the_pages_makes_no_difference():
    other = Page(pattern="units/UNIT/YEAR", path="units/doi-thong/2022", title="Huyện Đồi Thông")
    assert made(UNIT, dossier(), other) == made(other, dossier(), UNIT)


def test_a_province_is_found_by_the_numbers_of_its_documents():
    """150 dossiers: each its own entry with everything."""
    entries = docs(*pages(30))["pages"]
    assert ["33/BC-UBND" in entry[2] for entry in entries if entry[0] == "units/huyen-so-0/2022/"] == [True]


@pytest.mark.parametrize("units", [200, 705, 2000])
def test_a_country_stays_below_a_megabyte(units):
    """Up to 10,000 dossiers, of which none is lost: they are endings of their units, without documents' numbers."""
    index = made(*pages(units))
    assert len(index) < 850_000
    assert len(gzip.compress(index, mtime=0)) < 250_000
    found = json.loads(index)["docs"]["pages"]
    assert sum(1 + len(entry[4]) if len(entry) == 5 else 1 for entry in found) == 1 + units * 6
