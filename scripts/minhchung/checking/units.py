"""Rules within units.yml that its schema cannot say. Pure; they tolerate malformed entries."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from minhchung.checking.links import is_insecure, link_fault
from minhchung.checking.source import Source, likely, listing, mapping
from minhchung.evidence.model import Unit
from minhchung.yaml.nodes import Path

_Values = Iterator[tuple[Path, str]]
_Report = Callable[..., None]


@dataclass(frozen=True, slots=True)
class Register:
    """What units.yml says: the units that could be read, and every id that stands in it."""

    units: dict[str, Unit] = field(default_factory=dict)
    ids: frozenset[str] = frozenset()
    complete: bool = True  # no entry had an error
    readable: bool = True
    rules: dict[int, str] = field(default_factory=dict)  # by year: the edition that units.yml names for it

    def districts_of(self, city: str, year: int) -> int:
        return sum(unit.parent == city and unit.exists_in(year) for unit in self.units.values())


def check_units(source: Source) -> None:
    entries = [mapping(entry) for entry in listing(source.get("units"))]
    ids = [value for _, value in _ids(entries)]
    for code, values, report in (
        ("repeated-unit", _ids, source.error),
        ("repeated-commune", _communes, source.warning),
        ("repeated-tile", _tiles, source.warning),
    ):
        _repeated(source, entries, code, values(entries), report)
    _one_city(source, entries)
    for index, entry in enumerate(entries):
        path: Path = ("units", index)
        if isinstance(entry.get("parent"), str) and entry["parent"] not in ids:
            _unknown(source, (*path, "parent"), entry["parent"], ids)
        for position, successor in enumerate(listing(entry.get("replaced_by"))):
            if isinstance(successor, str) and successor not in ids:
                _unknown(source, (*path, "replaced_by", position), successor, ids)
        starts, ends = entry.get("from"), entry.get("until")
        if isinstance(starts, str) and isinstance(ends, str) and ends < starts:
            source.error("ends-before-it-starts", (*path, "until"), starts=starts, ends=ends)
        url = mapping(entry.get("source")).get("url")
        if isinstance(url, str):
            check_link(source, (*path, "source", "url"), url)


def check_years(source: Source, editions: Iterable[str]) -> dict[int, str]:
    """The edition that units.yml names for each year."""
    known = sorted(editions)
    found: dict[int, str] = {}
    for index, entry in enumerate(listing(source.get("years"))):
        year, edition = mapping(entry).get("year"), mapping(entry).get("criteria")
        if type(year) is not int or not isinstance(edition, str):
            continue
        if edition not in known:
            source.error(
                "unknown-edition", ("years", index, "criteria"), value=edition, known=", ".join(known)
            )
        if found.setdefault(year, edition) != edition:
            source.error("repeated-year", ("years", index, "year"), value=year, first=found[year])
    return found


def _one_city(source: Source, entries: list[dict[str, Any]]) -> None:
    cities = [index for index, entry in enumerate(entries) if "parent" not in entry]
    if entries and not cities:
        source.error("no-city", ("units",))
    for index in cities[1:]:
        source.error("several-cities", ("units", index), first=str(entries[cities[0]].get("id", "")))


def check_link(source: Source, path: Path, url: str) -> None:
    """A link that may not be one is an error; one that anybody on its way can change, a warning."""
    why = link_fault(url)
    if why is not None:
        source.error("bad-link", path, case=why, value=url)
    elif is_insecure(url):
        source.warning("insecure-link", path, value=url)


def _unknown(source: Source, path: Path, value: str, ids: list[str]) -> None:
    source.error("unknown-unit", path, value=value, **likely(value, ids))


def _repeated(source: Source, entries: list[Any], code: str, values: _Values, report: _Report) -> None:
    """Report every value that another unit of the same time has too; an id is taken for ever."""
    seen: dict[str, Path] = {}
    for path, value in values:
        first = seen.setdefault(value, path)
        apart = code != "repeated-unit" and not _together(entries[_index(first)], entries[_index(path)])
        if first != path and not apart:
            report(code, path, value=value, first=source.file.mark(first).line)


def _ids(entries: list[dict[str, Any]]) -> _Values:
    for index, entry in enumerate(entries):
        if isinstance(entry.get("id"), str):
            yield ("units", index, "id"), entry["id"]


def _communes(entries: list[dict[str, Any]]) -> _Values:
    for index, entry in enumerate(entries):
        for position, commune in enumerate(listing(entry.get("communes"))):
            code = mapping(commune).get("code")
            if isinstance(code, str):
                yield ("units", index, "communes", position, "code"), code


def _tiles(entries: list[dict[str, Any]]) -> _Values:
    for index, entry in enumerate(entries):
        tile = listing(entry.get("tile"))
        if len(tile) == 2 and all(type(step) is int for step in tile):
            yield ("units", index, "tile"), f"[{tile[0]}, {tile[1]}]"


def _index(path: Path) -> int:
    return int(path[1])


def _together(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether two units exist on at least one day."""
    starts = max(str(entry.get("from") or "") for entry in (one, other))
    ends = min(str(entry.get("until") or "9999-12-31") for entry in (one, other))
    return starts <= ends
