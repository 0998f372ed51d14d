"""The roadmap as a picture: every dated duty along one line of time, and how it stands on the day of the data. Pure.

There is no clock: “today” is the day of the commit that the site is made from.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from minhchung.criteria.deadline import last_day, too_late
from minhchung.criteria.model import Due, Duty, Edition, Stage
from minhchung.i18n import N_
from minhchung.publishing.deadlines import Standing
from minhchung.publishing.pages.process import STANDING
from minhchung.publishing.view import View

CHIP = {"in-time": "met", "late": "late", "early": "no-data", "none": "not-submitted"}

# How a duty stands on a day: the class of its chip, and what is said.
_WHEN = {
    "ahead": ("not-submitted", N_("chưa đến thời gian")),
    "open": ("not-verified", N_("đang trong thời gian thực hiện")),
    "over": ("not-applicable", N_("đã hết thời gian")),
}


@dataclass(frozen=True, slots=True)
class Lane:
    """One duty: from where to where it is drawn (percent of the whole time), and its states as chips."""

    duty: Duty
    start: str
    width: str
    states: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Schedule:
    """All duties of an edition; `months` are places of the first days of months with their names."""

    edition: Edition
    stages: list[tuple[Stage, list[Lane]]]
    months: list[str]
    starts: str
    ends: str
    today: str  # where the day of the data stands; empty where that is outside the roadmap
    words: str  # which day that is


def schedule(view: View, edition: Edition, standings: list[list[Standing]]) -> Schedule:
    """The picture of one edition's roadmap; `standings` are those of each unit that has duties in it."""
    stages = list(edition.roadmap.stages.values())
    scale = _Scale(min(stage.starts for stage in stages), max(stage.ends for stage in stages))
    day = view.site.day
    by_duty: dict[str, Counter[str]] = {}
    for item in (item for of_unit in standings for item in of_unit):
        by_duty.setdefault(item.duty.id, Counter())[item.state] += 1
    lanes = {
        stage.id: [
            _lane(view, scale, duty, stage, by_duty.get(duty.id))
            for duty in edition.roadmap.duties.values()
            if duty.stage == stage.id
        ]
        for stage in stages
    }
    return Schedule(
        edition=edition,
        stages=[(stage, lanes[stage.id]) for stage in stages],
        months=[scale.at(month) for month in scale.months()],
        starts=scale.first.isoformat(),
        ends=scale.last.isoformat(),
        today=scale.at(date.fromisoformat(day)) if day and scale.holds(day) else "",
        words=_words(view, day, scale),
    )


class _Scale:
    """Days as percent of the time between two days, both included."""

    def __init__(self, first: str, last: str) -> None:
        self.first, self.last = date.fromisoformat(first), date.fromisoformat(last)
        self._days = (self.last - self.first).days + 1

    def at(self, day: date) -> str:
        return f"{self._share(day):.2f}"

    def span(self, first: date, last: date) -> str:
        """How long it is from the morning of one day to the evening of another; a day can always be seen."""
        return f"{max(self._share(last + timedelta(days=1)) - self._share(first), 1):.2f}"

    def _share(self, day: date) -> float:
        return min(max(100 * (day - self.first).days / self._days, 0), 100)

    def holds(self, day: str) -> bool:
        return self.first.isoformat() <= day <= self.last.isoformat()

    def months(self) -> list[date]:
        """The first day of each month after the first."""
        every = (self.first + timedelta(days=n) for n in range(1, self._days))
        return [day for day in every if day.day == 1]


def _lane(view: View, scale: _Scale, duty: Duty, stage: Stage, counted: Counter[str] | None) -> Lane:
    first = date.fromisoformat(duty.due.starts or stage.starts)
    last = date.fromisoformat(last_day(duty.due) or stage.ends)
    return Lane(duty, scale.at(first), scale.span(first, last), _states(view, duty.due, counted))


def _states(view: View, due: Due, counted: Counter[str] | None) -> list[tuple[str, str]]:
    """Whether its time has come, and for what shows in dossiers how many units did it."""
    s, found = view.s, []
    if view.site.day:
        chip, words = _WHEN[_when(due, view.site.day)]
        found.append((chip, s._(words)))
    for state, words in STANDING.items():
        if counted and counted[state]:
            said = s.ngettext("{n} đơn vị: {state}", "{n} đơn vị: {state}", counted[state], state=s._(words))
            found.append((CHIP[state], said))
    return found


def _when(due: Due, day: str) -> str:
    if too_late(due, day):
        return "over"
    return "ahead" if due.starts is not None and day < due.starts else "open"


def _words(view: View, day: str | None, scale: _Scale) -> str:
    s = view.s
    if day is None:
        return s._(N_("Đây là bản xem thử chưa có ngày, nên không đánh dấu hôm nay."))
    if day > scale.last.isoformat():
        return s._(
            N_("Hôm nay, tức ngày của dữ liệu trên trang này, là {day}: lộ trình đã kết thúc ngày {end}."),
            day=s.date(day),
            end=s.date(scale.last.isoformat()),
        )
    return s._(N_("Vạch đứng đậm là hôm nay, tức ngày của dữ liệu trên trang này: {day}."), day=s.date(day))
