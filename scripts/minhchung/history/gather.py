"""What the history says of the dossiers of a workspace. Reads git."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from minhchung.assessing.assess import assess, edition_of
from minhchung.criteria.deadline import last_day, submission_duties
from minhchung.criteria.model import Duty
from minhchung.evidence.model import Dossier
from minhchung.history.history import History
from minhchung.history.marks import Marks, marks, recorded
from minhchung.history.model import Change, Line
from minhchung.history.past import Key, Past, Then
from minhchung.trees import GitTree, commit_on
from minhchung.workspace import Workspace


def opened(workspace: Workspace) -> History:
    """The history of a workspace's evidence, up to its revision or else the newest commit.

    Raises:
        minhchung.trees.ShallowError: the clone is shallow.
        minhchung.trees.TreeError: the evidence is in no repository, or nothing was ever committed.
    """
    folder = workspace.evidence_folder
    return History(folder.root, folder.path, folder.tree.revision or "HEAD")


def past(workspace: Workspace) -> Past:
    """Everything that the pages tell of the past. Raises what :func:`opened` raises."""
    with opened(workspace) as history:
        changes = history.all_changes(initial=False)
        years = workspace.evidence.years
        return Past(
            changes=changes,
            marks=_marks(workspace, history, changes),
            then={year: tuple(_then(workspace, history, year)) for year in years},
        )


def stale(workspace: Workspace, keys: Iterable[Key]) -> dict[Key, tuple[str, ...]]:
    """By dossier, the indicators that changed after they were verified. Raises what :func:`opened` raises."""
    dossiers = workspace.evidence.dossiers
    verified = [key for key in keys if key in dossiers and dossiers[key].verification is not None]
    if not verified:
        return {}
    with opened(workspace) as history:
        changes = {key: history.changes(*key, initial=False) for key in verified}
        found = _marks(workspace, history, changes)
    return {key: tuple(of.stale) for key, of in found.items() if of.stale}


def _marks(workspace: Workspace, history: History, changes: Mapping[Key, list[Change]]) -> dict[Key, Marks]:
    evidence, editions = workspace.evidence, workspace.editions
    lines: dict[Key, list[Line]] = defaultdict(list)
    for line in history.lines:
        lines[line.place.unit, line.place.year].append(line)
    rules = {year: edition_of(evidence, editions, year) for year in {year for _, year in changes}}
    return {
        (unit, year): marks(
            of,
            recorded(lines[unit, year]),
            rules[year],
            evidence.dossiers.get((unit, year)) or Dossier(unit, year),
        )
        for (unit, year), of in changes.items()
    }


def _then(workspace: Workspace, history: History, year: int) -> Iterable[Then]:
    for duty in submission_duties(edition_of(workspace.evidence, workspace.editions, year), year):
        day = last_day(duty.due)
        if day is not None:
            yield _at_end_of(day, duty, workspace, history, year)


def _at_end_of(day: str, duty: Duty, workspace: Workspace, history: History, year: int) -> Then:
    commit = commit_on(workspace.evidence_folder.root, day, history.revision)
    if commit is None:
        return Then(duty)
    rank = history.rank(commit)
    then = Then(duty, commit, keys=_keys(history.lines, year, rank), rank=rank)
    if not then.keys:
        return then
    with GitTree(workspace.evidence_folder.root, commit) as tree:
        was = workspace.at(tree, year)
        bare = {id_: replace(edition, readings={}) for id_, edition in was.editions.items()}
        return replace(
            then,
            results=assess(was.evidence, bare) if bare else None,
            faulty=frozenset(key for key, dossier in was.evidence.dossiers.items() if dossier.faulty),
        )


def _keys(lines: Iterable[Line], year: int, rank: int) -> dict[Key, Key]:
    """Where each dossier of `year` that was on file at `rank` stood then."""
    found: dict[Key, Key] = {}
    for line in lines:
        steps = [step for step in line.steps if step.commit.rank <= rank]
        place = steps[-1].after if steps else None
        if place is not None and line.place.year == year:
            found[line.place.unit, year] = place.unit, place.year
    return found
