"""Another rulebook needs no code: an invented edition (tests/editions/) from YAML alone.

It has other standards, indicators and measures (a graded percentage among them), four levels, a city with
one level, its own readings (one adopts the option with the patch, one regrades an indicator, one leaves one
out) and its own roadmap.
"""

import ast
from copy import deepcopy
from decimal import Decimal
from pathlib import Path

import pytest

import minhchung
from minhchung.assessing.as_json import result_json
from minhchung.assessing.assess import assess
from minhchung.checking.check import check
from minhchung.criteria.load import under
from minhchung.publishing.pages import dossier
from minhchung.publishing.site_data import SiteData, other_results
from minhchung.publishing.view import View
from tests.checking.cases import Memory
from tests.dossiers import HAI_PHONG, TESTS, edition, evidence, natural, read_strictly

FOLDER = TESTS / "editions"
OTHER = edition("vi-du-2031", FOLDER)
UNITS = natural(read_strictly(FOLDER / "evidence" / "units.yml"))["units"]
DISTRICT = natural(read_strictly(FOLDER / "evidence" / "ham-doc-1" / "2031" / "self-assessment.yml"))


def checked_evidence():
    files = {
        path.relative_to(FOLDER).as_posix(): path.read_bytes() for path in FOLDER.glob("evidence/**/*.yml")
    }
    checked = check(Memory(files), "evidence", {OTHER.id: OTHER})
    assert not checked.has_errors, checked.problems
    return checked.evidence


def district(**claims):
    """The results of a district that is at the highest level but for these claims."""
    dossier = deepcopy(DISTRICT)
    for id_, claim in claims.items():
        dossier["indicators"][id_] = {**claim, "evidence": ["bc-1"]}
    dossiers = {("ham-doc-1", 2031): {"self-assessment": dossier}}
    return assess(evidence(UNITS, dossiers, OTHER), {OTHER.id: OTHER})["ham-doc-1", 2031, "self"]


def test_files_are_checked_and_assessed_under_the_other_edition():
    """Schemas, checks, verdicts on every basis and the JSON of the results: all from the data."""
    results = assess(checked_evidence(), {OTHER.id: OTHER})
    said = {
        (unit, basis): (result.status, result.level, result.readings)
        for (unit, _, basis), result in results.items()
        if basis != "official"
    }
    assert said == {
        ("ham-doc", "self"): ("incomplete", None, ("readers-counted",)),
        ("ham-doc", "verified"): ("incomplete", None, ()),
        ("ham-doc-1", "self"): ("recognisable", 4, ()),
        ("ham-doc-1", "verified"): ("incomplete", None, ()),
        ("ham-doc-2", "self"): ("not-recognisable", 0, ("readers-counted",)),
        ("ham-doc-2", "verified"): ("incomplete", None, ()),
        ("ham-doc-3", "self"): ("not-submitted", None, ()),
        ("ham-doc-3", "verified"): ("not-submitted", None, ()),
    }
    city = result_json(results["ham-doc", 2031, "self"])
    assert city["criteria"] == "vi-du-2031/city"
    assert city["indicators"]["A.1.2"] == {"status": "no-data", "level": None, "value": "1/3", "pending": 1}


@pytest.mark.parametrize(
    ("percent", "level", "asked", "readings"),
    [
        ("49.99", 0, ("at-least", "60"), ()),
        ("59.99", 0, ("at-least", "60"), ()),  # in the lowest band, but its own rule asks more
        ("60", 1, ("above", "65"), ()),
        ("65", 1, ("above", "65"), ()),
        ("65.01", 2, ("at-least", "80"), ()),
        ("79.99", 2, ("at-least", "80"), ()),
        ("80", 3, ("above", "95"), ()),
        ("95", 3, ("above", "95"), ("diamond-edge",)),
        ("95.01", 4, None, ()),
    ],
)
def test_four_levels_of_a_graded_percentage(percent, level, asked, readings):
    """What is missing for the next level is said as an edge in percent: nothing is counted here."""
    result = district(**{"B.1.2": {"percent": Decimal(percent)}})
    assert (result.level, result.readings) == (level, readings)
    if asked is None:
        assert result.next is None
    else:
        [need] = result.next.needs
        assert (need.indicator, need.more, need.asks.kind, str(need.asks.percent)) == ("B.1.2", None, *asked)


