"""The level a unit reached in each year, as a row of steps that can be set beside those of other units. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from minhchung.evidence.model import Unit
from minhchung.i18n import N_
from minhchung.publishing.view import State, View

WIDTH, BLOCK, LINE = 34, 11, 14  # of a year, of a level, of a line of text, in units of the picture


@dataclass(frozen=True, slots=True)
class Block:
    """One level of one year: reached, or still empty."""

    y: int
    reached: bool


@dataclass(frozen=True, slots=True)
class Year:
    """One year: where it stands, what is written above its blocks, and the blocks (none where nothing is known)."""

    year: int
    x: int
    y: int  # of the sign
    state: State
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Levels:
    """The years of one unit, the earliest first; `words` says all of it."""

    years: tuple[Year, ...]
    width: int
    height: int
    words: str


def levels(view: View, unit: Unit) -> Levels | None:
    """The last step of each year's dossier: decision, verification or claims. None where there is but one year.

    Every unit of a site has the same scale, so that pictures side by side can be compared.
    """
    existed = [year for year in view.years if unit.parent is None or unit.exists_in(year)]
    if len(existed) < 2:
        return None
    top = _top(view)
    states = [(year, view.furthest(unit.id, year)) for year in existed]
    height = 2 * LINE + BLOCK * top
    years = tuple(
        Year(year, WIDTH * place, LINE - 3 if blocks else height // 2, state, blocks)
        for place, (year, state) in enumerate(states)
        for blocks in [_blocks(state, top)]
    )
    words = view.s._(
        N_("Mức độ qua các năm: {years}."), years="; ".join(view.in_short(unit.id, year) for year in existed)
    )
    return Levels(years, WIDTH * len(years), height, words)


def _top(view: View) -> int:
    """The highest level that any criteria set knows."""
    sets = (criteria for edition in view.site.editions.values() for criteria in edition.sets.values())
    return max(band.level for criteria in sets for band in criteria.recognition.bands)


def _blocks(state: State, top: int) -> tuple[Block, ...]:
    if state.level is None:
        return ()
    return tuple(Block(LINE + BLOCK * (top - level), level <= state.level) for level in range(1, top + 1))
