"""Long lists stand on several pages: no page is larger because there are more units, and each stands on one."""

import re
from collections import Counter
from dataclasses import replace

import pytest

from minhchung.publishing import alphabet, division
from minhchung.publishing.division import divided
from minhchung.publishing.page import Page
from minhchung.publishing.pages import lists
from minhchung.publishing.register import registered
from minhchung.publishing.view import View
from tests.publishing.large_city import large_city, large_site
from tests.publishing.small_city import site, small_city

MANY = 204  # half of them have more than fit on a page of everything


def size(page: Page) -> int:
    return sum(len(slot.encode()) for slot in page.slots.values())


def test_names_stand_in_the_order_of_the_alphabet_then_of_tones_and_numbers_by_size():
    names = ["Đồ Sơn", "Dương Kinh", "An Lão", "Ân Thi", "An Dương", "Ba 10", "Ba 9", "Bà", "Ba", "Bá", "Ăng"]
    expected = ["An Dương", "An Lão", "Ăng", "Ân Thi", "Ba", "Ba 9", "Ba 10", "Bà", "Bá"]
    assert sorted(names, key=alphabet.key) == [*expected, "Dương Kinh", "Đồ Sơn"]
    assert list(map(alphabet.initial, ("Ắng", "đồ", "Ồ", "7", "Ω", ""))) == ["Ă", "Đ", "Ô", "#", "#", "#"]


@pytest.mark.parametrize("count", [0, 1, division.MOST, division.MOST + 1, 4 * division.MOST])
def test_each_entry_stands_on_one_page_and_short_lists_stay_as_they_are(count):
    entries = [f"tên {number}" for number in reversed(range(count))]
    parts = divided("units", entries, str)
    listed = [entry for part in parts for entry in part.entries]
    assert Counter(listed) == Counter(entries)
    assert all(len(part.entries) <= division.MOST for part in parts)
    assert [part.path for part in parts[:2]] == ["units", "units/page/2"][: len(parts)]
    if len(parts) == 1:
        assert listed == entries
        assert not parts[0].letters
    else:
        assert listed == sorted(entries, key=alphabet.key)
        assert [letter.letter for letter in parts[0].letters] == ["T"]


def test_a_page_names_its_neighbours_the_first_and_the_last():
    parts = divided("units", range(20 * division.MOST))
    assert [parts[place].neighbours for place in (0, 9, 19)] == [[1, 2, 20], [1, 9, 10, 11, 20], [1, 19, 20]]


def test_no_page_is_larger_because_there_are_more_units():
    """Twice as many units make more pages, and none that is larger by more than a few numbers of pages."""
    few, many = large_site(MANY // 2), large_site(MANY)
    largest: dict[bool, Counter[str]] = {False: Counter(), True: Counter()}
    for number, of in ((False, few), (True, many)):
        for page in of.values():
            largest[number][page.pattern] = max(largest[number][page.pattern], size(page))
    assert largest[True].keys() == largest[False].keys()
    grown = {
        pattern: (before, largest[True][pattern])
        for pattern, before in largest[False].items()
        if largest[True][pattern] > 1.05 * before + 500
    }
    assert not grown
    assert len(many) > len(few)


@pytest.mark.parametrize(
    ("base", "row"),
    [
        ("years/2022", r'<tr id="unit-([a-z0-9-]+)"'),
        ("units", r'id="unit-([a-z0-9-]+)"'),
        ("roadmap", r'<tr id="unit-([a-z0-9-]+)"'),
        ("indicators/hai-phong-2022/district/2.1.1", r'<tr id="unit-([a-z0-9-]+)"'),
        ("observations", r'<p><a href="[./]*units/([a-z0-9-]+)/2022/#observations"'),
    ],
)
def test_every_unit_is_listed_once(base, row):
    found = [
        unit
        for path, page in large_site(MANY).items()
        if path == base or path.startswith(f"{base}/page/")
        for unit in re.findall(row, " ".join(map(str, page.slots.values())))
    ]
    units = large_city(MANY).units
    with_city = base in ("years/2022", "units")
    assert Counter(found) == Counter(id_ for id_, unit in units.items() if with_city or unit.parent)


def test_following_pages_say_which_they_are_and_stand_in_no_search():
    page = large_site(MANY)["years/2022/page/2"]
    assert page.title == "Kết quả năm 2022, trang 2/7"
    assert page.crumbs[-1] == ("Kết quả năm 2022", "years/2022")
    assert not page.searched
    assert 'rel="prev" href="../../"' in page.slots["year-results"]
    assert 'rel="next" href="../3/"' in page.slots["year-results"]
    assert 'aria-label="Trang 2 trên 7" aria-current="page"' in page.slots["year-results"]
    assert large_site(MANY)["years/2022"].title == "Kết quả năm 2022"


def test_the_home_page_counts_many_units_by_level_instead_of_drawing_each():
    counted = large_site(MANY)[""].slots["home-map"]
    assert "mc-tile" not in counted
    assert counted.striptags().startswith("Mức độ 2 136 đơn vị Mức độ 1 68 đơn vị")
    assert 'href="units/"' in counted


def test_english_has_the_same_pages():
    assert large_site(55, "en").keys() == large_site(55).keys()
    assert large_site(55, "en")["units/page/2"].title == "By unit, page 2 of 2"


def test_lists_say_the_same_of_whole_dossiers_and_of_the_register():
    whole = site(small_city(), day="2022-12-31")
    of_register = replace(whole, register=registered(whole.evidence, whole.results))
    said, again = ({page.path: page.slots for page in lists(View(of))} for of in (whole, of_register))
    assert said == again
