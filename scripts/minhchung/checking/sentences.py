"""What is said of each problem, by its code: in Vietnamese, which is also the message id.

Where a code has several cases, the problem's parameter ``case`` names one; "" is the plain one. Every
sentence names the value, what is expected, and how to mend it.
"""

from __future__ import annotations

from collections.abc import Mapping

from minhchung.i18n import N_

Sentences = Mapping[str, str | dict[str, str]]

_STRUCTURE: Sentences = {
    "file-too-large": N_(
        "Tệp lớn hơn {limit} byte nên không được đọc. Hãy tách tài liệu dài ra tệp riêng trong documents/."
    ),
    "empty-file": N_("Tệp này trống. Hãy ghi nội dung, hoặc xóa tệp."),
    "not-plain": N_("Đây không phải là một tệp thường (có thể là liên kết). Hãy thay bằng chính tệp đó."),
    "not-utf8": N_("tệp không ở bảng mã UTF-8. Hãy lưu lại với bảng mã UTF-8."),
    "tab": N_("có ký tự tab. Hãy thay bằng dấu cách."),
    "control-character": N_("có ký tự điều khiển {char}. Hãy xóa ký tự này."),
    "merge-conflict": N_(
        "hai người đã sửa cùng một chỗ và git không biết chọn bản nào. Giữa «<<<<<<<», «=======» và «>>>>>>>» là hai bản: hãy giữ một bản, bỏ bản kia và ba dòng dấu ấy."
    ),
    "several-documents": N_("tệp có nhiều phần ngăn bởi «---». Hãy chỉ giữ một phần."),
    "alias": N_(
        "«&» và «*» (bí danh «{name}») không được dùng. Hãy chép lại nội dung, hoặc đặt trong dấu ngoặc kép."
    ),
    "tag": N_("nhãn kiểu «{tag}» không được dùng. Hãy xóa nhãn, hoặc đặt giá trị trong dấu ngoặc kép."),
    "duplicate-key": N_("mục «{key}» đã có ở dòng {first}. Hãy giữ lại một mục."),
    "too-deep": N_(
        "nội dung lồng nhau quá {limit} cấp. Hãy kiểm tra lại các dấu ngoặc và phần thụt đầu dòng."
    ),
    "complex-key": N_(
        "tên mục phải là một từ, không phải danh sách hay nhóm mục. Hãy kiểm tra lại các dấu ngoặc."
    ),
    "too-many-problems": N_(
        "tệp có nhiều hơn {limit} vấn đề nên phần còn lại không được nêu. Hãy sửa rồi kiểm tra lại."
    ),
    "yaml-syntax": {
        "": N_(
            "tệp viết sai quy cách YAML tại đây. Hãy kiểm tra dấu hai chấm, dấu ngoặc và phần thụt đầu dòng."
        ),
        "mapping values are not allowed in this context": N_(
            "có dấu hai chấm ở chỗ không được phép. Giá trị có dấu hai chấm phải đặt trong dấu ngoặc kép; "
            "nếu không thì kiểm tra phần thụt đầu dòng."
        ),
        "did not find expected key": N_(
            "dòng này không khớp với các dòng trên. Hãy cho thẳng hàng, và xem dấu ngoặc kép đã đóng chưa."
        ),
        "did not find expected '-' indicator": N_(
            "dòng này thụt đầu dòng không khớp với danh sách phía trên. Hãy cho thẳng hàng."
        ),
        "could not find expected ':'": N_(
            "thiếu dấu hai chấm sau tên mục. Hãy thêm dấu hai chấm và một dấu cách."
        ),
        "did not find expected ',' or ']'": N_("danh sách thiếu dấu phẩy hoặc dấu «]». Hãy thêm vào."),
        "did not find expected ',' or '}'": N_("nhóm mục thiếu dấu phẩy hoặc dấu «}}». Hãy thêm vào."),
        "found unexpected end of stream": N_(
            "thiếu dấu ngoặc kép đóng. Hãy thêm dấu ngoặc kép ở cuối giá trị."
        ),
        "found character that cannot start any token": N_(
            "giá trị bắt đầu bằng ký tự đặc biệt. Hãy đặt giá trị trong dấu ngoặc kép."
        ),
        "found unknown escape character": N_(
            "dấu «\\» trong dấu ngoặc kép viết sai. Hãy dùng dấu nháy đơn cho giá trị này."
        ),
    },
}

