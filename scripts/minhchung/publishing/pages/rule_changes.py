"""Where the rules changed between two years: what an edition kept, changed, added and dropped. Pure.

Indicators of two editions are the same one where they share a slug, whatever their numbers.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from minhchung.criteria.model import CriteriaSet, Edition, Indicator
from minhchung.i18n import N_
from minhchung.publishing.arithmetic import band_range, rule_in_words
from minhchung.publishing.view import View

KEPT, CHANGED, ADDED, DROPPED = N_("giữ nguyên"), N_("đã đổi"), N_("mới"), N_("không còn")
REQUIRED, GRADED = N_("phải đạt"), N_("xếp mức độ")


@dataclass(frozen=True, slots=True)
class Line:
    """One indicator, before and after; None where the edition of that time has none."""

    before: Indicator | None
    after: Indicator | None
    was: str
    now: str
    how: str  # a message id


@dataclass(frozen=True, slots=True)
class SetChange:
    """Two criteria sets for the same kind of units."""

    before: CriteriaSet
    after: CriteriaSet
    lines: list[Line]
    bands_before: list[tuple[int, str]]  # level, and its percentages
    bands_after: list[tuple[int, str]]


@dataclass(frozen=True, slots=True)
class RuleChange:
    """From the year `before` to the year `after` another edition is in force."""

    before: int
    after: int
    was: Edition
    now: Edition
    sets: list[SetChange]


def years_of_change(view: View) -> list[tuple[int, int]]:
    """The years that follow each other on the site under different editions."""
    return [
        (before, after)
        for before, after in pairwise(view.years)
        if view.edition(before).id != view.edition(after).id
    ]


def rule_changes(view: View) -> list[RuleChange]:
    """Each change of edition between two years that follow each other on the site, the newest first."""
    found = []
    for before, after in reversed(years_of_change(view)):
        was, now = view.edition(before), view.edition(after)
        sets = [_sets(view, was.sets[name], now.sets[name]) for name in now.sets if name in was.sets]
        found.append(RuleChange(before, after, was, now, sets))
    return found


def _sets(view: View, before: CriteriaSet, after: CriteriaSet) -> SetChange:
    return SetChange(
        before, after, list(_lines(view, before, after)), _bands(view, before), _bands(view, after)
    )


def _lines(view: View, before: CriteriaSet, after: CriteriaSet) -> Iterator[Line]:
    old = {indicator.slug: indicator for indicator in before.indicators.values()}
    new = {indicator.slug: indicator for indicator in after.indicators.values()}
    for slug in dict.fromkeys((*new, *old)):
        one, other = old.get(slug), new.get(slug)
        was = _rule(view, before, one) if one else ""
        now = _rule(view, after, other) if other else ""
        how = ADDED if one is None else DROPPED if other is None else KEPT if was == now else CHANGED
        yield Line(one, other, was, now, how)


def _rule(view: View, criteria: CriteriaSet, indicator: Indicator) -> str:
    graded = indicator.id in criteria.recognition.graded
    return f"{rule_in_words(view.s, indicator)} ({view.s._(GRADED if graded else REQUIRED)})"


def _bands(view: View, criteria: CriteriaSet) -> list[tuple[int, str]]:
    recognition = criteria.recognition
    return [(band.level, band_range(view.s, band, recognition)) for band in recognition.bands]
