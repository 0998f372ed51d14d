"""What a table is: its columns, its key, and which other tables its rows speak of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from minhchung.criteria.model import Words
from minhchung.i18n import translator

Type = Literal["string", "integer", "number", "boolean", "date", "datetime", "uri"]


@dataclass(frozen=True, slots=True)
class Column:
    """`about` is a message id. `values` closes the set; a `required` cell is never empty."""

    name: str
    type: Type
    about: str
    required: bool = False
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reference:
    """The rows of `table` whose `target` columns hold what the `columns` of this row hold."""

    columns: tuple[str, ...]
    table: str
    target: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """`title` and `about` are message ids; `key` tells a row from every other one of the same city."""

    name: str
    title: str
    about: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    references: tuple[Reference, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)


def in_both(message: str) -> Words:
    """A message id in both languages, for files that serve every reader."""
    return Words(message, translator("en").gettext(message))
