"""What a change does: values, documents, findings and levels, and what a reviewer should look at twice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from minhchung.assessing.model import Finding, Next, Outcome
from minhchung.evidence.model import Basis
from minhchung.problem import Problem


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
    """A document that came, went, or is no longer the same.

    `replaced`: it is another document, or its file holds other bytes, under the same name; `fields` names what
    differs (``bytes`` for the file itself). `described`: only words about it changed.
    """

    file: str
    document: str
    title: str
    kind: Literal["added", "removed", "replaced", "described"]
    old_sha256: str | None = None
    new_sha256: str | None = None
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FileChange:
    """A file of a dossier that came or went, or that can or can no longer be read."""

    file: str
    kind: Literal["added", "removed", "unreadable", "mended"]


@dataclass(frozen=True, slots=True)
class FindingChange:
    """A finding that changes in status or level; None where the indicator is not judged."""

    indicator: str
    old: Finding | None
    new: Finding | None


@dataclass(frozen=True, slots=True)
class ResultChange:
    """How the result on one basis changes; None where there was or is no result.

    `old_by` and `new_by` are the findings that decided: those at the lowest level, those not met, or those
    that are missing.
    """

    basis: Basis
    old: Outcome | None
    new: Outcome | None
    findings: tuple[FindingChange, ...]
    old_by: tuple[Finding, ...] = ()
    new_by: tuple[Finding, ...] = ()


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
    files: tuple[FileChange, ...]
    values: tuple[ValueChange, ...]
    documents: tuple[DocumentChange, ...]
    results: tuple[ResultChange, ...]
    missing: tuple[str, ...]  # indicators for which the new state still has no figure or no document
    next: Next | None  # what the new state lacks for the next level, by the unit's own figures
    remarks: tuple[Remark, ...]

    @property
    def in_effect(self) -> bool:
        """Whether anything changed but the spelling of a file."""
        return bool(self.files or self.values or self.documents or self.results)


@dataclass(frozen=True, slots=True)
class UnitChange:
    """A change of units.yml: one field of one unit; `field` is None for a unit that came or went."""

    unit: str
    field: str | None
    old: Any
    new: Any


@dataclass(frozen=True, slots=True)
class RuleChange:
    """A change of criteria data: which edition and file, and where in it; no file where the edition came or went."""

    edition: str
    file: str | None
    path: str
    old: Any
    new: Any


@dataclass(frozen=True, slots=True)
class Comparison:
    base: str | None
    head: str | None
    dossiers: tuple[DossierChange, ...]
    rules: tuple[RuleChange, ...] = ()
    units: tuple[UnitChange, ...] = ()
    remarks: tuple[Remark, ...] = ()  # about the change as a whole: two units at once, …
    new_errors: tuple[Problem, ...] = ()
