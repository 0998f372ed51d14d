"""What lists of many dossiers need of one, as bytes that can be kept: JSON and nothing else, whoever wrote it. Pure."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from decimal import Decimal
from functools import cache
from itertools import islice
from typing import Any, Self

from minhchung.assessing.assess import Results
from minhchung.assessing.model import Finding
from minhchung.criteria.rules import Tally
from minhchung.evidence import model
from minhchung.evidence.model import BASES, Basis, Dossier, Observation, Value
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
class Entry:
    """`head` has neither claims, nor documents, nor observations; `findings` have figures without documents."""

    head: Dossier
    observations: tuple[Observation, ...]
    corrected: tuple[Corrected, ...]
    findings: Mapping[Basis, Mapping[str, Finding]]

    @staticmethod
    def of(dossier: Dossier, results: Results) -> bytes:
        """The entry of a dossier, and of its results among those of the site."""
        submission = dossier.self_assessment
        found = {basis: results.get((dossier.unit, dossier.year, basis)) for basis in BASES}
        findings = {basis: result.findings.values() for basis, result in found.items() if result is not None}
        about = [
            _row(_head(dossier)),
            _row(submission.observations if submission is not None else ()),
            _row(_corrected(dossier)),
            {basis: len(those) for basis, those in findings.items()},
        ]
        lines = [_text(_row(_brief(finding))) for those in findings.values() for finding in those]
        return "\n".join([_text(about), *lines]).encode()

    @classmethod
    def read(cls, content: bytes, same: dict[str, Finding]) -> Self:
        """`same` are the findings that were read before: those that are the same to the letter are held once.

        Raises ValueError, KeyError or TypeError for what is no entry.
        """
        about, *lines = content.decode().split("\n")
        head, observations, corrected, counts = json.loads(about)
        said = iter(lines)
        findings: dict[Basis, dict[str, Finding]] = {}
        for basis in BASES:
            if basis in counts:
                those = (same.get(line) or _finding(line, same) for line in islice(said, counts[basis]))
                findings[basis] = {finding.indicator: finding for finding in those}
        return cls(_value(head), _value(observations), _value(corrected), findings)


def _finding(line: str, same: dict[str, Finding]) -> Finding:
    finding: Finding = _value(json.loads(line))
    same[line] = finding
    return finding


def _brief(finding: Finding) -> Finding:
    claim = finding.claim
    return replace(finding, verdict=None, claim=claim and replace(claim, evidence=(), note=None))


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


def _corrected(dossier: Dossier) -> tuple[Corrected, ...]:
    """In the order of the verification."""
    submission, verification = dossier.self_assessment, dossier.verification
    if submission is None or verification is None or dossier.faulty:
        return ()
    return tuple(
        Corrected(
            *((dossier.unit, dossier.year), id_, claim.value, verdict.claim.value),
            *(verification.date, verification.verified_by, verdict.reason or ""),
        )
        for id_, verdict in verification.verdicts.items()
        if (claim := submission.claims.get(id_)) is not None
        and verdict.claim is not None
        and verdict.claim.value != claim.value
    )


_MADE: dict[str, Callable[..., Any]] = {
    kind.__name__: kind
    for kind in (*vars(model).values(), Corrected, Finding, Tally)
    if isinstance(kind, type) and is_dataclass(kind)
}
_MADE |= {"Decimal": Decimal, "tuple": lambda *items: items}


def _row(value: Any) -> Any:
    """A value as JSON: what JSON does not know is a list that says first what it is."""
    if is_dataclass(value) and not isinstance(value, type):
        return [type(value).__name__, *(_row(getattr(value, name)) for name in _names(type(value)))]
    if isinstance(value, tuple):
        return ["tuple", *map(_row, value)]
    if isinstance(value, Decimal):
        return ["Decimal", str(value)]
    if isinstance(value, Mapping):
        return {key: _row(of) for key, of in value.items()}
    return value


def _value(row: Any) -> Any:
    if isinstance(row, list):
        kind, *of = row
        return _MADE[kind](*map(_value, of))
    if isinstance(row, dict):
        return {key: _value(of) for key, of in row.items()}
    return row


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


def _text(row: Any) -> str:
    return json.dumps(row, ensure_ascii=False, separators=(",", ":"))
