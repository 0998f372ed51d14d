"""An agency: what it leads, what it supports, and its dated duties. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from minhchung.criteria.model import Agency, CriteriaSet, Duty, Edition, Indicator
from minhchung.i18n import N_
from minhchung.publishing import paths
from minhchung.publishing.page import Page
from minhchung.publishing.pages import todo
from minhchung.publishing.view import View
from minhchung.todo.model import Task
from minhchung.todo.tasks import for_agency

Charged = list[tuple[CriteriaSet, Indicator]]


def pages(view: View) -> Iterator[Page]:
    yield _list(view)
    for edition in view.site.editions.values():
        for agency in edition.agencies.values():
            yield page(view, edition, agency, for_agency(view.tasks, edition, agency.id))


def page(view: View, edition: Edition, agency: Agency, waiting: list[Task]) -> Page:
    s, path = view.s, paths.agency(edition.id, agency.id)
    name = agency.name[s.lang]
    return Page(
        pattern="agencies/EDITION/AGENCY",
        path=path,
        title=name,
        description=s._(
            N_("{agency}: các chỉ báo chủ trì, phối hợp và nhiệm vụ theo lộ trình."), agency=name
        ),
        crumbs=((s._(N_("Cơ quan chủ trì, phối hợp")), "agencies"),),
        slots=view.slots(
            "agency",
            path,
            edition=edition,
            agency=agency,
            leads=leads(edition, agency),
            supports=supports(edition, agency),
            duties=duties(edition, agency),
        )
        | todo.slots(view, path, waiting, name),
        search_text=name,
    )


def leads(edition: Edition, agency: Agency) -> Charged:
    return [
        (criteria, indicator)
        for criteria in edition.sets.values()
        for indicator in criteria.indicators.values()
        if indicator.lead is not None and agency.id in indicator.lead.agencies
    ]


def supports(edition: Edition, agency: Agency) -> Charged:
    return [
        (criteria, indicator)
        for criteria in edition.sets.values()
        for indicator in criteria.indicators.values()
        if indicator.coordinating is not None and agency.id in indicator.coordinating.agencies
    ]


def duties(edition: Edition, agency: Agency) -> list[Duty]:
    return [duty for duty in edition.roadmap.duties.values() if agency.id in duty.who]


def _list(view: View) -> Page:
    rows = [
        (
            edition,
            [
                (a, len(leads(edition, a)), len(supports(edition, a)), len(duties(edition, a)))
                for a in edition.agencies.values()
            ],
        )
        for edition in view.site.editions.values()
    ]
    return Page(pattern="agencies", path="agencies", slots=view.slots("agencies", "agencies", editions=rows))
