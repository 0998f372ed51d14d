"""The columns that many tables share: whose row it is, of which year, on which basis, by which rules. Pure."""

from __future__ import annotations

from minhchung.evidence.model import BASES
from minhchung.i18n import N_
from minhchung.opendata.table import Column, Reference, Type

VERDICTS = ("accepted", "corrected", "rejected", "not-applicable")
FILES = ("self-assessment", "verification", "reply", "decision")
MEASURES = ("declared", "share", "percentage", "change", "parts", "derived")
WHOLE = "whole"  # the part of a claim that has just one figure


def column(
    name: str, type_: Type, about: str, values: tuple[str, ...] = (), required: bool = False
) -> Column:
    return Column(name, type_, about, required, values)


CITY = Column(
    "city",
    "string",
    N_("Mã của thành phố trong units.yml; phân biệt khi gộp bảng của nhiều thành phố."),
    True,
)
UNIT = Column("unit", "string", N_("Mã của đơn vị trong units.yml."), True)
YEAR = Column("year", "integer", N_("Năm được đánh giá."), True)
BASIS = Column(
    "basis",
    "string",
    N_("Căn cứ: self là tự đánh giá, verified là thẩm định, official là quyết định."),
    True,
    BASES,
)
EDITION = Column(
    "edition", "string", N_("Phiên bản Bộ tiêu chí áp dụng, là tên thư mục trong criteria/."), True
)
CRITERIA = Column(
    "criteria", "string", N_("Bộ tiêu chí: phiên bản, gạch chéo, rồi district hoặc city."), True
)
COMMIT = Column(
    "commit",
    "string",
    N_("Phiên bản git chứa đúng dữ liệu của dòng này; trống khi dựng từ tệp chưa lưu vào git."),
)
INDICATOR = Column("indicator", "string", N_("Số của chỉ báo trong Bộ tiêu chí."), True)
PAGE = Column("page", "uri", N_("Địa chỉ của trang giải thích dòng này."), True)

HEAD = (CITY, UNIT, YEAR, BASIS, EDITION, CRITERIA, COMMIT)
RULEBOOK = (CITY, EDITION, COMMIT)
RESULT = ("unit", "year", "basis")
OF_UNIT = Reference(("unit",), "units", ("unit",))
OF_RESULT = Reference(RESULT, "results", RESULT)
OF_INDICATOR = Reference(("criteria", "indicator"), "criteria", ("criteria", "indicator"))

FIGURES = (
    column("met", "boolean", N_("Chỉ báo kê khai: đơn vị khai đã có (true) hay chưa có (false).")),
    column("count", "integer", N_("Số đạt.")),
    column("total", "integer", N_("Tổng số. Tỷ lệ chính xác là count chia cho total.")),
    column("percent", "number", N_("Tỷ lệ phần trăm, đúng như nguồn đã công bố.")),
    column("previous", "number", N_("Số liệu năm trước, đúng như nguồn đã công bố.")),
    column("current", "number", N_("Số liệu năm nay, đúng như nguồn đã công bố.")),
    column("comparable", "boolean", N_("Số liệu hai năm có so sánh được với nhau không.")),
)
