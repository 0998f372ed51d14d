"""The report as text and as JSON."""

import json

from minhchung.checking.report import as_json, text
from minhchung.i18n import translator
from minhchung.problem import Problem

ERROR = Problem(
    "evidence/a/2022/self-assessment.yml", 3, 7, "wrong-year", params={"value": 2021, "folder": 2022}
)
WARNING = Problem(
    "evidence/a\n/2022/x.yml", 1, 1, "insecure-link", "warning", "1.1.1", {"value": "http://a.example"}
)


def test_a_line_for_each_and_a_count_at_the_end():
    assert text([ERROR, WARNING], translator("vi")).splitlines() == [
        (
            "evidence/a/2022/self-assessment.yml:3:7: lỗi wrong-year: Dòng 3: năm 2021 không trùng với thư mục 2022. "
            "Hãy sửa lại, hoặc chuyển tệp sang đúng thư mục."
        ),
        (
            "evidence/a[U+000A]/2022/x.yml:1:1: cảnh báo insecure-link: Dòng 1, chỉ báo 1.1.1: liên kết «http://a.example» "
            "là http. Hãy dùng https nếu trang có hỗ trợ."
        ),
        "",
        "1 lỗi, 1 cảnh báo.",
    ]


def test_english_counts_in_english():
    assert text([ERROR, ERROR], translator("en")).splitlines()[-1] == "2 errors, 0 warnings."
    assert text([ERROR, WARNING], translator("en")).splitlines()[-1] == "1 error, 1 warning."


def test_nothing_wrong_is_said():
    assert text([], translator("vi")) == "Không có lỗi, không có cảnh báo."
    assert json.loads(as_json([], translator("vi"))) == {"problems": []}


def test_json_has_the_six_fields():
    assert json.loads(as_json([ERROR], translator("en"))) == {
        "problems": [
            {
                "file": "evidence/a/2022/self-assessment.yml",
                "line": 3,
                "column": 7,
                "severity": "error",
                "code": "wrong-year",
                "message": "Line 3: the year 2021 is not that of the folder, 2022. Correct it, or move the file to "
                "the right folder.",
            }
        ]
    }
