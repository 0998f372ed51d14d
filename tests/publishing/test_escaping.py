"""What cannot be seen becomes visible, and an address is a link only where it is one of a public host."""

import sys
import unicodedata

import pytest
from markupsafe import Markup

from minhchung.publishing.escaping import finalize, link_host, visible

HIDDEN = {"Cc", "Cf", "Zl", "Zp", "Zs", "Cs"}


def test_every_character_that_is_not_seen_is_written_as_its_code_point():
    for code in range(sys.maxunicode + 1):
        char = chr(code)
        if unicodedata.category(char) in HIDDEN and char not in " \n\t":
            assert visible(f"a{char}b") == f"a[U+{code:04X}]b"


@pytest.mark.parametrize("char", "\u034f\u115f\u1160\u2800\u3164\ufe0f\uffa0\U000e0101")
def test_fillers_that_pass_for_letters_are_shown_too(char):
    assert visible(char) == f"[U+{ord(char):04X}]"


@pytest.mark.parametrize(
    "text", ["Quận Sông Xanh", "Đường “Lạch Tray” – 82,43 % → 1.234", "hai\ndòng", "Ấỹ", "漢字"]
)
def test_ordinary_text_stays_as_it_is(text):
    assert visible(text) == text


def test_markup_of_ours_passes_and_text_does_not_become_markup():
    assert finalize(Markup("<b>\u202e</b>")) == "<b>\u202e</b>"
    assert finalize("\u202e<b>") == "[U+202E]<b>"
    assert finalize(3) == 3


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://thanhphohaiphong.gov.vn/a?b=c#d", "thanhphohaiphong.gov.vn"),
        ("http://example.vn:80/x", "example.vn"),
        ("https://web.archive.org/web/2022/https://a.vn/", "web.archive.org"),
    ],
)
def test_an_address_of_a_public_host_is_a_link(url, host):
    assert link_host(url) == host


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "//evil.example/",
        "https://moet.gov.vn@evil.example/",
        "https://127.0.0.1/",
        "https://0x7f000001/",
        "https://2130706433/",
        "https://[::1]/",
        "https://localhost/",
        "https://a.vn:8080/",
        "https://a.vn\\@evil.example/",
        "https://a.vn/\u202egnp.exe",
        "https://a.vn/ b",
        "https://a.vn/\n",
        "ftp://a.vn/",
        "documents/../../x",
        "https://a.vn/" + "x" * 2000,
    ],
)
def test_any_other_address_is_not(url):
    assert link_host(url) is None
