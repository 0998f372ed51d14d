"""The tables of the open data: every column, what it holds, and what it refers to."""

from __future__ import annotations

from typing import get_args

from minhchung.assessing.model import FindingStatus, ResultStatus
from minhchung.evidence.model import BASES
from minhchung.history.model import Kind
from minhchung.i18n import N_
from minhchung.opendata.table import Column, Reference, Table, Type

VERDICTS = ("accepted", "corrected", "rejected", "not-applicable")
FILES = ("self-assessment", "verification", "reply", "decision")
MEASURES = ("declared", "share", "percentage", "change", "parts", "derived")
WHOLE = "whole"  # the part of a claim that has just one figure


def _column(
    name: str, type_: Type, about: str, values: tuple[str, ...] = (), required: bool = False
) -> Column:
    return Column(name, type_, about, required, values)


_CITY = Column(
    "city",
    "string",
    N_("Mã của thành phố trong units.yml; phân biệt khi gộp bảng của nhiều thành phố."),
    True,
)
_UNIT = Column("unit", "string", N_("Mã của đơn vị trong units.yml."), True)
_YEAR = Column("year", "integer", N_("Năm được đánh giá."), True)
_BASIS = Column(
    "basis",
    "string",
    N_("Căn cứ: self là tự đánh giá, verified là thẩm định, official là quyết định."),
    True,
    BASES,
)
_EDITION = Column(
    "edition", "string", N_("Phiên bản Bộ tiêu chí áp dụng, là tên thư mục trong criteria/."), True
)
_CRITERIA = Column(
    "criteria", "string", N_("Bộ tiêu chí: phiên bản, gạch chéo, rồi district hoặc city."), True
)
_COMMIT = Column(
    "commit",
    "string",
    N_("Phiên bản git chứa đúng dữ liệu của dòng này; trống khi dựng từ tệp chưa lưu vào git."),
)
_INDICATOR = Column("indicator", "string", N_("Số của chỉ báo trong Bộ tiêu chí."), True)
_PAGE = Column("page", "uri", N_("Địa chỉ của trang giải thích dòng này."), True)

_HEAD = (_CITY, _UNIT, _YEAR, _BASIS, _EDITION, _CRITERIA, _COMMIT)
_RULEBOOK = (_CITY, _EDITION, _COMMIT)
_RESULT = ("unit", "year", "basis")
_OF_UNIT = Reference(("unit",), "units", ("unit",))
_OF_RESULT = Reference(_RESULT, "results", _RESULT)
_OF_INDICATOR = Reference(("criteria", "indicator"), "criteria", ("criteria", "indicator"))

_FIGURES = (
    _column("met", "boolean", N_("Chỉ báo kê khai: đơn vị khai đã có (true) hay chưa có (false).")),
    _column("count", "integer", N_("Số đạt.")),
    _column("total", "integer", N_("Tổng số. Tỷ lệ chính xác là count chia cho total.")),
    _column("percent", "number", N_("Tỷ lệ phần trăm, đúng như nguồn đã công bố.")),
    _column("previous", "number", N_("Số liệu năm trước, đúng như nguồn đã công bố.")),
    _column("current", "number", N_("Số liệu năm nay, đúng như nguồn đã công bố.")),
    _column("comparable", "boolean", N_("Số liệu hai năm có so sánh được với nhau không.")),
)

