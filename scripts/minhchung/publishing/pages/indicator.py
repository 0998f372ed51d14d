"""An indicator: its wording, its rule in words, how it can be read, every unit's figures, who is charged. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from minhchung.criteria.model import Band, CriteriaSet, Edition, Indicator, Reading, Settled
from minhchung.criteria.rules import Tally, percent_of
from minhchung.evidence.model import Basis, Change, Declared, Percentage, Share, Unit
from minhchung.evidence.model import Value as Claimed
from minhchung.i18n import N_
from minhchung.publishing import paths
from minhchung.publishing.arithmetic import band_range, rule_in_words
from minhchung.publishing.bars import Bar, bar
from minhchung.publishing.division import Part, divided
from minhchung.publishing.page import Page
from minhchung.publishing.speech import CLAIM_STATUS, edges_of
from minhchung.publishing.view import View

MEASURE = {
    "declared": N_("Đơn vị khai đã có hay chưa có."),
    "share": N_("Đơn vị khai số đạt và tổng số."),
    "percentage": N_("Đơn vị khai tỷ lệ phần trăm như đã công bố."),
    "change": N_("Đơn vị khai số liệu năm trước và năm nay."),
    "parts": N_("Đơn vị khai số liệu của từng phần."),
    "derived": N_("Đơn vị không khai: được tính từ kết quả của các đơn vị cấp dưới."),
}


@dataclass(frozen=True, slots=True)
class Value:
    """What one unit has for the indicator in one year, on the last basis that rests on figures."""

    text: str
    bar: Bar | None
    status: str
    words: str
    basis: str  # in words
    claim_status: str | None
    order: str  # what a column is sorted by: a plain number; empty where there is none


def pages(view: View) -> Iterator[Page]:
    yield _list(view)
    for edition in view.site.editions.values():
        for criteria in edition.sets.values():
            years = _years(view, criteria)
            units = _units(view, criteria, years)
            for indicator in criteria.indicators.values():
                base = paths.indicator(criteria.id, indicator.id)
                for part in divided(base, units, view.listed_by):
                    yield page(view, edition, criteria, indicator, years, part)


def page(
    view: View,
    edition: Edition,
    criteria: CriteriaSet,
    indicator: Indicator,
    years: list[int],
    part: Part[Unit],
) -> Page:
    """All about an indicator, and the figures of the first units; the following pages hold those of the others."""
    s, path = view.s, part.path
    title = f"{indicator.id} {indicator.name[s.lang]}"
    above = (s._(N_("Các chỉ báo")), "indicators")
    table = [
        (unit, [_value(view, unit, year, criteria, indicator) for year in years]) for unit in part.entries
    ]
    context = {"indicator": indicator, "years": years, "table": table, "claim_status": CLAIM_STATUS}
    slots = view.slots("indicator-values", path, part=part, **context)
    if part.number == 1:
        slots |= _slots(view, edition, criteria, indicator, path)
    return Page(
        pattern=part.of("indicators/EDITION/SET/INDICATOR"),
        path=path,
        title=view.numbered(title, part),
        description=s._(
            N_("Chỉ báo {id} của {title}: nguyên văn, quy tắc, cách hiểu, số liệu của các đơn vị."),
            id=indicator.id,
            title=criteria.title[s.lang],
        ),
        crumbs=(above,) if part.number == 1 else (above, (title, part.base)),
        slots=slots,
        search_text=f"{indicator.id} {indicator.name[s.lang]} {indicator.quote.official}",
        searched=part.number == 1,
    )


def _slots(
    view: View, edition: Edition, criteria: CriteriaSet, indicator: Indicator, path: str
) -> dict[str, Markup]:
    """All but the figures of the units."""
    graded = indicator.id in criteria.recognition.graded
    return view.slots(
        "indicator",
        path,
        edition=edition,
        criteria=criteria,
        indicator=indicator,
        criterion=criteria.criteria[indicator.criterion],
        standard=criteria.standards[criteria.criteria[indicator.criterion].standard],
        twins=_twins(edition, criteria, indicator),
        rule=rule_in_words(view.s, indicator),
        measure=MEASURE[indicator.measure.kind],
        graded=graded,
        bands=_bands(view, criteria) if graded else [],
        readings=_readings(edition, criteria, indicator),
        settled=_settled(edition, indicator),
        events=view.timeline.of_indicator(criteria.id, indicator.id),
    )


def _twins(
    edition: Edition, criteria: CriteriaSet, indicator: Indicator
) -> list[tuple[CriteriaSet, Indicator]]:
    """The same indicator in the edition's other sets, where it may have another number."""
    return [
        (other, twin)
        for other in edition.sets.values()
        if other.id != criteria.id
        for twin in other.indicators.values()
        if twin.slug == indicator.slug
    ]


def _bands(view: View, criteria: CriteriaSet) -> list[tuple[Band, str]]:
    recognition = criteria.recognition
    return [(band, band_range(view.s, band, recognition)) for band in recognition.bands]


def _readings(edition: Edition, criteria: CriteriaSet, indicator: Indicator) -> list[Reading]:
    return [r for r in edition.readings.values() if indicator.id in r.affects.get(criteria.name, ())]


def _settled(edition: Edition, indicator: Indicator) -> list[Settled]:
    """The settled readings that quote this indicator's own wording."""
    official = indicator.quote.official
    return [
        settled
        for settled in edition.settled.values()
        if any(clause.official in official or official in clause.official for clause in settled.clauses)
    ]


def _years(view: View, criteria: CriteriaSet) -> list[int]:
    return [year for year in view.years if view.edition(year).id == criteria.edition]


def _units(view: View, criteria: CriteriaSet, years: list[int]) -> list[Unit]:
    """The units that this set judges in any of the years."""
    return [
        unit
        for unit in view.evidence.units.values()
        if (unit.parent is None) == (criteria.applies_to == "city")
        and any(unit.parent is None or unit.exists_in(year) for year in years)
    ]


def _value(view: View, unit: Unit, year: int, criteria: CriteriaSet, indicator: Indicator) -> Value | None:
    """None where the unit has nothing on file for the year."""
    dossier = view.head(unit.id, year)
    basis: Basis = "verified" if dossier.verification is not None else "self"
    result = view.brief(unit.id, year, basis)
    if result is None or result.status == "not-submitted" or indicator.id not in result.findings:
        return None
    finding = result.findings[indicator.id]
    value = finding.tally or (finding.claim.value if finding.claim else None)
    edges = edges_of(indicator, criteria.recognition)
    return Value(
        "" if value is None else view.s.value(value, indicator, edges),
        bar(value, indicator, criteria),
        finding.status,
        view.s.finding(finding),
        view.rests_on(unit.id, year, basis),
        finding.claim.status if finding.claim else None,
        _order(value),
    )


def _order(value: Claimed | Tally | None) -> str:
    match value:
        case Share() | Tally() | Percentage():
            percent = percent_of(value)
            return "" if percent is None else f"{float(percent):.6f}"
        case Change():
            return f"{value.current - value.previous:f}"
        case Declared():
            return str(int(value.met))
    return ""


def _list(view: View) -> Page:
    context = {"editions": list(view.site.editions.values()), "rule_in_words": rule_in_words}
    return Page(
        pattern="indicators", path="indicators", slots=view.slots("indicators", "indicators", **context)
    )
