"""An auditor's log: one line for each commit she has seen, each with the hash of the line before. Pure.

A line is `COMMIT TREE BEFORE`: the commit's id; the SHA-256 of its whole tree, since git's own ids are
SHA-1; the SHA-256 of the line before with its line end (zeros on the first line), as
`sed -n 1p LOG | sha256sum` gives it. So the last line vouches for all of them.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

Code = Literal["malformed", "chain", "lost", "tree", "order", "rewritten"]

FIRST = "0" * 64
_LINE = re.compile(r"(?P<commit>[0-9a-f]{40}|[0-9a-f]{64}) (?P<tree>[0-9a-f]{64}) (?P<before>[0-9a-f]{64})\n")


class Line(NamedTuple):
    """What was seen."""

    commit: str
    tree: str
    before: str

    @property
    def text(self) -> str:
        return f"{self.commit} {self.tree} {self.before}\n"


class Fault(NamedTuple):
    """What is wrong, and on which line (from 1).

    ``malformed``, ``chain``: the log itself was changed. ``lost``: the repository no longer has the commit.
    ``tree``: its files are not those that were seen. ``order``: the commit does not follow from the one on
    the line before; ``rewritten``: the present commit does not follow from the last line.
    """

    line: int
    code: Code


def parse(text: str) -> tuple[list[Line], list[Fault]]:
    """The lines of a log, and what is wrong with the log itself."""
    lines: list[Line] = []
    faults: list[Fault] = []
    for number, written in enumerate(text.splitlines(keepends=True), 1):
        found = _LINE.fullmatch(written)
        if found is None:
            return lines, [*faults, Fault(number, "malformed")]
        line = Line(found["commit"], found["tree"], found["before"])
        if line.before != hash_of(lines[-1] if lines else None):
            faults.append(Fault(number, "chain"))
        lines.append(line)
    return lines, faults


def hash_of(line: Line | None) -> str:
    """What the line after `line` says of it."""
    return FIRST if line is None else hashlib.sha256(line.text.encode()).hexdigest()


def tree_hash(entries: Iterable[tuple[str, str, bytes]]) -> str:
    """The SHA-256 of a tree, from the mode, the content's SHA-256 and the path of each file, sorted by path."""
    return hashlib.sha256(b"".join(_entries(entries))).hexdigest()


def _entries(entries: Iterable[tuple[str, str, bytes]]) -> Iterator[bytes]:
    for mode, digest, path in sorted(entries, key=lambda entry: entry[2]):
        yield f"{mode} {digest} ".encode() + path + b"\0"
