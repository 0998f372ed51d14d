"""The rows of the workbook's sheets as the XML that they become. Pure.

The library for workbooks keeps every cell by itself until the book is closed, which takes ten times as long.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from decimal import Decimal
from string import ascii_uppercase
from typing import Any, NamedTuple

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.sharedstrings import SharedStringTable
from xlsxwriter.utility import _datetime_to_excel_datetime

from minhchung.opendata.sheets import Link
from minhchung.publishing.escaping import visible

LONGEST = 32_767  # letters in a cell; one more and the cell would stay empty
_CUT = " […]"
_COLUMNS = ascii_uppercase  # no sheet has more
_TEXT = ' t="s">'


class Looks:
    """Formats, made once each: a workbook holds a limited number."""

    def __init__(self, book: Workbook) -> None:
        self.book = book
        self.title = book.add_format({"bold": True, "font_size": 14})
        self.head = book.add_format(
            {"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#E8EDF3", "bottom": 1}
        )
        self.text = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
        self.whole = book.add_format({"valign": "top", "num_format": "0"})
        self.day = book.add_format({"valign": "top", "num_format": "dd/mm/yyyy"})
        self.link = book.add_format({"valign": "top", "font_color": "#0B57A4", "underline": 1})
        self._decimals: dict[int, Format] = {}

    def decimal(self, places: int) -> Format:
        """As many decimals as were published."""
        if places not in self._decimals:
            shown = "0." + "0" * places if places else "0"
            self._decimals[places] = self.book.add_format({"valign": "top", "num_format": shown})
        return self._decimals[places]


class Rows(NamedTuple):
    """Rows as XML, how many cells in them hold text, and the links, each by its place."""

    xml: list[str]
    texts: int
    links: list[tuple[str, Link]]


class Cells:
    """Makes the rows of all sheets of a book, which holds each text once."""

    def __init__(self, looks: Looks) -> None:
        self._looks = looks
        shared = looks.book.str_table
        self._heads, self._texts = _Texts(shared, looks.head), _Texts(shared, looks.text)
        self._links, self._numbers = _Texts(shared, looks.link), _Numbers(looks)

    def rows(self, head: Sequence[str], rows: Iterable[Sequence[Any]]) -> Rows:
        """The `head`, and what is below it. Raises TypeError for a value that no cell can hold."""
        names, texts, numbers = _COLUMNS[: len(head)], self._texts, self._numbers
        links: list[tuple[str, Link]] = []
        made = [
            _row(1, [f'<c r="{name}1{self._heads[said]}' for name, said in zip(names, head, strict=True)])
        ]
        for number, row in enumerate(rows, 2):
            cells = []
            for name, value in zip(names, row, strict=True):
                if value is None:
                    continue
                kind = type(value)
                if kind is str:
                    cells.append(f'<c r="{name}{number}{texts[value]}')
                elif kind is int or kind is date:
                    cells.append(f'<c r="{name}{number}{numbers[value]}')
                elif kind is Decimal:
                    cells.append(f'<c r="{name}{number}{_decimal(value, self._looks)}')
                elif kind is Link:
                    cells.append(f'<c r="{name}{number}{self._links[value]}')
                    links.append((f"{name}{number}", value))
                else:
                    raise TypeError(f"no cell: {value!r}")
            made.append(_row(number, cells))
        return Rows(made, sum(row.count(_TEXT) for row in made), links)


class _Texts(dict[str, str]):
    """The cell of each text in one look, but for its place."""

    def __init__(self, shared: SharedStringTable, look: Format) -> None:
        super().__init__()
        self._shared, self._look = shared, look
        self._number: Callable[[str], int] = shared._get_shared_string_index  # noqa: SLF001

    def __missing__(self, text: str) -> str:
        index = self._number(fitting(text))
        self._shared.count -= 1  # cells, of which there may be many more
        cell = self[text] = f'" s="{_index(self._look)}"{_TEXT}<v>{index}</v></c>'
        return cell


class _Numbers(dict[int | date, str]):
    """The cell of each whole number and of each day, but for its place."""

    def __init__(self, looks: Looks) -> None:
        super().__init__()
        self._looks = looks

    def __missing__(self, value: int | date) -> str:
        if isinstance(value, int):
            cell = _number(value, self._looks.whole)
        else:
            cell = _number(_datetime_to_excel_datetime(value, False, False), self._looks.day)
        self[value] = cell
        return cell


def _decimal(value: Decimal, looks: Looks) -> str:
    exponent = value.as_tuple().exponent
    places = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    return _number(float(value), looks.decimal(places))


def _row(number: int, cells: list[str]) -> str:
    return f'<row r="{number}">{"".join(cells)}</row>'


def _number(number: float, look: Format) -> str:
    return f'" s="{_index(look)}"><v>{number:.16G}</v></c>'


def _index(look: Format) -> int:
    index: int = look._get_xf_index()  # type: ignore[no-untyped-call]  # noqa: SLF001
    return index


def fitting(text: str) -> str:
    """Text as a cell can hold it: what cannot be seen is shown, what is too long is cut, visibly."""
    text = visible(text)
    if text.startswith("<r>") and text.endswith("</r>"):
        text += " "  # the library would take it for text with formats of its own
    return text if len(text) <= LONGEST else text[: LONGEST - len(_CUT)] + _CUT
