"""What is to be reached at the scale of a country, each beside its reference of the same run. Figures from results."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Results = Mapping[str, Any]


@dataclass(frozen=True)
class Goal:
    """`name` is a key of the words of the tables; the figure of the results is at most `most`, or at least `least`."""

    name: str
    figure: Callable[[Results], float]  # KeyError where it was not measured
    most: float | None = None
    least: float | None = None
    unit: str = ""

    def reached(self, figure: float) -> bool:
        return (self.most is None or figure <= self.most) and (self.least is None or figure >= self.least)


def measured(results: Results) -> Iterator[tuple[Goal, float | None]]:
    """Every goal with its figure, None where it was not measured."""
    for goal in GOALS:
        try:
            yield goal, goal.figure(results)
        except KeyError:
            yield goal, None


def _of(results: Results, size: int, *path: str) -> Any:
    value = results["sizes"][str(size)]
    for key in path:
        value = value[key]
    return value


def _beside(
    size: int, job: str, kind: str = "cpu", *, reference: str = "csafe"
) -> Callable[[Results], float]:
    def ratio(results: Results) -> float:
        costs = _of(results, size, "checking")
        return float(costs[job][kind] / costs[reference][kind])

    return ratio


def _sites(size: int, job: str, reference: str, kind: str = "cpu") -> Callable[[Results], float]:
    def ratio(results: Results) -> float:
        of = _of(results, size)
        costs = {**of.get("site", {}), **of.get("other sites", {})}  # the others are not built at every size
        return float(costs[job][kind] / costs[reference][kind])

    return ratio


def per_page(results: Results, size: int, job: str = "site", group: str = "site") -> float:
    """Processor seconds of each page more than the smallest city has, so that what every site costs is left out."""
    pages, fewest = (_of(results, each, "sizes", "pages") for each in (size, 8))
    cpu, least = (_of(results, each, group, job, "cpu") for each in (size, 8))
    return float((cpu - least) / (pages - fewest))


def _mkdocs(results: Results) -> float:
    """How many times more a page costs there, at the largest size at which both are measured."""
    others = per_page(results, 1000, "mkdocs, the same pages as HTML blocks", "other sites")
    return others / per_page(results, 1000)


def _largest(results: Results) -> float:
    large, small = (_of(results, size, "sizes", "the largest page") for size in (10000, 150))
    return float(large / small)


def _one_dossier(size: int) -> Callable[[Results], float]:
    return lambda results: float(_of(results, size, "answers", "check of one dossier", "wall"))


GOALS = (
    Goal("goal: check", _beside(3525, "check"), most=1),
    Goal("goal: check, two cores", _beside(3525, "check, all cores", "wall"), most=0.5),
    Goal("goal: assess", _beside(3525, "assess"), most=1),
    Goal("goal: assess, two cores", _beside(3525, "assess, all cores", "wall"), most=0.5),
    Goal("goal: again", _beside(3525, "check again", reference="check, all cores"), most=0.1),
    Goal("goal: one changed", _beside(3525, "check, one changed", reference="check, all cores"), most=0.1),
    Goal("goal: hugo", _sites(3525, "site", "hugo, the same pages"), most=1),
    Goal("goal: hugo, wall", _sites(3525, "site", "hugo, the same pages", "wall"), most=1),
    Goal("goal: mkdocs", _mkdocs, least=10),
    Goal("goal: flat", lambda results: per_page(results, 10000) / per_page(results, 500), most=1.15),
    Goal(
        "goal: memory", lambda results: _of(results, 10000, "site", "site", "together"), most=500, unit="MB"
    ),
    Goal("goal: largest page", _largest, most=1.05),
    Goal("goal: site, one changed", _sites(3525, "site, one changed", "site"), most=0.1),
    Goal(
        "goal: fetched",
        lambda results: _of(results, 10000, "search", "fetched") / 1e6,
        most=1,
        unit="MB",
    ),
    Goal("goal: first result", lambda results: _of(results, 10000, "search", "seconds"), most=1, unit="s"),
    Goal("goal: help", lambda results: _of(results, 8, "answers", "--help", "wall"), most=0.2, unit="s"),
    Goal("goal: check of one dossier", _one_dossier(8), most=0.5, unit="s"),
    Goal("goal: check of one of many", _one_dossier(3525), most=0.5, unit="s"),
)
