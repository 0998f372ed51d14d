"""Findings that are worked out when they are asked for, and the results that were: packed, and as bytes. Pure."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Self

from minhchung.assessing.judge import asked_next, find
from minhchung.assessing.model import Finding, Need, Next, Result, ResultStatus
from minhchung.criteria.model import CriteriaSet
from minhchung.evidence.model import BASES, Basis, Evidence

_HELD = 64  # findings, and dossiers' lines


class Findings(Mapping[str, Finding]):
    """The findings of one result."""

    __slots__ = ("_basis", "_criteria", "_of", "_unit", "_year")

    def __init__(self, of: Worked, unit: str, year: int, criteria: CriteriaSet, basis: Basis) -> None:
        self._of, self._unit, self._year, self._criteria, self._basis = of, unit, year, criteria, basis

    def __getitem__(self, id_: str) -> Finding:
        return self._of.findings(self._unit, self._year, self._criteria.id, self._basis)[id_]

    def __iter__(self) -> Iterator[str]:
        return iter(self._criteria.indicators if self._basis != "official" else ())

    def __len__(self) -> int:
        return len(self._criteria.indicators) if self._basis != "official" else 0

    def __repr__(self) -> str:
        return repr(dict(self))

    def line(self) -> str:
        """The result as JSON on one line."""
        return self._of.lines(self._unit, self._year)[BASES.index(self._basis)]


@dataclass(frozen=True, slots=True)
class Verdicts:
    """What follows for one dossier, all three bases, from itself alone.

    `changed`: under each alternative (by its number) the statuses and levels that are others, by basis.
    """

    results: tuple[Result, ...]
    changed: Mapping[int, Mapping[Basis, tuple[ResultStatus, int | None]]]

    def as_bytes(self, lines: Sequence[str]) -> bytes:
        """With each result as a line of JSON."""
        facts = {
            "results": [
                [r.status, r.level, r.draft, r.readings, r.decision, _next(r.next)] for r in self.results
            ],
            "changed": [[number, of] for number, of in self.changed.items()],
        }
        return (
            json.dumps(facts, separators=(",", ":")).encode()
            + b"\n"
            + zlib.compress("\n".join(lines).encode(), 1)
        )

    @classmethod
    def read(cls, content: bytes, worked: Worked, unit: str, year: int, criteria: CriteriaSet) -> Self:
        """Raises ValueError, KeyError or TypeError for what is nothing of the kind."""
        facts, _, packed = content.partition(b"\n")
        found = json.loads(facts)
        results = []
        for basis, row in zip(BASES, found["results"], strict=True):
            status, level, draft, readings, decision, next_ = row
            findings = Findings(worked, unit, year, criteria, basis)
            result = Result(
                unit=unit,
                year=year,
                criteria=criteria.id,
                basis=basis,
                status=status,
                level=level,
                draft=draft,
                findings=findings,
                next=_next_again(next_, criteria),
                readings=tuple(readings),
                decision=decision,
            )
            results.append(result)
        changed = {
            number: {basis: (status, level) for basis, (status, level) in of.items()}
            for number, of in found["changed"]
        }
        worked.packed[unit, year] = packed
        return cls(tuple(results), changed)


def _next(next_: Next | None) -> Any:
    if next_ is None:
        return None
    return [next_.level, [[need.indicator, need.more, need.asks is not None] for need in next_.needs]]


def _next_again(row: Any, criteria: CriteriaSet) -> Next | None:
    if row is None:
        return None
    level, needs = row
    return Next(
        level,
        tuple(
            Need(id_, more, asked_next(id_, criteria, level) if asks else None) for id_, more, asks in needs
        ),
    )


class Worked:
    """Where findings are worked out again, and lines are unpacked; a few of them are held."""

    def __init__(self, evidence: Evidence, sets: Mapping[str, CriteriaSet]) -> None:
        self._evidence, self._sets = evidence, sets
        self.packed: dict[tuple[str, int], bytes] = {}
        self.findings = lru_cache(maxsize=_HELD)(self._findings)
        self.lines = lru_cache(maxsize=_HELD)(self._lines)

    def _findings(self, unit: str, year: int, criteria_id: str, basis: Basis) -> Mapping[str, Finding]:
        criteria = self._sets[criteria_id]
        dossier = self._evidence.dossier(unit, year)
        return find(dossier, criteria, basis, _nothing_derived, criteria.indicators)

    def _lines(self, unit: str, year: int) -> list[str]:
        return zlib.decompress(self.packed[unit, year]).decode().split("\n")


def _nothing_derived(*_: object) -> Any:
    raise AssertionError("a dossier that follows from itself alone counts no districts")
