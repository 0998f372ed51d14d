"""Whatever stands on either side: other criteria, faulty files, other units. A comparison, never a traceback."""

import pytest

from minhchung.comparing.as_json import document
from tests.comparing.sides import DISTRICT, OWN, VERIFIED, adopting, compared, in_words, only, side

BANDS = [("above: 80, clause: level-2", "above: 82.5, clause: level-2")]
NO_RESULT = "“Đủ điều kiện mức độ 2” → “không có kết quả”"


def test_a_change_of_criteria_says_what_changes_and_whose_result():
    text = in_words(rules={DISTRICT: BANDS})
    assert "#### Bộ tiêu chí thay đổi" in text
    assert "`hai-phong-2022/district.yml recognition.bands`" in text
    assert "Kết quả đổi mà hồ sơ không đổi: `Quận Sông Xanh`, năm 2022." in text
    assert "Mức độ 2 → 1: chỉ báo thấp nhất trước là 2.1.1" in text
    assert document(compared(rules={DISTRICT: BANDS}))["criteria"]


def test_a_change_of_criteria_that_moves_nobody_says_so():
    text = in_words(rules={DISTRICT: [("above: 80, clause: level-2", "above: 80.5, clause: level-2")]})
    assert "Không kết quả nào thay đổi theo bộ tiêu chí mới." in text


def test_another_reading_adopted_is_a_change_of_criteria():
    """Poverty falls by 38 % of its rate, yet by less than 1.5 points."""
    text = in_words(rules=adopting("poverty-fall", "b"))
    assert "readings.poverty-fall.adopted" in text
    assert "Nay: không đạt 3.1.1" in text


@pytest.mark.parametrize("broken", [b"", b"{", b"\xff", "id: hai-phong-2022/district\n", None])
def test_criteria_that_cannot_be_loaded_take_every_result_away(broken):
    text = in_words(rules={DISTRICT: broken})
    assert "❌" in text
    assert "- `hai-phong-2022`: nay không còn đọc được" in text
    assert NO_RESULT in text
    assert "`hai-phong-2022`: bộ tiêu chí mới" in in_words(base=side(rules={DISTRICT: broken}))


BROKEN = {
    "not YAML": b"{",
    "not text": b"\xff\xfe",
    "empty": b"",
    "too deep": b"[" * 100_000,
    "a list": b"- a\n- b\n",
    "a word": b"song-xanh\n",
    "wrong throughout": b"unit: [1]\nyear: x\ndocuments: 3\nindicators: {2.1.1: [], x: {y: {z: 1}}}\n",
    "names that are no names": b'"": 1\n"documents": {"": {title: [a]}}\n"indicators": {"": {"": ""}}\n',
    "numbers where text is": b"unit: 1\nyear: 2022\nsubmitted: 5\ndocuments: {a: {issued: 3, file: [x]}}\n",
}


@pytest.mark.parametrize("file", [OWN, VERIFIED, "song-xanh/2022/reply.yml", "song-xanh/2022/decision.yml"])
@pytest.mark.parametrize("content", BROKEN.values(), ids=BROKEN)
def test_a_faulty_file_on_either_side_is_compared_as_far_as_it_goes(file, content):
    broken = {file: content}
    now = in_words(broken)
    assert "lỗi mới" in now
    assert NO_RESULT in now
    mended = in_words(base=side(broken))
    assert "lỗi mới" not in mended
    assert "“không có kết quả” → “Đủ điều kiện mức độ 2”" in mended
    assert in_words(broken, base=side(broken)).splitlines()[2:] == [
        "Không số liệu, tài liệu, kết luận hay mức độ nào thay đổi."
    ]


def test_what_is_new_among_the_errors_stands_with_its_line_and_sentence():
    known = {OWN: [("count: 11, total: 12", "count: 11, total: 13")]}
    both = {OWN: [("count: 11, total: 12", "count: 11, total: 13"), ("count: 61", "count: 610")]}
    text = in_words(both, base=side(known))
    assert "Có 1 lỗi mới" in text
    assert (
        "  - `song-xanh/2022/self-assessment.yml`: Dòng 167, chỉ báo `2.1.1`: số đạt (`610`) lớn hơn" in text
    )


def test_a_file_that_can_no_longer_be_read_is_one_line():
    text = in_words({OWN: b"{"})
    assert "- `self-assessment.yml`: nay không đọc được, nên không so sánh được số liệu" in text
    assert "bỏ tài liệu" not in text


def test_units_unreadable_before_is_said_once():
    text = in_words(base=side({"units.yml": None}))
    assert "Trước thay đổi này không đọc được danh mục đơn vị (units.yml)" in text
    assert "“không có kết quả” → “Đủ điều kiện mức độ 2”" in text
    assert "thêm đơn vị `song-xanh` (`Quận Sông Xanh`)" in text


@pytest.mark.parametrize("units", [None, b"{", b"units: 3\n", b"units: [{id: x}]\n"])
def test_units_unreadable_now_is_said_once(units):
    text = in_words({"units.yml": units})
    assert "Sau thay đổi này không đọc được danh mục đơn vị (units.yml)" in text
    assert NO_RESULT in text


def test_a_renamed_unit_goes_and_comes_with_its_dossiers():
    moved = {"units.yml": [("id: song-xanh\n", "id: song-xanh-moi\n")]}
    text = in_words(moved)
    assert "bỏ đơn vị `song-xanh` (`Quận Sông Xanh`)" in text
    assert "thêm đơn vị `song-xanh-moi` (`Quận Sông Xanh`)" in text
    assert NO_RESULT in text


def test_a_change_of_units_names_the_field():
    text = in_words({"units.yml": [("name: Quận Sông Xanh", "name: Quận Sông Xanh Mới")]})
    assert "`song-xanh`, `name`: `Quận Sông Xanh` → `Quận Sông Xanh Mới`" in text


def test_a_value_is_told_with_both_sides_and_its_file():
    (value,) = only(compared({OWN: [("count: 61", "count: 60")]})).values
    assert (value.file, value.indicator, value.field) == ("self-assessment.yml", "2.1.1", "count")
    assert (value.old, value.new) == (61, 60)


def test_documents_that_came_went_or_changed_their_hash():
    text = in_words(
        {
            OWN: [
                ("  nq-37:", "  nq-38:"),
                ("- nq-37", "- nq-38"),
                ("sha256: 62548e4f2add", "sha256: 72548e4f2add"),
            ]
        }
    )
    assert "bỏ tài liệu `nq-37`" in text
    assert "thêm tài liệu `nq-38`" in text
    assert "thay tài liệu `nq-64`" in text
    assert "sha256 `62548e4f2add` → `72548e4f2add`" in text
