"""The units of a city from a table: CSV as spreadsheets and the statistics office write it. Pure.

Separators `,`, `;` and tabs, with or without a byte order mark. The first line names the columns, in Vietnamese
with or without marks or in English. One line for each unit; or one for each commune, where the table has
columns for communes too (the whole list of the statistics office).
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from minhchung.criteria.schema_parts import NAME
from minhchung.generating.answers import CODE, ID, Answers, cleaned, scalar
from minhchung.generating.slug import kind, plain, short, slug
from minhchung.i18n import N_
from minhchung.yaml.emit import quoted

MOST = 5000  # lines

# The names of the columns, without marks; the first that a table has counts.
COLUMNS = {
    "code": ("ma qh", "ma don vi", "ma so", "ma", "code"),
    "name": ("quan huyen", "ten don vi", "ten", "name"),
    "type": ("loai", "cap", "type"),
    "id": ("id", "ma thu muc"),
    "pilot": ("thi diem", "pilot"),
    "commune_code": ("ma px", "ma xa", "commune code"),
    "commune_name": ("phuong xa", "xa phuong", "commune name", "commune"),
}
YES, NO = ("x", "1", "co", "true", "yes"), ("", "0", "khong", "false", "no")  # in the column “Thí điểm”
_UNSEEN = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong on a line of the table: a message id, and what it needs."""

    line: int
    message: str
    params: dict[str, str] = field(default_factory=dict)


class TableError(Exception):
    """Every fault of a table, in the order of its lines."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__(f"{len(faults)} faults")
        self.faults = faults


@dataclass(slots=True)
class Entry:
    """A unit to be written into units.yml."""

    line: int
    code: str
    name: str
    type: str
    id: str = ""
    pilot: bool = True
    communes: list[tuple[str, str]] | None = None


def entries(content: bytes, city: str) -> list[Entry]:
    """The units of the table; `city` is the id that none of them may have. Raises TableError."""
    rows, columns = _rows(content)
    faults: list[Fault] = []
    found: dict[str, Entry] = {}
    for line, row in rows:
        said = {key: cleaned(row.get(column, "")) for key, column in columns.items()}
        if not any(said.values()):
            continue
        wrong = list(_faults(line, said, found, columns))
        faults += wrong
        if wrong:
            continue
        entry = found.setdefault(
            said["code"],
            Entry(
                line,
                said["code"],
                said["name"],
                kind(said["name"]) or said["type"].casefold(),
                said.get("id", ""),
                plain(said.get("pilot", "x")) in YES,
                [] if "commune_code" in columns else None,
            ),
        )
        if entry.communes is not None and said.get("commune_code"):
            entry.communes.append((said["commune_code"], said.get("commune_name", "")))
    faults += _ids(list(found.values()), city)
    if not found and not faults:
        faults.append(Fault(1, N_("bảng không có dòng nào ngoài dòng tên cột.")))
    if faults:
        raise TableError(sorted(faults, key=lambda fault: fault.line))
    return list(found.values())


def _rows(content: bytes) -> tuple[list[tuple[int, dict[str, str]]], dict[str, str]]:
    """The lines of the table below its first, and the column of each thing that is known."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise TableError(
            [
                Fault(
                    line,
                    N_("tệp không phải UTF-8. Hãy lưu lại dạng «CSV UTF-8»; bảng mã cũ không đọc được."),
                )
            ]
        ) from None
    if not text.strip():
        raise TableError([Fault(1, N_("tệp trống. Dòng đầu cần có tên các cột, ít nhất là «Mã» và «Tên»."))])
    first = text.partition("\n")[0]
    separator = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        header = [cleaned(cell) for cell in next(reader, [])]
        lines = [(reader.line_num, row) for row in reader]
    except csv.Error:
        raise TableError([Fault(reader.line_num, N_("dấu ngoặc kép không khép lại."))]) from None
    if len(lines) > MOST:
        raise TableError([Fault(MOST + 1, N_("bảng quá dài."))])
    names = {re.sub(r"[^a-z0-9]+", " ", plain(name)).strip(): name for name in header}
    columns = {
        key: next(names[name] for name in known if name in names)
        for key, known in COLUMNS.items()
        if any(name in names for name in known)
    }
    missing = [name for key, name in (("code", "Mã"), ("name", "Tên")) if key not in columns]
    if missing:
        raise TableError(
            [
                Fault(
                    1,
                    N_("không thấy cột «{missing}». Các cột của bảng: {columns}."),
                    {"missing": "», «".join(missing), "columns": ", ".join(header)[:200]},
                )
            ]
        )
    return [(line, dict(zip(header, row, strict=False))) for line, row in lines], columns


