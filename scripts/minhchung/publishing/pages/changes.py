"""What changed last in all dossiers, the newest first. Pure."""

from __future__ import annotations

from minhchung.publishing.feed import FILE
from minhchung.publishing.page import Page, relative_url
from minhchung.publishing.timeline import RECENT
from minhchung.publishing.view import View

PATH = "changes"


def page(view: View) -> Page:
    context = {
        "events": view.timeline.recent,
        "feed": relative_url("", base=PATH) + FILE if view.site.past else None,
        "most": RECENT,
    }
    return Page(pattern=PATH, path=PATH, slots=view.slots("changes", PATH, **context))
