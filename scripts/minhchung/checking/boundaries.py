"""What is wrong with a file of boundaries. Pure; tolerates malformed entries."""

from __future__ import annotations

from functools import cache
from typing import Any

from minhchung.checking.personal.datum import legible
from minhchung.checking.personal.find import personal_data
from minhchung.checking.shape import Shape
from minhchung.checking.source import Source, likely, listing, mapping
from minhchung.checking.units import Register, check_link
from minhchung.criteria import schema_parts
from minhchung.evidence.boundaries import MOST_POINTS, Boundaries, boundaries, points, shape


@cache
def _shape() -> Shape:
    return Shape(schema_parts.boundaries())


def check_boundaries(source: Source, register: Register) -> None:
    """Types the data too. Numbers here are places: personal data is looked for in the texts alone."""
    if source.file.data is None:
        return
    source.data, of_shape = _shape().of(source.file)
    source.problems += of_shape
    for key in ("source_url", "licence_url"):
        if isinstance(url := source.get(key), str):
            check_link(source, (key,), url)
    for key in ("name", "source", "licence"):
        for datum in personal_data(legible(str(source.get(key) or "")))[:1]:
            source.error("personal-data", (key,), case=datum.kind, value=datum.masked)
    seen: dict[str, int] = {}
    total = 0
    for index, feature in enumerate(listing(source.get("features"))):
        total += _check_feature(source, index, mapping(feature), register, seen)
    if total > MOST_POINTS:
        source.error("too-many-points", ("features",), count=total, limit=MOST_POINTS)
    missing = [u.id for u in register.units.values() if u.parent is not None and u.id not in seen]
    if seen and missing:
        source.warning("missing-boundaries", ("features",), missing=tuple(missing))


def faultless(source: Source) -> Boundaries | None:
    """The boundaries, where nothing is wrong with the file."""
    if not source.legible or any(problem.is_error for problem in source.problems):
        return None
    return boundaries(source.data)


def _check_feature(
    source: Source, index: int, feature: dict[str, Any], register: Register, seen: dict[str, int]
) -> int:
    """How many points the feature has."""
    path = ("features", index)
    unit = mapping(feature.get("properties")).get("unit")
    if isinstance(unit, str):
        at = (*path, "properties", "unit")
        if register.readable and unit not in register.ids:
            source.error("unknown-unit", at, value=unit, **likely(unit, register.ids))
        if seen.setdefault(unit, index) != index:
            first = source.file.mark(("features", seen[unit])).line
            source.error("repeated-boundary", at, value=unit, first=first)
    try:
        return points(shape(feature.get("geometry")))
    except ValueError:
        source.error("bad-geometry", (*path, "geometry") if "geometry" in feature else path)
        return 0
