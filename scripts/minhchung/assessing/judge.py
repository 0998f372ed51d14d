"""From one dossier to one result on one basis: the letter of Annex I, exact and without side effects."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from minhchung.assessing.model import Finding, Need, Next, Result, ResultStatus
from minhchung.criteria.model import Band, CriteriaSet, Indicator, Rule
from minhchung.criteria.rules import RULES, Status, Tally, band_level, count_for_rule
from minhchung.evidence.model import Basis, Claim, Decision, Dossier, Percentage, Share, Value, Verdict

TallyOf = Callable[[Rule, Basis], Tally]
Findings = Mapping[str, Finding]

BLOCKING = ("no-data", "no-evidence", "not-verified")


class Said(NamedTuple):
    """What follows from a value alone; `why` as in :class:`~minhchung.assessing.model.Finding`."""

    status: Status
    level: int | None
    why: str | None


def judge(dossier: Dossier, criteria: CriteriaSet, basis: Basis, tally_of: TallyOf) -> Result:
    """The result of one unit and year on one basis.

    `tally_of` counts the districts for an indicator derived from them.
    """
    findings = find(dossier, criteria, basis, tally_of, criteria.indicators)
    status, level = _conclude(dossier, criteria, basis, findings)
    submission, decision = dossier.self_assessment, dossier.decision
    on_claims = basis != "official" and submission is not None
    return Result(
        unit=dossier.unit,
        year=dossier.year,
        criteria=criteria.id,
        basis=basis,
        status=status,
        level=level,
        draft=on_claims and submission is not None and submission.draft,
        findings=findings,
        next=_next(findings, criteria, level or 0) if on_claims else None,
        decision=decision.number if basis == "official" and decision is not None else None,
    )


def judge_again(
    result: Result,
    stale: Collection[str],
    dossier: Dossier,
    criteria: CriteriaSet,
    tally_of: TallyOf,
) -> Result:
    """`result` under criteria that differ only in how the indicators `stale` are judged.

    Its status, level and findings; what is missing for the next level is not worked out again.
    """
    found = find(dossier, criteria, result.basis, tally_of, stale)
    before = result.findings
    if all((new.status, new.level) == (before[id_].status, before[id_].level) for id_, new in found.items()):
        return result  # a conclusion rests on nothing else
    findings = {**before, **found}
    status, level = _conclude(dossier, criteria, result.basis, findings)
    return replace(result, status=status, level=level, findings=findings)


def find(
    dossier: Dossier, criteria: CriteriaSet, basis: Basis, tally_of: TallyOf, ids: Collection[str]
) -> dict[str, Finding]:
    """The findings about the indicators `ids`; on the official basis only those derived from districts."""
    findings = {}
    for id_ in ids:
        indicator = criteria.indicators[id_]
        if indicator.measure.kind == "derived":
            findings[id_] = _derived(indicator, criteria, tally_of(indicator.rule, basis))
        elif basis != "official":
            findings[id_] = _finding(indicator, dossier, criteria, basis)
    return findings


def _finding(indicator: Indicator, dossier: Dossier, criteria: CriteriaSet, basis: Basis) -> Finding:
    submission, verification = dossier.self_assessment, dossier.verification
    claim = submission.claims.get(indicator.id) if submission else None
    if basis == "self":
        return _claimed(indicator, claim, criteria, None)
    verdict = verification.verdicts.get(indicator.id) if verification else None
    if verdict is None:
        return Finding(indicator.id, "not-verified", claim=claim)
    if verdict.outcome == "not-applicable":
        return Finding(indicator.id, "not-applicable", claim=claim, verdict=verdict)
    if verdict.outcome == "rejected":
        level = 0 if indicator.id in criteria.recognition.graded else None
        return Finding(indicator.id, "not-met", level, claim, verdict, why="rejected")
    return _claimed(indicator, _in_force(claim, verdict), criteria, verdict)


def _in_force(claim: Claim | None, verdict: Verdict) -> Claim | None:
    """The claim after verification: a corrected one rests on the verifier's documents and the unit's."""
    if verdict.claim is None:
        return claim
    cited = (*verdict.claim.evidence, *verdict.evidence, *(claim.evidence if claim else ()))
    return replace(verdict.claim, evidence=tuple(dict.fromkeys(cited)))


def _claimed(
    indicator: Indicator, claim: Claim | None, criteria: CriteriaSet, verdict: Verdict | None
) -> Finding:
    if claim is None:
        return Finding(indicator.id, "no-data", verdict=verdict)
    said = say(claim.value, indicator.rule, _bands(indicator, criteria))
    if said.status != "no-data" and not claim.evidence:
        return Finding(indicator.id, "no-evidence", None, claim, verdict)
    return Finding(indicator.id, said.status, said.level, claim, verdict, why=said.why)


def _derived(indicator: Indicator, criteria: CriteriaSet, tally: Tally) -> Finding:
    said = say(tally, indicator.rule, _bands(indicator, criteria))
    return Finding(indicator.id, said.status, said.level, tally=tally, why=said.why)


def _bands(indicator: Indicator, criteria: CriteriaSet) -> tuple[Band, ...]:
    return criteria.recognition.bands if indicator.id in criteria.recognition.graded else ()


def say(value: Value | Tally, rule: Rule, bands: tuple[Band, ...]) -> Said:
    """What a rule, and the bands where the indicator is graded, say of a value and of nothing else."""
    outcome = RULES[rule.kind].judge(value, rule)
    if outcome.status == "no-data" or not bands:
        return Said(outcome.status, None, outcome.why)
    assert isinstance(value, Share | Percentage | Tally)  # the loader lets nothing else be graded
    level = band_level(value, bands) if outcome.status == "met" else 0
    return Said("met" if level else "not-met", level, outcome.why)


def _conclude(
    dossier: Dossier, criteria: CriteriaSet, basis: Basis, findings: Findings
) -> tuple[ResultStatus, int | None]:
    if basis == "official":
        return _decided(dossier.decision)
    submission = dossier.self_assessment
    if submission is None:
        return "not-submitted", None
    if submission.collected:  # a collection is not a submission
        return "incomplete", None
    if basis == "verified" and dossier.verification is None:
        return "incomplete", None
    return conclude(findings, criteria.recognition.graded)


def conclude(findings: Findings, graded: Collection[str]) -> tuple[ResultStatus, int | None]:
    """The status and level that follow from the findings of a dossier, the `graded` ones among them."""
    statuses = {finding.status for finding in findings.values()}
    if "not-met" in statuses:
        return "not-recognisable", 0
    levels = [findings[id_].level for id_ in graded]
    reached = [level for level in levels if level is not None]
    if statuses.intersection(BLOCKING) or not reached:
        return "incomplete", None
    return "recognisable", min(reached)


def _decided(decision: Decision | None) -> tuple[ResultStatus, int | None]:
    if decision is None:
        return "undecided", None
    return ("recognised", decision.level) if decision.outcome == "recognised" else ("not-recognised", 0)


def _next(findings: Findings, criteria: CriteriaSet, level: int) -> Next | None:
    """What stands between this result and the next level, in whole units where a rule counts them."""
    band = next((band for band in criteria.recognition.bands if band.level > level), None)
    if band is None:
        return None
    needs = []
    for id_, indicator in criteria.indicators.items():
        finding = findings[id_]
        if finding.status not in ("met", "not-met") and finding.why != "pending":
            continue
        if id_ not in criteria.recognition.graded:
            if finding.status != "met":
                needs.append(Need(id_, _more(finding, indicator.rule), indicator.rule))
        elif (finding.level or 0) < band.level:
            asked = asked_next(id_, criteria, band.level)
            more = _more(finding, asked)
            needs.append(Need(id_, more, asked if more is None else None))
    return Next(band.level, tuple(needs))


def asked_next(id_: str, criteria: CriteriaSet, level: int) -> Rule:
    """What an indicator has to reach for `level`: its own rule, where it is graded at least the edge of the band."""
    rule = criteria.indicators[id_].rule
    if id_ not in criteria.recognition.graded:
        return rule
    band = next(band for band in criteria.recognition.bands if band.level == level)
    edge = (band.edge, not band.inclusive)
    own = (rule.percent or Decimal(0), rule.kind == "above")
    percent, above = max(edge, own)
    return Rule("above" if above else "at-least", percent)


def _more(finding: Finding, asked: Rule) -> int | None:
    """How many more have to be counted; None where nothing is counted, or the count was rejected."""
    claimed = finding.claim.value if finding.claim is not None and finding.why != "rejected" else None
    counted = finding.tally or claimed
    if not isinstance(counted, Share | Tally):
        return None
    return count_for_rule(asked, counted.total) - counted.count
