"""The history of every value in a folder of evidence: git, the cache and the pure parts put together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any, Self

from minhchung.git import Objects, TreeError, git_bytes
from minhchung.history import log
from minhchung.history.cache import Cache
from minhchung.history.contents import Contents
from minhchung.history.events import Told, changes
from minhchung.history.lines import lines, ranks
from minhchung.history.model import Change, Line
from minhchung.history.organisations import FILE, Organisations
from minhchung.yaml.strict import read

ALLOWED_SIGNERS = "allowed_signers"
_AT_ONCE = 50  # lines whose contents are held in memory


class History:
    """Who changed which value when, up to a revision. What is not committed is no history yet.

    A context manager: leaving it writes down what was learnt, for the next time.
    """

    def __init__(self, root: Path, folder: str, revision: str = "HEAD", *, cached: bool = True) -> None:
        """Read the commits of the repository `root` for the dossiers in `folder` (its path in the repository).

        Raises:
            minhchung.git.ShallowError: the clone is shallow.
            minhchung.git.TreeError: there is no such revision, or no repository.
        """
        self._root, self._prefix = root, "" if folder == "." else f"{folder}/"
        self._graph = graph = log.graph(root, revision)
        self.revision = graph[0][0]
        self._objects = Objects(root)
        self._cache = Cache.load(root) if cached else Cache()
        log.records(root, (id_ for id_, _ in graph), self._cache.records)
        self._at_hand: dict[str, bytes] = {}
        self._contents = Contents(self._read, self._cache.differences, self._cache.states)
        self.lines = tuple(
            line
            for line in lines(graph, self._cache.records, self._objects.read)
            if line.place.folder == self._prefix.rstrip("/")
        )
        self._by_unit: Mapping[str, list[Line]] = defaultdict(list)
        for line in self.lines:
            for unit in line.units:
                self._by_unit[unit].append(line)
        self._organisations = Organisations(self._data(FILE))
        self._keys = self._committed(ALLOWED_SIGNERS)

    def changes(self, unit: str, year: int | None = None, *, initial: bool = True) -> list[Change]:
        """The changes of a unit's dossiers, by its name now or then, in the order in which they took effect.

        Without `initial` the values with which a file first came are left out (:func:`events.changes`).
        """
        return self._told(self._lines_of(unit, year), initial=initial)

    def changed_since(self, rank: int, unit: str, year: int, file: str) -> bool:
        """Whether a file of a dossier was touched after the commit of that rank: asked for without its contents."""
        lines = (line for line in self._lines_of(unit, year) if line.place.file == file)
        steps = (step for line in lines for step in line.steps)
        return any(move.commit.rank > rank for step in steps for move in (step, *step.parallel))

    def all_changes(self, *, initial: bool = True) -> dict[tuple[str, int], list[Change]]:
        """The changes of every dossier, by its unit's name now and its year."""
        found: dict[tuple[str, int], list[Change]] = defaultdict(list)
        for change in self._told(self.lines, initial=initial):
            found[change.unit, change.year].append(change)
        return found

    def rank(self, commit: str) -> int:
        """Where a commit of the main line stands among all changes. Raises KeyError for any other commit."""
        return self._ranks[commit]

    @cached_property
    def _ranks(self) -> dict[str, int]:
        return ranks(self._graph, self._cache.records)

    def close(self) -> None:
        self._objects.close()
        self._cache.save()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _lines_of(self, unit: str, year: int | None) -> list[Line]:
        return [line for line in self._by_unit.get(unit, ()) if year in (None, line.place.year)]

    def _told(self, those: Sequence[Line], *, initial: bool) -> list[Change]:
        signatures = self._signatures(those)
        told = Told(
            organisation=lambda commit: self._organisations.of(commit.record.author),
            signature=lambda commit: signatures.get(commit.id),
        )
        made: list[Change] = []
        for start in range(0, len(those), _AT_ONCE):
            some = those[start : start + _AT_ONCE]
            self._read_ahead(some)
            made += (c for line in some for c in changes(line, self._contents, told, initial=initial))
        return sorted(made, key=lambda change: change.rank)

    def _read_ahead(self, those: Sequence[Line]) -> None:
        """Have at hand what the lines are most likely to ask for: each question to git is a wait."""
        successive = ([step.new for step in line.steps if step.new is not None] for line in those)
        blobs = list(dict.fromkeys(blob for states in successive for blob in self._contents.unread(states)))
        self._at_hand = dict(zip(blobs, self._objects.read_all(blobs), strict=True))

    def _read(self, blob: str) -> bytes:
        return self._at_hand[blob] if blob in self._at_hand else self._objects.read(blob)

    def _signatures(self, those: Sequence[Line]) -> Mapping[str, str]:
        """How the commits of some lines are signed; nothing where the repository lists no keys."""
        if self._keys is None:
            return {}
        known = self._cache.signatures.setdefault(sha256(self._keys).hexdigest(), {})
        asked = {move.commit.id for line in those for step in line.steps for move in (step, *step.parallel)}
        known.update(log.signatures(self._root, sorted(asked - known.keys()), self._keys))
        return known

    def _data(self, name: str) -> Any:
        """A YAML file of the folder as it is at the revision; None where it is not there, or unreadable."""
        content = self._committed(f"{self._prefix}{name}")
        return None if content is None else read(name, content)[0].data

    def _committed(self, path: str) -> bytes | None:
        try:
            return git_bytes(self._root, "cat-file", "blob", f"{self.revision}:{path}")
        except TreeError:
            return None
