"""A merge of two sides that both touched one file: which of the branch's changes took effect. Pure.

Read value by value: a change counts as the branch made it where it starts from what was in force; whatever
still differs afterwards was decided at the merge, and is put down to the last commit of the branch that wrote
the value which prevailed, or else to the merge itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from minhchung.evidence.flat import Field
from minhchung.history.contents import Contents, Difference
from minhchung.history.model import Commit, Move, Step


class Made(NamedTuple):
    """A value that changed, and the commit that changed it."""

    commit: Commit
    field: Field
    old: Any
    new: Any


def replay(step: Step, good: str | None, contents: Contents) -> Iterator[Made]:
    """The changes of a step with parallel moves, from the last readable blob `good`. Raises Broken."""
    net = contents.difference(good, step.new)
    moves = [(move, _made(move, contents)) for move in step.parallel]
    start = step.parallel[0].old
    in_force = {field: new for field, _, new in _apart(start, good, contents)}
    known = start is None or contents.fault(start) is None
    before: dict[Field, Any] = {}
    for move, difference in moves:
        for field, old, new in difference if known and not move.commit.is_merge else ():
            now = in_force.get(field, old)
            if _same(now, old):
                before.setdefault(field, now)
                in_force[field] = new
                yield Made(move.commit, field, old, new)
    wanted = before | {field: new for field, _, new in net}
    was = {field: old for field, old, _ in net}
    for field, want in wanted.items():
        now = in_force[field] if field in before else was.get(field)
        if not _same(now, want):
            yield Made(_writer(moves, field, want) or step.commit, field, now, want)


def _made(move: Move, contents: Contents) -> Difference:
    """What a move of a branch changed; nothing where one of its states cannot be read."""
    return _apart(move.old, move.new, contents)


def _apart(old: str | None, new: str | None, contents: Contents) -> Difference:
    if any(blob is not None and contents.fault(blob) for blob in (old, new)):
        return ()
    return contents.difference(old, new)


def _writer(moves: list[tuple[Move, Difference]], field: Field, value: Any) -> Commit | None:
    """The last commit of the branch that gave `field` this value."""
    for move, difference in reversed(moves):
        if any(changed == field and _same(new, value) for changed, _, new in difference):
            return move.commit
    return None


def _same(one: Any, other: Any) -> bool:
    return one == other and type(one) is type(other)
