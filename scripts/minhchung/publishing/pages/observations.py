"""What units say about the criteria themselves, which the plan asks them for (section V.2.5). Pure."""

from __future__ import annotations

from dataclasses import dataclass

from minhchung.criteria.model import CriteriaSet, Indicator
from minhchung.evidence.model import Observation, Unit
from minhchung.publishing.page import Page
from minhchung.publishing.view import View


@dataclass(frozen=True, slots=True)
class Said:
    unit: Unit
    year: int
    observation: Observation


@dataclass(frozen=True, slots=True)
class About:
    """Everything said about one indicator; `indicator` is None for the criteria as a whole."""

    criteria: CriteriaSet | None
    indicator: Indicator | None
    said: list[Said]


def page(view: View) -> Page:
    context = {"groups": groups(view)}
    return Page(
        pattern="observations",
        path="observations",
        slots=view.slots("observations", "observations", **context),
    )


def groups(view: View) -> list[About]:
    """By indicator, in the order of the criteria sets; the newest year first; what concerns all at the end."""
    found: dict[tuple[str, str], list[Said]] = {}
    general: list[Said] = []
    for (unit_id, year), dossier in sorted(view.evidence.dossiers.items(), key=lambda item: -item[0][1]):
        unit, submission = view.evidence.units.get(unit_id), dossier.self_assessment
        if unit is None or submission is None:
            continue
        criteria = view.criteria(unit, year)
        for observation in submission.observations:
            said = Said(unit, year, observation)
            if observation.indicator is not None and observation.indicator in criteria.indicators:
                found.setdefault((criteria.id, observation.indicator), []).append(said)
            else:
                general.append(said)
    listed = [
        About(criteria, indicator, found[criteria.id, indicator.id])
        for edition in view.site.editions.values()
        for criteria in edition.sets.values()
        for indicator in criteria.indicators.values()
        if (criteria.id, indicator.id) in found
    ]
    return [*listed, *([About(None, None, general)] if general else [])]
