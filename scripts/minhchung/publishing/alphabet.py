"""The order of Vietnamese names: word by word, by the letters of the alphabet, then by tone. Pure.

Numbers stand before letters, by their size.
"""

from __future__ import annotations

import re
import unicodedata

LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
OTHER = "#"  # where a name begins with no letter of the alphabet

_TONES = "\u0300\u0309\u0303\u0301\u0323"  # huyền, hỏi, ngã, sắc, nặng; before them none (ngang)
_RANKS = {letter: number for number, letter in enumerate(LETTERS)}
_NUMBER = re.compile(r"([0-9]+)")

Key = tuple[tuple[tuple[tuple[int, int], ...], tuple[int, ...]], ...]


def key(name: str) -> Key:
    """What names are sorted by: of each word its letters, then its tones."""
    return tuple((_letters(word), _tones(word)) for word in name.casefold().split())


def initial(name: str) -> str:
    """The letter under which a name is listed, without its tone: Ă for Ắng; `OTHER` where there is none."""
    first = _toneless(name.casefold())[:1]
    return first.upper() if first in _RANKS else OTHER


def _letters(word: str) -> tuple[tuple[int, int], ...]:
    found = []
    for piece in _NUMBER.split(_toneless(word)):
        if _NUMBER.fullmatch(piece):
            found.append((0, int(piece)))
        else:
            found += [(1, _RANKS[letter]) if letter in _RANKS else (2, ord(letter)) for letter in piece]
    return tuple(found)


def _tones(word: str) -> tuple[int, ...]:
    """The tone of each letter, 0 for none."""
    found: list[int] = []
    for character in unicodedata.normalize("NFD", word):
        if character in _TONES:
            found[-1:] = [_TONES.index(character) + 1]
        elif not unicodedata.combining(character):
            found.append(0)
    return tuple(found)


def _toneless(text: str) -> str:
    letters = (c for c in unicodedata.normalize("NFD", text) if c not in _TONES)
    return unicodedata.normalize("NFC", "".join(letters))
