"""One evidence file as it was read, and how a fault in it becomes a problem with its place. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import cached_property, lru_cache
from itertools import islice
from typing import Any

from minhchung.criteria.model import CriteriaSet
from minhchung.problem import Problem, Severity
from minhchung.yaml.nodes import Map, Mark, Path, Seq
from minhchung.yaml.strict import YamlFile

MAX_PROBLEMS = 200  # of one file: enough to begin with


@dataclass(frozen=True, slots=True)
class Place:
    """Where a file stands: whose it is, of which year, and which kind of file."""

    path: str
    unit: str
    year: int
    kind: str

    @property
    def folder(self) -> str:
        return self.path.rpartition("/")[0]


@dataclass(eq=False)
class Source:
    """An evidence file; `data` is plain and typed, but not necessarily of the right shape.

    `criteria` is the set by which it was typed, `named` the one that a self-assessment names, if there is such a one;
    `waiting` are the entries of a draft that have no figure yet, and are not in `data`.
    """

    place: Place
    file: YamlFile
    data: Any = None
    criteria: CriteriaSet | None = None
    named: CriteriaSet | None = None
    waiting: dict[str, Any] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def error(self, code: str, path: Path, /, **params: Any) -> None:
        self.problems.append(fault(self.file, code, path, **params))

    def warning(self, code: str, path: Path, /, **params: Any) -> None:
        self.problems.append(fault(self.file, code, path, severity="warning", **params))

    @cached_property
    def documents(self) -> dict[str, dict[str, Any]]:
        """The documents described in this file, by id."""
        return documents(self.place.kind, self.data)

    def document_path(self, id_: str) -> Path:
        return document_path(self.place.kind, id_)

    @cached_property
    def entries(self) -> dict[str, dict[str, Any]]:
        """What the file says of each indicator that its criteria set has."""
        known = self.criteria.indicators if self.criteria else {}
        entries = mapping(self.get("indicators"))
        return {id_: mapping(entry) for id_, entry in entries.items() if id_ in known}

    @property
    def legible(self) -> bool:
        """Whether what the file does not say can be held against it: one that could not be read says nothing."""
        return isinstance(self.data, dict)

    def get(self, key: str) -> Any:
        """A value of the file itself; None where it is absent or the file is malformed."""
        return mapping(self.data).get(key)


def documents(kind: str, data: Any) -> dict[str, dict[str, Any]]:
    """The documents that the data of a file describes, by id; a decision describes one, itself."""
    said = mapping(data)
    described = {"decision": said.get("document")} if kind == "decision" else mapping(said.get("documents"))
    return {id_: mapping(entry) for id_, entry in described.items()}


def document_path(kind: str, id_: str) -> Path:
    return ("document",) if kind == "decision" else ("documents", id_)


def first_problems(problems: Iterable[Problem]) -> list[Problem]:
    """The problems of one file, each once, and a last one where there are too many to list."""
    unique = {problem.order: problem for problem in problems}
    listed = [unique[order] for order in sorted(unique)]
    if len(listed) > MAX_PROBLEMS:
        severity: Severity = "error" if any(problem.is_error for problem in listed) else "warning"
        file, params = listed[0].file, {"limit": MAX_PROBLEMS}
        listed[MAX_PROBLEMS:] = [Problem(file, 1, 1, "too-many-problems", severity, params=params)]
    return listed


def mapping(value: Any) -> dict[str, Any]:
    """`value`, or nothing where it is malformed: the shape check has said so."""
    return value if isinstance(value, dict) else {}


def listing(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def fault(
    file: YamlFile,
    code: str,
    path: Path,
    /,
    *,
    severity: Severity = "error",
    on_key: bool = False,
    **params: Any,
) -> Problem:
    """A problem on the value at `path`, or on its key."""
    at = file.key_mark(path) if on_key else _value_mark(file, path)
    indicator = str(path[1]) if len(path) > 1 and path[0] == "indicators" else None
    return Problem(file.path, at.line, at.column, code, severity, indicator, params)


def _value_mark(file: YamlFile, path: Path) -> Mark:
    """Where the value stands; for a block below its key, the key's line is what the reader looks for."""
    at = file.mark(path)
    if isinstance(node(file, path), Map | Seq) and path and isinstance(path[-1], str):
        key = file.key_mark(path)
        return at if at.line == key.line else key
    return at


def node(file: YamlFile, path: Path) -> Any:
    """The value at `path` as it was written; None where there is none."""
    found: Any = file.data
    for step in path:
        try:
            found = found[step]
        except (LookupError, TypeError):
            return None
    return found


def likely(word: str, choices: Iterable[str]) -> dict[str, Any]:
    """What a sentence needs to ask whether another word was meant; nothing where none is near."""
    found = _nearest(word[:64], tuple(islice(choices, 500)))
    return {"case": "nearest", "nearest": found} if found else {}


_LIKELY = 0.6  # of 1: as alike as two words must be to ask whether one was meant


@lru_cache(maxsize=1024)
def _nearest(word: str, choices: tuple[str, ...]) -> str | None:
    def likeness(choice: str) -> float:
        return SequenceMatcher(None, choice.lower(), word.lower()).ratio()

    best = max(choices, key=likeness, default="")
    return best if likeness(best) >= _LIKELY else None
