"""Who has what to do, on the page of each agency and of each unit. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from minhchung.publishing import division, paths
from minhchung.publishing.view import View
from minhchung.todo import words
from minhchung.todo.model import Task

CHIP = {"overdue": "late", "due": "not-verified", "ahead": "not-submitted", "undated": "not-submitted"}


@dataclass(frozen=True, slots=True)
class Row:
    """One task: what, by when, who (where that is somebody else), and the page that it is about."""

    what: str
    when: str
    chip: str
    who: str
    page: str
    anchor: str


def slots(view: View, path: str, waiting: Sequence[Task], name: str) -> dict[str, Markup]:
    """The slot `todo` of the page at `path`, which is about whoever bears `name`: what is due first, if there is much."""
    rows = [_row(view, task, name) for task in waiting[: division.MOST]]
    context = {"rows": rows, "total": len(waiting), "nothing": words.NOTHING}
    return view.slots("todo", path, as_of=words.as_of(view.site.day, view.s), **context)


def _row(view: View, task: Task, name: str) -> Row:
    today, s = view.site.day, view.s
    page, anchor = "roadmap", f"duty-{task.duty.id}" if task.duty else ""
    if task.unit is not None and task.year in view.years:
        page = paths.dossier(task.unit, task.year)
        # The page lists the indicators of a dossier that is there.
        there = view.head(task.unit, task.year).self_assessment is not None
        anchor = task.indicators[0] if there and task.indicators else ""
    who = words.who(task, view.evidence, s)
    return Row(
        words.what(task, view.evidence, s),
        words.when(task, today, s),
        CHIP[task.state(today)],
        "" if who == name else who,
        page,
        anchor,
    )
