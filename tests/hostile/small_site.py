"""The whole pure way from files to a site and its data, for a city of three units in one year."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from minhchung.assessing.assess import assess
from minhchung.checking.check import Checked, check
from minhchung.checking.messages import message
from minhchung.checking.report import REPORTS
from minhchung.checking.summary import summary
from minhchung.i18n import LANGS, translator
from minhchung.opendata.data import CityData
from minhchung.opendata.dataset import described
from minhchung.opendata.export import export
from minhchung.publishing import checker, frames
from minhchung.publishing.pages import pages
from minhchung.publishing.publish import Frames, publish
from minhchung.publishing.site_data import SiteData, other_results
from tests.checking.cases import Memory, editions

ROOT = Path(__file__).parents[2]
CACHE = ROOT / ".cache" / "minhchung" / "frames"
CITY = ROOT / "examples" / "may-biec"
UNITS = ("song-xanh", "hoa-nang", "may-biec")


@cache
def city() -> dict[str, bytes]:
    """units.yml and three units in 2022: with a verification, a reply, a decision, documents and observations."""
    files = [CITY / "units.yml"]
    files += [path for unit in UNITS for path in sorted((CITY / unit / "2022").rglob("*"))]
    return {path.relative_to(CITY).as_posix(): path.read_bytes() for path in files if path.is_file()}


@cache
def built_frames() -> tuple[Frames, ...]:
    """The real frames of the fictional city, in every language."""
    return tuple(frames.load(ROOT, CACHE)[1].values())


@dataclass(frozen=True)
class Made:
    checked: Checked
    files: dict[str, bytes]  # of the site and its data, by path


def made(files: Mapping[str, bytes], langs: tuple[str, ...] = LANGS) -> Made:
    """Everything that is made from the files of a city: reports, results, pages, search index, data."""
    checked = check(Memory(files), ".", editions())
    for lang in LANGS:
        for problem in checked.problems:
            assert message(problem, translator(lang))
        for report in (*REPORTS.values(), summary):
            assert report(checked.problems, translator(lang))
    evidence = checked.evidence
    if not evidence.units:  # `build` stops here with a sentence
        return Made(checked, {})
    documents = {
        f"{unit}/{year:04d}/{document.file}"
        for (unit, year), dossier in evidence.dossiers.items()
        for document in dossier.documents()
        if document.file is not None
    }
    results, others = assess(evidence, editions()), other_results(evidence, editions())
    found: dict[str, bytes] = {}
    for version in built_frames():
        if version.lang in langs:
            data = SiteData(
                evidence,
                editions(),
                results,
                version.lang,
                others,
                fictional=True,
                files=frozenset(documents),
            )
            city_data = CityData(data, version.here.address, checked.sources)
            found |= publish(pages(data), version, described(city_data))
            if version.lang == "vi":
                found |= {
                    version.here.prefix + path: content if isinstance(content, bytes) else b"".join(content)
                    for path, content in export(city_data)
                }
    return Made(checked, found | {f"vi-du/units/{path}": b"" for path in documents})


@cache
def untouched() -> Made:
    return made(city())


def faults(site: Made) -> list[str]:
    """What is wrong with the pages that differ from the untouched city's."""
    pages_of = {
        name: content
        for name, content in site.files.items()
        if name.endswith(".html") and untouched().files.get(name) != content
    }
    found = []
    for name, content in pages_of.items():
        parsed = checker._Parsed.of(content.decode())
        found += [f"{name}: {said}" for said in checker._in_itself(parsed)]
    return found
