"""Dossiers and their data that are unpacked when they are asked for, and not held. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from functools import lru_cache
from typing import Any, TypeVar

from minhchung.checking.record import Record
from minhchung.criteria.model import CriteriaSet
from minhchung.evidence import load
from minhchung.evidence.model import Dossier, Dossiers

Key = tuple[str, int]
T = TypeVar("T")

_HELD = 64  # dossiers: whoever asks for one asks again soon


class _OfRecords(Mapping[Key, T]):
    """Something of each dossier that was examined."""

    def __init__(self, records: Mapping[Key, Record]) -> None:
        self._records = records

    def __iter__(self) -> Iterator[Key]:
        return iter(self._records)

    def __len__(self) -> int:
        return len(self._records)

    def __contains__(self, key: object) -> bool:
        return key in self._records


class Sources(_OfRecords[Mapping[str, Any]]):
    """Of each dossier the plain data by the name of the file, faulty or not."""

    def __getitem__(self, key: Key) -> Mapping[str, Any]:
        return {f"{kind}.yml": data for kind, data in self._records[key].data().items()}


class Examined(_OfRecords[Dossier], Dossiers):
    """The dossiers; those in `faulty` are flagged and empty."""

    def __init__(
        self, records: Mapping[Key, Record], faulty: AbstractSet[Key], sets: Mapping[str, CriteriaSet]
    ) -> None:
        super().__init__(records)
        self._faulty, self._sets = faulty, sets
        self._loaded = lru_cache(maxsize=_HELD)(self._load)

    def __getitem__(self, key: Key) -> Dossier:
        if key in self._faulty:
            return Dossier(*key, faulty=True)
        return self._loaded(key)

    def sets(self, key: Key) -> Mapping[str, str] | None:
        return None if key in self._faulty else self._records[key].sets

    def _load(self, key: Key) -> Dossier:
        record = self._records[key]
        loaded: dict[str, Any] = {}
        for kind, data in record.data().items():
            criteria = self._sets[record.sets[kind]]
            if kind == "self-assessment":
                loaded["self_assessment"] = load.self_assessment(data, criteria)
            elif kind == "verification":
                loaded["verification"] = load.verification(data, criteria)
            elif kind == "reply":
                loaded["reply"] = load.reply(data)
            else:
                loaded["decision"] = load.decision(data)
        return Dossier(*key, **loaded)
