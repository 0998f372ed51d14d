"""The rules of recognition and how to reproduce the site: pages that say the same for every unit. Pure."""

from __future__ import annotations

from minhchung.publishing.arithmetic import band_range
from minhchung.publishing.page import Page
from minhchung.publishing.view import View


def scoring(view: View) -> Page:
    """Bands, required and graded indicators, and every sentence of the annex on recognition."""
    sets = [criteria for edition in view.site.editions.values() for criteria in edition.sets.values()]
    context = {
        "sets": sets,
        "bands": {
            criteria.id: [
                (band, band_range(view.s, band, criteria.recognition)) for band in criteria.recognition.bands
            ]
            for criteria in sets
        },
    }
    return Page(pattern="scoring", path="scoring", slots=view.slots("scoring", "scoring", **context))


def audit(view: View) -> Page:
    """The commit this was built from, and the commands that build it again."""
    context = {"revision": view.site.revision, "folder": view.evidence.folder}
    return Page(pattern="audit", path="audit", slots=view.slots("audit", "audit", **context))
