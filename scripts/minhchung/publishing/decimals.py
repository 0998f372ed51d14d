"""A percentage as it is shown: as many decimals as it takes to stand on the right side of every edge."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

PLACES = 2  # as official reports write them


def shown(percent: Fraction, edges: Iterable[Fraction] = (), places: int = PLACES) -> Decimal:
    """`percent` with at least `places` decimals, and more where rounding would reach or cross one of `edges`.

    A percentage that needs no rounding is written without needless zeros, so 80 is exactly 80 and 80.00 is not.
    """
    for exact in range(places + 1):
        if (percent * 10**exact).denominator == 1:
            return _decimal(int(percent * 10**exact), exact)
    limits = tuple(edges)
    while True:
        digits = round(percent * 10**places)
        rounded = Fraction(digits, 10**places)
        if all(_side(rounded, edge) == _side(percent, edge) for edge in limits):
            return _decimal(digits, places)
        places += 1


def _side(percent: Fraction, edge: Fraction) -> int:
    return (percent > edge) - (percent < edge)


def _decimal(digits: int, places: int) -> Decimal:
    return Decimal(f"{digits}e-{places}")
