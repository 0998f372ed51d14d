"""How long a kind of document counts as current is a setting of the edition, and the plan of 2022 sets none."""

import pytest

from minhchung.criteria.lifetime import kind_of, out_of_date
from minhchung.criteria.load import load_edition
from minhchung.criteria.node import CriteriaError
from tests.checking.cases import editions


def edition(lifetimes):
    """The plan's edition with `lifetimes` in its roadmap."""
    data = editions()["hai-phong-2022"].data
    return load_edition("hai-phong-2022", {**data, "roadmap": {**data["roadmap"], "lifetimes": lifetimes}})


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        ("31/NQ-HĐND", "NQ"),
        ("22/2020/TT-BGDĐT", "TT"),
        ("12a/QĐ-UBND", "QĐ"),
        ("08-NQ/TU", "NQ"),
        ("5195/BGDĐT-GDTX", "BGDĐT"),
        ("khong-so", None),
        ("", None),
        (None, None),
    ],
)
def test_the_number_names_the_kind(number, kind):
    assert kind_of(number) == kind


def test_the_plan_calls_nothing_out_of_date():
    assert not out_of_date("1/KH-UBND", "1990-01-01", 2022, editions()["hai-phong-2022"])


@pytest.mark.parametrize(
    ("number", "issued", "late"),
    [
        ("1/KH-UBND", "2020-12-30", True),
        ("1/KH-UBND", "2020-12-31", False),
        ("1/KH-UBND", "2024-02-29", False),
        ("1/KH-UBND", None, False),
        ("1/NQ-HĐND", "1990-01-01", False),
    ],
)
def test_a_lifetime_ends_years_after_the_day_of_issue(number, issued, late):
    """Held against the last day of the assessed year, so that it does not depend on when one looks."""
    two_years = edition({"KH": {"years": "2", "note": {"vi": "Hai năm.", "en": "Two years."}}})
    assert out_of_date(number, issued, 2022, two_years) == late


def test_a_lifetime_says_how_long_and_why():
    for entry in (
        {"years": "2"},
        {"years": "two", "note": {"vi": "a", "en": "b"}},
        {"years": "2", "why": "x"},
    ):
        with pytest.raises(CriteriaError):
            edition({"KH": entry})
