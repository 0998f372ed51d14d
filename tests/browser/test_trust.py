"""No request leaves the host, no cookie is set, and nothing is kept but the palette."""

import pytest
from playwright.sync_api import Page, expect

from minhchung.publishing import checker, files
from tests.browser.page_types import FEW

KEPT = """() => ({ local: [...new Set(Object.keys(localStorage).map(key => key.split(".").pop()))],
    session: Object.keys(sessionStorage), cookie: document.cookie })"""
KEEPS = {"local": ["__palette"], "session": [], "cookie": ""}  # light or dark, in the reader's own browser
POLICY = 'meta[http-equiv="Content-Security-Policy"]'


@pytest.mark.parametrize("lang", ["", "en/"])
def test_pages_work_under_their_policy_and_keep_nothing(page: Page, home, lang):
    """What leaves the host, what the policy stops and a cookie would fail any test here: see the fixture `page`."""
    for path in FEW:
        page.goto(home + lang + path)
        assert page.locator(POLICY).count() == 1, path
        assert page.evaluate(KEPT) == KEEPS, path


def test_of_everything_a_reader_does_only_the_palette_is_kept(page: Page, home):
    page.goto(f"{home}vi-du/years/2022/")
    page.get_by_role("searchbox", name="Lọc các dòng").first.fill("song xanh")
    page.locator(".mc-sort").first.click()
    page.keyboard.press("Escape")
    page.goto(f"{home}vi-du/units/song-xanh/2022/")
    page.get_by_role("form", name="Thử thay đổi số liệu").get_by_role("spinbutton").first.fill("0")
    page.goto(f"{home}vi-du/")
    page.keyboard.press("f")
    page.keyboard.type("song xanh")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("Escape")
    page.locator("label.md-header__button[for^=__palette]:visible").click()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    assert page.evaluate(KEPT) == KEEPS


def test_no_link_is_broken_and_no_page_invalid(real):
    assert checker.faults(files.read(real)) == []
