"""How errors are reported, how a page is cited, and the badges: nothing in them that could do harm elsewhere."""

from dataclasses import replace
from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree as ET

import pytest

from minhchung.publishing.badges import badges
from minhchung.publishing.pages import unit
from minhchung.publishing.sharing import cited, report_address, report_link
from minhchung.publishing.view import View
from tests.publishing.small_city import site
from tests.publishing.small_city import small_city as city

ADDRESS = "https://forge.example/kho/issues/new?title={title}&body={body}"


def settings(address):
    return f"extra:\n  report: '{address}'\n"


def test_no_address_is_invented():
    assert report_address("site_name: Thử\n") == report_address(settings("")) == ""


def test_an_address_has_places_for_title_and_body():
    assert report_address(settings(ADDRESS)) == ADDRESS


@pytest.mark.parametrize(
    "address",
    [
        "http://forge.example/?title={title}&body={body}",
        "javascript:alert(1)//{title}{body}",
        "https://forge.example/?title={title}",
    ],
)
def test_an_address_that_cannot_be_one_stops_the_build(address):
    with pytest.raises(ValueError, match=r"extra\.report"):
        report_address(settings(address))


def test_a_report_says_page_subject_value_and_version():
    view = View(
        replace(site(city()), report=ADDRESS, address="https://minhchung.example/", revision="c" * 40)
    )
    link = report_link(view, "units/song-xanh/2022", "Quận Sông Xanh & 1", "61/74 (82,43 %)")
    asked = parse_qs(urlsplit(link).query)
    assert asked.keys() == {"title", "body"}
    assert asked["title"] == ["Báo lỗi: Quận Sông Xanh & 1"]
    assert "https://minhchung.example/units/song-xanh/2022/" in asked["body"][0]
    assert "61/74 (82,43 %)" in asked["body"][0]
    assert "cccccccccccc" in asked["body"][0]


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_version_is_a_commit_and_its_day_or_said_to_be_a_preview(lang):
    data = replace(site(city(), lang), revision="a" * 40, day="2023-01-05")
    assert (
        cited(data)
        == {
            "vi": "Phiên bản aaaaaaaaaaaa, ngày 05/01/2023",
            "en": "Version aaaaaaaaaaaa of 5 January 2023",
        }[lang]
    )
    assert "aaaa" not in cited(replace(data, revision=None, day=None))


def test_a_unit_s_page_says_how_to_show_its_badge_elsewhere():
    view = View(replace(site(city()), address="https://minhchung.example/"))
    summary = unit.page(view, view.evidence.units["song-xanh"]).slots["unit-summary"]
    assert (
        '&lt;a href="https://minhchung.example/units/song-xanh/"&gt;'
        '&lt;img src="https://minhchung.example/badges/song-xanh.svg" alt="Kết quả mới nhất của Quận Sông Xanh"&gt;&lt;/a&gt;'
    ) in summary
    assert 'href="../../badges/song-xanh.svg"' in summary


def test_a_badge_is_well_formed_whatever_the_unit_is_called():
    data = site(city())
    units = dict(data.evidence.units)
    units["song-xanh"] = replace(units["song-xanh"], name="<script>alert(1)</script> & “Sông”")
    made = dict(badges(View(replace(data, evidence=replace(data.evidence, units=units)))))
    for content in made.values():
        tree = ET.fromstring(content.decode())
        assert {element.tag.rpartition("}")[2] for element in tree.iter()} == {
            *("svg", "title", "desc", "g", "rect", "text")
        }


def test_a_badge_says_on_what_its_level_rests():
    made = dict(badges(View(site(city()))))
    assert "2022: Mức độ 2 (quyết định)" in made["badges/song-xanh.svg"].decode()


def test_a_badge_does_not_say_that_a_unit_assessed_itself_where_others_gathered_the_figures():
    data = site(city())
    dossiers = dict(data.evidence.dossiers)
    dossier = dossiers["song-xanh", 2022]
    assert dossier.self_assessment is not None
    submission = replace(dossier.self_assessment, origin="public-sources", submitted=None)
    dossiers["song-xanh", 2022] = replace(
        dossier, self_assessment=submission, verification=None, reply=None, decision=None
    )
    made = dict(badges(View(replace(data, evidence=replace(data.evidence, dossiers=dossiers)))))
    assert "(nguồn công khai)" in made["badges/song-xanh.svg"].decode()
