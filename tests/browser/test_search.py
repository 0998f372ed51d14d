"""The search of a country: what is found, in what order, and how much is downloaded for it."""

import json
import unicodedata
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from minhchung.publishing.searchindex import expanded
from tests.many_pages import pages

MEGABYTE = 1_000_000


@pytest.fixture(scope="module")
def index(real: Path) -> bytes:
    """Of 10,000 dossiers, with the docs pages of this repository."""
    here = json.loads((real / "search" / "search_index.json").read_text(encoding="utf-8"))
    texts = [
        dict(zip(("location", "title", "text"), [*entry, ""], strict=False))
        for entry in here["docs"]["pages"]
    ]
    docs = [entry for entry in texts if not entry["location"].startswith(("units/", "years/2"))]
    return expanded(json.dumps({"config": here["config"], "docs": docs}).encode(), pages(2000))


@pytest.fixture
def field(page: Page, home: str, index: bytes) -> Locator:
    """The field of search on a telephone, in a page whose search has this index."""
    page.route(
        "**/search_index.json", lambda route: route.fulfill(body=index, content_type="application/json")
    )
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{home}scoring/")
    page.keyboard.press("f")
    return page.get_by_role("combobox")


@pytest.fixture
def first(page: Page) -> Locator:
    """The first result."""
    return page.get_by_role("listbox").get_by_role("option").first


def test_the_first_result_is_the_one_that_was_meant(field: Locator, first: Locator):
    """A name with marks, without, with marks beside their letters, or begun; a year, and words that are nowhere."""
    for words, found in {
        "Cát Đức": "Huyện Cát Đức",
        "cach cham diem": "Cách chấm điểm",
        "cat duc": "Huyện Cát Đức",
        "2.1.1": "2.1.1 Cơ quan đạt “Đơn vị học tập”",
        unicodedata.normalize("NFD", "Cát Đức"): "Huyện Cát Đức",
        "cat duc 2024": "Huyện Cát Đức, năm 2024",
        "HUYEN CAT DUC": "Huyện Cát Đức",
        "2023 Cát Đức": "Huyện Cát Đức, năm 2023",
        "cát đứ": "Huyện Cát Đức",
        "kết quả của huyện cát đức năm 2025": "Huyện Cát Đức, năm 2025",
        "cat duc khong biet": "Huyện Cát Đức",
    }.items():
        field.fill(words)
        expect(first).to_have_accessible_name(found)
    expect(first).to_contain_text("biet")  # said to be missing


def test_a_place_within_a_unit_leads_to_the_unit_and_is_shown(field: Locator, first: Locator, index: bytes):
    entries = json.loads(index)["docs"]["pages"]
    unit, text = next((entry[1], entry[2]) for entry in entries if entry[0] == "units/huyen-so-1999/")
    place = text.rpartition("Xã ")[2]
    field.fill(f"{place}, {unit}")  # there are several places of that name
    expect(first).to_have_accessible_name(unit)
    expect(first).to_contain_text(place)
    expect(first.locator("mark").first).to_be_visible()


def test_less_than_a_megabyte_is_downloaded_for_a_search(page: Page, home: str, index: bytes):
    """As it is, by a server that compresses nothing: the script of search and its index."""
    assert len(index) + len(page.request.get(f"{home}assets/search.js").body()) < MEGABYTE
