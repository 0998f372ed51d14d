"""A frame is split once; what fills it is never looked at for tokens again."""

import json
import re

import pytest
from markupsafe import Markup

from minhchung.publishing.csp import inline_scripts
from minhchung.publishing.frame import Frame

HEAD = (
    '<meta http-equiv="Content-Security-Policy" content="MC-POLICY"><title>MC-TITLE - Trang</title>'
    '<meta name="description" content="MC-DESCRIPTION"><link rel="canonical" href="MC-CANONICAL">'
)
FRAME = Frame.compiled(f'{HEAD}<ol>MC-CRUMBS</ol><h1>MC-TITLE</h1>\n<div data-slot="result"></div>\n<p>x</p>')


def filled(**changes):
    values = {
        "title": "Quận Sông Xanh",
        "description": "Kết quả",
        "canonical": "https://x.example/a/",
        "slots": {"result": Markup("<p>Đạt</p>")},
    }
    return FRAME.fill(**{**values, **changes}).decode()


def test_title_description_and_slot_stand_where_the_frame_has_them():
    html = filled()
    assert "<title>Quận Sông Xanh - Trang</title>" in html
    assert "<h1>Quận Sông Xanh</h1>\n<p>Đạt</p>\n<p>x</p>" in html
    assert 'content="Kết quả"' in html
    assert 'href="https://x.example/a/"' in html


def test_a_value_is_escaped_for_text_and_for_attributes():
    assert 'content="&#34;&gt;&lt;b&gt;"' in filled(description='"><b>')
    assert "<h1>&lt;b&gt;</h1>" in filled(title="<b>")


def test_a_value_that_looks_like_a_token_stays_what_it_is():
    html = filled(title="MC-DESCRIPTION", slots={"result": Markup('MC-TITLE <div data-slot="result"></div>')})
    assert "<h1>MC-DESCRIPTION</h1>" in html
    assert 'MC-TITLE <div data-slot="result"></div>' in html


def test_crumbs_are_escaped_links():
    html = filled(crumbs=(("A & B", '../"'),))
    assert '<ol><li><a href="../&#34;">A &amp; B</a></li></ol>' in html


@pytest.mark.parametrize("slots", [{}, {"result": Markup(), "other": Markup()}])
def test_a_missing_or_an_unknown_slot_is_refused(slots):
    with pytest.raises(ValueError, match="slots missing or unknown"):
        filled(slots=slots)


def test_a_slot_that_nobody_escaped_is_refused():
    with pytest.raises(TypeError, match="not Markup: result"):
        filled(slots={"result": "<script>alert(1)</script>"})


def test_a_title_is_given_exactly_where_the_frame_waits_for_one():
    with pytest.raises(ValueError, match="title missing"):
        filled(title=None)
    with pytest.raises(ValueError, match="title that has no place"):
        Frame.compiled("<h1>Trang</h1>").fill(title="x", slots={})


@pytest.mark.parametrize(
    ("html", "message"),
    [
        ('<p><div data-slot="a" class="x"></div></p>', "on a line of its own"),
        ("<div data-slot='a'></div>", "on a line of its own"),
        ('<div data-slot="a"></div><div data-slot="a"></div>', "stand twice: a"),
        ("MC-TITEL", "unknown tokens: MC-TITEL"),
        ("<script>MC-TITLE</script>", "inside a script"),
    ],
)
def test_a_frame_that_cannot_be_filled_safely_is_refused(html, message):
    with pytest.raises(ValueError, match=message):
        Frame.compiled(html)


def test_the_policy_allows_the_scripts_of_the_theme_and_none_from_a_slot():
    """The hashes are taken before anything is filled in."""
    frame = Frame.compiled('<meta content="MC-POLICY"><script>theme()</script>\n<div data-slot="a"></div>')
    html = frame.fill(slots={"a": Markup("<script>stranger()</script>")}).decode()
    assert html.count("sha256-") == 1


def test_a_dataset_is_a_block_of_data_that_no_string_can_leave():
    """No browser runs it, a program reads back what went in, and a closing tag in a name closes nothing."""
    frame = Frame.compiled("<head>MC-DATASET</head>")
    name = "</script><script>alert(1)</script><!--&\u2028\u2029"
    html = frame.fill(slots={}, dataset={"@type": "Dataset", "name": name}).decode()
    block = re.fullmatch(
        r'<head><script type="application/ld\+json">([^<>&\u2028\u2029]*)</script></head>', html
    )
    assert block
    assert json.loads(block[1])["name"] == name
    assert inline_scripts(html) == []


def test_a_page_without_data_of_its_own_has_no_block():
    assert Frame.compiled("<head>MC-DATASET</head>").fill(slots={}) == b"<head></head>"
