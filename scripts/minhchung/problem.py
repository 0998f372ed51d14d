"""A fault in a file: where it is, which kind, and what its message needs to say.

A problem carries a code and parameters, never a finished sentence; the sentence is made in the
reader's language by :mod:`minhchung.checking.messages`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault. `line` and `column` count from 1; `file` is relative to the repository."""

    file: str
    line: int
    column: int
    code: str
    severity: Severity = "error"
    indicator: str | None = None
    params: Mapping[str, Any] = field(default_factory=dict)

    @property
    def is_error(self) -> bool:
        return self.severity == "error"

    @property
    def order(self) -> tuple[str, int, int, str, str]:
        """Sort key: problems are always listed in the same order, whatever order files were read in."""
        return (self.file, self.line, self.column, self.code, repr(sorted(self.params.items())))
