"""What surrounds a verdict: which units have one in which year, in what order, and how it is published."""

import json
from decimal import Decimal

import pytest

from minhchung.assessing.as_json import result_json
from minhchung.assessing.assess import assess
from minhchung.evidence.model import BASES
from tests.dossiers import HAI_PHONG, edition, evidence
from tests.law_cases import BASE, CITY, DOCUMENT

FIRST, SECOND = f"{CITY}-1", f"{CITY}-2"


def unit(id_, **more):
    return {"id": id_, "name": id_, "type": "quận", **({} if id_ == CITY else {"parent": CITY}), **more}


def dossier(id_, year, **claims):
    kind = "city" if id_ == CITY else "district"
    indicators = {
        indicator: {**claim, "evidence": ["bc-1"]} for indicator, claim in {**BASE[kind], **claims}.items()
    }
    head = {"unit": id_, "year": year, "criteria": f"{HAI_PHONG}/{kind}", "origin": "submission"}
    body = {"submitted": f"{year}-12-10", "documents": {"bc-1": DOCUMENT}, "indicators": indicators}
    return {"self-assessment": {**head, **body}}


def results(units, dossiers):
    return assess(evidence(units, dossiers), {HAI_PHONG: edition()})


def test_every_unit_has_a_result_in_every_year_in_which_any_unit_has_a_file():
    """In the order of years, of units.yml, and of the three bases."""
    units = [unit(CITY), unit(SECOND), unit(FIRST)]
    found = results(units, {(FIRST, 2024): dossier(FIRST, 2024), (SECOND, 2022): dossier(SECOND, 2022)})
    assert list(found) == [
        (id_, year, basis) for year in (2022, 2024) for id_ in (CITY, SECOND, FIRST) for basis in BASES
    ]
    assert found[FIRST, 2022, "self"].status == "not-submitted"


def test_a_dossier_with_an_error_has_no_result_and_all_others_have():
    files = {(FIRST, 2022): {**dossier(FIRST, 2022), "faulty": True}, (SECOND, 2022): dossier(SECOND, 2022)}
    found = results([unit(CITY), unit(FIRST), unit(SECOND)], files)
    assert {id_ for id_, _, _ in found} == {CITY, SECOND}


@pytest.mark.parametrize(
    ("lifetime", "counted"),
    [
        ({}, 2),
        ({"until": "2022-12-31"}, 2),
        ({"until": "2022-12-30"}, 1),
        ({"from": "2022-12-31"}, 2),
        ({"from": "2023-01-01"}, 1),
    ],
)
def test_a_year_counts_the_districts_that_exist_on_its_last_day(lifetime, counted):
    files = {(CITY, 2022): dossier(CITY, 2022), (FIRST, 2022): dossier(FIRST, 2022)}
    found = results([unit(CITY), unit(FIRST), unit(SECOND, **lifetime)], files)
    assert found[CITY, 2022, "self"].findings["2.1.2"].tally.total == counted
    assert ((SECOND, 2022, "self") in found) == (counted == 2)


def test_figures_are_published_as_they_were_written():
    """A share as count and total; a decimal with all its digits, never in powers of ten."""
    claims = {
        "3.1.1": {"previous": Decimal("2.00"), "current": Decimal("0.0000001")},
        "3.2.2": {"percent": Decimal("0.0000001")},
    }
    found = results([unit(CITY), unit(FIRST)], {(FIRST, 2022): dossier(FIRST, 2022, **claims)})
    said = json.loads(json.dumps(result_json(found[FIRST, 2022, "self"])))
    values = {id_: finding["value"] for id_, finding in said["indicators"].items()}
    assert values["1.1.1"] is True
    assert values["2.1.1"] == "95/100"
    assert values["3.1.1"] == {"previous": "2.00", "current": "0.0000001"}
    assert values["3.1.2"] == dict.fromkeys(BASE["district"]["3.1.2"]["parts"], "95")
    assert values["3.2.2"] == "0.0000001"


def test_a_need_is_published_with_what_its_rule_asks():
    claims = {"1.1.1": {"met": False}, "2.1.1": {"count": 61, "total": 74}, "3.2.3": {"count": 1, "total": 4}}
    found = results([unit(CITY), unit(FIRST)], {(FIRST, 2022): dossier(FIRST, 2022, **claims)})
    said = result_json(found[FIRST, 2022, "self"])
    assert said["next"] == {
        "level": 1,
        "needs": [
            {"indicator": "1.1.1", "asks": {"rule": "is-met"}},
            {"indicator": "3.2.3", "more": 1, "asks": {"rule": "at-least", "percent": "50"}},
        ],
    }
