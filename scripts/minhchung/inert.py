"""Text in Markdown for a forge: a stranger's words as inert code, ours as words only. Pure.

A stranger's text is a code span: no Markdown, no HTML, no entity, no link and no picture is read inside one, and
forges look for mentions and references outside of code only. (Numeric entities in ``<code>`` do not suffice:
GitHub's renderer makes a link of ``a&#64;b.example``, since it looks for addresses after it has resolved them.)
"""

from __future__ import annotations

import json
import re
from typing import Any

from minhchung.comparing.as_json import plain
from minhchung.publishing.escaping import visible

LONGEST = 200  # characters of one value

_MARKUP = re.compile(r"\{\w+\}|[&<>|*_`#\[\]\\~@]")  # what stands in braces is the name of a value
_TICKS = re.compile("`+")


def safe(value: Any) -> str:
    """A stranger's value as inert code, in one line, not too long, and with nothing invisible in it."""
    shown = value if isinstance(value, str) else json.dumps(plain(value), ensure_ascii=False)
    shown = visible(" ".join(shown.split())) or " "
    if len(shown) > LONGEST:
        shown = shown[: LONGEST - 1] + "…"
    fence = "`" * (1 + max(map(len, _TICKS.findall(shown)), default=0))
    padding = " " if "`" in (shown[0], shown[-1]) else ""
    return f"{fence}{padding}{shown}{padding}{fence}"


def in_cell(value: Any) -> str:
    """The same for a cell of a table, which a pipe would end even inside code."""
    return safe(value).replace("|", "\\|")


def own(words: str) -> str:
    """A sentence of ours, in which nothing is meant as Markdown."""
    return _MARKUP.sub(lambda sign: sign[0] if len(sign[0]) > 1 else f"&#{ord(sign[0])};", words)
