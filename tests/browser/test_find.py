"""Search and the big tables: found with and without marks, by number, by keyboard, and heard as what they are."""

import re
import unicodedata
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.axe import violations

YEAR = "vi-du/years/2022/"
SAID = {"": "tài liệu liên quan", "en/": "matching document"}


def searched(page: Page, words: str, lang: str) -> None:
    """Type `words` into search, which is opened by a key, and wait for the count of results."""
    page.keyboard.press("f")
    page.keyboard.type(words)
    expect(page.get_by_role("search").get_by_role("status")).to_contain_text(SAID[lang])


@pytest.mark.parametrize("lang", SAID)
@pytest.mark.parametrize(
    ("city", "words", "found"),
    [
        ("", "hai phong", "Thành phố Hải Phòng"),
        ("", "Hải Phòng", "Thành phố Hải Phòng"),
        ("", "hong bang", "Quận Hồng Bàng"),
        ("vi-du/", "dong", "Huyện Đồng Sen"),
        ("vi-du/", "Đồng", "Huyện Đồng Sen"),
    ],
)
def test_a_name_is_found_with_and_without_its_marks(page, home, lang, city, words, found):
    page.goto(home + lang + city + "roadmap/")
    searched(page, words, lang)
    expect(page.get_by_role("option", name=found, exact=True).first).to_be_visible()


@pytest.mark.parametrize("lang", SAID)
@pytest.mark.parametrize(
    ("city", "words", "path"),
    [
        ("", "2.1.1", "indicators/hai-phong-2022/city/2.1.1/"),
        ("", "3.2.4", "indicators/hai-phong-2022/city/3.2.4/"),
        ("", "02/KH-UBND", "about/"),
        ("", "02/kh-ubnd", "about/"),
        ("vi-du/", "4222/QĐ-UBND", "units/song-xanh/2022/"),
    ],
)
def test_a_number_leads_to_what_bears_it(page, home, lang, city, words, path):
    """An indicator by its own, a document by its own: the first result is a page that has it."""
    page.goto(home + lang + city + "scoring/")
    searched(page, words, lang)
    first = page.get_by_role("listbox").get_by_role("option").first
    expect(first).to_have_attribute("href", re.compile(rf"/{lang}{city}{path}(#.*)?$"))
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{lang}{city}{path}**")


@pytest.mark.parametrize("lang", SAID)
def test_words_with_their_marks_beside_the_letters_are_found_when_pasted(page: Page, home, lang):
    """As a Mac writes names of files, and without a key that comes up."""
    page.goto(f"{home}{lang}vi-du/roadmap/")
    page.keyboard.press("f")
    page.keyboard.insert_text(unicodedata.normalize("NFD", "Đồng Sen"))
    expect(page.get_by_role("option", name="Huyện Đồng Sen", exact=True).first).to_be_visible()


def test_results_are_options_of_a_list_box_reached_by_arrow_keys(page: Page, home):
    page.goto(home + "roadmap/")
    field = page.get_by_role("combobox", name="Tìm kiếm")
    page.keyboard.press("f")
    expect(field).to_be_focused()
    expect(field).to_have_attribute("aria-expanded", "false")
    # All at once: what was found for fewer letters would be replaced under the focus.
    page.keyboard.insert_text("ke hoach")
    expect(field).to_have_attribute("aria-expanded", "true")
    expect(page.get_by_role("listbox", name="Tìm kiếm")).to_have_id(str(field.get_attribute("aria-controls")))
    page.keyboard.press("ArrowDown")
    expect(page.locator(":focus")).to_have_role("option")
    assert violations(page) == []
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    assert urlsplit(page.url).path == "/roadmap/"


def column(table: Locator, number: int) -> list[str]:
    """The words of one column, of the rows that are shown."""
    cells = table.locator(f"tbody tr:not([hidden]) > :nth-child({number})")
    return [text.strip() for text in cells.all_inner_texts()]


def test_rows_are_filtered_by_their_words_as_one_types(page: Page, home):
    page.goto(home + YEAR)
    tools, table = page.locator(".mc-tools").first, page.get_by_role("table").first
    expect(tools.get_by_role("status")).to_have_text("Hiện 9 trên 9 dòng")
    field = tools.get_by_role("searchbox", name="Lọc các dòng")
    field.press_sequentially("dong sen")
    assert column(table, 1) == ["Huyện Đồng Sen"]
    expect(tools.get_by_role("status")).to_have_text("Hiện 1 trên 9 dòng")
    field.fill("chưa nộp")
    assert column(table, 1) == ["Huyện Cánh Buồm", "Huyện Sao Biển"]
    field.fill("")
    assert len(column(table, 1)) == 9


def test_a_column_is_sorted_up_down_and_back_by_keyboard(page: Page, home):
    page.goto(home + YEAR)
    table = page.get_by_role("table").first
    before = column(table, 1)
    header = table.get_by_role("columnheader").nth(1)
    button = header.get_by_role("button", name="Sắp xếp theo cột: Tự đánh giá")
    button.press("Enter")
    expect(header).to_have_attribute("aria-sort", "ascending")
    levels = [text.splitlines()[0] for text in column(table, 2)]
    assert levels[:5] == ["Mức độ 1", "Mức độ 1", "Mức độ 2", "Mức độ 3", "Chưa đủ số liệu để kết luận"]
    button.press("Space")
    expect(header).to_have_attribute("aria-sort", "descending")
    levels = [text.splitlines()[0] for text in column(table, 2)]
    assert levels[:5] == ["Mức độ 3", "Mức độ 2", "Mức độ 1", "Mức độ 1", "Chưa đủ số liệu để kết luận"]
    button.press("Enter")
    assert header.get_attribute("aria-sort") is None
    assert column(table, 1) == before


def test_names_are_sorted_as_the_language_does(page: Page, home):
    page.goto(home + YEAR)
    table = page.get_by_role("table").nth(1)
    table.get_by_role("columnheader").first.get_by_role("button").click()
    names = column(table, 1)
    assert names == [
        *("Bến Trăng", "Cánh Buồm", "Đồi Gió", "Đồng Sen"),
        *("Hoa Nắng", "Sao Biển", "Sông Xanh", "Suối Biếc"),
    ]


@pytest.mark.parametrize(
    "path", [YEAR, "vi-du/roadmap/", "vi-du/indicators/hai-phong-2022/district/2.1.1/", f"en/{YEAR}"]
)
def test_every_big_table_has_its_tools_and_axe_finds_nothing_in_them(page: Page, home, path):
    page.goto(home + path)
    tools = page.locator(".mc-tools")
    assert tools.count() > 0
    for tool in tools.all():
        tool.get_by_role("searchbox").fill("song xanh")
        expect(tool.get_by_role("status")).to_contain_text("1")
    for button in page.locator(".mc-sort").all()[:3]:
        button.click()
        box = button.bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= 24
    assert violations(page) == []


def test_without_scripts_the_table_is_whole_and_has_no_tools(browser: Browser, home):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(home + YEAR)
    assert len(column(page.get_by_role("table").first, 1)) == 9
    assert page.get_by_role("searchbox").count() == 0
    assert page.locator(".mc-sort").count() == 0
    context.close()
