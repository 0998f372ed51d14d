"""The workbook: every sheet in Vietnamese, then every sheet in English. Pure: it is written in memory.

Every text is written as text, so none is a formula and no code loses its zeros. The same data give the same bytes:
the date of creation is the plan's, those inside the archive are fixed by the library, and its parts are stored as
they are: what a compressor makes of them differs from one machine to the next.
"""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from minhchung.archive import settled
from minhchung.i18n import LANGS, N_
from minhchung.opendata.data import CityData
from minhchung.opendata.package import LICENCE, sources, title
from minhchung.opendata.sheets import Link, Sheet, Written, sheets
from minhchung.opendata.table import in_both
from minhchung.publishing.escaping import visible

LONGEST = 32_767  # letters in a cell; one more and the cell would stay empty
_CUT = " […]"


def workbook(data: CityData, tables: Written) -> bytes:
    """minhchung.xlsx, from the tables as they were written."""
    file = BytesIO()
    book = Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    issued = min(
        set_.source.issued for edition in data.site.editions.values() for set_ in edition.sets.values()
    )
    book.set_properties({"title": title(data), "created": datetime.fromisoformat(issued)})
    looks = _Looks(book)
    contents = book.add_worksheet(in_both(N_("Mục lục")).vi)
    written = [sheet for lang in LANGS for sheet in sheets(data, tables, lang)]
    for sheet in written:
        if sheet.rows is not None:
            _sheet(book, sheet, sheet.rows, looks)
    _contents(contents, data, written, looks)
    book.close()
    return settled(file.getvalue())


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
    place = book.add_worksheet(sheet.title)
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
    match value:
        case Link():
            place.write_url(row, column, value, looks.link, value)
        case date():
            place.write_datetime(row, column, datetime.combine(value, time()), looks.day)
        case Decimal():
            exponent = value.as_tuple().exponent
            places = -exponent if isinstance(exponent, int) and exponent < 0 else 0
            place.write_number(row, column, float(value), looks.decimal(places))
        case int():
            place.write_number(row, column, value, looks.whole)
        case _:
            place.write_string(row, column, fitting(str(value)), looks.text)


def fitting(text: str) -> str:
    """Text as a cell can hold it: what cannot be seen is shown, what is too long is cut, visibly."""
    text = visible(text)
    return text if len(text) <= LONGEST else text[: LONGEST - len(_CUT)] + _CUT


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
