"""What a stranger wrote, in a comment and in a summary: rendered as GitHub renders it, only code comes out of it."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from minhchung.checking.summary import summary
from minhchung.i18n import translator
from minhchung.inert import LONGEST, in_cell, own, safe
from minhchung.problem import Problem
from tests.comparing.rendering import html, rendered
from tests.comparing.sides import DISTRICT, OWN, in_words

PAYLOADS = [
    "@admin @org/team",
    "#1 GH-1 o/r#1 !2 %3 ~bug &4 $5 " + "a" * 40,
    "https://evil.example/?a=b www.evil.example evil@evil.example mailto:a@b.example ftp://a.example",
    "<https://evil.example> <a@b.example>",
    "[bấm](https://evil.example) [a]: https://evil.example",
    "![x](https://evil.example/x.png)",
    "<img src=x onerror=alert(1)><script>alert(1)</script><b>",
    "</code></details></td></table><h1>",
    "`code` ``more`` ```js",
    "`",
    "``",
    "` a",
    "a `",
    "| a | b |\n| - | - |",
    "a\\|b \\` \\\\|",
    "# heading\n\n- list\n> quote\n---\n***",
    "**bold** _it_ ~~gone~~ $x$ $`x`$ :tada: [^1] [ ] [x]",
    "&lt;b&gt; &#64; &amp; &colon;",
    "--> <!-- ]]> %> }} {{ x }} {% x %} ${{ github.token }} $(id)",
    "{.cls onclick=x} {: #id }",
    "\u202etxt.exe\u202c \u200b\u2060\ufeff\u2066",
    "\t  \u00a0 \u3000",
    "\u202e[a](b)",
    "e\u0301" * 300,
    "\u2028a\u2029b\x85c",
    "<!DOCTYPE html>",
    "<?php ?>",
    "::error::x ##[error]",
    "a" * 5000,
    "🏴\U000e0067\U000e007f 👩‍👩‍👧",
]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_value_is_code_and_nothing_else(payload):
    shown = rendered(f"- a {safe(payload)} b")
    assert shown.found == {"ul", "li", "code"}
    assert " ".join(shown.outside.split()) == "a b"


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_cell_stays_one_cell(payload):
    shown = rendered(f"| a | b |\n| - | - |\n| {in_cell(payload)} | c |\n")
    assert shown.found == {"table", "thead", "tbody", "tr", "th", "td", "code"}
    assert shown.outside.split() == ["a", "b", "c"]


@settings(max_examples=300)
@given(st.text(alphabet=st.sampled_from("`|\\<>&;#@[]()!*_~ \n\tab.:/wh1\u202e\u0301-"), max_size=40))
def test_no_text_leaves_its_code(text):
    shown = rendered(f"| a | b |\n| - | - |\n| {in_cell(text)} | c |\n\n- x {safe(text)} y\n")
    assert shown.found == {"table", "thead", "tbody", "tr", "th", "td", "code", "ul", "li"}
    assert shown.outside.split() == ["a", "b", "c", "x", "y"]


@pytest.mark.parametrize(
    "text", ["a`b``c", "`", "a | b \\| c", "[x](y) <b> &amp; {0} _a_", "số liệu 82,43 %"]
)
def test_what_is_shown_is_what_was_written(text):
    made = html(f"| a |\n| - |\n| {in_cell(text)} |\n\n- {safe(text)}")
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert made.count(f"<code>{escaped}</code>") == 2


def test_a_value_is_one_line_not_too_long_and_visible():
    assert safe("a\n\n# b\r\nc") == "`a # b c`"
    assert safe("\u202ea\u200b") == "`[U+202E]a[U+200B]`"
    assert len(safe("x" * 10_000)) == LONGEST + 2
    assert safe("") == "` `"
    assert safe(["a", {"b": None}]) == '`["a", {"b": null}]`'


def test_our_own_words_are_only_words():
    assert rendered(own("[a](b) *c* <b> @d `e` | f")).found == {"p"}


HARMLESS = {"h3", "h4", "ul", "li", "p", "strong", "code"}


def quoted(payload: str) -> str:
    """As a YAML scalar that every reader takes the same."""
    return '"' + "".join(f"\\U{ord(char):08x}" for char in payload if not "\ud800" <= char <= "\udfff") + '"'


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_comment_on_a_hostile_change_holds_code_alone(payload):
    """In every place where a file has text: title, number, note, a name of a document, of a field, of an indicator."""
    word = quoted(payload)
    text = in_words(
        {
            OWN: [
                ("prepared_by: Phòng Giáo dục và Đào tạo quận Sông Xanh", f"prepared_by: {word}"),
                (
                    "  nq-37:\n    title: Nghị quyết về Kế hoạch",
                    f"  {word}: {{title: {word}, number: {word}}}\n  nq-37:\n    title: Nghị quyết về Kế hoạch",
                ),
                ("note: Phường Hàng Dừa xếp loại Trung bình.", f"note: {word}, {word}: {word}"),
                ("submitted: 2022-12-08", f"submitted: {word}"),
                ("  3.2.3: {", f"  {word}: {{{word}: [{word}]}}\n  3.2.3: {{"),
            ],
            "units.yml": [("name: Quận Sông Xanh", f"name: {word}")],
        },
        {DISTRICT: [("name: {vi: Cơ quan đạt “Đơn vị học tập”,", f"name: {{vi: {word},")]},
    )
    shown = rendered(text)
    assert shown.found <= HARMLESS
    assert "evil" not in shown.outside
    assert not re.search(r"[@`]|<\w|alert|https?:|\u202e", shown.outside)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_summary_of_hostile_problems_holds_code_alone(payload):
    problem = Problem(
        f"evidence/{payload}.yml",
        3,
        1,
        "unknown-key",
        indicator=payload,
        params={"key": payload, "near": payload},
    )
    shown = rendered(summary([problem], translator("vi")))
    assert shown.found <= {"h3", "p", "table", "thead", "tbody", "tr", "th", "td", "code"}
    assert "evil" not in shown.outside
