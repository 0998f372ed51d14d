"""What the search finds: an entry for each page, which overrides/assets/search.js reads on the reader's device.

Everything is plain text here; the script writes it as HTML, and finds words without their marks, too: “hai phong”
finds “Hải Phòng”. A reader downloads all of it when search is opened, so it is bounded: where there are many pages,
those below another page, the years of a unit, are found by their titles only, and are written as endings of its own.
"""

import json
import re
import unicodedata
from collections.abc import Iterable
from html import unescape
from typing import Any

from minhchung.publishing.page import Page, is_pattern

ROOM = 900_000  # bytes, so that with the script less than 1 MB is downloaded

_SAMPLE = re.compile(r"<pre>.*?</pre>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


def expanded(index: bytes, pages: Iterable[Page]) -> bytes:
    """The index that MkDocs wrote, with pages instead of the patterns they are made from.

    Docs pages keep their entries but for samples of files. Pages are found by their titles and the words given to
    them, never by their tables; those below another page by their titles only, if all of it is more than :data:`ROOM`.
    """
    built = json.loads(index)
    docs = [
        [entry["location"], _plain(entry["title"]), _plain(_SAMPLE.sub("", entry["text"])), 1, []]
        for entry in built["docs"]
        if not is_pattern(entry["location"].partition("#")[0].strip("/"))
    ]
    found = sorted((page for page in pages if page.title and page.searched), key=lambda page: page.path)
    whole = _written(built["config"], docs, found, whole=True)
    return whole if len(whole) <= ROOM else _written(built["config"], docs, found, whole=False)


def _written(config: dict[str, Any], docs: list[list[Any]], pages: list[Page], *, whole: bool) -> bytes:
    endings: dict[tuple[str, str], int] = {}
    # By path: location, title, text, boost, and the endings of pages below it.
    entries: dict[str, list[Any]] = {}
    for page in pages:  # a page comes before those below it
        title = page.title or ""
        text = _tidy(page.search_text)
        above, _, name = page.path.rpartition("/")
        parent = entries.get(above)
        if parent and not (whole and text) and title.startswith(parent[1]) and page.search_boost == parent[3]:
            parent[4].append(endings.setdefault((f"{name}/", title.removeprefix(parent[1])), len(endings)))
        else:
            entries[page.path] = [f"{page.path}/", title, text, page.search_boost, []]
    document = {"endings": list(endings), "pages": [_short(entry) for entry in (*docs, *entries.values())]}
    return json.dumps(
        {"config": config, "docs": document}, ensure_ascii=False, separators=(",", ":")
    ).encode()


def _short(entry: list[Any]) -> list[Any]:
    """`entry` without what the script takes for granted: no text, 1, and nothing below."""
    usual: list[Any] = ["", 1, []]
    while len(entry) > 2 and entry[-1] == usual[len(entry) - 3]:
        entry = entry[:-1]
    return entry


def _plain(html: str) -> str:
    return _tidy(unescape(_TAG.sub("", html)))


def _tidy(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())
