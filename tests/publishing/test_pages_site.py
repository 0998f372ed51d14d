"""All pages of a city together: each unit, year, indicator and agency has one, and every link leads somewhere."""

import posixpath
from functools import cache
from itertools import pairwise
from pathlib import Path

import html5lib
import pytest

from minhchung.evidence.model import Evidence
from minhchung.i18n import LANGS
from minhchung.publishing import division
from minhchung.publishing.page import Page
from minhchung.publishing.pages import pages
from minhchung.workspace import Workspace
from tests.dossiers import edition
from tests.publishing.small_city import UNITS, site, small_city, small_site, text

ROOT = Path(__file__).parents[2]
ANCHORS_OF_FRAMES = {"how", "next", "process", "history", "observations"}


@cache
def example(lang="vi") -> dict[str, Page]:
    workspace = Workspace.open(ROOT / "examples" / "may-biec", ROOT / "criteria")
    made = list(pages(site(workspace.evidence, lang, fictional=True)))
    found = {page.path: page for page in made}
    assert len(found) == len(made)
    return found


@cache
def divided(lang="vi") -> dict[str, Page]:
    """The small city as if it were a large one: its lists stand on several pages."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(division, "MOST", 2)
        return {page.path: page for page in pages(site(small_city(), lang, fictional=True))}


def elements(page: Page) -> list[tuple[str, dict[str, str]]]:
    html = "".join(page.slots.values())
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    fragment = parser.parseFragment(html)
    assert parser.errors == [], (page.path, parser.errors)
    return [
        (element.tag, dict(element.attrib)) for element in fragment.iter("*") if isinstance(element.tag, str)
    ]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("of", [small_site, example, divided], ids=["small", "example", "divided"])
def test_every_page_is_valid_and_every_link_and_anchor_leads_somewhere(of, lang):
    """Also: no id twice, no style, no script, nothing loaded, nothing sent."""
    site_pages = of(lang)
    parsed = {path: elements(page) for path, page in site_pages.items()}
    ids = {
        path: [attributes["id"] for _, attributes in found if "id" in attributes]
        for path, found in parsed.items()
    }
    for path, found in parsed.items():
        assert len(ids[path]) == len(set(ids[path])), path
        for tag, attributes in found:
            assert tag not in ("script", "style", "img", "iframe"), path
            assert not attributes.keys() & {"action", "formaction", "name"}, path  # nothing to be sent
            assert not [name for name in attributes if name == "style" or name.startswith("on")], path
            href = attributes.get("href", "")
            if not href or href.startswith("https://"):
                continue
            address, _, anchor = href.partition("#")
            target = posixpath.normpath(posixpath.join("/", path, address)).strip("/") if address else path
            beside = (target.startswith("units/") and "/documents/" in target) or target.startswith(
                ("data/v1/", "badges/")
            )
            assert target in site_pages or beside, (path, href)
            if anchor and anchor not in ANCHORS_OF_FRAMES:
                assert anchor in ids[target], (path, href)


@pytest.mark.parametrize("lang", LANGS)
def test_every_table_has_a_caption_and_every_label_an_element(lang):
    for page in small_site(lang).values():
        found = elements(page)
        ids = {attributes.get("id") for _, attributes in found}
        for (tag, attributes), (following, _) in pairwise([*found, ("", {})]):
            assert tag != "table" or following == "caption", page.path
            assert attributes.get("aria-labelledby") in {None, *ids}, page.path


def test_every_unit_year_indicator_and_agency_has_its_page():
    expected = {"", "years", "years/2022", "units", "indicators", "agencies", "roadmap", "readings"}
    expected |= {"observations", "changes", "data", "report", "scoring", "audit"}
    expected |= {f"units/{unit['id']}" for unit in UNITS}
    expected |= {f"units/{unit['id']}/2022" for unit in UNITS if unit["id"] != "song-xanh-moi"}
    expected |= {f"indicators/{s.id}/{id_}" for s in edition().sets.values() for id_ in s.indicators}
    expected |= {f"agencies/{edition().id}/{id_}" for id_ in edition().agencies}
    assert set(small_site("vi")) == expected == set(small_site("en"))


def test_the_home_page(golden):
    page = small_site("vi")[""]
    golden(
        "pages/home.vi.html", "\n".join(f"<!-- {name} -->\n{markup}" for name, markup in page.slots.items())
    )


def test_the_home_page_says_who_submitted_and_what_the_pilot_cannot_reach():
    home = text(small_site("vi")[""])
    assert (
        "Năm 2022, 2 trên 4 quận, huyện đã nộp hồ sơ tự đánh giá. Kế hoạch chọn 3 đơn vị tham gia thí điểm."
        in home
    )
    assert "Công nhận thành phố học tập thuộc thẩm quyền: Bộ Giáo dục và Đào tạo." in home


def test_what_the_pilot_alone_cannot_reach_is_said_until_others_have():
    """Eight pilot districts of fifteen can never be 70 %; in the fictional city seven of eight reach a level."""
    workspace = Workspace.open(ROOT / "evidence", ROOT / "criteria")
    real = next(page for page in pages(site(workspace.evidence)) if page.path == "")
    assert "dù tất cả đều đạt cũng chỉ là 8/15 (53,33 %)" in text(real)
    assert "dù tất cả đều đạt" not in text(example()[""])


def test_only_the_real_home_leads_to_the_fictional_city():
    home = next(page for page in pages(site(small_city())) if page.path == "")
    assert 'href="vi-du/"' in home.slots["home-map"]
    assert "vi-du" not in small_site("vi")[""].slots["home-map"]


def test_each_tile_of_the_map_says_name_level_and_on_what_it_rests():
    tiles = str(small_site("vi")["years/2022"].slots["year-map"])
    assert 'class="mc-tile mc-tile--level-2 mc-tile--c1 mc-tile--r1"' in tiles
    words = " ".join(tiles.replace("<", " <").split())
    assert ">Sông Xanh </span>" in words
    assert ">Mức độ 2 </span>" in words
    assert ">quyết định</span>" in tiles
    assert ">Chưa nộp</span>" in tiles


def test_each_cell_of_the_matrix_is_said_in_words():
    matrix = str(small_site("vi")["years/2022"].slots["year-matrix"])
    assert '<span class="mc-sr">Đạt, mức độ 1, 78,38 %</span>' in matrix
    assert '<span class="mc-sr">Không áp dụng</span>' in matrix
    assert "Chưa nộp hồ sơ" in matrix


def test_a_unit_knows_its_communes_and_what_comes_after_it():
    unit = text(small_site("vi")["units/song-xanh"])
    assert "Phường Bờ Liễu M00" in unit
    assert "hết ngày 30/06/2025" in unit
    page = small_site("vi")["units/song-xanh"].slots["unit-summary"]
    assert '<a href="../song-xanh-moi/">Thành phố Sông Xanh</a>, xa-khac' in page
    assert (
        '<a href="../song-xanh/">Quận Sông Xanh</a>'
        in small_site("vi")["units/song-xanh-moi"].slots["unit-summary"]
    )
    assert "không có đơn vị hành chính cấp xã" in text(small_site("vi")["units/sao-bien"])


def test_an_indicator_lists_every_unit_in_every_year():
    values = text(small_site("vi")["indicators/hai-phong-2022/district/2.1.1"])
    assert "Đạt, mức độ 1" in values
    assert "58/74 (78,38 %)" in values
    assert "Chưa nộp hồ sơ" in values


def test_an_indicator_of_the_city_names_who_leads_and_the_same_one_of_the_districts():
    page = small_site("vi")["indicators/hai-phong-2022/city/3.1.2"]
    assert "Sở Lao động" in page.slots["indicator-agencies"]
    assert 'href="../../district/3.1.1/"' in page.slots["indicator-text"]


def test_a_misprint_is_quoted_as_printed_with_the_reading_beside_it():
    wording = text(small_site("vi")["indicators/hai-phong-2022/district/3.1.2"])
    assert "Chất rắn trên địa bàn" in wording
    assert "Hiểu là: Chất thải rắn trên địa bàn" in wording


def test_an_agency_lists_what_it_leads_and_its_duties():
    agency = small_site("vi")["agencies/hai-phong-2022/so-gddt"]
    assert "2.1.1" in agency.slots["agency-leads"]
    assert 'href="../../../roadmap/#duty-evaluation-council"' in agency.slots["agency-duties"]


def test_the_roadmap_shows_late_and_in_time():
    states = text(small_site("vi")["roadmap"])
    assert "đúng hạn 10/12/2022" in states
    assert "nộp muộn 15/12/2022" in states
    assert "mục V.2.5" in states


def test_the_readings_say_what_each_option_would_change():
    readings = small_site("vi")["readings"]
    said = text(readings)
    assert "chưa có văn bản" in said
    assert "Đủ điều kiện mức độ 2 (theo số liệu tự đánh giá) → Chưa đủ điều kiện công nhận" in said
    assert "nộp muộn → đúng hạn" in said
    assert "Không tính được theo cách này:" in said
    for id_ in (*edition().readings, *edition().settled):
        assert f'id="{id_}"' in "".join(readings.slots.values())


def test_observations_are_collected_by_indicator():
    said = small_site("vi")["observations"].slots["observations"].striptags()
    assert (
        said.index("3.1.1 Giảm tỷ lệ hộ nghèo")
        < said.index("Bộ tiêu chí nói chung")
        < said.index("Thời gian ngắn.")
    )


def test_the_scoring_page_quotes_every_sentence_of_the_annex():
    said = text(small_site("vi")["scoring"])
    for criteria in edition().sets.values():
        for clause in criteria.recognition.clauses.values():
            assert clause.official in said


@pytest.mark.parametrize("revision", [None, "0123456789abcdef0123456789abcdef01234567"])
def test_the_audit_page_names_the_commit_or_says_that_there_is_none(revision):
    audit = next(page for page in pages(site(small_city(), revision=revision)) if page.path == "audit")
    assert (revision or "chưa lưu vào git") in text(audit)


def test_recognition_is_named_only_with_the_number_of_a_decision():
    """On no page of the example: neither in a table nor in a card."""
    for page in example().values():
        for part in text(page).split("Được công nhận mức độ ")[1:]:
            assert "(Quyết định số " in part[:30], page.path


def test_an_empty_city_has_its_pages_too():
    empty = {page.path: page for page in pages(site(Evidence(small_city().units, {})))}
    assert "Kho minh chứng chưa có hồ sơ nào." in text(empty[""])
    for page in empty.values():
        elements(page)