_PLACES: Sentences = {
    "no-units-file": N_("Không có tệp units.yml. Hãy ghi danh sách đơn vị vào tệp này."),
    "wrong-place": {
        "": N_(
            "Tệp «{name}» không thuộc chỗ này. Hồ sơ đặt tại <đơn vị>/<năm>/, tài liệu đặt tại "
            "<đơn vị>/<năm>/documents/."
        ),
        "nearest": N_("Tệp «{name}» không thuộc chỗ này; có phải «{nearest}» trong <đơn vị>/<năm>/?"),
    },
    "undescribed-file": N_(
        "Tệp «{name}» chưa được hồ sơ nào khai. Hãy khai trong mục documents, hoặc xóa tệp."
    ),
    "path-clash": N_("Tên tệp «{name}» chỉ khác «{other}» ở chữ hoa hoặc dấu. Hãy đổi tên một tệp."),
    "file-name": N_(
        "Tên tệp «{name}» không dùng được trên Windows nên nhiều người sẽ không tải kho về được. Hãy đặt lại tên, chỉ "
        "gồm chữ không dấu, số và gạch nối."
    ),
    "wrong-unit": N_(
        "đơn vị «{value}» không trùng với thư mục «{folder}». Hãy sửa lại, hoặc chuyển tệp sang đúng thư mục."
    ),
    "wrong-year": N_(
        "năm {value} không trùng với thư mục {folder}. Hãy sửa lại, hoặc chuyển tệp sang đúng thư mục."
    ),
    "unknown-unit": {
        "": N_("không có đơn vị nào tên «{value}» trong units.yml. Hãy kiểm tra lại tên."),
        "nearest": N_("không có đơn vị nào tên «{value}» trong units.yml; có phải «{nearest}»?"),
    },
    "unit-did-not-exist": {
        "": N_("{unit} chưa thành lập vào cuối năm {year} (từ {starts}). Hãy kiểm tra lại năm."),
        "ended": N_("{unit} không còn tồn tại vào cuối năm {year} (đến {ends}). Hãy kiểm tra lại năm."),
    },
    "not-a-pilot": N_(
        "{unit} không thuộc danh sách thí điểm trong units.yml. Hồ sơ vẫn được tính; hãy kiểm tra lại."
    ),
    "unknown-criteria": N_("không có Bộ tiêu chí nào tên «{value}»; có phải «{expected}»?"),
    "unknown-edition": N_("không có bộ tiêu chí nào tên «{value}» trong criteria/. Hiện có: {known}."),
    "repeated-year": N_(
        "năm {value} đã có bộ tiêu chí «{first}». Một năm chỉ theo một bộ tiêu chí; hãy bỏ một dòng."
    ),
    "other-edition": N_(
        "«{value}» không phải bộ tiêu chí của năm {year} theo units.yml. Hãy ghi «{expected}»."
    ),
    "criteria-of-other-units": {
        "": N_(
            "«{value}» là Bộ tiêu chí cho các đơn vị trực thuộc, không áp dụng cho {unit}. Hãy dùng Bộ tiêu chí cho tỉnh, thành phố."
        ),
        "district": N_(
            "«{value}» là Bộ tiêu chí cho tỉnh, thành phố, không áp dụng cho {unit}. Hãy dùng Bộ tiêu chí cho các đơn vị trực thuộc."
        ),
    },
    "indicators-of-other-units": {
        "": N_(
            "các chỉ báo này là của Bộ tiêu chí cho các đơn vị trực thuộc («{other}»), không phải của «{value}». Hãy tạo lại tệp "
            "bằng «minhchung new» rồi điền số liệu của tỉnh, thành phố."
        ),
        "district": N_(
            "các chỉ báo này là của Bộ tiêu chí cho tỉnh, thành phố («{other}»), không phải của «{value}». Hãy tạo lại tệp "
            "bằng «minhchung new» rồi điền số liệu của đơn vị."
        ),
    },
    "no-self-assessment": N_(
        "chưa có tự đánh giá (self-assessment.yml) của đơn vị trong năm này. Hãy bổ sung."
    ),
}

