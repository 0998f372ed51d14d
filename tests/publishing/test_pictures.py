"""The pictures: bars with what is missing, levels over the years, the roadmap on the day of the data.

Each says in words what it draws, and what it draws comes out the same for the same evidence.
"""

from dataclasses import replace
from decimal import Decimal

import pytest

from minhchung.evidence.boundaries import Boundaries, shape
from minhchung.evidence.model import Percentage, Share
from minhchung.publishing.bars import bar
from minhchung.publishing.levels import levels
from minhchung.publishing.pages import home, overview, roadmap, unit
from minhchung.publishing.pages.atlas import atlas
from minhchung.publishing.view import View
from tests.dossiers import edition
from tests.publishing.small_city import DOSSIERS, self_assessment, site, small_city

DISTRICT = edition().sets["district"]


@pytest.mark.parametrize(
    ("count", "total", "asked", "percent", "gap"),
    [
        (58, 74, 60, "78.38", "2.70"),
        (0, 74, 52, "0.00", "70.27"),
        (74, 74, None, "100.00", ""),
        (3, 4, 4, "75.00", "25.00"),
    ],
)
def test_a_bar_is_as_long_as_the_share_and_its_gap_ends_where_the_level_begins(
    count, total, asked, percent, gap
):
    drawn = bar(Share(count, total), DISTRICT.indicators["2.1.1"], DISTRICT, asked)
    assert drawn is not None
    assert (drawn.percent, drawn.gap, drawn.edges) == (percent, gap, ("70", "80", "90"))


def test_nothing_is_drawn_of_what_is_no_share():
    assert bar(Share(0, 0), DISTRICT.indicators["2.1.1"], DISTRICT) is None
    assert bar(None, DISTRICT.indicators["2.1.1"], DISTRICT) is None
    assert bar(Percentage(Decimal(1)), DISTRICT.indicators["3.2.2"], DISTRICT) is None


def several_years():
    """Level 2, level 1 as verified, nothing, and a draft."""
    dossiers = dict(DOSSIERS)
    dossiers["song-xanh", 2023] = {
        "self-assessment": {**self_assessment(submitted="2023-12-10"), "year": 2023}
    }
    dossiers["doi-gio", 2024] = {"self-assessment": {**self_assessment("doi-gio", None), "year": 2024}}
    return View(site(small_city(dossiers)))


def test_each_year_has_as_many_full_blocks_as_the_level_and_says_so():
    view = several_years()
    drawn = levels(view, view.evidence.units["song-xanh"])
    assert drawn is not None
    full = [[block.reached for block in year.blocks] for year in drawn.years]
    assert full == [[True, True, False], [True, True, False], []]
    assert [year.state.sign for year in drawn.years] == ["2", "2", "–"]
    assert drawn.words == (
        "Mức độ qua các năm: 2022: Mức độ 2 (quyết định); 2023: Mức độ 2 (tự đánh giá); 2024: Chưa nộp hồ sơ."
    )
    page = unit.page(view, view.evidence.units["song-xanh"])
    assert f'role="img" aria-label="{drawn.words}"' in page.slots["unit-years"]


def test_one_year_alone_is_no_series():
    view = View(site(small_city()))
    assert levels(view, view.evidence.units["song-xanh"]) is None


@pytest.mark.parametrize(
    ("day", "said", "marked"),
    [
        ("2022-01-20", "Vạch đứng đậm là hôm nay, tức ngày của dữ liệu trên trang này: 20/01/2022.", True),
        ("2023-03-31", "ngày của dữ liệu trên trang này: 31/03/2023.", True),
        ("2026-11-23", "lộ trình đã kết thúc ngày 31/03/2023", False),
        (None, "bản xem thử chưa có ngày", False),
    ],
)
def test_today_on_the_roadmap_is_the_day_of_the_data(day, said, marked):
    drawn = next(roadmap.pages(View(replace(site(small_city()), day=day)))).slots["roadmap-picture"]
    assert said in drawn
    assert ("mc-lane__today" in drawn) is marked


def test_each_duty_has_a_lane_with_its_time_and_its_state():
    view = View(replace(site(small_city()), day="2022-12-14"))
    drawn = str(next(roadmap.pages(view)).slots["roadmap-picture"])
    assert drawn.count('class="mc-bar mc-lane"') == len(edition().roadmap.duties)
    lanes = {lane.partition('"')[0]: lane for lane in drawn.split('href="#duty-')[1:]}
    assert 'x="0.00" width="6.81"' in lanes["plan-and-guidance"]  # 31 of 455 days
    assert "đã hết thời gian" in lanes["plan-and-guidance"]
    assert "đang trong thời gian thực hiện" in lanes["self-assessment-report"]  # before the 15th
    assert "1 đơn vị: đúng hạn" in lanes["self-assessment-report"]
    assert "1 đơn vị: nộp muộn" in lanes["self-assessment-report"]
    assert "chưa đến thời gian" in lanes["ministry-conference"]


def square(west, south, east, north):
    corners = [(west, south), (east, south), (east, north), (west, north), (west, south)]
    return {"type": "Polygon", "coordinates": [[[str(x), str(y)] for x, y in corners]]}


def drawn(**shapes):
    """The small city with these shapes, from a hostile source."""
    city = small_city()
    told = Boundaries(
        source="<script>alert(1)</script>",
        licence="CC BY 4.0",
        shapes={id_.replace("_", "-"): shape(geometry) for id_, geometry in shapes.items()},
        licence_url="https://creativecommons.org/licenses/by/4.0/",
    )
    return View(site(replace(city, boundaries=told)))


def test_shapes_are_drawn_from_their_degrees_north_up():
    view = drawn(song_xanh=square(0, 0, 2, 1), doi_gio=square(2, 0, 4, 1))
    made = atlas(view.evidence.boundaries, overview.tiles(view, 2022))
    assert made is not None
    assert made.height == 250
    assert [(one.path, one.x, one.y) for one in made.districts] == [
        ("M0 250L500 250L500 0L0 0Z", 250, 125),
        ("M500 250L1000 250L1000 0L500 0Z", 750, 125),
    ]


def test_far_north_a_degree_east_is_half_as_wide():
    view = drawn(song_xanh=square(0, 59, 2, 61))
    made = atlas(view.evidence.boundaries, overview.tiles(view, 2022))
    assert made is not None
    assert made.districts[0].path == "M0 1000L500 1000L500 0L0 0Z"


def test_a_shape_without_any_area_breaks_nothing():
    view = drawn(song_xanh=square(7, 7, 7, 7))
    made = atlas(view.evidence.boundaries, overview.tiles(view, 2022))
    assert made is not None
    assert (made.height, made.districts[0].x) == (1, 0)


def test_a_map_shows_levels_as_signs_and_whose_it_is_and_repeats_no_link_to_the_keyboard():
    map_ = home.page(drawn(song_xanh=square(0, 0, 1, 1), sao_bien=square(1, 0, 2, 1))).slots["home-map"]
    assert '<path class="mc-shape mc-shape--level-2"' in map_
    assert ">2</text>" in map_
    assert ">–</text>" in map_
    assert map_.count('tabindex="-1"') == 2
    assert "&lt;script&gt;" in map_
    assert "<script" not in map_
    assert 'href="https://creativecommons.org/licenses/by/4.0/"' in map_


def test_units_of_another_time_are_not_on_the_map():
    view = drawn(song_xanh_moi=square(0, 0, 1, 1))
    assert atlas(view.evidence.boundaries, overview.tiles(view, 2022)) is None
