"""The city at a glance: who submitted, who reached what, where the city stands, what is in the way. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from minhchung.evidence.model import BASES, Unit
from minhchung.i18n import N_
from minhchung.publishing.page import Page
from minhchung.publishing.pages import overview
from minhchung.publishing.pages.atlas import map_of
from minhchung.publishing.pages.dossier import who
from minhchung.publishing.pages.needs import needs
from minhchung.publishing.view import View

LATEST = 6  # events on the home page
OBSTACLES = 5


@dataclass(frozen=True, slots=True)
class Event:
    """Something that was put on file."""

    date: str
    unit: Unit
    year: int
    what: str


def page(view: View) -> Page:
    year = view.latest
    city = view.city
    context: dict[str, object] = {"year": year, "city": city, "latest": latest(view)}
    if year is not None:
        criteria = view.criteria(city, year)
        result = view.result(city.id, year, overview.furthest_before(view, city, year))
        context |= {
            "headline": overview.headline(view, year),
            "pilots": overview.pilots(view, year),
            "figures": overview.figures(view, year),
            "map": map_of(view, year),
            "states": {basis: view.state(city.id, year, basis) for basis in BASES},
            "who": who(view, view.head(city.id, year), criteria),
            "criteria": criteria,
            "collected": _collected(view, city, year),
            "city_needs": needs(view, result, criteria),
            "impossible": overview.impossible(view, year),
            "obstacles": overview.obstacles(view, view.districts(year), year)[:OBSTACLES],
        }
    return Page(pattern="", path="", slots=view.slots("home", "", **context))


def latest(view: View) -> list[Event]:
    """What was put on file last, the newest first."""
    s, found = view.s, []
    for (unit_id, year), dossier in view.register.evidence.dossiers.items():
        unit = view.evidence.units.get(unit_id)
        if unit is None:
            continue
        submission, verification, decision = dossier.self_assessment, dossier.verification, dossier.decision
        if submission and submission.submitted:
            found.append(Event(submission.submitted, unit, year, s._(N_("nộp hồ sơ tự đánh giá"))))
        if verification:
            found.append(Event(verification.date, unit, year, s._(N_("có kết quả thẩm định"))))
        if decision:
            found.append(
                Event(decision.date, unit, year, s._(N_("có quyết định số {number}"), number=decision.number))
            )
    found.sort(key=lambda event: (event.date, event.year), reverse=True)
    return found[:LATEST]


def _collected(view: View, city: Unit, year: int) -> bool:
    submission = view.head(city.id, year).self_assessment
    return submission is not None and submission.collected
