"""One dossier by itself: its files read, typed and checked, and what was found. Pure.

What is found follows from the bytes of the dossier and from a few things that all dossiers share, and
from nothing else. So it goes by a key made of just these, may be kept by it, and is worked out in any order.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Protocol

from minhchung.checking.documents import Folder, check_documents, described, undescribed
from minhchung.checking.dossier import check_dossier
from minhchung.checking.personal.bodies import check_bodies
from minhchung.checking.personal.check import check_personal
from minhchung.checking.record import Record
from minhchung.checking.shape import Shape, Shapes
from minhchung.checking.source import Place, Source, mapping
from minhchung.checking.text import check_text
from minhchung.checking.to_do import check_to_do, set_aside
from minhchung.checking.units import Register
from minhchung.criteria.model import CriteriaSet, Edition
from minhchung.criteria.schema import KINDS
from minhchung.evidence.model import Unit
from minhchung.problem import Problem
from minhchung.yaml.strict import YamlFile, read
from minhchung.yaml.typed import untyped


class Files(Protocol):
    """What is needed of a tree (minhchung.trees). Paths are relative to its root, with `/`."""

    def paths(self, under: str) -> Sequence[str]: ...
    def is_plain(self, path: str) -> bool: ...
    def read(self, path: str) -> bytes: ...


@dataclass(frozen=True, slots=True)
class Bundle:
    """The files of one dossier: those of its kinds in their order, and those in its documents folder."""

    unit: str
    year: int
    places: tuple[Place, ...]
    documents: tuple[str, ...]


class Examiner:
    """Examines dossiers; `shared` is the hash of everything but their own files that is looked at."""

    def __init__(self, files: Files, rules: Rules, register: Register, shared: bytes) -> None:
        self._files, self._rules, self._register, self._shared = files, rules, register, shared

    def key(self, bundle: Bundle) -> str:
        """By what a dossier goes: a hash of all that it is examined from."""
        return self._key(bundle, self._files)

    def examine(self, bundle: Bundle) -> tuple[str, bytes]:
        """What is found in a dossier (the bytes of a :class:`Record`), by the key of the very bytes that were read."""
        files = _Once(self._files)
        key = self._key(bundle, files)
        sources: dict[str, Source] = {}
        for place in bundle.places:
            sources[place.kind] = _source(files, place, self._rules, sources, self._register)
        check_dossier(sources, self._register)
        check_documents(sources, Folder(bundle.documents, files.is_plain, files.read))
        check_to_do(sources)
        for source in sources.values():
            check_bodies(source)
            check_text(source)
        found = Record.of(
            problems=[
                *(problem for source in sources.values() for problem in source.problems),
                *undescribed(sources, bundle.documents),
            ],
            sets={kind: source.criteria.id for kind, source in sources.items() if source.criteria},
            described=described({kind: source.data for kind, source in sources.items()}),
            data={kind: source.data for kind, source in sources.items()},
        )
        return key, found

    def _key(self, bundle: Bundle, files: Files) -> str:
        seal = sha256(self._shared)
        for path in (*(place.path for place in bundle.places), *bundle.documents):
            content = files.read(path) if files.is_plain(path) else None
            seal.update(f"{path}\0{content is not None}\0".encode("utf-8", "surrogateescape"))
            seal.update(sha256(content or b"").digest())
        return seal.hexdigest()


class _Once:
    """Files of which each is read once, so that one that changes meanwhile is one thing only."""

    def __init__(self, files: Files) -> None:
        self._files = files
        self._plain: dict[str, bool] = {}
        self._read: dict[str, bytes] = {}

    def paths(self, under: str) -> Sequence[str]:
        return self._files.paths(under)

    def is_plain(self, path: str) -> bool:
        if path not in self._plain:
            self._plain[path] = self._files.is_plain(path)
        return self._plain[path]

    def read(self, path: str) -> bytes:
        if path not in self._read:
            self._read[path] = self._files.read(path)
        return self._read[path]


class Rules:
    """The criteria sets by id, and the shapes of the files under each."""

    def __init__(self, editions: Mapping[str, Edition]) -> None:
        self.sets = {
            criteria.id: criteria for id_ in sorted(editions) for criteria in editions[id_].sets.values()
        }
        self._shapes = {id_: Shapes(edition) for id_, edition in editions.items()}

    def shape(self, criteria: CriteriaSet, kind: str) -> Shape:
        return self._shapes[criteria.edition][f"{criteria.name}.{kind}.json"]

    def filled_in_by(self, named: CriteriaSet, file: YamlFile) -> tuple[CriteriaSet, Any, list[Problem]]:
        """The set whose indicators a self-assessment gives, its data typed by that set, and its faults of shape.

        Nearly always the set that it names. But a district that took the city's file, or the other way round,
        made one mistake and not one on every line.
        """
        data, problems = self.shape(named, KINDS[0]).of(file)
        amiss = sum(problem.indicator is not None for problem in problems)
        unknown = [problem for problem in problems if problem.code == "unknown-criteria"]
        for other in self.sets.values():
            if amiss >= _MISTAKEN and other.edition == named.edition and other.id != named.id:
                its_data, of_shape = self.shape(other, KINDS[0]).of(file)
                its_problems = [problem for problem in of_shape if problem.code != "unknown-criteria"]
                if sum(problem.indicator is not None for problem in its_problems) * _MISTAKEN <= amiss:
                    return other, its_data, [*unknown, *its_problems]
        return named, data, problems

    def for_unit(self, unit: Unit | None, like: CriteriaSet | None = None) -> CriteriaSet | None:
        """The set that applies to `unit`, for a file that does not name one: of the edition of `like`, or the newest."""
        if unit is None and like is not None:
            return like
        applies_to = unit.kind if unit else "district"
        fitting = [
            criteria
            for criteria in self.sets.values()
            if criteria.applies_to == applies_to and (like is None or criteria.edition == like.edition)
        ]
        return fitting[-1] if fitting else like


_MISTAKEN = 3  # faults of indicators, and how many times fewer there must be under the other set


def opened(files: Files, path: str) -> tuple[YamlFile, list[Problem]]:
    """One file, read strictly and looked through for personal data."""
    if not files.is_plain(path):
        return YamlFile(path, None), [Problem(path, 1, 1, "not-plain")]
    content = files.read(path)
    file, problems = read(path, content)
    return file, [*problems, *check_personal(file, content)]


def _source(
    files: Files, place: Place, rules: Rules, before: Mapping[str, Source], register: Register
) -> Source:
    """One file of a dossier, read and typed by the set that its self-assessment is filled in by."""
    file, problems = opened(files, place.path)
    submission = before.get("self-assessment")
    said: Any = mapping(file.data).get("criteria") if place.kind == "self-assessment" else None
    named = rules.sets.get(said) if isinstance(said, str) else None
    like = submission.named if submission else None
    criteria = named or rules.for_unit(register.units.get(place.unit), like)
    source = Source(place, file, criteria=criteria, named=named, problems=problems)
    if file.data is not None and criteria is not None:
        if place.kind == "self-assessment":
            rest, blank = set_aside(file)
            source.waiting = untyped(blank)
            source.criteria, source.data, of_shape = rules.filled_in_by(criteria, rest)
        else:
            source.data, of_shape = rules.shape(criteria, place.kind).of(file)
        source.problems += of_shape
    return source
