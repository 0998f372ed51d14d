"""The tables that stay from dossier to dossier: units, and the rulebook. Pure."""

from __future__ import annotations

from minhchung.i18n import N_
from minhchung.opendata.columns import (
    CITY,
    COMMIT,
    CRITERIA,
    INDICATOR,
    MEASURES,
    OF_INDICATOR,
    OF_UNIT,
    PAGE,
    RULEBOOK,
    UNIT,
    column,
)
from minhchung.opendata.table import Reference, Table

UNITS = Table(
    "units",
    N_("Danh mục đơn vị"),
    N_("Mỗi dòng là một quận, huyện, hoặc chính thành phố."),
    (
        CITY,
        UNIT,
        column(
            "code", "string", N_("Mã đơn vị hành chính của cơ quan thống kê; chuỗi ký tự, giữ cả số 0 ở đầu.")
        ),
        column("name", "string", N_("Tên của đơn vị."), required=True),
        column("type", "string", N_("Loại đơn vị hành chính."), required=True),
        column("parent", "string", N_("Thành phố mà đơn vị trực thuộc; trống khi là chính thành phố.")),
        column("pilot", "boolean", N_("Đơn vị tham gia thí điểm."), required=True),
        column(
            "communes",
            "integer",
            N_("Số xã, phường, thị trấn; trống khi chưa có danh mục, 0 khi không có xã nào."),
        ),
        column("column", "integer", N_("Cột của ô trên bản đồ ô vuông.")),
        column("row", "integer", N_("Hàng của ô trên bản đồ ô vuông.")),
        column("from", "date", N_("Ngày đầu tiên tồn tại, nếu biết.")),
        column("until", "date", N_("Ngày cuối cùng tồn tại, nếu có.")),
        column("replaced_by", "string", N_("Mã của các đơn vị thay thế, cách nhau bằng dấu cách.")),
        COMMIT,
        PAGE,
    ),
    ("unit",),
    (Reference(("parent",), "", ("unit",)),),
)

COMMUNES = Table(
    "communes",
    N_("Xã, phường, thị trấn"),
    N_("Mỗi dòng là một xã, phường, thị trấn trong danh mục."),
    (
        CITY,
        UNIT,
        column(
            "code",
            "string",
            N_("Mã đơn vị hành chính của cơ quan thống kê; chuỗi ký tự, giữ cả số 0 ở đầu."),
            required=True,
        ),
        column("name", "string", N_("Tên của xã, phường, thị trấn."), required=True),
        COMMIT,
    ),
    ("unit", "code"),
    (OF_UNIT,),
)

INDICATORS = Table(
    "criteria",
    N_("Danh mục chỉ báo"),
    N_("Mỗi dòng là một chỉ báo của một bộ tiêu chí, với nguyên văn của văn bản."),
    (
        *RULEBOOK,
        CRITERIA,
        INDICATOR,
        column(
            "applies_to",
            "string",
            N_("Áp dụng cho quận, huyện (district) hay thành phố (city)."),
            ("district", "city"),
            required=True,
        ),
        column("slug", "string", N_("Tên ngắn của chỉ báo, chung cho cả hai bộ tiêu chí."), required=True),
        column("name_vi", "string", N_("Tên gọi tắt, tiếng Việt."), required=True),
        column("name_en", "string", N_("Tên gọi tắt, tiếng Anh."), required=True),
        column("official", "string", N_("Nguyên văn, giữ cả lỗi in."), required=True),
        column("translation", "string", N_("Bản dịch tiếng Anh, không chính thức."), required=True),
        column("guidance", "string", N_("Nguyên văn hướng dẫn đánh giá."), required=True),
        column("standard", "string", N_("Số của tiêu chuẩn."), required=True),
        column("standard_official", "string", N_("Nguyên văn tiêu chuẩn."), required=True),
        column("criterion", "string", N_("Số của tiêu chí."), required=True),
        column("criterion_official", "string", N_("Nguyên văn tiêu chí."), required=True),
        column(
            "role",
            "string",
            N_("Chỉ báo bắt buộc (required) hay phân mức (graded)."),
            ("required", "graded"),
            required=True,
        ),
        column(
            "measure",
            "string",
            N_("Đơn vị khai gì: có hay chưa, số đạt và tổng số, tỷ lệ, hai năm, nhiều phần, hay không khai."),
            MEASURES,
            required=True,
        ),
        column("parts", "string", N_("Mã của các phần, cách nhau bằng dấu cách.")),
        column("rule", "string", N_("Quy tắc so sánh."), required=True),
        column("percent", "number", N_("Ngưỡng phần trăm của quy tắc.")),
        column("amount", "number", N_("Mức giảm mà quy tắc yêu cầu.")),
        column("as", "string", N_("Mức giảm tính theo phần trăm của năm trước hay theo điểm phần trăm.")),
        PAGE,
    ),
    ("criteria", "indicator"),
)

