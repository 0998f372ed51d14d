"""Long lists on several pages, so that no page is larger because there are more units: which entry stands where.

A list of up to `MOST` entries stands on its own page, as it is. Of a longer one that page holds the first entries,
and pages of the pattern `…/page/PAGE` hold the rest; entries that bear names then stand in the order of the alphabet,
to be found by their first letter. Pure.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence, Sized
from dataclasses import dataclass
from typing import Generic, TypeVar

from minhchung.publishing import alphabet

MOST = 32  # entries on a page; of the 63 provinces of the plan's time none had more than 30 districts

Entry = TypeVar("Entry")


def few(entries: Sized) -> bool:
    """Whether all of `entries` stand on one page."""
    return len(entries) <= MOST


@dataclass(frozen=True, slots=True)
class Letter(Generic[Entry]):
    """A letter of the alphabet, the first entry under it, and the path of the page on which that stands."""

    letter: str
    path: str
    entry: Entry


@dataclass(frozen=True)
class Part(Generic[Entry]):
    """One page of a list."""

    base: str  # path of the page on which the list begins
    number: int  # from 1
    count: int  # of pages
    total: int  # of entries
    entries: Sequence[Entry]
    letters: Sequence[Letter[Entry]]
    ends: tuple[str, ...] = ()  # the first and the last name on this page, where entries have names

    @property
    def path(self) -> str:
        return part_path(self.base, self.number)

    @property
    def neighbours(self) -> list[int]:
        """The numbers of the first, the last and the neighbouring pages."""
        return sorted({1, *range(max(self.number - 1, 1), min(self.number + 1, self.count) + 1), self.count})

    def of(self, pattern: str) -> str:
        """The pattern of this page, where `pattern` is that of the first."""
        return pattern if self.number == 1 else f"{pattern}/page/PAGE"

    def at(self, number: int) -> str:
        """The path of another page of the list."""
        return part_path(self.base, number)


def part_path(base: str, number: int) -> str:
    """Where a part of the list at `base` stands: the first on the page itself."""
    return base if number == 1 else f"{base}/page/{number}"


def divided(
    base: str, entries: Sequence[Entry], name: Callable[[Entry], str] | None = None
) -> list[Part[Entry]]:
    """The pages of the list that begins at `base`: each entry on exactly one, and never no page.

    With `name`, a list of several pages is sorted by it; what bears an empty one comes first and under no letter.
    """
    if few(entries):
        return [Part(base, 1, 1, len(entries), entries, ())]
    listed = sorted(entries, key=lambda entry: alphabet.key(name(entry))) if name else entries
    chunks = [listed[start : start + MOST] for start in range(0, len(listed), MOST)]
    letters: dict[str, Letter[Entry]] = {}
    names: list[list[str]] = []
    for number, chunk in enumerate(chunks, 1):
        named = [(words, entry) for entry in chunk if (words := name(entry))] if name else []
        names.append([words for words, _ in named])
        for words, entry in named:
            letter = alphabet.initial(words)
            letters.setdefault(letter, Letter(letter, part_path(base, number), entry))
    return [
        Part(base, number, len(chunks), len(listed), chunk, [*letters.values()], (*of[:1], *of[-1:]))
        for number, (chunk, of) in enumerate(zip(chunks, names, strict=True), 1)
    ]
