"""The frames in a real browser: light, quiet, and of use to everyone. What fills the slots is a placeholder."""

from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from minhchung.publishing import files
from tests import placeholder_site
from tests.browser.axe import violations
from tests.browser.conftest import once

DOSSIER = "units/song-xanh/2022/"
FICTIONAL = ["vi-du/", f"vi-du/{DOSSIER}"]


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return once(tmp_path_factory, "placeholder", lambda out: files.replace(out, placeholder_site.site()))


@pytest.fixture(scope="session", params=["/", "/hai-phong/"])
def address(request: pytest.FixtureRequest, serve: Callable[..., str], folder: Path) -> str:
    return serve(folder, prefix=request.param)


@pytest.fixture(scope="session")
def root(serve: Callable[..., str], folder: Path) -> str:
    return serve(folder)


def opened(page: Page, address: str) -> list[str]:
    """The paths a page asks for while it loads."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(urlsplit(request.url).path))
    page.goto(address, wait_until="networkidle")
    return asked


def found(page: Page, words: str, said: str = "tài liệu liên quan") -> list[str]:
    """The titles of the pages that search shows for `words`, once it has `said` how many there are."""
    page.keyboard.press("f")
    page.keyboard.type(words)
    expect(page.locator(".md-search-result__meta")).to_contain_text(said)
    return [text.strip() for text in page.locator(".md-search-result__item h1").all_inner_texts()]


@pytest.mark.parametrize("path", ["", DOSSIER, "vi-du/", f"vi-du/{DOSSIER}", f"en/{DOSSIER}"])
def test_a_page_loads_little_and_neither_search_index_nor_sitemap(page, address, path):
    asked = opened(page, address + path)
    assert len(asked) <= (10 if DOSSIER in path else 8)  # a dossier brings the scripts to try counts and sort
    assert not [path for path in asked if path.endswith((".json", ".xml"))]


@pytest.mark.parametrize("words", ["song xanh", "Sông Xanh", "cat duc", "Cát Đức"])
def test_search_finds_words_with_and_without_marks(page, address, words):
    opened(page, address + "roadmap/")
    assert found(page, words)[0] == "Quận Sông Xanh, năm 2022"


def test_a_result_leads_to_its_page(page, address):
    opened(page, address + DOSSIER)
    found(page, "lo trinh")
    page.locator(".md-search-result__item a").first.click()
    page.wait_for_url("**/roadmap/")


@pytest.mark.parametrize("path", FICTIONAL)
def test_every_fictional_page_says_that_it_is(page, address, path):
    opened(page, address + path)
    expect(page.get_by_role("note")).to_contain_text(
        "Dữ liệu hư cấu, chỉ để minh họa: ở đây không có kết quả thật của địa phương nào."
    )
    page.get_by_role("link", name="Về trang dữ liệu thật").click()
    assert urlsplit(page.url).path == urlsplit(address).path


@pytest.mark.parametrize("path", ["", DOSSIER, "readings/", "vi-du/", f"vi-du/{DOSSIER}"])
def test_the_switcher_leads_to_the_same_page_in_the_other_language_and_back(page, address, path):
    opened(page, address + path)
    page.get_by_role("link", name="English").click()
    page.wait_for_url(f"{address}en/{path}")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.get_by_role("link", name="Tiếng Việt").click()
    page.wait_for_url(address + path)
    expect(page.locator("html")).to_have_attribute("lang", "vi")


def test_the_switcher_works_by_keyboard_on_a_telephone(page, root):
    page.set_viewport_size({"width": 390, "height": 800})
    opened(page, root + DOSSIER)
    page.get_by_role("link", name="English").focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"{root}en/{DOSSIER}")


def test_search_speaks_the_language_of_the_page_and_finds_vietnamese_names(page, address):
    opened(page, f"{address}en/about/")
    assert found(page, "song xanh", said="matching document")[0] == "Quận Sông Xanh, năm 2022"


def test_the_page_for_missing_ones_speaks_both_languages(page, root):
    page.goto(f"{root}404.html")
    expect(page.get_by_role("heading", name="Không tìm thấy trang")).to_be_visible()
    expect(page.locator("section[lang=en]").get_by_role("heading", name="Page not found")).to_be_visible()
    page.get_by_role("link", name="To the home page").click()
    page.wait_for_url(f"{root}en/")


def test_no_real_page_says_that_it_is_fictional(page, root):
    opened(page, root + DOSSIER)
    expect(page.locator(".mc-fictional")).to_have_count(0)


def test_a_script_from_a_slot_does_not_run(page, complaints, serve, folder, tmp_path):
    """Should escaping ever fail, the policy still stands."""
    site = files.read(folder)
    site["index.html"] = site["index.html"].replace(
        b"</h1>", b'</h1><script>window.stranger = 1</script><img src="x" onerror="window.stranger = 1">', 1
    )
    files.replace(tmp_path / "site", site)
    page.goto(serve(tmp_path / "site"))
    page.wait_for_load_state("networkidle")
    assert page.evaluate("window.stranger") is None
    assert any("Content Security Policy" in said for said in complaints)
    complaints.clear()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_takes_the_reader_s_light_or_dark(page, root, scheme):
    page.emulate_media(color_scheme=scheme)
    opened(page, root)
    expected = {"light": "default", "dark": "slate"}[scheme]
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", expected)


def test_axe_finds_nothing_in_the_open_search(page, root):
    opened(page, root)
    found(page, "song xanh")
    assert violations(page) == []