LEVELS = Table(
    "levels",
    N_("Các mức độ"),
    N_("Mỗi dòng là ngưỡng dưới của một mức độ đối với chỉ báo phân mức."),
    (
        *RULEBOOK,
        CRITERIA,
        column("level", "integer", N_("Mức độ."), required=True),
        column("edge", "number", N_("Ngưỡng dưới, phần trăm."), required=True),
        column("inclusive", "boolean", N_("Đúng bằng ngưỡng thì có thuộc mức này không."), required=True),
        column("official", "string", N_("Nguyên văn."), required=True),
        column("translation", "string", N_("Bản dịch tiếng Anh, không chính thức."), required=True),
    ),
    ("criteria", "level"),
)

READINGS = Table(
    "readings",
    N_("Các cách hiểu"),
    N_("Mỗi dòng là một cách hiểu của một chỗ mà văn bản hiểu được nhiều cách, hoặc một quy ước đã cố định."),
    (
        *RULEBOOK,
        column("reading", "string", N_("Mã của câu hỏi về cách hiểu."), required=True),
        column("option", "string", N_("Mã của cách hiểu; settled khi là quy ước cố định."), required=True),
        column("adopted", "boolean", N_("Là cách hiểu đang dùng."), required=True),
        column(
            "answerable",
            "boolean",
            N_("Số liệu đã nộp có đủ để tính theo cách hiểu này không."),
            required=True,
        ),
        column("question_vi", "string", N_("Câu hỏi, tiếng Việt.")),
        column("question_en", "string", N_("Câu hỏi, tiếng Anh.")),
        column("text_vi", "string", N_("Cách hiểu, tiếng Việt."), required=True),
        column("text_en", "string", N_("Cách hiểu, tiếng Anh."), required=True),
        column("reason_vi", "string", N_("Vì sao chọn cách hiểu đang dùng, tiếng Việt.")),
        column("reason_en", "string", N_("Vì sao chọn cách hiểu đang dùng, tiếng Anh.")),
        column("authority", "string", N_("Số của văn bản giải thích; trống khi chưa có.")),
        column("affects", "string", N_("Các chỉ báo chịu ảnh hưởng, cách nhau bằng dấu cách.")),
        column("official", "string", N_("Nguyên văn những câu cần hiểu.")),
        PAGE,
    ),
    ("edition", "reading", "option"),
)

ROADMAP = Table(
    "roadmap",
    N_("Lộ trình"),
    N_("Mỗi dòng là một nhiệm vụ có thời hạn trong kế hoạch."),
    (
        *RULEBOOK,
        column("duty", "string", N_("Mã của nhiệm vụ."), required=True),
        column("stage", "string", N_("Giai đoạn."), required=True),
        column("what_vi", "string", N_("Nhiệm vụ, tiếng Việt."), required=True),
        column("what_en", "string", N_("Nhiệm vụ, tiếng Anh."), required=True),
        column("who", "string", N_("Mã của các cơ quan thực hiện, cách nhau bằng dấu cách."), required=True),
        column("to", "string", N_("Mã của nơi nhận.")),
        column("via", "string", N_("Mã của nơi chuyển.")),
        column("due", "date", N_("Thời hạn.")),
        column("inclusive", "boolean", N_("Đúng ngày thời hạn thì còn kịp không.")),
        column("from", "date", N_("Ngày đầu của thời gian thực hiện.")),
        column("until", "date", N_("Ngày cuối của thời gian thực hiện.")),
        column(
            "tracks",
            "string",
            N_("Điều gì trong hồ sơ cho thấy nhiệm vụ đã xong."),
            ("submission", "verification", "decision"),
        ),
        column("official", "string", N_("Nguyên văn."), required=True),
        PAGE,
    ),
    ("edition", "duty"),
)

AGENCIES = Table(
    "agencies",
    N_("Các cơ quan"),
    N_("Mỗi dòng là một cơ quan, tổ chức có nhiệm vụ trong kế hoạch."),
    (
        *RULEBOOK,
        column("agency", "string", N_("Mã của cơ quan."), required=True),
        column("name_vi", "string", N_("Tên, tiếng Việt."), required=True),
        column("name_en", "string", N_("Tên, tiếng Anh."), required=True),
        column("standing", "boolean", N_("Là cơ quan thường trực."), required=True),
        PAGE,
    ),
    ("edition", "agency"),
)

ASSIGNMENTS = Table(
    "assignments",
    N_("Phân công"),
    N_("Mỗi dòng là một cơ quan được giao chủ trì hoặc phối hợp một chỉ báo."),
    (
        *RULEBOOK,
        CRITERIA,
        INDICATOR,
        column("agency", "string", N_("Mã của cơ quan."), required=True),
        column(
            "role",
            "string",
            N_("Chủ trì, tham mưu (lead) hay phối hợp (coordinating)."),
            ("lead", "coordinating"),
            required=True,
        ),
    ),
    ("criteria", "indicator", "role", "agency"),
    (OF_INDICATOR, Reference(("edition", "agency"), "agencies", ("edition", "agency"))),
)

TABLES = (UNITS, COMMUNES, INDICATORS, LEVELS, READINGS, ROADMAP, AGENCIES, ASSIGNMENTS)
