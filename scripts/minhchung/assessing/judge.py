"""From one dossier to one result on one basis: the letter of Annex I, exact and without side effects."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from minhchung.assessing.model import Finding, Need, Next, Result, ResultStatus
from minhchung.criteria.model import CriteriaSet, Indicator, Rule
from minhchung.criteria.rules import RULES, Tally, band_level, count_for, count_for_rule, percent_of
from minhchung.evidence.model import Basis, Claim, Dossier, Share, Verdict

TallyOf = Callable[[Rule, Basis], Tally]

BLOCKING = ("no-data", "no-evidence", "not-verified")


def judge(
    dossier: Dossier,
    criteria: CriteriaSet,
    basis: Basis,
    tally_of: TallyOf,
    known: Mapping[str, Finding] | None = None,
) -> Result:
    """The result of one unit and year on one basis.

    `tally_of` counts the districts for an indicator derived from them. `known` are findings that
    need not be made again (under another reading most rules are the same).
    """
    findings = {
        indicator.id: (known or {}).get(indicator.id) or _finding(indicator, dossier, criteria, basis, tally_of)
        for indicator in criteria.indicators.values()
        if basis != "official" or indicator.measure.kind == "derived"
    }
    blank = Result(dossier.unit, dossier.year, criteria.id, basis, "undecided", None, False, findings)
    if basis == "official":
        decision = dossier.decision
        if decision is None:
            return blank
        recognised = decision.outcome == "recognised"
        return replace(
            blank,
            status="recognised" if recognised else "not-recognised",
            level=decision.level if recognised else 0,
        )
    submission = dossier.self_assessment
    if submission is None:
        return replace(blank, status="not-submitted")
    status, level = _conclude(findings, criteria)
    unfinished = submission.origin == "public-sources" or (basis == "verified" and dossier.verification is None)
    if unfinished:  # a collection is not a submission; nothing is verified without a verification
        status, level = "incomplete", None
    return replace(
        blank,
        status=status,
        level=level,
        draft=submission.draft,
        next=_next(findings, criteria, level or 0),
    )


def _finding(
    indicator: Indicator, dossier: Dossier, criteria: CriteriaSet, basis: Basis, tally_of: TallyOf
) -> Finding:
    if indicator.measure.kind == "derived":
        return _derived(indicator, criteria, tally_of(indicator.rule, basis))
    submission = dossier.self_assessment
    claim = submission.claims.get(indicator.id) if submission else None
    verdict = None
    if basis == "verified":
        verdict = dossier.verification.verdicts.get(indicator.id) if dossier.verification else None
        if verdict is None:
            return Finding(indicator.id, "not-verified", claim=claim)
        if verdict.outcome == "not-applicable":
            return Finding(indicator.id, "not-applicable", claim=claim, verdict=verdict)
        if verdict.outcome == "rejected":
            level = 0 if indicator.id in criteria.recognition.graded else None
            return Finding(indicator.id, "not-met", level, claim, verdict, why="rejected")
        claim = _in_force(claim, verdict)
    if claim is None:
        return Finding(indicator.id, "no-data", verdict=verdict)
    return replace(_claimed(indicator, claim, criteria), verdict=verdict)


def _in_force(claim: Claim | None, verdict: Verdict) -> Claim | None:
    """The claim after verification: a corrected one rests on the verifier's documents and the unit's."""
    if verdict.claim is None:
        return claim
    cited = (*verdict.claim.evidence, *verdict.evidence, *(claim.evidence if claim else ()))
    return replace(verdict.claim, evidence=tuple(dict.fromkeys(cited)))


def _claimed(indicator: Indicator, claim: Claim, criteria: CriteriaSet) -> Finding:
    outcome = RULES[indicator.rule.kind].judge(claim.value, indicator.rule)
    if outcome.status == "no-data":
        return Finding(indicator.id, "no-data", claim=claim, why=outcome.why)
    if not claim.evidence:
        return Finding(indicator.id, "no-evidence", claim=claim)
    if indicator.id not in criteria.recognition.graded:
        return Finding(indicator.id, outcome.status, claim=claim)
    level = _level(claim.value, criteria)
    met = outcome.status == "met" and level > 0
    return Finding(indicator.id, "met" if met else "not-met", level if met else 0, claim)


def _derived(indicator: Indicator, criteria: CriteriaSet, tally: Tally) -> Finding:
    outcome = RULES[indicator.rule.kind].judge(tally, indicator.rule)
    level = None
    if indicator.id in criteria.recognition.graded and outcome.status != "no-data":
        level = _level(tally, criteria) if outcome.status == "met" else 0
    return Finding(indicator.id, outcome.status, level, tally=tally, why=outcome.why)


def _level(value: object, criteria: CriteriaSet) -> int:
    percent = percent_of(value)  # type: ignore[arg-type]  # the loader admits only gradable measures
    return 0 if percent is None else band_level(percent, criteria.recognition.bands)


def _conclude(findings: Mapping[str, Finding], criteria: CriteriaSet) -> tuple[ResultStatus, int | None]:
    """Annex I: nothing not met, nothing missing, and then the lowest band of the graded indicators."""
    statuses = {finding.status for finding in findings.values()}
    if "not-met" in statuses:
        return "not-recognisable", 0
    levels = [
        level
        for id_ in criteria.recognition.graded
        if (level := findings[id_].level) is not None
    ]
    if statuses.intersection(BLOCKING) or not levels:
        return "incomplete", None
    return "recognisable", min(levels)


def _next(findings: Mapping[str, Finding], criteria: CriteriaSet, level: int) -> Next | None:
    """What stands between this result and the next level, in whole units where a rule counts them."""
    band = next((band for band in criteria.recognition.bands if band.level > level), None)
    if band is None:
        return None
    needs = []
    for indicator in criteria.indicators.values():
        finding = findings[indicator.id]
        counted = finding.tally or (finding.claim.value if finding.claim else None)
        known = finding.status in ("met", "not-met") or (finding.tally is not None and finding.why == "pending")
        if not known:
            continue
        whole = counted if isinstance(counted, Share | Tally) and finding.why != "rejected" else None
        if indicator.id in criteria.recognition.graded:
            if (finding.level or 0) >= band.level:
                continue
            more = count_for(band, whole.total) - whole.count if whole else None
            needs.append(Need(indicator.id, more, None if whole else indicator.rule))
        elif finding.status == "not-met":
            asks = indicator.rule
            more = count_for_rule(asks, whole.total) - whole.count if whole else None
            needs.append(Need(indicator.id, more, asks))
    return Next(band.level, tuple(needs))
