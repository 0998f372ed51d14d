"""A document set into a file: every byte that was there is still there, and the strict reader reads the rest."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minhchung.documents.entry import EntryError, folded, free_id, with_document
from minhchung.yaml.strict import read
from tests.checking.cases import ROOT

ENTRY = {
    "title": "Kế hoạch: “học tập”",
    "number": "12/KH-UBND",
    "issued": "2022-03-01",
    "url": "https://a.vn/#b",
}
LINES = """\
  kh-12:
    title: "Kế hoạch: “học tập”"
    number: 12/KH-UBND
    issued: 2022-03-01
    url: "https://a.vn/#b"
"""


def added(text: str) -> str:
    return with_document(text.encode(), "kh-12", ENTRY).decode()


CASES = {
    "after the last entry": (
        "unit: a # whose\ndocuments:\n  x: {title: X}\n  y:\n    title: >-\n      Y\n\n      more\n",
        "\n# below\nindicators: {}\n",
        LINES,
    ),
    "after comments that belong to the documents": (
        "documents:\n  # bc-12:\n  #   title: …\n",
        "\nindicators:\n  # Tiêu chuẩn 1\n",
        LINES,
    ),
    "before the indicators and their comment": (
        "unit: a\n\n",
        "# Chỉ báo\nindicators: {}\n",
        "documents:\n" + LINES,
    ),
    "at the end": ("unit: a\n", "", "documents:\n" + LINES),
    "as deep as the others": (
        "documents:\n    x:\n        title: X\n",
        "unit: a\n",
        LINES.replace("    ", "        ").replace("  kh", "    kh"),
    ),
}


@pytest.mark.parametrize(("before", "after", "new"), CASES.values(), ids=CASES)
def test_the_entry_stands_where_a_person_would_put_it(before, after, new):
    assert added(before + after) == before + new + after


def test_flow_style_stays_flow_style():
    flow = 'kh-12: {title: "Kế hoạch: “học tập”", number: "12/KH-UBND", issued: "2022-03-01", url: "https://a.vn/#b"}'
    assert added("documents: {}\n") == f"documents: {{{flow}}}\n"
    assert (
        added("documents: { x: {title: X} } # all\n") == f"documents: {{{flow},  x: {{title: X}} }} # all\n"
    )


def test_line_ends_and_a_missing_last_one():
    assert added("documents:\r\n  x: {title: X}") == "documents:\r\n  x: {title: X}\r\n" + LINES.replace(
        "\n", "\r\n"
    )


@pytest.mark.parametrize(
    "text",
    [
        "documents: [a]\n",
        "documents: ~\n",
        "documents: none\n",
        "documents: {kh-12: {title: X}}\n",
        "documents:\n  kh-12: {title: X}\n",
        "documents: {x: {title: X}\n",
        "a: 1\na: 2\n",
        "- a\n",
        "",
    ],
)
def test_where_nothing_can_be_set_in_safely_nothing_is(text):
    """An entry of this id among them: it would be there twice."""
    with pytest.raises(EntryError):
        added(text)


@pytest.mark.parametrize("path", sorted((ROOT / "examples").rglob("*/self-assessment.yml")), ids=str)
def test_every_file_of_the_example_city_takes_one_more(path):
    before = path.read_bytes()
    after = with_document(before, "kh-12", ENTRY)
    assert [line for line in after.splitlines() if line not in before.splitlines()] != []
    kept = iter(after.splitlines())
    assert all(line in kept for line in before.splitlines()), "in the same order"


@given(st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp", "Co", "Cn")), min_size=1))
def test_any_text_comes_back_as_it_was(text):
    """Whatever a title holds, it is read as that title and nothing else."""
    try:
        made = with_document(b"documents:\n  x: {title: X}\n", "y", {"title": text})
    except EntryError:
        return  # not as the reader normalises it
    file, problems = read("", made)
    assert not problems
    assert file.data["documents"]["y"]["title"] == text


def test_an_id_is_short_plain_and_free():
    assert free_id("Số 31/NQ-HĐND", []) == "so-31-nq-hdnd"
    assert free_id("nq-31", ["nq-31", "nq-31-2"]) == "nq-31-3"
    assert free_id("«»", []) == "tai-lieu"
    assert len(free_id("a" * 300, [])) == 40
    assert folded("Đề án đổi mới Ứ") == "De an doi moi U"