RESULTS = Table(
    "results",
    N_("Các kết quả"),
    N_(
        "Mỗi dòng là kết quả của một đơn vị trong một năm theo một căn cứ. Hồ sơ có lỗi thì không có dòng nào."
    ),
    (
        *_HEAD,
        _column("unit_name", "string", N_("Tên của đơn vị."), required=True),
        _column("unit_code", "string", N_("Mã đơn vị hành chính của cơ quan thống kê.")),
        _column("status", "string", N_("Tình trạng của kết quả."), get_args(ResultStatus), required=True),
        _column(
            "level", "integer", N_("Mức độ, từ 1; 0 là có chỉ báo không đạt; trống là chưa thể kết luận.")
        ),
        _column("status_vi", "string", N_("Kết quả bằng lời, tiếng Việt."), required=True),
        _column("status_en", "string", N_("Kết quả bằng lời, tiếng Anh."), required=True),
        _column("draft", "boolean", N_("Hồ sơ còn là bản nháp."), required=True),
        _column(
            "origin",
            "string",
            N_(
                "Nguồn gốc của hồ sơ: submission là đơn vị nộp, public-sources là tập hợp từ nguồn công khai, example là ví dụ."
            ),
            ("submission", "public-sources", "example"),
        ),
        _column("by", "string", N_("Cơ quan lập hồ sơ, cơ quan thẩm định, hoặc cơ quan ra quyết định.")),
        _column("date", "date", N_("Ngày nộp, ngày thẩm định, hoặc ngày quyết định.")),
        _column(
            "timing",
            "string",
            N_(
                "So với lộ trình: đúng hạn (in-time), muộn (late), trước thời gian quy định (early); trống khi chưa có hoặc lộ trình không quy định."
            ),
            ("in-time", "late", "early"),
        ),
        _column("decision", "string", N_("Số của quyết định; không có số thì không ai được công nhận.")),
        _column("next_level", "integer", N_("Mức độ tiếp theo; còn thiếu gì thì xem bảng needs.")),
        _column(
            "readings",
            "string",
            N_("Các cách hiểu mà nếu chọn khác thì kết quả này sẽ khác, cách nhau bằng dấu cách."),
        ),
        _column("replied_by", "string", N_("Cơ quan có ý kiến về kết quả thẩm định.")),
        _column("replied_on", "date", N_("Ngày có ý kiến.")),
        _PAGE,
    ),
    _RESULT,
    (_OF_UNIT,),
)

FINDINGS = Table(
    "findings",
    N_("Các kết luận"),
    N_(
        "Mỗi dòng là kết luận về một chỉ báo, theo một căn cứ. Căn cứ official chỉ có chỉ báo tính từ kết quả của các quận, huyện."
    ),
    (
        *_HEAD,
        _INDICATOR,
        _column("slug", "string", N_("Tên ngắn của chỉ báo, chung cho cả hai bộ tiêu chí."), required=True),
        _column(
            "role",
            "string",
            N_("Chỉ báo bắt buộc (required) hay phân mức (graded)."),
            ("required", "graded"),
            required=True,
        ),
        _column("status", "string", N_("Kết luận."), get_args(FindingStatus), required=True),
        _column("status_vi", "string", N_("Kết luận bằng lời, tiếng Việt."), required=True),
        _column("status_en", "string", N_("Kết luận bằng lời, tiếng Anh."), required=True),
        _column("level", "integer", N_("Mức của chỉ báo phân mức; 0 là dưới mức thấp nhất.")),
        _column(
            "why",
            "string",
            N_("Lý do mà bản thân kết luận không nói ra, ví dụ zero-total là tổng số bằng 0."),
            (
                "zero-total",
                "zero-rate",
                "not-comparable",
                "no-previous",
                "mixed-parts",
                "rejected",
                "pending",
            ),
        ),
        *_FIGURES,
        _column("pending", "integer", N_("Chỉ báo tính từ các quận, huyện: số quận, huyện chưa có kết quả.")),
        _column(
            "documents",
            "integer",
            N_("Số lần dẫn tài liệu làm minh chứng; chi tiết trong bảng citations."),
            required=True,
        ),
        _column("verdict", "string", N_("Cơ quan thẩm định kết luận gì về số liệu."), VERDICTS),
        _column("reason", "string", N_("Lý do của cơ quan thẩm định.")),
        _column(
            "stale",
            "boolean",
            N_("Số liệu hoặc tài liệu đã bị sửa sau khi thẩm định; trống với căn cứ khác."),
        ),
        _column("agrees", "boolean", N_("Đơn vị có đồng ý với kết quả thẩm định không.")),
        _column("reply", "string", N_("Ý kiến của đơn vị.")),
        _PAGE,
    ),
    (*_RESULT, "indicator"),
    (_OF_RESULT, _OF_INDICATOR),
)

CLAIMS = Table(
    "claims",
    N_("Số liệu"),
    N_(
        "Mỗi dòng là một con số theo một căn cứ: số đơn vị khai, rồi số có hiệu lực sau thẩm định. Chưa có số liệu thì các ô số để trống, và cột finding nói vì sao."
    ),
    (
        *_HEAD,
        _INDICATOR,
        _column(
            "part", "string", N_("Phần của chỉ báo có nhiều số liệu; whole khi chỉ có một."), required=True
        ),
        _column(
            "finding",
            "string",
            N_("Kết luận về chỉ báo, như trong bảng findings."),
            get_args(FindingStatus),
            required=True,
        ),
        *_FIGURES,
        _column(
            "status",
            "string",
            N_("Số ước tính, sơ bộ hay chính thức."),
            ("estimated", "preliminary", "official"),
        ),
        _column("verdict", "string", N_("Cơ quan thẩm định kết luận gì về số liệu."), VERDICTS),
        _column("note", "string", N_("Ghi chú kèm số liệu.")),
    ),
    (*_RESULT, "indicator", "part"),
    (Reference((*_RESULT, "indicator"), "findings", (*_RESULT, "indicator")), _OF_INDICATOR),
)

