"""A workbook that someone sent: whose it is, and what stands in each of its cells. Pure: read from memory.

Nothing in it is trusted. Sizes are looked at before anything is unpacked, a file with macros is not opened, entities
are refused (openpyxl leaves XML to defusedxml), links to other workbooks are not followed, and whatever the library
cannot read is one clear fault.
"""

from __future__ import annotations

import warnings
import zipfile
from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from io import BytesIO
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from minhchung.workbook.cells import CellError, Raw, meant, tidy
from minhchung.workbook.fields import TABLES, Field, Path, Value
from minhchung.workbook.model import MARK, NEW, OURS, SHEETS, Fault, Filled

MOST_BYTES = 10 << 20  # of the file
MOST_UNPACKED = 24 << 20  # of all that is read of it
MOST_PARTS = 3000
MOST_ROWS, MOST_COLUMNS = 10_000, 60
MOST_FAULTS = 200

_XML = (".xml", ".rels", ".vml")  # what is read; pictures are not
_OTHER_KINDS = {
    b"\xd0\xcf\x11\xe0": "workbook-old-or-locked",  # .xls, or an .xlsx with a password
    b"%PDF": "workbook-other-kind",
}

Rows = list[dict[int, Raw]]  # the cells of a sheet in which something stands, by column from 0


class WorkbookError(Exception):
    """A file that is no workbook of ours, or none that can be read: what is wrong with it."""

    def __init__(self, code: str, /, **params: Any) -> None:
        super().__init__(code)
        self.fault = Fault(code, params=params)


def opened(content: bytes) -> dict[str, tuple[str, Rows]]:
    """The sheets that are ours, by what they are known by: the name each has now, and its cells.

    Raises:
        WorkbookError: and why.
    """
    _refuse(content)
    with warnings.catch_warnings():  # of what the library leaves out
        warnings.simplefilter("ignore")
        try:
            return dict(_sheets(content))
        except WorkbookError:
            raise
        except Exception as error:  # noqa: BLE001 - a stranger's file can break the library anywhere
            raise WorkbookError("workbook-broken", detail=type(error).__name__) from None


def _refuse(content: bytes) -> None:
    """Refuse by size and kind before anything is unpacked."""
    if len(content) > MOST_BYTES:
        raise WorkbookError("workbook-too-large", limit=MOST_BYTES >> 20)
    for magic, code in _OTHER_KINDS.items():
        if content.startswith(magic):
            raise WorkbookError(code)
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError):
        raise WorkbookError("workbook-other-kind") from None
    names = {part.filename for part in parts}
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise WorkbookError("workbook-macros")
    if "xl/workbook.xml" not in names:
        raise WorkbookError("workbook-other-kind")
    unpacked = sum(part.file_size for part in parts if part.filename.lower().endswith(_XML))
    if len(parts) > MOST_PARTS or unpacked > MOST_UNPACKED or any(part.flag_bits & 1 for part in parts):
        raise WorkbookError("workbook-too-large", limit=MOST_UNPACKED >> 20)


def _sheets(content: bytes) -> Iterator[tuple[str, tuple[str, Rows]]]:
    computed = {
        (name, row, column)
        for name, row, column, cell in _cells(content, formulas=True)
        if cell.data_type == "f"
    }
    found: dict[str, dict[tuple[int, int], Raw]] = {}
    for name, row, column in computed:  # until their results are known
        found.setdefault(name, {})[row, column] = Raw(None, formula=True)
    for name, row, column, cell in _cells(content, formulas=False):
        error = cell.data_type == "e"
        value = f"#{cell.value}" if error else cell.value
        epoch, formula = cell.parent.parent.epoch, error or (name, row, column) in computed
        found.setdefault(name, {})[row, column] = Raw(value, cell.number_format or "General", epoch, formula)
    known: set[str] = set()
    for name, cells in found.items():
        mark = _text(cells.get((0, 0)))
        kind = mark.removeprefix(MARK)
        if not mark.startswith(MARK) or kind not in SHEETS:
            continue
        if kind in known:
            raise WorkbookError("workbook-sheet-twice", sheet=name)
        known.add(kind)
        rows: Rows = [{} for _ in range(max(row for row, _ in cells) + 1)]
        for (row, column), raw in cells.items():
            rows[row][column] = raw
        yield kind, (name, rows)


def _cells(content: bytes, *, formulas: bool) -> Iterator[tuple[str, int, int, Any]]:
    book = load_workbook(BytesIO(content), read_only=True, data_only=not formulas, keep_links=False)
    for sheet in book.worksheets:
        for row, cells in enumerate(sheet.iter_rows(max_row=MOST_ROWS, max_col=MOST_COLUMNS)):
            for column, cell in enumerate(cells):
                if cell.value is not None or cell.data_type == "f":
                    yield sheet.title, row, column, cell
    book.close()


