"""`make bench`: measures at the sizes asked for, writes the results as JSON, and the table of docs/ from them.

`python -m bench [--out FILE] [SIZE…]` measures everything; `python -m bench --quick` measures little and fails where
a ratio is worse than it may be; `python -m bench --tables FILE` only writes the table.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
import tempfile
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any

from bench import jobs, tables
from bench.measure import shown

SIZES = (8, 150, 1000, 3525, 10000)
RESULTS = Path(__file__).with_name("results.json")
COMMITS = 5000
VERSIONED = (
    "minhchung",
    "pyyaml",
    "jsonschema",
    "jsonschema-rs",
    "mkdocs",
    "mkdocs-material",
    "check-jsonschema",
)

# What a ratio may be before the quick run fails: far above what it is, so that a busy machine fails nothing.
BOUNDS = {
    "check beside CSafeLoader, per dossier": 2.5,
    "the second check beside the first": 0.5,
    "the second assess beside the first": 0.5,
    "--help beside an empty Python": 20.0,
}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=SIZES)
    parser.add_argument("--out", type=Path, default=RESULTS)
    parser.add_argument("--sites", type=int, default=max(SIZES), help="the largest city to build the site of")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--tables", type=Path)
    arguments = parser.parse_args()
    if arguments.tables:
        tables.write(json.loads(arguments.tables.read_text(encoding="utf-8")))
        return
    with tempfile.TemporaryDirectory(prefix="bench-") as work:
        if arguments.quick:
            sys.exit(quick(Path(work)))
        results: dict[str, Any] = {"machine": machine(), "sizes": {}}
        for size in arguments.sizes:
            results["sizes"][str(size)] = measured(Path(work), size, arguments.sites)
            arguments.out.write_text(
                json.dumps(results, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
            )
        results["history of commits"] = {"commits": COMMITS, **shown(jobs.past(Path(work), COMMITS))}
        arguments.out.write_text(json.dumps(results, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    tables.write(results)


def machine() -> dict[str, Any]:
    return {
        "system": f"{platform.system()} {platform.machine()}",
        "cores": os.cpu_count(),
        "python": platform.python_version(),
        "versions": {name: version(name) for name in VERSIONED},
    }


def measured(work: Path, size: int, sites: int) -> dict[str, Any]:
    """Everything about a city of one size."""
    of = jobs.City(work, size)
    found: dict[str, Any] = {"bytes": of.bytes}
    steps: list[tuple[str, Callable[[], dict[str, Any]]]] = [
        ("checking", lambda: shown(jobs.checking(of, 3 if size <= 150 else 1))),
        ("instead", lambda: shown(jobs.instead(of)) if size <= 1000 else {}),
        ("answers", lambda: shown(jobs.answers(of, 5)) if size == min(SIZES) else {}),
    ]
    if size <= sites:
        steps += [
            ("site", lambda: shown(jobs.site(of))),
            ("sizes", lambda: jobs.sizes(of)),
            ("other sites", lambda: shown(dict(jobs.other_sites(of, work)))),
        ]
    for name, step in steps:
        print(f"{size}: {name}", file=sys.stderr)
        found[name] = step()
    return found


def quick(work: Path) -> int:
    """The ratios that CI holds; 1 where one is out of bounds."""
    small, large = jobs.City(work, 10), jobs.City(work, 160)
    of_small, of_large = (jobs.checking(of, 2, changes=False) for of in (small, large))
    answers = jobs.answers(small, 3)
    ratios = {
        "check beside CSafeLoader, per dossier": (of_large["check"].cpu - of_small["check"].cpu)
        / (of_large["csafe"].cpu - of_small["csafe"].cpu),
        "the second check beside the first": of_large["check again"].cpu / of_large["check"].cpu,
        "the second assess beside the first": of_large["assess again"].cpu / of_large["assess"].cpu,
        "--help beside an empty Python": answers["--help"].cpu / answers["python -c pass"].cpu,
    }
    for name, ratio in ratios.items():
        print(f"{name}: {ratio:.2f} (at most {BOUNDS[name]})")
    return int(any(ratio > BOUNDS[name] for name, ratio in ratios.items()))


main()
