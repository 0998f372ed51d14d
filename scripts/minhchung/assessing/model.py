"""What the rules conclude: findings about indicators, results for units."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

from minhchung.criteria.model import Rule
from minhchung.criteria.rules import Tally
from minhchung.evidence.model import Basis, Claim, Verdict

FindingStatus = Literal["met", "not-met", "no-data", "no-evidence", "not-applicable", "not-verified"]
ResultStatus = Literal[
    "recognisable",
    "not-recognisable",
    "incomplete",
    "not-submitted",
    "recognised",
    "not-recognised",
    "undecided",
]


@dataclass(frozen=True, slots=True)
class Finding:
    """What the rules conclude about one indicator on one basis.

    `level` is the band a graded indicator reaches (0: below the lowest); None where it is not
    graded or nothing can be said. `claim` is the claim in force on this basis (a corrected one
    after verification), `why` a code for a reason the status alone does not tell:
    ``zero-total``, ``zero-rate``, ``not-comparable``, ``no-previous``, ``mixed-parts``, ``rejected``, ``pending``.
    """

    indicator: str
    status: FindingStatus
    level: int | None = None
    claim: Claim | None = None
    verdict: Verdict | None = None
    tally: Tally | None = None
    why: str | None = None


@dataclass(frozen=True, slots=True)
class Need:
    """What stands between a unit and the next level.

    `more`: how many more of what the indicator counts, at an unchanged total (None where the rule
    counts nothing); `asks`: the rule of a required indicator that is not met.
    """

    indicator: str
    more: int | None = None
    asks: Rule | None = None


@dataclass(frozen=True, slots=True)
class Next:
    level: int
    needs: tuple[Need, ...]


class Outcome(NamedTuple):
    """A result in short: its status, its level, and the number of the decision where one was taken."""

    status: ResultStatus
    level: int | None
    decision: str | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """The assessment of one unit for one year on one basis.

    `level` is None when no level can be stated, 0 when something is not met. `readings` names the
    readings under whose other options this status or level would differ.
    """

    unit: str
    year: int
    criteria: str
    basis: Basis
    status: ResultStatus
    level: int | None
    draft: bool
    findings: Mapping[str, Finding]
    next: Next | None = None
    readings: tuple[str, ...] = ()
    decision: str | None = None  # number of the decision, on the official basis

    @property
    def outcome(self) -> Outcome:
        return Outcome(self.status, self.level, self.decision)
