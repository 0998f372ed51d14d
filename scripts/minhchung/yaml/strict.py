"""The strict reader: bytes of a YAML file → plain data with the line and column of every value.

Only the part of YAML that means the same to everyone is accepted: UTF-8, no aliases, tags, tabs or
duplicate keys, at most 1 MiB and 20 levels deep, one document. Text is normalised to NFC and
no-break spaces become spaces. What a plain scalar *is* (text, number, yes or no) is not decided
here but by the schema (:mod:`minhchung.yaml.typed`): here it stays :class:`Plain` text.

Pure: takes bytes, gives data and problems.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from minhchung.problem import Problem

MAX_BYTES = 1 << 20
MAX_DEPTH = 20
MAX_PROBLEMS = 100  # of structure, in one file: after that it is not a file anyone wrote by hand

# The parser notices these further down than where the mistake is.
_FOUND_TOO_LATE = (
    "could not find expected ':'",
    "did not find expected ',' or ']'",
    "did not find expected ',' or '}'",
    "found unexpected end of stream",
)

Path = tuple[str | int, ...]


class Mark(NamedTuple):
    """A place in a file; both count from 1."""

    line: int
    column: int


class Plain(str):
    """A scalar written without quotes, exactly as written."""

    __slots__ = ()


class Map(dict[str, Any]):
    """A mapping that knows where its keys and values stand (as the parser's own marks: they are seldom asked for)."""

    __slots__ = ("keys_at", "values_at")

    def __init__(self) -> None:
        super().__init__()
        self.keys_at: dict[str, Any] = {}
        self.values_at: dict[str, Any] = {}


class Seq(list[Any]):
    """A list that knows where its items stand."""

    __slots__ = ("items_at",)

    def __init__(self) -> None:
        super().__init__()
        self.items_at: list[Any] = []


@dataclass(frozen=True, slots=True)
class YamlFile:
    """A file that was read: its data (:class:`Map`, :class:`Seq`, `str`), None if it could not be."""

    path: str
    data: Any

    def mark(self, path: Path) -> Mark:
        """Where the value at `path` stands; the nearest parent that exists, for a path that does not."""
        node, at = self.data, None
        for step in path:
            if isinstance(node, Map) and step in node:
                at, node = node.values_at[str(step)], node[str(step)]
            elif isinstance(node, Seq) and isinstance(step, int) and step < len(node):
                at, node = node.items_at[step], node[step]
            else:
                break
        return Mark(1, 1) if at is None else _mark(at)

    def key_mark(self, path: Path) -> Mark:
        """Where the key of the value at `path` stands."""
        node = self.data
        for step in path[:-1]:
            node = node[step]
        return _mark(node.keys_at[str(path[-1])]) if isinstance(node, Map) else self.mark(path)


class _Refused(Exception):
    """Reading stops here: what follows cannot be trusted."""

    def __init__(self, code: str, mark: Mark, **params: Any) -> None:
        self.code, self.mark, self.params = code, mark, params


def read(path: str, content: bytes) -> tuple[YamlFile, list[Problem]]:
    """Read one file strictly. Never raises on bad content: `data` is None and the problems say why."""
    problems: list[Problem] = []

    def report(code: str, mark: Mark, **params: Any) -> None:
        if len(problems) == MAX_PROBLEMS:
            raise _Refused("too-many-problems", mark, limit=MAX_PROBLEMS)
        problems.append(Problem(path, mark.line, mark.column, code, params=params))

    try:
        return YamlFile(path, _build(_text(content), report)), problems
    except _Refused as error:
        refused = error
    except yaml.YAMLError as error:
        what = str(getattr(error, "problem", None) or "")
        where = "context_mark" if what in _FOUND_TOO_LATE else "problem_mark"
        at = getattr(error, where, None)
        refused = _Refused("yaml-syntax", _mark(at) if at else Mark(1, 1), case=what)
    line, column = refused.mark
    problems.append(Problem(path, line, column, refused.code, params=refused.params))
    return YamlFile(path, None), problems


def _text(content: bytes) -> str:
    if len(content) > MAX_BYTES:
        raise _Refused("file-too-large", Mark(1, 1), size=len(content), limit=MAX_BYTES)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _Refused("not-utf8", Mark(content.count(b"\n", 0, error.start) + 1, 1)) from None
    for number, line in enumerate(text.split("\n"), 1):
        for column, char in () if line.isprintable() else enumerate(line, 1):
            if char == "\t":
                raise _Refused("tab", Mark(number, column))
            refused = unicodedata.category(char) in ("Cc", "Zl", "Zp", "Cs") or char in "\ufffe\uffff"
            if refused and not (char == "\r" and column == len(line)):
                raise _Refused("control-character", Mark(number, column), char=f"U+{ord(char):04X}")
    return text


def clean(text: str) -> str:
    """NFC, and no-break spaces as spaces: what pasting from a word processor brings."""
    if text.isascii():
        return text
    return unicodedata.normalize("NFC", text.replace("\u00a0", " ").replace("\u202f", " "))


def _build(text: str, report: Any) -> Any:  # noqa: C901, PLR0912, PLR0915 - calls would double its time
    """Build the tree from libyaml's events (no recursion: a hostile depth cannot overflow a stack)."""
    root: list[Any] = []
    stack: list[Map | Seq] = []
    parent: Map | Seq | None = None
    keys: list[str | None] = []  # the key that waits for its value, for each open container
    documents = 0
    loader = yaml.CSafeLoader(text)
    try:
        events: Iterator[Any] = iter(loader.get_event, None)
        for event in events:
            kind = type(event)
            if kind is MappingEndEvent or kind is SequenceEndEvent:
                stack.pop()
                keys.pop()
                parent = stack[-1] if stack else None
                continue
            if kind is not ScalarEvent and kind is not MappingStartEvent and kind is not SequenceStartEvent:
                if kind is AliasEvent:
                    raise _Refused("alias", _mark(event.start_mark), name=event.anchor)
                if kind is DocumentStartEvent:
                    documents += 1
                    if documents > 1:
                        raise _Refused("several-documents", _mark(event.start_mark))
                continue
            mark = event.start_mark
            if event.anchor is not None:
                raise _Refused("alias", _mark(mark), name=event.anchor)
            if event.tag is not None:
                raise _Refused("tag", _mark(mark), tag=event.tag)
            is_key = type(parent) is Map and keys[-1] is None
            node: Any
            if kind is ScalarEvent:
                value = event.value if event.value.isascii() else clean(event.value)
                if is_key:
                    _add_key(parent, keys, value, mark, report)
                    continue
                node = value if event.style else Plain(value)  # libyaml says '' for plain, not None
            elif is_key:
                raise _Refused("complex-key", _mark(mark))
            elif len(stack) >= MAX_DEPTH:
                raise _Refused("too-deep", _mark(mark), limit=MAX_DEPTH)
            else:
                node = Map() if kind is MappingStartEvent else Seq()
            if type(parent) is Map:
                key = str(keys[-1])
                if key not in parent:  # the first of two equal keys counts; the second is reported
                    parent[key] = node
                    parent.values_at[key] = mark
                keys[-1] = None
            elif type(parent) is Seq:
                parent.append(node)
                parent.items_at.append(mark)
            else:
                root.append(node)
            if kind is not ScalarEvent:
                stack.append(node)
                keys.append(None)
                parent = node
    finally:
        loader.dispose()
    if not root:
        raise _Refused("empty-file", Mark(1, 1))
    return root[0]


def _add_key(parent: Any, keys: list[str | None], key: str, mark: Any, report: Any) -> None:
    if key in parent:
        report("duplicate-key", _mark(mark), key=key, first=_mark(parent.keys_at[key]).line)
    else:
        parent.keys_at[key] = mark
    keys[-1] = key


def _mark(at: Any) -> Mark:
    return Mark(at.line + 1, at.column + 1)
