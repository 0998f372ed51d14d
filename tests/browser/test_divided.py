"""A city of many units: pages of long lists in a browser, and every link of a site all of whose lists are long."""

from pathlib import Path

import pytest
from playwright.sync_api import Page

from minhchung.publishing import checker, division, files, frames, pages
from minhchung.publishing.publish import Frames, publish
from tests.browser.axe import COLOURS, violations
from tests.browser.conftest import REPOSITORY
from tests.publishing.large_city import large_site
from tests.publishing.small_city import site, small_city

PATHS = (
    *("", "units/", "units/page/2/", "years/2022/page/2/", "roadmap/page/2/", "observations/page/2/"),
    *("readings/", "indicators/hai-phong-2022/district/2.1.1/page/3/"),
)
WIDER = "document.documentElement.scrollWidth > innerWidth"


@pytest.fixture(scope="module")
def built() -> Frames:
    return frames.load(REPOSITORY, REPOSITORY / ".cache/minhchung/frames")[0]["vi"]


@pytest.fixture(scope="module")
def address(serve, built: Frames, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The site of a city of 30 districts, twelve to a page, without the pages of dossiers."""
    folder: Path = tmp_path_factory.mktemp("divided") / "site"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(division, "MOST", 12)
        files.replace(folder, publish(large_site(30).values(), built))
    found: str = serve(folder)
    return found


@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing_in_light_and_dark_and_nothing_is_cut_off(page: Page, address, width):
    found: dict[str, list[str]] = {}
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(reduced_motion="reduce")
    for path in PATHS if width == 390 else PATHS[:4]:
        page.goto(address + path)
        found[path] = violations(page)
        if page.evaluate(WIDER):
            found[path].append("wider than the screen")
        page.emulate_media(color_scheme="dark")
        page.reload()
        found[path] += violations(page, only=COLOURS)
        page.emulate_media(color_scheme="light")
    assert not {path: what for path, what in found.items() if what}


def test_a_letter_leads_to_the_first_unit_under_it_and_the_numbers_from_page_to_page(page: Page, address):
    page.goto(f"{address}years/2022/")
    page.get_by_role("navigation", name="Theo chữ cái đầu").get_by_role("link", name="V", exact=True).click()
    page.wait_for_url("**/years/2022/page/3/#unit-*")
    assert "Vịnh" in page.locator(":target").inner_text()
    page.get_by_role("link", name="Trang trước").click()
    page.wait_for_url("**/years/2022/page/2/")
    assert page.locator("h1").inner_text() == "Kết quả năm 2022, trang 2/3"
    page.get_by_role("link", name="Trang 1 trên 3").click()
    page.wait_for_url("**/years/2022/")


def test_a_site_all_of_whose_lists_are_long_has_no_fault(monkeypatch, built):
    monkeypatch.setattr(division, "MOST", 2)
    made = dict(publish(pages.pages(site(small_city(), report="")), built))
    assert any("/page/" in path for path in made)
    beside = ("data/", "vi-du/", "en/", "badges/")  # what other parts of a build write
    assert not [
        fault
        for fault in checker.faults(made)
        if not fault.message.startswith("broken link") or not any(name in fault.message for name in beside)
    ]
