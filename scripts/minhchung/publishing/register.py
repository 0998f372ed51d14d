"""What lists of many dossiers need of each, gathered in one pass: no list holds whole dossiers, or reads them again. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace

from minhchung.assessing.assess import Results
from minhchung.assessing.model import Finding, Result
from minhchung.evidence.model import (
    BASES,
    Declared,
    Dossier,
    Evidence,
    Observation,
    SelfAssessment,
    Share,
    Value,
    Verification,
)
from minhchung.history.past import Key


@dataclass(frozen=True, slots=True)
class Corrected:
    """A figure in whose place the verifying agency put another."""

    key: Key
    indicator: str
    was: Value
    became: Value
    date: str
    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class Register:
    """`evidence` is all units, and of every dossier its dates and bodies, what was rejected and what was answered:
    neither claims, nor documents, nor observations. `results` are those of the site, whose findings have figures
    without documents.
    """

    evidence: Evidence
    results: Results
    observations: tuple[tuple[Key, Observation], ...]
    corrected: tuple[Corrected, ...]


def registered(evidence: Evidence, results: Results) -> Register:
    """The register of `evidence`, whose dossiers are gone through once, in order."""
    brief = dict(results)
    same: dict[Finding, Finding] = {}
    heads: dict[Key, Dossier] = {}
    observations: list[tuple[Key, Observation]] = []
    corrected: list[Corrected] = []
    for key, dossier in evidence.dossiers.items():
        heads[key] = _head(dossier)
        for basis in BASES:
            if (result := results.get((*key, basis))) is not None:
                brief[*key, basis] = _brief(result, same)
        if dossier.self_assessment is not None:
            observations += ((key, observation) for observation in dossier.self_assessment.observations)
            if dossier.verification is not None and not dossier.faulty:
                corrected += _corrected(key, dossier.self_assessment, dossier.verification)
    return Register(replace(evidence, dossiers=heads), brief, tuple(observations), tuple(corrected))


def _brief(result: Result, same: dict[Finding, Finding]) -> Result:
    """With findings that hold little; those about counts are often the same, and held once."""
    findings = {}
    for id_, finding in result.findings.items():
        claim = finding.claim
        short = replace(finding, verdict=None, claim=claim and replace(claim, evidence=(), note=None))
        # Figures with decimals may be equal and yet be written differently: 1.2 and 1.20.
        plain = claim is None or isinstance(claim.value, Share | Declared)
        findings[id_] = same.setdefault(short, short) if plain else short
    return replace(result, findings=findings)


def _head(dossier: Dossier) -> Dossier:
    submission, verification, reply, decision = (
        dossier.self_assessment,
        dossier.verification,
        dossier.reply,
        dossier.decision,
    )
    return replace(
        dossier,
        self_assessment=submission and replace(submission, documents={}, claims={}, observations=()),
        verification=verification
        and replace(
            verification,
            documents={},
            verdicts={
                id_: replace(verdict, claim=None, evidence=())
                for id_, verdict in verification.verdicts.items()
                if verdict.outcome == "rejected"
            },
        ),
        reply=reply
        and replace(
            reply,
            documents={},
            answers={id_: replace(answer, text=None, evidence=()) for id_, answer in reply.answers.items()},
        ),
        decision=decision and replace(decision, document=None),
    )


def _corrected(key: Key, submission: SelfAssessment, verification: Verification) -> list[Corrected]:
    """Those of one dossier, in the order of its verification."""
    return [
        Corrected(
            *(key, id_, claim.value, verdict.claim.value),
            *(verification.date, verification.verified_by, verdict.reason or ""),
        )
        for id_, verdict in verification.verdicts.items()
        if (claim := submission.claims.get(id_)) is not None
        and verdict.claim is not None
        and verdict.claim.value != claim.value
    ]
