"""From the line of a file to its changes: every value, every document, and what befell the file. Pure.

A file that could not be read for a while is told of when it breaks and when it is mended; its next readable
state is compared with the last one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from minhchung.history.contents import Broken, Contents
from minhchung.history.model import Change, Commit, Kind, Line, Step, kind_of
from minhchung.history.replay import Made, replay


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of a commit besides what it changed."""

    organisation: Callable[[Commit], str]
    signature: Callable[[Commit], str | None]


def changes(line: Line, contents: Contents, told: Told, *, initial: bool = True) -> Iterator[Change]:
    """Every change of a file, oldest first.

    Without `initial` the values with which the file first came are left out: there are hundreds, and nothing
    changed. That it came is told of in their place. Values of a file that was deleted and came back are changes.
    """
    writer = _Writer(line, told)
    good: str | None = None
    fault: str | None = None
    first = True
    for step in line.steps:
        if step.before is not None and step.after is not None and step.before != step.after:
            yield writer.of_file(_renamer(step), "renamed", step.before.inside, step.after.inside)
        if step.new is not None and step.new == step.old and not step.parallel:
            continue
        try:
            if first and not initial and good is None:
                contents.must_read(step.new)
                made = []
                if fault is None:
                    yield writer.of_file(_writer(step), "recorded", None, None)
            else:
                made = list(_made(step, good, contents))
        except Broken as broken:
            fault = broken.code
            yield writer.of_file(_writer(step), "broken", None, fault)
            continue
        if fault is not None and step.new is not None:
            yield writer.of_file(_writer(step), "mended", fault, None)
        fault = None
        good, first = step.new, False
        for one in made:
            yield writer.of_value(one)


def _made(step: Step, good: str | None, contents: Contents) -> Iterator[Made]:
    if step.parallel:
        yield from replay(step, good, contents)
        return
    for field, old, new in contents.difference(good, step.new):
        yield Made(step.commit, field, old, new)


def _writer(step: Step) -> Commit:
    """Who wrote the content that a step leaves: the branch, if its merge only took it over."""
    return next((move.commit for move in reversed(step.parallel) if move.new == step.new), step.commit)


def _renamer(step: Step) -> Commit:
    """Who gave a file the name that a step leaves."""
    moves = (move for move in reversed(step.parallel) if move.before != move.after == step.after)
    return next((move.commit for move in moves), step.commit)


class _Writer:
    def __init__(self, line: Line, told: Told) -> None:
        self.place, self.told = line.place, told

    def of_file(self, commit: Commit, kind: Kind, old: str | None, new: str | None) -> Change:
        return self._change(commit, None, None, old, new, kind)

    def of_value(self, made: Made) -> Change:
        return self._change(
            made.commit, made.field.indicator, made.field.name, made.old, made.new, kind_of(made.field)
        )

    def _change(
        self, commit: Commit, indicator: str | None, field: str | None, old: Any, new: Any, kind: Kind
    ) -> Change:
        return Change(
            unit=self.place.unit,
            year=self.place.year,
            file=self.place.file,
            indicator=indicator,
            field=field,
            old=old,
            new=new,
            commit=commit.id,
            date=commit.record.date,
            organisation=self.told.organisation(commit),
            pull_request=commit.pull_request,
            signature=self.told.signature(commit),
            kind=kind,
            rank=commit.rank,
        )
