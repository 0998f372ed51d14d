"""A share drawn as a bar from 0 to 100, with the edges of the levels. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from minhchung.criteria.model import CriteriaSet, Indicator
from minhchung.criteria.rules import Tally, percent_of
from minhchung.evidence.model import Percentage, Share, Value


@dataclass(frozen=True, slots=True)
class Bar:
    """Lengths and places in percent, as SVG writes numbers. The figure itself stands beside it in words."""

    percent: str
    edges: tuple[str, ...]
    gap: str = ""  # how much longer it has to become, where that is asked


def bar(
    value: Value | Tally | None, indicator: Indicator, criteria: CriteriaSet, asked: int | None = None
) -> Bar | None:
    """The bar of a share, or of another proportion that is graded; None where there is nothing to draw.

    `asked` is the count that is needed, where one is.
    """
    graded = indicator.id in criteria.recognition.graded
    percent = percent_of(value) if isinstance(value, Share | Percentage | Tally) else None
    if percent is None or (isinstance(value, Percentage) and not graded):
        return None
    edges = [band.edge for band in criteria.recognition.bands] if graded else [indicator.rule.percent]
    shown = tuple(f"{edge.normalize():f}" for edge in edges if edge is not None and edge < 100)
    length, gap = _within(percent), ""
    if asked is not None and isinstance(value, Share | Tally):
        gap = f"{float(_within(Fraction(100 * asked, value.total)) - length):.2f}"
    return Bar(f"{float(length):.2f}", shown, gap)


def _within(percent: Fraction) -> Fraction:
    return min(max(percent, Fraction(0)), Fraction(100))
