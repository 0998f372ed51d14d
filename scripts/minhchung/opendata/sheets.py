"""The sheets of the workbook: the tables that people read, in the words of each language. Pure.

They are made from the tables as they were written, and only from those that are short enough: no dossier is needed
for them again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from operator import itemgetter
from typing import Any

from minhchung.i18n import LANGS, N_, Lang
from minhchung.opendata import tables_of_dossiers as dossiers
from minhchung.opendata import tables_of_rules as rules
from minhchung.opendata.as_csv import read
from minhchung.opendata.data import CityData, Row
from minhchung.opendata.figures import Figures
from minhchung.opendata.table import Table
from minhchung.opendata.written import Written
from minhchung.publishing.pages.process import STANDING
from minhchung.publishing.speech import CLAIM_STATUS, VERDICT, Speech
from minhchung.words import BASIS_WORDS, FINDING_WORDS

FILE_WORDS = {
    "self-assessment": N_("Tự đánh giá"),
    "verification": N_("Thẩm định"),
    "reply": N_("Ý kiến của đơn vị"),
    "decision": N_("Quyết định công nhận"),
}
ROLE_WORDS = {"required": N_("Bắt buộc"), "graded": N_("Phân mức")}
ACCESS_WORDS = {"public": N_("Công khai"), "restricted": N_("Hạn chế")}
YES, NO = N_("Có"), N_("Không")


MOST = (
    10_000  # rows of a sheet: all of a city of fifteen units in ten years; a country's tables have millions
)


class Link(str):
    """Text that opens the address which it is."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Heading:
    """`text` is in the language of the sheet; `width` is in letters."""

    text: str
    width: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """`rows` is None where there are more than anyone reads: then the table `file` has them."""

    title: str
    file: str
    headings: tuple[Heading, ...]
    rows: list[tuple[Any, ...]] | None


Column = tuple[str, int, Callable[[Row], Any]]  # its heading, its width, and what it shows of a row


def sheets(data: CityData, written: Mapping[str, Written]) -> dict[Lang, list[Sheet]]:
    """The sheets in each language, the most asked for first."""
    figures = Figures(written[dossiers.CLAIMS.name])
    plans = {lang: list(_Sheets(data, figures, lang).all()) for lang in LANGS}
    found: dict[Lang, list[Sheet]] = {lang: [] for lang in LANGS}
    for same in zip(*plans.values(), strict=True):  # a table is read once for all languages
        table = same[0][1]
        rows: list[list[tuple[Any, ...]]] = [[] for _ in same]
        short = written[table.name].rows <= MOST
        for row in _read(written, table) if short else ():
            for made, (_, _, columns) in zip(rows, same, strict=True):
                made.append(tuple([of(row) for _, _, of in columns]))
        for of_lang, made, (title, _, columns) in zip(found.values(), rows, same, strict=True):
            headings = tuple(Heading(text, width) for text, width, _ in columns)
            of_lang.append(Sheet(title, f"{table.name}.csv", headings, made if short else None))
    return found


def _read(written: Mapping[str, Written], table: Table) -> Iterator[Row]:
    file = written[table.name].file
    file.seek(0)
    return read(table, file)


