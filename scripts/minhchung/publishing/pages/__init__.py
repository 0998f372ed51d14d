"""What fills the slots of the site: pure functions from a site's data to its pages, one module a page type."""

from __future__ import annotations

from collections.abc import Iterator

from minhchung.publishing.page import Page
from minhchung.publishing.pages import dossier
from minhchung.publishing.site_data import SiteData
from minhchung.publishing.view import View


def pages(site: SiteData) -> Iterator[Page]:
    """Every page of one city in one language."""
    view = View(site)
    yield from dossier.pages(view)
