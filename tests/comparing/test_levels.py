"""Why a level changed: which indicator decided it before, and which decides it now."""

import re

import pytest

from minhchung.comparing.as_json import document
from tests.comparing.sides import BASE, OWN, VERIFIED, compared, in_words, only, side


def test_a_higher_level_names_the_lowest_indicators_before_and_now():
    text = in_words({OWN: [("count: 61", "count: 70"), ("count: 66", "count: 69")]})
    assert "- **Tự đánh giá**: “Đủ điều kiện mức độ 2” → “Đủ điều kiện mức độ 3”.\n" in text
    assert (
        "Mức độ 2 → 3: chỉ báo thấp nhất trước là 2.1.1 `Cơ quan đạt “Đơn vị học tập”` `61/74 (82,43 %)`; "
        "2.2.2 `Trang bị dịch vụ và công cụ số` `66/74 (89,19 %)`; "
        "nay là 2.1.2 `Xã đạt “Cộng đồng học tập”` `11/12 (91,67 %)`; "
        "2.2.2 `Trang bị dịch vụ và công cụ số` `69/74 (93,24 %)`; 3 chỉ báo khác." in text
    )


def test_machines_read_the_deciding_indicators_too():
    found = document(compared({OWN: [("count: 61", "count: 70"), ("count: 66", "count: 69")]}))
    own, _verified = found["dossiers"][0]["results"]
    assert own["level"] == {"old": 2, "new": 3}
    assert own["decided_by"]["old"] == ["2.1.1", "2.2.2"]
    assert own["decided_by"]["new"][0] == "2.1.2"
    assert found["dossiers"][0]["next"] is None


def test_a_level_that_stays_names_what_holds_it():
    text = in_words({OWN: [("count: 61", "count: 70")]})
    assert "kết quả vẫn là “Đủ điều kiện mức độ 2”" in text
    assert "Chỉ báo thấp nhất: 2.2.2 `Trang bị dịch vụ và công cụ số` `66/74 (89,19 %)`." in text
    assert "Để đạt mức độ 3 còn phải nâng: 2.2.2 (thêm 1)." in text


def test_a_level_lost_names_the_indicator_that_is_not_met():
    text = in_words({OWN: [("count: 11, total: 12", "count: 8, total: 12")]})
    assert "“Đủ điều kiện mức độ 2” → “Chưa đủ điều kiện công nhận”" in text
    assert "Trước: chỉ báo thấp nhất là 2.1.1" in text
    assert "Nay: không đạt 2.1.2 `Xã đạt “Cộng đồng học tập”` `8/12 (66,67 %)`." in text
    assert "Để đạt mức độ 1 còn phải nâng: 2.1.2 (thêm 1)." in text


def test_a_figure_taken_away_leaves_the_result_open_and_is_named():
    text = in_words({OWN: [("  3.2.3: {count: 27, total: 46, evidence: [bc-109]}\n", "")]})
    assert "Nay: còn thiếu 3.2.3 `Nữ tham gia quản lý`." in text
    assert "Còn thiếu số liệu hoặc minh chứng: 3.2.3." in text


def test_a_required_indicator_that_fails_is_named_with_its_figure():
    text = in_words({OWN: [("percent: 0.012", "percent: 0.05")]})
    assert "Nay: không đạt 3.2.2 `Bắt nạt, bạo lực học đường` `0,05 %`." in text


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_dossier_taken_away_is_told_in_a_few_lines(lang):
    """Sixteen findings that change alike are one line."""
    text = in_words({OWN: None}, lang=lang)
    assert len(text.splitlines()) < 20
    assert "1.1.1, 1.1.2, 1.2.1, 1.2.2, 1.2.3" in text


def test_a_first_submission_lists_its_figures():
    text = in_words(
        base=side(dict.fromkeys((OWN, VERIFIED, "song-xanh/2022/reply.yml", "song-xanh/2022/decision.yml")))
    )
    assert "“Chưa nộp hồ sơ” → “Đủ điều kiện mức độ 2”" in text
    assert "- `self-assessment.yml` (tệp mới)" in text
    assert "chỉ báo 2.1.1 (`Cơ quan đạt “Đơn vị học tập”`): số đạt `61`, tổng số `74`" in text


def test_every_field_and_figure_is_told_in_words():
    """No name of a field is English in Vietnamese, and a figure has the digits that were written."""
    text = in_words(
        {
            OWN: [
                ("met: true, evidence: [qd-1414]", "met: false, evidence: [qd-1414]"),
                ("current: 1.20", "current: 1.10"),
                ("solid-waste: 95.2", "solid-waste: 96"),
                ("submitted: 2022-12-08", "submitted: 2022-12-09"),
            ],
            VERIFIED: [
                ("claim: {count: 58", "claim: {count: 60"),
                ("1.1.1: {outcome: accepted", "1.1.1: {outcome: rejected, reason: Thiếu"),
            ],
        }
    )
    for said in (
        "ngày nộp `2022-12-08` → `2022-12-09`",
        "đạt hay không có → không",
        "số năm nay `1,20` → `1,10`",
        "`Chất thải rắn trên địa bàn` `95,2` → `96`",
        "số liệu điều chỉnh, số đạt `58` → `60`",
        "kết quả chấp nhận → không chấp nhận, lý do (trống) → `Thiếu`",
        "Chỉ báo 3.1.1: số năm nay giảm từ `1,20` xuống `1,10`",
        "Chỉ báo 3.1.2: `Chất thải rắn trên địa bàn` tăng từ `95,2` lên `96`",
    ):
        assert said in text
    for field in ("count", "current", "submitted", "met", "claim", "solid-waste"):
        assert not re.search(rf"\b{field}\b", text)


def test_a_correction_by_the_verifier_changes_the_verified_level_alone():
    dossier = only(compared({VERIFIED: [("{count: 58, total: 74}", "{count: 60, total: 74}")]}))
    (result,) = dossier.results
    assert result.old is not None
    assert result.new is not None
    assert (result.basis, result.old.level, result.new.level) == ("verified", 1, 2)
    assert [finding.indicator for finding in result.old_by] == ["2.1.1"]
    assert dossier.remarks == ()


def test_nothing_changed_in_effect_is_one_line():
    """Neither a comment nor another way of writing changes anything."""
    unchanged = in_words(
        {OWN: [("{count: 61, total: 74", "{total: 74, count: 61"), ("unit: song", "# Ghi chú.\nunit: song")]}
    )
    assert (
        unchanged == "### Thay đổi này làm gì\n\nKhông số liệu, tài liệu, kết luận hay mức độ nào thay đổi.\n"
    )


def test_two_equal_sides_are_one_line():
    assert in_words().splitlines()[2:] == ["Không số liệu, tài liệu, kết luận hay mức độ nào thay đổi."]
    assert document(compared(base=BASE))["dossiers"] == []
