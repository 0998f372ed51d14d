"""What a reviewer should look at twice: pointed out, and nothing else is."""

import pytest

from tests.comparing.sides import (
    DECIDED,
    DISTRICT,
    OWN,
    PDF,
    VERIFIED,
    adopting,
    codes,
    compared,
    in_words,
    side,
)

NEW_DOCUMENT = """documents:
  bc-999:
    title: Báo cáo bổ sung
    number: 999/BC-UBND
    issuer: UBND quận Sông Xanh
    issued: 2022-12-05
    url: https://songxanh.maybiec.example/bc-999.pdf
"""
AFTER = "changed-after-verification"


def pointed_out(*changes: tuple[str, str]) -> list[str]:
    """Beside the verification that is no longer of the same figures, which each of these changes makes stale."""
    found = codes(compared({OWN: list(changes)}))
    assert found[-1] == AFTER
    return found[:-1]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("count: 61", "count: 62"),
        ("solid-waste: 95.2", "solid-waste: 95.3"),
        ("previous: 1.93", "previous: 1.94"),
    ],
)
def test_a_figure_that_rises_without_a_new_document(old, new):
    assert pointed_out((old, new)) == ["rise-without-document"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("count: 27, total: 46", "count: 27, total: 40"),
        ("current: 1.20", "current: 1.10"),
        ("percent: 0.012", "percent: 0.011"),
    ],
)
def test_a_figure_that_falls_where_less_is_better(old, new):
    """A smaller total, less poverty, less violence: each does the result good."""
    assert pointed_out((old, new)) == ["fall-without-document"]


def test_what_was_not_so_and_now_is():
    base = side({OWN: [("3.2.1: {met: true", "3.2.1: {met: false")]})
    assert codes(compared(base=base)) == ["rise-without-document", AFTER]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("count: 61", "count: 60"),
        ("count: 27, total: 46", "count: 27, total: 50"),
        ("current: 1.20", "current: 1.30"),
        ("3.2.1: {met: true", "3.2.1: {met: false"),
        ("status: official", "status: preliminary"),
    ],
)
def test_a_figure_that_does_no_better_is_left_alone(old, new):
    assert pointed_out((old, new)) == []


def test_a_figure_that_rises_with_a_new_document_is_left_alone():
    assert (
        pointed_out(
            ("documents:\n", NEW_DOCUMENT),
            ("{count: 61, total: 74, evidence: [", "{count: 62, total: 74, evidence: [bc-999, "),
        )
        == []
    )


def test_another_old_document_cited_beside_is_not_a_new_one():
    """Citing fewer of the same documents proves nothing new either."""
    base = side({OWN: [("1.1.2: {met: true", "1.1.2: {met: false")]})
    head = {OWN: [("evidence: [kh-72, kh-13]", "evidence: [kh-13]")]}
    assert codes(compared(head, base=base)) == ["rise-without-document", AFTER]


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ("sha256: 60c2", "sha256: 70c2", "mã băm"),
        ("2021/37-nq-hdnd.pdf", "2021/37-nq-hdnd-2.pdf", "địa chỉ"),
        ("number: 37/NQ-HĐND", "number: 38/NQ-HĐND", "số, ký hiệu"),
        ("issued: 2021-07-23", "issued: 2021-07-24", "ngày ban hành"),
    ],
)
def test_a_document_replaced_under_the_same_name(old, new, field):
    assert pointed_out((old, new)) == ["document-replaced"]
    assert f"Tài liệu `nq-37` vẫn giữ tên cũ nhưng đã khác ở {field}." in in_words({OWN: [(old, new)]})


def test_a_document_whose_file_holds_other_bytes_under_the_same_name():
    """Whatever its entry says, and though no line of a YAML file changed."""
    assert codes(compared({PDF: b"%PDF-1.7 another"})) == ["document-replaced", AFTER]
    text = in_words({PDF: b"%PDF-1.7 another"})
    assert "Tài liệu `nq-64` vẫn giữ tên cũ nhưng đã khác ở nội dung tệp." in text
    assert "thay tài liệu `nq-64` (`Nghị quyết về nhiệm vụ phát triển kinh tế - xã hội năm 2022`)" in text


def test_a_file_that_is_handed_to_another_document_under_the_same_name():
    other = [("  nq-64:", "  nq-640:"), ("nq-64\n", "nq-640\n")]
    assert "file-replaced" in codes(compared({OWN: other, PDF: b"%PDF-1.7 another"}))


def test_other_words_about_a_document_do_not_make_it_another():
    assert pointed_out(("title: Nghị quyết về Kế hoạch", "title: Nghị quyết thông qua Kế hoạch")) == []


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (OWN, "issued: 2021-07-23", "issued: 2022-12-09"),
        (VERIFIED, "issued: 2022-12-16", "issued: 2022-12-21"),
        (DECIDED, "issued: 2022-12-28", "issued: 2022-12-29"),
    ],
)
def test_a_document_younger_than_the_file_that_cites_it(file, old, new):
    assert "issued-after-report" in codes(compared({file: [(old, new)]}))


def test_a_document_of_the_same_day_is_not_younger():
    assert "issued-after-report" not in codes(compared({OWN: [("issued: 2021-07-23", "issued: 2022-12-08")]}))


