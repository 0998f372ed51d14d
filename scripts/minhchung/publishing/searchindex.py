"""Material's search index, with an entry for each page that we filled.

Material writes titles and texts of results into the page as HTML, so every entry is escaped. Words are found
without their marks, too: “hai phong” finds “Hải Phòng”.
"""

import json
import re
import unicodedata
from collections.abc import Iterable
from html import unescape
from typing import Any

from markupsafe import escape

from minhchung.publishing.page import Page, is_pattern

_TAG = re.compile(r"<[^>]*>")
_WORD = re.compile(r"\w+")


def folded(text: str) -> str:
    """`text` as it is typed without Vietnamese marks: lower case, đ as d."""
    letters = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def folded_words(text: str) -> str:
    """The words of `text` that folding changes, each once: the others are found as they are."""
    words = dict.fromkeys(_WORD.findall(unicodedata.normalize("NFC", text).lower()))
    return " ".join(dict.fromkeys(bare for word in words if (bare := folded(word)) != word))


def expanded(index: bytes, pages: Iterable[Page]) -> bytes:
    """The index that MkDocs wrote, with pages instead of the patterns they are made from.

    Docs pages keep their entries. Only the words given to a page are searched, never its tables.
    """
    built = json.loads(index)
    entries = [
        _with_folded_words(entry)
        for entry in built["docs"]
        if not is_pattern(entry["location"].partition("#")[0].strip("/"))
    ]
    entries += [
        _with_folded_words(
            {
                "location": f"{page.path}/",
                "title": str(escape(page.title)),
                "text": str(escape(page.search_text)),
            }
        )
        for page in sorted(pages, key=lambda page: page.path)
        if page.title is not None
    ]
    document = {"config": built["config"], "docs": entries}
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()


def _with_folded_words(entry: dict[str, Any]) -> dict[str, Any]:
    """Material searches `tags`, too, where the reader does not see them (the stylesheet hides them)."""
    plain = unescape(_TAG.sub(" ", f"{entry['title']} {entry['text']}"))
    words = folded_words(plain)
    return {**entry, "tags": [str(escape(words))]} if words else entry
