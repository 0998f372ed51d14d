"""The whole site: the real city, and the fictional one below it. Reads trees and runs MkDocs; writes nothing."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from minhchung.documents.check import read_record
from minhchung.documents.described import described
from minhchung.documents.record import Entry
from minhchung.editor.config import config
from minhchung.editor.forge import backend
from minhchung.editor.page import editor
from minhchung.evidence.model import BASES
from minhchung.git import ShallowError, commit_day
from minhchung.history.gather import NoHistoryError, past
from minhchung.history.past import Past
from minhchung.i18n import Lang
from minhchung.opendata.data import CityData
from minhchung.opendata.dataset import of_dossier, whole
from minhchung.opendata.export import export
from minhchung.opendata.pieces import pieces
from minhchung.parallel import in_order
from minhchung.publishing import dossiers, provenance
from minhchung.publishing.badges import badges
from minhchung.publishing.feed import atoms
from minhchung.publishing.files import File
from minhchung.publishing.frames import CONFIGS, MADE_OF, configured, load
from minhchung.publishing.pages import lists
from minhchung.publishing.provenance import Build
from minhchung.publishing.publish import Frames, Publication
from minhchung.publishing.register import registered
from minhchung.publishing.sharing import cited, is_fictional, report_address
from minhchung.publishing.site_data import SiteData, other_results
from minhchung.publishing.slices import Slices
from minhchung.publishing.view import View
from minhchung.share import provided, share
from minhchung.workspace import FolderNotFoundError, Workspace

CACHE = Path(".cache/minhchung/frames")
HOME = CONFIGS[0]["vi"]  # the configuration of the site itself, which all others inherit from


@dataclass(frozen=True)
class City:
    """One city of a site: its evidence, and whether it is invented."""

    workspace: Workspace
    fictional: bool


def repository(
    evidence: Path | None, criteria: Path | None, revision: str | None = None
) -> tuple[Path, list[City]]:
    """The repository of the criteria and the cities of its site: its own, then the fictional one, if it shows one.

    Raises FolderNotFoundError where the repository has no pages to fill.
    """
    real = Workspace.open(evidence, criteria, revision)
    root = real.criteria_folder.root
    if not (root / HOME).is_file():
        raise FolderNotFoundError(str(root / HOME))
    cities = [City(real, fictional=is_fictional((root / HOME).read_text(encoding="utf-8")))]
    if len(configured(root)) > 1:
        cities.append(_example(root, criteria, revision))
    return root, cities


def _example(root: Path, criteria: Path | None, revision: str | None) -> City:
    """The fictional city: the repository's, as it is now where it was not there yet, or the package's own."""
    own = root / "examples"
    folder = next(path for path in sorted(provided(root, "examples").iterdir()) if path.is_dir())
    if folder.parent != own:
        return City(Workspace.open(folder, share() / "criteria"), fictional=True)
    try:
        return City(Workspace.open(folder, criteria, revision), fictional=True)
    except FolderNotFoundError:
        return City(Workspace.open(folder, criteria), fictional=True)


def watched(root: Path, cities: list[City]) -> list[Path]:
    """What a page is made from: a change in one of these asks for a new build."""
    folders = {
        folder.root / folder.path
        for city in cities
        for folder in (city.workspace.evidence_folder, city.workspace.criteria_folder)
    }
    configs = (config for site in configured(root) for config in site.values())
    return sorted({*folders, *(provided(root, name) for name in (*MADE_OF, *configs))})


def site(
    root: Path, cities: list[City], build: Build | None = None, bundles: Mapping[str, bytes] | None = None
) -> Iterator[File]:
    """Every file of the site of the repository `root`: each of `cities`, in order, in every language.

    `build` is the record that goes with it; a site that nobody publishes needs none. With `bundles`, those of
    :mod:`minhchung.editor.bundles`, it has the form in which dossiers are filled in.
    """
    settings = (root / HOME).read_text(encoding="utf-8")
    report, forge = report_address(settings), backend(settings)
    for city, versions in zip(cities, load(root, root / CACHE, configured(root)), strict=True):
        yield from _city(city, versions, build, report)
        if bundles and forge and not city.fictional:
            workspace = city.workspace
            schemas = None if workspace.criteria_folder.carried else workspace.criteria_folder.path
            address = versions["vi"].here.address
            asked = config(workspace.evidence, workspace.editions, forge, address, schemas)
            if asked["collections"]:
                yield from editor(asked, forge, bundles).items()
    if build is not None:
        yield provenance.FILE, build.content()


def _city(city: City, versions: Mapping[Lang, Frames], build: Build | None, report: str) -> Iterator[File]:
    """Every file of one city, in every language."""
    evidence, editions, checked = city.workspace.evidence, city.workspace.editions, city.workspace.checked
    revision = city.workspace.revision
    day = commit_day(city.workspace.evidence_folder.root, revision) if revision else None
    known, shallow = _past(city.workspace)
    documents = city.workspace.published_documents()
    results = city.workspace.assess()
    data = SiteData(
        evidence=evidence,
        editions=editions,
        results=results,
        lang="vi",
        others=other_results(
            evidence, editions, lambda rules, known: city.workspace.assess(editions=rules, known=known)
        ),
        register=registered(evidence, results, checked.keys, city.workspace.store, in_order),
        fictional=city.fictional,
        revision=revision,
        day=day,
        report=report,
        files=frozenset(documents),
        past=known,
        shallow=shallow,
        checked=_checked(city.workspace),
        build=build,
    )
    home = versions["vi"].here.prefix  # documents and data stand there once, for every language
    city_data = CityData(data, versions["vi"].here.address, checked.sources)
    shown = dict.fromkeys(("", "data"), whole(city_data))

    def dataset(unit: str, year: int) -> Mapping[str, Any] | None:
        assessed = any((unit, year, basis) in data.results for basis in BASES)
        return of_dossier(city_data, unit, year) if assessed else None

    made = []
    for lang, frames in versions.items():
        shelf = posixpath.relpath(f"/{home}", f"/{frames.here.prefix}")
        view = View(replace(data, lang=lang, shelf=shelf, address=frames.here.address))
        out = Publication(frames, shown, cited(view.site))
        yield from map(out.page, lists(view))
        prefix = frames.here.prefix
        yield from ((prefix + path, badge) for path, badge in badges(view))
        if known is not None:
            yield from ((prefix + path, feed) for path, feed in atoms(view, frames.here.address))
        made.append(dossiers.Version(view, Slices(view, checked.keys), out))
    yield from dossiers.files(made, dataset, city.workspace.store, in_order)
    for version in made:
        yield from version.out.rest()
    yield from ((f"{home}units/{path}", content) for path, content in documents.items())
    # The data are the same in every language.
    of_dossiers = pieces(city_data, made[0].slices, city.workspace.store, in_order)
    yield from ((home + path, content) for path, content in export(city_data, of_dossiers))


def _past(workspace: Workspace) -> tuple[Past | None, bool]:
    """The past of the evidence, as far as git tells it; and whether that is for the clone being shallow."""
    try:
        return past(workspace), False
    except ShallowError:
        return None, True
    except NoHistoryError:
        return None, False


def _checked(workspace: Workspace) -> dict[str, Entry]:
    """What the record says of each place of each document as the dossiers describe it now."""
    record, sources = read_record(workspace.evidence_folder), workspace.checked.sources
    recorded = {tuple(place.split("/", 2)[:2]) for place in record.entries}
    of = {key: sources[key] for key in sources if (key[0], f"{key[1]:04d}") in recorded}
    places = ((d, place, record.entry(d, place)) for d in described(of) for place in d.addresses)
    return {f"{d.name}/{place}": entry for d, place, entry in places if entry is not None}
