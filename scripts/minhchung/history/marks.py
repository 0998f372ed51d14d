"""Which values changed when they should have stood still, and which verification that makes stale. Pure.

Marks accuse nobody: a correction may be asked for and right. They say what a reader has to know.

*After the deadline* goes by the day of the commit (UTC+7), the only one that git has. *After verification* and
*after the decision* go by the order of the commits, which no clock can forge. The first recording of a file is
no change: a dossier that is put into git a year later changed nothing, so its lateness is told on its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from minhchung.criteria.deadline import submission_duties, too_late
from minhchung.criteria.model import Edition
from minhchung.criteria.schema import CLAIM_KEYS
from minhchung.evidence.flat import FILES
from minhchung.evidence.model import Claim, Dossier
from minhchung.history.model import Change, Line

After = Literal["deadline", "verification", "decision"]

SUBMISSION, VERIFICATION, _REPLY, DECISION = FILES

# What identifies a document: with another of these it is another document.
_IDENTITY = ("sha256", "file", "url", "number", "issuer", "issued")


@dataclass(frozen=True, slots=True)
class Recorded:
    """When a file first came into git."""

    commit: str
    date: str
    rank: int

    @property
    def day(self) -> str:
        return self.date[:10]


@dataclass(frozen=True, slots=True)
class Mark:
    """A change, and what it came after."""

    change: Change
    after: frozenset[After]


@dataclass(frozen=True, slots=True)
class Marks:
    """What there is to know about the changes of one dossier.

    `recorded_late`: the self-assessment itself first came into git after the deadline. `stale`: the indicators
    whose verdict is about an earlier value, or an earlier document, each with the last change of every such field.
    """

    marks: tuple[Mark, ...]
    recorded_late: bool
    stale: Mapping[str, tuple[Change, ...]]

    def of(self, indicator: str) -> tuple[Mark, ...]:
        """The marks on the values of one indicator."""
        return tuple(mark for mark in self.marks if mark.change.indicator == indicator)


def recorded(lines: Iterable[Line]) -> dict[str, Recorded]:
    """When each file of one dossier first came into git, by its name."""
    found: dict[str, Recorded] = {}
    for line in lines:
        commit = line.steps[0].commit
        if line.place.file not in found or commit.rank < found[line.place.file].rank:
            found[line.place.file] = Recorded(commit.id, commit.record.date, commit.rank)
    return found


def marks(
    changes: Sequence[Change], first: Mapping[str, Recorded], edition: Edition, dossier: Dossier
) -> Marks:
    """The marks on the changes of one dossier as it stands now, under the roadmap of its edition.

    `changes` are all of them in order, with or without the values that the files began with; `first` says when
    each file began (:func:`recorded`).
    """
    duties = submission_duties(edition, dossier.year)
    found = []
    for change in changes:
        if change.field is None or change.rank <= first[change.file].rank:
            continue
        after: set[After] = set()
        if change.file == SUBMISSION and any(too_late(duty.due, change.day) for duty in duties):
            after.add("deadline")
        if change.file == SUBMISSION and VERIFICATION in first and change.rank > first[VERIFICATION].rank:
            after.add("verification")
        if DECISION in first and change.rank > first[DECISION].rank:
            after.add("decision")
        if after:
            found.append(Mark(change, frozenset(after)))
    began = first.get(SUBMISSION)
    return Marks(
        marks=tuple(found),
        recorded_late=began is not None and any(too_late(duty.due, began.day) for duty in duties),
        stale=_stale(changes, first, dossier),
    )


def _stale(
    changes: Iterable[Change], first: Mapping[str, Recorded], dossier: Dossier
) -> dict[str, tuple[Change, ...]]:
    """By indicator, what changed after the verifier's last word about it and has not been changed back.

    The last word is the last change of the indicator's entry, or of the `date`: a new date says that all of it
    was looked at again.
    """
    claims = dossier.self_assessment.claims if dossier.self_assessment else {}
    verdicts = dossier.verification.verdicts if dossier.verification else {}
    since: dict[str, dict[str, list[Change]]] = {id_: {} for id_ in verdicts if VERIFICATION in first}
    for change in changes if since else ():
        if change.rank <= first[VERIFICATION].rank:
            continue
        for id_, fields in since.items():
            if change.file == VERIFICATION and (change.indicator == id_ or change.field == "date"):
                fields.clear()
            elif change.file == SUBMISSION and _is_about(change, id_, claims.get(id_)):
                fields.setdefault(str(change.field), []).append(change)
    found = {
        id_: tuple(those[-1] for those in fields.values() if those[0].old != those[-1].new)
        for id_, fields in since.items()
    }
    return {id_: those for id_, those in found.items() if those}


def _is_about(change: Change, indicator: str, claim: Claim | None) -> bool:
    """Whether a change is one of the indicator's figures, of what it cites, or of a document that it cites now."""
    steps = (change.field or "").split(".")
    if change.indicator is not None:
        return change.indicator == indicator and steps[0] in (*CLAIM_KEYS, "evidence")
    cited = {citation.document for citation in claim.evidence} if claim else set()
    return steps[0] == "documents" and ".".join(steps[1:-1]) in cited and steps[-1] in _IDENTITY
