"""The workbook: every sheet in Vietnamese, then every sheet in English. Pure: it is written in memory.

Every text is written as text, so none is a formula and no code loses its zeros. The same data give the same bytes:
the date of creation is the plan's, those inside the archive are fixed by the library, and its parts are stored as
they are: what a compressor makes of them differs from one machine to the next.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Decimal
from functools import lru_cache
from io import BytesIO
from itertools import chain
from string import ascii_uppercase
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import CellStringTuple, Worksheet

from minhchung.archive import settled
from minhchung.i18n import N_
from minhchung.opendata.data import CityData
from minhchung.opendata.package import LICENCE, sources, title
from minhchung.opendata.sheets import Link, Sheet, sheets
from minhchung.opendata.table import in_both
from minhchung.opendata.written import Written
from minhchung.publishing.escaping import visible

LONGEST = 32_767  # letters in a cell; one more and the cell would stay empty
_CUT = " […]"
_SHORT = 100  # letters of a text that is worth remembering


def workbook(data: CityData, tables: Mapping[str, Written]) -> bytes:
    """minhchung.xlsx, from the tables as they were written."""
    file = BytesIO()
    book = Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    issued = min(
        set_.source.issued for edition in data.site.editions.values() for set_ in edition.sets.values()
    )
    book.set_properties({"title": title(data), "created": datetime.fromisoformat(issued)})
    looks = _Looks(book)
    contents = book.add_worksheet(in_both(N_("Mục lục")).vi)
    written = list(chain.from_iterable(sheets(data, tables).values()))
    for sheet in written:
        if sheet.rows is not None:
            _sheet(book, sheet, sheet.rows, looks)
    _contents(contents, data, written, looks)
    book.close()
    return settled(file.getvalue())


class _Sheet(Worksheet):
    """Writes the cells that there are here, texts and numbers with a format, in half the time: the same bytes."""

    def _write_cell(self, row: int, col: int, cell: Any) -> None:
        look = cell.format._get_xf_index()  # noqa: SLF001 - as in the method that this replaces
        start = f'<c r="{_COLUMNS[col]}{row + 1}" s="{look}"'
        assert self.fh is not None
        if isinstance(cell, CellStringTuple):
            self.fh.write(f'{start} t="s"><v>{cell.string}</v></c>')
        else:
            self.fh.write(f"{start}><v>{cell.number:.16G}</v></c>")


_COLUMNS = ascii_uppercase  # no sheet has more


class _Looks:
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


def _sheet(book: Workbook, sheet: Sheet, rows: list[tuple[Any, ...]], looks: _Looks) -> None:
    place = book.add_worksheet(sheet.title, _Sheet)
    for column, heading in enumerate(sheet.headings):
        place.set_column(column, column, heading.width)
        place.write_string(0, column, heading.text, looks.head)
    place.freeze_panes(1, 0)
    place.autofilter(0, 0, len(rows), len(sheet.headings) - 1)
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row):
            if value is not None:
                _write(place, number, column, value, looks)


def _write(place: Worksheet, row: int, column: int, value: Any, looks: _Looks) -> None:
    kind = type(value)
    if kind is str:
        place.write_string(
            row, column, _fitting(value) if len(value) < _SHORT else fitting(value), looks.text
        )
    elif kind is int:
        place.write_number(row, column, value, looks.whole)
    elif kind is Link:
        place.write_url(row, column, value, looks.link, value)
    elif kind is date:
        place.write_datetime(row, column, datetime.combine(value, time()), looks.day)
    elif kind is Decimal:
        exponent = value.as_tuple().exponent
        places = -exponent if isinstance(exponent, int) and exponent < 0 else 0
        place.write_number(row, column, float(value), looks.decimal(places))
    else:
        raise TypeError(f"no cell: {value!r}")


def fitting(text: str) -> str:
    """Text as a cell can hold it: what cannot be seen is shown, what is too long is cut, visibly."""
    text = visible(text)
    if text.startswith("<r>") and text.endswith("</r>"):
        text += " "  # the library would take it for text with formats of its own
    return text if len(text) <= LONGEST else text[: LONGEST - len(_CUT)] + _CUT


_fitting = lru_cache(maxsize=1 << 14)(fitting)  # most cells hold the same few texts


def _contents(place: Worksheet, data: CityData, written: list[Sheet], looks: _Looks) -> None:
    """What is in the workbook, from what, and under which licence."""
    place.set_column(0, 0, 40)
    place.set_column(1, 1, 90)
    place.write_string(0, 0, title(data), looks.title)
    facts = [
        (N_("Trang"), Link(data.address)),
        (N_("Phiên bản"), data.site.revision or "–"),
        (N_("Nguồn"), "; ".join(sources(data))),
        (N_("Giấy phép"), Link(LICENCE)),
    ]
    for row, (label, value) in enumerate(facts, 2):
        words = in_both(label)
        place.write_string(row, 0, f"{words.vi} / {words.en}", looks.text)
        _write(place, row, 1, value, looks)
    for row, sheet in enumerate(written, len(facts) + 3):
        if sheet.rows is None:
            place.write_string(row, 0, sheet.title, looks.text)
            words = in_both(N_("Quá dài cho một trang tính: xem {file}."))
            said = f"{words.vi} / {words.en}".format(file=sheet.file)
            place.write_string(row, 1, said, looks.text)
        else:
            place.write_url(row, 0, f"internal:'{sheet.title}'!A1", looks.link, sheet.title)
            place.write_number(row, 1, len(sheet.rows), looks.whole)
