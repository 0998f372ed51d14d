"""Deadlines of the roadmap: which day is too late. Pure; a day is an ISO date, counted at UTC+7."""

from __future__ import annotations

from datetime import date, timedelta

from minhchung.criteria.model import Due, Duty, Edition


def too_late(due: Due, day: str) -> bool:
    """Whether something done on `day` misses `due` (“trước ngày 15/12/2022”, reading ``deadline``)."""
    if due.by is not None:
        return day > due.by if due.inclusive else day >= due.by
    return due.ends is not None and day > due.ends


def submission_duties(edition: Edition, year: int) -> tuple[Duty, ...]:
    """The dated duties of `year` that a submitted self-assessment fulfils."""
    return tuple(
        duty
        for duty in edition.roadmap.duties.values()
        if duty.tracks == "submission" and (duty.due.by or duty.due.ends or "").startswith(f"{year:04d}-")
    )


def last_day(due: Due) -> str | None:
    """The last day that is in time; None for what is not due by any day."""
    if due.by is None or due.inclusive:
        return due.by or due.ends
    return (date.fromisoformat(due.by) - timedelta(days=1)).isoformat()
