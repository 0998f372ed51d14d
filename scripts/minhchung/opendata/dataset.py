"""The data described for search engines: a schema.org Dataset, as JSON-LD. Pure."""

from __future__ import annotations

from typing import Any

from minhchung.opendata.data import CityData
from minhchung.opendata.package import CONTRIBUTORS, LICENCE, description, sources, title
from minhchung.publishing import paths

FORMATS = {
    "v1/datapackage.json": "application/json",
    "v1/results.json": "application/json",
    "v1/results.csv": "text/csv",
    "v1/minhchung.xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def described(data: CityData) -> dict[str, dict[str, Any]]:
    """The pages that show data as such, by path, and what each shows."""
    dossiers = dict.fromkeys((unit, year) for unit, year, _ in data.site.results)
    return {
        **{paths.dossier(unit, year): of_dossier(data, unit, year) for unit, year in dossiers},
        **dict.fromkeys(("", "data"), whole(data)),
    }


def whole(data: CityData) -> dict[str, Any]:
    """All data of a city, for its home page and the page about the data."""
    years = data.site.evidence.years
    city = data.view.city
    place = {"@type": "City", "name": city.name, "url": data.page(paths.unit(city.id))}
    return _dataset(data, data.page("data"), title(data)) | {
        **({"temporalCoverage": f"{years[0]}/{years[-1]}"} if years else {}),
        "spatialCoverage": place | ({"identifier": city.code} if city.code else {}),
        "distribution": [_download(data, f"data/{path}", kind) for path, kind in FORMATS.items()],
    }


def of_dossier(data: CityData, unit: str, year: int) -> dict[str, Any]:
    """One unit in one year, for the page of its dossier."""
    name = f"{data.site.evidence.units[unit].name}, {year}"
    return _dataset(data, data.page(paths.dossier(unit, year)), f"{name}: {title(data)}") | {
        "temporalCoverage": str(year),
        "isPartOf": {"@id": data.page("data")},
        "distribution": [_download(data, f"data/v1/dossiers/{unit}/{year}.json", "application/json")],
    }


def _dataset(data: CityData, page: str, name: str) -> dict[str, Any]:
    return {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "@id": page,
        "url": page,
        "name": name,
        "description": description(data),
        "inLanguage": ["vi", "en"],
        "isAccessibleForFree": True,
        "license": LICENCE,
        "creator": {"@type": "Organization", "name": CONTRIBUTORS},
        "isBasedOn": [{"@type": "CreativeWork", "name": source} for source in sources(data)],
        **({"version": data.site.revision} if data.site.revision else {}),
    }


def _download(data: CityData, path: str, kind: str) -> dict[str, Any]:
    return {"@type": "DataDownload", "encodingFormat": kind, "contentUrl": f"{data.address}{path}"}
