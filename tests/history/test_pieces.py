"""Cutting files into pieces must never be noticed: it gives what reading them whole gives."""

import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minhchung.evidence.flat import changed
from minhchung.history.contents import Broken, Contents
from minhchung.history.pieces import cut
from tests.history.story import DECISION, REPLY, VERIFICATION, submission

EXAMPLES = Path(__file__).parents[2] / "examples"

# Lines that mean something else inside a quote, a bracket or a block than they seem to.
NASTY = [
    "",
    "# ghi chú",
    "unit: song-xanh",
    "unit: khac",
    'prepared_by: "Phòng',
    "prepared_by: 'Phòng",
    'zz: x"',
    "zz: x'",
    "note: |",
    "note: >-",
    "indicators:",
    "indicators: {1.1.1: {met: true}}",
    "documents:",
    "observations: [",
    "]",
    "  2.1.1: {count: 1, total: 2}",
    "  2.1.1: {count: 61,",
    "  2.1.2:",
    '  "2.1.2": {count: 3, total: 4}',
    "    count: 5",
    "    total: 6}",
    "    note: |",
    "    note: abc",
    "      2.1.3: trong khối",
    "  nq-1: {title: Một}",
    '  nq-2: "mở',
    '  đóng"',
    " 3.1.1: {met: true}",
    "   thụt lạ",
    "- mục",
    "---",
    "...",
    "? khóa",
    "%YAML 1.1",
    "a: &neo 1",
    "b: *neo",
    "\tcount: 1",
    "c: \x07",
    "d: 1\r",
]


def whole(content):
    """The fields as a full reading has them; None where it refuses the file."""
    contents = Contents(lambda _: content, {}, {})
    try:
        return contents.fields("x")
    except Broken:
        return None


def by_pieces(old, new):
    contents = Contents({"old": old, "new": new}.__getitem__, {}, {})
    try:
        return contents.difference("old", "new")
    except Broken:
        return None


def agree(old, new):
    before, after = whole(old), whole(new)
    if before is None:
        return  # only a readable state is compared with another
    found = by_pieces(old, new)
    if after is None:
        assert found is None
    else:
        assert found is not None
        assert sorted(map(repr, found)) == sorted(map(repr, changed(before, after)))


@given(st.lists(st.sampled_from(NASTY), max_size=12), st.data())
def test_whatever_the_lines_are(lines, data):
    """Any lines, and the same with one line put in, taken out or changed."""
    at = data.draw(st.integers(0, len(lines)))
    drop = data.draw(st.integers(0, 2))
    other = [*lines[:at], *data.draw(st.lists(st.sampled_from(NASTY), max_size=2)), *lines[at + drop :]]
    old, new = ("\n".join(one).encode() for one in (lines, other))
    agree(old, new)
    agree(new, old)


@pytest.mark.parametrize(
    "path", sorted(EXAMPLES.rglob("2022/*.yml")), ids=lambda path: "/".join(path.parts[-3:])
)
def test_real_files_with_lines_moved_about(path):
    """Every kind of file of the fictional city, spoilt in many ways."""
    chance = random.Random(path.name)
    lines = path.read_text(encoding="utf-8").split("\n")
    assert cut(path.read_bytes())
    for _ in range(25):
        other = list(lines)
        for _ in range(chance.randrange(1, 4)):
            at = chance.randrange(len(other))
            match chance.randrange(4):
                case 0:
                    del other[at]
                case 1:
                    other.insert(at, chance.choice(NASTY))
                case 2:
                    other[at] = other[at].replace("1", "7")
                case 3:
                    other.insert(at, other[chance.randrange(len(other))])
        agree("\n".join(lines).encode(), "\n".join(other).encode())


def test_only_what_differs_is_read():
    """The cost of a change is that of its piece."""
    old, new = submission().encode(), submission(count=62).encode()
    before, after = cut(old), cut(new)
    assert before
    assert after
    assert [piece for piece in after.pieces if piece not in before.pieces] == [
        b"indicators:\n  2.1.1: {count: 62, total: 74, status: official, evidence: [bc-12]}\n"
    ]


@pytest.mark.parametrize("text", [submission(), VERIFICATION, REPLY, DECISION])
def test_files_as_people_write_them_can_be_cut(text):
    assert cut(text.encode())


def test_a_quote_that_runs_over_a_cut_is_noticed():
    """Read piece by piece this would be a count; it is the text of prepared_by."""
    text = 'unit: a\nprepared_by: "x\nindicators:\n  2.1.1: {count: 99, total: 99}\nzz: y"\n'
    agree(b"unit: a\n", text.encode())
    agree(text.encode(), text.replace("99, total", "98, total").encode())
