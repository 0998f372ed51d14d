"""The pages of dossiers: made side by side, and kept from one build to the next.

What is kept is what fills a frame, not the finished page: the frame, the commit and the addresses come new each time.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from hashlib import sha256
from typing import Any, Protocol
from urllib.parse import quote

from minhchung.history.past import Key
from minhchung.publishing.page import Page
from minhchung.publishing.pages import dossier
from minhchung.publishing.publish import Publication
from minhchung.publishing.sharing import cited
from minhchung.publishing.slices import Slices, marks
from minhchung.publishing.view import View
from minhchung.store import Store

AT_ONCE = 400  # dossiers between two looks into the store: what is kept of them is held together

Dataset = Callable[[str, int], Mapping[str, Any] | None]


class InOrder(Protocol):
    """:func:`minhchung.parallel.in_order`."""

    def __call__(self, work: Callable[[Key], Made], items: Sequence[Key]) -> Iterator[Made]: ...


@dataclass(frozen=True)
class Version:
    """The dossiers of a city in one language, on their way out."""

    view: View
    slices: Slices
    out: Publication


# In each language: the page without slots, finished, and what is to be kept.
Made = list[tuple[Page, bytes, bytes | None]]


def files(
    versions: Sequence[Version], dataset: Dataset, store: Store, in_order: InOrder
) -> Iterator[tuple[str, bytes]]:
    """The page of every dossier in every version. `dataset` describes what data it shows (schema.org)."""
    view = versions[0].view
    keys = [(unit.id, year) for year in view.years for unit in view.units(year)]
    for start in range(0, len(keys), AT_ONCE):
        some = keys[start : start + AT_ONCE]
        seals = {key: [version.slices.seal(key) for version in versions] for key in some}
        kept = store.get(_name(store.code, seal) for of in seals.values() for seal in of if seal)

        def made(
            key: Key, seals: Mapping[Key, list[str | None]] = seals, kept: Mapping[str, bytes] = kept
        ) -> Made:
            blobs = (seal and kept.get(_name(store.code, seal)) for seal in seals[key])
            described = dataset(*key)
            return [
                _made(version, key, seal, blob or None, described)
                for version, seal, blob in zip(versions, seals[key], blobs, strict=True)
            ]

        new: list[tuple[str, bytes]] = []
        for key, pages in zip(some, in_order(made, some), strict=True):
            for version, seal, (page, content, blob) in zip(versions, seals[key], pages, strict=True):
                yield version.out.finished(page, content)
                if seal and blob:
                    new.append((_name(store.code, seal), blob))
        if new:
            store.put(new)


def _made(
    version: Version, key: Key, seal: str | None, blob: bytes | None, dataset: Mapping[str, Any] | None
) -> tuple[Page, bytes, bytes | None]:
    new = None
    if blob is not None:
        page, slots = unpacked(blob)
    else:
        sliced = View(version.slices.of(key, seal))
        made = dossier.page(sliced, sliced.evidence.units[key[0]], key[1])
        page, slots = replace(made, slots={}), {name: slot.encode() for name, slot in made.slots.items()}
        new = packed(page, slots) if seal else None
    revision = version.view.site.revision
    if seal and revision:
        commit, words = (mark.encode() for mark in marks(seal))
        said = quote(cited(version.view.site), safe="").encode()
        slots = {
            name: slot.replace(commit, revision.encode()).replace(words, said) for name, slot in slots.items()
        }
    return page, version.out.content(page, dataset, slots), new


def packed(page: Page, slots: Mapping[str, bytes]) -> bytes:
    """A page as bytes."""
    head = {field.name: getattr(page, field.name) for field in fields(page) if field.name != "slots"}
    return zlib.compress(_BETWEEN.join([json.dumps([head, *slots]).encode(), *slots.values()]), 1)


def unpacked(blob: bytes) -> tuple[Page, dict[str, bytes]]:
    """The page of :func:`packed`, and what fills its slots."""
    said, *slots = zlib.decompress(blob).split(_BETWEEN)
    head, *names = json.loads(said)
    crumbs = tuple((words, path) for words, path in head.pop("crumbs"))
    return Page(**head, crumbs=crumbs), dict(zip(names, slots, strict=True))


_BETWEEN = b"\0"  # stands on no page: what shows nothing is made visible there


def _name(code: str, seal: str) -> str:
    return sha256(f"page {code} {seal}".encode()).hexdigest()
