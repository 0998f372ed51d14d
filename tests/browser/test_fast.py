"""On a phone: little to load, nothing that jumps."""

import gzip
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, Route

from minhchung.i18n import LANGS
from tests.browser.page_types import FEW

KILOBYTE = 1024
HOMES = {"vi": "", "en": "en/"}
SHIFTS = """() => new Promise(resolve => new PerformanceObserver(list => resolve(list.getEntries()
    .map(e => `${e.value}: ${e.sources.map(s => (s.node?.outerHTML ?? "").slice(0, 120))}`)))
    .observe({ type: "layout-shift", buffered: true }) ?? requestAnimationFrame(() => requestAnimationFrame(() =>
        setTimeout(() => resolve([])))))"""
PAINTED = """() => new Promise(resolve =>
    new PerformanceObserver(resolve).observe({ type: "paint", buffered: true }))"""


@pytest.mark.parametrize("lang", LANGS)
def test_the_home_page_of_the_real_city_is_small(page: Page, home, real, lang):
    """Under 150 KB compressed in at most ten requests, before search is opened: neither its index nor a sitemap."""
    loaded: dict[str, int] = {}

    def weigh(path: str) -> None:
        file = real / path.lstrip("/")
        content = (file / "index.html" if file.is_dir() else file).read_bytes()
        loaded[path] = len(gzip.compress(content, mtime=0))

    page.on("request", lambda request: weigh(urlsplit(request.url).path))
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(home + HOMES[lang], wait_until="networkidle")
    assert not [path for path in loaded if path.endswith((".json", ".xml"))]
    assert len(loaded) <= 10
    assert sum(loaded.values()) < 150 * KILOBYTE, loaded


@pytest.mark.parametrize("path", [*FEW, "en/", "en/vi-du/units/song-xanh/2022/"])
def test_nothing_moves_when_the_scripts_come(page: Page, home, path):
    """The page is painted before its scripts are there, as on a slow network; then they come, and nothing shifts."""
    held: list[Route] = []
    painted = False
    page.route("**/*.js", lambda route: route.continue_() if painted else held.append(route))
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(home + path, wait_until="commit")
    page.evaluate(PAINTED)
    painted = True
    for route in held:
        route.continue_()
    page.wait_for_load_state("networkidle")
    assert page.evaluate(SHIFTS) == []
