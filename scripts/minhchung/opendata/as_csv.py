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
from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache
from typing import Any

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


class _Lines(list[str]):
    """What :mod:`csv` writes to."""

    write = list.append


def as_csv(table: Table, rows: Iterable[Row]) -> bytes:
    """The table with its header. Raises ValueError for a row with a column that the table does not have."""
    lines = _Lines()
    writer = csv.writer(lines)
    writer.writerow(table.names)
    names = set(table.names)
    for row in rows:
        if not row.keys() <= names:
            raise ValueError(f"{table.name}: {sorted(row.keys() - names)}")
        writer.writerow([cell(row.get(name)) for name in table.names])
    return (BOM + "".join(lines)).encode()


def cell(value: Any) -> str:
    """A value as it stands in a cell: nothing where it is unknown."""
    if value is None:
        return ""
    if isinstance(value, str):
        return guarded(value) if len(value) > _SHORT else _guarded(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return format(value, "f") if isinstance(value, Decimal) else str(value)


def guarded(text: str) -> str:
    """`text` with an apostrophe wherever a spreadsheet might begin to read a formula; :func:`unguarded` undoes it."""
    return text if _NUMBER.match(text) else _BEGINNING.sub(r"\1\2'", text)


_guarded = lru_cache(maxsize=1 << 16)(guarded)  # most of a table is the same few names over and over


def unguarded(text: str) -> str:
    return _GUARDED.sub(r"\1\2", text)
