"""Rules in words, and the arithmetic of a finding: from the figure to the comparison, in short sentences. Pure.

Every number comes from the criteria data and the claim; the words know kinds of rules, never an indicator.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from minhchung.assessing.model import Finding
from minhchung.criteria.model import Band, Indicator, Recognition, Rule
from minhchung.criteria.rules import Tally, count_for_rule, percent_of
from minhchung.evidence.model import Change, Declared, Parts, Percentage, Share, Value
from minhchung.i18n import N_
from minhchung.publishing.decimals import shown
from minhchung.publishing.speech import WHY, Speech, edges_of, is_rate

_OF = {
    "all": N_("tất cả {noun}"),
    "pilot": N_("{noun} thí điểm"),
    "with-communes": N_("{noun} có đơn vị hành chính cấp xã"),
}


_ALL = Decimal(100)  # per cent


def rule_in_words(  # noqa: C901, PLR0912 - one case for each kind of rule
    s: Speech, indicator: Indicator, rule: Rule | None = None
) -> str:
    """What the rule asks, in one sentence; `rule` puts another one (of another reading) in its place."""
    rule = rule or indicator.rule
    percent = s.percent(rule.percent) if rule.percent is not None else ""
    amount = rule.amount if rule.amount is not None else Decimal(0)
    noun = _noun(s, indicator)
    match rule.kind:
        case "is-met":
            return s._(N_("Đạt khi đơn vị có nội dung này, kèm tài liệu chứng minh."))
        case "at-least" if noun and rule.percent == _ALL:
            return s._(N_("Số {noun} đạt phải bằng {percent} tổng số."), noun=noun, percent=percent)
        case "at-least" if noun:
            return s._(N_("Số {noun} đạt phải từ {percent} tổng số trở lên."), noun=noun, percent=percent)
        case "at-least":
            return s._(N_("Phải từ {percent} trở lên."), percent=percent)
        case "above":
            return s._(N_("Phải lớn hơn {percent}."), percent=percent)
        case "below" if rule.falls:
            return s._(N_("Phải dưới {percent} và thấp hơn năm trước."), percent=percent)
        case "below":
            return s._(N_("Phải dưới {percent}; đúng {percent} là chưa đạt."), percent=percent)
        case "falls-by" if rule.as_ == "percent-of-previous":
            return s._(
                N_("So với năm trước, phải giảm ít nhất {amount} của tỷ lệ năm trước."),
                amount=s.percent(amount),
            )
        case "falls-by":
            return s._(
                N_("So với năm trước, phải giảm ít nhất {amount} điểm phần trăm."), amount=s.number(amount)
            )
        case "each-at-least" if all(len(group) == 1 for group in rule.groups):
            return s._(N_("Mỗi phần phải từ {percent} trở lên."), percent=percent)
        case "each-at-least":
            names = {part.id: part.name[s.lang] for part in indicator.measure.parts}
            pooled = "; ".join(" + ".join(names[part] for part in group) for group in rule.groups)
            return s._(N_("Mỗi nhóm phải từ {percent} trở lên: {groups}."), percent=percent, groups=pooled)
        case "rises" if rule.over == "each":
            return s._(N_("Từng phần phải tăng so với năm trước."))
        case "rises":
            return s._(N_("Tổng các phần phải tăng so với năm trước."))
        case "units-at-level":
            counted = _OF[rule.of or "all"]
            whole = s._(counted, noun=noun)
            return s._(
                N_("Số đơn vị đạt từ mức độ thấp nhất trở lên phải từ {percent} của {whole}."),
                percent=percent,
                whole=whole,
            )
    raise ValueError(f"no words for the rule {rule.kind}")


def arithmetic(
    s: Speech, finding: Finding, indicator: Indicator, recognition: Recognition, rule: Rule | None = None
) -> list[str]:
    """The figure, the comparison and what follows from them; empty where there is no figure.

    `rule` and `recognition` may be those of another reading.
    """
    rule = rule or indicator.rule
    value = finding.tally or (finding.claim.value if finding.claim else None)
    said = [] if value is None else _comparison(s, value, indicator, rule, recognition)
    if finding.why is not None:
        said.append(s._(WHY[finding.why]))
    if finding.level and value is not None:
        band = next(band for band in recognition.bands if band.level == finding.level)
        said.append(
            s._(
                N_("Thuộc mức độ {level}: {range}."), level=band.level, range=band_range(s, band, recognition)
            )
        )
    return said


def _comparison(
    s: Speech, value: Value | Tally, indicator: Indicator, rule: Rule, recognition: Recognition
) -> list[str]:
    match value:
        case Declared():
            return [s._(N_("Đơn vị khai đã có.")) if value.met else s._(N_("Đơn vị khai chưa có."))]
        case Tally():
            return _tally(s, value, indicator, rule, recognition)
        case Share():
            return _share(s, value, indicator, rule, recognition)
        case Percentage():
            return _percentage(s, value, rule)
        case Change():
            return _change(s, value, indicator, rule)
        case Parts():
            return (_rising if rule.kind == "rises" else _parts)(s, value, indicator, rule)


def band_range(s: Speech, band: Band, recognition: Recognition) -> str:
    """The percentages of a level: “trên 80 % đến 90 %”, “từ 70 % đến 80 %”."""
    above = next((b for b in recognition.bands if b.level > band.level), None)
    low = s.percent(band.edge)
    if above is None:
        high = s.percent(Decimal(100))
        return s._(
            N_("từ {low} đến {high}") if band.inclusive else N_("trên {low} đến {high}"), low=low, high=high
        )
    high = s.percent(above.edge)
    templates = {
        (True, False): N_("từ {low} đến {high}"),
        (True, True): N_("từ {low} đến dưới {high}"),
        (False, False): N_("trên {low} đến {high}"),
        (False, True): N_("trên {low} đến dưới {high}"),
    }
    return s._(templates[band.inclusive, above.inclusive], low=low, high=high)


def _noun(s: Speech, indicator: Indicator) -> str:
    return indicator.measure.noun[s.lang] if indicator.measure.noun else ""


def _share(s: Speech, value: Share, indicator: Indicator, rule: Rule, recognition: Recognition) -> list[str]:
    params = {"count": s.number(value.count), "total": s.number(value.total), "noun": _noun(s, indicator)}
    percent = percent_of(value)
    if percent is None:
        return [s._(N_("{count} trên {total} {noun}."), **params)]
    exact = s.exact_percent(percent, edges_of(indicator, recognition))
    asked = s.number(count_for_rule(rule, value.total))
    return [
        s._(N_("{count} trên {total} {noun}, bằng {percent}."), percent=exact, **params),
        _asked_of_counts(s, rule, asked),
    ]


def _asked_of_counts(s: Speech, rule: Rule, asked: str) -> str:
    edge = s.percent(rule.percent or Decimal(0))
    if rule.percent == _ALL:
        return s._(N_("Cần đạt {edge}, tức đủ {asked}."), edge=edge, asked=asked)
    if rule.kind == "above":
        return s._(N_("Cần trên {edge}, tức ít nhất {asked}."), edge=edge, asked=asked)
    return s._(N_("Cần từ {edge} trở lên, tức ít nhất {asked}."), edge=edge, asked=asked)


def _tally(s: Speech, value: Tally, indicator: Indicator, rule: Rule, recognition: Recognition) -> list[str]:
    """While some units have no result, the share so far is nobody's result and is not stated."""
    params = {"count": s.number(value.count), "total": s.number(value.total), "noun": _noun(s, indicator)}
    percent = percent_of(value)
    if percent is None:
        return [s._(N_("{count} trên {total} {noun}."), **params)]
    needed = count_for_rule(rule, value.total)
    asked = _asked_of_counts(s, rule, s.number(needed))
    if value.pending:
        pending = s.number(value.pending)
        said = s._(
            N_("{count} trên {total} {noun} đã đạt mức độ; {pending} chưa có kết quả."),
            pending=pending,
            **params,
        )
        if value.count + value.pending < needed:
            asked += " " + s._(N_("Dù {pending} đơn vị còn lại đều đạt thì vẫn chưa đủ."), pending=pending)
    else:
        exact = s.exact_percent(percent, edges_of(indicator, recognition))
        said = s._(N_("{count} trên {total} {noun} đã đạt mức độ, bằng {percent}."), percent=exact, **params)
    return [said, asked]


