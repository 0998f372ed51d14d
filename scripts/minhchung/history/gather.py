"""What the history says of the dossiers of a workspace. Reads git."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from minhchung.assessing.assess import edition_of
from minhchung.evidence.model import Dossier
from minhchung.git import TreeError, git
from minhchung.history.history import History
from minhchung.history.marks import SUBMISSION, VERIFICATION, Marks, marks, recorded
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
        lines = _by_dossier(history)
        since = {key: recorded(lines[key]).get(VERIFICATION) for key in verified}
        touched = [
            key for key, of in since.items() if of and history.changed_since(of.rank, *key, SUBMISSION)
        ]
        changes = {key: history.changes(*key, initial=False) for key in touched}
        found = _marks(workspace, history, changes)
    return {key: tuple(of.stale) for key, of in found.items() if of.stale}


def _marks(workspace: Workspace, history: History, changes: Mapping[Key, list[Change]]) -> dict[Key, Marks]:
    evidence, editions, lines = workspace.evidence, workspace.editions, _by_dossier(history)
    rules = {year: edition_of(evidence, editions, year) for year in {year for _, year in changes}}
    return {
        (unit, year): marks(
            of,
            recorded(lines[unit, year]),
            rules[year],
            # Where no value changed, nothing follows from what is in it, and it is not unpacked.
            evidence.dossier(unit, year) if any(change.field for change in of) else Dossier(unit, year),
        )
        for (unit, year), of in changes.items()
    }


def _by_dossier(history: History) -> Mapping[Key, list[Line]]:
    """The lines of the files of each dossier, as they are called now."""
    lines: dict[Key, list[Line]] = defaultdict(list)
    for line in history.lines:
        lines[line.place.unit, line.place.year].append(line)
    return lines
