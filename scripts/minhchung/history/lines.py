"""From the commits of a repository to the line of each file: what became of it, by whose commit. Pure.

The main line, first parent by first parent, is what was in force at any time, so it alone decides what
changed. A merge's changes are those of the commits that it brought, if these lead from the one state to the
other; where both sides of a merge touched a file, the step keeps the branch's moves for
:mod:`minhchung.history.replay`. Anything that a merge changed by itself is the merge's.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from minhchung.history.model import Commit, Line, Move, Place, Record, Step
from minhchung.history.renames import Read, Shift, shifts

Graph = Sequence[tuple[str, tuple[str, ...]]]  # (commit, its parents), children before parents


@dataclass(slots=True)
class _Merged:
    """A commit of the main line, and what it brought, oldest first."""

    commit: Commit
    brought: list[Commit]


def lines(graph: Graph, records: Mapping[str, Record], read: Read) -> list[Line]:
    """The line of every file of a dossier that ever was, in the history whose newest commit stands first."""
    open_lines: dict[Place, list[Step]] = {}
    ended: list[tuple[Place, list[Step]]] = []
    for merged in _main_line(graph, records):
        for step in sorted(_steps(merged, open_lines, read), key=lambda step: step.commit.rank):
            place = step.before or step.after
            assert place is not None
            known = open_lines.pop(place, [])
            known.append(step)
            if step.after is not None and step.after != place and step.after in open_lines:
                ended.append(
                    (step.after, open_lines.pop(step.after))
                )  # deleted there once, and now overwritten
            open_lines[step.after or place] = known
    found = [Line(place, tuple(steps)) for place, steps in (*open_lines.items(), *ended)]
    return sorted(found, key=lambda line: (line.place, line.steps[0].commit.rank))


def ranks(graph: Graph, records: Mapping[str, Record]) -> dict[str, int]:
    """The rank of each commit of the main line."""
    return {merged.commit.id: merged.commit.rank for merged in _main_line(graph, records)}


def _main_line(graph: Graph, records: Mapping[str, Record]) -> Iterable[_Merged]:
    parents = dict(graph)
    age = {id_: position for position, (id_, _) in enumerate(reversed(graph))}
    chain = _chain(graph[0][0], parents, set()) if graph else []
    seen = set(chain)
    rank = 0
    for id_ in chain:
        numbers = _brought(id_, parents, seen, records)
        brought = []
        for other in sorted(numbers, key=age.__getitem__):
            brought.append(Commit(other, records[other], len(parents[other]) > 1, numbers[other], rank))
            rank += 1
        own = records[id_]
        yield _Merged(Commit(id_, own, len(parents[id_]) > 1, own.pull_request, rank), brought)
        rank += 1


def _chain(tip: str, parents: Mapping[str, tuple[str, ...]], seen: set[str]) -> list[str]:
    """`tip` and its first parents down to the first one in `seen`, oldest first."""
    found = []
    at: str | None = tip
    while at is not None and at not in seen:
        found.append(at)
        at = parents[at][0] if parents[at] else None
    return found[::-1]


def _brought(
    merge: str, parents: Mapping[str, tuple[str, ...]], seen: set[str], records: Mapping[str, Record]
) -> dict[str, int | None]:
    """The commits that only `merge` brought, each with the pull request it came by. They become `seen`."""
    found: dict[str, int | None] = {}
    waiting = [(merge, records[merge].pull_request)]
    while waiting:
        at, number = waiting.pop()
        for other in parents[at][1:]:
            branch = _chain(other, parents, seen)
            seen.update(branch)
            for id_ in branch:
                found[id_] = records[id_].pull_request or number
            waiting += [(id_, found[id_]) for id_ in reversed(branch) if len(parents[id_]) > 1]
    return found


def _steps(merged: _Merged, known: Mapping[Place, list[Step]], read: Read) -> Iterable[Step]:
    """What a commit of the main line did to each file, by whoever did it."""
    commit = merged.commit
    net = list(shifts(commit.record.entries, read))
    if not merged.brought:
        return [Step(commit, *shift) for shift in net]
    steps: list[Step] = []
    branch = _Branch()
    for brought in merged.brought:
        branch.follow(brought, read)
    for shift in net:
        steps += _of_merge(commit, shift, branch.take(shift))
    for moves in branch.rest():
        # Undone within the branch, thrown away by the merge, or done on the main line already.
        before = moves[0].before or moves[0].after
        steps_there = known.get(before) if before else None
        blob = steps_there[-1].new if steps_there else None
        if any(not move.commit.is_merge for move in moves):
            steps += _of_merge(commit, Shift(before, before, blob, blob), moves)
    return steps


def _of_merge(commit: Commit, net: Shift, moves: list[Move]) -> list[Step]:
    states = [net.old, *(move.new for move in moves)]
    leads_there = moves and states[-1] == net.new and (net.new is None or moves[-1].after == net.after)
    if leads_there and all(
        move.old == before and not move.commit.is_merge for move, before in zip(moves, states, strict=False)
    ):
        return [Step(m.commit, m.before, m.after, m.old, m.new) for m in moves]
    return [Step(commit, *net, parallel=tuple(moves))]


@dataclass(slots=True)
class _Branch:
    """The moves of each file on the branches of one merge, renames joined."""

    files: list[list[Move]] = field(default_factory=list)
    at: dict[Place, list[Move]] = field(default_factory=dict)

    def follow(self, commit: Commit, read: Read) -> None:
        for shift in shifts(commit.record.entries, read):
            moves = next(
                (self.at[place] for place in (shift.before, shift.after) if place and place in self.at), None
            )
            if moves is None:
                moves = []
                self.files.append(moves)
            moves.append(Move(commit, *shift))
            for place in (shift.before, shift.after):
                if place:
                    self.at[place] = moves

    def take(self, net: Shift) -> list[Move]:
        """The moves of the file that the merge shifted, which is then done with."""
        for place in (net.after, net.before):
            moves = self.at.get(place) if place else None
            if moves:
                self.files = [other for other in self.files if other is not moves]
                return moves
        return []

    def rest(self) -> list[list[Move]]:
        return self.files
