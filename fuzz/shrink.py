"""A mutant that breaks something, made as small as it can be and still break the same."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from fuzz.tree import Repository

_Step = TypeVar("_Step")
Breaks = Callable[[Repository], bool]


def fewest(steps: Sequence[_Step], breaks: Callable[[Sequence[_Step]], bool]) -> list[_Step]:
    """As few of `steps` as still break."""
    left = list(steps)
    tried = len(left)
    while tried:
        tried -= 1
        without = left[:tried] + left[tried + 1 :]
        if without and breaks(without):
            left = without
            tried = min(len(left), tried + 1)
    return left


def smallest(mutant: Repository, breaks: Breaks) -> Repository:
    """With as few files, and as few lines in them, as still break."""
    for path in sorted(mutant.files):
        without = mutant.copy()
        del without.files[path]
        without.links.discard(path)
        if without.files and breaks(without):
            mutant = without
    for path in sorted(mutant.files):
        mutant = _fewer_lines(mutant, path, breaks)
    return mutant


def _fewer_lines(mutant: Repository, path: str, breaks: Breaks) -> Repository:
    lines = mutant.files[path].splitlines(keepends=True)
    if len(lines) > 2000:
        return mutant
    size = max(1, len(lines) // 2)
    while True:
        at = 0
        while at < len(lines):
            smaller = mutant.copy()
            smaller.files[path] = b"".join(lines[:at] + lines[at + size :])
            if breaks(smaller):
                mutant, lines = smaller, lines[:at] + lines[at + size :]
            else:
                at += size
        if size == 1:
            return mutant
        size //= 2
