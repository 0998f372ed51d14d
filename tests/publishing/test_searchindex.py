"""One entry for each page, nothing in it that a page could run, and words found without their marks."""

import json

import pytest

from minhchung.publishing.page import Page
from minhchung.publishing.searchindex import expanded, folded, folded_words

BUILT = {
    "config": {"lang": ["en"], "pipeline": []},
    "docs": [
        {
            "location": "",
            "title": "Tổng quan",
            "text": "<p>Đang viết &amp; sửa</p><pre><code>\nmã</code></pre>",
        },
        {"location": "units/UNIT/YEAR/", "title": "MC-TITLE", "text": ""},
        {"location": "units/UNIT/YEAR/#result", "title": "Kết quả", "text": ""},
    ],
}


def expand(*pages):
    return json.loads(expanded(json.dumps(BUILT).encode(), pages))


def dossier(**changes):
    values = {"title": "Quận Sông Xanh, năm 2022", "search_text": "Phường Hải Đăng"}
    return Page(pattern="units/UNIT/YEAR", path="units/song-xanh/2022", **{**values, **changes})


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("Hải Phòng", "hai phong"),
        ("Đồ Sơn", "do son"),
        ("Quận Hồng Bàng", "quan hong bang"),
        ("Thủy Nguyên", "thuy nguyen"),
        ("Ha\u0309i", "hai"),
    ],
)
def test_folding_drops_the_marks(text, bare):
    assert folded(text) == bare


def test_words_that_folding_leaves_alone_are_not_written_twice():
    assert folded_words("Quận Hải An, năm 2022, Hải An") == "quan hai nam"


def test_a_pattern_makes_way_for_its_pages():
    docs = expand(dossier())["docs"]
    assert [entry["location"] for entry in docs] == ["", "units/song-xanh/2022/"]
    assert docs[1]["tags"] == ["quan song nam phuong hai dang"]


def test_a_page_may_count_for_more():
    assert "boost" not in expand(dossier())["docs"][1]
    assert expand(dossier(search_boost=2))["docs"][1]["boost"] == 2


def test_docs_pages_keep_their_text_but_for_samples_and_are_found_by_headings_without_marks():
    entry = expand()["docs"][0]
    assert entry["text"] == "<p>Đang viết &amp; sửa</p>"
    assert entry["tags"] == ["tong"]


def test_what_material_will_write_as_html_is_escaped():
    entry = expand(dossier(search_text="<img src=x onerror=alert(1)>"))["docs"][1]
    assert entry["text"] == "&lt;img src=x onerror=alert(1)&gt;"


def test_a_page_without_a_title_of_its_own_has_no_second_entry():
    assert len(expand(Page(pattern="", path=""))["docs"]) == 1


def test_the_settings_of_search_are_kept():
    assert expand()["config"] == BUILT["config"]


def test_the_order_of_the_pages_makes_no_difference():
    other = Page(pattern="units/UNIT/YEAR", path="units/doi-thong/2022", title="Huyện Đồi Thông")
    assert expand(dossier(), other) == expand(other, dossier())
