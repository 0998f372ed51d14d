"""What stands between a unit and the next level, in whole agencies or communes. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from minhchung.assessing.model import Need, Result
from minhchung.criteria.model import CriteriaSet, Indicator
from minhchung.criteria.rules import Tally
from minhchung.evidence.model import Share
from minhchung.i18n import N_
from minhchung.publishing.arithmetic import band_range, rule_in_words
from minhchung.publishing.bars import Bar, bar
from minhchung.publishing.view import View

MISSING = ("no-data", "no-evidence", "not-verified")


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do: the indicator, and what it still needs."""

    indicator: Indicator
    text: str
    detail: str = ""  # where the unit stands: 58/74 now, 60/74 asked for
    bar: Bar | None = None  # the same as a picture


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
            Step(
                criteria.indicators[need.indicator],
                need_in_words(view, need, result, criteria, level),
                _detail(view, need, result),
                _bar(need, result, criteria),
            )
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
        return s._(
            N_("Cần {range} để đạt mức độ {level}"),
            range=band_range(s, band, criteria.recognition),
            level=level,
        )
    return rule_in_words(s, indicator, need.asks)


def _detail(view: View, need: Need, result: Result) -> str:
    """Where the unit stands and what is asked for, where both are counts."""
    s, finding = view.s, result.findings[need.indicator]
    counted = finding.tally or (finding.claim.value if finding.claim else None)
    if need.more is None or not isinstance(counted, Share | Tally):
        return ""
    now, asked, total = s.number(counted.count), s.number(counted.count + need.more), s.number(counted.total)
    if isinstance(counted, Tally) and counted.pending:
        return s._(
            N_("Hiện {now}/{total}, cần {asked}/{total}; {pending} đơn vị chưa có kết quả."),
            now=now,
            asked=asked,
            total=total,
            pending=s.number(counted.pending),
        )
    return s._(N_("Hiện {now}/{total}, cần {asked}/{total}."), now=now, asked=asked, total=total)


def _bar(need: Need, result: Result, criteria: CriteriaSet) -> Bar | None:
    """How far the unit has come and how far it has to go, where both are counts."""
    finding, indicator = result.findings[need.indicator], criteria.indicators[need.indicator]
    counted = finding.tally or (finding.claim.value if finding.claim else None)
    if need.more is None or not isinstance(counted, Share | Tally):
        return None
    return bar(counted, indicator, criteria, asked=counted.count + need.more)
