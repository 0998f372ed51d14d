"""Ratios that CI holds, at sizes that take seconds.

Each bound lies far above what is reached, so that a busy machine fails nothing, and a change that costs twice as much
does.
"""

from __future__ import annotations

from pathlib import Path

from bench import jobs, references
from bench.measure import BIN, cost

# What a ratio may be at most.
BOUNDS = {
    "check beside CSafeLoader, per dossier": 1.5,
    "the second check beside the first": 0.5,
    "check after one change beside the first": 0.6,
    "the second assess beside the first": 0.5,
    "the site beside mkdocs of the same pages, per page": 0.5,
    "the site after one change beside the first": 0.9,
    "a dossier's page, in a larger city": 1.01,
    "megabytes that a dossier more takes while it is assessed": 0.15,
    "megabytes that a dossier more takes in the site": 2.0,
    "--help beside an empty Python": 15.0,
}
SITES = (20, 60)
CHECKS = (10, 160)


def run(work: Path) -> int:
    """Tell the ratios; 1 where one is out of bounds."""
    ratios = {**_checking(work), **_sites(work)}
    for name, most in BOUNDS.items():
        print(f"{name}: {ratios[name]:.2f} (at most {most})")
    return int(any(ratios[name] > most for name, most in BOUNDS.items()))


def _checking(work: Path) -> dict[str, float]:
    small, large = (jobs.City(work, size) for size in CHECKS)
    few, many = (jobs.checking(of, 1) for of in (small, large))
    more = large.dossiers - small.dossiers
    answers = jobs.answers(small, 3)
    return {
        "check beside CSafeLoader, per dossier": (many["check"].cpu - few["check"].cpu)
        / (many["csafe"].cpu - few["csafe"].cpu),
        "the second check beside the first": many["check again"].cpu / many["check"].cpu,
        "check after one change beside the first": many["check, one changed"].cpu / many["check"].cpu,
        "the second assess beside the first": many["assess again"].cpu / many["assess"].cpu,
        "megabytes that a dossier more takes while it is assessed": (
            many["assess, all cores"].together - few["assess, all cores"].together
        )
        / more,
        "--help beside an empty Python": answers["--help"].cpu / answers["python -c pass"].cpu,
    }


def _sites(work: Path) -> dict[str, float]:
    cities = [jobs.City(work, size) for size in SITES]
    more = SITES[1] - SITES[0]
    few, many = (jobs.site(of) for of in cities)
    sizes = [jobs.sizes(of) for of in cities]
    mkdocs = []
    for of in cities:
        out = work / f"mkdocs-{of.dossiers}"
        references.same_pages(of.root, out, "mkdocs-html")
        mkdocs.append(cost([BIN / "mkdocs", "build", "--quiet"], out).cpu)
    return {
        "the site beside mkdocs of the same pages, per page": (many["site"].cpu - few["site"].cpu)
        / (mkdocs[1] - mkdocs[0]),
        "the site after one change beside the first": many["site, one changed"].cpu / many["site"].cpu,
        "a dossier's page, in a larger city": sizes[1]["a dossier's page"] / sizes[0]["a dossier's page"],
        "megabytes that a dossier more takes in the site": (many["site"].together - few["site"].together)
        / more,
    }
