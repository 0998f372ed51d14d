"""What the open data have of every dossier: made side by side, and kept from one build to the next.

What is kept is a piece without the commit that it is of, so that a commit that changed other dossiers leaves it as it
was. It is made from its slice of the city (:mod:`minhchung.publishing.slices`) and from nothing else.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from typing import Protocol

from minhchung.opendata.as_csv import Lines
from minhchung.opendata.data import CityData, Key
from minhchung.opendata.one import keys
from minhchung.opendata.piece import Piece, piece
from minhchung.publishing.slices import Slices
from minhchung.store import Store

AT_ONCE = 100  # dossiers between two looks into the store: what is kept of them is held together


class InOrder(Protocol):
    """:func:`minhchung.parallel.in_order`."""

    def __call__(self, work: Work, items: Sequence[Key]) -> Iterator[bytes]: ...


class Work(Protocol):
    def __call__(self, key: Key, /) -> bytes: ...


def pieces(data: CityData, slices: Slices, store: Store, in_order: InOrder) -> Iterator[Piece]:
    """The pieces of all :func:`minhchung.opendata.one.keys`, in order; `slices` are those of the site in any language."""
    asked = keys(data)
    for start in range(0, len(asked), AT_ONCE):
        some = asked[start : start + AT_ONCE]
        known = data.site.evidence.units
        seals = {key: slices.seal(key) if key[0] in known else None for key in some}
        names = {key: _name(store.code, data, seal) for key, seal in seals.items() if seal}
        kept = _readable(store.get(names.values()))

        def made(key: Key, seals: Mapping[Key, str | None] = seals) -> bytes:
            seal = seals[key]
            return packed(piece(replace(data, site=slices.of(key, seal)) if seal else data, key))

        new = [key for key in some if names.get(key) not in kept]
        fresh = dict(zip(new, in_order(made, new), strict=True))
        store.put((names[key], blob) for key, blob in fresh.items() if key in names)
        for key in some:
            yield unpacked(fresh.pop(key)) if key in fresh else kept.pop(names[key])


def packed(piece: Piece) -> bytes:
    parts = [*(lines.content for lines in piece.rows), piece.results, piece.dossier]
    head = [piece.unit, piece.year, [lines.rows for lines in piece.rows], [len(part) for part in parts]]
    return zlib.compress(b"\n".join([json.dumps(head).encode(), b"".join(parts)]), 1)


def unpacked(blob: bytes) -> Piece:
    """The piece of :func:`packed`."""
    said, _, rest = zlib.decompress(blob).partition(b"\n")
    unit, year, rows, sizes = json.loads(said)
    parts, start = [], 0
    for size in sizes:
        parts.append(rest[start : start + size])
        start += size
    *of_tables, results, dossier = parts
    return Piece(unit, year, tuple(map(Lines, of_tables, rows)), results, dossier)


def _readable(blobs: Mapping[str, bytes]) -> dict[str, Piece]:
    """The pieces that are pieces, whoever wrote them."""
    found = {}
    for name, blob in blobs.items():
        try:
            found[name] = unpacked(blob)
        except (ValueError, TypeError, zlib.error):
            continue
    return found


def _name(code: str, data: CityData, seal: str) -> str:
    return sha256(f"data {code} {data.address} {seal}".encode()).hexdigest()
