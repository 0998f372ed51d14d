"""Problems where an officer looks: GitHub's annotations, the summary of a run, GitLab's code quality report."""

import json
import re
from string import Formatter

import pytest
from click.testing import CliRunner

from minhchung.checking.report import code_quality, github
from minhchung.checking.sentences import SENTENCES
from minhchung.checking.summary import MOST_BYTES, summary
from minhchung.cli import main
from minhchung.criteria.model import Words
from minhchung.i18n import translator
from minhchung.inert import own
from minhchung.problem import Problem
from tests.checking.cases import HERE, ROOT

VI, EN = translator("vi"), translator("en")
FILE = "evidence/song-xanh/2022/self-assessment.yml"
HOSTILE = (
    "|</td>\r\n::error::x<script>alert(1)</script> @admin [a](http://b) ``` `` {0} https://c.example &amp;"
)

ERROR = Problem(FILE, 14, 5, "count-above-total", "error", "2.1.1", {"count": 999999, "total": 74})
WARNING = Problem(FILE, 9, 3, "unused-document", "warning", None, {"value": "nq-13"})


def hostile(file: str = FILE) -> Problem:
    return Problem(file, 3, 1, "unknown-key", params={"key": HOSTILE})


def test_a_problem_is_an_annotation_on_its_file_line_and_column():
    assert github([WARNING, ERROR], VI).splitlines() == [
        (
            f"::warning file={FILE},line=9,col=3,title=Cảnh báo unused-document::Dòng 9: tài liệu «nq-13» chưa được chỉ báo nào "
            "dẫn đến. Hãy dẫn trong «evidence», hoặc xóa."
        ),
        (
            f"::error file={FILE},line=14,col=5,title=Lỗi count-above-total::Dòng 14, chỉ báo 2.1.1: số đạt (999999) lớn hơn "
            "tổng số (74). Kiểm tra lại hai con số trong báo cáo."
        ),
        "1 lỗi, 1 cảnh báo.",
    ]


def test_nothing_wrong_is_one_line():
    assert github([], VI) == "Không có lỗi, không có cảnh báo."
    assert code_quality([], VI) == "[]"
    assert summary([], VI) == "### Kiểm tra hồ sơ\n\nKhông có lỗi, không có cảnh báo.\n\n"


def test_what_github_reads_as_syntax_is_escaped():
    """% and line ends everywhere, : and , in a property: no file name and no value begins a command of its own."""
    lines = github([hostile("evidence/a,b:c%\r\n::error::d.yml")], VI).splitlines()
    assert len(lines) == 2
    assert lines[0].startswith(
        "::error file=evidence/a%2Cb%3Ac%25%0D%0A%3A%3Aerror%3A%3Ad.yml,line=3,col=1,title="
    )
    percent = Problem(FILE, 1, 1, "percent-sign", params={"value": "82%0A"})
    assert "«82%250A»" in github([percent], VI)


@pytest.mark.parametrize(("count", "said"), [(10, False), (11, True)])
def test_that_github_shows_ten_of_a_kind_is_said_when_there_are_more(count, said):
    problems = [Problem(FILE, line, 1, "empty", params={"key": "met"}) for line in range(1, count + 1)]
    lines = github([*problems, WARNING], VI).splitlines()
    assert len([line for line in lines if line.startswith("::")]) == count + 1
    assert ("GitHub" in lines[-1]) == said


def test_a_code_quality_report_has_what_gitlab_reads():
    first, second = json.loads(code_quality([ERROR, WARNING], VI))
    assert first.pop("fingerprint") != second.pop("fingerprint")
    assert first == {
        "description": "Dòng 14, chỉ báo 2.1.1: số đạt (999999) lớn hơn tổng số (74). Kiểm tra lại hai con số trong báo cáo.",
        "check_name": "count-above-total",
        "severity": "major",
        "location": {"path": FILE, "lines": {"begin": 14}},
    }
    assert second["severity"] == "minor"


def test_a_fingerprint_stays_when_lines_move_and_differs_for_two_of_the_same():
    def fingerprints(*lines: int) -> list[str]:
        problems = [Problem(FILE, line, 1, "empty", params={"key": "met"}) for line in lines]
        return [entry["fingerprint"] for entry in json.loads(code_quality(problems, VI))]

    assert fingerprints(3, 9) == fingerprints(5, 11)
    assert len({*fingerprints(3, 9)}) == 2
    assert all(re.fullmatch("[0-9a-f]{64}", fingerprint) for fingerprint in fingerprints(3, 9))


