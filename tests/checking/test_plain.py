"""What is read line by line is read as libyaml reads it: the same data, each key and value in the same place."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from minhchung.yaml import strict
from minhchung.yaml.nodes import Map, Seq
from minhchung.yaml.plain import read_plain

ROOT = Path(__file__).parents[2]

SCALARS = (
    *(
        "x",
        "-1",
        "'q'",
        '"q"',
        "(a)",
        "«a»",
        "“x”",
        "a:b",
        "a#c",
        "http://x/y",
        "đ",
        "-",
        "- -",
        "--",
        "---",
        "...",
    ),
    *(
        "~",
        "true",
        "|",
        ">",
        ">-",
        "&a",
        "*a",
        "!t x",
        "%x",
        "@",
        "`",
        "a]",
        "x:",
        "?",
        "? a",
        "a b",
        "a: b",
        "a #c",
    ),
    *("x ", " x", "a, b", "- a", "'it''s'", '"a\\n"'),
)
FLOWS = (
    *(
        "[]",
        "{}",
        "[,a]",
        "[a,]",
        "[[a] {a: b}]",
        "[[a] [b]]",
        "{a: b}}",
        "{a:b}",
        "{a: }",
        "{a: ?}",
        "{a: a?}",
    ),
    *(
        "{a: b#c}",
        '{"a": b}',
        "{[a]: b}",
        "{a: b, c: [d, e]}",
        "[a b, 'c']",
        "{a: \"x, y\", b: 'z'}",
        "{ a: b }",
    ),
    *("[ a , b ]", "{a: b, a: c}", "{a: {b: {c: {d: {e: {f: {g: h}}}}}}}", "{a: 1.5, b: 'x' , c: [1, 2 ]}"),
    *("{a: b c: d}", "[a: b]", "{a, b: c}", "[{a: b}, {c: [d]}]"),
)
KEYS = ("a", "b", "c", "1.1", "x-y", "Đ", "'k'", '"k"', "a b", "? a", "-a")
FOLDED = (
    ">-\n{0}  x y\n{0}  z",
    ">-\n{0}  x\n{0}  # y",
    ">-\n{0}   x",
    ">-\n{0}  x\n\n{0}  # y",
    ">-\n{0}  x ",
)

pads = st.sampled_from(["", "  ", "    ", " ", "      "])
values = st.sampled_from([*SCALARS, *FLOWS])
lines = st.one_of(
    st.builds("{}{}: {}".format, pads, st.sampled_from(KEYS), values),
    st.builds("{}{}:".format, pads, st.sampled_from(KEYS)),
    st.builds("{}- {}".format, pads, values),
    st.builds("{}- {}: {}".format, pads, st.sampled_from(KEYS), values),
    st.builds(lambda pad, key, folded: f"{pad}{key}: {folded.format(pad)}", pads, st.sampled_from(KEYS), st.sampled_from(FOLDED)),
    st.builds("{}{}".format, pads, st.sampled_from(["", "# a: b", "x", "{a: b}"])),
)  # fmt: skip


def places(node: Any) -> Any:
    """Everything that is known of a value: what it is, where it stands, and the same of what stands in it."""
    match node:
        case Map():
            return "map", list(node.at.items()), [(key, places(value)) for key, value in node.items()]
        case Seq():
            return "list", node.at, [places(item) for item in node]
    return type(node), node


def compare(text: str) -> bool:
    """Hold that libyaml reads the same; whether there was anything to compare."""
    letters = "".join(char for char in text if not char.isascii())
    found = read_plain(text, letters)
    if found is None:
        return False
    problems: list[Any] = []
    data, on_one_line = strict._build(text, lambda *problem, **_: problems.append(problem))
    assert problems == []
    assert places(found[0]) == places(data)
    assert found[1] == on_one_line
    # Whoever then looks through the text instead of the data misses nothing.
    assert not on_one_line or all(said in text for said in scalars(data))
    return True


def scalars(node: Any) -> Iterator[str]:
    """Every key and value."""
    if isinstance(node, str):
        yield node
        return
    if isinstance(node, Map):
        yield from node
    for value in node.values() if isinstance(node, Map) else node:
        yield from scalars(value)


@given(st.lists(lines, min_size=1, max_size=8).map("\n".join), st.sampled_from(["\n", "", "\n\n", "\n "]))
@example("a: >-\n  x\n   ", "")
@example("a: >-\n  x\n  # y\n", "\n")
@example("a: >-\n  x\n\n  # y\n", "\n")
@example("a:\n- b: c\n  d: e\n- f\ng: h", "\n")
@example("a:\n  - b:\n      - c\n    d: e", "\n")
@settings(max_examples=400)
def test_whatever_is_read_line_by_line_is_read_as_libyaml_reads_it(text, end):
    compare(text + end)


@pytest.mark.parametrize("folder", ["examples", "evidence"])
def test_nearly_every_file_of_a_dossier_is_read_line_by_line(folder):
    files = [path.read_text(encoding="utf-8") for path in (ROOT / folder).glob("*/*/*/*.yml")]
    files += [path.read_text(encoding="utf-8") for path in (ROOT / folder).glob("*/*/*.yml")]
    assert files
    assert all(compare(text) for text in files)


@pytest.mark.parametrize(
    "text",
    [
        "a: x\n  y",  # a scalar that goes on
        "a: x\n  b: y",  # no mapping may begin there
        "a: x # y",
        "a:\nb: x",  # nothing is said
        "a: x\na: y",
        "a: e\u0301",  # composed of two
        "a: &b x",
        "a: 'it''s'",
        'a: "\\u0061"',
        "- a",
        "a: [b: c]",
        "a:\n" + "\n".join("  " * depth + "a:" for depth in range(1, 9)) + " x",
    ],
)
def test_what_is_written_otherwise_is_left_to_libyaml(text):
    assert not compare(text)


@pytest.mark.parametrize("first", ["a:\n", "r:\n  a:\n"])
@pytest.mark.parametrize("depth", [12, 400])
def test_how_deep_a_file_may_be_is_the_same_for_both(first, depth):
    """Maps in lists in maps, whichever stands at an even depth."""
    start = first.count("\n") * 2
    levels = [" " * (start + 4 * level) + "- a:\n" for level in range(depth)]
    text = first + "".join(levels) + " " * (start + 4 * depth) + "x: y\n"
    assert not compare(text)
    assert [problem.code for problem in strict.read("f", text.encode())[1]] == ["too-deep"]


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"\xef\xbb\xbfa: x\n", {"a": "x"}),
        (b"a: x\r\n", {"a": "x"}),
        ("a: x\u00a0y\n".encode(), {"a": "x y"}),
        ("a: e\u0301\n".encode(), {"a": "\xe9"}),
        (b"a: x\ty\n", None),
        (b"k" * 1100 + b": x\n", None),
    ],
)
def test_what_has_to_be_mended_or_refused_first_still_is(content, found):
    assert strict.read("f", content)[0].data == found
