"""What is shown of a page elsewhere: previews of links, badges, citations, and the way to report an error."""

import subprocess
from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree as ET

import pytest
from playwright.sync_api import Page, expect

from minhchung.publishing import files
from minhchung.publishing.build import repository, site
from tests.browser.conftest import REPOSITORY

DOSSIER = "vi-du/units/song-xanh/2022/"
PAGES = ["", "about/", "units/hai-phong/2022/", "indicators/hai-phong-2022/district/2.1.1/", DOSSIER]
PREVIEWS = {"": "preview", "vi-du/": "preview-fictional"}
SMALL = 60_000  # bytes
SVG = "{http://www.w3.org/2000/svg}"

# Drawn from the site itself: its names in both languages and its districts on the map, none of its results.
DRAWING = """<style>
 body {{ margin: 0; width: 1200px; height: 630px; display: flex; align-items: center; gap: 60px; padding: 0 70px;
  box-sizing: border-box; color: #fff; background: #0b4a82; font-family: "Noto Sans", sans-serif }}
 main {{ flex: 1 }} h1 {{ margin: 0 0 24px; font-size: 58px; line-height: 1.2 }}
 p {{ margin: 0; font-size: 30px; line-height: 1.4; color: #dbe8f5 }}
 ul {{ display: grid; gap: 8px; grid-auto-columns: 44px; grid-auto-rows: 44px; margin: 0; padding: 0; list-style: none }}
 li {{ background: #5f9bd3; border-radius: 6px }}
</style><main><h1>{vi}</h1><p lang="en">{en}</p></main><ul>{tiles}</ul>"""


def meta(page: Page, name: str) -> str:
    return str(page.locator(f'meta[property="{name}"]').get_attribute("content"))


@pytest.mark.parametrize("prefix", ["", "en/"])
@pytest.mark.parametrize("path", PAGES)
def test_a_shared_link_has_title_description_and_a_picture_of_this_site(page: Page, home, real, prefix, path):
    page.goto(home + prefix + path)
    canonical = page.locator("link[rel=canonical]").get_attribute("href")
    assert meta(page, "og:url") == canonical
    assert meta(page, "og:title") in page.title()
    assert meta(page, "og:description") == page.locator("meta[name=description]").get_attribute("content")
    picture = real / urlsplit(meta(page, "og:image")).path.lstrip("/")
    assert picture.read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize("city", PREVIEWS)
def test_the_picture_of_a_link_is_of_the_usual_size_and_small(page: Page, home, request, city):
    """pytest --update-golden draws it anew."""
    kept = REPOSITORY / "overrides" / "assets" / f"{PREVIEWS[city]}.png"
    if request.config.getoption("--update-golden"):
        page.set_viewport_size({"width": 1200, "height": 630})
        names = []
        for prefix in ("", "en/"):
            page.goto(home + prefix + city)
            names.append(meta(page, "og:site_name"))
        tiles = page.locator(".mc-tile").evaluate_all(
            "tiles => tiles.map(t => [getComputedStyle(t).gridColumnStart, getComputedStyle(t).gridRowStart])"
        )
        boxes = "".join(f'<li style="grid-area: {row} / {column}"></li>' for column, row in tiles)
        page.goto("about:blank")
        page.set_content(DRAWING.format(vi=names[0], en=names[1], tiles=boxes))
        kept.write_bytes(page.screenshot())
    content = kept.read_bytes()
    assert content.startswith(b"\x89PNG")
    assert (int.from_bytes(content[16:20]), int.from_bytes(content[20:24])) == (1200, 630)
    assert len(content) < SMALL


