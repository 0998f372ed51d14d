"""The site as it is built from this repository, both cities, on every screen: axe finds nothing, nothing is cut off."""

import pytest
from playwright.sync_api import Page

from minhchung.publishing.page import is_pattern
from tests.browser.axe import COLOURS, violations
from tests.browser.conftest import REPOSITORY
from tests.browser.page_types import FICTIONAL, PAGES, REAL, RESULTS, is_guide, types

WIDTHS = (390, 1280)
WIDER = "document.documentElement.scrollWidth > innerWidth"
CITIES = {"": REAL, "vi-du/": FICTIONAL}


def test_no_type_of_page_is_forgotten():
    """Pages that are what they are in docs/ are listed from there; of the others one of each pattern is.

    Following pages of long lists stand in test_divided.py: no list of these cities is long.
    """
    docs = REPOSITORY / "docs" / "vi"
    names = {path.relative_to(docs).with_suffix("").as_posix() for path in docs.rglob("*.md")}
    assert {name for name in names if is_pattern(name) and not name.endswith("/PAGE")} <= types(PAGES)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("city", CITIES)
@pytest.mark.parametrize("half", [0, 1])
def test_axe_finds_nothing_in_light_and_dark_and_nothing_is_cut_off(page: Page, home, city, width, half):
    """Every second page in one test and the others in the next, so that two can work at them.

    All are looked at on a narrow screen. On a wide one, one guide stands for all, which are words alone, and the
    pages of the fictional city stand for those that show results.
    """
    alike = {path for path in REAL if is_guide(path)} | set(RESULTS) if city == "" else set()
    paths = [path for path in CITIES[city] if width == 390 or path in ("", "submit/") or path not in alike]
    found: dict[str, list[str]] = {}
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(reduced_motion="reduce")
    for path in paths[half::2]:
        page.goto(home + city + path)
        found[path] = violations(page)
        if page.evaluate(WIDER):
            found[path].append("the page is wider than the window")
        page.evaluate("document.body.dataset.mdColorScheme = 'slate'")
        found[path] += [f"in the dark, {fault}" for fault in violations(page, only=COLOURS)]
    assert {path: of_path for path, of_path in found.items() if of_path} == {}


@pytest.mark.parametrize("city", CITIES)
def test_english_fits_too_and_says_what_is_not_english(page: Page, home, city):
    """Where longer words would not fit; the colours are those of the Vietnamese pages."""
    found: dict[str, list[str]] = {}
    page.set_viewport_size({"width": 390, "height": 900})
    rules = ["valid-lang", "html-has-lang", "label", "link-name", "button-name", "target-size", "region"]
    for path in CITIES[city]:
        page.goto(f"{home}en/{city}{path}")
        found[path] = violations(page, only=rules)
        if page.evaluate(WIDER):
            found[path].append("the page is wider than the window")
    assert {path: of_path for path, of_path in found.items() if of_path} == {}
