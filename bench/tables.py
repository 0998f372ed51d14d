"""The tables of docs/ from the results: ratios first, since seconds are those of one machine."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from bench import goals
from bench.words import WORDS

DOCS = Path(__file__).parents[1] / "docs"
PAGE = "scale.md"
COSTS = ("checking", "instead", "answers", "compare", "site", "other sites")
NUMBERS = {"files", "pages"}  # of what is counted; the rest of the sizes is bytes

Results = Mapping[str, Any]
Words = Mapping[str, str]


def write(results: Results) -> None:
    """Write every table anew in its place, in both languages."""
    for lang, words in WORDS.items():
        page = DOCS / lang / PAGE
        text = page.read_text(encoding="utf-8")
        for name, table in (("goals", _goals), ("costs", _costs), ("sizes", _sizes)):
            before, mark, rest = text.partition(f"<!-- bench: {name} -->\n")
            _, end, after = rest.partition("<!-- /bench -->")
            lines = [_in(lang, line) for line in table(results, words)]
            text = "\n".join([before + mark, *lines, "", end + after])
        page.write_text(text, encoding="utf-8")


def _in(lang: str, line: str) -> str:
    """A row with its decimal points as the language writes them."""
    return re.sub(r"(?<=\d)\.(?=\d)", ",", line) if lang == "vi" and line.startswith("|") else line


def _goals(results: Results, words: Words) -> Iterator[str]:
    yield from _head(words, "goal", "asked", "found", "reached")
    for goal, figure in goals.measured(results):
        bound = goal.most if goal.most is not None else goal.least
        asked = f"{'≤' if goal.most is not None else '≥'} {bound:g} {goal.unit}".strip()
        found, reached = words["not measured"], ""
        if figure is not None:
            found = f"{figure:.2f} {goal.unit}".strip()
            reached = words["yes" if goal.reached(figure) else "no"]
        yield _row(words[goal.name], asked, found, reached)


def _costs(results: Results, words: Words) -> Iterator[str]:
    yield from _machines(results, words)
    yield from _head(words, "dossiers", "what", "cpu", "wall", "beside", "memory", "together")
    jobs = [(group, name) for group in COSTS for name in _jobs(results, group)]
    for size, of in results["sizes"].items():
        unit = of["checking"]["csafe"]["cpu"]
        for group, name in jobs:
            if cost := of.get(group, {}).get(name):
                yield _cost(size, words.get(name, name), cost, f"{cost['cpu'] / unit:.2f}")
            else:
                yield _row(size, words.get(name, name), words["not measured"], "", "", "", "")
    past = results.get("history", {})
    for name, cost in past.get("history", {}).items():
        yield _cost("150", words.get(name, name).format(**past), cost, "")


def _jobs(results: Results, group: str) -> Iterable[str]:
    """What was measured of a group at any size, in that order."""
    return dict.fromkeys(name for of in results["sizes"].values() for name in of.get(group, {}))


def _machines(results: Results, words: Words) -> Iterator[str]:
    """On which machine what was measured; once, where it was one."""
    told: dict[str, list[str]] = {}
    for size, of in {**results["sizes"], "history": results.get("history", {})}.items():
        if machine := of.get("machine"):
            versions = ", ".join(f"{name} {number}" for name, number in machine["versions"].items())
            said = words["machine"].format(**{**machine, "versions": versions})
            told.setdefault(said, []).append(words.get(size, size))
    for said, sizes in told.items():
        yield said if len(told) == 1 else f"{', '.join(sizes)}: {said}"
        yield ""


def _cost(size: str, what: str, cost: Mapping[str, float], ratio: str) -> str:
    seconds = (f"{cost[kind]:.2f}" for kind in ("cpu", "wall"))
    return _row(size, what, *seconds, ratio, f"{cost['memory']:.0f}", f"{cost['together']:.0f}")


def _sizes(results: Results, words: Words) -> Iterator[str]:
    """A line for each kind of size, a column for each city."""
    sizes = {size: of for size, of in results["sizes"].items() if "sizes" in of}
    yield _row(words["size"], *sizes)
    yield _row(*["---"] * (len(sizes) + 1))
    kinds = dict.fromkeys(kind for of in sizes.values() for kind in of["sizes"])
    for kind in kinds:
        numbers = (of["sizes"].get(kind, 0) for of in sizes.values())
        unit = "" if kind in NUMBERS else ", KB"
        yield _row(words[kind] + unit, *(f"{n if kind in NUMBERS else n / 1024:.0f}" for n in numbers))
    yield _row(words["fetched"], *(_at(of, "fetched", 1 / 1024, ".0f") for of in sizes.values()))
    yield _row(words["seconds"], *(_at(of, "seconds", 1, ".2f") for of in sizes.values()))
    if "8" in sizes:
        pages = ["" if size == "8" else f"{goals.per_page(results, int(size)) * 1000:.1f}" for size in sizes]
        yield _row(words["per page"], *pages)


def _at(of: Results, key: str, factor: float, form: str) -> str:
    return format(of["search"][key] * factor, form) if key in of.get("search", {}) else ""


def _head(words: Words, *names: str) -> Iterator[str]:
    yield _row(*(words[name] for name in names))
    yield _row(*["---"] * len(names))


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"
