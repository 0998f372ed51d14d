"""What would follow from other figures: every answer worked out beforehand, for a page that knows no rule. Pure.

A reader of a dossier may try other counts. The page looks up what each count gives, and what all of it
together gives, in tables made here by the very functions that judge a dossier. The second table is short
because the plan knows neither weights nor averages: a conclusion depends on which outcomes occur among the
indicators, not on how often or where.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, repeat

from minhchung.assessing.judge import conclude, say
from minhchung.assessing.model import Finding, FindingStatus, Outcome, Result
from minhchung.criteria.model import Band, CriteriaSet, Indicator, Rule
from minhchung.criteria.rules import Tally
from minhchung.evidence.model import Share

Steps = tuple[tuple[int, "Occurrence"], ...]


@dataclass(frozen=True, slots=True)
class Occurrence:
    """What can be found about an indicator: a status, and a level where it is graded."""

    graded: bool
    status: FindingStatus
    level: int | None = None


@dataclass(frozen=True, slots=True)
class Trial:
    """What a reader can try on one indicator: another count, or the outcome itself where nothing is counted."""

    indicator: Indicator
    stands: Occurrence  # as things are
    count: int = 0
    total: int = 0
    steps: Steps = ()  # (the smallest count, what it gives), rising; empty where nothing is counted
    choices: tuple[Occurrence, ...] = ()  # where nothing is counted: beside what stands now


@dataclass(frozen=True, slots=True)
class WhatIf:
    """Everything that can be tried on one dossier.

    `conclusions[n]` is what follows when just those of `occurrences` occur whose bit is set in n; None where
    no dossier of this set can have them.
    """

    trials: tuple[Trial, ...]
    occurrences: tuple[Occurrence, ...]
    conclusions: tuple[Outcome | None, ...]

    def conclusion(self, occurring: Mapping[str, Occurrence] | None = None) -> Outcome:
        """What follows when some indicators turn out otherwise than they stand."""
        found = {trial.indicator.id: trial.stands for trial in self.trials} | dict(occurring or {})
        outcome = self.conclusions[sum(1 << self.occurrences.index(one) for one in set(found.values()))]
        assert outcome is not None  # what a dossier has, it can have
        return outcome


def what_if(result: Result, criteria: CriteriaSet) -> WhatIf:
    """What can be tried on a dossier with this result, which rests on figures."""
    trials = tuple(
        _trial(indicator, result.findings[id_], criteria) for id_, indicator in criteria.indicators.items()
    )
    occurrences = tuple(
        dict.fromkeys(
            one
            for trial in trials
            for one in (trial.stands, *(outcome for _, outcome in trial.steps), *trial.choices)
        )
    )
    graded = len(criteria.recognition.graded)
    return WhatIf(trials, occurrences, _conclusions(occurrences, graded, len(trials) - graded))


def _trial(indicator: Indicator, finding: Finding, criteria: CriteriaSet) -> Trial:
    graded = indicator.id in criteria.recognition.graded
    bands = criteria.recognition.bands if graded else ()
    stands = Occurrence(graded, finding.status, finding.level)
    counted = finding.tally or (finding.claim.value if finding.claim else None)
    decided = finding.status in ("met", "not-met") and finding.why is None
    if decided and isinstance(counted, Share | Tally):
        steps = _steps(indicator.rule, bands, counted.total, derived=isinstance(counted, Tally))
        return Trial(indicator, stands, counted.count, counted.total, steps)
    levels = [Occurrence(graded, "met", band.level) for band in bands] or [Occurrence(graded, "met")]
    choices = (Occurrence(graded, "not-met", 0 if graded else None), *levels)
    return Trial(indicator, stands, choices=tuple(one for one in choices if one != stands))


@lru_cache(maxsize=1 << 12)
def _steps(rule: Rule, bands: tuple[Band, ...], total: int, *, derived: bool) -> Steps:
    """What each count out of `total` gives, as the smallest count of each outcome.

    One more counted never makes an outcome worse, so that each begins where the one below it ends.
    """

    def given(count: int) -> Occurrence:
        said = say(Tally(count, 0, total) if derived else Share(count, total), rule, bands)
        return Occurrence(bool(bands), said.status, said.level)

    steps, count = [], 0
    while count <= total:
        outcome = given(count)
        steps.append((count, outcome))
        count = bisect_left(range(total + 1), True, lo=count, key=lambda n: given(n) != outcome)
    return tuple(steps)


@lru_cache(maxsize=1 << 10)
def _conclusions(occurrences: tuple[Occurrence, ...], graded: int, others: int) -> tuple[Outcome | None, ...]:
    """What follows from every set of outcomes, for a dossier of so many graded and other indicators."""
    found = []
    for bits in range(1 << len(occurrences)):
        occurring = [one for place, one in enumerate(occurrences) if bits >> place & 1]
        of_graded = _spread([one for one in occurring if one.graded], graded)
        of_others = _spread([one for one in occurring if not one.graded], others)
        found.append(None if of_graded is None or of_others is None else _concluded(of_graded, of_others))
    return tuple(found)


def _spread(occurring: list[Occurrence], indicators: int) -> list[Occurrence] | None:
    """A list of so many in which each occurs; None where there is none."""
    if len(occurring) > indicators or (indicators and not occurring):
        return None
    return list(chain(occurring, repeat(occurring[0], indicators - len(occurring)))) if occurring else []


def _concluded(graded: list[Occurrence], others: list[Occurrence]) -> Outcome:
    findings = {
        str(place): Finding(str(place), one.status, one.level) for place, one in enumerate((*graded, *others))
    }
    return Outcome(*conclude(findings, [str(place) for place in range(len(graded))]))
