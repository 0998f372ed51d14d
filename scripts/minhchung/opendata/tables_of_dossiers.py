"""The tables about units in years. Pure."""

from __future__ import annotations

from typing import get_args

from minhchung.assessing.model import FindingStatus, ResultStatus
from minhchung.history.model import Kind
from minhchung.i18n import N_
from minhchung.opendata.columns import (
    FIGURES,
    FILES,
    HEAD,
    INDICATOR,
    OF_INDICATOR,
    OF_RESULT,
    OF_UNIT,
    PAGE,
    RESULT,
    VERDICTS,
    column,
)
from minhchung.opendata.table import Reference, Table

RESULTS = Table(
    "results",
    N_("Các kết quả"),
    N_(
        "Mỗi dòng là kết quả của một đơn vị trong một năm theo một căn cứ. Hồ sơ có lỗi thì không có dòng nào."
    ),
    (
        *HEAD,
        column("unit_name", "string", N_("Tên của đơn vị."), required=True),
        column("unit_code", "string", N_("Mã đơn vị hành chính của cơ quan thống kê.")),
        column("status", "string", N_("Tình trạng của kết quả."), get_args(ResultStatus), required=True),
        column(
            "level", "integer", N_("Mức độ, từ 1; 0 là có chỉ báo không đạt; trống là chưa thể kết luận.")
        ),
        column("status_vi", "string", N_("Kết quả bằng lời, tiếng Việt."), required=True),
        column("status_en", "string", N_("Kết quả bằng lời, tiếng Anh."), required=True),
        column("draft", "boolean", N_("Hồ sơ còn là bản nháp."), required=True),
        column(
            "origin",
            "string",
            N_(
                "Nguồn gốc của hồ sơ: submission là đơn vị nộp, public-sources là tập hợp từ nguồn công khai, example là ví dụ."
            ),
            ("submission", "public-sources", "example"),
        ),
        column("by", "string", N_("Cơ quan lập hồ sơ, cơ quan thẩm định, hoặc cơ quan ra quyết định.")),
        column("date", "date", N_("Ngày nộp, ngày thẩm định, hoặc ngày quyết định.")),
        column(
            "timing",
            "string",
            N_(
                "So với lộ trình: đúng hạn (in-time), muộn (late), trước thời gian quy định (early); trống khi chưa có hoặc lộ trình không quy định."
            ),
            ("in-time", "late", "early"),
        ),
        column("decision", "string", N_("Số của quyết định; không có số thì không ai được công nhận.")),
        column("next_level", "integer", N_("Mức độ tiếp theo; còn thiếu gì thì xem bảng needs.")),
        column(
            "readings",
            "string",
            N_("Các cách hiểu mà nếu chọn khác thì kết quả này sẽ khác, cách nhau bằng dấu cách."),
        ),
        column("replied_by", "string", N_("Cơ quan có ý kiến về kết quả thẩm định.")),
        column("replied_on", "date", N_("Ngày có ý kiến.")),
        PAGE,
    ),
    RESULT,
    (OF_UNIT,),
)

