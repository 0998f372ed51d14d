"""One side of a comparison from a workspace at a revision."""

from __future__ import annotations

from dataclasses import replace

from minhchung.assessing.assess import assess
from minhchung.comparing.compare import State
from minhchung.criteria.model import CriteriaSet
from minhchung.trees import GitTree
from minhchung.workspace import Workspace


def state(workspace: Workspace) -> State:
    """What stands at the workspace's revision, and what the rules of that revision give."""
    checked, editions = workspace.checked, workspace.editions
    # What a result would be under other readings is not asked here, and takes most of the time.
    bare = {id_: replace(edition, readings={}) for id_, edition in editions.items()}
    folder = workspace.evidence_folder
    assert isinstance(folder.tree, GitTree)  # a comparison is of revisions
    return State(
        revision=workspace.revision,
        day=workspace.day,
        units=checked.evidence.units,
        sources=checked.sources,
        blobs=folder.tree.ids(folder.path),
        results=assess(checked.evidence, bare),
        editions=editions,
        errors=tuple(problem for problem in checked.problems if problem.is_error),
    )


def sets_of(*states: State) -> dict[tuple[str, int], CriteriaSet]:
    """Which criteria set judges each unit and year; where states differ, the last one that says so decides."""
    found: dict[tuple[str, int], CriteriaSet] = {}
    for one in states:
        named = {(unit, year): result.criteria for (unit, year, _), result in one.results.items()}
        for key, files in one.sources.items():
            submission = files.get("self-assessment.yml")
            said = submission.get("criteria") if isinstance(submission, dict) else None
            named.setdefault(key, str(said))
        for key, criteria in named.items():
            edition, _, name = criteria.partition("/")
            known = one.editions[edition].sets.get(name) if edition in one.editions else None
            if known is not None:
                found[key] = known
    return found
