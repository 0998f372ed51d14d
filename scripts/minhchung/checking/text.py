"""Characters that a reader cannot see or that turn the text around them. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from minhchung.checking.source import Source
from minhchung.criteria.schema import KINDS
from minhchung.yaml.nodes import Path

# Blank, though their category is a letter, a mark or a symbol: joiners, fillers, variation selectors.
_BLANK = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]"
)
# What nearly every string is made of, so that it needs no closer look: Latin letters, punctuation, signs.
_PLAIN = re.compile("[\n -~\u00a1-\u00ac\u00ae-\u024f\u1e00-\u1eff\u2010-\u2027\u2190-\u21ff]*")

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
    """Report every string with a character that cannot be seen, and every name with one that belongs in none."""
    if source.place.kind in KINDS:  # a dossier holds no names
        file = source.file
        if _PLAIN.fullmatch(file.letters) if file.literal else not _any(source.data):
            return
    for path, text, is_key in _strings(source.data, ()):
        last = next((step for step in reversed(path) if isinstance(step, str)), "")
        cited = len(path) > 1 and path[-2] == "evidence"
        is_name = last == "name" and not is_key
        char, code = odd_character(text), "invisible-character"
        if char is None and is_name:
            char, code = _foreign(text), "odd-name"
        if char is None:
            continue
        report = source.error if is_key or is_name or cited or last in _IDENTIFIERS else source.warning
        name = unicodedata.name(char, "")
        named = {"case": "named", "name": name} if name else {}
        report(code, path, on_key=is_key, char=f"U+{ord(char):04X}", value=text, **named)


def odd_character(text: str) -> str | None:
    """The first character of `text` that is neither visible nor a space or a line's end."""
    if _PLAIN.fullmatch(text):
        return None
    return next((char for char in text if is_hidden(char)), None)


def is_hidden(char: str) -> bool:
    """Whether a reader would not see it, or not as what it is: controls, odd spaces, joiners, fillers."""
    if char in " \n":
        return False
    return not char.isprintable() or unicodedata.category(char)[0] == "Z" or bool(_BLANK.match(char))


def _foreign(name: str) -> str | None:
    """The first character of a name that Vietnamese does not write: a letter of another script, which may look
    like one of its own, a mark by itself, a sign. Which signs of ASCII a name may have, the schema says.
    """
    return next((char for char in name if not (char.isascii() or _belongs(char))), None)


def _belongs(char: str) -> bool:
    kind = unicodedata.category(char)[0]
    return kind == "P" or (kind == "L" and unicodedata.name(char, "").startswith("LATIN "))


def _any(node: Any) -> bool:
    """Whether anything may be to report: nearly always not, so it is asked without the paths."""
    waiting = [node]
    while waiting:
        node = waiting.pop()
        kind = type(node)
        if kind is str:
            if not _PLAIN.fullmatch(node):
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
