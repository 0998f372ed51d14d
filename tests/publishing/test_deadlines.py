"""Where a dossier stands against the roadmap: only dates on file count, there is no today."""

from dataclasses import replace

import pytest

from minhchung.criteria.load import under
from minhchung.publishing.deadlines import roadmap_year, standing, tracked
from tests.dossiers import edition
from tests.publishing.small_city import self_assessment, small_city

DUTIES = {duty.tracks: duty for duty in tracked(edition())}


def submitted(day: str | None):
    dossier = small_city().dossiers["song-xanh", 2022]
    assert dossier.self_assessment
    return replace(dossier, self_assessment=replace(dossier.self_assessment, submitted=day))


@pytest.mark.parametrize(
    ("day", "adopted", "otherwise"),
    [
        ("2022-12-14", "in-time", "in-time"),
        ("2022-12-15", "late", "in-time"),
        ("2022-12-16", "late", "late"),
        (None, "none", "none"),
    ],
)
def test_the_last_day_in_time_is_the_day_before_the_one_named(day, adopted, otherwise):
    """Under the other option of the reading `deadline` the day named still counts."""
    other = under(edition(), {"deadline": "b"}).roadmap.duties[DUTIES["submission"].id]
    assert standing(DUTIES["submission"], submitted(day)).state == adopted
    assert standing(other, submitted(day)).state == otherwise


def test_a_verification_belongs_into_its_month():
    dossier = small_city().dossiers["song-xanh", 2022]
    for day, state in (("2022-11-30", "early"), ("2022-12-31", "in-time"), ("2023-01-01", "late")):
        assert dossier.verification
        moved = replace(dossier, verification=replace(dossier.verification, date=day))
        assert standing(DUTIES["verification"], moved).state == state


def test_a_collection_from_public_sources_submits_nothing():
    files = {"self-assessment": self_assessment(origin="public-sources")}
    dossier = small_city({("song-xanh", 2022): files}).dossiers["song-xanh", 2022]
    assert standing(DUTIES["submission"], dossier).state == "none"


def test_the_roadmap_is_about_the_year_of_its_deadline():
    assert roadmap_year(edition()) == 2022
