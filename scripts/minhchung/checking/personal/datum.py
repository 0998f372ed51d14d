"""A personal datum in a text, and the text made legible so that no disguise hides one. Pure."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple


class Datum(NamedTuple):
    """A personal datum: where it starts in the text, its kind, and what may be shown of it."""

    start: int
    kind: str
    masked: str


def legible(text: str) -> str:
    """`text` with letters, digits, spaces and dashes of every disguise as the ordinary ones; lines stay."""
    if not is_disguised(text):
        return text
    return unicodedata.normalize("NFKC", text).translate(_ORDINARY)


def is_disguised(text: str) -> bool:
    """Whether a character of `text` may have an ordinary form that is another."""
    return _DISGUISED.search(text) is not None


_DISGUISED = re.compile(r"[^\x00-\u024f\u1e00-\u1eff\u2012-\u2026]")


class _Ordinary(dict[int, str]):
    """The ordinary form of every character, each looked at when it is first met."""

    def __missing__(self, code: int) -> str:
        self[code] = _ordinary(chr(code))
        return self[code]


_ORDINARY = _Ordinary()


def _ordinary(char: str) -> str:
    if char.isascii():
        return char
    match unicodedata.category(char):
        case "Nd":
            return str(unicodedata.digit(char))
        case "Pd":
            return "-"
        case "Cf":
            return ""
    return "." if char in "•∙⋅・" else char


def folded(text: str) -> str:
    """`text` in lower case without diacritics, letter for letter."""
    letters = text.replace("đ", "d").replace("Đ", "D")
    return "".join(unicodedata.normalize("NFD", char)[0].lower()[:1] for char in letters)
