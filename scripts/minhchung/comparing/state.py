"""One side of a comparison from a workspace at a revision."""

from __future__ import annotations

from minhchung.assessing.assess import assess
from minhchung.comparing.compare import State
from minhchung.criteria.model import CriteriaSet
from minhchung.workspace import Workspace


def state(workspace: Workspace) -> State:
    """What stands at the workspace's revision, and what the rules of that revision give."""
    return State(
        revision=workspace.revision,
        day=workspace.day,
        sources=workspace.checked.sources,
        results=assess(workspace.evidence, workspace.editions),
        editions=workspace.editions,
        errors=frozenset((p.file, p.code) for p in workspace.checked.problems if p.is_error),
    )


def sets_of(*states: State) -> dict[tuple[str, int], CriteriaSet]:
    """Which criteria set judges each unit and year; where states differ, the last one decides."""
    found: dict[tuple[str, int], CriteriaSet] = {}
    for one in states:
        for (unit, year, _), result in one.results.items():
            edition, _, name = result.criteria.partition("/")
            found[unit, year] = one.editions[edition].sets[name]
    return found
