"""Every string from a file is hostile: what autoescaping does not cover on its way into a page.

Characters that show nothing or turn text round become visible, and an address becomes a link only where the
check of links finds no fault in it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from markupsafe import Markup

from minhchung.checking.links import link_fault
from minhchung.checking.text import is_hidden

# What nearly every string is made of: Latin letters, punctuation, signs. Nothing here needs a closer look.
_PLAIN = re.compile("[\n\t -~\u00a1-\u00ac\u00ae-\u024f\u1e00-\u1eff\u2010-\u2027\u2190-\u21ff]*")
MAX_LINK = 2000


def visible(text: str) -> str:
    """`text` with each character that would not be seen written as its code point: [U+202E]."""
    if _PLAIN.fullmatch(text):
        return text
    return "".join(f"[U+{ord(char):04X}]" if char != "\t" and is_hidden(char) else char for char in text)


def finalize(value: Any) -> Any:
    """What each expression of a template passes through before it is escaped."""
    return value if isinstance(value, Markup) or not isinstance(value, str) else visible(value)


def data_block(data: Mapping[str, Any]) -> Markup:
    """JSON-LD as a data block, which no browser runs. No character of a string can end it, or begin markup."""
    text = json.dumps(data, ensure_ascii=False)
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return Markup(f'<script type="application/ld+json">{text}</script>')  # noqa: S704 - escaped above


def link_host(url: str) -> str | None:
    """The host of an address that a page may link to; None where it may not."""
    if len(url) > MAX_LINK or link_fault(url) is not None:
        return None
    return urlsplit(url).hostname
