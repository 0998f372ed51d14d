"""What the open data of one city are made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from minhchung.criteria.model import CriteriaSet
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

    def stale(self, key: Key) -> tuple[str, ...]:
        """The indicators of a dossier that changed after they were verified."""
        marks = self.site.past.marks.get(key) if self.site.past else None
        return tuple(marks.stale) if marks else ()

    def criteria(self, id_: str) -> CriteriaSet:
        """The criteria set of an id such as ``hai-phong-2022/district``."""
        edition, _, name = id_.partition("/")
        return self.site.editions[edition].sets[name]

    def page(self, path: str, anchor: str = "") -> str:
        """The address of a page of the site."""
        return f"{self.address}{path}/" + (f"#{anchor}" if anchor else "")
