"""The repositories that all others are made from: valid, and as small as they may be with everything in them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache, partial
from pathlib import Path

from bench import city
from fuzz.tree import CRITERIA, EVIDENCE, Repository

ROOT = Path(__file__).parents[1]
CASES = ROOT / "tests" / "checking"
EXAMPLE = ROOT / "examples" / "may-biec"
EDITIONS = ROOT / "tests" / "editions"

_DECLARED = ("1.1.1", "1.1.2", "1.2.1", "1.2.2", "1.2.3", "3.2.1")
_SHARES = {"2.1.1": 20, "2.1.2": 2, "2.2.1": 20, "2.2.2": 20, "2.2.3": 2, "2.2.4": 2, "3.2.3": 9}

_UNITS = """\
units:
  - {id: may-biec, code: M, name: Thành phố Mây Biếc, type: thành phố trực thuộc trung ương}
  - id: song-xanh
    code: M01
    name: Quận Sông Xanh
    type: quận
    parent: may-biec
    pilot: true
    communes: [{code: M0101, name: Phường Bờ Liễu}, {code: M0102, name: Phường Cầu Vồng}, {code: M0103, name: Phường Bến Lụa}, {code: M0104, name: Phường Đò Chiều}]
    tile: [1, 1]
  - {id: doi-gio, name: Huyện Đồi Gió, type: huyện, parent: may-biec, communes: [], tile: [2, 1]}
  - id: suoi-biec
    name: Huyện Suối Biếc
    type: huyện
    parent: may-biec
    pilot: true
    communes:
      - {code: M0201, name: Xã Bờ Tre}
      - {code: M0202, name: Xã Khe Trong}
    until: 2023-12-31
    replaced_by: [quan-suoi-biec]
  - {id: quan-suoi-biec, name: Quận Suối Biếc, type: quận, parent: may-biec, pilot: true, from: 2024-01-01}
years:
  - {year: 2022, criteria: hai-phong-2022}
"""
_ORGANISATIONS = """\
organisations:
  - name: Sở Giáo dục và Đào tạo
    domains: [so-gddt.example.vn]
"""
_RECORD = """\
suoi-biec/2022/self-assessment/bc-1/url: {outcome: matches, date: 2026-11-23, of: 0123456789ab}
"""
_BOUNDARIES = """\
{
  "type": "FeatureCollection",
  "source": "Hình hư cấu",
  "licence": "CC BY 4.0",
  "features": [
    {"type": "Feature", "properties": {"unit": "song-xanh"}, "geometry": {"type": "Polygon", "coordinates": [[[0.1, 0.5], [0, 0.4], [0.2, 0.3], [0.1, 0.5]]]}},
    {"type": "Feature", "properties": {"unit": "doi-gio"}, "geometry": {"type": "MultiPolygon", "coordinates": [[[[1, 1], [2, 1], [2, 2], [1, 1]]]]}}
  ]
}
"""


def _whole_dossier(unit: str, year: int) -> str:
    """A dossier that reaches the second level, with as little as that takes."""
    lines = [f"unit: {unit}", f"year: {year}", "criteria: hai-phong-2022/district", "origin: example"]
    lines += [f"prepared_by: UBND huyện {unit}", f"submitted: {year}-12-10", "documents:", "  bc-1:"]
    lines += ["    title: Báo cáo kết quả", "    number: 1/BC-UBND", "    issuer: UBND huyện"]
    lines += [f"    issued: {year}-11-30", f"    url: https://example.vn/{unit}/bc-1.pdf", "indicators:"]
    lines += [f"  {id_}: {{met: true, evidence: [bc-1]}}" for id_ in _DECLARED]
    for id_, total in _SHARES.items():
        lines.append(
            f"  {id_}: {{count: {total if total < 9 else total * 85 // 100}, total: {total}, evidence: [bc-1]}}"
        )
    lines.append("  3.1.1: {previous: 3.2, current: 1.1, evidence: [bc-1], note: Cùng một chuẩn nghèo}")
    lines += ["  3.1.2:", "    parts:", "      solid-waste: 95.2", "      residential-wastewater: 91"]
    lines += [
        "      industrial-wastewater: 92.4",
        "    evidence:",
        "      - document: bc-1",
        "        page: 3",
    ]
    lines.append("  3.2.2: {percent: 0.012, evidence: [bc-1]}")
    return "\n".join(lines) + "\n"


def _folder(folder: Path, *parts: str) -> dict[str, bytes]:
    files = [
        path for part in parts or (".",) for path in sorted((folder / part).rglob("*")) if path.is_file()
    ]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def _under(folder: str, files: Mapping[str, bytes]) -> dict[str, bytes]:
    return {f"{folder}/{path}": content for path, content in files.items()}


@cache
def tiny() -> Repository:
    """One dossier that reaches a level."""
    texts = {"units.yml": _UNITS, "suoi-biec/2022/self-assessment.yml": _whole_dossier("suoi-biec", 2022)}
    return Repository(_under(EVIDENCE, {path: text.encode() for path, text in texts.items()}))


@cache
def small() -> Repository:
    """Every kind of file there is, once."""
    texts = {
        "units.yml": _UNITS,
        "organisations.yml": _ORGANISATIONS,
        "documents-checked.yml": _RECORD,
        "boundaries.geojson": _BOUNDARIES,
        "suoi-biec/2022/self-assessment.yml": _whole_dossier("suoi-biec", 2022),
    }
    files = {path: text.encode() for path, text in texts.items()}
    files |= {**_folder(CASES / "valid" / "complete"), **_folder(CASES / "valid" / "city")}
    return Repository(_under(EVIDENCE, files))


@cache
def example() -> Repository:
    """Three units of the fictional city in one year."""
    units = ("song-xanh/2022", "hoa-nang/2022", "may-biec/2022")
    files = {"units.yml": (EXAMPLE / "units.yml").read_bytes(), **_folder(EXAMPLE, *units)}
    return Repository(_under(EVIDENCE, files))


@cache
def drawn() -> Repository:
    """Three dossiers of 16 KB, as they are measured."""
    return Repository(_under(EVIDENCE, {path: text.encode() for path, text in city.files(3).items()}))


@cache
def edition() -> Repository:
    """A city with criteria of its own, which are changed too."""
    files = _under(EVIDENCE, _folder(EDITIONS / "evidence"))
    return Repository(files | _under(CRITERIA, _folder(EDITIONS, "vi-du-2031")))


@cache
def faulty(name: str) -> Repository:
    """An example of tests/checking that has one fault already."""
    files = {"units.yml": (CASES / "units.yml").read_bytes(), **_folder(CASES / "invalid" / name)}
    return Repository(_under(EVIDENCE, files))


SOUND: Mapping[str, Callable[[], Repository]] = {
    f.__name__: f for f in (tiny, small, example, drawn, edition)
}
FAULTY: Mapping[str, Callable[[], Repository]] = {
    path.name: partial(faulty, path.name) for path in sorted((CASES / "invalid").iterdir())
}
SEEDS = {**SOUND, **FAULTY}
