"""Criteria data that does not say what the engine needs is refused when it is loaded, with the place.

Each case changes one thing in the invented edition of tests/editions/.
"""

import pytest

from minhchung.criteria.load import Unanswerable, load_edition, merge, under
from minhchung.criteria.node import CriteriaError
from tests.dossiers import TESTS, edition, edition_data

FOLDER = TESTS / "editions"
BANDS = [
    {"level": "1", "at-least": "50", "clause": "bronze"},
    {"level": "2", "above": "65", "clause": "silver"},
]


def district(**indicators):
    return {"district": {"indicators": indicators}}


def recognition(**changes):
    return {"district": {"recognition": changes}}


def option(patch, **changes):
    return {"readings": {"readings": {"diamond-edge": {"options": {"diamond": {"patch": patch}}, **changes}}}}


FAULTS = {
    "a key that means nothing": (
        district(**{"A.1.1": {"wieght": "2"}}),
        "district: indicators.A.1.1.wieght: criteria-unknown-key",
    ),
    "a key that is missing": (
        district(**{"A.1.1": {"slug": None}}),
        "district: indicators.A.1.1.slug: criteria-missing-key",
    ),
    "a rule that does not exist": (
        district(**{"A.1.1": {"rule": {"kind": "is-nice"}}}),
        "district: indicators.A.1.1.rule.kind: criteria-bad-value",
    ),
    "a rule that cannot judge the measure": (
        district(**{"A.1.1": {"rule": {"kind": "at-least", "percent": "70"}}}),
        "district: indicators.A.1.1.rule: criteria-rule-measure",
    ),
    "a rule without its number": (
        district(**{"B.1.1": {"rule": {"percent": None}}}),
        "district: indicators.B.1.1.rule.percent: criteria-missing-key",
    ),
    "a rule whose number is none": (
        district(**{"B.1.1": {"rule": {"percent": "a half"}}}),
        "district: indicators.B.1.1.rule.percent: criteria-not-a-number",
    ),
    "parts that the rule cannot judge": (
        district(**{"A.1.3": {"rule": {"kind": "rises", "over": "sum", "percent": None, "groups": None}}}),
        "district: indicators.A.1.3.rule: criteria-rule-measure",
    ),
    "a group of parts that do not exist": (
        district(**{"A.1.3": {"rule": {"groups": [["libraries", "cellars"]]}}}),
        "district: indicators.A.1.3.rule.groups: criteria-bad-value",
    ),
    "an empty group": (
        district(**{"A.1.3": {"rule": {"groups": [[]]}}}),
        "district: indicators.A.1.3.rule.groups: criteria-bad-value",
    ),
    "a district indicator derived from districts": (
        district(
            **{
                "A.1.1": {
                    "measure": {"kind": "derived"},
                    "rule": {"kind": "units-at-level", "percent": "50", "of": "all", "basis": "same"},
                }
            }
        ),
        "district: indicators.A.1.1.measure.kind: criteria-bad-value",
    ),
    "an indicator that is neither required nor graded": (
        recognition(required=["A.1.1", "A.1.2", "A.1.3"]),
        "district: recognition: criteria-partition",
    ),
    "an indicator that is both": (
        recognition(graded=["A.1.1", "B.1.1", "B.1.2", "B.1.3"]),
        "district: recognition: criteria-partition",
    ),
    "a graded indicator without percentages": (
        recognition(required=["A.1.2", "A.1.3", "A.1.4"], graded=["A.1.1", "B.1.1", "B.1.2", "B.1.3"]),
        "district: recognition.graded: criteria-not-gradable",
    ),
    "bands that do not rise": (
        recognition(bands=BANDS[::-1]),
        "district: recognition.bands: criteria-bands-order",
    ),
    "no bands": (recognition(bands=[]), "district: recognition.bands: criteria-bands-order"),
    "a band with two edges": (
        recognition(bands=[{**BANDS[0], "above": "50"}]),
        "district: recognition.bands.0: criteria-band-edge",
    ),
    "a level that is no whole number": (
        recognition(bands=[{**BANDS[0], "level": "bronze"}]),
        "district: recognition.bands.0.level: criteria-not-a-number",
    ),
    "a band without its clause": (
        recognition(bands=[{**BANDS[0], "clause": "iron"}]),
        "district: recognition.bands.0.clause: criteria-bad-value",
    ),
    "a set for other units": (
        {"district": {"applies_to": "city"}},
        "district: applies_to: criteria-bad-value",
    ),
    "an agency that does not exist": (
        {"city": {"indicators": {"A.1.1": {"lead": {"agencies": ["nobody"]}}}}},
        "city: indicators.A.1.1.lead.agencies: criteria-bad-value",
    ),
    "a key beside the agencies": ({"agencies": {"people": "x"}}, "agencies: people: criteria-unknown-key"),
    "an adopted option that does not exist": (
        option({}, adopted="iron"),
        "readings: readings.diamond-edge.adopted: criteria-bad-value",
    ),
    "an adopted option that nothing answers": (
        {"readings": {"readings": {"which-books": {"adopted": "printed"}}}},
        "readings: readings.which-books.adopted: criteria-bad-value",
    ),
    "a reading that affects what is not there": (
        {"readings": {"readings": {"diamond-edge": {"affects": {"district": ["C.1.1"]}}}}},
        "readings: readings.diamond-edge.affects.district: criteria-bad-value",
    ),
    "a patch on a file that no patch may change": (
        option({"agencies": {}}),
        "readings: readings.diamond-edge.options.diamond.patch: criteria-bad-value",
    ),
    "a patch that leaves no sound edition": (
        option({"district": {"recognition": {"bands": []}}}),
        "readings: readings.diamond-edge.options.diamond.patch: criteria-bands-order",
    ),
    "a patch that asks for other figures": (
        option(district(**{"B.1.1": {"measure": {"kind": "percentage"}}})),
        "readings: readings.diamond-edge.options.diamond.patch: criteria-bad-value",
    ),
}


