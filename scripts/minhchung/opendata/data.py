"""What the open data of one city are made from."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from minhchung.criteria.model import CriteriaSet
from minhchung.history.model import Change
from minhchung.opendata.beginnings import with_beginnings
from minhchung.publishing.site_data import SiteData
from minhchung.publishing.view import View

Key = tuple[str, int]
Row = dict[str, Any]


@dataclass(frozen=True)
class CityData:
    """One city of a site. `address` is where its pages stand in Vietnamese, with a slash at the end.

    `sources` are the files of the dossiers as they were read (:class:`minhchung.checking.check.Checked`).
    """

    site: SiteData
    address: str
    sources: Mapping[Key, Mapping[str, Any]] = field(default_factory=dict)

    @cached_property
    def view(self) -> View:
        return View(self.site)

    @property
    def changed(self) -> Collection[Key]:
        """The dossiers with a history."""
        return self.site.past.changes.keys() if self.site.past else ()

    def changes(self, key: Key) -> Sequence[Change]:
        """What changed in a dossier. What its files began with is told only of what is in git as it is shown."""
        changes = self.site.past.changes.get(key, ()) if self.site.past else ()
        if self.site.revision is None:
            return changes
        return tuple(with_beginnings(changes, self.sources.get(key, {})))

    @cached_property
    def stale(self) -> dict[Key, tuple[str, ...]]:
        """By dossier, the indicators that changed after they were verified."""
        marks = self.site.past.marks if self.site.past else {}
        return {key: tuple(of.stale) for key, of in marks.items() if of.stale}

    def criteria(self, id_: str) -> CriteriaSet:
        """The criteria set of an id such as ``hai-phong-2022/district``."""
        edition, _, name = id_.partition("/")
        return self.site.editions[edition].sets[name]

    def page(self, path: str, anchor: str = "") -> str:
        """The address of a page of the site."""
        return f"{self.address}{path}/" + (f"#{anchor}" if anchor else "")
