"""Each indicator of a dossier: claim, finding, arithmetic, documents, verification, reply, other readings. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from minhchung.assessing.model import Finding, Result
from minhchung.criteria.model import CriteriaSet, Indicator, Reading
from minhchung.criteria.rules import Tally
from minhchung.evidence.model import (
    Answer,
    Basis,
    Claim,
    Declared,
    Dossier,
    Value,
    Verdict,
)
from minhchung.i18n import N_
from minhchung.publishing.arithmetic import arithmetic
from minhchung.publishing.bars import Bar, bar
from minhchung.publishing.pages.documents import Cited, Documents
from minhchung.publishing.site_data import Other
from minhchung.publishing.speech import edges_of
from minhchung.publishing.view import View

_CLAIMED = {"self": N_("Đơn vị khai"), "verified": N_("Sau thẩm định")}
_DERIVED = {
    "self": N_("Tạm tính theo kết quả tự đánh giá của các {members}"),
    "verified": N_("Tạm tính theo kết quả thẩm định các {members}"),
    "official": N_("Theo quyết định công nhận các {members}"),
}


@dataclass(frozen=True, slots=True)
class Mark:
    """A finding on one basis, as a chip."""

    basis: Basis
    status: str
    words: str
    level: int | None


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of an indicator with everything that follows from it."""

    label: str  # whose it is; empty where claimed and verified are alike
    value: str  # empty for a declaration: the arithmetic says it
    claim: Claim | None
    bar: Bar | None
    arithmetic: list[str]


@dataclass(frozen=True, slots=True)
class Under:
    """What another reading gives for an indicator."""

    reading: Reading
    other: Other
    words: str
    differs: bool
    arithmetic: list[str]


@dataclass(frozen=True, slots=True)
class Row:
    """Everything a dossier's page says about one indicator."""

    indicator: Indicator
    graded: bool
    marks: list[Mark]
    figures: list[Figure]
    shown: tuple[Figure | None, Mark | None]  # the pair in force: as verified, or as claimed
    cited: list[Cited]
    verdict: Verdict | None
    verdict_cited: list[Cited]
    answer: Answer | None
    answer_cited: list[Cited]
    under: list[Under]


def rows(view: View, dossier: Dossier, criteria: CriteriaSet, documents: Documents) -> list[Row]:
    """One row for each indicator of the set, in its order."""
    results = {
        basis: result
        for basis in _bases(dossier)
        if (result := view.result(dossier.unit, dossier.year, basis)) is not None
    }
    others = relevant(view, dossier, criteria)
    return [
        _row(view, dossier, criteria, documents, results, others, i) for i in criteria.indicators.values()
    ]


def relevant(view: View, dossier: Dossier, criteria: CriteriaSet) -> list[Other]:
    """The options of readings, not adopted, that speak of this criteria set."""
    return [
        other
        for other in view.site.others
        if other.edition.id == criteria.edition and criteria.name in other.reading.affects
    ]


def _bases(dossier: Dossier) -> tuple[Basis, ...]:
    return ("self", "verified", "official") if dossier.verification is not None else ("self", "official")


def _row(
    view: View,
    dossier: Dossier,
    criteria: CriteriaSet,
    documents: Documents,
    results: Mapping[Basis, Result],
    others: list[Other],
    indicator: Indicator,
) -> Row:
    id_ = indicator.id
    findings = {basis: result.findings[id_] for basis, result in results.items() if id_ in result.findings}
    in_force: Basis = "verified" if "verified" in findings else "self"
    marks = {
        basis: Mark(basis, finding.status, view.s.finding(finding), finding.level)
        for basis, finding in findings.items()
    }
    figures = _figures(view, findings, indicator, criteria)
    own = findings.get("self")
    claim = own.claim if own else None
    verdict = dossier.verification.verdicts.get(id_) if dossier.verification else None
    answer = dossier.reply.answers.get(id_) if dossier.reply else None
    verdict_citations = (
        (*verdict.evidence, *(verdict.claim.evidence if verdict.claim else ())) if verdict else ()
    )
    return Row(
        indicator=indicator,
        graded=id_ in criteria.recognition.graded,
        marks=list(marks.values()),
        figures=list(figures.values()),
        shown=(figures.get(in_force) or figures.get("self"), marks.get(in_force)),
        cited=documents.cite("s", claim.evidence if claim else (), id_),
        verdict=verdict,
        verdict_cited=documents.cite("v", tuple(dict.fromkeys(verdict_citations)), id_),
        answer=answer,
        answer_cited=documents.cite("r", answer.evidence if answer else (), id_),
        under=_under(view, dossier, criteria, findings, others, indicator),
    )


def _figures(
    view: View, findings: Mapping[Basis, Finding], indicator: Indicator, criteria: CriteriaSet
) -> dict[Basis, Figure]:
    """The claimed figure and, where the verifier put another in its place, that one beside it.

    An indicator derived from the districts has a figure on each basis; all but the official one are provisional.
    """
    derived = indicator.measure.kind == "derived"
    figures: dict[Basis, Figure] = {}
    for basis, finding in findings.items():
        same = basis == "verified" and _value(finding) in (None, _value(findings["self"]))
        if derived or not same:
            label = (_DERIVED if derived else _CLAIMED)[basis]
            figures[basis] = _figure(view, finding, indicator, criteria, label)
    if not derived and len(figures) == 1:
        figures = {basis: replace(figure, label="") for basis, figure in figures.items()}
    return {basis: figure for basis, figure in figures.items() if figure.arithmetic}


def _figure(view: View, finding: Finding, indicator: Indicator, criteria: CriteriaSet, label: str) -> Figure:
    value, recognition = _value(finding), criteria.recognition
    text = ""
    if value is not None and not isinstance(value, Declared):
        text = view.s.value(value, indicator, edges_of(indicator, recognition))
    noun = indicator.measure.noun
    return Figure(
        label=view.s._(label, members=noun[view.s.lang] if noun else ""),
        value=text,
        claim=finding.claim,
        bar=None if finding.why == "pending" else bar(value, indicator, criteria),
        arithmetic=arithmetic(view.s, finding, indicator, recognition),
    )


def _value(finding: Finding) -> Value | Tally | None:
    return finding.tally or (finding.claim.value if finding.claim else None)


def _under(
    view: View,
    dossier: Dossier,
    criteria: CriteriaSet,
    findings: Mapping[Basis, Finding],
    others: list[Other],
    indicator: Indicator,
) -> list[Under]:
    """What other readings give: always where they change the rule, else where they change the finding."""
    found = []
    for other in others:
        if indicator.id not in other.reading.affects[criteria.name]:
            continue
        basis: Basis = "verified" if "verified" in findings else "self"
        result = other.results.get((dossier.unit, dossier.year, basis))
        if result is None or basis not in findings:
            continue
        if indicator.id not in result.findings:
            found.append(Under(other.reading, other, view.s._(N_("không xét chỉ báo này")), True, []))
            continue
        finding, adopted = result.findings[indicator.id], findings[basis]
        patched = other.edition.sets[criteria.name]
        rule = patched.indicators[indicator.id].rule
        differs = (finding.status, finding.level) != (adopted.status, adopted.level)
        if not differs and (rule == indicator.rule or _value(finding) is None):
            continue
        found.append(
            Under(
                other.reading,
                other,
                view.s.finding(finding),
                differs,
                arithmetic(view.s, finding, indicator, patched.recognition, rule),
            )
        )
    return found
