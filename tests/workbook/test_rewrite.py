"""A text that says something else: changed where its data change, and not a byte elsewhere."""

import json
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from minhchung.checking.shape import Shapes
from minhchung.yaml.rewrite import RewriteError, rewritten
from minhchung.yaml.strict import read
from tests.dossiers import edition

SHAPE = Shapes(edition())["district.self-assessment.json"]
ORDER = {
    key: rank
    for rank, key in enumerate(
        [
            *("unit", "year", "criteria", "origin", "prepared_by", "submitted"),
            *("documents", "indicators", "observations", *edition().sets["district"].indicators),
            *(
                "met",
                "count",
                "total",
                "percent",
                "previous",
                "current",
                "parts",
                "status",
                "evidence",
                "note",
            ),
            *("title", "number", "issuer", "issued", "url", "indicator", "difficulty", "proposal"),
        ]
    )
}


def typing(content):
    return SHAPE.of(read("", content)[0])[0]


def changed(text: str, **wanted) -> str:
    return rewritten(text.encode(), {**typing(text.encode()), **wanted}, typing, ORDER, "indicators").decode()


CASES = {
    "a number in a line": (
        "indicators:\n  2.1.1: {count: 61,  total: 74} # as counted\n",
        {"indicators": {"2.1.1": {"count": 62, "total": 74}}},
        "indicators:\n  2.1.1: {count: 62,  total: 74} # as counted\n",
    ),
    "equal numbers keep their digits": (
        "indicators:\n  3.1.1: {previous: 1.930, current: 1.20}\n",
        {"indicators": {"3.1.1": {"previous": Decimal("1.93"), "current": Decimal("1.1")}}},
        "indicators:\n  3.1.1: {previous: 1.930, current: 1.1}\n",
    ),
    "a key in its place, another one gone": (
        "indicators:\n  2.1.1: {count: 61, total: 74, note: x}\n",
        {"indicators": {"2.1.1": {"count": 61, "total": 74, "evidence": ["a"]}}},
        "indicators:\n  2.1.1: {count: 61, total: 74, evidence: [a]}\n",
    ),
    "a commented-out line makes room": (
        "# submitted: 2022-12-10\nindicators:\n  # Chữ\n  # 1.1.1: {met: true, evidence: [a]}\n\n  # 2.1.1: {count: 0, total: 0}\n",
        {"indicators": {"2.1.1": {"count": 1, "total": 2}}, "submitted": "2022-12-09"},
        "submitted: 2022-12-09\nindicators:\n  # Chữ\n  # 1.1.1: {met: true, evidence: [a]}\n\n  2.1.1: {count: 1, total: 2}\n",
    ),
    "the sample document makes room": (
        "# Tài liệu\ndocuments:\n  # a-1:\n  #   title: x\n  #   number: y\n\nindicators: {}\n",
        {"documents": {"b": {"title": "B, và: C"}, "c": {"title": "C"}}},
        '# Tài liệu\ndocuments:\n  b:\n    title: "B, và: C"\n  c:\n    title: C\n\nindicators: {}\n',
    ),
    "the sample observation makes room": (
        "observations:\n  # - indicator: 1.1.1\n  #   difficulty: x\n",
        {"observations": [{"indicator": "2.1.1", "proposal": "y"}]},
        "observations:\n  - indicator: 2.1.1\n    proposal: y\n",
    ),
    "an observation more, one changed, one gone": (
        "observations:\n  # first\n  - indicator: 1.1.1\n    difficulty: x # why\n  - proposal: p\n  - difficulty: z\n",
        {"observations": [{"difficulty": "w"}, {"difficulty": "z"}, {"proposal": "q"}]},
        "observations:\n  # first\n  - difficulty: w # why\n  - difficulty: z\n  - proposal: q\n",
    ),
    "a line that grows too long becomes lines": (
        "indicators:\n  1.1.1: {met: true, evidence: [a]}\n  1.1.2: {met: true}\n",
        {
            "indicators": {
                "1.1.1": {"met": True, "evidence": ["a"], "note": "Chữ: " + "rất dài " * 20 + "hết"},
                "1.1.2": {"met": True},
            }
        },
        "indicators:\n  1.1.1:\n    met: true\n    evidence: [a]\n    note: >-\n      Chữ: "
        + "rất dài " * 12
        + "rất\n      "
        + "dài rất " * 7
        + "dài hết\n  1.1.2: {met: true}\n",
    ),
    "a block that was not there": (
        "unit: a\n# the figures\nindicators: {}",
        {"documents": {"x": {"title": "X"}}, "observations": [{"proposal": "q"}]},
        "unit: a\n\ndocuments:\n  x:\n    title: X\n# the figures\nindicators: {}\n\nobservations:\n  - proposal: q\n",
    ),
    "other line breaks stay": (
        "unit: a\r\nyear: 2022\r\ndocuments: {} \r\nindicators:\r\n  1.1.1: {met: true}\r\n",
        {"documents": {"x": {"title": "X"}}},
        "unit: a\r\nyear: 2022\r\ndocuments: \r\n  x:\r\n    title: X\r\nindicators:\r\n  1.1.1: {met: true}\r\n",
    ),
    "a blank is filled in, another stays one": (
        "indicators:\n  2.1.1: {count: , total: , evidence: [a]}\n  3.1.1:\n    previous:\n    current: 1\n",
        {
            "indicators": {
                "2.1.1": {"count": 61, "total": None, "evidence": ["a"], "note": "Chữ, " + "rất dài " * 14},
                "3.1.1": {"previous": Decimal("1.9"), "current": 1},
            }
        },
        "indicators:\n  2.1.1:\n    count: 61\n    total:\n    evidence: [a]\n    note: "
        '"Chữ, ' + "rất dài " * 14 + '"\n' + "  3.1.1:\n    previous: 1.9\n    current: 1\n",
    ),
    "a list below its key becomes an empty one": (
        "indicators:\n  2.1.1:\n    count: 1\n    evidence:\n      - a\n      - b\n    total: 2\n",
        {"indicators": {"2.1.1": {"count": 1, "evidence": [], "total": 2}}},
        "indicators:\n  2.1.1:\n    count: 1\n    evidence: []\n    total: 2\n",
    ),
    "another first key behind the dash": (
        "observations:\n  - difficulty: x\n    proposal: y\n",
        {"observations": [{"proposal": "y", "indicator": "2.1.1"}]},
        "observations:\n  - indicator: 2.1.1\n    proposal: y\n",
    ),
    "quotes stay quotes": (
        '\ufeffprepared_by: "UBND quận"\n',
        {"prepared_by": "Phòng"},
        '\ufeffprepared_by: "Phòng"\n',
    ),
    "the last of the claims": (
        "indicators:\n  1.1.1: {met: true}\n  # below\nyear: 2022\n",
        {"indicators": {}},
        "indicators:\n  # below\nyear: 2022\n",
    ),
}


