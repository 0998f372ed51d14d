"""The workbook: every sheet in Vietnamese, then every sheet in English. Pure: it is written in memory.

Every text is written as text, so none is a formula and no code loses its zeros. The same data give the same bytes:
the date of creation is the plan's, and the archive tells no time (:mod:`minhchung.archive`).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from io import BytesIO, StringIO
from itertools import chain
from typing import Any
from xml.sax.saxutils import quoteattr

from xlsxwriter import Workbook
from xlsxwriter.packager import Packager
from xlsxwriter.url import Url
from xlsxwriter.worksheet import Worksheet

from minhchung.archive import stored
from minhchung.i18n import N_
from minhchung.opendata.cells import Cells, Looks, Rows, fitting
from minhchung.opendata.data import CityData
from minhchung.opendata.package import LICENCE, sources, title
from minhchung.opendata.sheets import Heading, Link, Sheet, sheets
from minhchung.opendata.table import in_both
from minhchung.opendata.written import Written


def workbook(data: CityData, tables: Mapping[str, Written]) -> bytes:
    """minhchung.xlsx, from the tables as they were written."""
    book = _Book(BytesIO(), {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    issued = min(
        set_.source.issued for edition in data.site.editions.values() for set_ in edition.sets.values()
    )
    book.set_properties({"title": title(data), "created": datetime.fromisoformat(issued)})
    looks = Looks(book)
    cells = Cells(looks)
    contents = book.add_worksheet(in_both(N_("Mục lục")).vi)
    written = list(chain.from_iterable(sheets(data, tables).values()))
    for sheet in written:
        if sheet.rows is not None:
            rows = cells.rows([heading.text for heading in sheet.headings], sheet.rows)
            place = book.add_worksheet(sheet.title, _Sheet)
            assert isinstance(place, _Sheet)
            place.fill(sheet.headings, rows)
            book.str_table.count += rows.texts
    _contents(contents, data, written, looks)
    book.close()
    return stored((name, part.getvalue().encode()) for part, name, _ in book.packager.made)


class _Book(Workbook):
    """Hands over its parts, which the library would compress."""

    def __init__(self, file: BytesIO, options: dict[str, bool]) -> None:
        super().__init__(file, options)
        self.packager = _Packager()

    def _get_packager(self) -> Packager:
        return self.packager


class _Packager(Packager):
    made: list[tuple[StringIO, str, bool]]

    def _create_package(self) -> list[tuple[StringIO, str, bool]]:
        self.made = super()._create_package()  # type: ignore[no-untyped-call]
        return []


class _Sheet(Worksheet):
    """A sheet whose rows are XML already."""

    def fill(self, headings: tuple[Heading, ...], rows: Rows) -> None:
        self._rows = rows
        for column, heading in enumerate(headings):
            self.set_column(column, column, heading.width)
        last = len(rows.xml) - 1, len(headings) - 1
        self.freeze_panes(1, 0)
        self.autofilter(0, 0, *last)
        for corner in ((0, 0), last):
            self._check_dimensions(*corner)

    def _write_rows(self) -> None:
        self._say("".join(self._rows.xml))

    def _write_hyperlinks(self) -> None:
        """All links to one page, whatever stands behind the #, share a relationship."""
        numbers: dict[str, int] = {}
        made = []
        for place, link in self._rows.links:
            page, within = _address(link)
            number = numbers.setdefault(page, len(numbers) + 1)
            made.append(f'<hyperlink ref="{place}" r:id="rId{number}"{within}/>')
        if made:
            self._say(f"<hyperlinks>{''.join(made)}</hyperlinks>")
        self.external_hyper_links += (["/hyperlink", page, "External"] for page in numbers)

    def _say(self, xml: str) -> None:
        out: Any = self.fh
        out.write(xml)


@lru_cache(maxsize=1 << 14)
def _address(link: str) -> tuple[str, str]:
    """The page to which a link leads, and where on it, as an attribute."""
    url = Url(link)
    return url._target(), f" location={quoteattr(url._anchor)}" if url._anchor else ""  # noqa: SLF001


def _contents(place: Worksheet, data: CityData, written: list[Sheet], looks: Looks) -> None:
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
        if isinstance(value, Link):
            place.write_url(row, 1, value, looks.link, value)
        else:
            place.write_string(row, 1, fitting(value), looks.text)
    for row, sheet in enumerate(written, len(facts) + 3):
        if sheet.rows is None:
            place.write_string(row, 0, sheet.title, looks.text)
            words = in_both(N_("Quá dài cho một trang tính: xem {file}."))
            said = f"{words.vi} / {words.en}".format(file=sheet.file)
            place.write_string(row, 1, said, looks.text)
        else:
            place.write_url(row, 0, f"internal:'{sheet.title}'!A1", looks.link, sheet.title)
            place.write_number(row, 1, len(sheet.rows), looks.whole)
