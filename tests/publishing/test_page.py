"""A page fits its pattern, its names are plain names, and its links are relative."""

import pytest

from minhchung.publishing.page import Page, relative_url


@pytest.mark.parametrize(
    ("target", "base", "link"),
    [
        ("", "", "./"),
        ("units", "", "units/"),
        ("", "units/song-xanh/2022", "../../../"),
        ("units/song-xanh", "units/song-xanh/2022", "../"),
        ("vi-du", "roadmap", "../vi-du/"),
        ("../units", "units/song-xanh", "../../../units/"),
    ],
)
def test_a_link_leads_from_one_page_to_another_wherever_the_site_stands(target, base, link):
    assert relative_url(target, base=base) == link


def test_a_page_is_a_folder_with_an_index_but_for_the_one_for_missing_pages():
    assert Page(pattern="", path="").file == "index.html"
    assert Page(pattern="units/UNIT", path="units/song-xanh").file == "units/song-xanh/index.html"
    assert Page(pattern="404.html", path="404.html").file == "404.html"


@pytest.mark.parametrize(
    "path", ["units", "units/a/b", "years/2022", "units/", "units/..", "units/song-xanh/index.html"]
)
def test_a_path_fits_its_pattern(path):
    with pytest.raises(ValueError, match="does not fit"):
        Page(pattern="units/UNIT", path=path)


@pytest.mark.parametrize("name", ["<b>", "a&b", '"', "a\u202eb", "a\nb", "a\u200bb"])
def test_a_name_holds_no_markup_and_nothing_invisible(name):
    for field in ({"title": name}, {"description": name}, {"crumbs": ((name, "units"),)}):
        with pytest.raises(ValueError, match="must not hold"):
            Page(pattern="", path="", **field)


def test_what_is_to_be_found_has_a_title_to_show():
    with pytest.raises(ValueError, match="no title to show"):
        Page(pattern="", path="", search_text="x")
