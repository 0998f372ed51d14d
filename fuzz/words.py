"""What may stand where something else was: each word is there because somebody writes it, or means harm by it."""

from __future__ import annotations

from random import Random

from tests.hostile.payloads import PAYLOADS, yaml

NUMBERS = (
    *("0", "-0", "1", "-1", "2", "4", "74", "100", "100.0", "150", "0.0", "0.05", "0.050", "0.0500000000001"),
    *("69.99", "70", "89.99999999999", "1e400", "-1e400", "1e-400", "1E3", ".5", "5.", "+5", "0x10", "0o17"),
    *("010", "00123", "1_000", "1,5", "0,05", "1.234", "1.234,5", "1 000", "100%", "12:30", ".nan", ".inf"),
    *("999999999999999", "9999999999999999", "9" * 300, "0." + "0" * 300 + "1", "٣", "１２", "½", "1/2"),
)
WORDS = (
    *("true", "false", "yes", "no", "on", "off", "True", "null", "~", '""', "''", '" "', "x", "[]", "{}"),
    *("[null]", "{a: b}", "[[[]]]", "[1, 2]", '"1"', "'true'", "[true]", "{met: true}", "- a", "? a", "@a"),
    *("2022-12-10", "2022-02-30", "2022-13-01", "0000-01-01", "9999-12-31", "2022-12-10T00:00:00Z"),
    *("10/12/2022", "2022", "2021", "2023", "0000", "9999", "202", "20222", "1999", "2101"),
    *("accepted", "corrected", "rejected", "not-applicable", "recognised", "not-recognised", "restricted"),
    *(
        "submission",
        "public-sources",
        "example",
        "official",
        "hai-phong-2022/district",
        "hai-phong-2022/city",
    ),
    *("hai-phong-2022", "vi-du-2031", "hai-phong-2022/", "/district", "hai-phong-2022/district/x", "../x"),
    *(
        "documents/12-BC-UBND.pdf",
        "documents/../units.yml",
        "documents/",
        "documents//x.pdf",
        "documents/a.svg",
    ),
    *("documents/ẢNH.pdf", "documents/A\u0309nh.pdf", "/etc/passwd", "https://example.vn/a.pdf", "https://"),
    *(
        "http://user@example.vn/",
        "javascript:alert(1)",
        "https://[::1]/",
        "https://[",
        "https://example.vn:99999/",
    ),
    *(
        "https://xn--a/",
        "https://a..b/",
        "https://" + "a" * 70 + ".vn/",
        "//example.vn/a",
        "f" * 64,
        "F" * 64,
    ),
)
UNICODE = (
    *(
        "\u0301",
        "Quâ\u0323n",
        "a\u200bb",
        "\u202ea",
        "\ufeff",
        "\u00a0",
        "\u2028",
        "\u0085",
        "\x00",
        "\x1b[31m",
    ),
    *(
        "\U0001f600",
        "\ud7ff",
        "Ａ",
        "ﬁ",
        "İ",
        "ß",
        "ſ",
        "\u0345",
        "a" + "\u0301" * 60,
        "ệ" * 700,
        "\U000e0041",
    ),
    *("Nguyễn Thị Lan, sinh ngày 02/03/1990", "CCCD 031090001234", "0912 345 678", "em Lan lớp 5A", "a@b.vn"),
)
HOSTILE = tuple(yaml(payload) for payload in PAYLOADS.values())
KEYS = (
    *(
        "unit",
        "year",
        "criteria",
        "origin",
        "submitted",
        "documents",
        "indicators",
        "observations",
        "met",
        "count",
    ),
    *(
        "total",
        "percent",
        "previous",
        "current",
        "comparable",
        "parts",
        "evidence",
        "note",
        "status",
        "document",
    ),
    *(
        "page",
        "quote",
        "claim",
        "outcome",
        "reason",
        "level",
        "file",
        "sha256",
        "url",
        "issued",
        "number",
        "id",
    ),
    *(
        "parent",
        "pilot",
        "communes",
        "tile",
        "from",
        "until",
        "replaced_by",
        "years",
        "units",
        "code",
        "name",
    ),
    *(
        "1.1.1",
        "2.1.1",
        "2.1.2",
        "3.1.2",
        "3.1.3",
        "9.9.9",
        "2.1.1 ",
        "2.1.1\u200b",
        "１.1.1",
        "<<",
        "__class__",
    ),
    *(
        "solid-waste",
        "bc-1",
        "nq-31",
        "constructor",
        "0",
        "-",
        '""',
        "a" * 700,
        "ệ",
        "true",
        "null",
        "Unit",
        "met ",
    ),
    *(
        "official",
        "translation",
        "rule",
        "kind",
        "measure",
        "bands",
        "patch",
        "options",
        "adopted",
        "required",
    ),
)
TOKENS = (
    *(
        "{",
        "}",
        "[",
        "]",
        ":",
        ": ",
        "\n",
        "  ",
        "- ",
        '"',
        "'",
        "#",
        " #",
        "|\n",
        ">-\n",
        "&a ",
        "*a",
        "!!x ",
    ),
    *("<<: ", "? ", "\t", "%YAML 1.2\n", "---\n", "...\n", ",", "\r", "\r\n", "\\", "\\u0000", "@", "`"),
    *("<<<<<<< a\n", "=======\n", ">>>>>>> b\n"),
)
BYTES = (
    b"\x00",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"\xc3",
    b"\xed\xa0\x80",
    b"\xf4\x90\x80\x80",
    b"%PDF-1.7\n",
    b"PK\x03\x04",
)
WHOLE = (
    *(
        b"",
        b"\n",
        b"#\n",
        b"{}\n",
        b"[]\n",
        b"null\n",
        b"a\n",
        b"- - - a\n",
        b"a: " * 50,
        b"[" * 3000,
        b"\xff" * 9,
    ),
    *(b"{a: " * 30 + b"}" * 30, b"a:\n" * 2000, b"- x\n" * 5000, b"a" * (1 << 20), b"a" * ((1 << 20) + 1)),
    *(
        "a: ệ\n".encode("utf-16"),
        b"version https://git-lfs.github.com/spec/v1\noid sha256:" + b"0" * 64 + b"\nsize 1\n",
    ),
)

_POOLS = (NUMBERS, NUMBERS, NUMBERS, WORDS, WORDS, UNICODE, HOSTILE)


def word(chance: Random) -> str:
    return chance.choice(chance.choice(_POOLS))


def key(chance: Random) -> str:
    return chance.choice(KEYS) if chance.random() < 0.9 else word(chance)
