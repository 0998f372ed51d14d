"""Which file that disappeared is which that appeared: a renamed district folder, a dossier in a wrong year. Pure.

Git's own guess would take any two dossiers that grew from one template for one another. Here a file keeps
its name and its unit or its year, unless it keeps its content.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from minhchung.history.model import Entry, Place

ALIKE = 0.5  # of all lines, as in git
_COMMON = 8  # a line that so many files have says nothing about which of them it was

Read = Callable[[str], bytes]


class Shift(NamedTuple):
    """An entry whose place may have changed."""

    before: Place | None
    after: Place | None
    old: str | None
    new: str | None


def shifts(entries: Iterable[Entry], read: Read) -> Iterator[Shift]:
    """The entries of one commit, those that are one renamed file joined. `read` gives a blob's bytes."""
    removed: dict[Place, str] = {}
    added: dict[Place, str] = {}
    for entry in entries:
        place = Place.of(entry.path)
        if place is None:
            continue
        if entry.new is None and entry.old is not None:
            removed[place] = entry.old
        elif entry.old is None and entry.new is not None:
            added[place] = entry.new
        else:
            yield Shift(place, place, entry.old, entry.new)
    for before, after in _pairs(removed, added, read) if removed and added else ():
        yield Shift(before, after, removed.pop(before), added.pop(after))
    for place, blob in removed.items():
        yield Shift(place, None, blob, None)
    for place, blob in added.items():
        yield Shift(None, place, None, blob)


def _pairs(removed: dict[Place, str], added: dict[Place, str], read: Read) -> list[tuple[Place, Place]]:
    found: dict[Place, Place] = {}
    same = defaultdict(list)
    for place, blob in sorted(removed.items()):
        same[place.file, blob].append(place)
    for place, blob in sorted(added.items()):
        candidates = [one for one in same[place.file, blob] if one not in found]
        if candidates:
            nearest = max(candidates, key=lambda one: (one.year == place.year, one.unit == place.unit))
            found[nearest] = place
    taken = set(found.values())
    left = {place: blob for place, blob in removed.items() if place not in found}
    scored = _scored(left, {place: blob for place, blob in added.items() if place not in taken}, read)
    for _score, before, after in sorted(scored, key=lambda pair: (-pair[0], pair[1:])):
        if before not in found and after not in taken:
            found[before] = after
            taken.add(after)
    return list(found.items())


def _scored(
    removed: dict[Place, str], added: dict[Place, str], read: Read
) -> Iterator[tuple[float, Place, Place]]:
    """Pairs that are alike enough. Only files that share a telling line are looked at: no square of the number."""
    lines = {place: _lines(blob, read) for place, blob in (*removed.items(), *added.items())}
    holders = defaultdict(list)
    for place in removed:
        for line in lines[place]:
            holders[place.file, line].append(place)
    for after in added:
        sharing = Counter(
            before
            for line in lines[after]
            if len(holders.get((after.file, line), ())) <= _COMMON
            for before in holders.get((after.file, line), ())
            if before.unit == after.unit or before.year == after.year
        )
        for before in sharing:
            common, most = len(lines[before] & lines[after]), max(len(lines[before]), len(lines[after]))
            if common / most >= ALIKE:
                yield common / most, before, after


def _lines(blob: str, read: Read) -> frozenset[bytes]:
    return frozenset() if blob.startswith("!") else frozenset(filter(None, read(blob).split(b"\n")))
