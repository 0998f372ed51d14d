"""What units say about the criteria themselves, which the plan asks them for (section V.2.5). Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from minhchung.criteria.model import CriteriaSet, Indicator
from minhchung.evidence.model import Observation, Unit
from minhchung.i18n import N_
from minhchung.publishing.division import divided
from minhchung.publishing.page import Page
from minhchung.publishing.view import View

PATH = "observations"


@dataclass(frozen=True, slots=True)
class Said:
    """What a unit says about one indicator; `criteria` and `indicator` are None where it is about all of them."""

    unit: Unit
    year: int
    observation: Observation
    criteria: CriteriaSet | None
    indicator: Indicator | None


def pages(view: View) -> Iterator[Page]:
    s, title = view.s, view.s._(N_("Góp ý về tiêu chí"))
    for part in divided(PATH, said(view)):
        first = part.number == 1
        yield Page(
            pattern=part.of(PATH),
            path=part.path,
            title=None if first else view.numbered(title, part),
            description=None if first else s._(N_("Góp ý của các đơn vị về bộ tiêu chí, xếp theo chỉ báo.")),
            crumbs=() if first else ((title, PATH),),
            slots=view.slots("observations", part.path, groups=groups(part.entries), part=part),
            searched=False,
        )


def said(view: View) -> list[Said]:
    """By indicator, in the order of the criteria sets; the newest year first; what concerns all at the end."""
    sets = [criteria for edition in view.site.editions.values() for criteria in edition.sets.values()]
    about = [(criteria, indicator) for criteria in sets for indicator in criteria.indicators.values()]
    order = {(criteria.id, indicator.id): place for place, (criteria, indicator) in enumerate(about)}
    found: list[tuple[int, Said]] = []
    for (unit_id, year), observation in view.register.observations:
        unit = view.evidence.units.get(unit_id)
        if unit is not None:
            place = order.get((view.criteria(unit, year).id, observation.indicator or ""), len(about))
            criteria, indicator = about[place] if place < len(about) else (None, None)
            found.append((place, Said(unit, year, observation, criteria, indicator)))
    found.sort(key=lambda one: (one[0], -one[1].year))
    return [one for _, one in found]


def groups(entries: Sequence[Said]) -> list[list[Said]]:
    """Those that follow each other about the same."""
    return [list(of) for _, of in groupby(entries, key=_about)]


def _about(one: Said) -> tuple[str, str]:
    return (one.criteria.id if one.criteria else "", one.indicator.id if one.indicator else "")