@pytest.mark.parametrize("case", FAULTS)
def test_a_fault_is_named_with_its_place(case):
    patch, expected = FAULTS[case]
    with pytest.raises(CriteriaError) as fault:
        load_edition("vi-du-2031", merge(edition_data("vi-du-2031", FOLDER), patch))
    error = fault.value
    assert f"{error.file}: {'.'.join(error.path)}: {error.reason}" == expected


def test_a_missing_file_is_named():
    data = {name: file for name, file in edition_data("vi-du-2031", FOLDER).items() if name != "roadmap"}
    with pytest.raises(CriteriaError, match="roadmap"):
        load_edition("vi-du-2031", data)


def test_an_option_that_nothing_answers_cannot_be_put_in_force():
    with pytest.raises(Unanswerable):
        under(edition(), {"women-share": "b"})
    with pytest.raises(KeyError):
        under(edition(), {"no-such-reading": "a"})
    with pytest.raises(KeyError):
        under(edition(), {"band-edges": "z"})


def test_options_put_in_force_one_after_the_other_are_all_in_force():
    one_by_one = under(under(edition(), {"band-edges": "b"}), {"poverty-fall": "b"})
    assert one_by_one == under(edition(), {"band-edges": "b", "poverty-fall": "b"})
    assert under(one_by_one, {"band-edges": "a", "poverty-fall": "a"}) == edition()


@pytest.mark.parametrize(
    ("target", "patch", "merged"),
    [
        ({"a": "b"}, {"a": "c"}, {"a": "c"}),
        ({"a": "b"}, {"b": "c"}, {"a": "b", "b": "c"}),
        ({"a": "b"}, {"a": None}, {}),
        ({"a": "b", "b": "c"}, {"a": None}, {"b": "c"}),
        ({"a": ["b"]}, {"a": "c"}, {"a": "c"}),
        ({"a": "c"}, {"a": ["b"]}, {"a": ["b"]}),
        ({"a": {"b": "c"}}, {"a": {"b": "d", "c": None}}, {"a": {"b": "d"}}),
        ({"a": [{"b": "c"}]}, {"a": [1]}, {"a": [1]}),
        (["a", "b"], ["c", "d"], ["c", "d"]),
        ({"a": "b"}, ["c"], ["c"]),
        ({"a": "foo"}, None, None),
        ({"a": "foo"}, "bar", "bar"),
        ({"e": None}, {"a": 1}, {"e": None, "a": 1}),
        ([1, 2], {"a": "b", "c": None}, {"a": "b"}),
        ({}, {"a": {"bb": {"ccc": None}}}, {"a": {"bb": {}}}),
    ],
)
def test_a_patch_is_a_merge_patch(target, patch, merged):
    """The examples of RFC 7386, appendix A."""
    assert merge(target, patch) == merged
