"""What a change does: values, documents, findings and levels, and what a reviewer should look at twice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from minhchung.assessing.model import Finding, Outcome
from minhchung.evidence.model import Basis


@dataclass(frozen=True, slots=True)
class ValueChange:
    """One value of one file; None where it is absent."""

    file: str
    indicator: str | None
    field: str
    old: Any
    new: Any


@dataclass(frozen=True, slots=True)
class DocumentChange:
    """A document that came, went, or is no longer the same."""

    file: str
    document: str
    title: str
    kind: Literal["added", "removed", "replaced", "described"]
    old_sha256: str | None = None
    new_sha256: str | None = None


@dataclass(frozen=True, slots=True)
class FindingChange:
    """A finding that changes in status or level; None where the indicator is not judged."""

    indicator: str
    old: Finding | None
    new: Finding | None


@dataclass(frozen=True, slots=True)
class ResultChange:
    """How the result on one basis changes; None where there was or is no result."""

    basis: Basis
    old: Outcome | None
    new: Outcome | None
    findings: tuple[FindingChange, ...]


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to look at twice, told without accusing; `code` and `params` make the sentence."""

    code: str
    indicator: str | None = None
    params: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DossierChange:
    unit: str
    year: int
    values: tuple[ValueChange, ...]
    documents: tuple[DocumentChange, ...]
    results: tuple[ResultChange, ...]
    missing: tuple[str, ...]  # indicators for which the new state still has no figure or no document
    remarks: tuple[Remark, ...]


@dataclass(frozen=True, slots=True)
class RuleChange:
    """A change of criteria data: which edition and file, and where in it."""

    edition: str
    file: str
    path: str
    old: Any
    new: Any


@dataclass(frozen=True, slots=True)
class Comparison:
    base: str | None
    head: str | None
    dossiers: tuple[DossierChange, ...]
    rules: tuple[RuleChange, ...] = ()
    remarks: tuple[Remark, ...] = ()  # about the change as a whole: two units at once, …
    new_errors: int = 0
