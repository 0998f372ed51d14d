"""The file of boundaries: GeoJSON beside units.yml, with its source and licence, whatever a stranger put in it."""

import json
from decimal import Decimal

import pytest

from minhchung.checking.messages import message
from minhchung.evidence.boundaries import MOST_POINTS
from minhchung.i18n import LANGS, translator
from tests.checking.cases import HERE, ROOT, Memory, checked

SQUARE = [[[0, 0], [1, 0], [1, 1], [0, 0]]]


def feature(unit="song-xanh", **geometry):
    shape = {"type": "Polygon", "coordinates": SQUARE} | geometry
    return {"type": "Feature", "properties": {"unit": unit}, "geometry": shape}


def collection(*features, **others):
    told = {"type": "FeatureCollection", "source": "Nhà xuất bản bản đồ", "licence": "CC BY 4.0"}
    return {**told, "features": list(features) or [feature()], **others}


def found(data, links=()):
    content = data if isinstance(data, bytes) else json.dumps(data, ensure_ascii=False, indent=1).encode()
    units = (HERE / "units.yml").read_bytes()
    read = checked(Memory({"units.yml": units, "boundaries.geojson": content}, links))
    assert all(problem.file == "boundaries.geojson" for problem in read.problems)
    for problem in read.problems:
        assert all(message(problem, translator(lang)) for lang in LANGS)
    return read


def errors(data, links=()):
    read = found(data, links)
    assert (read.evidence.boundaries is None) == read.has_errors
    return [problem.code for problem in read.problems if problem.is_error]


def test_shapes_are_exact_and_say_whose_they_are():
    ring = [[0.1, 0], [1, -0.25, 12], [1, 1], [0.1, 0]]
    read = found(collection(feature(coordinates=[ring]), source_url="https://ban-do.example/"))
    drawn = read.evidence.boundaries
    assert (drawn.source, drawn.licence) == ("Nhà xuất bản bản đồ", "CC BY 4.0")
    assert drawn.source_url == "https://ban-do.example/"
    assert drawn.shapes["song-xanh"][0][0][1] == (Decimal(1), Decimal("-0.25"))
    assert [problem.code for problem in read.problems] == ["missing-boundaries"]  # of the others


def test_several_parts_of_one_unit_are_one_shape():
    drawn = found(collection(feature(type="MultiPolygon", coordinates=[SQUARE, SQUARE]))).evidence.boundaries
    assert len(drawn.shapes["song-xanh"]) == 2


@pytest.mark.parametrize(
    "coordinates",
    [
        None,
        [],
        "x",
        [[]],
        [[[0, 0], [1, 0], [1, 1]]],  # not closed
        [[[0, 0], [1, 0], [0, 0]]],  # no area
        [[[0, 0], [181, 0], [1, 1], [0, 0]]],
        [[[0, 0], [1, 90.5], [1, 1], [0, 0]]],
        [[[0, 0], [1], [1, 1], [0, 0]]],
        [[[0, 0], ["<script>", 1], [1, 1], [0, 0]]],
        [[[0, 0], [1e300, 1], [1, 1], [0, 0]]],
        [[[0, 0], [float("nan"), 1], [1, 1], [0, 0]]],
        [[[0, 0], [[0], 1], [1, 1], [0, 0]]],
        [[[0, 0], {"x": 1}, [1, 1], [0, 0]]],
    ],
)
def test_what_is_no_shape_is_an_error(coordinates):
    assert errors(collection(feature(coordinates=coordinates))) == ["bad-geometry"]


def test_only_areas_can_be_drawn():
    assert errors(collection(feature(type="LineString"))) == ["bad-geometry"]
    assert "bad-geometry" in errors(collection(feature(type={"a": "b"})))


@pytest.mark.parametrize("key", ["source", "licence"])
def test_a_map_whose_source_or_licence_is_not_said_is_not_drawn(key):
    data = collection()
    del data[key]
    assert errors(data) == ["missing-key"]
    assert errors(collection(**{key: " "})) != []


@pytest.mark.parametrize(
    ("data", "codes"),
    [
        (collection(feature("ha-noi")), ["unknown-unit"]),
        (collection(feature(), feature()), ["repeated-boundary"]),
        (collection(source_url="javascript:alert(1)"), True),
        (collection(licence="Hỏi ông Nguyễn Văn A, 0912345678"), ["personal-data"]),
        (collection(crs={"type": "name"}), ["unknown-key"]),
        (collection(feature() | {"id": 1}), ["unknown-key"]),
        (b"[" * 100_000, True),
        (b"\xff\xfe", ["not-utf8"]),
        (b"", ["empty-file"]),
        (b"[]", True),
        (b"{}", True),
        (b" " * (1 << 20) + b"{}", ["file-too-large"]),
    ],
)
def test_hostile_or_mistaken_content_is_refused(data, codes):
    said = errors(data)
    assert said == codes if codes is not True else said


def test_a_link_in_place_of_the_file_is_not_followed():
    assert errors(collection(), links=["boundaries.geojson"]) == ["not-plain"]


def test_a_map_has_no_more_points_than_can_be_seen():
    ring = [[0, 0], *([n % 90, 1] for n in range(MOST_POINTS)), [0, 0]]
    assert errors(json.dumps(collection(feature(coordinates=[ring]))).encode()) == ["too-many-points"]


def test_the_shapes_of_the_example_are_said_to_be_invented():
    data = json.loads((ROOT / "examples" / "may-biec" / "boundaries.geojson").read_bytes())
    assert "hư cấu" in data["source"]
    places = json.dumps([feature["geometry"] for feature in data["features"]])
    assert all(
        abs(float(number)) < 1
        for number in places.translate(dict.fromkeys(map(ord, '[]{}":,'), " ")).split()
        if number[-1].isdigit()
    )


def test_the_real_city_has_none_as_no_source_with_a_licence_is_known():
    assert not (ROOT / "evidence" / "boundaries.geojson").exists()
