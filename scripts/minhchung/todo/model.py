"""One thing that somebody has to do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from minhchung.criteria.deadline import last_day, too_late
from minhchung.criteria.model import Duty, Edition

OfUnit = Literal["submit", "finish", "mend", "figures", "evidence", "reply"]
OfAgency = Literal["provide", "verify", "verdicts", "decide", "duty"]
Kind = OfUnit | OfAgency
State = Literal["overdue", "ahead", "due", "undated"]


@dataclass(frozen=True, slots=True)
class Task:
    """`agency` is who does it, by its id in the edition; None: the unit, or a body that is not among the
    edition's agencies. A task for the city's own roadmap has no unit. `indicators` are those that it is about;
    `day` is when what it answers was done (ISO).
    """

    kind: Kind
    edition: Edition
    agency: str | None
    unit: str | None
    year: int | None = None
    indicators: tuple[str, ...] = ()
    duty: Duty | None = None
    day: str | None = None

    @property
    def of_unit(self) -> bool:
        """Whether the unit itself has to do it."""
        return self.kind in get_args(OfUnit)

    @property
    def due(self) -> str | None:
        """The last day that is in time; None where the roadmap names none."""
        return last_day(self.duty.due) if self.duty else None

    def state(self, today: str | None) -> State:
        """How it stands on a day. Without a day nothing is overdue."""
        if self.duty is None or self.due is None:
            return "undated"
        if today is not None and too_late(self.duty.due, today):
            return "overdue"
        starts = self.duty.due.starts
        return "ahead" if today is not None and starts is not None and today < starts else "due"
