"""The whole site: the real city, and the fictional one below it. Reads trees and runs MkDocs; writes nothing."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, replace
from pathlib import Path

from minhchung.assessing.assess import assess
from minhchung.publishing.frames import CONFIGS, MADE_OF, load
from minhchung.publishing.pages import pages
from minhchung.publishing.publish import publish
from minhchung.publishing.site_data import SiteData, other_results
from minhchung.workspace import Workspace

CACHE = Path(".cache/minhchung/frames")


@dataclass(frozen=True)
class City:
    """One city of a site: its evidence, and whether it is invented."""

    workspace: Workspace
    fictional: bool


def repository(
    evidence: Path | None, criteria: Path | None, revision: str | None = None
) -> tuple[Path, list[City]]:
    """The repository around the working folder and the cities of its site: its own, then the fictional one."""
    real = Workspace.open(evidence, criteria, revision)
    root = real.criteria_folder.root
    examples = sorted(path for path in (root / "examples").iterdir() if path.is_dir())
    return root, [
        City(real, fictional=False),
        *(City(Workspace.open(path, criteria, revision), fictional=True) for path in examples),
    ]


def watched(root: Path, cities: list[City]) -> list[Path]:
    """What a page is made from: a change in one of these asks for a new build."""
    folders = {
        folder.root / folder.path
        for city in cities
        for folder in (city.workspace.evidence_folder, city.workspace.criteria_folder)
    }
    configs = (config for site in CONFIGS for config in site.values())
    return sorted({*folders, *(root / name for name in (*MADE_OF, *configs))})


def site(root: Path, cities: list[City]) -> dict[str, bytes]:
    """Every file of the site of the repository `root`: each of `cities`, in order, in every language."""
    files: dict[str, bytes] = {}
    for city, versions in zip(cities, load(root, root / CACHE), strict=True):
        evidence, editions = city.workspace.evidence, city.workspace.editions
        documents = city.workspace.published_documents()
        data = SiteData(
            evidence=evidence,
            editions=editions,
            results=assess(evidence, editions),
            lang="vi",
            others=other_results(evidence, editions),
            fictional=city.fictional,
            revision=city.workspace.revision,
            files=frozenset(documents),
        )
        home = versions["vi"].here.prefix  # documents stand there once, for every language
        for lang, frames in versions.items():
            shelf = posixpath.relpath(f"/{home}", f"/{frames.here.prefix}")
            files |= publish(pages(replace(data, lang=lang, shelf=shelf)), frames)
        files |= {f"{home}units/{path}": content for path, content in documents.items()}
    return files
