"""Pages and frames in, every file of the site out: the same bytes each time."""

import json
from dataclasses import replace

import pytest
from markupsafe import Markup

from minhchung.i18n import Lang
from minhchung.publishing.frame import Frame
from minhchung.publishing.page import Page
from minhchung.publishing.publish import Frames, NoFrameError, Place, publish

HEAD = '<link href="MC-CANONICAL">MC-ALTERNATES<a href="MC-TWIN">English</a>'
PLACES: dict[Lang, Place] = {
    "vi": Place("https://x.example/vi-du/", "vi-du/"),
    "en": Place("https://x.example/en/vi-du/", "en/vi-du/"),
}
FRAMES = Frames(
    lang="vi",
    places=PLACES,
    frames={
        "": Frame.compiled(f'{HEAD}<div data-slot="lead"></div>'),
        "about": Frame.compiled(f"{HEAD}<h1>Giới thiệu</h1>"),
        "units/UNIT": Frame.compiled(f"{HEAD}<title>MC-TITLE</title><h1>MC-HEADING</h1><ol>MC-CRUMBS</ol>"),
        "404.html": Frame.compiled('<h1>Không tìm thấy trang</h1><a href="MC-TWIN">English</a>'),
    },
    search_index=json.dumps({"config": {}, "docs": []}).encode(),
    assets={"assets/a.css": b"a"},
)
HOME = Page(pattern="", path="", slots={"lead": Markup("x")})
UNIT = Page(pattern="units/UNIT", path="units/song-xanh", title="Sông Xanh", crumbs=(("Đơn vị", "units"),))


def test_every_file_stands_below_the_prefix():
    assert sorted(path for path, _ in publish([HOME, UNIT], FRAMES)) == [
        "vi-du/404.html",
        "vi-du/about/index.html",
        "vi-du/assets/a.css",
        "vi-du/index.html",
        "vi-du/search/search_index.json",
        "vi-du/sitemap.xml",
        "vi-du/units/song-xanh/index.html",
    ]


def test_a_page_knows_its_address_and_the_pages_above_it():
    html = dict(publish([HOME, UNIT], FRAMES))["vi-du/units/song-xanh/index.html"].decode()
    assert '<link href="https://x.example/vi-du/units/song-xanh/">' in html
    assert '<ol><li><a href="../">Đơn vị</a></li></ol>' in html


def test_a_page_leads_to_its_twin_and_names_its_alternates():
    html = dict(publish([HOME, UNIT], FRAMES))["vi-du/units/song-xanh/index.html"].decode()
    assert '<a href="../../../en/vi-du/units/song-xanh/">English</a>' in html
    for lang, address in {"vi": "vi-du", "en": "en/vi-du", "x-default": "vi-du"}.items():
        link = f'<link rel="alternate" hreflang="{lang}" href="https://x.example/{address}/units/song-xanh/">'
        assert link in html


def test_a_home_page_leads_to_its_twin():
    made = dict(publish([HOME, UNIT], FRAMES))
    assert b'<a href="../en/vi-du/">English</a>' in made["vi-du/index.html"]


def test_the_page_for_missing_ones_leads_home_from_any_address():
    assert b'<a href="/en/vi-du/">English</a>' in dict(publish([HOME, UNIT], FRAMES))["vi-du/404.html"]


def test_a_vietnamese_name_is_marked_on_an_english_page_where_it_can_be():
    unit = replace(UNIT, title="Quận Sông Xanh, 2022", crumbs=(("Quận Sông Xanh", "units"),))
    html = dict(publish([HOME, unit], replace(FRAMES, lang="en")))[
        "en/vi-du/units/song-xanh/index.html"
    ].decode()
    assert "<title>Quận Sông Xanh, 2022</title>" in html
    assert '<h1><span lang="vi">Quận Sông Xanh</span>, 2022</h1>' in html
    assert '<a href="../"><span lang="vi">Quận Sông Xanh</span></a>' in html


def test_the_sitemap_has_pages_and_no_patterns():
    xml = dict(publish([HOME, UNIT], FRAMES))["vi-du/sitemap.xml"].decode()
    assert "<loc>https://x.example/vi-du/</loc>" in xml
    assert "<loc>https://x.example/vi-du/units/song-xanh/</loc>" in xml
    assert "UNIT" not in xml
    assert "404" not in xml


def test_the_order_of_the_pages_makes_no_difference():
    assert dict(publish([HOME, UNIT], FRAMES)) == dict(publish([UNIT, HOME], FRAMES))


def test_a_docs_page_whose_slots_nobody_fills_is_an_error():
    with pytest.raises(ValueError, match="page '': slots missing or unknown: lead"):
        dict(publish([UNIT], FRAMES))


def test_two_pages_at_one_path_are_an_error():
    with pytest.raises(ValueError, match="two pages at 'units/song-xanh'"):
        dict(publish([HOME, UNIT, Page(pattern="units/UNIT", path="units/song-xanh", title="x")], FRAMES))


def test_a_pattern_without_a_docs_page_is_an_error():
    with pytest.raises(NoFrameError, match="no docs page for the pattern 'years/YEAR'"):
        dict(publish([HOME, Page(pattern="years/YEAR", path="years/2022", title="2022")], FRAMES))