DOCUMENTS = Table(
    "documents",
    N_("Tài liệu"),
    N_("Mỗi dòng là một tài liệu mà một tệp của hồ sơ mô tả."),
    (
        *_HEAD,
        _column("file", "string", N_("Tệp của hồ sơ mô tả tài liệu."), FILES, required=True),
        _column("document", "string", N_("Mã của tài liệu trong tệp ấy."), required=True),
        _column("title", "string", N_("Tên hoặc trích yếu."), required=True),
        _column("number", "string", N_("Số, ký hiệu.")),
        _column("issuer", "string", N_("Cơ quan ban hành.")),
        _column("issued", "date", N_("Ngày ban hành.")),
        _column(
            "access",
            "string",
            N_("Công khai (public) hay hạn chế (restricted)."),
            ("public", "restricted"),
            required=True,
        ),
        _column("holder", "string", N_("Tài liệu hạn chế: nơi lưu giữ.")),
        _column("request", "string", N_("Tài liệu hạn chế: cách đề nghị cung cấp.")),
        _column("url", "string", N_("Địa chỉ của bản gốc, đúng như hồ sơ ghi.")),
        _column("archived", "string", N_("Địa chỉ của bản lưu, đúng như hồ sơ ghi.")),
        _column("copy", "uri", N_("Địa chỉ của bản chụp công bố trên trang này.")),
        _column("sha256", "string", N_("Mã băm SHA-256 của tệp tài liệu.")),
        _PAGE,
    ),
    ("unit", "year", "file", "document"),
    (_OF_RESULT,),
)

CITATIONS = Table(
    "citations",
    N_("Dẫn chứng"),
    N_("Mỗi dòng là một lần dẫn tài liệu làm minh chứng cho một chỉ báo."),
    (
        *_HEAD,
        _INDICATOR,
        _column("file", "string", N_("Tệp của hồ sơ dẫn tài liệu."), FILES[:3], required=True),
        _column("number", "integer", N_("Thứ tự của lần dẫn trong tệp ấy, cho chỉ báo ấy."), required=True),
        _column("described_in", "string", N_("Tệp của hồ sơ mô tả tài liệu."), FILES[:3], required=True),
        _column("document", "string", N_("Mã của tài liệu trong tệp mô tả."), required=True),
        _column("leaf", "integer", N_("Trang của tài liệu.")),
        _column("quote", "string", N_("Lời trích.")),
    ),
    ("unit", "year", "file", "indicator", "number"),
    (
        _OF_RESULT,
        _OF_INDICATOR,
        Reference(
            ("unit", "year", "described_in", "document"), "documents", ("unit", "year", "file", "document")
        ),
    ),
)

NEEDS = Table(
    "needs",
    N_("Còn thiếu"),
    N_("Mỗi dòng là một điều còn thiếu để đạt mức độ tiếp theo."),
    (
        *_HEAD,
        _column("level", "integer", N_("Mức độ tiếp theo."), required=True),
        _INDICATOR,
        _column("more", "integer", N_("Cần thêm bao nhiêu, khi tổng số giữ nguyên.")),
        _column("rule", "string", N_("Chỉ báo bắt buộc không đạt: quy tắc phải đạt.")),
        _column("percent", "number", N_("Ngưỡng phần trăm của quy tắc.")),
        _column("amount", "number", N_("Mức giảm mà quy tắc yêu cầu.")),
        _column("as", "string", N_("Mức giảm tính theo phần trăm của năm trước hay theo điểm phần trăm.")),
    ),
    (*_RESULT, "indicator"),
    (_OF_RESULT, _OF_INDICATOR),
)

