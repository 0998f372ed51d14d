"""Law cases: given these figures, what do Annexes I to III of the plan conclude?

The cases stand in tests/law/, in words, for people who know the plan and do not program; README.md there
says how to read them. Here they are worked out, and it is made sure that none is missing: every sentence of
Annex I for both titles, every indicator met and not met, every option of every reading, with results that
depend on it and results that do not, and every state that there is.
"""

from itertools import product

import pytest

from tests.dossiers import edition
from tests.law_cases import Case, cases, expected_findings, in_words, work_out

CASES = list(cases())

# The readings with an option that the submitted data can answer; only deadline changes no level.
PATCHED = {
    id_: [option.id for option in reading.options.values() if option.unanswerable is None]
    for id_, reading in edition().readings.items()
    if any(option.patch is not None for option in reading.options.values())
}
CLAUSES = [
    (name, clause) for name, criteria in edition().sets.items() for clause in criteria.recognition.clauses
]
INDICATORS = [(name, id_) for name, criteria in edition().sets.items() for id_ in criteria.indicators]
ON_CLAIMS = ("recognisable", "not-recognisable", "incomplete", "not-submitted")
RESULTS = [*product(("self", "verified"), ON_CLAIMS)]
RESULTS += [("official", status) for status in ("recognised", "not-recognised", "undecided")]
FINDINGS = [("self", status) for status in ("met", "not-met", "no-data", "no-evidence")]
FINDINGS += [
    ("verified", status)
    for status in ("met", "not-met", "no-data", "no-evidence", "not-applicable", "not-verified")
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_law_case(case: Case):
    """The engine concludes what the case says, and finds every indicator met that it does not name."""
    result = work_out(case)
    expect = case.expect
    assert (result.status, result.level) == (expect["status"], expect["level"])
    assert result.criteria == f"hai-phong-2022/{case.set_name}"
    assert result.draft == expect.get("draft", False)
    expected = expected_findings(case, result)
    assert {id_: in_words(result.findings[id_], words) for id_, words in expected.items()} == expected
    assert sorted(result.readings) == sorted(expect.get("depends", []))
    if expect.get("next") == "none":
        assert result.next is None
    elif "next" in expect:
        assert result.next is not None
        assert result.next.level == expect["next"]["level"]
        needs = {need.indicator: need.more or "rule" for need in result.next.needs}
        assert needs == expect["next"]["needs"]


def test_a_case_quotes_what_there_is():
    """Each case names at least one sentence of Annex I or one indicator, and no other."""
    known = {*CLAUSES, *INDICATORS}
    for case in CASES:
        assert case.data["clauses"], case.name
        assert not {(case.set_name, clause) for clause in case.data["clauses"]} - known, case.name


@pytest.mark.parametrize(("set_name", "clause"), CLAUSES)
def test_every_sentence_of_annex_i_has_a_case(set_name, clause):
    assert any(case.set_name == set_name and clause in case.data["clauses"] for case in CASES)


@pytest.mark.parametrize(("set_name", "indicator"), INDICATORS)
def test_every_indicator_is_met_in_one_case_and_not_met_in_another(set_name, indicator):
    found = {
        case.expect["findings"][indicator].split(",")[0]
        for case in CASES
        if case.set_name == set_name and indicator in case.expect.get("findings", {})
    }
    assert {"met", "not-met"} <= found


@pytest.mark.parametrize(("reading", "option"), [(id_, option) for id_ in PATCHED for option in PATCHED[id_]])
def test_every_option_of_a_reading_has_a_case(reading, option):
    """One with a result that depends on the reading and one that does not, deadline aside: it changes none."""
    depends = {
        reading in case.expect.get("depends", [])
        for case in CASES
        if case.data.get("readings", {}).get(reading, edition().readings[reading].adopted) == option
    }
    assert depends == ({False} if reading == "deadline" else {True, False})
    assert any(case.data.get("readings", {}).get(reading) == option for case in CASES)


@pytest.mark.parametrize(("basis", "status"), RESULTS)
def test_every_status_of_a_result_has_a_case(basis, status):
    assert any((case.data.get("basis", "self"), case.expect["status"]) == (basis, status) for case in CASES)


@pytest.mark.parametrize(("basis", "status"), FINDINGS)
def test_every_status_of_a_finding_has_a_case(basis, status):
    assert any(
        case.data.get("basis", "self") == basis
        and any(words.split(",")[0] == status for words in case.expect.get("findings", {}).values())
        for case in CASES
    )
