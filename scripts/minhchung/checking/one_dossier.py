"""What `check` would find in one dossier if some of its files were otherwise. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from minhchung.checking.check import check
from minhchung.checking.examine import Files
from minhchung.checking.places import below
from minhchung.criteria.model import Edition
from minhchung.problem import Problem


def after_changes(
    files: Files, folder: str, editions: Mapping[str, Edition], dossier: str, changes: Mapping[str, bytes]
) -> tuple[list[Problem], list[Problem]]:
    """The problems of `dossier` (its path) with `changes` (content by path), and those among them that are errors and
    were none before.
    """

    def problems(with_: Mapping[str, bytes]) -> list[Problem]:
        return list(check(_Only(files, folder, dossier, with_), folder, editions).problems)

    # A nearer name in a suggestion is no other error.
    known = {_kind(problem) for problem in problems({}) if problem.is_error}
    found = problems(changes)
    return found, [problem for problem in found if problem.is_error and _kind(problem) not in known]


def _kind(problem: Problem) -> tuple[object, ...]:
    return (
        problem.file,
        problem.code,
        problem.indicator,
        problem.params.get("key"),
        problem.params.get("value"),
    )


class _Only:
    """One dossier of a tree and the list of units, with some files as they would be."""

    def __init__(self, tree: Files, folder: str, dossier: str, changes: Mapping[str, bytes]) -> None:
        self._tree, self._changes = tree, changes
        units = below(folder, "units.yml")
        kept = [path for path in tree.paths(folder) if path == units or path.startswith(f"{dossier}/")]
        self._paths = sorted({*kept, *changes})

    def paths(self, under: str) -> list[str]:
        return self._paths

    def is_plain(self, path: str) -> bool:
        return path in self._changes or self._tree.is_plain(path)

    def read(self, path: str) -> bytes:
        return self._changes[path] if path in self._changes else self._tree.read(path)