ALTERNATIVES = Table(
    "alternatives",
    N_("Kết quả theo cách hiểu khác"),
    N_(
        "Mỗi dòng là một kết quả sẽ khác đi nếu chọn một cách hiểu khác. Kết quả không đổi thì không có dòng."
    ),
    (
        *_HEAD,
        _column("reading", "string", N_("Mã của câu hỏi về cách hiểu."), required=True),
        _column("option", "string", N_("Cách hiểu khác."), required=True),
        _column(
            "status", "string", N_("Tình trạng theo cách hiểu khác."), get_args(ResultStatus), required=True
        ),
        _column("level", "integer", N_("Mức độ theo cách hiểu khác.")),
        _column(
            "status_now",
            "string",
            N_("Tình trạng theo cách hiểu đang dùng."),
            get_args(ResultStatus),
            required=True,
        ),
        _column("level_now", "integer", N_("Mức độ theo cách hiểu đang dùng.")),
    ),
    (*_RESULT, "reading", "option"),
    (_OF_RESULT, Reference(("edition", "reading", "option"), "readings", ("edition", "reading", "option"))),
)

OBSERVATIONS = Table(
    "observations",
    N_("Góp ý về tiêu chí"),
    N_("Mỗi dòng là một khó khăn, vướng mắc hoặc đề xuất mà đơn vị nêu về Bộ tiêu chí."),
    (
        *_HEAD,
        _column("number", "integer", N_("Thứ tự trong hồ sơ."), required=True),
        _column("indicator", "string", N_("Chỉ báo được góp ý; trống khi góp ý chung.")),
        _column("difficulty", "string", N_("Khó khăn, vướng mắc.")),
        _column("proposal", "string", N_("Đề xuất, kiến nghị.")),
        _PAGE,
    ),
    ("unit", "year", "number"),
    (_OF_RESULT,),
)

HISTORY = Table(
    "history",
    N_("Lịch sử thay đổi"),
    N_(
        "Mỗi dòng là một giá trị đã thay đổi, theo thứ tự có hiệu lực. Số liệu ghi lần đầu không phải là thay đổi nên không có ở đây."
    ),
    (
        *_HEAD,
        _column("number", "integer", N_("Thứ tự của thay đổi trong hồ sơ."), required=True),
        _column("file", "string", N_("Tệp của hồ sơ."), FILES, required=True),
        _column("indicator", "string", N_("Chỉ báo; trống khi thay đổi thuộc về cả tệp.")),
        _column("field", "string", N_("Mục đã thay đổi; trống khi thay đổi thuộc về cả tệp.")),
        _column(
            "kind",
            "string",
            N_(
                "Thay đổi số liệu (value), tài liệu (document), tệp ghi lần đầu (recorded), bị hỏng (broken), được sửa (mended), đổi tên (renamed)."
            ),
            get_args(Kind),
            required=True,
        ),
        _column("old", "string", N_("Giá trị cũ; trống khi chưa có.")),
        _column("new", "string", N_("Giá trị mới; trống khi đã bỏ.")),
        _column("date", "datetime", N_("Thời điểm ghi vào git, do máy của người ghi khai."), required=True),
        _column(
            "organisation",
            "string",
            N_("Cơ quan, tổ chức đứng sau lần ghi; không bao giờ là tên người."),
            required=True,
        ),
        _column("pull_request", "integer", N_("Số của yêu cầu hợp nhất.")),
        _column("signature", "string", N_("Chữ ký của lần ghi; trống khi kho không liệt kê khóa nào.")),
        _column(
            "after",
            "string",
            N_(
                "Sửa sau thời hạn (deadline), sau thẩm định (verification), sau quyết định (decision); cách nhau bằng dấu cách."
            ),
        ),
    ),
    ("unit", "year", "number"),
)

UNITS = Table(
    "units",
    N_("Đơn vị"),
    N_("Mỗi dòng là một quận, huyện, hoặc chính thành phố."),
    (
        _CITY,
        _UNIT,
        _column(
            "code", "string", N_("Mã đơn vị hành chính của cơ quan thống kê; chuỗi ký tự, giữ cả số 0 ở đầu.")
        ),
        _column("name", "string", N_("Tên của đơn vị."), required=True),
        _column("type", "string", N_("Loại đơn vị hành chính."), required=True),
        _column("parent", "string", N_("Thành phố mà đơn vị trực thuộc; trống khi là chính thành phố.")),
        _column("pilot", "boolean", N_("Đơn vị tham gia thí điểm."), required=True),
        _column(
            "communes",
            "integer",
            N_("Số xã, phường, thị trấn; trống khi chưa có danh mục, 0 khi không có xã nào."),
        ),
        _column("column", "integer", N_("Cột của ô trên bản đồ ô vuông.")),
        _column("row", "integer", N_("Hàng của ô trên bản đồ ô vuông.")),
        _column("from", "date", N_("Ngày đầu tiên tồn tại, nếu biết.")),
        _column("until", "date", N_("Ngày cuối cùng tồn tại, nếu có.")),
        _column("replaced_by", "string", N_("Mã của các đơn vị thay thế, cách nhau bằng dấu cách.")),
        _COMMIT,
        _PAGE,
    ),
    ("unit",),
    (Reference(("parent",), "", ("unit",)),),
)

