"""The map of a year: districts as tiles, and drawn in their boundaries where the city has a file of them. Pure.

The projection is the simplest that keeps shapes as they look over one city: degrees east shrink with the cosine
of the latitude in the middle (equirectangular). Places are whole numbers on a picture 1000 wide.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import cos, radians

from minhchung.evidence.boundaries import Boundaries, Point, Polygon, Ring
from minhchung.publishing.bars import Bar
from minhchung.publishing.division import few
from minhchung.publishing.pages.overview import Tile, by_badge, tiles
from minhchung.publishing.view import State, View

WIDTH = 1000

_Place = tuple[int, int]
_Projection = Callable[[Point], _Place]


@dataclass(frozen=True, slots=True)
class Drawn:
    """One district: its outline as SVG writes a path, and where its sign stands."""

    tile: Tile
    path: str
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Atlas:
    """The map of a year; `boundaries` says whose the shapes are."""

    height: int
    districts: list[Drawn]
    boundaries: Boundaries


@dataclass(frozen=True, slots=True)
class Group:
    """Those whose badge says the same; `bar` is their share of all."""

    state: State
    members: Sequence[Tile]
    bar: Bar


@dataclass(frozen=True, slots=True)
class Map:
    """The districts of a year; where they are many only their counts, and neither tiles nor shapes."""

    tiles: Sequence[Tile]
    groups: Sequence[Group]
    atlas: Atlas | None
    many: bool


def map_of(view: View, year: int) -> Map:
    """The districts of a year, with the state of the last step each dossier has reached."""
    found = tiles(view, year)
    groups = [
        Group(members[0].state, members, Bar(f"{100 * len(members) / len(found):.2f}", ()))
        for members in by_badge(found)
    ]
    if few(found):
        return Map(found, groups, atlas(view.evidence.boundaries, found), many=False)
    return Map((), groups, None, many=True)


def atlas(boundaries: Boundaries | None, found: Sequence[Tile]) -> Atlas | None:
    """None where none of the districts has a shape."""
    if boundaries is None:
        return None
    shapes = [(tile, boundaries.shapes[tile.unit.id]) for tile in found if tile.unit.id in boundaries.shapes]
    if not shapes:
        return None
    project, height = _projection([point for _, shape in shapes for ring in _rings(shape) for point in ring])
    return Atlas(height, [_drawn(tile, shape, project) for tile, shape in shapes], boundaries)


def _rings(shape: tuple[Polygon, ...]) -> list[Ring]:
    return [ring for polygon in shape for ring in polygon]


def _projection(points: Sequence[Point]) -> tuple[_Projection, int]:
    """From degrees to places on the picture, and how high it is."""
    west, east = (float(end(x for x, _ in points)) for end in (min, max))
    south, north = (float(end(y for _, y in points)) for end in (min, max))
    narrow = max(cos(radians((south + north) / 2)), 0.01)
    scale = WIDTH / max((east - west) * narrow, (north - south), 1e-6)

    def project(point: Point) -> _Place:
        return round((float(point[0]) - west) * narrow * scale), round((north - float(point[1])) * scale)

    return project, max(round((north - south) * scale), 1)


def _drawn(tile: Tile, shape: tuple[Polygon, ...], project: _Projection) -> Drawn:
    rings = [[project(point) for point in ring] for ring in _rings(shape)]
    path = "".join("M" + "L".join(f"{x} {y}" for x, y in ring[:-1]) + "Z" for ring in rings)
    outlines = [[project(point) for point in polygon[0]] for polygon in shape]
    return Drawn(tile, path, *_middle(max(outlines, key=lambda ring: abs(_area(ring)))))


def _area(ring: Sequence[_Place]) -> int:
    """Twice the area, with the sign of the direction in which it is drawn."""
    return sum(x * v - u * y for (x, y), (u, v) in pairwise(ring))


def _middle(ring: Sequence[_Place]) -> _Place:
    """The centre of gravity; of what has no area, its first point."""
    area = _area(ring)
    if area == 0:
        return ring[0]
    pairs = list(pairwise(ring))
    return (
        round(sum((x + u) * (x * v - u * y) for (x, y), (u, v) in pairs) / (3 * area)),
        round(sum((y + v) * (x * v - u * y) for (x, y), (u, v) in pairs) / (3 * area)),
    )