def whose(sheets: Mapping[str, tuple[str, Rows]]) -> Filled:
    """Whose dossier the workbook is, and what it said when it was written.

    Raises:
        WorkbookError: it is none of ours, or a sheet is gone.
    """
    if "base" not in sheets:
        raise WorkbookError("workbook-not-ours")
    for kind, name in SHEETS.items():
        if kind not in sheets:
            raise WorkbookError("workbook-sheet-missing", sheet=name)
    about: dict[str, str] = {}
    base: dict[Path, Value] = {}
    for row in sheets["base"][1][1:]:
        key, text = _text(row.get(0)), _raw_text(row.get(1))
        if key.startswith("/"):
            value = _kept(text)
            if value is not None:
                base[tuple(key[1:].split("/"))] = value
        else:
            about[key] = text
    try:
        return Filled(about["unit"], int(about["year"]), about["criteria"], base)
    except (KeyError, ValueError):
        raise WorkbookError("workbook-not-ours") from None


def fill(filled: Filled, sheets: Mapping[str, tuple[str, Rows]], single: Mapping[Path, Field]) -> None:
    """Read every cell into `filled`; `single` are the fields outside of tables."""
    reader = _Reader(filled, single)
    for kind in ("start", "indicators"):
        reader.single_values(*sheets[kind])
    for kind, columns in TABLES.items():
        reader.table(kind, columns, *sheets[kind])
    del filled.faults[MOST_FAULTS:]


class _Reader:
    def __init__(self, filled: Filled, single: Mapping[Path, Field]) -> None:
        self.filled, self.single = filled, single

    def fault(self, code: str, sheet: str, row: int, column: int, **params: Any) -> None:
        self.filled.faults.append(Fault(code, (sheet, f"{get_column_letter(column + 1)}{row + 1}"), params))

    def value(self, path: Path, field: Field, sheet: str, row: int, column: int, raw: Raw | None) -> None:
        """One cell, unless another row speaks of the same value already."""
        filled = self.filled
        try:
            value = None if raw is None else meant(raw, field)
        except CellError as error:
            return self.fault(error.code, sheet, row, column, **error.params)
        if path in filled.values and filled.values[path] != value:
            first = filled.places[path]
            return self.fault("cell-twice", sheet, row, column, first=first[1])
        filled.values.setdefault(path, value)
        filled.places.setdefault(path, (sheet, f"{get_column_letter(column + 1)}{row + 1}"))
        return None

    def columns(self, rows: Rows) -> dict[str, int]:
        """The columns that hold values, by what the hidden first row says of them."""
        return {_text(raw): column for column, raw in rows[0].items() if column and _text(raw)}

    def single_values(self, sheet: str, rows: Rows) -> None:
        column = self.columns(rows).get("value")
        if column is None:
            return self.filled.faults.append(Fault("sheet-column-missing", params={"sheet": sheet}))
        for number, row in enumerate(rows[1:], 1):
            key = _text(row.get(0))
            field = self.single.get(tuple(key.split("/")))
            if field is not None:
                self.value(field.path, field, sheet, number, column, row.get(column))
            elif key != OURS and _said(row.get(column)):
                self.fault("cell-without-a-row", sheet, number, column)
        return None

    def table(self, kind: str, fields: tuple[Field, ...], sheet: str, rows: Rows) -> None:
        columns = self.columns(rows)
        if any(field.path[0] not in columns for field in fields):
            return self.filled.faults.append(Fault("sheet-column-missing", params={"sheet": sheet}))
        added = 0
        for number, row in enumerate(rows[1:], 1):
            key = _text(row.get(0))
            cells = {field: row.get(columns[field.path[0]]) for field in fields}
            if key == OURS or (key in ("", NEW) and not any(map(_said, cells.values()))):
                continue
            if key in ("", NEW):
                added += 1
                own = self.new_key(kind, sheet, number, columns, cells, added)
                if own is None:
                    continue
                key = own
            for field, raw in cells.items():
                if field.kind != "id":
                    self.value((kind, key, field.path[0]), field, sheet, number, columns[field.path[0]], raw)
            self.filled.places.setdefault(
                (kind, key), (sheet, f"{get_column_letter(min(columns.values()) + 1)}{number + 1}")
            )
        return None

    def new_key(
        self,
        kind: str,
        sheet: str,
        row: int,
        columns: Mapping[str, int],
        cells: Mapping[Field, Raw | None],
        added: int,
    ) -> str | None:
        """What a new row is known by: the id that was typed; where rows have none, a number."""
        field = next((field for field in cells if field.kind == "id"), None)
        if field is None:
            return f"{NEW}{added}"
        column = columns[field.path[0]]
        raw = cells[field]
        try:
            typed = None if raw is None else meant(raw, field)
        except CellError as error:
            self.fault(error.code, sheet, row, column, **error.params)
            return None
        if typed is None:
            self.fault("row-without-id", sheet, row, column)
            return None
        if any(path[:2] == (kind, typed) for path in self.filled.values):
            self.fault("row-twice", sheet, row, column, value=typed)
            return None
        return str(typed)


def _text(raw: Raw | None) -> str:
    return tidy(_raw_text(raw)) if raw is not None else ""


def _raw_text(raw: Raw | None) -> str:
    return str(raw.value) if raw is not None and raw.value is not None else ""


def _said(raw: Raw | None) -> bool:
    return raw is not None and (not isinstance(raw.value, str) or bool(tidy(raw.value)))


def _kept(text: str) -> Value | None:
    """A value of the base, as :mod:`minhchung.workbook.write` keeps it."""
    kind, _, value = text.partition(":")
    if kind == "b":
        return value == "true"
    if kind == "n":
        try:
            return Decimal(value)
        except InvalidOperation:
            return None
    return value if kind == "s" else None