FINDINGS = Table(
    "findings",
    N_("Các kết luận"),
    N_(
        "Mỗi dòng là kết luận về một chỉ báo, theo một căn cứ. Căn cứ official chỉ có chỉ báo tính từ kết quả của các quận, huyện."
    ),
    (
        *HEAD,
        INDICATOR,
        column("slug", "string", N_("Tên ngắn của chỉ báo, chung cho cả hai bộ tiêu chí."), required=True),
        column(
            "role",
            "string",
            N_("Chỉ báo bắt buộc (required) hay phân mức (graded)."),
            ("required", "graded"),
            required=True,
        ),
        column("status", "string", N_("Kết luận."), get_args(FindingStatus), required=True),
        column("status_vi", "string", N_("Kết luận bằng lời, tiếng Việt."), required=True),
        column("status_en", "string", N_("Kết luận bằng lời, tiếng Anh."), required=True),
        column("level", "integer", N_("Mức của chỉ báo phân mức; 0 là dưới mức thấp nhất.")),
        column(
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
        *FIGURES,
        column("pending", "integer", N_("Chỉ báo tính từ các quận, huyện: số quận, huyện chưa có kết quả.")),
        column(
            "documents",
            "integer",
            N_("Số lần dẫn tài liệu làm minh chứng; chi tiết trong bảng citations."),
            required=True,
        ),
        column("verdict", "string", N_("Cơ quan thẩm định kết luận gì về số liệu."), VERDICTS),
        column("reason", "string", N_("Lý do của cơ quan thẩm định.")),
        column(
            "stale",
            "boolean",
            N_("Số liệu hoặc tài liệu đã bị sửa sau khi thẩm định; trống với căn cứ khác."),
        ),
        column("agrees", "boolean", N_("Đơn vị có đồng ý với kết quả thẩm định không.")),
        column("reply", "string", N_("Ý kiến của đơn vị.")),
        PAGE,
    ),
    (*RESULT, "indicator"),
    (OF_RESULT, OF_INDICATOR),
)

CLAIMS = Table(
    "claims",
    N_("Số liệu"),
    N_(
        "Mỗi dòng là một con số theo một căn cứ: số đơn vị khai, rồi số có hiệu lực sau thẩm định. Chưa có số liệu thì các ô số để trống, và cột finding nói vì sao."
    ),
    (
        *HEAD,
        INDICATOR,
        column(
            "part", "string", N_("Phần của chỉ báo có nhiều số liệu; whole khi chỉ có một."), required=True
        ),
        column(
            "finding",
            "string",
            N_("Kết luận về chỉ báo, như trong bảng findings."),
            get_args(FindingStatus),
            required=True,
        ),
        *FIGURES,
        column(
            "status",
            "string",
            N_("Số ước tính, sơ bộ hay chính thức."),
            ("estimated", "preliminary", "official"),
        ),
        column("verdict", "string", N_("Cơ quan thẩm định kết luận gì về số liệu."), VERDICTS),
        column("note", "string", N_("Ghi chú kèm số liệu.")),
    ),
    (*RESULT, "indicator", "part"),
    (Reference((*RESULT, "indicator"), "findings", (*RESULT, "indicator")), OF_INDICATOR),
)

DOCUMENTS = Table(
    "documents",
    N_("Tài liệu"),
    N_("Mỗi dòng là một tài liệu mà một tệp của hồ sơ mô tả."),
    (
        *HEAD,
        column("file", "string", N_("Tệp của hồ sơ mô tả tài liệu."), FILES, required=True),
        column("document", "string", N_("Mã của tài liệu trong tệp ấy."), required=True),
        column("title", "string", N_("Tên hoặc trích yếu."), required=True),
        column("number", "string", N_("Số, ký hiệu.")),
        column("issuer", "string", N_("Cơ quan ban hành.")),
        column("issued", "date", N_("Ngày ban hành.")),
        column(
            "access",
            "string",
            N_("Công khai (public) hay hạn chế (restricted)."),
            ("public", "restricted"),
            required=True,
        ),
        column("holder", "string", N_("Tài liệu hạn chế: nơi lưu giữ.")),
        column("request", "string", N_("Tài liệu hạn chế: cách đề nghị cung cấp.")),
        column("url", "string", N_("Địa chỉ của bản gốc, đúng như hồ sơ ghi.")),
        column("archived", "string", N_("Địa chỉ của bản lưu, đúng như hồ sơ ghi.")),
        column("copy", "uri", N_("Địa chỉ của bản chụp công bố trên trang này.")),
        column("sha256", "string", N_("Mã băm SHA-256 của tệp tài liệu.")),
        PAGE,
    ),
    ("unit", "year", "file", "document"),
    (OF_RESULT,),
)

CITATIONS = Table(
    "citations",
    N_("Dẫn chứng"),
    N_("Mỗi dòng là một lần dẫn tài liệu làm minh chứng cho một chỉ báo."),
    (
        *HEAD,
        INDICATOR,
        column("file", "string", N_("Tệp của hồ sơ dẫn tài liệu."), FILES[:3], required=True),
        column("number", "integer", N_("Thứ tự của lần dẫn trong tệp ấy, cho chỉ báo ấy."), required=True),
        column("described_in", "string", N_("Tệp của hồ sơ mô tả tài liệu."), FILES[:3], required=True),
        column("document", "string", N_("Mã của tài liệu trong tệp mô tả."), required=True),
        column("leaf", "integer", N_("Trang của tài liệu.")),
        column("quote", "string", N_("Lời trích.")),
    ),
    ("unit", "year", "file", "indicator", "number"),
    (
        OF_RESULT,
        OF_INDICATOR,
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
        *HEAD,
        column("level", "integer", N_("Mức độ tiếp theo."), required=True),
        INDICATOR,
        column("more", "integer", N_("Cần thêm bao nhiêu, khi tổng số giữ nguyên.")),
        column("rule", "string", N_("Chỉ báo bắt buộc không đạt: quy tắc phải đạt.")),
        column("percent", "number", N_("Ngưỡng phần trăm của quy tắc.")),
        column("amount", "number", N_("Mức giảm mà quy tắc yêu cầu.")),
        column("as", "string", N_("Mức giảm tính theo phần trăm của năm trước hay theo điểm phần trăm.")),
    ),
    (*RESULT, "indicator"),
    (OF_RESULT, OF_INDICATOR),
)

ALTERNATIVES = Table(
    "alternatives",
    N_("Kết quả theo cách hiểu khác"),
    N_(
        "Mỗi dòng là một kết quả sẽ khác đi nếu chọn một cách hiểu khác. Kết quả không đổi thì không có dòng."
    ),
    (
        *HEAD,
        column("reading", "string", N_("Mã của câu hỏi về cách hiểu."), required=True),
        column("option", "string", N_("Cách hiểu khác."), required=True),
        column(
            "status", "string", N_("Tình trạng theo cách hiểu khác."), get_args(ResultStatus), required=True
        ),
        column("level", "integer", N_("Mức độ theo cách hiểu khác.")),
        column(
            "status_now",
            "string",
            N_("Tình trạng theo cách hiểu đang dùng."),
            get_args(ResultStatus),
            required=True,
        ),
        column("level_now", "integer", N_("Mức độ theo cách hiểu đang dùng.")),
    ),
    (*RESULT, "reading", "option"),
    (OF_RESULT, Reference(("edition", "reading", "option"), "readings", ("edition", "reading", "option"))),
)

OBSERVATIONS = Table(
    "observations",
    N_("Góp ý về tiêu chí"),
    N_("Mỗi dòng là một khó khăn, vướng mắc hoặc đề xuất mà đơn vị nêu về Bộ tiêu chí."),
    (
        *HEAD,
        column("number", "integer", N_("Thứ tự trong hồ sơ."), required=True),
        column("indicator", "string", N_("Chỉ báo được góp ý; trống khi góp ý chung.")),
        column("difficulty", "string", N_("Khó khăn, vướng mắc.")),
        column("proposal", "string", N_("Đề xuất, kiến nghị.")),
        PAGE,
    ),
    ("unit", "year", "number"),
    (OF_RESULT,),
)

HISTORY = Table(
    "history",
    N_("Lịch sử thay đổi"),
    N_(
        "Mỗi dòng là một giá trị xuất hiện, thay đổi hay bị bỏ, theo thứ tự có hiệu lực. Giá trị ghi lần đầu có ô giá trị cũ để trống."
    ),
    (
        *HEAD,
        column("number", "integer", N_("Thứ tự của thay đổi trong hồ sơ."), required=True),
        column("file", "string", N_("Tệp của hồ sơ."), FILES, required=True),
        column("indicator", "string", N_("Chỉ báo; trống khi thay đổi thuộc về cả tệp.")),
        column("field", "string", N_("Mục đã thay đổi; trống khi thay đổi thuộc về cả tệp.")),
        column(
            "kind",
            "string",
            N_(
                "Thay đổi số liệu (value), tài liệu (document), tệp ghi lần đầu (recorded), bị hỏng (broken), được sửa (mended), đổi tên (renamed)."
            ),
            get_args(Kind),
            required=True,
        ),
        column("old", "string", N_("Giá trị cũ; trống khi chưa có.")),
        column("new", "string", N_("Giá trị mới; trống khi đã bỏ.")),
        column("date", "datetime", N_("Thời điểm ghi vào git, do máy của người ghi khai."), required=True),
        column(
            "organisation",
            "string",
            N_("Cơ quan, tổ chức đứng sau lần ghi; không bao giờ là tên người."),
            required=True,
        ),
        column("pull_request", "integer", N_("Số của yêu cầu hợp nhất.")),
        column("signature", "string", N_("Chữ ký của lần ghi; trống khi kho không liệt kê khóa nào.")),
        column(
            "after",
            "string",
            N_(
                "Sửa sau thời hạn (deadline), sau thẩm định (verification), sau quyết định (decision); cách nhau bằng dấu cách."
            ),
        ),
    ),
    ("unit", "year", "number"),
)

TABLES = (
    *(RESULTS, FINDINGS, CLAIMS, DOCUMENTS, CITATIONS, NEEDS, ALTERNATIVES, OBSERVATIONS),
    HISTORY,
)