_SHAPE: Sentences = {
    "missing-key": N_("thiếu mục «{key}». Hãy bổ sung."),
    "missing-one-of": N_("cần có «{first}» hoặc «{second}». Hãy bổ sung một trong hai."),
    "unknown-key": {
        "": N_("«{key}» không phải là mục hợp lệ. Hãy xóa, hoặc xem lại tên mục trong bản hướng dẫn."),
        "nearest": N_("«{key}» không phải là mục hợp lệ; có phải «{nearest}»?"),
    },
    "unknown-indicator": {
        "": N_("không có chỉ báo «{key}» trong Bộ tiêu chí. Hãy kiểm tra lại số của chỉ báo."),
        "nearest": N_("không có chỉ báo «{key}» trong Bộ tiêu chí; có phải «{nearest}»?"),
    },
    "claim-of-another-measure": N_("«{key}» không dùng cho chỉ báo này. Số liệu cần có: {expected}."),
    "derived-claim": N_(
        "chỉ báo này được tính từ kết quả của các đơn vị, không khai số liệu. Hãy xóa mục này."
    ),
    "claim-without-correction": N_(
        "chỉ ghi «claim» khi outcome là corrected. Hãy xóa mục này, hoặc sửa lại outcome."
    ),
    "level-without-recognition": N_(
        "chỉ ghi «level» khi outcome là recognised. Hãy xóa mục này, hoặc sửa lại outcome."
    ),
    "empty": N_("«{key}» chưa có giá trị. Hãy ghi giá trị, hoặc xóa cả mục."),
    "wrong-type": {
        "": N_("«{key}» không đúng dạng. Hãy xem lại mẫu."),
        "file": N_("tệp phải gồm các mục, mỗi mục có tên, dấu hai chấm và giá trị. Hãy viết lại theo mẫu."),
        "string": N_("«{key}» phải là một đoạn văn bản, không phải danh sách hay nhóm mục. Hãy viết lại."),
        "object": N_("«{key}» phải là một nhóm mục, ví dụ {{a: …, b: …}}. Hãy viết lại."),
        "array": N_("«{key}» phải là một danh sách trong ngoặc vuông, ví dụ [a, b]. Hãy viết lại."),
        "boolean": N_(
            "«{value}» không phải true hoặc false. Hãy viết true nếu có, false nếu không, không đặt trong dấu ngoặc kép."
        ),
        "integer": N_(
            "«{value}» không phải là số nguyên. Hãy ghi một số, hoặc xóa cả chỉ báo nếu chưa có số liệu."
        ),
        "whole": N_("«{value}» không phải là số nguyên. Hãy viết bằng chữ số thường, ví dụ 2."),
        "year": N_("«{value}» không phải là một năm. Hãy viết bằng bốn chữ số thường, ví dụ 2022."),
        "number": N_("«{value}» không phải là số. Hãy ghi một số, hoặc xóa cả chỉ báo nếu chưa có số liệu."),
        "citation": N_(
            "minh chứng phải là mã tài liệu, ví dụ nq-31, hoặc nhóm mục có «document». Hãy viết lại."
        ),
    },
    "decimal-comma": N_("«{value}» dùng dấu phẩy. Hãy viết {better}."),
    "percent-sign": {
        "": N_("«{value}» có dấu %. Hãy chỉ viết số."),
        "better": N_("«{value}» có dấu %. Hãy viết {better}."),
    },
    "number-quoted": N_("số «{value}» nằm trong dấu ngoặc kép. Hãy viết {better}."),
    "grouped-number": N_("«{value}» có dấu ngăn hàng nghìn. Hãy viết {better}."),
    "number-form": N_("«{value}» chưa đúng dạng số. Hãy viết bằng các chữ số, ví dụ 1000 hoặc 0.5."),
    "number-too-long": N_("số «{value}» có quá nhiều chữ số. Hãy kiểm tra lại."),
    "not-whole": N_("«{value}» phải là số nguyên. Hãy kiểm tra lại; hàng nghìn viết liền, ví dụ 1234."),
    "out-of-range": {
        "": N_("{value} nằm ngoài phạm vi cho phép. Hãy kiểm tra lại."),
        "both": N_("{value} phải từ {minimum} đến {maximum}. Hãy kiểm tra lại."),
        "minimum": N_("{value} phải từ {minimum} trở lên. Hãy kiểm tra lại."),
        "maximum": N_("{value} phải từ {maximum} trở xuống. Hãy kiểm tra lại."),
    },
    "bad-value": {
        "": N_("«{value}» không phải là giá trị của «{key}». Hãy chọn một trong: {choices}."),
        "nearest": N_(
            "«{value}» không phải là giá trị của «{key}»; có phải «{nearest}»? Được chọn: {choices}."
        ),
    },
    "not-a-date": {
        "": N_("«{value}» không phải là ngày. Hãy viết năm-tháng-ngày, ví dụ 2022-12-10."),
        "no-such-day": N_("không có ngày «{value}». Hãy kiểm tra lại ngày và tháng."),
    },
    "bad-id": N_(
        "mã «{value}» chỉ được gồm chữ thường không dấu, chữ số và gạch nối, ví dụ song-xanh. Hãy đặt lại."
    ),
    "bad-document-id": N_(
        "mã tài liệu «{value}» chỉ được gồm chữ không dấu, chữ số và gạch nối, ví dụ nq-31. Hãy đặt lại."
    ),
    "bad-code": N_(
        "mã số «{value}» chỉ được gồm chữ không dấu và chữ số, không có dấu cách. Hãy kiểm tra lại."
    ),
    "bad-sha256": N_(
        "mã băm SHA-256 «{value}» không gồm đúng 64 ký tự 0-9, a-f. Hãy tính lại mã băm của tệp."
    ),
    "bad-domain": N_(
        "«{value}» không phải là tên miền thư điện tử. Hãy chỉ ghi phần sau dấu @, chữ thường, ví dụ so.example.vn."
    ),
    "odd-name": {
        "": N_("tên «{value}» có ký tự {char}. Hãy chỉ viết chữ cái tiếng Việt, số và dấu câu thường."),
        "named": N_(
            "tên «{value}» có ký tự {char} ({name}). Hãy chỉ viết chữ cái tiếng Việt, số và dấu câu thường."
        ),
    },
    "markup": N_("tên «{value}» có ký tự đánh dấu (như < > & * _). Hãy chỉ viết chữ, số và dấu câu thường."),
    "too-long": N_("«{key}» dài {length} ký tự, tối đa {limit}. Hãy rút ngắn."),
    "too-many": N_("«{key}» có {length} mục, tối đa {limit}. Hãy bớt đi."),
    "too-few": N_("«{key}» có {length} mục, cần đủ {limit}. Hãy bổ sung."),
    "invisible-character": {
        "": N_("«{value}» có ký tự không nhìn thấy {char}. Hãy gõ lại."),
        "named": N_("«{value}» có ký tự không nhìn thấy {char} ({name}). Hãy gõ lại."),
    },
}

