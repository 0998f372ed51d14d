"""What a comparison says, by code. Vietnamese message ids, without names: they are put in where it is shown."""

from __future__ import annotations

from minhchung.i18n import N_

FILE_WORDS = {
    "added": N_("{file} (tệp mới)"),
    "removed": N_("{file}: bỏ cả tệp"),
    "unreadable": N_("{file}: nay không đọc được, nên không so sánh được số liệu"),
    "mended": N_("{file} (trước đây không đọc được)"),
}

DOCUMENT_WORDS = {
    "added": N_("thêm tài liệu {document}"),
    "removed": N_("bỏ tài liệu {document}"),
    "replaced": N_("thay tài liệu {document}"),
    "described": N_("sửa mô tả tài liệu {document}"),
}

# What a result rests on, by its status.
REASON_WORDS = {
    "recognisable": N_("chỉ báo thấp nhất là {indicators}"),
    "not-recognisable": N_("không đạt {indicators}"),
    "incomplete": N_("còn thiếu {indicators}"),
}

REMARK_WORDS = {
    "rise-without-document": N_(
        "Chỉ báo {indicator}: {field} tăng từ {old} lên {new} mà không có tài liệu mới. "
        "Xin xem lại tài liệu đã dẫn có ghi số mới không."
    ),
    "fall-without-document": N_(
        "Chỉ báo {indicator}: {field} giảm từ {old} xuống {new}, có lợi cho kết quả, mà không có tài liệu mới. "
        "Xin xem lại tài liệu đã dẫn có ghi số mới không."
    ),
    "document-replaced": N_(
        "Tài liệu {document} vẫn giữ tên cũ nhưng đã khác ở {fields}. Xin đối chiếu bản mới với bản trước."
    ),
    "file-replaced": N_(
        "Tệp {file} vẫn giữ tên cũ nhưng nội dung đã khác. Xin đối chiếu bản mới với bản trước."
    ),
    "issued-after-report": N_(
        "Tài liệu {document} ghi ngày ban hành {issued}, sau ngày {written} của tệp {file} dẫn nó. "
        "Xin kiểm tra lại ngày."
    ),
    "submitted-late-before": N_("Ngày nộp {day} là sau thời hạn của lộ trình (trước ngày {deadline})."),
    "submitted-late-by": N_("Ngày nộp {day} là sau thời hạn của lộ trình (chậm nhất ngày {deadline})."),
    "changed-late-before": N_(
        "Thay đổi này được ghi ngày {day}, sau thời hạn của lộ trình (trước ngày {deadline})."
    ),
    "changed-late-by": N_(
        "Thay đổi này được ghi ngày {day}, sau thời hạn của lộ trình (chậm nhất ngày {deadline})."
    ),
    "changed-after-verification": N_(
        "Số liệu thay đổi sau khi đã thẩm định ngày {date}: kết quả thẩm định cần được xem lại."
    ),
    "two-units": N_(
        "Thay đổi này chạm tới hồ sơ của nhiều đơn vị ({units}). Mỗi đề nghị chỉ nên thuộc một đơn vị."
    ),
    "dossier-and-rules": N_(
        "Thay đổi này vừa sửa hồ sơ vừa sửa tệp chung của mọi đơn vị ({files}). Xin tách thành hai đề nghị."
    ),
    "unit-and-verifier": N_(
        "Thay đổi này vừa sửa tệp của đơn vị vừa sửa tệp của cơ quan thẩm định hoặc quyết định "
        "({unit}, năm {year}: {files}). Xin tách thành hai đề nghị."
    ),
    "no-units-before": N_(
        "Trước thay đổi này không đọc được danh mục đơn vị (units.yml), nên không có kết quả cũ để so sánh."
    ),
    "no-units-after": N_(
        "Sau thay đổi này không đọc được danh mục đơn vị (units.yml), nên không đơn vị nào có kết quả."
    ),
}

DAYS = ("day", "deadline", "issued", "written", "date")  # parameters that are dates
