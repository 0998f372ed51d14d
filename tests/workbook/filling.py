"""A workbook as an officer leaves it: cells set by what they are known by, and saved by another program."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from io import BytesIO
from typing import Any

from openpyxl import load_workbook

from minhchung.workbook import fields
from minhchung.workbook.cells import stored
from tests.dossiers import edition

MARK = "minhchung:"


class Office:
    """An open workbook; cells are named `indicators/2.1.1/count` or `documents/+1/title`."""

    def __init__(self, content: bytes) -> None:
        self.book = load_workbook(BytesIO(content))
        self.sheets = {sheet["A1"].value.removeprefix(MARK): sheet for sheet in self.book.worksheets}

    def cell(self, name: str) -> Any:
        *_, last = steps = name.split("/")
        if steps[0] not in ("documents", "observations"):
            sheet = self.sheets["indicators" if steps[0] == "indicators" else "start"]
            return sheet.cell(self._row(sheet, name), self._column(sheet, "value"))
        sheet = self.sheets[steps[0]]
        return sheet.cell(self._row(sheet, steps[1]), self._column(sheet, last))

    def _row(self, sheet: Any, key: str) -> int:
        """The row of a key; of `+2` the second of the new ones."""
        keys = [cell.value for cell in sheet["A"]]
        if not key.startswith("+"):
            return keys.index(key) + 1
        return [number for number, value in enumerate(keys, 1) if value == "+"][int(key[1:]) - 1]

    def _column(self, sheet: Any, name: str) -> int:
        return [cell.value for cell in sheet[1]].index(name) + 1

    def saved(self) -> bytes:
        file = BytesIO()
        self.book.save(file)
        return file.getvalue()


def filled(content: bytes, cells: Mapping[str, Any]) -> bytes:
    """The workbook with these cells; a value may come with the number format that Excel gave the cell."""
    office = Office(content)
    for name, value in cells.items():
        cell = office.cell(name)
        typed, form = value if isinstance(value, tuple) else (value, None)
        cell.value = typed
        if isinstance(typed, str):
            cell.data_type = "s"
        if form or isinstance(typed, date):
            cell.number_format = form or "dd/mm/yyyy"
    return office.saved()


def cells_of(values) -> dict[str, object]:
    """What an officer would type to say these values, rows of tables numbered as they come."""
    single = fields.fields(edition().sets["district"], 2022)
    typed: dict[str, object] = {}
    numbers: dict[tuple[str, str], int] = {}
    for path, value in values.items():
        row = path
        if path[0] in fields.TABLES:
            number = numbers.setdefault(path[:2], 1 + sum(known[0] == path[0] for known in numbers))
            row = (path[0], f"+{number}", *path[2:])
        cell = stored(value, fields.field_at(path, single))
        typed["/".join(row)] = cell
    return typed
