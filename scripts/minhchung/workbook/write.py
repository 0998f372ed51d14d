"""The workbook of a dossier: what to do, the indicators, the documents, the observations. Pure: written in memory.

Every text is written as text, so none is a formula. The same dossier gives the same bytes: the date of creation is
the plan's, those inside the archive are fixed by the library.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO
from math import ceil
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from minhchung.criteria.model import Indicator
from minhchung.i18n import number
from minhchung.workbook.cells import stored
from minhchung.workbook.fields import HEAD, TABLES, Field, Path, Value, of_indicator, rows
from minhchung.workbook.looks import Looks, accepted
from minhchung.workbook.model import MARK, NEW, OURS, SHEETS, Form

_LINE = 16.5  # the height of a line of text, in points
_SPARE = {"documents": (60, 30), "observations": (30, 15)}  # rows at least, and empty ones at least
_WIDTHS = {
    "start": (28, 92),
    "indicators": (8, 40, 30, 29, 38, 18),
    "documents": (12, 44, 16, 26, 13, 34, 26, 13, 24, 28),
    "observations": (16, 75, 75),
}
_VALUE = 5  # the column of the sheet of indicators in which values stand; column 0 is hidden
_PRINTABLE = 505  # points between the margins of an A4 page on its side, at the scale below
_SCALE = 72  # percent

STEPS = (
    "1. Chỉ điền vào các ô màu vàng. Các ô khác đã khóa để chương trình đọc lại được; đừng gỡ khóa.",
    "2. Trang «Tài liệu»: mỗi văn bản một dòng; tự đặt cho mỗi văn bản một mã ngắn không dấu, ví dụ bc-12.",
    "3. Trang «Chỉ báo»: điền số liệu và mã tài liệu làm minh chứng. Chưa có số liệu thì để trống, đừng ghi 0.",
    "4. Trang «Góp ý»: nêu khó khăn, vướng mắc của Bộ tiêu chí và đề xuất, kiến nghị, nếu có.",
    "5. Hồ sơ sẽ công khai: không ghi tên, ngày sinh, số điện thoại, thư điện tử, số định danh của bất kỳ ai.",
    "6. Điền xong, ghi ngày nộp ở ô dưới đây, lưu dạng .xlsx rồi gửi cho người giữ kho minh chứng.",
)
FICTIONAL = "DỮ LIỆU HƯ CẤU, CHỈ ĐỂ MINH HỌA"


def workbook(form: Form) -> bytes:
    """The .xlsx file to send to the unit."""
    file = BytesIO()
    book = Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    title = f"Hồ sơ tự đánh giá năm {form.year}: {form.unit.name}"
    book.set_properties({"title": title, "created": datetime.fromisoformat(form.criteria.source.issued)})
    writer = _Writer(book, form, title)
    writer.start()
    writer.indicators()
    for table in TABLES:
        writer.table(table)
    writer.base()
    book.close()
    return file.getvalue()


class _Writer:
    def __init__(self, book: Workbook, form: Form, title: str) -> None:
        self.book, self.form, self.title = book, form, title
        self.looks = Looks(book)
        self.fictional = form.data.get("origin") == "example"

    def sheet(self, name: str, columns: Sequence[str]) -> Worksheet:
        """A protected sheet, with what it is known by in its hidden first row and column."""
        place = self.book.add_worksheet(SHEETS[name])
        place.write_string(0, 0, f"{MARK}{name}")
        for number_, column in enumerate(columns, 1):
            place.write_string(0, number_, column)
        place.set_row(0, None, None, {"hidden": True})
        place.set_column(0, 0, None, None, {"hidden": True})
        for column_, width in enumerate(_WIDTHS[name], 1):
            place.set_column(column_, column_, width)
        place.protect("", {"format_rows": True, "format_columns": True})
        place.hide_gridlines(2)
        place.set_landscape()
        place.set_paper(9)
        place.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        fictional = f" ({FICTIONAL.lower()})" if self.fictional else ""
        place.set_footer(f"&L{self.title.replace('&', '&&')}{fictional}&R&A, trang &P/&N")
        return place

    def ours(self, place: Worksheet, row: int, height: float | None = None) -> None:
        place.write_string(row, 0, OURS)
        if height:
            place.set_row(row, height)

    def start(self) -> None:
        place, looks, form = self.sheet("start", ("", "value")), self.looks, self.form
        place.fit_to_pages(1, 1)
        place.write_string(1, 1, self.title, looks.title)
        self.ours(place, 1, 24)
        row = 2
        if self.fictional:
            place.write_string(row, 1, FICTIONAL, looks.alarm)
            self.ours(place, row)
            row += 1
        criteria = form.criteria
        said = f"{criteria.title.vi}, {criteria.source.annex.vi}, {criteria.source.number}, {criteria.source.issuer}"
        place.merge_range(row, 1, row, 2, said, looks.plain)
        self.ours(place, row, _LINE * _lines(said, 120))
        for step in STEPS:
            row += 1
            place.merge_range(row, 1, row, 2, step, looks.plain)
            self.ours(place, row, _LINE * 1.4)
        for field in HEAD:
            row += 1
            place.write_string(row, 1, field.label, looks.standard)
            place.set_row(row, _LINE * 2)
            self.fill(place, row, 2, field, form.base.get(field.path))
            place.write_string(row, 0, field.key)

    def indicators(self) -> None:
        place, looks, form = self.sheet("indicators", ("", "", "", "", "value")), self.looks, self.form
        place.set_print_scale(_SCALE)
        place.write_string(1, 1, f"Số liệu tự đánh giá năm {form.year}: {form.unit.name}", looks.title)
        self.ours(place, 1, 24)
        headings = (
            "Chỉ báo",
            "Nội dung",
            "Hướng dẫn đánh giá",
            "Mục cần ghi",
            f"Số liệu năm {form.year}",
            f"Hồ sơ năm {form.year - 1}",
        )
        for column, heading in enumerate(headings, 1):
            place.write_string(2, column, heading, looks.head)
        self.ours(place, 2, 20)
        place.freeze_panes(3, 2)
        place.repeat_rows(2)
        row, breaks = 3, _Breaks(44.0)
        for standard in form.criteria.standards.values():
            heads = [(f"Tiêu chuẩn {standard.id}. {standard.quote.official}", looks.standard)]
            for criterion in form.criteria.criteria.values():
                if criterion.standard != standard.id:
                    continue
                heads.append((f"Tiêu chí {criterion.id}. {criterion.quote.official}", looks.criterion))
                for indicator in form.criteria.indicators.values():
                    if indicator.criterion == criterion.id:
                        heights = [_LINE * _lines(text, 160) + 3 for text, _ in heads]
                        block = self.heights(indicator)
                        breaks.block(row, sum(heights) + sum(block))
                        for (text, look), height in zip(heads, heights, strict=True):
                            place.merge_range(row, 1, row, 6, text, look)
                            self.ours(place, row, height)
                            row += 1
                        heads = []
                        row = self.indicator(place, row, indicator, block)
        place.set_h_pagebreaks(breaks.rows)

    def heights(self, indicator: Indicator) -> list[float]:
        """The heights of an indicator's rows, so that its wording fits beside them."""
        own = [
            _LINE
            * max(
                _lines(field.label, 27),
                _lines(str(self.form.base.get(field.path, "")), 36),
                min(_lines(self.said_before(field), 16), 8),
                2 if field.kind in ("evidence", "text") else 1,
            )
            + 2
            for field in of_indicator(indicator, self.form.year)
        ] or [_LINE * 2]
        said = max(_lines(indicator.quote.official, 38), _lines(indicator.guidance.official, 28)) * _LINE + 4
        short = max(0.0, said - sum(own)) / len(own)
        return [height + short for height in own]

    def said_before(self, field: Field) -> str:
        """What last year's dossier says; not which documents it cited, whose ids are its own."""
        before = self.form.before.get(_same_figure(field.path, self.form.before))
        return "" if before is None or field.kind == "evidence" else shown(before, field)

    def indicator(self, place: Worksheet, row: int, indicator: Indicator, heights: list[float]) -> int:
        looks, last = self.looks, row + len(heights) - 1
        told = (
            (1, indicator.id, looks.number),
            (2, indicator.quote.official, looks.told),
            (3, indicator.guidance.official, looks.told),
        )
        for column, text, look in told:
            if last > row:
                place.merge_range(row, column, last, column, text, look)
            else:
                place.write_string(row, column, text, look)
        own = of_indicator(indicator, self.form.year)
        if not own:
            of = indicator.measure.noun.vi if indicator.measure.noun else "đơn vị"
            said = f"Không phải ghi: tính từ kết quả của các {of}."
            place.merge_range(row, 4, row, 6, said, looks.told)
            self.ours(place, row, heights[0])
        for at, (field, height) in enumerate(zip(own, heights, strict=True), row) if own else ():
            place.set_row(at, height)
            place.write_string(at, 0, field.key)
            place.write_string(at, 4, field.label, looks.told)
            self.fill(place, at, _VALUE, field, self.form.base.get(field.path))
            place.write_string(at, 6, self.said_before(field), looks.before)
        return last + 1

    def table(self, name: str) -> None:
        columns, looks = TABLES[name], self.looks
        place = self.sheet(name, [field.path[0] for field in columns])
        place.fit_to_pages(1, 0)
        place.write_string(1, 1, f"{SHEETS[name]}: {self.form.unit.name}, năm {self.form.year}", looks.title)
        self.ours(place, 1, 24)
        for column, field in enumerate(columns, 1):
            place.write_string(2, column, field.label, looks.head)
        self.ours(place, 2, _LINE * 2 + 2)
        place.freeze_panes(3, 2)
        place.repeat_rows(2)
        there = [row for row, _ in rows(self.form.data, name)]
        least, spare = _SPARE[name]
        empty = max(least - len(there), spare)
        for at, key in enumerate([*there, *[NEW] * empty], 3):
            place.write_string(at, 0, key)
            tallest = 1
            for column, field in enumerate(columns, 1):
                value = self.form.base.get((name, key, field.path[0]))
                tallest = max(tallest, _lines(str(value or ""), _WIDTHS[name][column - 1] - 2))
                if field.kind == "id" and key != NEW:
                    place.write_string(at, column, key, looks.id)
                else:
                    self.fill(place, at, column, field, value)
            place.set_row(at, _LINE * (tallest if key != NEW else 2) + 2)
        place.print_area(1, 1, 2 + len(there) + 3, len(columns))

    def fill(self, place: Worksheet, row: int, column: int, field: Field, value: Value | None) -> None:
        """A cell to fill in, with what the dossier has already and the checks that the kind of value allows."""
        look = self.looks.of(field)
        cell = None if value is None else stored(value, field)
        match cell:
            case None:
                place.write_blank(row, column, None, look)
            case date():
                place.write_datetime(row, column, datetime.combine(cell, time()), look)
            case float():
                place.write_number(row, column, cell, look)
            case _:
                place.write_string(row, column, cell, look)
        check = accepted(field, tuple(self.form.criteria.indicators))
        if check:
            place.data_validation(row, column, row, column, check)

    def base(self) -> None:
        """What the file said when the workbook was written: what a change is measured against."""
        form = self.form
        place = self.book.add_worksheet(SHEETS["base"])
        about = ("unit", form.unit.id), ("year", str(form.year)), ("criteria", form.criteria.id)
        listed = [(f"{MARK}base", "1"), *about]
        listed += [(f"/{'/'.join(path)}", _kept(value)) for path, value in form.base.items()]
        for row, cells in enumerate(listed):
            for column, text in enumerate(cells):
                place.write_string(row, column, text)
        place.very_hidden()
        place.protect()