def _percentage(s: Speech, value: Percentage, rule: Rule) -> list[str]:
    edge = s.percent(rule.percent or Decimal(0))
    comparison = {
        "at-least": N_("{percent}; cần từ {edge} trở lên."),
        "above": N_("{percent}; cần lớn hơn {edge}."),
        "below": N_("{percent}; cần dưới {edge}."),
    }[rule.kind]
    said = [s._(comparison, percent=s.percent(value.percent), edge=edge)]
    if value.previous is not None:
        said.append(s._(N_("Năm trước: {percent}."), percent=s.percent(value.previous)))
    return said


def _change(s: Speech, value: Change, indicator: Indicator, rule: Rule) -> list[str]:
    rate = is_rate(indicator.measure)
    figure = s.percent if rate else s.number
    previous, current = figure(value.previous), figure(value.current)
    fall = Fraction(value.previous) - Fraction(value.current)
    if fall == 0:
        said = [
            s._(N_("Năm trước {previous}, năm nay {current}: không đổi."), previous=previous, current=current)
        ]
    else:
        template = (
            N_("Từ {previous} xuống {current}: giảm {points} điểm phần trăm.")
            if fall > 0
            else N_("Từ {previous} lên {current}: tăng {points} điểm phần trăm.")
        )
        points = s.number(abs(value.previous - value.current))
        said = [s._(template, previous=previous, current=current, points=points)]
    if rule.kind == "falls-by" and value.previous and value.comparable:
        said.append(_asked_fall(s, value, rule, fall))
    return said