def test_every_unit_has_a_badge_that_says_in_words_what_it_shows(page: Page, home, real):
    badges = sorted((real / "vi-du" / "badges").glob("*.svg"))
    assert len(badges) > 8
    for badge in badges:
        tree = ET.fromstring(badge.read_text(encoding="utf-8"))
        said, drawn = tree.findtext(f"{SVG}desc"), [text.text for text in tree.iter(f"{SVG}text")]
        assert said == ", ".join(map(str, drawn))
        assert "dữ liệu hư cấu" in said
    page.goto(f"{home}vi-du/units/song-xanh/")
    page.get_by_text("Huy hiệu của đơn vị").click()
    shown = page.get_by_role("link", name="Xem huy hiệu")
    expect(shown).to_be_visible()
    assert page.request.get(f"{home}vi-du/units/song-xanh/{shown.get_attribute('href')}").ok


def test_the_words_of_a_badge_stay_inside_it(page: Page, home, real, complaints):
    for badge in sorted((real / "en" / "badges").glob("*.svg"))[:5]:
        page.goto(f"{home}en/badges/{badge.name}")
        for text, box in zip(page.locator("text").all(), page.locator("rect").all(), strict=True):
            inner, outer = text.bounding_box(), box.bounding_box()
            assert inner
            assert outer
            assert outer["x"] < inner["x"]
            assert inner["x"] + inner["width"] < outer["x"] + outer["width"]
    assert all("404" in said for said in complaints)
    complaints.clear()  # beside a bare picture a browser looks for /favicon.ico


def test_a_page_is_cited_with_its_address_and_the_commit_and_its_day(page: Page, home):
    page.goto(home + DOSSIER)
    page.get_by_text("Trích dẫn trang này").click()
    citation = page.locator(".mc-cite p")
    expect(citation).to_contain_text("Quận Sông Xanh, năm 2022. Thành phố ví dụ (hư cấu).")
    expect(citation).to_contain_text("https://minhchung.example/vi-du/units/song-xanh/2022/")
    expect(citation).to_contain_text("Bản xem thử" if changed() else "Phiên bản ")


def changed() -> bool:
    """Whether the evidence or the rules are other than the last commit has them."""
    command = ["git", "status", "--porcelain", "--", "evidence", "examples", "criteria"]
    return bool(subprocess.run(command, cwd=REPOSITORY, capture_output=True, check=True).stdout)


def test_without_an_address_the_link_to_report_leads_to_how_else(page: Page, serve, tmp_path, monkeypatch):
    monkeypatch.setattr("minhchung.publishing.build.report_address", lambda _: "")
    files.replace(tmp_path / "site", site(*repository(REPOSITORY / "evidence", REPOSITORY / "criteria")))
    page.goto(serve(tmp_path / "site") + DOSSIER)
    link = page.get_by_role("link", name="Báo lỗi ở chỉ báo 2.1.1")
    expect(link).to_have_text("Báo lỗi")
    link.click()
    page.wait_for_url("**/vi-du/report/#how")
    expect(page.get_by_role("heading", name="Báo lỗi thế nào")).to_be_visible()


def test_every_value_has_a_prefilled_report(page: Page, home):
    page.goto(home + DOSSIER)
    links = page.locator(".mc-report a")
    assert links.count() == page.locator(".mc-indicator").count()
    href = page.get_by_role("link", name="Báo lỗi ở chỉ báo 2.1.1").get_attribute("href")
    asked = parse_qs(urlsplit(str(href)).query)
    assert asked["title"] == ["Báo lỗi: Quận Sông Xanh, năm 2022, chỉ báo 2.1.1"]
    assert "Trang: https://minhchung.example/vi-du/units/song-xanh/2022/" in asked["body"][0]
    assert "Giá trị trên trang: 58/74 (78,38 %)" in asked["body"][0]


def test_accepted_corrections_are_listed_with_day_and_reason(page: Page, home):
    page.goto(f"{home}vi-du/report/")
    entry = page.get_by_role("listitem").filter(has_text="Quận Sông Xanh, năm 2022, chỉ báo 2.1.1")
    expect(entry).to_contain_text("20/12/2022")
    expect(entry).to_contain_text("61/74 (82,43 %) → 58/74 (78,38 %)")
    expect(entry).to_contain_text("chưa có biên bản chấm điểm")