_FIGURES: Sentences = {
    "count-above-total": N_(
        "số đạt ({count}) lớn hơn tổng số ({total}). Kiểm tra lại hai con số trong báo cáo."
    ),
    "wrong-total": {
        "": N_("tổng số ({total}) khác số ghi trong units.yml ({expected}). Hãy kiểm tra lại."),
        "communes": N_(
            "tổng số ({total}) khác số xã, phường, thị trấn của {unit} trong units.yml ({expected}). Hãy kiểm tra lại."
        ),
        "districts": N_(
            "tổng số ({total}) khác số đơn vị trực thuộc của {unit} trong units.yml ({expected}). Hãy kiểm tra lại."
        ),
    },
    "differing-totals": N_(
        "tổng số ({total}) khác tổng số của chỉ báo {other_indicator} ({other}), dù cùng tính trên một danh sách. "
        "Hãy kiểm tra lại."
    ),
    "comparison-unsaid": N_(
        "năm {year} có thể so sánh hai chuẩn khác nhau. Hãy ghi vào «note» số liệu theo chuẩn nào, hoặc ghi "
        "«comparable: false»."
    ),
    "no-evidence": N_("chưa dẫn tài liệu nào nên chưa được tính. Hãy bổ sung «evidence»."),
    "collection-submitted": N_(
        "số liệu tập hợp từ nguồn công khai không phải là hồ sơ đã nộp. Hãy xóa «submitted», hoặc sửa lại «origin»."
    ),
    "verified-before-submission": N_(
        "ngày thẩm định ({date}) trước ngày nộp hồ sơ ({submitted}). Hãy kiểm tra lại."
    ),
    "accepted-without-claim": N_(
        "thẩm định chấp nhận nhưng đơn vị chưa khai số liệu. Hãy kiểm tra lại số của chỉ báo."
    ),
    "not-applicable-with-figures": N_(
        "ghi không áp dụng nhưng số liệu khác 0 ({figures}). Hãy kiểm tra lại."
    ),
}

