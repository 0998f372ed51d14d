"""The files of an audit pack, from what a repository holds. Pure."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from minhchung import __version__
from minhchung.assessing.as_json import document
from minhchung.assessing.assess import Results
from minhchung.audit_pack.page import page
from minhchung.audit_pack.reading import claims_json, editions_json
from minhchung.criteria.model import Edition
from minhchung.evidence.model import Evidence
from minhchung.history.as_json import document as history_document
from minhchung.history.model import Change
from minhchung.i18n import Lang


@dataclass(frozen=True, slots=True)
class Subject:
    """What a pack is about, and everything that goes into it.

    `evidence`, `results` and `sources` are those of the dossiers in the pack alone: a district's own, for
    the city those of the year, since one of its indicators is derived from the districts. `files` are the
    files of the repository that go in as they are, by their path in the pack; `engine` the modules and
    the program that compute the result again. `unfetched` are documents that Git LFS holds.
    """

    unit: str
    year: int
    evidence: Evidence
    sources: Mapping[tuple[str, int], Mapping[str, Any]]
    results: Results
    editions: Mapping[str, Edition]
    files: Mapping[str, bytes]
    engine: Mapping[str, bytes]
    unfetched: tuple[str, ...]
    history: tuple[Change, ...] | None  # None: outside git
    revision: str | None
    committed: str | None  # ISO, UTC+7
    lang: Lang

    @property
    def units(self) -> list[str]:
        """The units whose results are in the pack."""
        return list(dict.fromkeys(unit for unit, _, _ in self.results))


def contents(subject: Subject) -> dict[str, bytes]:
    """Every file of the pack by its path, the manifest among them."""
    sets = {(unit, year): result.criteria for (unit, year, _), result in subject.results.items()}
    files = {
        **subject.files,
        **subject.engine,
        "claims.json": _json(claims_json(subject.evidence, subject.sources, sets)),
        "editions.json": _json(editions_json(subject.editions.values())),
        "results.json": _json(document(subject.results.values(), subject.revision)),
        "index.html": page(subject).encode(),
    }
    if subject.history is not None:
        files["history.json"] = _json(history_document(subject.history))
    return {**files, "manifest.json": _json(_manifest(subject, files))}


def _manifest(subject: Subject, files: Mapping[str, bytes]) -> dict[str, Any]:
    return {
        "unit": subject.unit,
        "year": subject.year,
        "units": subject.units,
        "revision": subject.revision,
        "committed": subject.committed,
        "program": f"minhchung {__version__}",
        "command": f"minhchung --lang {subject.lang} --evidence {subject.evidence.folder}"
        f" audit-pack {subject.unit} {subject.year} --out FILE",
        "criteria": {
            id_: {reading.id: reading.adopted for reading in edition.readings.values()}
            for id_, edition in subject.editions.items()
        },
        "lang": subject.lang,
        "unfetched": list(subject.unfetched),
        "files": {path: hashlib.sha256(files[path]).hexdigest() for path in sorted(files)},
    }


def _json(data: Any) -> bytes:
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()
