"""How the cells of a workbook look, and what a spreadsheet lets be typed into them. Pure."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from minhchung.i18n import number
from minhchung.workbook.cells import EARLIEST, LATEST
from minhchung.workbook.fields import ACCESS, STATUS, Field

_LONGEST_LIST = 255  # letters, in Excel
_CITING = (
    "Ghi mã ở trang «Tài liệu», cách nhau bằng dấu chấm phẩy. Cần thì ghi số trang: nq-31; bc-12 (trang 4)."
)


class Looks:
    """Formats, made once each."""

    def __init__(self, book: Workbook) -> None:
        font = {"font_name": "Times New Roman", "font_size": 12}
        cell = {**font, "valign": "top", "text_wrap": True, "border": 1, "border_color": "#A6A6A6"}
        fill = {**cell, "bg_color": "#FFF8D6", "locked": False}
        self.title = book.add_format({**font, "bold": True, "font_size": 15})
        self.plain = book.add_format({**font, "valign": "top", "text_wrap": True})
        self.bold = book.add_format({**font, "valign": "top", "bold": True})
        self.alarm = book.add_format({**font, "bold": True, "font_color": "#B00020"})
        self.head = book.add_format({**cell, "bold": True, "bg_color": "#DCE6F1", "align": "center"})
        self.standard = book.add_format({**cell, "bold": True, "bg_color": "#DCE6F1"})
        self.criterion = book.add_format({**cell, "italic": True, "bg_color": "#F2F6FA"})
        self.number = book.add_format({**cell, "bold": True, "align": "center"})
        self.told = book.add_format(cell)
        self.before = book.add_format({**cell, "font_color": "#595959", "bg_color": "#F2F2F2"})
        self.id = book.add_format({**cell, "bg_color": "#F2F2F2", "num_format": "@"})
        self.text = book.add_format({**fill, "num_format": "@"})
        self.figure = book.add_format({**fill, "align": "left"})
        self.day = book.add_format({**fill, "align": "left", "num_format": "dd/mm/yyyy"})

    def of(self, field: Field) -> Format:
        """How a cell to fill in looks; texts are never taken for numbers or dates."""
        match field.kind:
            case "whole" | "decimal":
                return self.figure
            case "date":
                return self.day
        return self.text


def accepted(field: Field, indicators: tuple[str, ...]) -> dict[str, Any] | None:
    """What a spreadsheet lets be typed into a cell, and what it says otherwise."""
    stop = {"error_title": "Hãy kiểm tra lại", "ignore_blank": True}
    chosen = {"yes-no": ("Có", "Không"), "status": tuple(STATUS.values()), "access": tuple(ACCESS.values())}
    match field.kind:
        case "yes-no" | "status" | "access" | "indicator":
            listed = chosen.get(field.kind, indicators)
            if len(",".join(listed)) > _LONGEST_LIST:
                return None
            said = f"Hãy chọn trong danh sách: {', '.join(listed)}."
            if field.kind == "indicator":
                said = "Hãy chọn một chỉ báo trong danh sách, hoặc để trống."
            return {**stop, "validate": "list", "source": list(listed), "error_message": said}
        case "whole":
            said = "Ô này ghi một số nguyên, từ 0 trở lên, không kèm chữ. Chưa có số liệu thì để trống."
            limits = {"criteria": "between", "minimum": 0, "maximum": 10**9}
            return {**stop, "validate": "integer", **limits, "error_message": said}
        case "decimal":
            low = -(10**9) if field.minimum is None else float(field.minimum)
            high = 10**9 if field.maximum is None else float(field.maximum)
            within = f" từ {_words(low)} đến {_words(high)}" if field.maximum is not None else ""
            said = f"Ô này ghi một số{within}, không kèm chữ. Chưa có số liệu thì để trống."
            limits = {"criteria": "between", "minimum": low, "maximum": high}
            return {**stop, "validate": "decimal", **limits, "error_message": said}
        case "date":
            first, last = date(EARLIEST, 1, 1), date(LATEST, 12, 31)
            said = "Ô này ghi một ngày: ngày/tháng/năm, ví dụ 10/12/2022."
            limits_ = {"criteria": "between", "minimum": first, "maximum": last}
            return {**stop, "validate": "date", **limits_, "error_message": said}
        case "evidence":
            return {"validate": "any", "input_title": "Minh chứng", "input_message": _CITING}
    return None


def _words(limit: float) -> str:
    return number(Decimal(format(limit, ".15g")), "vi")
