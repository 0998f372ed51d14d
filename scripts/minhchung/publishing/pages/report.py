"""Where an error is reported, and which figures were put right, when and why. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from minhchung.criteria.model import CriteriaSet, Indicator
from minhchung.criteria.schema import CLAIM_KEYS
from minhchung.evidence.model import Dossier, Unit
from minhchung.history.marks import SUBMISSION
from minhchung.history.words import Words
from minhchung.i18n import N_
from minhchung.publishing.page import Page
from minhchung.publishing.sharing import PATH, report_link
from minhchung.publishing.speech import edges_of
from minhchung.publishing.view import View


@dataclass(frozen=True, slots=True)
class Correction:
    """A figure that was put right: on which day, from what to what, by whom, and why where that is said."""

    day: str
    unit: Unit
    year: int
    criteria: CriteriaSet
    indicator: Indicator
    text: str
    by: str
    reason: str = ""


def page(view: View) -> Page:
    found = [
        correction
        for dossier in view.evidence.dossiers.values()
        for correction in (*_verified(view, dossier), *_recorded(view, dossier))
    ]
    found.sort(key=lambda one: (one.day, one.year, one.unit.id, one.indicator.id), reverse=True)
    link = report_link(view, PATH, view.s._(N_("trang công khai"))) if view.site.report else None
    return Page(pattern=PATH, path=PATH, slots=view.slots("report", PATH, corrections=found, place=link))


def _verified(view: View, dossier: Dossier) -> Iterator[Correction]:
    """Figures in whose place the verifying agency put others."""
    submission, verification, unit = dossier.self_assessment, dossier.verification, _unit(view, dossier)
    if unit is None or submission is None or verification is None:
        return
    criteria, s = view.criteria(unit, dossier.year), view.s
    for id_, verdict in verification.verdicts.items():
        claim, indicator = submission.claims.get(id_), criteria.indicators[id_]
        if verdict.claim is None or claim is None or verdict.claim.value == claim.value:
            continue
        edges = edges_of(indicator, criteria.recognition)
        was, became = (s.value(value, indicator, edges) for value in (claim.value, verdict.claim.value))
        yield Correction(
            verification.date,
            *(unit, dossier.year, criteria, indicator, f"{was} → {became}"),
            verification.verified_by,
            verdict.reason or "",
        )


def _recorded(view: View, dossier: Dossier) -> Iterator[Correction]:
    """Figures that were changed in the repository after the dossier had been submitted."""
    submission, unit, past = dossier.self_assessment, _unit(view, dossier), view.site.past
    if unit is None or submission is None or past is None or submission.draft:
        return
    criteria = view.criteria(unit, dossier.year)
    for change in past.changes.get((dossier.unit, dossier.year), ()):
        figure = change.file == SUBMISSION and (change.field or "").partition(".")[0] in CLAIM_KEYS
        put_right = change.old is not None and change.new is not None
        late = change.day >= (submission.submitted or change.day)
        indicator = criteria.indicators.get(change.indicator or "")
        if indicator is not None and figure and put_right and late:
            yield Correction(
                change.day,
                *(unit, dossier.year, criteria, indicator),
                view.timeline.lines([change])[0].text,
                Words(view.s.lang).organisation(change),
            )


def _unit(view: View, dossier: Dossier) -> Unit | None:
    """The unit of a dossier that is without error."""
    return None if dossier.faulty else view.evidence.units.get(dossier.unit)
