"""The fictional city shows every state there is; the tests, the demonstration and its README rely on it."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import get_args
from urllib.parse import urlsplit

import pytest

from minhchung.assessing.assess import Results, assess
from minhchung.assessing.model import Finding, FindingStatus, Result, ResultStatus
from minhchung.evidence.model import Change, Claim, Document, Dossier, Share
from minhchung.workspace import Workspace

ROOT = Path(__file__).parents[1]
CITY = "may-biec"
YEARS = (2022, 2023, 2024)
DEADLINE = "2022-12-15"  # section V.2.5: “trước ngày 15/12/2022”


@cache
def example() -> Workspace:
    return Workspace.open(ROOT / "examples" / CITY, ROOT / "criteria")


@cache
def results() -> Results:
    return assess(example().evidence, example().editions)


def dossiers() -> Iterator[Dossier]:
    return iter(example().evidence.dossiers.values())


def dossier(unit: str, year: int) -> Dossier:
    return example().evidence.dossiers[unit, year]


def findings() -> Iterator[tuple[Result, Finding]]:
    return ((result, finding) for result in results().values() for finding in result.findings.values())


def claims() -> Iterator[tuple[Dossier, str, Claim]]:
    for each in dossiers():
        if each.self_assessment:
            yield from ((each, id_, claim) for id_, claim in each.self_assessment.claims.items())


def documents() -> Iterator[Document]:
    return (document for each in dossiers() for document in each.documents())


def test_it_has_no_error_and_only_the_warnings_it_means_to_show() -> None:
    found = Counter((problem.severity, problem.code) for problem in example().checked.problems)
    assert found == {
        ("warning", "not-a-pilot"): 8,
        ("warning", "no-evidence"): 3,
        ("warning", "differing-totals"): 1,
    }


def test_it_is_the_only_example_and_says_everywhere_that_it_is_fictional() -> None:
    folders = [path.name for path in (ROOT / "examples").iterdir() if (path / "units.yml").is_file()]
    assert folders == [CITY]
    for path in (ROOT / "examples" / CITY).rglob("*.yml"):
        assert "DỮ LIỆU HƯ CẤU" in path.read_text(encoding="utf-8"), path
    assert {each.self_assessment.origin for each in dossiers() if each.self_assessment} == {"example"}
    hosts = {urlsplit(url).hostname or "" for each in documents() for url in (each.url, each.archived) if url}
    assert {host.rpartition(".")[2] for host in hosts} == {"example"}


def test_it_shares_no_name_with_the_real_city() -> None:
    real = Workspace.open(ROOT / "evidence", ROOT / "criteria").evidence.units.values()
    names = [
        {unit.name for unit in units} | {commune.name for unit in units for commune in unit.communes or ()}
        for units in (real, example().evidence.units.values())
    ]
    assert names[0].isdisjoint(names[1])


@pytest.mark.parametrize("year", YEARS)
def test_eight_districts_exist_in_each_year(year: int) -> None:
    assert len(example().evidence.districts(year)) == 8


def test_units_of_every_sort() -> None:
    """Pilot or not, without communes, and one that another replaced between two years."""
    units = example().evidence.units
    districts = [unit for unit in units.values() if unit.parent]
    assert {unit.pilot for unit in districts} == {True, False}
    assert any(unit.communes == () for unit in districts)
    (old,) = [unit for unit in districts if unit.replaced_by]
    (new,) = [units[id_] for id_ in old.replaced_by]
    assert [(old.exists_in(year), new.exists_in(year)) for year in YEARS] == [
        (True, False),
        (True, False),
        (False, True),
    ]
    assert {(old.id, 2023), (new.id, 2024)} <= set(example().evidence.dossiers)


@pytest.mark.parametrize("status", get_args(ResultStatus))
def test_every_status_of_a_result_occurs(status: str) -> None:
    assert any(result.status == status for result in results().values())


@pytest.mark.parametrize("basis", ["self", "verified", "official"])
@pytest.mark.parametrize("level", [0, 1, 2, 3, None])
def test_every_level_occurs_on_every_basis(level: int | None, basis: str) -> None:
    assert any(result.level == level and result.basis == basis for result in results().values())


@pytest.mark.parametrize("status", get_args(FindingStatus))
def test_every_status_of_a_finding_occurs(status: str) -> None:
    assert any(finding.status == status for _, finding in findings())


@pytest.mark.parametrize("why", ["zero-total", "zero-rate", "not-comparable", "rejected", "pending"])
def test_every_reason_for_a_finding_occurs(why: str) -> None:
    """But for those that only another reading brings about: no previous figure, parts that cannot be pooled."""
    assert any(finding.why == why for _, finding in findings())


@pytest.mark.parametrize(("edge", "level"), [(70, 1), (80, 1), (90, 2)])
def test_each_edge_of_a_band_is_met_exactly(edge: int, level: int) -> None:
    assert any(
        finding.claim
        and isinstance(finding.claim.value, Share)
        and finding.claim.value.total
        and Fraction(100 * finding.claim.value.count, finding.claim.value.total) == edge
        and finding.level == level
        for _, finding in findings()
    )


def test_one_required_indicator_alone_takes_every_level_away() -> None:
    result = results()["ben-trang", 2023, "self"]
    assert [finding.indicator for finding in result.findings.values() if finding.status != "met"] == ["3.1.2"]
    assert (result.status, result.level) == ("not-recognisable", 0)


def test_a_draft_and_units_that_did_not_submit() -> None:
    assert results()["canh-buom", 2023, "self"].draft
    assert results()["canh-buom", 2022, "self"].status == "not-submitted"  # a pilot
    assert results()["sao-bien", 2022, "self"].status == "not-submitted"  # not a pilot


@pytest.mark.parametrize(
    ("unit", "indicator"),
    [("sao-bien", "2.1.2"), ("sao-bien", "2.2.4"), ("hoa-nang", "2.2.3"), ("doi-gio", "3.1.1")],
)
def test_what_does_not_apply_is_open_until_the_verifier_grants_it(unit: str, indicator: str) -> None:
    """No communes, no centre, a poverty rate of 0 that stays 0."""
    assert results()[unit, 2024, "self"].findings[indicator].status == "no-data"
    assert results()[unit, 2024, "verified"].findings[indicator].status == "not-applicable"


def test_the_verifier_says_everything_that_a_verifier_can_say() -> None:
    outcomes = {
        verdict.outcome
        for each in dossiers()
        if each.verification
        for verdict in each.verification.verdicts.values()
    }
    assert outcomes == {"accepted", "corrected", "rejected", "not-applicable"}
    partly = dossier("canh-buom", 2024)
    assert partly.verification
    assert partly.self_assessment
    assert set(partly.verification.verdicts) < set(partly.self_assessment.claims)
    assert dossier("suoi-biec", 2022).verification is None


def test_a_correction_changes_a_level_and_the_unit_disagrees() -> None:
    assert results()["song-xanh", 2022, "self"].level == 2
    assert results()["song-xanh", 2022, "verified"].level == 1
    answers = {answer.agrees for each in dossiers() if each.reply for answer in each.reply.answers.values()}
    assert answers == {True, False}


def test_decisions_agree_with_the_verified_result_or_contradict_it() -> None:
    decided = [(each.unit, each.year) for each in dossiers() if each.decision]
    against = [
        key for key in decided if results()[*key, "official"].level != results()[*key, "verified"].level
    ]
    assert against == [("song-xanh", 2022)]
    assert len(decided) > 10
    assert {each.decision.outcome for each in dossiers() if each.decision} == {"recognised", "not-recognised"}


def test_submitted_before_on_and_after_the_deadline() -> None:
    pilots = {unit.id for unit in example().evidence.units.values() if unit.pilot}
    days = {
        each.self_assessment.submitted or ""
        for each in dossiers()
        if each.year == 2022 and each.unit in pilots and each.self_assessment
    }
    assert min(days) < DEADLINE < max(days)
    assert DEADLINE in days


def test_documents_of_every_sort() -> None:
    found = list(documents())
    assert {each.access for each in found} == {"public", "restricted"}
    assert all(each.holder and each.request and not each.url for each in found if each.access == "restricted")
    assert any(each.file for each in found)
    assert any(each.url for each in found)
    assert any(each.archived for each in found)
    assert all(each.sha256 for each in found if each.access == "public")
    cited = [citation for _, _, claim in claims() for citation in claim.evidence]
    assert any(citation.page and citation.quote for citation in cited)


def test_every_file_beside_a_dossier_is_one_of_its_documents() -> None:
    described = {
        f"{each.unit}/{each.year}/{document.file}"
        for each in dossiers()
        for document in each.documents()
        if document.file
    }
    folder = ROOT / "examples" / CITY
    assert {path.relative_to(folder).as_posix() for path in folder.rglob("*.pdf")} == described


def test_figures_of_every_status() -> None:
    assert {claim.status for _, _, claim in claims()} == {None, "estimated", "preliminary", "official"}
    assert any(isinstance(claim.value, Change) and not claim.value.comparable for _, _, claim in claims())


def test_observations_on_indicators_and_on_the_whole() -> None:
    made = [each for one in dossiers() if one.self_assessment for each in one.self_assessment.observations]
    assert any(each.indicator is None for each in made)
    assert len({each.indicator for each in made}) >= 4


@pytest.mark.parametrize(
    ("year", "status", "level"), [(2022, "no-data", None), (2023, "not-met", 0), (2024, "met", 2)]
)
def test_the_indicator_derived_from_the_districts_is_open_out_of_reach_and_met(
    year: int, status: str, level: int | None
) -> None:
    for basis in ("verified", "official"):
        finding = results()[CITY, year, basis].findings["2.1.2"]
        assert (finding.status, finding.level) == (status, level)


def test_the_ministry_decides_on_the_city_and_once_the_preparer_verified() -> None:
    decided = {year: dossier(CITY, year).decision for year in YEARS}
    assert decided[2022] is None
    assert {each.decided_by for each in decided.values() if each} == {"Bộ Giáo dục và Đào tạo"}
    prepared, verified = dossier(CITY, 2022).self_assessment, dossier(CITY, 2022).verification
    assert prepared
    assert verified
    assert prepared.prepared_by == verified.verified_by


@pytest.mark.parametrize(
    "reading",
    [
        "band-edges",
        "poverty-fall",
        "districts-counted",
        "recognised-means",
        "environment-parts",
        "science-growth",
        "school-violence-falls",
    ],
)
def test_some_result_depends_on_each_reading_that_can_change_one_and_some_does_not(reading: str) -> None:
    assert {reading in result.readings for result in results().values()} == {True, False}


def test_everything_happened_in_its_order() -> None:
    for each in dossiers():
        days = [
            each.self_assessment and each.self_assessment.submitted,
            each.verification and each.verification.date,
            each.reply and each.reply.date,
            each.decision and each.decision.date,
        ]
        said = [date.fromisoformat(day) for day in days if day]
        assert all(earlier <= later for earlier, later in pairwise(said)), (each.unit, each.year)


def test_the_readme_points_to_dossiers_that_exist() -> None:
    text = (ROOT / "examples" / CITY / "README.md").read_text(encoding="utf-8")
    named = {part for part in text.split("`") if part.count("/") == 1 and part.rpartition("/")[2].isdigit()}
    absent = {name for name in named if not (ROOT / "examples" / CITY / name).is_dir()}
    assert absent == {"canh-buom/2022", "sao-bien/2022"}  # those that did not submit
    assert len(named) > 20
