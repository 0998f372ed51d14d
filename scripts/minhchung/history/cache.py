"""What follows from the ids of commits and blobs alone, kept from one run to the next: reads and writes files.

One file below `.cache/minhchung/history`, for one state of this code. It says what a commit or a blob holds,
never which commits there are, and may be deleted at any time; one that is damaged or cannot be written is
done without, and so is one that the repository itself brings.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Any, Self

from minhchung import kept
from minhchung.evidence.flat import Field
from minhchung.history.contents import Difference, State
from minhchung.history.model import Author, Entry, Record

FOLDER = kept.PLACE / "history"

_CODE = ("history", "yaml", "evidence/flat.py")


@dataclass
class Cache:
    """What is known, and where it is kept (nowhere, without `root`)."""

    file: Path | None = None
    records: dict[str, Record] = field(default_factory=dict)
    differences: dict[tuple[str, str], Difference] = field(default_factory=dict)
    states: dict[str, State] = field(default_factory=dict)
    signatures: dict[str, dict[str, str]] = field(default_factory=dict)  # by the hash of the keys
    _loaded: tuple[int, ...] = ()

    @classmethod
    def load(cls, root: Path) -> Self:
        """The cache of the repository `root`; empty where there is none, or a damaged one."""
        if not kept.allowed(root):
            return cls()
        found = cls(root / FOLDER / f"{_version()}.json")
        assert found.file is not None
        try:
            known = kept.read(found.file)
        except LookupError:
            pass
        else:
            found._take(known)
        found._loaded = found._size()
        return found

    def _take(self, body: Any) -> None:
        for id_, (date, author, number, entries) in body["records"].items():
            self.records[id_] = Record(date, Author(*author), number, tuple(Entry(*e) for e in entries))
        for ids, rows in body["differences"].items():
            old, _, new = ids.partition(" ")
            self.differences[old, new] = tuple(
                (Field(indicator, name), _value(before), _value(after))
                for indicator, name, before, after in rows
            )
        self.states = {id_: State(*state) for id_, state in body["states"].items()}
        self.signatures = body["signatures"]

    def save(self) -> None:
        """Write down what was learnt, if anything was."""
        if self.file is None or self._size() == self._loaded:
            return
        known = {
            "records": self.records,
            "differences": {
                " ".join(ids): [(*f, _kept(before), _kept(after)) for f, before, after in difference]
                for ids, difference in self.differences.items()
            },
            "states": self.states,
            "signatures": self.signatures,
        }
        kept.write(self.file, known)
        with suppress(OSError):
            _remove(other for other in self.file.parent.glob("*.json") if other != self.file)
        self._loaded = self._size()

    def _size(self) -> tuple[int, ...]:
        """What changes whenever something is learnt or forgotten."""
        signed = sum(map(len, self.signatures.values()))
        newest = next(reversed(self.records), "")
        return (len(self.records), hash(newest), len(self.differences), len(self.states), signed)


def _remove(stale: Iterable[Path]) -> None:
    for file in stale:
        file.unlink(missing_ok=True)


def _kept(value: Any) -> Any:
    """A decimal as a mapping, which no value is otherwise: mappings are split into fields."""
    return {"decimal": str(value)} if isinstance(value, Decimal) else value


def _value(kept: Any) -> Any:
    return Decimal(kept["decimal"]) if isinstance(kept, dict) else kept


@cache
def _version() -> str:
    """The code that the cached facts follow from."""
    package = files("minhchung")
    parts = []
    for name in _CODE:
        place = package.joinpath(name)
        modules = [place] if place.is_file() else sorted(place.iterdir(), key=lambda one: one.name)
        parts += [module.read_bytes() for module in modules if module.name.endswith(".py")]
    return sha256(b"\0".join(parts)).hexdigest()[:16]
