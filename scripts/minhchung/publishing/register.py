"""What lists of many dossiers need of each, gathered in one pass: no list holds whole dossiers, or reads them again. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace

from minhchung.evidence.model import Dossier, Evidence, Observation, SelfAssessment, Value, Verification
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
    neither claims, nor documents, nor observations.
    """

    evidence: Evidence
    observations: tuple[tuple[Key, Observation], ...]
    corrected: tuple[Corrected, ...]


def registered(evidence: Evidence) -> Register:
    """The register of `evidence`, whose dossiers are gone through once, in order."""
    heads: dict[Key, Dossier] = {}
    observations: list[tuple[Key, Observation]] = []
    corrected: list[Corrected] = []
    for key, dossier in evidence.dossiers.items():
        heads[key] = _head(dossier)
        if dossier.self_assessment is not None:
            observations += ((key, observation) for observation in dossier.self_assessment.observations)
            if dossier.verification is not None and not dossier.faulty:
                corrected += _corrected(key, dossier.self_assessment, dossier.verification)
    return Register(replace(evidence, dossiers=heads), tuple(observations), tuple(corrected))


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
