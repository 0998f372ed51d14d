"""The strict reader: bytes of a YAML file → plain data with the line and column of every value.

Only the part of YAML that means the same to everyone is accepted: UTF-8, no aliases, tags, tabs or
duplicate keys, at most 1 MiB and 20 levels deep, one document. Text is normalised to NFC and
no-break spaces become spaces. What a plain scalar *is* (text, number, yes or no) is not decided
here but by the schema (:mod:`minhchung.yaml.typed`): here it stays text, and what stands in quotes is
:class:`Quoted`.

Pure: takes bytes, gives data and problems.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

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
from minhchung.yaml.nodes import MAX_DEPTH, Map, Mark, Path, Quoted, Seq
from minhchung.yaml.plain import read_plain

MAX_BYTES = 1 << 20
MAX_PROBLEMS = 100  # of structure, in one file: after that it is not a file anyone wrote by hand

# The parser notices these further down than where the mistake is.
_FOUND_TOO_LATE = (
    "could not find expected ':'",
    "did not find expected ',' or ']'",
    "did not find expected ',' or '}'",
    "found unexpected end of stream",
)

# Two versions of the same lines, as git leaves them where it could not choose.
_CONFLICT = re.compile(r"^<{7}(?: |\r?$)", re.MULTILINE)
_ASCII = bytes(range(128))
_SPACES = frozenset("\u00a0\u202f\ufeff")


@dataclass(frozen=True, slots=True)
class YamlFile:
    """A file that was read: its data (:class:`Map`, :class:`Seq`, `str`), None if it could not be.

    `literal`: every key and value stands in the file as it is read, on one line, so that whoever has looked
    through the file's text has seen them all. `letters` are then its characters beyond ASCII.
    """

    path: str
    data: Any
    literal: bool = False
    letters: str = ""

    def mark(self, path: Path) -> Mark:
        """Where the value at `path` stands; the nearest parent that exists, for a path that does not."""
        node, at = self.data, (1, 1)
        for step in path:
            if isinstance(node, Map) and step in node:
                at, node = node.at[str(step)][2:], node[str(step)]
            elif isinstance(node, Seq) and isinstance(step, int) and step < len(node):
                at, node = node.at[step], node[step]
            else:
                break
        return Mark(*at)

    def key_mark(self, path: Path) -> Mark:
        """Where the key of the value at `path` stands."""
        node = self.data
        for step in path[:-1]:
            node = node[step]
        return node.key_mark(str(path[-1])) if isinstance(node, Map) else self.mark(path)


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
        text, visible = _text(content)
        letters = content.translate(None, _ASCII).decode()
        plain = read_plain(text, letters) if visible else None
        if plain:
            data, literal = plain  # nothing in it is written otherwise than it is read
        else:
            data, on_one_line = _build(text, report)
            escaped = "\\" in text or "''" in text
            literal = on_one_line and not escaped and not _SPACES.intersection(letters)
        return YamlFile(path, data, literal, letters), problems
    except _Refused as error:
        refused = error
    except yaml.YAMLError as error:
        what = str(getattr(error, "problem", None) or "")
        where = "context_mark" if what in _FOUND_TOO_LATE else "problem_mark"
        at = getattr(error, where, None)
        refused = _Refused("yaml-syntax", _mark(at) if at else Mark(1, 1), case=what)
    line, column = refused.mark
    lines = content.count(b"\n") + 1  # the parser counts one more where the last has no end
    problems.append(Problem(path, min(line, lines), column, refused.code, params=refused.params))
    return YamlFile(path, None), problems


def _text(content: bytes) -> tuple[str, bool]:
    """The text of a file, and whether each of its characters can be seen or ends a line."""
    if len(content) > MAX_BYTES:
        raise _Refused("file-too-large", Mark(1, 1), size=len(content), limit=MAX_BYTES)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _Refused("not-utf8", Mark(content.count(b"\n", 0, error.start) + 1, 1)) from None
    conflict = "<<<<<<<" in text and _CONFLICT.search(text)
    if conflict and "\n=======" in text and "\n>>>>>>>" in text:
        raise _Refused("merge-conflict", Mark(text.count("\n", 0, conflict.start()) + 1, 1))
    if text.replace("\n", "").isprintable():
        return text, True
    for number, line in enumerate(text.split("\n"), 1):
        for column, char in () if line.isprintable() else enumerate(line, 1):
            if char == "\t":
                raise _Refused("tab", Mark(number, column))
            refused = unicodedata.category(char) in ("Cc", "Zl", "Zp", "Cs") or char in "\ufffe\uffff"
            if refused and not (char == "\r" and column == len(line)):
                raise _Refused("control-character", Mark(number, column), char=f"U+{ord(char):04X}")
    return text, False


def clean(text: str) -> str:
    """NFC, and no-break spaces as spaces: what pasting from a word processor brings."""
    if text.isascii():
        return text
    return unicodedata.normalize("NFC", text.replace("\u00a0", " ").replace("\u202f", " "))


def _build(text: str, report: Any) -> tuple[Any, bool]:  # noqa: C901, PLR0912, PLR0915 - calls would double its time
    """Build the tree from libyaml's events (no recursion: a hostile depth cannot overflow a stack).

    With it goes whether every scalar stands on one line.
    """
    root: list[Any] = []
    stack: list[
        tuple[Any, str | None]
    ] = []  # the containers around the one at hand, and their keys that wait
    parent: Any = None
    key: str | None = None  # that waits for its value
    key_at = (1, 1)
    in_map = False
    on_one_line = True
    decorated = "&" in text or "!" in text  # else there is no anchor and no tag to look for
    documents = 0
    loader = yaml.CSafeLoader(text)
    try:
        events: Iterator[Any] = iter(loader.get_event, None)
        for event in events:
            kind = type(event)
            if kind is ScalarEvent:
                mark = event.start_mark
                if decorated:
                    _undecorated(event)
                if event.end_mark.line != mark.line:
                    on_one_line = False
                value = event.value if event.value.isascii() else clean(event.value)
                if in_map and key is None:
                    if value in parent:
                        report("duplicate-key", _mark(mark), key=value, first=parent.at[value][0])
                    key, key_at = value, (mark.line + 1, mark.column + 1)
                    continue
                node: Any = Quoted(value) if event.style else value  # libyaml says '' for plain, not None
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                mark = event.start_mark
                _undecorated(event)
                if in_map and key is None:
                    raise _Refused("complex-key", _mark(mark))
                if len(stack) >= MAX_DEPTH:
                    raise _Refused("too-deep", _mark(mark), limit=MAX_DEPTH)
                node = Map() if kind is MappingStartEvent else Seq()
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                parent, key = stack.pop()
                in_map = type(parent) is Map
                continue
            elif kind is AliasEvent:
                raise _Refused("alias", _mark(event.start_mark), name=event.anchor)
            elif kind is DocumentStartEvent:
                documents += 1
                if documents > 1:
                    raise _Refused("several-documents", _mark(event.start_mark))
                continue
            else:
                continue
            if in_map:
                if key not in parent:  # the first of two equal keys counts; the second is reported
                    parent[key] = node
                    parent.at[key] = (*key_at, mark.line + 1, mark.column + 1)
                key = None
            elif parent is not None:
                parent.append(node)
                parent.at.append((mark.line + 1, mark.column + 1))
            else:
                root.append(node)
            if kind is not ScalarEvent:
                stack.append((parent, key))
                parent, key, in_map = node, None, kind is MappingStartEvent
    finally:
        loader.dispose()
    if not root:
        raise _Refused("empty-file", Mark(1, 1))
    return root[0], on_one_line


def _undecorated(event: Any) -> None:
    if event.anchor is not None:
        raise _Refused("alias", _mark(event.start_mark), name=event.anchor)
    if event.tag is not None:
        raise _Refused("tag", _mark(event.start_mark), tag=event.tag)


def _mark(at: Any) -> Mark:
    return Mark(at.line + 1, at.column + 1)