COMMUNES = Table(
    "communes",
    N_("Xã, phường, thị trấn"),
    N_("Mỗi dòng là một xã, phường, thị trấn trong danh mục."),
    (
        _CITY,
        _UNIT,
        _column(
            "code",
            "string",
            N_("Mã đơn vị hành chính của cơ quan thống kê; chuỗi ký tự, giữ cả số 0 ở đầu."),
            required=True,
        ),
        _column("name", "string", N_("Tên của xã, phường, thị trấn."), required=True),
        _COMMIT,
    ),
    ("unit", "code"),
    (_OF_UNIT,),
)

CRITERIA = Table(
    "criteria",
    N_("Chỉ báo"),
    N_("Mỗi dòng là một chỉ báo của một bộ tiêu chí, với nguyên văn của văn bản."),
    (
        *_RULEBOOK,
        _CRITERIA,
        _INDICATOR,
        _column(
            "applies_to",
            "string",
            N_("Áp dụng cho quận, huyện (district) hay thành phố (city)."),
            ("district", "city"),
            required=True,
        ),
        _column("slug", "string", N_("Tên ngắn của chỉ báo, chung cho cả hai bộ tiêu chí."), required=True),
        _column("name_vi", "string", N_("Tên gọi tắt, tiếng Việt."), required=True),
        _column("name_en", "string", N_("Tên gọi tắt, tiếng Anh."), required=True),
        _column("official", "string", N_("Nguyên văn, giữ cả lỗi in."), required=True),
        _column("translation", "string", N_("Bản dịch tiếng Anh, không chính thức."), required=True),
        _column("guidance", "string", N_("Nguyên văn hướng dẫn đánh giá."), required=True),
        _column("standard", "string", N_("Số của tiêu chuẩn."), required=True),
        _column("standard_official", "string", N_("Nguyên văn tiêu chuẩn."), required=True),
        _column("criterion", "string", N_("Số của tiêu chí."), required=True),
        _column("criterion_official", "string", N_("Nguyên văn tiêu chí."), required=True),
        _column(
            "role",
            "string",
            N_("Chỉ báo bắt buộc (required) hay phân mức (graded)."),
            ("required", "graded"),
            required=True,
        ),
        _column(
            "measure",
            "string",
            N_("Đơn vị khai gì: có hay chưa, số đạt và tổng số, tỷ lệ, hai năm, nhiều phần, hay không khai."),
            MEASURES,
            required=True,
        ),
        _column("parts", "string", N_("Mã của các phần, cách nhau bằng dấu cách.")),
        _column("rule", "string", N_("Quy tắc so sánh."), required=True),
        _column("percent", "number", N_("Ngưỡng phần trăm của quy tắc.")),
        _column("amount", "number", N_("Mức giảm mà quy tắc yêu cầu.")),
        _column("as", "string", N_("Mức giảm tính theo phần trăm của năm trước hay theo điểm phần trăm.")),
        _PAGE,
    ),
    ("criteria", "indicator"),
)

LEVELS = Table(
    "levels",
    N_("Mức độ"),
    N_("Mỗi dòng là ngưỡng dưới của một mức độ đối với chỉ báo phân mức."),
    (
        *_RULEBOOK,
        _CRITERIA,
        _column("level", "integer", N_("Mức độ."), required=True),
        _column("edge", "number", N_("Ngưỡng dưới, phần trăm."), required=True),
        _column("inclusive", "boolean", N_("Đúng bằng ngưỡng thì có thuộc mức này không."), required=True),
        _column("official", "string", N_("Nguyên văn."), required=True),
        _column("translation", "string", N_("Bản dịch tiếng Anh, không chính thức."), required=True),
    ),
    ("criteria", "level"),
)

