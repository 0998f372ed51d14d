"""The engine and a second implementation, written from the texts alone, conclude the same of thousands of dossiers."""

from pathlib import Path
from typing import Any

import pytest

from minhchung.assessing.as_json import result_json
from minhchung.assessing.assess import assess
from tests import oracle
from tests.dossiers import edition, evidence
from tests.random_dossiers import Draw

CITIES = 30  # each with up to 13 districts and dossiers of 20 years


@pytest.mark.parametrize("city", range(CITIES))
def test_the_engine_agrees_with_the_oracle(city):
    """Status, level, findings, what is missing, and the readings it all depends on, on every basis."""
    units, dossiers = Draw(city).city()
    results = assess(evidence(units, dossiers), {edition().id: edition()})
    expected = oracle.assess(units, dossiers)
    assert results.keys() == expected.keys()
    for key, result in results.items():
        assert as_published(result) == as_expected(expected[key]), key


def as_published(result):
    """What `minhchung assess --format json` says, without what the texts leave open."""
    said = result_json(result)
    settled = said["status"] in ("recognisable", "not-recognisable") and said["next"] is not None
    return {
        "status": said["status"],
        "level": said["level"],
        "draft": said.get("draft", False),
        "indicators": {
            indicator: (found["status"], found["level"], found["value"] if counted(found["value"]) else None)
            for indicator, found in said["indicators"].items()
        },
        "next": {
            "level": said["next"]["level"],
            "needs": {need["indicator"]: need.get("more") for need in said["next"]["needs"]},
        }
        if settled
        else None,
        "readings": set(said["readings"]),
    }


def as_expected(result):
    return {
        "status": result["status"],
        "level": result["level"],
        "draft": result["draft"],
        "indicators": {
            indicator: (found["status"], found["level"], value(found))
            for indicator, found in result["findings"].items()
        },
        "next": result["next"],
        "readings": result["readings"],
    }


def counted(value):
    return isinstance(value, str) and "/" in value


def value(found):
    claim = found["claim"]
    if claim is None or "count" not in claim:
        return None
    return f"{claim['count']}/{claim['total']}"


def test_the_random_dossiers_show_every_state():
    """A comparison proves nothing about a state that never comes up."""
    seen: set[Any] = set()
    for city in range(0, CITIES, 6):
        for (_, _, basis), result in oracle.assess(*Draw(city).city()).items():
            seen.add((basis, result["status"], result["level"]))
            seen.update((basis, found["status"]) for found in result["findings"].values())
            seen.update(result["readings"])
    on_claims: list[Any] = [
        ("recognisable", 1),
        ("recognisable", 2),
        ("recognisable", 3),
        ("not-recognisable", 0),
    ]
    on_claims += [("incomplete", None), ("not-submitted", None)]
    official = [
        ("recognised", 1),
        ("recognised", 2),
        ("recognised", 3),
        ("not-recognised", 0),
        ("undecided", None),
    ]
    wanted: set[Any] = {("official", *state) for state in official}
    wanted |= {(basis, *state) for basis in ("self", "verified") for state in on_claims}
    wanted |= {("self", status) for status in ("met", "not-met", "no-data", "no-evidence")}
    wanted |= {
        ("verified", status)
        for status in ("met", "not-met", "no-data", "no-evidence", "not-applicable", "not-verified")
    }
    wanted |= set(oracle.READINGS)
    assert not wanted - seen


def test_the_oracle_reads_nothing_of_the_engine():
    lines = Path(oracle.__file__).read_text(encoding="utf-8").splitlines()
    imports = [line.split()[1] for line in lines if line.startswith(("import ", "from "))]
    assert imports == ["fractions", "typing"]
