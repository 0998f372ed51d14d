"""The sheets of the workbook: the tables that people read, in the words of each language. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any, Protocol

from minhchung.i18n import N_, Lang
from minhchung.opendata import of_dossiers, of_rules
from minhchung.opendata.data import CityData, Row
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


MOST = 20_000  # rows of a sheet that is still to be read; a large country has more


class Rows(Protocol):
    """What makes the rows of a table, and is called like it."""

    __name__: str

    def __call__(self, data: CityData, /) -> Iterator[Row]: ...


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


def sheets(data: CityData, lang: Lang) -> Iterator[Sheet]:
    """The sheets of one language, the most asked for first."""
    return _Sheets(data, lang).all()


class _Sheets:
    def __init__(self, data: CityData, lang: Lang) -> None:
        self.data, self.lang, self.s = data, lang, Speech(lang)

    def all(self) -> Iterator[Sheet]:
        _ = self.s._
        unit, year, basis = (
            (_(N_("Đơn vị")), 24, self.unit),
            (_(N_("Năm")), 8, _value("year")),
            (_(N_("Căn cứ")), 14, self.word("basis", BASIS_WORDS)),
        )
        page = (_(N_("Trang")), 40, _link("page"))
        indicator = (_(N_("Chỉ báo")), 9, _value("indicator"))
        name = (_(N_("Tên chỉ báo")), 34, self.indicator)
        file = (_(N_("Tệp của hồ sơ")), 18, self.word("file", FILE_WORDS))
        yield self.sheet(
            _(N_("Các kết quả")),
            of_dossiers.results,
            (_(N_("Mã")), 8, _value("unit_code")),
            *(unit, year, basis),
            (_(N_("Kết quả")), 48, _value(f"status_{self.lang}")),
            (_(N_("Mức độ")), 9, _value("level")),
            (_(N_("Bản nháp")), 10, self.yes("draft")),
            (_(N_("Cơ quan")), 40, _value("by")),
            (_(N_("Ngày")), 12, _day("date")),
            (_(N_("So với lộ trình")), 18, self.word("timing", STANDING)),
            (_(N_("Số quyết định")), 18, _value("decision")),
            (_(N_("Phụ thuộc cách hiểu")), 28, _value("readings")),
            page,
        )
        yield self.sheet(
            _(N_("Các kết luận")),
            of_dossiers.findings,
            *(unit, year, basis, indicator, name),
            (_(N_("Loại")), 12, self.word("role", ROLE_WORDS)),
            (_(N_("Kết luận")), 18, self.word("status", FINDING_WORDS)),
            (_(N_("Mức độ")), 7, _value("level")),
            (_(N_("Số liệu")), 30, self.figures),
            *((_(words), 12, _value(key)) for key, words in FIGURES.items()),
            (_(N_("Thẩm định")), 24, self.word("verdict", VERDICT)),
            (_(N_("Lý do")), 40, _value("reason")),
            (_(N_("Ý kiến của đơn vị")), 40, _value("reply")),
            page,
        )
        yield self.sheet(
            _(N_("Số liệu")),
            of_dossiers.claims,
            *(unit, year, basis, indicator, name),
            (_(N_("Phần")), 30, self.part),
            *((_(words), 12, _value(key)) for key, words in FIGURES.items()),
            (_(N_("Tình trạng số liệu")), 18, self.word("status", CLAIM_STATUS)),
            (_(N_("Kết luận")), 18, self.word("finding", FINDING_WORDS)),
            (_(N_("Ghi chú")), 50, _value("note")),
        )
        yield self.sheet(
            _(N_("Còn thiếu")),
            of_dossiers.needs,
            *(unit, year, basis),
            (_(N_("Để đạt mức độ")), 14, _value("level")),
            *(indicator, name),
            (_(N_("Cần thêm")), 10, _value("more")),
        )
        yield self.sheet(
            _(N_("Tài liệu")),
            of_dossiers.documents,
            *(unit, year, file),
            (_(N_("Số, ký hiệu")), 18, _value("number")),
            (_(N_("Tên tài liệu")), 50, _value("title")),
            (_(N_("Cơ quan ban hành")), 34, _value("issuer")),
            (_(N_("Ngày ban hành")), 14, _day("issued")),
            (_(N_("Công khai")), 12, self.word("access", ACCESS_WORDS)),
            (_(N_("Nơi lưu giữ")), 30, _value("holder")),
            (_(N_("Địa chỉ")), 40, _value("url")),
            (_(N_("Mã băm SHA-256")), 20, _value("sha256")),
            page,
        )
        yield self.sheet(
            _(N_("Góp ý về tiêu chí")),
            of_dossiers.observations,
            *(unit, year, indicator, name),
            (_(N_("Khó khăn, vướng mắc")), 60, _value("difficulty")),
            (_(N_("Đề xuất, kiến nghị")), 60, _value("proposal")),
        )
        yield self.sheet(
            _(N_("Lịch sử thay đổi")),
            of_dossiers.history,
            (_(N_("Thời điểm ghi")), 26, _value("date")),
            *(unit, year, file, indicator),
            (_(N_("Mục")), 24, _value("field")),
            (_(N_("Giá trị cũ")), 30, _value("old")),
            (_(N_("Giá trị mới")), 30, _value("new")),
            (_(N_("Cơ quan, tổ chức")), 34, _value("organisation")),
            (_(N_("Phiên bản")), 42, _value("commit")),
        )
        yield self.sheet(
            _(N_("Danh mục đơn vị")),
            of_rules.units,
            (_(N_("Mã")), 8, _value("code")),
            (_(N_("Đơn vị")), 28, _value("name")),
            (_(N_("Loại đơn vị")), 26, _value("type")),
            (_(N_("Thí điểm")), 10, self.yes("pilot")),
            (_(N_("Số xã, phường, thị trấn")), 14, _value("communes")),
            (_(N_("Từ ngày")), 12, _day("from")),
            (_(N_("Đến ngày")), 12, _day("until")),
            page,
        )
        yield self.sheet(
            _(N_("Danh mục chỉ báo")),
            of_rules.criteria,
            (_(N_("Bộ tiêu chí")), 26, _value("criteria")),
            indicator,
            (_(N_("Tên chỉ báo")), 34, _value(f"name_{self.lang}")),
            (_(N_("Nguyên văn")), 70, _value("official")),
            *(((_(N_("Bản dịch")), 70, _value("translation")),) if self.lang != "vi" else ()),
            (_(N_("Loại")), 12, self.word("role", ROLE_WORDS)),
            (_(N_("Hướng dẫn đánh giá")), 50, _value("guidance")),
            page,
        )
        yield self.sheet(
            _(N_("Cách hiểu")),
            of_rules.readings,
            (_(N_("Mã")), 22, _value("reading")),
            (_(N_("Câu hỏi")), 60, _value(f"question_{self.lang}")),
            (_(N_("Cách hiểu")), 60, _value(f"text_{self.lang}")),
            (_(N_("Đang dùng")), 11, self.yes("adopted")),
            (_(N_("Vì sao")), 60, _value(f"reason_{self.lang}")),
            page,
        )
        yield self.sheet(
            _(N_("Lộ trình")),
            of_rules.roadmap,
            (_(N_("Giai đoạn")), 10, _value("stage")),
            (_(N_("Nhiệm vụ")), 60, _value(f"what_{self.lang}")),
            (_(N_("Trước ngày")), 12, _day("due")),
            (_(N_("Từ ngày")), 12, _day("from")),
            (_(N_("Đến ngày")), 12, _day("until")),
            page,
        )

    def sheet(self, title: str, rows: Rows, *columns: tuple[str, int, Callable[[Row], Any]]) -> Sheet:
        found = list(islice(rows(self.data), MOST + 1))
        return Sheet(
            title,
            f"{rows.__name__}.csv",
            tuple(Heading(text, width) for text, width, _ in columns),
            [tuple(of(row) for _, _, of in columns) for row in found] if len(found) <= MOST else None,
        )

    def word(self, key: str, words: dict[str, str]) -> Callable[[Row], str | None]:
        """A code in words."""
        said = {code: self.s._(message) for code, message in words.items()}
        return lambda row: said.get(row.get(key) or "")

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
        result = self.data.site.results[row["unit"], row["year"], row["basis"]]
        finding = result.findings[row["indicator"]]
        indicator = self.data.criteria(result.criteria).indicators[row["indicator"]]
        value = finding.tally or (finding.claim.value if finding.claim else None)
        return None if value is None else self.s.value(value, indicator)


FIGURES = {
    "count": N_("Số đạt"),
    "total": N_("Tổng số"),
    "percent": N_("Tỷ lệ, %"),
    "previous": N_("Năm trước"),
    "current": N_("Năm nay"),
}


def _value(key: str) -> Callable[[Row], Any]:
    return lambda row: row.get(key)


def _link(key: str) -> Callable[[Row], Link]:
    return lambda row: Link(row[key])


def _day(key: str) -> Callable[[Row], date | None]:
    return lambda row: date.fromisoformat(row[key]) if row.get(key) else None
