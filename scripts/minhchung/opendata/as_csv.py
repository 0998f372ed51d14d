"""A table as CSV (RFC 4180) that a spreadsheet opens without harm. Pure.

UTF-8 with a byte order mark, without which Excel takes Vietnamese for another encoding. Numbers are written
as they were published. Text that a spreadsheet would take for a formula gets an apostrophe in front; numbers never.

A spreadsheet set to Vietnamese takes the semicolon, not the comma, for the end of a cell, and then a quotation
mark within a line protects nothing: what follows a semicolon, a tab or a line break inside a text is the
beginning of a cell for it. So each of these beginnings is guarded, not only that of the whole text.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from io import TextIOWrapper
from typing import IO, Any, NamedTuple

from minhchung.opendata.data import Row
from minhchung.opendata.table import Table

BOM = "\ufeff"
_TRIGGERS = "=+\\-@\t\r＝＋－＠"  # the full-width twins are the same to East Asian versions
# What a spreadsheet passes over or drops before it looks: blanks, control characters, what cannot be seen.
_BLANK = "\\x00-\\x08\\x0b\\x0c\\x0e-\\x20\\x7f-\\xa0\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff"
_BEGINNING = re.compile(rf"(\A|[;\t\r\n])([{_BLANK}]*)(?='*[{_TRIGGERS}])")
_NUMBER = re.compile(r"[+-]?[0-9]+(?:[.,][0-9]+)?\Z")  # as harmless in a text as in a column of numbers
_GUARDED = re.compile(rf"(\A|[;\t\r\n])([{_BLANK}]*)'(?='*[{_TRIGGERS}])")


_SHORT = 100  # letters of a text that is worth remembering


class Alike(NamedTuple):
    """Rows that are all like `row`, but for the columns `names`, which stand side by side."""

    row: Row
    names: tuple[str, ...]
    values: Sequence[tuple[Any, ...]]


class Lines(NamedTuple):
    """Rows as they stand in the file, and how many they are."""

    content: bytes
    rows: int


class _Texts(list[str]):
    """What :mod:`csv` writes to."""

    write = list.append


def as_csv(table: Table, rows: Iterable[Row]) -> Lines:
    """The table with its header, which is not counted. Raises what :func:`lines` raises."""
    content, count = lines(table, rows)
    return Lines(header(table) + content, count)


def header(table: Table) -> bytes:
    texts = _Texts()
    csv.writer(texts).writerow(table.names)
    return (BOM + "".join(texts)).encode()


def lines(table: Table, rows: Iterable[Row | Alike]) -> Lines:
    """The rows of a table. Raises ValueError for a row with a column that the table does not have."""
    texts = _Texts()
    write = csv.writer(texts).writerow
    names = table.names
    known = set(names)
    for row in rows:
        if isinstance(row, Alike):
            texts += _alike(names, row)
            continue
        if not row.keys() <= known:
            raise ValueError(f"{table.name}: {sorted(row.keys() - known)}")
        get = row.get
        write(_cells(map(get, names)))
    return Lines("".join(texts).encode("utf-8", "surrogateescape"), len(texts))


def _alike(names: tuple[str, ...], rows: Alike) -> Iterator[str]:
    """What all have in common is written once."""
    common, varying = _Texts(), _Texts()
    first = names.index(rows.names[0])
    last = first + len(rows.names)
    if names[first:last] != rows.names:
        raise ValueError(f"not side by side: {rows.names}")
    writer = csv.writer(common)
    for part in (names[:first], names[last:]):
        writer.writerow(_cells(map(rows.row.get, part)))
    csv.writer(varying).writerows(map(_cells, rows.values))
    before, after = common[0][:-2], common[1]
    return (f"{before},{line[:-2]},{after}" for line in varying)


def _cells(values: Iterable[Any]) -> list[str | int | None]:
    """What :func:`cell` says of each, or what :mod:`csv` writes alike; most are nothing, or a short text."""
    return [
        value
        if value is None or type(value) is int
        else _guarded(value)
        if type(value) is str and len(value) <= _SHORT
        else cell(value)
        for value in values
    ]


def cell(value: Any) -> str:
    """A value as it stands in a cell: nothing where it is unknown."""
    if value is None:
        return ""
    if isinstance(value, str):
        return guarded(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return format(value, "f") if isinstance(value, Decimal) else str(value)


def guarded(text: str) -> str:
    """`text` with an apostrophe wherever a spreadsheet might begin to read a formula; :func:`unguarded` undoes it."""
    return text if _NUMBER.match(text) else _BEGINNING.sub(r"\1\2'", text)


_guarded = lru_cache(maxsize=1 << 16)(guarded)  # most of a table is the same few names over and over


def unguarded(text: str) -> str:
    return _GUARDED.sub(r"\1\2", text) if "'" in text else text


def read(table: Table, file: IO[bytes]) -> Iterator[Row]:
    """The rows of a table from its file: numbers as numbers, dates as text, None where a cell is empty."""
    kinds = [_VALUES.get(column.type, unguarded) for column in table.columns]
    csv.field_size_limit(_LONGEST)
    text = TextIOWrapper(file, "utf-8-sig", newline="")
    try:
        rows = csv.reader(text)
        names = next(rows)
        for row in rows:
            yield {name: of(said) if said else None for name, of, said in zip(names, kinds, row, strict=True)}
    finally:
        text.detach()  # the file stays open


_VALUES: dict[str, Callable[[str], Any]] = {"integer": int, "number": Decimal, "boolean": "true".__eq__}
_LONGEST = 1 << 30  # letters in a cell