@pytest.mark.parametrize(
    ("count", "level", "more"),
    [(0, 0, 13), (12, 0, 1), (13, 1, 4), (16, 1, 1), (17, 2, 3), (20, 3, 4), (23, 3, 1), (24, 4, None)],
)
def test_four_levels_of_a_share_in_whole_units(count, level, more):
    result = district(**{"B.1.1": {"count": count, "total": 25}})
    assert result.level == level
    assert (result.next.needs[0].more if result.next else None) == more


def test_a_rule_that_excludes_its_edge_beats_a_band_that_includes_it():
    """“Trên 50%”: exactly half is not met, though the lowest band begins there."""
    result = district(**{"B.1.1": {"count": 50, "total": 100}})
    assert (result.status, result.findings["B.1.1"].level) == ("not-recognisable", 0)
    assert result.next.needs[0].more == 1


def test_an_option_may_take_an_indicator_from_the_graded_to_the_required():
    """At 40% the indicator is met where it is only required, and below the lowest band where it is graded."""
    result = district(**{"B.1.3": {"count": 45, "total": 100}})
    assert (result.status, result.readings) == ("not-recognisable", ("quiet-rooms-graded",))


def test_an_option_may_leave_an_indicator_out():
    result = district(**{"A.1.4": {"previous": 5, "current": 5}})
    assert (result.status, result.readings) == ("not-recognisable", ("readers-counted",))


def test_the_page_of_a_dossier_says_which_reading_leaves_an_indicator_out():
    found, editions = checked_evidence(), {OTHER.id: OTHER}
    data = SiteData(found, editions, assess(found, editions), "vi", other_results(found, editions))
    page = dossier.page(View(data), found.units["ham-doc-1"], 2031)
    assert "".join(page.slots.values()).count("<strong>không xét chỉ báo này</strong>") == 1


def test_two_parts_in_one_group_are_one_pooled_figure():
    """Both reach 75: met. None does: not met. Between the two nobody knows the volumes."""
    parts = {
        (80, 80): "recognisable",
        (74, 80): "incomplete",
        (74, 74): "not-recognisable",
    }
    for (libraries, rooms), status in parts.items():
        assert district(**{"A.1.3": {"parts": {"libraries": libraries, "rooms": rooms}}}).status == status


def test_the_adopted_option_may_be_the_one_with_the_patch():
    """Then the other option is the data without it."""
    assert OTHER.sets["city"].indicators["A.1.2"].rule.basis == "self"
    assert under(OTHER, {"same-year": "same"}).sets["city"].indicators["A.1.2"].rule.basis == "same"


def test_a_year_keeps_its_rules():
    """Two editions side by side: a unit without a dossier is judged by the edition that its year names."""
    hai_phong = {
        "unit": "ham-doc-1",
        "year": 2022,
        "criteria": f"{HAI_PHONG}/district",
        "origin": "submission",
    }
    dossiers = {
        ("ham-doc-1", 2022): {"self-assessment": {**hai_phong, "indicators": {}}},
        ("ham-doc-1", 2031): {"self-assessment": DISTRICT},
    }
    editions = {OTHER.id: OTHER, HAI_PHONG: edition()}
    results = assess(evidence(UNITS, dossiers, *editions.values()), editions)
    sets = {(unit, year): result.criteria for (unit, year, _), result in results.items()}
    assert sets["ham-doc-2", 2022] == f"{HAI_PHONG}/district"
    assert sets["ham-doc-2", 2031] == "vi-du-2031/district"
    assert sets["ham-doc", 2031] == "vi-du-2031/city"


def test_no_indicator_is_named_in_python():
    """What an indicator asks is data: its id, and its slug, never stand in code."""
    names = {
        name
        for found in (edition(), OTHER)
        for criteria in found.sets.values()
        for indicator in criteria.indicators.values()
        for name in (indicator.id, indicator.slug)
    }
    for path in Path(minhchung.__file__).parent.rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        constants = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)}
        assert not names & constants, path
