"""What the history says of the dossiers of a workspace. Reads git."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from minhchung.assessing.assess import edition_of
from minhchung.git import TreeError, git
from minhchung.history.history import History
from minhchung.history.marks import Marks, marks, recorded
from minhchung.history.model import Change, Line
from minhchung.history.past import Key, Past
from minhchung.history.then import at_deadlines
from minhchung.workspace import Workspace


class NoHistoryError(TreeError):
    """The evidence is in no repository, or nothing was ever committed."""


def opened(workspace: Workspace) -> History:
    """The history of a workspace's evidence, up to its revision or else the newest commit.

    Raises:
        NoHistoryError: there is none.
        minhchung.git.ShallowError: the clone is shallow.
        minhchung.git.TreeError: the repository is damaged.
    """
    folder = workspace.evidence_folder
    if folder.carried:
        raise NoHistoryError(folder.path)
    try:
        git(folder.root, "rev-parse", "--verify", "HEAD")
    except TreeError:
        raise NoHistoryError(folder.path) from None
    return History(folder.root, folder.path, folder.tree.revision or "HEAD")


def past(workspace: Workspace) -> Past:
    """Everything that the pages tell of the past. Raises what :func:`opened` raises."""
    with opened(workspace) as history:
        changes = history.all_changes(initial=False)
        years = workspace.evidence.years
        return Past(
            changes=changes,
            marks=_marks(workspace, history, changes),
            then={year: tuple(at_deadlines(workspace, history, year)) for year in years},
        )


def stale(workspace: Workspace, keys: Iterable[Key]) -> dict[Key, tuple[str, ...]]:
    """By dossier, the indicators that changed after they were verified. Raises what :func:`opened` raises."""
    verified = [key for key in keys if "verification" in (workspace.evidence.sets(key) or ())]
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
            evidence.dossier(unit, year),
        )
        for (unit, year), of in changes.items()
    }
