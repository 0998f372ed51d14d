"""The evidence as it stood when a deadline fell, judged by the rules of then. Reads git; keeps what it found.

What is found follows from the commit, the folders and this code, so it is kept in one file for each below the
cache of the history, may be deleted at any time, and is done without where it cannot be read or written, or where
the repository itself brings it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from minhchung import kept
from minhchung.assessing.assess import assess, edition_of
from minhchung.assessing.model import Outcome
from minhchung.criteria.deadline import last_day, submission_duties
from minhchung.criteria.model import Duty
from minhchung.evidence.model import Basis
from minhchung.git import commit_on
from minhchung.history.cache import FOLDER
from minhchung.history.history import History
from minhchung.history.model import Line, Place
from minhchung.history.past import Key, Then, Was
from minhchung.trees import GitTree
from minhchung.workspace import Workspace

Results = dict[tuple[str, int, Basis], Was] | None


def at_deadlines(workspace: Workspace, history: History, year: int) -> Iterable[Then]:
    """The dossiers of `year` on the last day on which each of its submissions was in time."""
    for duty in submission_duties(edition_of(workspace.evidence, workspace.editions, year), year):
        day = last_day(duty.due)
        if day is not None:
            yield _at_end_of(day, duty, workspace, history, year)


def _at_end_of(day: str, duty: Duty, workspace: Workspace, history: History, year: int) -> Then:
    commit = commit_on(workspace.evidence_folder.root, day, history.revision)
    if commit is None:
        return Then(duty)
    rank = history.rank(commit)
    places = _places(history.lines, year, rank)
    if not places:
        return Then(duty, commit, rank=rank)
    return Then(
        duty,
        commit,
        results=_results(workspace, commit, year),
        keys={key: (of[-1].unit, of[-1].year) for key, of in places.items()},
        files={key: frozenset(place.file for place in of) for key, of in places.items()},
        rank=rank,
    )


def _places(lines: Iterable[Line], year: int, rank: int) -> dict[Key, list[Place]]:
    """Where the files of each dossier of `year` that were there at `rank` stood then."""
    found: dict[Key, list[Place]] = {}
    for line in lines:
        steps = [step for step in line.steps if step.commit.rank <= rank]
        place = steps[-1].after if steps else None
        if place is not None and line.place.year == year:
            found.setdefault((line.place.unit, year), []).append(place)
    return found


def _results(workspace: Workspace, commit: str, year: int) -> Results:
    evidence, criteria = workspace.evidence_folder, workspace.criteria_folder
    if criteria.root != evidence.root or not kept.allowed(evidence.root):
        return _assessed(workspace, commit, year)
    asked = f"{kept.code()} {commit} {year} {evidence.path} {criteria.path}"
    place = evidence.root / FOLDER / "then" / f"{sha256(asked.encode()).hexdigest()[:32]}.json"
    try:
        return _read(place)
    except LookupError:
        found = _assessed(workspace, commit, year)
        kept.write(place, None if found is None else [(*key, *was) for key, was in found.items()])
        return found


def _assessed(workspace: Workspace, commit: str, year: int) -> Results:
    with GitTree(workspace.evidence_folder.root, commit) as tree:
        was = workspace.at(tree, year)
        rules = {id_: replace(edition, readings={}) for id_, edition in was.editions.items()}
        results = assess(was.evidence, rules) if rules else None
    return None if results is None else {key: Was(of.outcome, of.draft) for key, of in results.items()}


def _read(place: Path) -> Results:
    rows = kept.read(place)
    if rows is None:
        return None
    return {(unit, year, basis): Was(Outcome(*of), draft) for unit, year, basis, of, draft in rows}
