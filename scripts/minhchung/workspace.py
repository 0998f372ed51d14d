"""What a command works on: the evidence and the criteria of a repository, now or at a revision.

The rim between the pure core and the world: reads trees, and hands bytes to the checks.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from pathlib import Path

from minhchung.assessing.assess import Memory, Results, assess, edition_of
from minhchung.checking.check import Checked, check
from minhchung.checking.criteria import load_editions
from minhchung.checking.pointers import pointer
from minhchung.criteria.model import CriteriaSet, Edition
from minhchung.evidence.model import Evidence
from minhchung.folders import Folder as Folder
from minhchung.folders import FolderNotFoundError as FolderNotFoundError
from minhchung.folders import NoRepositoryError as NoRepositoryError
from minhchung.folders import default_folder, folder, root_around
from minhchung.git import TreeError, commit_day, head_if_clean
from minhchung.kept import Store
from minhchung.parallel import in_order
from minhchung.problem import Problem
from minhchung.trees import OneYear, Tree


class NoEditionError(TreeError):
    """No edition of the criteria can be read, so there are no rules for any year."""


@lru_cache(maxsize=4)
def _loaded(
    files: tuple[tuple[str, bytes], ...], folder: str
) -> tuple[dict[str, Edition], tuple[Problem, ...]]:
    """The same criteria are loaded once, for two revisions or two cities."""
    return load_editions(dict(files), folder)


class _Contents(Mapping[str, bytes]):
    """Files of a tree under other names; none is held."""

    def __init__(self, tree: Tree, places: Mapping[str, str]) -> None:
        self._tree, self._places = tree, places

    def __getitem__(self, name: str) -> bytes:
        return self._tree.read(self._places[name])

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)


@dataclass(frozen=True)
class Workspace:
    """Evidence and criteria side by side."""

    evidence_folder: Folder
    criteria_folder: Folder

    @classmethod
    def open(cls, evidence: Path | None, criteria: Path | None, at: str | None = None) -> Workspace:
        """Find both folders. At a revision or a day, criteria of the same repository are those of then."""
        evidence_folder = folder(evidence or default_folder("evidence"), at)
        criteria_place = criteria or (
            evidence_folder.root / "criteria" if evidence_folder.carried else default_folder("criteria")
        )
        same = at is not None and root_around(criteria_place.resolve()) == evidence_folder.root
        return cls(evidence_folder, folder(criteria_place, at if same else None))

    def at(self, tree: Tree, year: int) -> Workspace:
        """This workspace in another tree of the evidence's repository, with the dossiers of one year alone."""
        evidence, criteria = self.evidence_folder, self.criteria_folder
        if criteria.root == evidence.root:
            criteria = replace(criteria, tree=tree)
        return Workspace(replace(evidence, tree=OneYear(tree, evidence.path, year)), criteria)

    @cached_property
    def _editions(self) -> tuple[Mapping[str, Edition], tuple[Problem, ...]]:
        files = self.criteria_folder.files()
        return _loaded(tuple(sorted(files.items())), self.criteria_folder.path)

    @property
    def editions(self) -> Mapping[str, Edition]:
        return self._editions[0]

    def edition(self, year: int) -> Edition:
        """The edition that `year` is assessed under. Raises NoEditionError."""
        if not self.editions:
            raise NoEditionError
        return edition_of(self.evidence, self.editions, year)

    @cached_property
    def checked(self) -> Checked:
        """All problems of all files, and the evidence that has no error."""
        editions, problems = self._editions
        tree, path = self.evidence_folder.tree, self.evidence_folder.path
        found = check(tree, path, editions, self.store, in_order)
        faulty = {Path(problem.file).parent.name for problem in problems}  # these are there, only not sound
        others = (
            problem
            for problem in found.problems
            if problem.code != "unknown-edition" or problem.params["value"] not in faulty
        )
        return replace(found, problems=(*problems, *others))

    @property
    def evidence(self) -> Evidence:
        return self.checked.evidence

    @cached_property
    def store(self) -> Store:
        """Where it is kept what was worked out about these dossiers."""
        return Store(None if self.evidence_folder.carried else self.evidence_folder.root)

    def assess(
        self,
        choices: Mapping[str, str] | None = None,
        editions: Mapping[str, Edition] | None = None,
        known: Results | None = None,
    ) -> Results:
        """All results, under these `editions` or its own, as far as possible those that are `known` or kept."""
        memory = Memory(self.checked.keys, self.store, in_order)
        return assess(self.evidence, self.editions if editions is None else editions, choices, memory, known)

    def problems_in(self, paths: Sequence[Path]) -> tuple[Problem, ...]:
        """The problems of the files at or below `paths` (as seen from the working folder); all without."""
        root = self.evidence_folder.root.resolve()
        asked = []
        for path in paths:
            if not path.exists() or not path.resolve().is_relative_to(root):
                raise FolderNotFoundError(str(path))
            asked.append(path.resolve().relative_to(root).as_posix())
        return tuple(
            problem
            for problem in self.checked.problems
            if not asked
            or any(
                problem.file == path or problem.file.startswith(f"{path}/") or path == "." for path in asked
            )
        )

    def published_documents(self) -> Mapping[str, bytes]:
        """The local files that faultless dossiers describe, by unit/year/documents/name; read when they are asked for.

        One that Git LFS holds and that was not fetched is left out: its pointer is not the document.
        """
        tree, folder = self.evidence_folder.tree, self.evidence_folder.path
        start = "" if folder == "." else f"{folder}/"
        there = {path.removeprefix(start) for path in tree.paths(folder)}
        with_files = {path.partition("/documents/")[0] for path in there if "/documents/" in path}
        described = (
            f"{unit}/{year:04d}/{document.file}"
            for unit, year in self.evidence.dossiers
            if f"{unit}/{year:04d}" in with_files
            for document in self.evidence.dossiers[unit, year].documents()
            if document.file is not None
        )
        places = {path: start + path for path in described}
        return _Contents(tree, {path: at for path, at in places.items() if pointer(tree.read(at)) is None})

    def schema_for(self, dossier: Path, criteria: CriteriaSet) -> str:
        """The path from a dossier's folder to the JSON Schema of its self-assessment, for editors."""
        schema = f"{criteria.edition}/schema/{criteria.name}.self-assessment.json"
        place = self.criteria_folder.root / self.criteria_folder.path / schema
        return Path(os.path.relpath(place, dossier)).as_posix()

    @cached_property
    def day(self) -> str | None:
        """The day of the commit at UTC+7, as its committer's clock had it; None for a working folder."""
        revision = self.evidence_folder.tree.revision
        return None if revision is None else commit_day(self.evidence_folder.root, revision)

    @cached_property
    def revision(self) -> str | None:
        """The commit that holds exactly these files; None outside git or with uncommitted changes."""
        tree = self.evidence_folder.tree
        if tree.revision is not None or self.evidence_folder.carried:
            return tree.revision
        paths = [self.evidence_folder.path]
        if self.criteria_folder.root == self.evidence_folder.root:
            paths.append(self.criteria_folder.path)
        return head_if_clean(self.evidence_folder.root, paths)
