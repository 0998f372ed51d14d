"""Where an error is reported, and which figures were put right, when and why. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from minhchung.criteria.model import Indicator
from minhchung.criteria.schema import CLAIM_KEYS
from minhchung.evidence.model import Unit
from minhchung.history.marks import SUBMISSION
from minhchung.history.model import Change
from minhchung.history.words import Words
from minhchung.i18n import N_
from minhchung.publishing import division
from minhchung.publishing.entries import Corrected
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
    indicator: Indicator
    text: str
    by: str
    reason: str


_Of = tuple[str, int, str, str]  # day, year, unit and indicator of a correction


def page(view: View) -> Page:
    """The newest corrections; every page of a dossier has those of its own."""
    found: list[tuple[_Of, Corrected | Change]] = [*_verified(view), *_recorded(view)]
    found.sort(key=lambda one: one[0], reverse=True)
    link = report_link(view, PATH, view.s._(N_("trang công khai"))) if view.site.report else None
    newest = [_correction(view, of, source) for of, source in found[: division.MOST]]
    context = {"corrections": newest, "total": len(found), "place": link}
    return Page(pattern=PATH, path=PATH, slots=view.slots("report", PATH, **context))


def _verified(view: View) -> Iterator[tuple[_Of, Corrected]]:
    """Figures in whose place the verifying agency put others."""
    for one in view.register.corrected:
        unit, year = one.key
        if unit in view.evidence.units:
            yield (one.date, year, unit, one.indicator), one


def _recorded(view: View) -> Iterator[tuple[_Of, Change]]:
    """Figures that were changed in the repository after the dossier had been submitted."""
    for (unit_id, year), dossier in view.register.evidence.dossiers.items():
        submission, unit, past = dossier.self_assessment, view.evidence.units.get(unit_id), view.site.past
        if unit is None or dossier.faulty or submission is None or past is None or submission.draft:
            continue
        criteria = view.criteria(unit, year)
        for change in past.changes.get((unit_id, year), ()):
            figure = change.file == SUBMISSION and (change.field or "").partition(".")[0] in CLAIM_KEYS
            put_right = change.old is not None and change.new is not None
            late = change.day >= (submission.submitted or change.day)
            if figure and put_right and late and change.indicator in criteria.indicators:
                yield (change.day, year, unit_id, change.indicator or ""), change


def _correction(view: View, of: _Of, source: Corrected | Change) -> Correction:
    day, year, unit_id, id_ = of
    unit, s = view.evidence.units[unit_id], view.s
    criteria = view.criteria(unit, year)
    indicator, reason = criteria.indicators[id_], ""
    if isinstance(source, Corrected):
        edges = edges_of(indicator, criteria.recognition)
        text = " → ".join(s.value(value, indicator, edges) for value in (source.was, source.became))
        by, reason = source.by, source.reason
    else:
        text, by = view.timeline.lines([source])[0].text, Words(s.lang).organisation(source)
    return Correction(day, unit, year, indicator, text, by, reason)