_DOCUMENTS: Sentences = {
    "unknown-document": {
        "": N_("không có tài liệu nào tên «{value}». Hãy khai trong mục documents."),
        "nearest": N_("không có tài liệu nào tên «{value}»; có phải «{nearest}»?"),
    },
    "unused-document": N_(
        "tài liệu «{value}» chưa được chỉ báo nào dẫn đến. Hãy dẫn trong «evidence», hoặc xóa."
    ),
    "no-copy": N_(
        "tài liệu công khai này chưa có «url» hay «file», người đọc không xem được. Hãy bổ sung một trong hai."
    ),
    "document-number": N_(
        "số, ký hiệu «{value}» không theo mẫu của Nghị định 30/2020/NĐ-CP, ví dụ 31/NQ-HĐND. Hãy kiểm tra lại."
    ),
    "decision-number-differs": N_(
        "số của văn bản ({value}) khác số quyết định ({number}). Hãy kiểm tra lại hai số."
    ),
    "issued-too-late": {
        "": N_(
            "tài liệu ban hành ngày {issued}, sau ngày của văn bản dẫn đến nó ({limit}). Hãy kiểm tra lại hai ngày."
        ),
        "self-assessment": N_(
            "tài liệu ban hành ngày {issued}, sau ngày nộp hồ sơ ({limit}). Hãy kiểm tra lại hai ngày."
        ),
        "verification": N_(
            "tài liệu ban hành ngày {issued}, sau ngày thẩm định ({limit}). Hãy kiểm tra lại hai ngày."
        ),
        "reply": N_(
            "tài liệu ban hành ngày {issued}, sau ngày có ý kiến ({limit}). Hãy kiểm tra lại hai ngày."
        ),
        "decision": N_(
            "tài liệu ban hành ngày {issued}, sau ngày quyết định ({limit}). Hãy kiểm tra lại hai ngày."
        ),
    },
    "same-document-twice": N_(
        "văn bản «{value}» cùng cơ quan, cùng ngày đã khai với mã «{id}» ({file}, dòng {first}). Hãy xóa một bản và dẫn "
        "mã kia."
    ),
    "described-differently": N_(
        "«{key}» của cùng văn bản này trong {other} là «{value}». Hãy thống nhất hai nơi."
    ),
    "bad-link": {
        "": N_("liên kết «{value}» không được chấp nhận. Hãy chép lại địa chỉ."),
        "scheme": N_("liên kết «{value}» phải bắt đầu bằng https://. Hãy chép lại địa chỉ."),
        "character": N_(
            "liên kết «{value}» có dấu cách hoặc ký tự không được dùng trong địa chỉ. Hãy chép lại địa chỉ."
        ),
        "user": N_(
            "liên kết «{value}» có dấu @ trước tên trang nên có thể đánh lừa người đọc. Hãy chép lại địa chỉ."
        ),
        "address": N_("liên kết «{value}» dùng địa chỉ số thay cho tên trang. Hãy dùng tên trang."),
        "port": N_("liên kết «{value}» có số cổng. Hãy dùng địa chỉ công khai, không có số cổng."),
        "host": N_("liên kết «{value}» không có tên trang đúng. Hãy chép lại địa chỉ."),
    },
    "insecure-link": N_("liên kết «{value}» là http. Hãy dùng https nếu trang có hỗ trợ."),
    "file-outside": N_(
        "tệp «{value}» phải nằm trong documents/ của chính hồ sơ này, ví dụ documents/31-NQ-HDND.pdf. Hãy sửa lại."
    ),
    "file-type": N_(
        "tệp «{value}» không thuộc loại được nhận ({types}). Hãy chuyển sang một loại được nhận."
    ),
    "file-missing": {
        "": N_("không có tệp «{value}». Hãy thêm tệp, hoặc sửa lại tên."),
        "nearest": N_("không có tệp «{value}»; có phải «{nearest}»?"),
        "composed": N_("tên tệp «{value}» trên đĩa dùng dấu tổ hợp. Hãy đổi tên tệp thành chữ không dấu."),
    },
    "file-not-plain": N_(
        "«{value}» không phải là một tệp thường (có thể là liên kết). Hãy thay bằng chính tệp đó."
    ),
    "file-content": N_("nội dung tệp «{value}» không phải loại {type}. Hãy lưu lại đúng loại tệp."),
    "odd-record": N_(
        "mục «{value}» không phải do «minhchung documents check» ghi. Hãy xóa mục này rồi chạy lại lệnh ấy."
    ),
    "file-too-heavy": N_(
        "tệp «{value}» lớn hơn {limit} MiB. Hãy công bố tệp ở một địa chỉ và ghi «url» thay cho «file»."
    ),
    "file-pointer": N_(
        "tệp «{value}» lưu bằng Git LFS và chưa được tải về nên chưa xem được. Hãy chạy «git lfs pull»."
    ),
    "file-changed": N_(
        "tệp «{value}» có mã băm {digest}, khác mã đã ghi. Hãy kiểm tra tệp có bị thay đổi không."
    ),
}