def _faults(
    line: int, said: dict[str, str], found: dict[str, Entry], columns: dict[str, str]
) -> Iterator[Fault]:
    code, name = said["code"], said["name"]
    if not CODE.match(code):
        yield Fault(
            line,
            N_("mã «{value}» trống hoặc không hợp lệ. Mã gồm chữ không dấu, số, tối đa 20 ký tự."),
            {"value": code[:40]},
        )
    if not re.match(NAME, name) or len(name) > 200 or _UNSEEN.search(name):
        yield Fault(
            line,
            N_(
                'tên đơn vị trống, dài quá 200 ký tự, hoặc có ký tự không dùng trong tên (như < > & " * # |).'
            ),
        )
    elif not kind(name) and not said.get("type"):
        yield Fault(
            line,
            N_(
                "không rõ «{value}» là loại đơn vị nào. Hãy ghi đủ (Quận …, Huyện …, Phường …, Xã …) hoặc thêm cột «Loại»."
            ),
            {"value": name[:40]},
        )
    if plain(said.get("pilot", "")) not in YES + NO:
        yield Fault(
            line,
            N_("cột «Thí điểm» ghi «{value}». Ghi x nếu đơn vị được giao thí điểm; không thì để trống."),
            {"value": said["pilot"][:40]},
        )
    before = found.get(code)
    if before is not None and (before.name != name or "commune_code" not in columns):
        yield Fault(
            line, N_("mã «{value}» đã có ở dòng {first}."), {"value": code, "first": str(before.line)}
        )
    if said.get("id") and not ID.match(said["id"]):
        yield Fault(
            line,
            N_("«{value}» không làm mã thư mục được. Chỉ dùng chữ thường không dấu, số và gạch nối."),
            {"value": said["id"][:40]},
        )
    if said.get("commune_code") and not CODE.match(said["commune_code"]):
        yield Fault(
            line,
            N_("mã «{value}» trống hoặc không hợp lệ. Mã gồm chữ không dấu, số, tối đa 20 ký tự."),
            {"value": said["commune_code"][:40]},
        )


def _ids(found: list[Entry], city: str) -> Iterator[Fault]:
    """Give each unit the id that its table lacks: the short name; where two share it, the whole name."""
    wanted = [entry.id or slug(short(entry.name)) for entry in found]
    for entry, id_ in zip(found, wanted, strict=True):
        unique = id_ and id_ != city and wanted.count(id_) == 1
        entry.id = id_ if entry.id or unique else slug(entry.name)
    seen: dict[str, Entry] = {}
    for entry in found:
        first = seen.setdefault(entry.id, entry)
        if entry.id in ("", city) or first is not entry:
            yield Fault(
                entry.line,
                N_("«{value}» chưa có mã thư mục riêng. Hãy thêm cột «id» và đặt cho mỗi đơn vị một mã."),
                {"value": entry.name[:40]},
            )


def units_yml(answers: Answers, units: list[Entry]) -> str:
    """evidence/units.yml of a new repository."""
    lines = [
        f"# yaml-language-server: $schema=../criteria/{answers.edition}/schema/units.json",
        "#",
        f"# {answers.name} và {len(units)} đơn vị. Đơn vị đổi tên, sáp nhập, chia tách: ghi «until», «replaced_by» ở đơn vị cũ",
        "# và thêm đơn vị mới với «from»; đừng xóa đơn vị cũ. «tile» là [cột, hàng] trên bản đồ ô, ghi hay không tùy ý.",
        "",
        "years:",
        f"  - {{year: {answers.year}, criteria: {answers.edition}}}",
        "",
        "units:",
        f"  - id: {answers.slug}",
        *([f"    code: {quoted(answers.code)}"] if answers.code else []),
        f"    name: {scalar(answers.name)}",
        f"    type: {answers.kind}",
    ]
    for unit in units:
        lines += [
            "",
            f"  - id: {unit.id}",
            f"    code: {quoted(unit.code)}",
            f"    name: {scalar(unit.name)}",
            f"    type: {scalar(unit.type)}",
            f"    parent: {answers.slug}",
            f"    pilot: {'true' if unit.pilot else 'false'}",
        ]
        if unit.communes is not None:
            lines += ["    communes:" if unit.communes else "    communes: []"]
            lines += [
                f"      - {{code: {quoted(code)}, name: {quoted(name)}}}" for code, name in unit.communes
            ]
    return "\n".join(lines) + "\n"