@pytest.mark.parametrize(("day", "late"), [("2022-12-14", False), ("2022-12-15", True), ("2023-01-01", True)])
def test_a_change_after_the_deadline_of_the_roadmap(day, late):
    """“trước ngày 15/12/2022”: the last day is the 14th."""
    change = {OWN: [("count: 61", "count: 60")]}
    assert codes(compared(change, day=day)) == [*(["changed-late-before"] if late else []), AFTER]
    said = "sau thời hạn của lộ trình (trước ngày 15/12/2022)"
    assert (said in in_words(change, day=day)) == late


@pytest.mark.parametrize(("day", "late"), [("2022-12-14", False), ("2022-12-15", True)])
def test_a_submission_after_the_deadline_is_told_by_its_own_day(day, late):
    found = codes(compared({OWN: [("submitted: 2022-12-08", f"submitted: {day}")]}, day="2022-12-01"))
    assert ("submitted-late-before" in found) == late


def test_under_the_other_reading_of_the_deadline_the_day_itself_still_counts():
    inclusive = adopting("deadline", "b")
    change = {OWN: [("count: 61", "count: 60")]}
    base = side(rules=inclusive)
    assert "changed-late-by" not in codes(compared(change, inclusive, base=base, day="2022-12-15"))
    assert "changed-late-by" in codes(compared(change, inclusive, base=base, day="2022-12-16"))
    assert "chậm nhất ngày 15/12/2022" in in_words(change, inclusive, base=base, day="2022-12-16")


@pytest.mark.parametrize(("day", "late"), [("2022-12-14", False), ("2022-12-15", True)])
def test_a_dossier_taken_away_after_the_deadline_is_a_late_change(day, late):
    assert ("changed-late-before" in codes(compared({OWN: None}, day=day))) == late


def test_what_the_verifier_writes_is_never_late_by_the_unit_s_deadline():
    assert codes(compared({VERIFIED: [("count: 58", "count: 57")]}, day="2023-06-01")) == []


def test_two_units_in_one_change():
    other = "doi-gio/2022/self-assessment.yml"
    comparison = compared({OWN: [("count: 61", "count: 60")], other: [("count: 57", "count: 56")]})
    assert [remark.code for remark in comparison.remarks] == ["two-units"]
    assert comparison.remarks[0].params == {"units": "doi-gio, song-xanh"}


@pytest.mark.parametrize(
    "other", ["doi-gio/2022/documents/a.pdf", "doi-gio/2022/notes.txt", "doi-gio/2022/self-assessment.yml"]
)
def test_two_units_count_by_their_files_whatever_is_in_them(other):
    """A document alone, a file that belongs nowhere, a dossier that cannot be read."""
    comparison = compared({OWN: [("unit: song", "# Ghi chú.\nunit: song")], other: b"%PDF-"})
    assert "two-units" in [remark.code for remark in comparison.remarks]


@pytest.mark.parametrize("other", [VERIFIED, DECIDED])
def test_a_unit_s_file_together_with_its_verification_or_decision(other):
    comparison = compared(
        {OWN: [("count: 61", "count: 60")], other: [("unit: song", "# Ghi chú.\nunit: song")]}
    )
    (remark,) = comparison.remarks
    assert remark.code == "unit-and-verifier"
    assert remark.params["files"] == ", ".join(sorted(["self-assessment.yml", other.rpartition("/")[2]]))


RAISED = [("above: 80, clause: level-2", "above: 82.5, clause: level-2")]


@pytest.mark.parametrize(
    ("change", "rules", "files"),
    [
        ({"units.yml": [("id: song-xanh", "id: song-xanh  # Ghi chú.")]}, {}, "units.yml"),
        ({"organisations.yml": "organisations: []\n"}, {}, "organisations.yml"),
        ({}, {DISTRICT: RAISED}, "criteria/"),
        ({"organisations.yml": "organisations: []\n"}, {DISTRICT: RAISED}, "organisations.yml, criteria/"),
    ],
)
def test_a_dossier_together_with_what_judges_everybody(change, rules, files):
    """A figure that is lowered beside the edge that it has to reach."""
    (remark,) = compared({OWN: [("count: 61", "count: 60")], **change}, rules=rules).remarks
    assert (remark.code, remark.params) == ("dossier-and-rules", {"files": files})


def test_what_judges_everybody_may_change_by_itself():
    assert (
        compared(
            {"units.yml": [("id: song-xanh", "id: song-xanh  # Ghi chú.")]}, rules={DISTRICT: RAISED}
        ).remarks
        == ()
    )
    assert compared({OWN: [("count: 61", "count: 60")], "README.md": "Kho minh chứng.\n"}).remarks == ()


def test_a_reply_is_the_unit_s_and_documents_are_everybody_s():
    change = {
        OWN: [("count: 61", "count: 60")],
        "song-xanh/2022/reply.yml": [("agrees: false", "agrees: true")],
    }
    assert compared(change).remarks == ()
    assert compared({VERIFIED: [("count: 58", "count: 57")], PDF: b"%PDF-1.7"}).remarks == ()


def test_it_is_pointed_out_in_english_too():
    text = in_words({OWN: [("count: 61", "count: 70")]}, day="2023-01-01", lang="en")
    assert "without a new document" in text or "no new document" in text
    assert "15 December 2022" in text
