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

_SAMPLE = re.compile(r"<pre>.*?</pre>", re.DOTALL)
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

    Docs pages keep their entries but for samples of files; without marks they are found by their headings.
    Pages are found by their titles and the words given to them, never by their tables.
    """
    built = json.loads(index)
    entries = [
        _entry({**entry, "text": _SAMPLE.sub("", entry["text"])}, folded_words(_plain(entry["title"])))
        for entry in built["docs"]
        if not is_pattern(entry["location"].partition("#")[0].strip("/"))
    ]
    entries += [
        _entry(
            {
                "location": f"{page.path}/",
                "title": str(escape(page.title)),
                "text": str(escape(page.search_text)),
                **({"boost": page.search_boost} if page.search_boost != 1 else {}),
            },
            folded_words(f"{page.title} {page.search_text}"),
        )
        for page in sorted(pages, key=lambda page: page.path)
        if page.title is not None
    ]
    document = {"config": built["config"], "docs": entries}
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()


def _entry(entry: dict[str, Any], words: str) -> dict[str, Any]:
    """`entry`, found by `words`, too: Material searches `tags`, and the stylesheet hides them."""
    return {**entry, "tags": [words]} if words else entry


def _plain(html: str) -> str:
    return unescape(_TAG.sub("", html))
