"""`make bench`: measures at the sizes asked for, writes the results as JSON, and the tables of docs/ from them.

`python -m bench [--out FILE] [SIZE…]` measures those sizes and keeps what was found of the others; the word `history`
among them measures the history of many commits. `python -m bench --quick` measures little and fails where a ratio is
worse than it may be; `python -m bench --tables` only writes the tables.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from bench import jobs, quick, references, search, tables
from bench.measure import shown

SIZES = ("8", "150", "500", "1000", "3525", "10000", "history")
RESULTS = Path(__file__).with_name("results.json")
COMMITS = 5000
FEW = 150  # dossiers: small cities are measured several times
VERSIONED = (
    "minhchung",
    "pyyaml",
    "jsonschema",
    "jsonschema-rs",
    "mkdocs",
    "mkdocs-material",
    "check-jsonschema",
)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("sizes", nargs="*", default=SIZES)
    parser.add_argument("--out", type=Path, default=RESULTS)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--tables", action="store_true")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-") as work:
        if arguments.quick:
            sys.exit(quick.run(Path(work)))
        out: Path = arguments.out
        results = json.loads(out.read_text(encoding="utf-8")) if out.exists() else {"sizes": {}}
        for size in () if arguments.tables else arguments.sizes:
            for found in measured(Path(work), size):  # kept step by step: whoever stops it loses little
                if size == "history":
                    results["history"] = found
                else:
                    sizes = {**results["sizes"], size: found}
                    results["sizes"] = {key: sizes[key] for key in sorted(sizes, key=int)}
                out.write_text(json.dumps(results, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    if arguments.tables or out == RESULTS:
        tables.write(results)


def machine() -> dict[str, Any]:
    """What is measured with; ends with a sentence, before anything is measured, where some of it is missing."""
    try:
        versions = {name: version(name) for name in VERSIONED}
    except PackageNotFoundError as error:
        sys.exit(
            f"{error.name} is not installed, and is measured beside the program: `make bench` installs it."
        )
    for program in ("hugo", search.CHROMIUM):
        if shutil.which(program) is None:
            sys.exit(f"{program} is not there: install your system's package of it.")
    hugo = subprocess.run(["hugo", "version"], capture_output=True, text=True, check=True).stdout
    return {
        "system": f"{platform.system()} {platform.machine()}",
        "cores": len(os.sched_getaffinity(0)),
        "python": platform.python_version(),
        "versions": {**versions, "hugo": hugo.split()[1].partition("+")[0].lstrip("v").partition("-")[0]},
    }


def measured(work: Path, size: str) -> Iterator[dict[str, Any]]:
    """Everything about a city of one size, or about the history of many commits: what is found so far, each step."""
    found: dict[str, Any] = {"machine": machine()}
    steps: dict[str, Callable[[], dict[str, Any]]] = {}
    if size == "history":
        found["commits"] = COMMITS
        steps["history"] = lambda: shown(jobs.past(work, COMMITS))
    else:
        of = jobs.City(work, int(size))
        found["bytes"] = of.bytes
        steps["checking"] = lambda: shown(jobs.checking(of, 3 if of.dossiers <= FEW else 1))
        if of.dossiers in references.AT["instead"]:
            steps["instead"] = lambda: shown(jobs.instead(of))
        steps["answers"] = lambda: shown(jobs.answers(of, 5 if of.dossiers <= FEW else 2))
        if of.dossiers < 10000:
            steps["compare"] = lambda: shown(jobs.compared(of))
        steps["site"] = lambda: shown(jobs.site(of, again=of.dossiers <= jobs.PATIENT))
        steps["sizes"] = lambda: jobs.sizes(of)
        steps["search"] = lambda: search.measured(of.root / "site")
        steps["other sites"] = lambda: shown(dict(jobs.other_sites(of, work)))
    for name, step in steps.items():
        start = time.perf_counter()
        found[name] = step()
        print(f"{size}: {name}, {time.perf_counter() - start:.0f} s", file=sys.stderr, flush=True)
        yield found


main()
