"""What a YAML file is read into: plain data in which every key and value knows its place. Pure."""

from __future__ import annotations

from typing import Any, NamedTuple

MAX_DEPTH = 20  # of what stands within something else

Path = tuple[str | int, ...]


class Mark(NamedTuple):
    """A place in a file; both count from 1."""

    line: int
    column: int


class Quoted(str):
    """A scalar written in quotes or as a block: text, whatever it looks like."""

    __slots__ = ()


class Map(dict[str, Any]):
    """A mapping; `at`: of each key its line and column, and those of its value, all from 1 (seldom asked for, so bare)."""

    __slots__ = ("at",)

    def __init__(self) -> None:
        super().__init__()
        self.at: dict[str, tuple[int, int, int, int]] = {}

    def key_mark(self, key: str) -> Mark:
        return Mark(*self.at[key][:2])

    def mark(self, key: str) -> Mark:
        return Mark(*self.at[key][2:])


class Seq(list[Any]):
    """A list; `at`: of each item its line and column, from 1."""

    __slots__ = ("at",)

    def __init__(self) -> None:
        super().__init__()
        self.at: list[tuple[int, int]] = []
