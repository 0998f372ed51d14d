"""Where a dossier stands against the dated duties of the roadmap. No clock: only what is on file counts. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from minhchung.criteria.deadline import too_late
from minhchung.criteria.model import Due, Duty, Edition
from minhchung.evidence.model import Dossier

PILOT_UNITS = "units"  # the agency id that stands for every pilot unit


@dataclass(frozen=True, slots=True)
class Standing:
    """A duty of one unit: done in time, done late, done before its period began, or not on file."""

    duty: Duty
    state: Literal["in-time", "late", "early", "none"]
    on: str | None  # the day it was done, ISO


def tracked(edition: Edition) -> tuple[Duty, ...]:
    """The duties whose fulfilment shows in a dossier, in the order of the roadmap."""
    return tuple(duty for duty in edition.roadmap.duties.values() if duty.tracks is not None)


def roadmap_year(edition: Edition) -> int | None:
    """The year whose dossiers the roadmap is about: that of the deadline for submissions."""
    for duty in tracked(edition):
        day = duty.due.by or duty.due.ends
        if duty.tracks == "submission" and day is not None:
            return int(day[:4])
    return None


def standing(duty: Duty, dossier: Dossier) -> Standing:
    """How `dossier` stands against `duty`. A collection from public sources submits nothing."""
    on = _done_on(duty, dossier)
    if on is None:
        return Standing(duty, "none", None)
    return Standing(duty, _state(duty.due, on), on)


def _done_on(duty: Duty, dossier: Dossier) -> str | None:
    match duty.tracks:
        case "submission":
            submission = dossier.self_assessment
            return submission.submitted if submission and not submission.collected else None
        case "verification":
            return dossier.verification.date if dossier.verification else None
        case "decision":
            return dossier.decision.date if dossier.decision else None
    return None


def _state(due: Due, on: str) -> Literal["in-time", "late", "early"]:
    if too_late(due, on):
        return "late"
    return "early" if due.starts is not None and on < due.starts else "in-time"
