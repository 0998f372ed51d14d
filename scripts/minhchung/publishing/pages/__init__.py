"""What fills the slots of the site: pure functions from a site's data to its pages, one module a page type."""

from __future__ import annotations

from collections.abc import Iterator

from minhchung.publishing.page import Page
from minhchung.publishing.pages import (
    agency,
    changes,
    data,
    dossier,
    home,
    indicator,
    observations,
    readings,
    report,
    roadmap,
    rules,
    unit,
    year,
)
from minhchung.publishing.site_data import SiteData
from minhchung.publishing.view import View


def pages(site: SiteData) -> Iterator[Page]:
    """Every page of one city in one language."""
    view = View(site)
    yield from lists(view)
    yield from dossier.pages(view)


def lists(view: View) -> Iterator[Page]:
    """Every page but those of the dossiers."""
    yield home.page(view)
    yield from year.pages(view)
    yield from unit.pages(view)
    yield from indicator.pages(view)
    yield from agency.pages(view)
    yield from roadmap.pages(view)
    yield readings.page(view)
    yield from observations.pages(view)
    yield changes.page(view)
    yield data.page(view)
    yield report.page(view)
    yield rules.scoring(view)
    yield rules.audit(view)