def test_a_file_name_that_is_no_unicode_stops_no_report():
    strange = Problem("evidence/\udcff.yml", 1, 1, "wrong-place", params={"name": "\udcff.yml"})
    for report in (github, code_quality, summary):
        assert report([strange], VI)


def test_the_summary_is_a_table_with_a_row_for_each():
    lines = summary([ERROR, WARNING], EN).splitlines()
    assert lines[2] == "1 error, 1 warning."
    assert lines[4:6] == ["| Severity | File | Place | What is wrong |", "| --- | --- | --- | --- |"]
    assert [line.split(" | ")[2] for line in lines[6:8]] == ["14:5", "9:3"]
    assert "`999999`" in lines[6]


def test_a_stranger_cannot_leave_his_cell():
    """No new row, and no cell more; what a renderer makes of it is in tests/comparing/test_inert.py."""
    plain = summary([Problem(FILE, 3, 1, "unknown-key", params={"key": "x"})], VI)
    text = summary([hostile(), hostile("evidence/<b>|`x`.yml")], VI)
    assert text.count("\n") == plain.count("\n") + 1
    for row in text.splitlines()[6:8]:
        assert len(re.findall(r"(?<!\\)\|", row)) == 5


def test_our_own_words_are_only_words_in_the_table():
    """Sentences say «<đơn vị>/<năm>» and «[a, b]»: no tag, no link."""
    row = summary([Problem("x", 1, 1, "wrong-place", params={"name": "x"})], VI).splitlines()[6]
    assert "&#60;đơn vị&#62;/&#60;năm&#62;" in row
    row = summary([Problem("x", 1, 1, "wrong-type", params={"case": "object", "key": "x"})], VI).splitlines()[
        6
    ]
    assert "{a: …, b: …}" in row


@pytest.mark.parametrize("words", [VI, EN])
def test_every_sentence_keeps_the_names_of_its_values_in_the_table(words):
    """Also those with a low line in them, which is Markdown elsewhere."""
    for sentences in SENTENCES.values():
        for template in sentences.values() if isinstance(sentences, dict) else (sentences,):
            said = words.gettext(template)
            assert names(own(said)) == names(said)


def names(template):
    return [name for _, name, _, _ in Formatter().parse(template)]


def test_a_list_is_shown_in_full_in_the_language_of_the_reader():
    missing = tuple(
        Words(f"1.1.{n} (Nhiệm vụ trong kế hoạch)", f"1.1.{n} (Task in the plans)") for n in range(40)
    )
    problem = Problem(FILE, 3, 1, "missing-indicators", "warning", None, {"count": 40, "missing": missing})
    assert "1.1.39 (Nhiệm vụ trong kế hoạch)" in github([problem], VI)
    assert "1.1.39 (Task in the plans)" in github([problem], EN)
    assert "`1.1.39 (Task in the plans)`" in summary([problem], EN)


def test_a_summary_stays_below_what_github_takes():
    problems = [hostile() for _ in range(5000)]
    text = summary(problems, VI)
    assert len(text.encode()) < MOST_BYTES + 1000
    rows = text.count("\n| ❌")
    assert f"Còn {5000 - rows} vấn đề nữa" in text


def run(folder: str, *arguments: str, env: dict[str, str] | None = None):
    evidence = ["--evidence", str(HERE / "invalid" / folder), "--criteria", str(ROOT / "criteria")]
    return CliRunner().invoke(
        main, [*evidence, "check", *arguments], env={"GITHUB_STEP_SUMMARY": "", **(env or {})}
    )


def test_the_command_prints_annotations_and_adds_to_the_summary(tmp_path):
    page = tmp_path / "summary.md"
    page.write_text("Bước trước.\n", encoding="utf-8")
    result = run("empty", "--format", "github", env={"GITHUB_STEP_SUMMARY": str(page)})
    assert result.exit_code == 1
    assert "song-xanh/2022/self-assessment.yml,line=10,col=" in result.output
    written = page.read_text(encoding="utf-8")
    assert written.startswith("Bước trước.\n### Kiểm tra hồ sơ\n")
    assert written.count("| ❌ lỗi |") == result.output.count("::error ")


@pytest.mark.parametrize("format_", ["text", "json", "codequality", "github"])
def test_every_format_speaks_without_a_summary_and_fails_on_errors(format_):
    result = run("empty", "--format", format_)
    assert result.exit_code == 1
    assert "«met» chưa có giá trị" in result.output


def test_only_the_format_of_github_writes_a_summary(tmp_path):
    page = tmp_path / "summary.md"
    run("empty", "--format", "text", env={"GITHUB_STEP_SUMMARY": str(page)})
    assert not page.exists()
