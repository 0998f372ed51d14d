"""The tables described for machines: a Data Package (datapackage.org, version 2). Pure.

Titles and descriptions stand in both languages, Vietnamese first: the package has no place for translations.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from minhchung.i18n import N_
from minhchung.opendata.data import CityData
from minhchung.opendata.table import Column, Table, in_both
from minhchung.opendata.tables import TABLES
from minhchung.opendata.written import Written

PROFILE = "https://datapackage.org/profiles/2.0/"
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
CONTRIBUTORS = "the minhchung contributors"  # as LICENSE-DATA asks to be named


def datapackage(data: CityData, written: Mapping[str, Written]) -> dict[str, Any]:
    """datapackage.json beside the CSV files that were written, by the name of their table."""
    return {
        "$schema": f"{PROFILE}datapackage.json",
        "name": f"minhchung-{data.view.city.id}",
        "id": data.page("data"),
        "title": title(data),
        "description": description(data),
        "homepage": data.address,
        "version": "1.0.0",
        "commit": data.site.revision,
        "licenses": [{"name": "CC-BY-4.0", "title": "Creative Commons Attribution 4.0", "path": LICENCE}],
        "sources": [{"title": source} for source in sources(data)],
        "contributors": [{"title": CONTRIBUTORS, "roles": ["creator"]}],
        "resources": [_resource(table, written[table.name]) for table in TABLES],
    }


def title(data: CityData) -> str:
    """The name of the whole, in both languages. It says what is invented."""
    city = data.view.city.name
    if data.site.fictional:
        said = in_both(N_("Thành phố học tập, quận huyện học tập: {city} (dữ liệu hư cấu)"))
    else:
        said = in_both(N_("Thành phố học tập, quận huyện học tập: {city}"))
    return f"{said.vi.format(city=city)} / {said.en.format(city=city)}"


def description(data: CityData) -> str:
    return _both(
        N_(
            "Kết quả tự đánh giá, thẩm định và công nhận: từng kết luận, từng số liệu, từng tài liệu kiểm chứng, lịch sử thay đổi và Bộ tiêu chí."
        )
    )


def sources(data: CityData) -> list[str]:
    """The documents that the rules come from."""
    found = {
        f"{set_.source.number}, {set_.source.issuer}, {set_.source.issued}"
        for edition in data.site.editions.values()
        for set_ in edition.sets.values()
    }
    return sorted(found)


def _resource(table: Table, file: Written) -> dict[str, Any]:
    return {
        "name": table.name,
        "type": "table",
        "title": _both(table.title),
        "description": _both(table.about),
        "path": f"{table.name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": file.size,
        "hash": f"sha256:{file.sha256}",
        "schema": {
            "$schema": f"{PROFILE}tableschema.json",
            "fields": [_field(column) for column in table.columns],
            "missingValues": [""],
            "primaryKey": list(table.key),
            **({"foreignKeys": references} if (references := _references(table)) else {}),
        },
    }


def _field(column: Column) -> dict[str, Any]:
    kind = {"type": "string", "format": "uri"} if column.type == "uri" else {"type": column.type}
    constraints = {
        **({"required": True} if column.required else {}),
        **({"enum": list(column.values)} if column.values else {}),
    }
    return {
        "name": column.name,
        **kind,
        "description": _both(column.about),
        **({"constraints": constraints} if constraints else {}),
    }


def _references(table: Table) -> list[dict[str, Any]]:
    return [
        {
            "fields": list(reference.columns),
            "reference": {"resource": reference.table, "fields": list(reference.target)},
        }
        for reference in table.references
    ]


def _both(message: str) -> str:
    said = in_both(message)
    return f"{said.vi} / {said.en}"