READINGS = Table(
    "readings",
    N_("Cách hiểu"),
    N_("Mỗi dòng là một cách hiểu của một chỗ mà văn bản hiểu được nhiều cách, hoặc một quy ước đã cố định."),
    (
        *_RULEBOOK,
        _column("reading", "string", N_("Mã của câu hỏi về cách hiểu."), required=True),
        _column("option", "string", N_("Mã của cách hiểu; settled khi là quy ước cố định."), required=True),
        _column("adopted", "boolean", N_("Là cách hiểu đang dùng."), required=True),
        _column(
            "answerable",
            "boolean",
            N_("Số liệu đã nộp có đủ để tính theo cách hiểu này không."),
            required=True,
        ),
        _column("question_vi", "string", N_("Câu hỏi, tiếng Việt.")),
        _column("question_en", "string", N_("Câu hỏi, tiếng Anh.")),
        _column("text_vi", "string", N_("Cách hiểu, tiếng Việt."), required=True),
        _column("text_en", "string", N_("Cách hiểu, tiếng Anh."), required=True),
        _column("reason_vi", "string", N_("Vì sao chọn cách hiểu đang dùng, tiếng Việt.")),
        _column("reason_en", "string", N_("Vì sao chọn cách hiểu đang dùng, tiếng Anh.")),
        _column("authority", "string", N_("Số của văn bản giải thích; trống khi chưa có.")),
        _column("affects", "string", N_("Các chỉ báo chịu ảnh hưởng, cách nhau bằng dấu cách.")),
        _column("official", "string", N_("Nguyên văn những câu cần hiểu.")),
        _PAGE,
    ),
    ("edition", "reading", "option"),
)

ROADMAP = Table(
    "roadmap",
    N_("Lộ trình"),
    N_("Mỗi dòng là một nhiệm vụ có thời hạn trong kế hoạch."),
    (
        *_RULEBOOK,
        _column("duty", "string", N_("Mã của nhiệm vụ."), required=True),
        _column("stage", "string", N_("Giai đoạn."), required=True),
        _column("what_vi", "string", N_("Nhiệm vụ, tiếng Việt."), required=True),
        _column("what_en", "string", N_("Nhiệm vụ, tiếng Anh."), required=True),
        _column("who", "string", N_("Mã của các cơ quan thực hiện, cách nhau bằng dấu cách."), required=True),
        _column("to", "string", N_("Mã của nơi nhận.")),
        _column("via", "string", N_("Mã của nơi chuyển.")),
        _column("due", "date", N_("Thời hạn.")),
        _column("inclusive", "boolean", N_("Đúng ngày thời hạn thì còn kịp không.")),
        _column("from", "date", N_("Ngày đầu của thời gian thực hiện.")),
        _column("until", "date", N_("Ngày cuối của thời gian thực hiện.")),
        _column(
            "tracks",
            "string",
            N_("Điều gì trong hồ sơ cho thấy nhiệm vụ đã xong."),
            ("submission", "verification", "decision"),
        ),
        _column("official", "string", N_("Nguyên văn."), required=True),
        _PAGE,
    ),
    ("edition", "duty"),
)

AGENCIES = Table(
    "agencies",
    N_("Cơ quan"),
    N_("Mỗi dòng là một cơ quan, tổ chức có nhiệm vụ trong kế hoạch."),
    (
        *_RULEBOOK,
        _column("agency", "string", N_("Mã của cơ quan."), required=True),
        _column("name_vi", "string", N_("Tên, tiếng Việt."), required=True),
        _column("name_en", "string", N_("Tên, tiếng Anh."), required=True),
        _column("standing", "boolean", N_("Là cơ quan thường trực."), required=True),
        _PAGE,
    ),
    ("edition", "agency"),
)

ASSIGNMENTS = Table(
    "assignments",
    N_("Phân công"),
    N_("Mỗi dòng là một cơ quan được giao chủ trì hoặc phối hợp một chỉ báo."),
    (
        *_RULEBOOK,
        _CRITERIA,
        _INDICATOR,
        _column("agency", "string", N_("Mã của cơ quan."), required=True),
        _column(
            "role",
            "string",
            N_("Chủ trì, tham mưu (lead) hay phối hợp (coordinating)."),
            ("lead", "coordinating"),
            required=True,
        ),
    ),
    ("criteria", "indicator", "role", "agency"),
    (_OF_INDICATOR, Reference(("edition", "agency"), "agencies", ("edition", "agency"))),
)

TABLES = (
    *(RESULTS, FINDINGS, CLAIMS, DOCUMENTS, CITATIONS, NEEDS, ALTERNATIVES, OBSERVATIONS, HISTORY),
    *(UNITS, COMMUNES, CRITERIA, LEVELS, READINGS, ROADMAP, AGENCIES, ASSIGNMENTS),
)
