"""The same as JSON: all results in the format of ``minhchung assess``, one file a year, one a dossier. Pure.

Nothing is neutralised here: a string is what somebody wrote, and JSON has no formulas.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from minhchung.assessing.as_json import document
from minhchung.audit_pack.reading import plain
from minhchung.comparing.as_json import plain as plain_value
from minhchung.evidence.model import BASES, Unit
from minhchung.opendata.data import CityData
from minhchung.publishing import paths


def json_files(data: CityData) -> Iterator[tuple[str, Any]]:
    """Every JSON file by its path below ``data/v1/``."""
    site = data.site
    yield "results.json", document(site.results.values(), site.revision, data.stale)
    for year in site.evidence.years:
        of_year = (result for result in site.results.values() if result.year == year)
        yield f"years/{year}.json", {"year": year, **document(of_year, site.revision, data.stale)}
    for unit, year in dict.fromkeys((unit, year) for unit, year, _ in site.results):
        yield f"dossiers/{unit}/{year}.json", _dossier(data, unit, year)
    yield (
        "units.json",
        {
            "revision": site.revision,
            "units": [_unit(data, unit) for unit in site.evidence.units.values()],
        },
    )
    for edition in site.editions.values():
        yield (
            f"criteria/{edition.id}.json",
            {
                "edition": edition.id,
                "revision": site.revision,
                "files": plain(edition.data),
            },
        )


def serialised(content: Any) -> bytes:
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def _dossier(data: CityData, unit: str, year: int) -> dict[str, Any]:
    """One dossier whole: its files as they were written, its results, and what has changed in it."""
    site = data.site
    results = [site.results[unit, year, basis] for basis in BASES]
    return {
        "revision": site.revision,
        "page": data.page(paths.dossier(unit, year)),
        "city": data.view.city.id,
        "unit": unit,
        "year": year,
        "criteria": results[0].criteria,
        "files": {
            name.removesuffix(".yml"): plain(content)
            for name, content in sorted(data.sources.get((unit, year), {}).items())
        },
        "results": document(results, None, data.stale)["results"],
        "changes": [
            {
                "file": change.file,
                "indicator": change.indicator,
                "field": change.field,
                "kind": change.kind,
                "old": plain_value(change.old),
                "new": plain_value(change.new),
                "commit": change.commit,
                "date": change.date,
                "organisation": change.organisation,
                "pull_request": change.pull_request,
                "signature": change.signature,
            }
            for change in data.changes((unit, year))
        ],
    }


def _unit(data: CityData, unit: Unit) -> dict[str, Any]:
    """A unit as in units.yml, with the page that explains it."""
    return {
        "id": unit.id,
        "page": data.page(paths.unit(unit.id)),
        "code": unit.code,
        "name": unit.name,
        "type": unit.type,
        "parent": unit.parent,
        "pilot": unit.pilot,
        "communes": None
        if unit.communes is None
        else [{"code": commune.code, "name": commune.name} for commune in unit.communes],
        "tile": list(unit.tile) if unit.tile else None,
        "from": unit.starts,
        "until": unit.ends,
        "replaced_by": list(unit.replaced_by),
    }
