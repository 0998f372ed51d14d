"""A file that is written as this program writes one, read line by line: in half the time that libyaml takes.

Blocks of keys and of dashes, each value on its line: plain, in quotes without escapes, or a flow of such values; and
long texts that are folded. Whatever else YAML has is left to :mod:`minhchung.yaml.strict`, and so is every file with
a fault. What is understood here is what libyaml understands, to the last mark. Pure.
"""

from __future__ import annotations

import re
from typing import Any

from minhchung.yaml.nodes import Map, Quoted, Seq

# Letters that are composed already, punctuation, arrows: nothing here joins with what stands before it.
_LETTERS = re.compile("[\u00a1-\u00ac\u00ae-\u024f\u1e00-\u1eff\u2010-\u2027\u2190-\u21ff]*")
_KEY = r"[^\W_][\w.-]{0,99}"
_FIRST = r"(?:[^\W_]|-(?=[0-9]))"
# A colon before a space would end a key, a sharp after one begin a comment.
_PLAIN = rf"{_FIRST}[^\n:#]*(?:(?::(?! |$)|(?<! )\#)[^\n:#]*)*(?<! )"
_PLAIN_IN_FLOW = rf"{_FIRST}[^\n:#?,\[\]{{}}]*(?<! )"
_IN_QUOTES = r'"[^"\\\n]*"|\'[^\'\n]*\''
_VALUE = rf"{_PLAIN}|{_IN_QUOTES}|\{{.*\}}|\[.*\]"
# Two steps further in than its key, with nothing behind it that might still be a part of it.
_FOLDED = r">-(?:\n\1  [^\n ][^\n]*(?<! ))+(?!\n *[\n#]|\n +\Z)"
_LINE = re.compile(
    rf"^( *)(?:\#.*|(?:(- )?({_KEY}):(?: ({_VALUE}|(?(2)(?!)|{_FOLDED})))?)|- ({_VALUE}))?$", re.MULTILINE
)
# In a flow: perhaps a key, then a bracket that opens, or a scalar and the sign after it; or a sign alone.
_STEP = re.compile(rf" *(?:({_KEY}): )?(?:([\[{{])|({_IN_QUOTES}|{_PLAIN_IN_FLOW}) *([,\]}}]))| *([,\]}}])")
_SIGNS = frozenset("{[>\"'")  # that a value begins with, unless it is plain
_CLOSING = {"{": "}", "[": "]"}
_DEPTH = 6  # of blocks, and of a flow: less than any file may have


class _OtherError(Exception):
    """Something that is not understood here."""


def read_plain(text: str, letters: str) -> tuple[Map, bool] | None:
    """The data of a file, and whether all of it stands there as it is read; None if libyaml is to read it.

    In `text` every character can be seen or ends a line; `letters` are those beyond ASCII.
    """
    if not _LETTERS.fullmatch(letters):
        return None
    try:
        return _blocks(text)
    except _OtherError:
        return None


def _blocks(text: str) -> tuple[Map, bool]:  # noqa: C901, PLR0912, PLR0915 - calls would double its time
    root = Map()
    parent: Any = root
    line = 0
    on_one_line = True
    column, in_map = 0, True
    stack: list[tuple[Any, int]] = []  # the containers around `parent`, and their columns
    waiting = ""  # the key whose value is the block that comes next
    for indent, dash, key, value, item in _LINE.findall(text):
        line += 1
        if not key and not item:
            continue
        at = len(indent)
        listed = bool(dash or item)
        if waiting:
            if at < column or (at == column and not listed):
                raise _OtherError
            node: Any = Seq() if listed else Map()
            parent[waiting] = node
            parent.at[waiting] += (line, at + 1)
            stack.append((parent, column))
            parent, column, in_map, waiting = node, at, not listed, ""
        elif at != column or in_map is listed:
            while column > at or (column == at and stack and stack[-1][1] == at and not listed):
                parent, column = stack.pop()
            in_map = type(parent) is Map
            if column != at or in_map is listed:
                raise _OtherError
        if len(stack) > _DEPTH:
            raise _OtherError
        if item:
            parent.append(item if item[0] not in _SIGNS else _signed(item, line, at + 3))
            parent.at.append((line, at + 3))
            continue
        if dash:
            at += 2
            node = Map()
            parent.append(node)
            parent.at.append((line, at + 1))
            stack.append((parent, column))
            parent, column, in_map = node, at, True
        if key in parent.at:
            raise _OtherError
        if value:
            there = at + len(key) + 3
            parent[key] = value if value[0] not in _SIGNS else _signed(value, line, there)
            parent.at[key] = (line, at + 1, line, there)
            if value[0] == ">":
                on_one_line = False
                line += value.count("\n")
        else:
            parent.at[key] = (line, at + 1)
            waiting = key
    if waiting or not root or line <= text.count("\n"):  # a line that was passed over is not understood
        raise _OtherError
    return root, on_one_line


def _signed(text: str, line: int, column: int) -> Any:
    """A value that is not plain."""
    if text[0] in "{[":
        return _flow(text, line, column)
    if text[0] == ">":
        return Quoted(" ".join(part.lstrip(" ") for part in text.split("\n")[1:]))
    return Quoted(text[1:-1])


def _flow(text: str, line: int, column: int) -> Any:  # noqa: C901 - as above
    """The value of a flow that fills the rest of its line from `column` on."""
    open_: list[tuple[Any, str]] = []  # the containers around the place that is reached, and what closes them
    root: Any = None
    position, fresh, complete = 0, False, False  # just opened; a value has just been closed
    while position < len(text):
        step = _STEP.match(text, position)
        if step is None or (root is not None and not open_):
            raise _OtherError
        key, opening, scalar, sign, alone = step.groups()
        if alone is None:
            if complete or (root is None and not opening):
                raise _OtherError
            node: Any = Map() if opening == "{" else Seq()
            if scalar:
                node = Quoted(scalar[1:-1]) if scalar[0] in "\"'" else scalar
            if open_:
                start = column + step.start(3 if scalar else 2)
                _put(open_[-1][0], key, node, line, column + step.start(1), start)
            else:
                root = node
            if opening:
                open_.append((node, _CLOSING[opening]))
        elif not complete and not (fresh and alone != ","):
            raise _OtherError
        end = sign or alone
        if end in ("]", "}") and open_.pop()[1] != end:
            raise _OtherError
        fresh, complete = bool(opening), end is not None and end != ","
        if len(open_) > _DEPTH:
            raise _OtherError
        position = step.end()
    if open_:
        raise _OtherError
    return root


def _put(parent: Any, key: str | None, node: Any, line: int, column: int, start: int) -> None:
    if type(parent) is Map:
        if key is None or key in parent:
            raise _OtherError
        parent[key] = node
        parent.at[key] = (line, column, line, start)
    else:
        if key is not None:
            raise _OtherError
        parent.append(node)
        parent.at.append((line, start))