_PERSONS: Sentences = {
    "personal-data": {
        "": N_(
            "«{value}» giống dữ liệu cá nhân. Hãy xóa; nếu tệp đã lên kho chung thì báo ngay người quản trị, "
            "vì git giữ mọi bản cũ."
        ),
        "identity-number": N_(
            "«{value}» giống số căn cước hoặc chứng minh nhân dân. Hãy xóa; nếu tệp đã lên kho chung thì báo ngay "
            "người quản trị, vì git giữ mọi bản cũ."
        ),
        "telephone": N_(
            "«{value}» giống số điện thoại. Hãy xóa, cần thì ghi tên cơ quan; nếu tệp đã lên kho chung thì báo ngay "
            "người quản trị, vì git giữ mọi bản cũ."
        ),
        "email": N_(
            "«{value}» giống địa chỉ thư điện tử. Hãy xóa, cần thì ghi tên cơ quan; nếu tệp đã lên kho chung thì báo "
            "ngay người quản trị, vì git giữ mọi bản cũ."
        ),
        "birth-date": N_(
            "«{value}» giống ngày sinh của một người. Hãy xóa; nếu tệp đã lên kho chung thì báo ngay người quản trị, "
            "vì git giữ mọi bản cũ."
        ),
        "pupil": N_(
            "«{value}» giống tên một học sinh kèm lớp. Hãy xóa, chỉ ghi số lượng; nếu tệp đã lên kho chung thì báo "
            "ngay người quản trị, vì git giữ mọi bản cũ."
        ),
    },
    "person-for-organisation": N_(
        "«{value}» giống tên một người, mà mục này ghi tên cơ quan. Hãy ghi tên cơ quan, ví dụ Phòng Giáo dục và Đào tạo; "
        "nếu đúng là tên tổ chức thì ghi đủ, ví dụ Công ty A."
    ),
    "personal-name": N_(
        "Tên tệp có «{value}», giống dữ liệu cá nhân. Hãy đổi tên tệp; nếu tệp đã lên kho chung thì báo ngay người "
        "quản trị, vì git giữ mọi bản cũ."
    ),
}

_TO_DO: Sentences = {
    "to-do": {
        "": N_("hồ sơ đang là bản nháp. Khi đã điền xong, hãy ghi ngày nộp, ví dụ «submitted: 2022-12-10»."),
        "indicators": N_("việc còn lại: điền {count} chỉ báo chưa có số liệu: {missing}."),
    },
    "missing-indicators": N_(
        "hồ sơ đã nộp nhưng {count} chỉ báo chưa có số liệu: {missing}. Hãy bổ sung nếu đã có số liệu."
    ),
}