class _Breaks:
    """Where a printed page ends, so that no indicator is torn apart."""

    def __init__(self, used: float) -> None:
        self.rows: list[int] = []
        self._used, self._heading = used, 20.0

    def block(self, row: int, height: float) -> None:
        if self._used + height > _PRINTABLE * 100 / _SCALE:
            self.rows.append(row)
            self._used = self._heading
        self._used += height


def shown(value: Value, field: Field) -> str:
    """A value in words, as a Vietnamese sentence has it."""
    cell = stored(value, field)
    if isinstance(value, Decimal):
        return number(value, "vi")
    return cell.strftime("%d/%m/%Y") if isinstance(cell, date) else str(cell)


def _same_figure(path: Path, before: Any) -> Path:
    """Last year's figure beside this year's: beside “last year” stands what last year's dossier gave as its own."""
    if path[-1] != "previous":
        return path
    own = (*path[:-1], "current"), (*path[:-1], "percent")
    return next((candidate for candidate in own if candidate in before), path)


def _kept(value: Value) -> str:
    """A value with its kind, as :mod:`minhchung.workbook.read` understands it."""
    kind = "b" if isinstance(value, bool) else "n" if isinstance(value, Decimal) else "s"
    return f"{kind}:{str(value).lower() if kind == 'b' else value}"


def _lines(text: str, width: int) -> int:
    """How many lines a text takes in a column of `width` letters."""
    return sum(_wrapped(line, width) for line in text.split("\n"))


def _wrapped(line: str, width: int) -> int:
    return max(1, ceil(len(line) * 1.06 / width))
