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

GRADABLE = ("share", "percentage", "derived")


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


@dataclass(frozen=True, slots=True)
class Kind:
    """A rule: its function, the measures it can judge, and the parameters it needs."""

    judge: Callable[[Any, Rule], Outcome]
    measures: tuple[str, ...]
    needs: tuple[str, ...] = ()


MET, NOT_MET = Outcome("met"), Outcome("not-met")


def _verdict(met: bool) -> Outcome:
    return MET if met else NOT_MET


def percent_of(value: Share | Percentage | Tally) -> Fraction | None:
    """The exact percentage a value stands for; None where nothing is counted (a total of 0)."""
    if isinstance(value, Percentage):
        return Fraction(value.percent)
    return Fraction(100 * value.count, value.total) if value.total else None


def is_met(value: Declared, rule: Rule) -> Outcome:
    """The unit declares that it is so."""
    return _verdict(value.met)


def at_least(value: Share | Percentage, rule: Rule) -> Outcome:
    """“Tối thiểu 70%”, “đạt 66%”: the share reaches the percentage, the edge included."""
    percent = percent_of(value)
    if percent is None:
        return Outcome("no-data", "zero-total")
    return _verdict(percent >= _fraction(rule.percent))


def above(value: Share | Percentage, rule: Rule) -> Outcome:
    """“tăng so với năm trước”, as growth published in percent: strictly above the edge."""
    percent = percent_of(value)
    if percent is None:
        return Outcome("no-data", "zero-total")
    return _verdict(percent > _fraction(rule.percent))


def below(value: Percentage, rule: Rule) -> Outcome:
    """“giảm xuống dưới 0.05%”: strictly below the edge and, where the rule says so, below last year's."""
    if Fraction(value.percent) >= _fraction(rule.percent):
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
        return Outcome("no-data", "not-comparable")
    previous, current = Fraction(value.previous), Fraction(value.current)
    if previous == 0:
        return Outcome("no-data", "zero-rate") if current == 0 else NOT_MET
    asked = _fraction(rule.amount)
    if rule.as_ == "percent-of-previous":
        asked = asked * previous / 100
    return _verdict(previous - current >= asked)


def each_at_least(value: Parts, rule: Rule) -> Outcome:
    """“… và … đạt từ 90% trở lên”: every group of parts reaches the percentage.

    A group of several parts is one pooled figure whose volumes nobody submits. It certainly reaches
    the edge when each part does, certainly does not when none does; between the two nothing is known.
    """
    edge = _fraction(rule.percent)
    unknown = False
    for group in rule.groups:
        reaching = [Fraction(_decimal(value.parts[part])) >= edge for part in group]
        if not any(reaching):
            return NOT_MET
        unknown = unknown or not all(reaching)
    return Outcome("no-data", "mixed-parts") if unknown else MET


def rises(value: Parts | Change, rule: Rule) -> Outcome:
    """“tăng so với năm trước”: the sum of the parts rises, or each of them."""
    changes = [value] if isinstance(value, Change) else [c for c in value.parts.values() if isinstance(c, Change)]
    if not all(change.comparable for change in changes):
        return Outcome("no-data", "not-comparable")
    if rule.over == "each":
        return _verdict(all(change.current > change.previous for change in changes))
    return _verdict(_sum(c.current for c in changes) > _sum(c.previous for c in changes))


def units_at_level(value: Tally, rule: Rule) -> Outcome:
    """“Tối thiểu 70% quận/huyện được công nhận”: districts that reached a level, of all that count.

    Districts whose result is still open could yet reach one: not met only when even all of them
    would not suffice.
    """
    if not value.total:
        return Outcome("no-data", "zero-total")
    edge = _fraction(rule.percent)
    if Fraction(100 * value.count, value.total) >= edge:
        return MET
    if Fraction(100 * (value.count + value.pending), value.total) < edge:
        return NOT_MET
    return Outcome("no-data", "pending")


RULES: dict[str, Kind] = {
    "is-met": Kind(is_met, ("declared",)),
    "at-least": Kind(at_least, ("share", "percentage"), ("percent",)),
    "above": Kind(above, ("share", "percentage"), ("percent",)),
    "below": Kind(below, ("percentage",), ("percent",)),
    "falls-by": Kind(falls_by, ("change",), ("amount", "as")),
    "each-at-least": Kind(each_at_least, ("parts",), ("percent", "groups")),
    "rises": Kind(rises, ("parts", "change"), ("over",)),
    "units-at-level": Kind(units_at_level, ("derived",), ("percent", "of", "basis")),
}


def reaches(percent: Fraction, band: Band) -> bool:
    """Whether an exact percentage lies on or above the lower edge of `band`."""
    return percent >= Fraction(band.edge) if band.inclusive else percent > Fraction(band.edge)


def band_level(percent: Fraction, bands: Iterable[Band]) -> int:
    """The highest level whose lower edge the percentage reaches; 0 where it reaches none."""
    return max((band.level for band in bands if reaches(percent, band)), default=0)


def count_for(band: Band, total: int) -> int:
    """The smallest whole count out of `total` that reaches `band`."""
    exact = Fraction(band.edge) * total / 100
    whole = exact.numerator // exact.denominator
    return whole if band.inclusive and whole == exact else whole + 1


def count_for_rule(rule: Rule, total: int) -> int:
    """The smallest whole count out of `total` that a rule on a share asks for."""
    return count_for(Band(0, rule.percent or Decimal(0), rule.kind != "above", ""), total)


def _fraction(number: Decimal | None) -> Fraction:
    assert number is not None  # the loader asks for what each rule needs
    return Fraction(number)


def _decimal(value: Decimal | Change) -> Decimal:
    assert not isinstance(value, Change)
    return value


def _sum(numbers: Iterable[Decimal]) -> Fraction:
    return sum((Fraction(number) for number in numbers), Fraction(0))
