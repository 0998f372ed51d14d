"""The documents that the files of a folder of evidence describe, faulty files included. Pure.

A document whose file was changed makes its dossier faulty, and that is just the one to look at: so they
are taken from the plain data and not from the evidence model.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from minhchung.checking.documents import inside
from minhchung.checking.source import mapping
from minhchung.criteria.schema_parts import DOCUMENT_ID, SLUG

_UNIT, _ID = re.compile(SLUG), re.compile(DOCUMENT_ID)
PLACES = ("file", "url", "archived")  # where a document is to be found


@dataclass(frozen=True, slots=True)
class Described:
    """A document and where to find it; what is malformed is None, and `check` has said so."""

    unit: str
    year: int
    kind: str  # of the file that describes it: "self-assessment"
    id: str
    number: str | None
    issued: str | None
    sha256: str | None
    file: str | None  # below the dossier's folder
    url: str | None
    archived: str | None

    @property
    def name(self) -> str:
        """Whose document it is: `song-xanh/2022/self-assessment/nq-64`."""
        return f"{self.unit}/{self.year:04d}/{self.kind}/{self.id}"

    @property
    def addresses(self) -> dict[str, str]:
        """Place → path or address, for each place that is described."""
        found = {place: getattr(self, place) for place in PLACES}
        return {place: address for place, address in found.items() if address is not None}

    def fingerprint(self, address: str) -> str:
        """Twelve hexadecimal digits for an address and the hash promised for it: another pair, other digits."""
        return hashlib.sha256(f"{address}\n{self.sha256 or ''}".encode()).hexdigest()[:12]


def described(dossiers: Mapping[tuple[str, int], Mapping[str, Any]]) -> Iterator[Described]:
    """Every document of every dossier, in order; `dossiers` as :class:`minhchung.checking.check.Checked` has them."""
    for (unit, year), files in sorted(dossiers.items()):
        for name, data in files.items():
            kind = name.removesuffix(".yml")
            if kind == "decision":
                documents = {"decision": mapping(data).get("document")}
            else:
                documents = mapping(mapping(data).get("documents"))
            for id_, entry in documents.items():
                if isinstance(entry, dict) and _UNIT.match(unit) and _ID.match(id_):
                    yield _described(unit, year, kind, id_, entry)


def _described(unit: str, year: int, kind: str, id_: str, entry: Mapping[str, Any]) -> Described:
    said = {key: entry.get(key) for key in ("number", "issued", "sha256", *PLACES)}
    text = {key: value if isinstance(value, str) and value else None for key, value in said.items()}
    file = text.pop("file")
    sha256 = text.pop("sha256")
    return Described(
        unit,
        year,
        kind,
        id_,
        file=file if file and inside(file) else None,
        sha256=sha256.lower() if sha256 and len(sha256) == 64 else None,
        **text,
    )