@pytest.mark.parametrize(("before", "wanted", "after"), CASES.values(), ids=CASES)
def test_only_what_is_new_changes(before, wanted, after):
    assert changed(before, **wanted) == after


@pytest.mark.parametrize("text", ["unit: [a\n", "unit: a\nunit: b\n", "\tunit: a\n"])
def test_what_cannot_be_read_is_not_changed(text):
    with pytest.raises(RewriteError):
        rewritten(text.encode(), {"unit": "x"}, typing, ORDER)


texts = st.text(
    st.characters(blacklist_categories=["Cc", "Cs", "Zl", "Zp"], blacklist_characters="\u00a0\u202f\ufffe\uffff"),
    min_size=1, max_size=200,
).filter(lambda text: read("", json.dumps([text], ensure_ascii=False).encode())[0].data == [text])  # fmt: skip
numbers = st.decimals(0, 100, places=3)
cited = st.lists(
    st.sampled_from(["a", "b-1", "c"]) | st.fixed_dictionaries({"document": st.just("d"), "quote": texts})
)
about = {"evidence": cited, "note": texts, "status": st.sampled_from(["official", "estimated"])}
claims = st.fixed_dictionaries(
    {},
    optional={
        "1.1.1": st.fixed_dictionaries({"met": st.booleans()}, optional=about),
        "2.1.1": st.fixed_dictionaries(
            {"count": st.integers(0, 99), "total": st.integers(0, 99)}, optional=about
        ),
        "3.1.2": st.fixed_dictionaries(
            {"parts": st.fixed_dictionaries({"solid-waste": numbers})}, optional=about
        ),
        "3.2.2": st.fixed_dictionaries({"percent": numbers}, optional={"previous": numbers, **about}),
    },
)
document = st.fixed_dictionaries({"title": texts}, optional={"number": texts, "issuer": texts})
observation = st.fixed_dictionaries(
    {"proposal": texts}, optional={"difficulty": texts, "indicator": st.just("2.1.1")}
)
dossiers = st.fixed_dictionaries(
    {"unit": st.just("a"), "indicators": claims},
    optional={
        "documents": st.dictionaries(st.sampled_from(["x", "y-2", "z"]), document),
        "observations": st.lists(observation, max_size=4),
        "submitted": st.just("2022-12-10"),
    },
)


@settings(max_examples=40, deadline=None, derandomize=True)
@given(dossiers, dossiers, dossiers)
def test_any_dossier_becomes_any_other_and_comes_back(one, two, three):
    """Each time what is wanted is said, whatever the text has been through; and what is said already changes nothing."""
    text = b"unit: a\nindicators: {}\n"
    for wanted in (one, two, three, one):
        blocks = {"indicators": {}} | {
            key: type(value)() for key, value in typing(text).items() if key != "unit"
        }
        kept = {key: blocks[key] for key in ("documents", "observations") if key in blocks}
        aim = {**kept, **wanted}
        text = rewritten(text, aim, typing, ORDER, "indicators")
        assert typing(text) == aim
        assert rewritten(text, aim, typing, ORDER, "indicators") == text
