"""The closed set of rules: small pure functions from a claimed value to an outcome, all exact.

Every number comes from the criteria data through :class:`~minhchung.criteria.model.Rule`; no
threshold and no indicator stands here. Comparison is in whole fractions, never in rounded percent.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any, Literal

from minhchung.criteria.model import Band, Rule
from minhchung.evidence.model import Change, Declared, Parts, Percentage, Share

Status = Literal["met", "not-met", "no-data"]

GRADABLE = ("at-least", "above", "units-at-level")  # rules with an edge in percent, the more the better


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a rule says of a value; `why` is a code for a reason that the status does not tell."""

    status: Status
    why: str | None = None


@dataclass(frozen=True, slots=True)
class Tally:
    """How many districts reached the lowest level, how many are still open, of how many."""

    count: int
    pending: int
    total: int


Counted = Share | Percentage | Tally  # what stands for a percentage


@dataclass(frozen=True, slots=True)
class Kind:
    """A rule: its function, the measures it can judge, and the parameters it needs."""

    judge: Callable[[Any, Rule], Outcome]
    measures: tuple[str, ...]
    needs: tuple[str, ...] = ()
    part: str | None = None  # the kind of part it can judge, of a measure in parts


MET, NOT_MET = Outcome("met"), Outcome("not-met")
ZERO_TOTAL = Outcome("no-data", "zero-total")
NOT_COMPARABLE = Outcome("no-data", "not-comparable")


def _verdict(met: bool) -> Outcome:
    return MET if met else NOT_MET


def percent_of(value: Counted) -> Fraction | None:
    """The exact percentage a value stands for; None where nothing is counted (a total of 0)."""
    if isinstance(value, Percentage):
        return Fraction(value.percent)
    return Fraction(100 * value.count, value.total) if value.total else None


def reaches(value: Counted, edge: Decimal, inclusive: bool) -> bool:
    """Whether a value stands above an edge in percent, or on it where the edge is `inclusive`.

    100 · count is held against edge · total in whole numbers; a published percentage as it is written.
    """
    if isinstance(value, Percentage):
        return value.percent >= edge if inclusive else value.percent > edge
    numerator, denominator = edge.as_integer_ratio()
    counted, asked = 100 * value.count * denominator, numerator * value.total
    return counted >= asked if inclusive else counted > asked


def is_met(value: Declared, rule: Rule) -> Outcome:
    """The unit declares that it is so."""
    return _verdict(value.met)


def at_least(value: Share | Percentage, rule: Rule) -> Outcome:
    """“Tối thiểu 70%”, “đạt 66%”: the share reaches the percentage, the edge included."""
    if isinstance(value, Share) and not value.total:
        return ZERO_TOTAL
    return _verdict(reaches(value, _number(rule.percent), inclusive=True))


def above(value: Share | Percentage, rule: Rule) -> Outcome:
    """“tăng so với năm trước”, as growth published in percent: strictly above the edge."""
    if isinstance(value, Share) and not value.total:
        return ZERO_TOTAL
    return _verdict(reaches(value, _number(rule.percent), inclusive=False))


def below(value: Percentage, rule: Rule) -> Outcome:
    """“giảm xuống dưới 0.05%”: strictly below the edge and, where the rule says so, below last year's."""
    if value.percent >= _number(rule.percent):
        return NOT_MET
    if rule.falls:
        if value.previous is None:
            return Outcome("no-data", "no-previous")
        return _verdict(value.percent < value.previous)
    return MET


def falls_by(value: Change, rule: Rule) -> Outcome:
    """“giảm 1.5 phần trăm so với năm trước”: of last year's rate, or in percentage points.

    A rate of 0 that stays 0 cannot fall: it is no data until the verifier grants an exemption.
    """
    if not value.comparable:
        return NOT_COMPARABLE
    previous, current = Fraction(value.previous), Fraction(value.current)
    if previous == 0:
        return Outcome("no-data", "zero-rate") if current == 0 else NOT_MET
    asked = Fraction(_number(rule.amount))
    if rule.as_ == "percent-of-previous":
        asked = asked * previous / 100
    return _verdict(previous - current >= asked)


def each_at_least(value: Parts, rule: Rule) -> Outcome:
    """“… và … đạt từ 90% trở lên”: every group of parts reaches the percentage.

    A group of several parts is one pooled figure whose volumes nobody submits. It certainly reaches
    the edge when each part does, certainly does not when none does; between the two nothing is known.
    """
    edge = _number(rule.percent)
    unknown = False
    for group in rule.groups:
        reaching = [_rate(value.parts[part]) >= edge for part in group]
        if not any(reaching):
            return NOT_MET
        unknown = unknown or not all(reaching)
    return Outcome("no-data", "mixed-parts") if unknown else MET


def rises(value: Parts | Change, rule: Rule) -> Outcome:
    """“tăng so với năm trước”: the sum of the parts rises, or each of them."""
    changes = (
        [value] if isinstance(value, Change) else [c for c in value.parts.values() if isinstance(c, Change)]
    )
    if not all(change.comparable for change in changes):
        return NOT_COMPARABLE
    if rule.over == "each":
        return _verdict(all(change.current > change.previous for change in changes))
    return _verdict(_sum(c.current for c in changes) > _sum(c.previous for c in changes))


def units_at_level(value: Tally, rule: Rule) -> Outcome:
    """“Tối thiểu 70% quận/huyện được công nhận”: districts that reached a level, of all that count.

    Districts whose result is still open could yet reach one: not met only when even all of them
    would not suffice.
    """
    if not value.total:
        return ZERO_TOTAL
    edge = _number(rule.percent)
    if reaches(value, edge, inclusive=True):
        return MET
    at_best = Tally(value.count + value.pending, 0, value.total)
    return Outcome("no-data", "pending") if reaches(at_best, edge, inclusive=True) else NOT_MET


RULES: dict[str, Kind] = {
    "is-met": Kind(is_met, ("declared",)),
    "at-least": Kind(at_least, ("share", "percentage"), ("percent",)),
    "above": Kind(above, ("share", "percentage"), ("percent",)),
    "below": Kind(below, ("percentage",), ("percent",)),
    "falls-by": Kind(falls_by, ("change",), ("amount", "as")),
    "each-at-least": Kind(each_at_least, ("parts",), ("percent", "groups"), "percentage"),
    "rises": Kind(rises, ("parts", "change"), ("over",), "change"),
    "units-at-level": Kind(units_at_level, ("derived",), ("percent", "of", "basis")),
}


def band_level(value: Counted, bands: Iterable[Band]) -> int:
    """The highest level whose lower edge the value reaches; 0 where it reaches none."""
    return max((band.level for band in bands if reaches(value, band.edge, band.inclusive)), default=0)


def count_for(band: Band, total: int) -> int:
    """The smallest whole count out of `total` that reaches `band`."""
    exact = Fraction(band.edge) * total / 100
    whole = exact.numerator // exact.denominator
    return whole if band.inclusive and whole == exact else whole + 1


def count_for_rule(rule: Rule, total: int) -> int:
    """The smallest whole count out of `total` that a rule on a share asks for."""
    return count_for(Band(0, rule.percent or Decimal(0), rule.kind != "above", ""), total)


def _number(number: Decimal | None) -> Decimal:
    assert number is not None  # the loader asks for what each rule needs
    return number


def _rate(part: Decimal | Change) -> Decimal:
    assert not isinstance(part, Change)  # the loader admits only parts that are percentages
    return part


def _sum(numbers: Iterable[Decimal]) -> Fraction:
    return sum((Fraction(number) for number in numbers), Fraction(0))
