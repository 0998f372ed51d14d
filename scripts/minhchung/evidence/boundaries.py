"""The boundaries of the districts, where a city has a file of them: GeoJSON (RFC 7946) beside units.yml. Pure.

The file is read as YAML, of which JSON is a part, so that every value has its line. Coordinates are exact
decimals, longitude first; a third one (a height) is left out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

FILE = "boundaries.geojson"

Point = tuple[Decimal, Decimal]  # degrees east and north
Ring = tuple[Point, ...]  # closed: the last point is the first
Polygon = tuple[Ring, ...]  # the outline, then its holes

MOST_POINTS = 20_000  # of all shapes together: more than a picture of a city can show

_DEGREES = re.compile(r"-?[0-9]{1,3}(\.[0-9]{1,20})?\Z")
_DEPTH = {"Polygon": 1, "MultiPolygon": 2}


@dataclass(frozen=True, slots=True)
class Boundaries:
    """Shapes by unit id, and whose they are: both are shown wherever a map is drawn of them."""

    source: str
    licence: str
    shapes: Mapping[str, tuple[Polygon, ...]]
    source_url: str | None = None
    licence_url: str | None = None


def boundaries(data: Mapping[str, Any]) -> Boundaries:
    """From plain data that passed the check. Raises ValueError for a geometry that is none."""
    return Boundaries(
        source=data["source"],
        licence=data["licence"],
        shapes={feature["properties"]["unit"]: shape(feature["geometry"]) for feature in data["features"]},
        source_url=data.get("source_url"),
        licence_url=data.get("licence_url"),
    )


def shape(geometry: Any) -> tuple[Polygon, ...]:
    """The polygons of a GeoJSON geometry. Raises ValueError for anything else."""
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    if not isinstance(kind, str) or kind not in _DEPTH:
        raise ValueError("no Polygon or MultiPolygon")
    coordinates = geometry.get("coordinates")
    polygons = [coordinates] if kind == "Polygon" else _list(coordinates)
    return tuple(tuple(_ring(ring) for ring in _list(polygon)) for polygon in polygons)


def points(shape: tuple[Polygon, ...]) -> int:
    return sum(len(ring) for polygon in shape for ring in polygon)


def _ring(ring: Any) -> Ring:
    found = tuple(_point(position) for position in _list(ring))
    if len(found) < 4 or found[0] != found[-1]:
        raise ValueError("a ring that is not closed")
    return found


def _point(position: Any) -> Point:
    if not isinstance(position, list) or len(position) not in (2, 3):
        raise ValueError("not a position")
    return _degrees(position[0], 180), _degrees(position[1], 90)


def _degrees(value: Any, most: int) -> Decimal:
    if not isinstance(value, str) or not _DEGREES.match(value) or abs(Decimal(value)) > most:
        raise ValueError("not a number of degrees")
    return Decimal(value)


def _list(value: Any) -> list[Any]:
    if not isinstance(value, list) or not value:
        raise ValueError("not a list with something in it")
    return value
