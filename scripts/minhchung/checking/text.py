"""Characters that a reader cannot see or that turn the text around them. Pure."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Any

from minhchung.checking.source import Source
from minhchung.yaml.strict import Path

# Values that name or point to something: what cannot be seen must not tell two of them apart.
_IDENTIFIERS = frozenset(
    (
        "unit",
        "id",
        "parent",
        "replaced_by",
        "criteria",
        "document",
        "code",
        "number",
        "url",
        "file",
        "sha256",
        "archived",
    )
)


def check_text(source: Source) -> None:
    """Report every string with an invisible, bidirectional or control character, naming the character."""
    if not _any(source.data):
        return
    for path, text, is_key in _strings(source.data, ()):
        char = odd_character(text)
        if char is None:
            continue
        last = next((step for step in reversed(path) if isinstance(step, str)), "")
        cited = len(path) > 1 and path[-2] == "evidence"
        report = source.error if is_key or cited or last in _IDENTIFIERS else source.warning
        name = unicodedata.name(char, "")
        named = {"case": "named", "name": name} if name else {}
        report("invisible-character", path, on_key=is_key, char=f"U+{ord(char):04X}", value=text, **named)


def odd_character(text: str) -> str | None:
    """The first character of `text` that is neither visible nor a space or a line's end."""
    if text.isprintable():
        return None
    return next((c for c in text if c not in " \n" and unicodedata.category(c)[0] in "CZ"), None)


def _any(node: Any) -> bool:
    """Whether anything is to be reported: nearly always not, so without the paths."""
    waiting = [node]
    while waiting:
        node = waiting.pop()
        kind = type(node)
        if kind is str:
            if not node.isprintable() and odd_character(node):
                return True
        elif kind is dict:
            waiting += node
            waiting += node.values()
        elif kind is list:
            waiting += node
    return False


def _strings(node: Any, path: Path) -> Iterator[tuple[Path, str, bool]]:
    if isinstance(node, str):
        yield path, node, False
    elif isinstance(node, dict):
        for key, value in node.items():
            yield (*path, key), key, True
            yield from _strings(value, (*path, key))
    elif isinstance(node, list):
        for index, value in enumerate(node):
            yield from _strings(value, (*path, index))