def _asked_fall(s: Speech, value: Change, rule: Rule, fall: Fraction) -> str:
    amount = Fraction(rule.amount or 0)
    if rule.as_ == "percentage-points":
        return s._(N_("Cần giảm ít nhất {asked} điểm phần trăm."), asked=s.number(rule.amount or Decimal(0)))
    relative = 100 * fall / Fraction(value.previous)
    asked = s.percent(rule.amount or Decimal(0))
    if fall <= 0:
        return s._(N_("Cần giảm ít nhất {asked} của tỷ lệ năm trước."), asked=asked)
    share = s.percent(shown(relative, (amount,)))
    return s._(
        N_("Mức giảm bằng {share} của tỷ lệ năm trước; cần ít nhất {asked}."), share=share, asked=asked
    )


def _parts(s: Speech, value: Parts, indicator: Indicator, rule: Rule) -> list[str]:
    said = [f"{name}: {figure}." for name, figure in s.parts(value, indicator.measure)]
    return [*said, rule_in_words(s, indicator, rule)]


def _rising(s: Speech, value: Parts, indicator: Indicator, rule: Rule) -> list[str]:
    said = [f"{name}: {figure}." for name, figure in s.parts(value, indicator.measure)]
    changes = [change for change in value.parts.values() if isinstance(change, Change)]
    if rule.over != "each":
        previous = s.number(sum((change.previous for change in changes), Decimal(0)))
        current = s.number(sum((change.current for change in changes), Decimal(0)))
        said.append(s._(N_("Tổng: {previous} → {current}."), previous=previous, current=current))
    return [*said, rule_in_words(s, indicator, rule)]