_UNITS: Sentences = {
    "repeated-unit": N_("mã đơn vị «{value}» đã có ở dòng {first}. Hãy đặt mã khác."),
    "repeated-commune": N_("mã số xã «{value}» đã có ở dòng {first}. Hãy kiểm tra lại."),
    "repeated-tile": N_("ô {value} trên bản đồ đã có đơn vị khác (dòng {first}). Hãy chọn ô khác."),
    "ends-before-it-starts": N_("ngày kết thúc ({ends}) trước ngày thành lập ({starts}). Hãy kiểm tra lại."),
    "no-city": N_("không có đơn vị nào là thành phố (đơn vị không có «parent»). Hãy bổ sung."),
    "several-cities": N_(
        "chỉ một đơn vị được không có «parent», và đã có «{first}». Hãy ghi «parent» cho đơn vị này."
    ),
}

_BOUNDARIES: Sentences = {
    "bad-geometry": N_(
        "hình vẽ không dùng được. Hãy dùng Polygon hoặc MultiPolygon, mỗi vòng khép kín và có từ bốn điểm, tọa độ là "
        "[kinh độ, vĩ độ] tính bằng độ."
    ),
    "repeated-boundary": N_("đơn vị «{value}» đã có hình ở dòng {first}. Hãy gộp thành một MultiPolygon."),
    "too-many-points": N_("các hình có {count} điểm, nhiều hơn {limit}. Hãy giản lược các đường ranh giới."),
    "missing-boundaries": N_("chưa có hình của: {missing}. Bản đồ sẽ thiếu những đơn vị này."),
}

_CRITERIA: Sentences = {
    "criteria-missing-file": N_("Thiếu tệp {file}.yml của Bộ tiêu chí. Hãy bổ sung."),
    "criteria-not-a-mapping": N_("{place} phải là một nhóm mục. Hãy viết lại."),
    "criteria-unknown-key": N_("{place}: «{key}» không phải là mục hợp lệ. Hãy xóa, hoặc sửa lại tên mục."),
    "criteria-missing-key": N_("{place}: thiếu mục «{key}». Hãy bổ sung."),
    "criteria-not-text": N_("{place} phải là một đoạn văn bản. Hãy viết lại."),
    "criteria-not-a-number": N_("{place}: «{value}» không phải là số. Hãy viết lại."),
    "criteria-not-a-list": N_("{place} phải là một danh sách. Hãy viết lại."),
    "criteria-bad-id": N_(
        "{place}: «{value}» không dùng làm mã được. Hãy chỉ dùng chữ không dấu, số, dấu chấm và dấu nối."
    ),
    "criteria-bad-name": N_("{place}: «{value}» có ký tự {char} không được đứng trong tên. Hãy gõ lại."),
    "criteria-bad-value": N_("{place}: «{value}» không hợp lệ. Hãy chọn một trong: {allowed}."),
    "criteria-rule-measure": N_(
        "{place}: quy tắc «{rule}» không dùng được cho số liệu loại «{measure}». Hãy sửa lại."
    ),
    "criteria-partition": N_(
        "{place}: mỗi chỉ báo phải thuộc đúng một trong hai nhóm required, graded; sai ở: {ids}."
    ),
    "criteria-not-gradable": N_(
        "{place}: chỉ báo {id} không có tỷ lệ phần trăm nên không xếp mức độ được. Hãy sửa lại."
    ),
    "criteria-band-edge": N_(
        "{place}: mỗi mức độ phải có đúng một trong hai mục at-least, above. Hãy sửa lại."
    ),
    "criteria-bands-order": N_("{place}: các mức độ phải xếp từ thấp đến cao. Hãy sửa lại."),
}

SENTENCES: Sentences = {
    **_STRUCTURE,
    **_PLACES,
    **_SHAPE,
    **_FIGURES,
    **_DOCUMENTS,
    **_PERSONS,
    **_TO_DO,
    **_UNITS,
    **_BOUNDARIES,
    **_CRITERIA,
}
