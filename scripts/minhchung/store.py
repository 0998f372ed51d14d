"""Where it is kept what was worked out: what the pure core asks of it (:class:`minhchung.kept.Store`). Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Protocol


class Store(Protocol):
    """Blobs by key. `code` stands for all that makes something out of files, and is part of every key."""

    @property
    def code(self) -> str: ...
    @property
    def empty(self) -> bool: ...
    def get(self, keys: Iterable[str]) -> Mapping[str, bytes]: ...
    def put(self, blobs: Iterable[tuple[str, bytes]]) -> None: ...
