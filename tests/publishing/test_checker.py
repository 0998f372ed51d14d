"""The checker finds each fault, and nothing in a page that has none."""

import pytest

from minhchung.publishing.checker import faults
from minhchung.publishing.csp import inline_scripts, policy

GOOD = """<!doctype html>
<html lang="vi"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="POLICY">
<title>Trang</title><link rel="canonical" href="https://x.example/"><link rel="stylesheet" href="HOME/a.css">
<script>theme()</script></head>
<body><h1 id="top">Trang</h1>
BODY
</body></html>"""


def page(body="", home=".", head=None):
    html = (head or GOOD).replace("BODY", body).replace("HOME", home)
    return html.replace("POLICY", policy(inline_scripts(GOOD))).encode()


def check(body="", **options):
    files = {
        "index.html": page(body, **options),
        "units/index.html": page('<p id="list">x</p>', home=".."),
        "a.css": b"p { color: red }",
    }
    return [str(fault) for fault in faults(files)]


def test_a_good_site_has_no_faults():
    body = (
        '<a href="units/">a</a><a href="units/#list">b</a><a href="#top">c</a><a href="./">d</a>'
        '<a href="https://elsewhere.example/x">e</a><a href="/units/">f</a><img alt="" src="data:image/png;base64,">'
    )
    assert check(body) == []


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ('<a href="nowhere/">x</a>', "broken link: nowhere/"),
        ('<a href="units">x</a>', "broken link: units"),
        ('<a href="../outside/">x</a>', "broken link: ../outside/"),
        ('<a href="units/#nothing">x</a>', "no such place on the page: units/#nothing"),
        ('<a href="#nothing">x</a>', "no such place on the page: #nothing"),
        ('<a href="javascript:alert(1)">x</a>', "address 'javascript:alert(1)' on <a>"),
        ('<p id="top">x</p>', "id 'top' stands 2 times"),
        ('<div data-slot="a"></div>', "left unfilled: data-slot"),
        ("MC-TITLE", "left unfilled: MC-TITLE"),
        ('<p style="color: red">x</p>', "attribute style on <p>"),
        ('<p onclick="x()">x</p>', "attribute onclick on <p>"),
        (
            '<img alt="" src="https://elsewhere.example/x.png">',
            "loads https://elsewhere.example/x.png from another host",
        ),
        ('<img alt="" src="//elsewhere.example/x.png">', "loads //elsewhere.example/x.png from another host"),
        ('<img alt="" src="missing.png">', "broken link: missing.png"),
        ("<h1>x</h1>", "2 headings of the first rank, not one"),
        ("<style>p { color: red }</style>", "<style> has no place here"),
        ('<iframe src="units/"></iframe>', "<iframe> has no place here"),
        ('<meta http-equiv="refresh" content="0">', "a meta element that sends the reader elsewhere"),
        ("<script>stranger()</script>", "the content security policy is not the one of this page's scripts"),
    ],
)
def test_each_fault_is_found(body, message):
    assert f"index.html: {message}" in check(body)


@pytest.mark.parametrize(
    "body", ["<p><div></div></p>", "<b>x", "</section>", '<a href="./" href="./">x</a>', "a & b &x;"]
)
def test_html_that_a_parser_would_have_to_mend_is_a_fault(body):
    assert any("not valid HTML" in fault for fault in check(body))


def test_a_page_without_a_policy_is_a_fault():
    head = GOOD.replace('<meta http-equiv="Content-Security-Policy" content="POLICY">', "")
    assert check(head=head) == ["index.html: no content security policy before the first script"]


def test_a_policy_that_comes_after_a_script_is_a_fault():
    head = GOOD.replace('<meta charset="utf-8">', '<meta charset="utf-8"><script src="a.css"></script>')
    assert check(head=head) == ["index.html: no content security policy before the first script"]


def test_a_stylesheet_that_loads_from_another_host_is_a_fault():
    files = {
        "index.html": page(),
        "a.css": b"@import url(https://fonts.example/x.css); p { x: url('//y.example/z') }",
    }
    assert [str(fault) for fault in faults(files)] == [
        "a.css: loads //y.example/z from another host",
        "a.css: loads https://fonts.example/x.css from another host",
    ]


def test_links_from_the_root_are_those_of_the_place_where_the_site_is_served():
    files = {"index.html": page('<a href="/hai-phong/">x</a>'), "a.css": b""}
    assert faults(files, base="/hai-phong/") == []
    assert [str(fault) for fault in faults(files)] == ["index.html: broken link: /hai-phong/"]
