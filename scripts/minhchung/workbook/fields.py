"""Which values of a self-assessment the workbook has cells for, and what each may be. Pure.

The workbook is Vietnamese, whatever language the command line speaks, so its words stand here as they are shown.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from minhchung.checking.source import listing, mapping
from minhchung.criteria.model import CriteriaSet, Indicator, Measure

Kind = Literal[
    "yes-no", "whole", "decimal", "date", "status", "access", "evidence", "indicator", "id", "text"
]
Path = tuple[str, ...]  # into the file's data; a list's item by its number
Value = bool | Decimal | str

STATUS = {"estimated": "Ước tính", "preliminary": "Sơ bộ", "official": "Chính thức"}
ACCESS = {"public": "Công khai", "restricted": "Hạn chế"}


@dataclass(frozen=True, slots=True)
class Field:
    """One value: where it stands in the file, what it is called on the sheet, what it may be."""

    path: Path
    kind: Kind
    label: str
    minimum: Decimal | None = None
    maximum: Decimal | None = None

    @property
    def key(self) -> str:
        return "/".join(self.path)


HEAD = (
    Field(("prepared_by",), "text", "Cơ quan lập hồ sơ (không ghi tên người)"),
    Field(("submitted",), "date", "Ngày nộp (để trống: bản nháp)"),
)

# The columns of a table: the path of a field is one of these below its row's.
DOCUMENT = (
    Field(("id",), "id", "Mã"),
    Field(("title",), "text", "Tên hoặc trích yếu"),
    Field(("number",), "text", "Số, ký hiệu"),
    Field(("issuer",), "text", "Cơ quan ban hành"),
    Field(("issued",), "date", "Ngày ban hành"),
    Field(("url",), "text", "Địa chỉ trên mạng (https://…)"),
    Field(("file",), "text", "Hoặc tệp (documents/…)"),
    Field(("access",), "access", "Mức độ công khai"),
    Field(("holder",), "text", "Nơi lưu giữ (nếu hạn chế)"),
    Field(("request",), "text", "Cách đề nghị cung cấp (nếu hạn chế)"),
)
OBSERVATION = (
    Field(("indicator",), "indicator", "Chỉ báo (để trống: cả Bộ tiêu chí)"),
    Field(("difficulty",), "text", "Khó khăn, vướng mắc"),
    Field(("proposal",), "text", "Đề xuất, kiến nghị"),
)
TABLES: Mapping[str, tuple[Field, ...]] = {"documents": DOCUMENT, "observations": OBSERVATION}


def of_indicator(indicator: Indicator, year: int) -> list[Field]:
    """The values of one indicator, one row of the sheet each; none where nobody claims anything."""
    at = ("indicators", indicator.id)
    figures = list(_figures(indicator.measure, at, year))
    if not figures:
        return []
    return [
        *figures,
        Field((*at, "status"), "status", "Tình trạng số liệu"),
        Field((*at, "evidence"), "evidence", "Minh chứng: mã tài liệu"),
        Field((*at, "note"), "text", "Ghi chú"),
    ]


def _figures(measure: Measure, at: Path, year: int) -> Iterator[Field]:
    low, high = measure.minimum, measure.maximum
    noun = measure.noun.vi if measure.noun else ""
    before, now = f"Năm trước ({year - 1})", f"Năm nay ({year})"
    match measure.kind:
        case "declared":
            yield Field((*at, "met"), "yes-no", "Đã có, đã đạt?")
        case "share":
            yield Field((*at, "count"), "whole", f"Số đạt ({noun})", Decimal(0))
            yield Field((*at, "total"), "whole", f"Tổng số ({noun})", Decimal(0))
        case "percentage":
            yield Field((*at, "percent"), "decimal", f"{now}, %", low, high)
            if measure.previous:
                yield Field((*at, "previous"), "decimal", f"{before}, %, nếu có", low, high)
        case "change":
            yield Field((*at, "previous"), "decimal", f"{before}, %", low, high)
            yield Field((*at, "current"), "decimal", f"{now}, %", low, high)
            yield Field((*at, "comparable"), "yes-no", "Hai năm cùng chuẩn, so sánh được?")
        case "parts":
            for part in measure.parts:
                inside = (*at, "parts", part.id)
                if part.kind == "change":
                    yield Field((*inside, "previous"), "whole", f"{part.name.vi}: {before}", Decimal(0))
                    yield Field((*inside, "current"), "whole", f"{part.name.vi}: {now}", Decimal(0))
                else:
                    least, most = low or Decimal(0), high or Decimal(100)
                    yield Field(inside, "decimal", f"{part.name.vi}, %", least, most)


def fields(criteria: CriteriaSet, year: int) -> dict[Path, Field]:
    """Every field but those of the tables, by path."""
    every = [*HEAD, *(field for one in criteria.indicators.values() for field in of_indicator(one, year))]
    return {field.path: field for field in every}


def field_at(path: Path, single: Mapping[Path, Field]) -> Field:
    """The field at `path`: one of `single`, or a column of a table."""
    if path in single:
        return single[path]
    return next(field for field in TABLES[path[0]] if field.path == path[2:])


def flat(data: Any, criteria: CriteriaSet, year: int) -> dict[Path, Value]:
    """Every value of a file that has a cell, by path; what is malformed as the text that it is."""
    found: dict[Path, Value] = {}
    for path, field in fields(criteria, year).items():
        node: Any = data
        for step in path:
            node = mapping(node).get(step)
        if node is not None and node != []:
            found[path] = _value(node, field.kind)
    for name, columns in TABLES.items():
        for row, entry in rows(data, name):
            for field in columns:
                value = row if field.kind == "id" else mapping(entry).get(field.path[0])
                if value is not None:
                    found[name, row, field.path[0]] = _value(value, field.kind)
    return found


def rows(data: Any, table: str) -> list[tuple[str, Any]]:
    """The rows of a table, each with what it is known by."""
    entries = mapping(data).get(table)
    if isinstance(entries, dict):
        return list(entries.items())
    return [(str(number), entry) for number, entry in enumerate(listing(entries))]


def _value(node: Any, kind: Kind) -> Value:
    if kind == "evidence":
        return "; ".join(cited(item) for item in listing(node)) or str(node)
    if isinstance(node, bool) or (isinstance(node, Decimal) and kind in ("whole", "decimal")):
        return node
    if isinstance(node, int) and kind in ("whole", "decimal"):
        return Decimal(node)
    return str(node)


def cited(item: Any) -> str:
    """A citation as it stands in a cell; a quote has no room there and stays in the file."""
    entry = mapping(item)
    if not entry:
        return str(item)
    page = entry.get("page")
    return str(entry.get("document")) + ("" if page is None else f" (trang {page})")
