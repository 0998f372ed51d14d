"""Ratios that CI holds, at sizes that take seconds.

Each bound lies far above what is reached, so that a busy machine fails nothing, and a change that costs twice as much
does.
"""

from __future__ import annotations

import sys
from pathlib import Path

from bench import jobs, references
from bench.measure import BIN, cost

# What a ratio may be at most.
BOUNDS = {
    "check beside CSafeLoader, per dossier": 1.7,
    "the second check beside the first": 0.5,
    "check after one change beside the first": 0.8,
    "the second assess beside the first": 0.5,
    "the site beside mkdocs, per dossier": 1.3,
    "the site after one change beside the first": 0.9,
    "a dossier's page, in a larger city": 1.01,
    "megabytes that a dossier more takes while it is assessed": 0.2,
    "megabytes that a dossier more takes in the site": 1.5,
    "--help beside an empty Python": 15.0,
}
SITES = (8, 40)
CHECKS = (10, 100)


def run(work: Path) -> int:
    """Tell the ratios; 1 where one is out of bounds."""
    ratios = {**_checking(work), **_sites(work)}
    for name, most in BOUNDS.items():
        print(f"{name}: {ratios[name]:.2f} (at most {most})")
    return int(any(ratios[name] > most for name, most in BOUNDS.items()))


def _checking(work: Path) -> dict[str, float]:
    small, large = (jobs.City(work, size) for size in CHECKS)
    few = jobs.checking(small, 1)
    many = jobs.checking(large, 1)
    more = large.dossiers - small.dossiers
    help_, nothing = small.run("--help"), cost([sys.executable, "-c", "pass"], small.root)
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
        "--help beside an empty Python": help_.cpu / nothing.cpu,
    }


def _sites(work: Path) -> dict[str, float]:
    small, large = (jobs.City(work, size) for size in SITES)
    few, many = (jobs.site(of, again=False) for of in (small, large))
    more = large.dossiers - small.dossiers
    pages = [jobs.sizes(of)["a dossier's page"] for of in (small, large)]
    out = work / "mkdocs"
    references.same_pages(large.root, out, "mkdocs-html", "units/*/2022/index.html")
    (out / "docs/index.md").write_text("# Các hồ sơ\n", encoding="utf-8")
    mkdocs = cost([BIN / "mkdocs", "build", "--quiet"], out)
    return {
        "the site beside mkdocs, per dossier": (many["site"].cpu - few["site"].cpu)
        / more
        / (mkdocs.cpu / large.dossiers),
        "the site after one change beside the first": many["site, one changed"].cpu / many["site"].cpu,
        "a dossier's page, in a larger city": pages[1] / pages[0],
        "megabytes that a dossier more takes in the site": (many["site"].together - few["site"].together)
        / more,
    }
