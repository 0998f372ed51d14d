"""What stands between a unit and the next level, in whole agencies or communes. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from minhchung.assessing.model import Need, Result
from minhchung.criteria.model import CriteriaSet, Indicator
from minhchung.i18n import N_
from minhchung.publishing.arithmetic import band_range, rule_in_words
from minhchung.publishing.view import View

MISSING = ("no-data", "no-evidence", "not-verified")


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do: the indicator, and what it still needs."""

    indicator: Indicator
    text: str


@dataclass(frozen=True, slots=True)
class Needs:
    """All that is missing for a level; `missing` lists indicators without a usable figure."""

    level: int
    steps: list[Step]
    missing: list[Step]


def needs(view: View, result: Result | None, criteria: CriteriaSet) -> Needs | None:
    """None where there is nothing on file, or no higher level."""
    if result is None or result.next is None:
        return None
    level = result.next.level
    return Needs(
        level,
        [
            Step(criteria.indicators[need.indicator], need_in_words(view, need, result, criteria, level))
            for need in result.next.needs
        ],
        [
            Step(criteria.indicators[id_], view.s.finding(finding))
            for id_, finding in result.findings.items()
            if finding.status in MISSING and not any(need.indicator == id_ for need in result.next.needs)
        ],
    )


def need_in_words(view: View, need: Need, result: Result, criteria: CriteriaSet, level: int) -> str:
    """“Còn thiếu 6 xã để đạt mức độ 3”, or what the rule asks where nothing is counted."""
    s, indicator = view.s, criteria.indicators[need.indicator]
    finding = result.findings[need.indicator]
    graded = need.indicator in criteria.recognition.graded
    if finding.why == "rejected":
        return s._(N_("Cơ quan thẩm định không chấp nhận số liệu; cần số liệu và tài liệu khác."))
    if need.more is not None:
        noun = indicator.measure.noun[s.lang] if indicator.measure.noun else ""
        more = s.number(need.more)
        if graded:
            return s._(N_("Còn thiếu {more} {noun} để đạt mức độ {level}"), more=more, noun=noun, level=level)
        return s._(N_("Còn thiếu {more} {noun} để đạt chỉ báo này"), more=more, noun=noun)
    if graded:
        band = next(band for band in criteria.recognition.bands if band.level == level)
        return s._(N_("Cần {range} để đạt mức độ {level}"), range=band_range(s, band, criteria.recognition), level=level)
    return rule_in_words(s, indicator, need.asks)
