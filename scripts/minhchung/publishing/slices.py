"""What the page of one dossier is made from: a slice of its city, and a seal by which it is known again. Pure.

A page is made from its slice and from nothing else, so what is not in the slice cannot be on the page; and
everything in it is in the seal. The commit is no part of either: where a page names it, a mark stands until the page
goes out, so that a commit that changed other dossiers leaves this page as it was.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass, replace
from functools import cache, cached_property
from hashlib import sha256
from typing import Any

from minhchung.evidence.model import BASES, Evidence
from minhchung.history.past import Key, Past, Then
from minhchung.publishing.sharing import cited
from minhchung.publishing.site_data import SiteData
from minhchung.publishing.view import View


class Slices:
    """The slices of a city in one language."""

    def __init__(self, view: View, keys: Mapping[Key, str]) -> None:
        """`keys` are those of :class:`minhchung.checking.check.Checked`."""
        self._view, self._keys = view, keys
        self._seals: dict[Key, str | None] = {}

    def seal(self, key: Key) -> str | None:
        """The hash of all that the slice of `key` follows from.

        None where that cannot be told without a look at other dossiers: where nothing is on file, and where
        an indicator counts the results of other units.
        """
        if key not in self._seals:
            self._seals[key] = self._sealed(key)
        return self._seals[key]

    def _sealed(self, key: Key) -> str | None:
        if not self._keys.get(key) or self._counts_others(key):
            return None
        site, (unit, year) = self._view.site, key
        said = (
            key,
            self._keys[key],
            (unit, year, "self") in site.results,  # it has none where files beside its own are at fault
            self._view.edition(year).id,
            site.past and _past(site.past, key),
            sorted(self._files.get(key, ())),
            self._checked.get(key, {}),
            *(site.lang, site.fictional, site.evidence.folder, site.shallow, site.revision is None),
            *(site.address, site.report, site.shelf),
        )
        return sha256(told(said).encode()).hexdigest()

    def of(self, key: Key, seal: str | None) -> SiteData:
        """The slice of `key`; with a seal, :func:`marks` stand in it for the commit."""
        site, evidence, (unit, year) = self._view.site, self._view.evidence, key
        units = {id_: evidence.units[id_] for id_ in dict.fromkeys((self._view.city.id, unit))}
        dossier = evidence.dossiers.get(key)
        results = [(unit, year, basis) for basis in BASES]
        revision, words = marks(seal) if seal and site.revision else (site.revision, cited(site))
        return replace(
            site,
            evidence=Evidence(
                units=units,
                dossiers={key: dossier} if dossier else {},
                folder=evidence.folder,
                rules={year: self._view.edition(year).id},
            ),
            results={one: site.results[one] for one in results if one in site.results},
            others=tuple(
                replace(other, results={one: other.results[one] for one in results if one in other.results})
                for other in site.others
            ),
            register=None,
            revision=revision,
            cited=words,
            day=None,
            files=frozenset(self._files.get(key, ())),
            past=site.past and _past(site.past, key),
            checked=self._checked.get(key, {}),
            build=None,
        )

    def _counts_others(self, key: Key) -> bool:
        criteria = self._view.criteria(self._view.evidence.units[key[0]], key[1])
        return any(indicator.measure.kind == "derived" for indicator in criteria.indicators.values())

    @cached_property
    def _files(self) -> dict[Key, list[str]]:
        found: dict[Key, list[str]] = {}
        for path in self._view.site.files:
            found.setdefault(_key(path), []).append(path)
        return found

    @cached_property
    def _checked(self) -> dict[Key, dict[str, Any]]:
        found: dict[Key, dict[str, Any]] = {}
        for place, entry in self._view.site.checked.items():
            found.setdefault(_key(place), {})[place] = entry
        return found


def marks(seal: str) -> tuple[str, str]:
    """What stands for the commit, and for the words that cite it, in the slice of that seal.

    Made of the seal, which is a hash of all there is in the slice, so nothing in the slice can hold them.
    """
    return (
        sha256(f"commit {seal}".encode()).hexdigest()[:40],
        sha256(f"cited {seal}".encode()).hexdigest()[:40],
    )


def told(value: Any) -> str:
    """A value as text: what is equal to it is told the same in every process, what is not is told otherwise."""
    if is_dataclass(value) and not isinstance(value, type):
        return f"{type(value).__name__}{_list(getattr(value, name) for name in _names(type(value)))}"
    if isinstance(value, Mapping):
        return f"{{{_list(value)}{_list(value.values())}}}"
    if isinstance(value, tuple | list):
        return _list(value)
    if isinstance(value, set | frozenset):
        return f"{{{_list(sorted(value))}}}"
    return repr(value)


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


def _list(values: Iterable[Any]) -> str:
    return f"[{','.join(map(told, values))}]"


def _past(past: Past, key: Key) -> Past:
    return Past(
        changes={key: past.changes[key]} if key in past.changes else {},
        marks={key: past.marks[key]} if key in past.marks else {},
        then={key[1]: tuple(_then(then, key) for then in past.then.get(key[1], ()))},
    )


def _then(then: Then, key: Key) -> Then:
    was = then.keys.get(key)
    if was is None:
        return replace(then, commit=then.commit and "", results=then.results and {}, keys={}, files={})
    return replace(
        then,
        commit=then.commit and "",
        results=then.results
        and {(*was, basis): then.results[*was, basis] for basis in BASES if (*was, basis) in then.results},
        keys={key: was},
        files={key: then.files[key]} if key in then.files else {},
    )


def _key(place: str) -> Key:
    unit, year, _ = place.split("/", 2)
    return unit, int(year)
