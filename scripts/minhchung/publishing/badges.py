"""A badge for each unit, to be shown elsewhere: its name, and how its last year stands. Pure."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from math import fsum  # sum rounds otherwise from Python 3.12 on

from minhchung.i18n import N_
from minhchung.publishing.rendering import environment
from minhchung.publishing.view import View

FOLDER = "badges"
_PAD = 12  # to the left and right of the words together
_WIDTHS = (("ijl.,:;'|!()[] tfrI", 3.8), ("mwMW", 9.8), ("ABCDEFGHKLNOPQRSTUVXYĐ", 7.9))
_PLAIN_WIDTH = 6.4


@dataclass(frozen=True, slots=True)
class Field:
    """One part of a badge: its words and where they stand, in pixels."""

    words: str
    grade: str  # which colours
    start: int
    width: int

    @property
    def text_width(self) -> int:
        return self.width - _PAD


def path(unit: str) -> str:
    return f"{FOLDER}/{unit}.svg"


def badges(view: View) -> Iterator[tuple[str, bytes]]:
    """Every badge with its path below the site."""
    template = environment(view.s.lang).get_template("badge.svg.jinja")
    for unit in view.evidence.units.values():
        state, said = None, view.s._(N_("chưa có hồ sơ nào"))
        if view.latest is not None and (unit.parent is None or unit.exists_in(view.latest)):
            state = view.furthest(unit.id, view.latest)
            said = view.in_short(unit.id, view.latest)
        parts = [(unit.name, "name"), (said, state.grade if state else "none")]
        if view.site.fictional:
            parts.append((view.s._(N_("dữ liệu hư cấu")), "fictional"))
        svg = template.render(fields=_laid_out(parts), name=unit.name)
        yield path(unit.id), svg.encode()


def _laid_out(parts: list[tuple[str, str]]) -> list[Field]:
    fields, start = [], 0
    for words, grade in parts:
        field = Field(words, grade, start, round(fsum(map(_width, words))) + _PAD)
        fields.append(field)
        start += field.width
    return fields


def _width(char: str) -> float:
    """About as wide as a letter is in the sans serif fonts of most machines; the badge holds words to it."""
    letter = unicodedata.normalize("NFD", char)[0]
    return next((width for letters, width in _WIDTHS if letter in letters), _PLAIN_WIDTH)