class _Sheets:
    def __init__(self, data: CityData, values: Figures, lang: Lang) -> None:
        self.data, self.values, self.lang, self.s = data, values, lang, Speech(lang)

    def all(self) -> Iterator[tuple[str, Table, tuple[Column, ...]]]:
        """The title of each sheet, the table that it shows, and its columns."""
        _ = self.s._
        unit, year, basis = (
            (_(N_("Đơn vị")), 24, self.unit),
            (_(N_("Năm")), 8, _cell("year")),
            (_(N_("Căn cứ")), 14, self.word("basis", BASIS_WORDS)),
        )
        page = (_(N_("Trang")), 40, _link("page"))
        indicator = (_(N_("Chỉ báo")), 9, _cell("indicator"))
        name = (_(N_("Tên chỉ báo")), 34, self.indicator)
        file = (_(N_("Tệp của hồ sơ")), 18, self.word("file", FILE_WORDS))
        yield (
            _(N_("Các kết quả")),
            dossiers.RESULTS,
            (
                (_(N_("Mã")), 8, _cell("unit_code")),
                *(unit, year, basis),
                (_(N_("Kết quả")), 48, _cell(f"status_{self.lang}")),
                (_(N_("Mức độ")), 9, _cell("level")),
                (_(N_("Bản nháp")), 10, self.yes("draft")),
                (_(N_("Cơ quan")), 40, _cell("by")),
                (_(N_("Ngày")), 12, _day("date")),
                (_(N_("So với lộ trình")), 18, self.word("timing", STANDING)),
                (_(N_("Số quyết định")), 18, _cell("decision")),
                (_(N_("Phụ thuộc cách hiểu")), 28, _cell("readings")),
                page,
            ),
        )
        yield (
            _(N_("Các kết luận")),
            dossiers.FINDINGS,
            (
                *(unit, year, basis, indicator, name),
                (_(N_("Loại")), 12, self.word("role", ROLE_WORDS)),
                (_(N_("Kết luận")), 18, self.word("status", FINDING_WORDS)),
                (_(N_("Mức độ")), 7, _cell("level")),
                (_(N_("Số liệu")), 30, self.figures),
                *((_(words), 12, _cell(key)) for key, words in FIGURES.items()),
                (_(N_("Thẩm định")), 24, self.word("verdict", VERDICT)),
                (_(N_("Lý do")), 40, _cell("reason")),
                (_(N_("Ý kiến của đơn vị")), 40, _cell("reply")),
                page,
            ),
        )
        yield (
            _(N_("Số liệu")),
            dossiers.CLAIMS,
            (
                *(unit, year, basis, indicator, name),
                (_(N_("Phần")), 30, self.part),
                *((_(words), 12, _cell(key)) for key, words in FIGURES.items()),
                (_(N_("Tình trạng số liệu")), 18, self.word("status", CLAIM_STATUS)),
                (_(N_("Kết luận")), 18, self.word("finding", FINDING_WORDS)),
                (_(N_("Ghi chú")), 50, _cell("note")),
            ),
        )
        yield (
            _(N_("Còn thiếu")),
            dossiers.NEEDS,
            (
                *(unit, year, basis),
                (_(N_("Để đạt mức độ")), 14, _cell("level")),
                *(indicator, name),
                (_(N_("Cần thêm")), 10, _cell("more")),
            ),
        )
        yield (
            _(N_("Tài liệu")),
            dossiers.DOCUMENTS,
            (
                *(unit, year, file),
                (_(N_("Số, ký hiệu")), 18, _cell("number")),
                (_(N_("Tên tài liệu")), 50, _cell("title")),
                (_(N_("Cơ quan ban hành")), 34, _cell("issuer")),
                (_(N_("Ngày ban hành")), 14, _day("issued")),
                (_(N_("Công khai")), 12, self.word("access", ACCESS_WORDS)),
                (_(N_("Nơi lưu giữ")), 30, _cell("holder")),
                (_(N_("Địa chỉ")), 40, _cell("url")),
                (_(N_("Mã băm SHA-256")), 20, _cell("sha256")),
                page,
            ),
        )
        yield (
            _(N_("Góp ý về tiêu chí")),
            dossiers.OBSERVATIONS,
            (
                *(unit, year, indicator, name),
                (_(N_("Khó khăn, vướng mắc")), 60, _cell("difficulty")),
                (_(N_("Đề xuất, kiến nghị")), 60, _cell("proposal")),
            ),
        )
        yield (
            _(N_("Lịch sử thay đổi")),
            dossiers.HISTORY,
            (
                (_(N_("Thời điểm ghi")), 26, _cell("date")),
                *(unit, year, file, indicator),
                (_(N_("Mục")), 24, _cell("field")),
                (_(N_("Giá trị cũ")), 30, _cell("old")),
                (_(N_("Giá trị mới")), 30, _cell("new")),
                (_(N_("Cơ quan, tổ chức")), 34, _cell("organisation")),
                (_(N_("Phiên bản")), 42, _cell("commit")),
            ),
        )
        yield (
            _(N_("Danh mục đơn vị")),
            rules.UNITS,
            (
                (_(N_("Mã")), 8, _cell("code")),
                (_(N_("Đơn vị")), 28, _cell("name")),
                (_(N_("Loại đơn vị")), 26, _cell("type")),
                (_(N_("Thí điểm")), 10, self.yes("pilot")),
                (_(N_("Số xã, phường, thị trấn")), 14, _cell("communes")),
                (_(N_("Từ ngày")), 12, _day("from")),
                (_(N_("Đến ngày")), 12, _day("until")),
                page,
            ),
        )
        yield (
            _(N_("Danh mục chỉ báo")),
            rules.INDICATORS,
            (
                (_(N_("Bộ tiêu chí")), 26, _cell("criteria")),
                indicator,
                (_(N_("Tên chỉ báo")), 34, _cell(f"name_{self.lang}")),
                (_(N_("Nguyên văn")), 70, _cell("official")),
                *(((_(N_("Bản dịch")), 70, _cell("translation")),) if self.lang != "vi" else ()),
                (_(N_("Loại")), 12, self.word("role", ROLE_WORDS)),
                (_(N_("Hướng dẫn đánh giá")), 50, _cell("guidance")),
                page,
            ),
        )
        yield (
            _(N_("Cách hiểu")),
            rules.READINGS,
            (
                (_(N_("Mã")), 22, _cell("reading")),
                (_(N_("Câu hỏi")), 60, _cell(f"question_{self.lang}")),
                (_(N_("Cách hiểu")), 60, _cell(f"text_{self.lang}")),
                (_(N_("Đang dùng")), 11, self.yes("adopted")),
                (_(N_("Vì sao")), 60, _cell(f"reason_{self.lang}")),
                page,
            ),
        )
        yield (
            _(N_("Lộ trình")),
            rules.ROADMAP,
            (
                (_(N_("Giai đoạn")), 10, _cell("stage")),
                (_(N_("Nhiệm vụ")), 60, _cell(f"what_{self.lang}")),
                (_(N_("Trước ngày")), 12, _day("due")),
                (_(N_("Từ ngày")), 12, _day("from")),
                (_(N_("Đến ngày")), 12, _day("until")),
                page,
            ),
        )

    def word(self, key: str, words: dict[str, str]) -> Callable[[Row], str | None]:
        """A code in words."""
        said = {code: self.s._(message) for code, message in words.items()}
        return lambda row: said.get(row[key] or "")

    def yes(self, key: str) -> Callable[[Row], str]:
        yes, no = self.s._(YES), self.s._(NO)
        return lambda row: yes if row[key] else no

    def unit(self, row: Row) -> str:
        unit = self.data.site.evidence.units.get(row["unit"])
        return unit.name if unit else str(row["unit"])

    def indicator(self, row: Row) -> str | None:
        """The short name of the row's indicator; an observation may speak of none."""
        indicator = self.data.criteria(row["criteria"]).indicators.get(row["indicator"] or "")
        return indicator.name[self.lang] if indicator else None

    def part(self, row: Row) -> str | None:
        """The name of a part; nothing where the indicator has just one figure."""
        parts = self.data.criteria(row["criteria"]).indicators[row["indicator"]].measure.parts
        return next((part.name[self.lang] for part in parts if part.id == row["part"]), None)

    def figures(self, row: Row) -> str | None:
        """The figures in words, counts beside every percentage."""
        value = self.values.of(row)
        indicator = self.data.criteria(row["criteria"]).indicators[row["indicator"]]
        return None if value is None else self.s.value(value, indicator)


FIGURES = {
    "count": N_("Số đạt"),
    "total": N_("Tổng số"),
    "percent": N_("Tỷ lệ, %"),
    "previous": N_("Năm trước"),
    "current": N_("Năm nay"),
}


_cell = itemgetter


def _link(key: str) -> Callable[[Row], Link]:
    return lambda row: Link(row[key])


def _day(key: str) -> Callable[[Row], date | None]:
    return lambda row: date.fromisoformat(row[key]) if row[key] else None
