"""A percentage is shown with as many decimals as it takes to stand on the right side of every edge."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minhchung.publishing.decimals import shown

EDGES = tuple(Fraction(edge) for edge in (0, 50, 70, 80, 90, 100))
SHARES = st.integers(1, 10**6).flatmap(lambda total: st.tuples(st.integers(0, total), st.just(total)))


@pytest.mark.parametrize(
    ("count", "total", "text"),
    [
        (61, 74, "82.43"),
        (12, 15, "80"),
        (5, 8, "62.5"),
        (2, 3, "66.67"),
        (0, 15, "0"),
        (74, 74, "100"),
        (2701, 3001, "90.003"),
        (69999, 100000, "69.999"),
        (799999, 1000000, "79.9999"),
        (999999, 1000000, "99.9999"),
        (1, 1000000, "0.0001"),
        (75001, 100000, "75.00"),
    ],
)
def test_shares_of_a_report(count, total, text):
    assert str(shown(Fraction(100 * count, total), EDGES)) == text


@given(SHARES)
def test_it_stands_on_the_same_side_of_every_edge_as_the_exact_share(share):
    exact = Fraction(100 * share[0], share[1])
    value = Fraction(shown(exact, EDGES))
    for edge in EDGES:
        assert (value < edge, value == edge) == (exact < edge, exact == edge)


@given(SHARES)
def test_it_is_as_close_as_its_decimals_allow_and_has_none_to_spare(share):
    exact = Fraction(100 * share[0], share[1])
    value = shown(exact, EDGES)
    places = -int(value.as_tuple().exponent)
    assert abs(Fraction(value) - exact) <= Fraction(1, 2 * 10**places)
    if Fraction(value) != exact and places > 2:
        shorter = Fraction(round(exact * 10 ** (places - 1)), 10 ** (places - 1))
        assert any((shorter > edge, shorter < edge) != (exact > edge, exact < edge) for edge in EDGES)


@given(st.decimals(0, 100, places=2))
def test_what_needs_no_rounding_is_shown_exactly_and_without_needless_zeros(percent):
    value = shown(Fraction(percent), EDGES)
    assert Fraction(value) == Fraction(percent)
    assert not str(value).endswith("0") or value == value.to_integral_value()


def test_a_rounded_share_keeps_the_zeros_that_say_so():
    assert shown(Fraction(75001, 1000)) == Decimal("75.00")
    assert str(shown(Fraction(75001, 1000))) == "75.00"
