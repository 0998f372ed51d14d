"""What the reports say: everything from the files, nothing that does not follow from them."""

import re

import pytest

from minhchung.paperwork.model import Table
from minhchung.paperwork.write_up import NoReportError, report
from tests.dossiers import evidence
from tests.paperwork.reports import own, part, subject
from tests.publishing.small_city import DOSSIERS, UNITS, self_assessment, small_city

PROPOSAL = "ĐỀ XUẤT MỨC ĐỘ"


def test_the_head_names_the_body_and_the_one_above_it():
    head = report(subject("song-xanh")).head
    assert (head.superior, head.issuer) == ("UBND THÀNH PHỐ MÂY BIẾC", "ỦY BAN NHÂN DÂN\nQUẬN SÔNG XANH")
    assert (head.symbol, head.place, head.year) == ("/BC-UBND", "Sông Xanh", "2022")
    assert report(subject("may-biec")).head.superior == ""


def test_a_dossier_at_a_level_proposes_that_level():
    said = part(own(), PROPOSAL)
    assert "đề nghị Ủy ban nhân dân thành phố Mây Biếc xem xét, quyết định công nhận" in said
    assert "năm 2022 ở mức độ 2." in said


def test_a_dossier_that_fails_proposes_none_and_names_what_fails():
    claims = self_assessment()["indicators"] | {"1.1.1": {"met": False, "evidence": ["bc-12"]}}
    said = part(own(indicators=claims), PROPOSAL)
    assert "chưa đủ điều kiện để đề nghị công nhận" in said
    assert "1.1.1" in said
    assert "ở mức độ" not in said


def test_a_dossier_with_gaps_leaves_the_level_open():
    claims = {id_: claim for id_, claim in self_assessment()["indicators"].items() if id_ != "2.1.2"}
    said = part(own(indicators=claims), PROPOSAL)
    assert "chưa kết luận được: 2.1.2" in said
    assert "Mức độ đề xuất: ……" in said


def test_a_draft_says_that_it_was_not_submitted():
    made = own(submitted=None)
    assert "Hồ sơ chưa nộp, còn là bản nháp" in part(made, "CÔNG TÁC")
    assert made.head.year == ""


def test_a_result_that_depends_on_a_reading_says_so():
    assert "phụ thuộc cách hiểu" in part(own(), PROPOSAL)


def test_difficulties_and_proposals_are_those_of_the_file():
    said = part(own(), "KHÓ KHĂN")
    assert "Về chỉ báo 3.1.1 (Giảm tỷ lệ hộ nghèo). Khó khăn, vướng mắc: Tỷ lệ đã thấp." in said
    assert "Về Bộ tiêu chí. Khó khăn, vướng mắc: Thời gian ngắn." in said
    assert "không nêu khó khăn" in part(own(observations=[]), "KHÓ KHĂN")


def test_what_the_verification_changed_stands_beside_it_with_the_answer():
    made = report(subject("song-xanh"))
    said = part(made, "THẨM ĐỊNH")
    assert "điều chỉnh số liệu, 58/74 (78,38 %). Ba đơn vị chưa có biên bản." in said
    assert "không đồng ý. Biên bản đã lập từ tháng 11." in said
    (table,) = (block for block in made.annexes[0].blocks if isinstance(block, Table))
    (row,) = (row for row in table.rows if row[0].startswith("2.1.1."))
    assert row[1:3] == (
        "61/74 (82,43 %)\nThẩm định: 58/74 (78,38 %)",
        "Đạt, mức độ 2\nThẩm định: Đạt, mức độ 1",
    )


def test_every_indicator_stands_in_the_annex_with_its_documents():
    made = own()
    indicators, documents = made.annexes
    (table,) = (block for block in indicators.blocks if isinstance(block, Table))
    rows = [row for row in table.rows if len(row) > 1]
    assert len(rows) == 16
    assert all(len(row) == len(table.header) == len(table.widths) for row in rows)
    (cited,) = (row[3] for row in rows if row[0].startswith("1.2.1."))
    assert cited == "1-QC/QU, trang 4"
    (listed,) = documents.blocks
    assert isinstance(listed, Table)
    assert [row[1] for row in listed.rows] == ["12/BC-UBND", "1-QC/QU", ""]
    assert "Nơi lưu giữ: Văn phòng Quận ủy Sông Xanh" in listed.rows[1][5]


def test_the_city_tells_of_every_district_once():
    made = report(subject("may-biec"))
    said = part(made, "QUẬN, HUYỆN")
    assert (
        "thành phố Mây Biếc có 4 quận, huyện, trong đó 3 đơn vị được giao thí điểm. 2 đơn vị đã nộp" in said
    )
    assert "1; Quận Sông Xanh (*); 10/12/2022; Mức độ 2; Mức độ 1; Mức độ 2\n4567/QĐ-UBND\n28/12/2022" in said
    assert "3; Huyện Sao Biển; Chưa nộp; Chưa có; Chưa có; Chưa có" in said
    assert "Quận Hoa Nắng (*); Hồ sơ có lỗi" in said
    assert "chưa có hồ sơ tự đánh giá do thành phố lập" in part(made, "CỦA THÀNH PHỐ")
    assert "Quận Sông Xanh\n- " not in part(made, "KHÓ KHĂN")
    assert part(made, "KHÓ KHĂN").count("Tỷ lệ đã thấp") == 2


def test_a_district_that_has_not_submitted_is_counted_nowhere():
    files = {"self-assessment": self_assessment(submitted=None)}
    made = report(subject("may-biec", evidence(UNITS, {("song-xanh", 2022): files})))
    said = part(made, "QUẬN, HUYỆN")
    assert "0 đơn vị đã nộp" in said
    assert "0 đơn vị theo số liệu tự đánh giá" in said
    assert "Quận Sông Xanh (*); Bản nháp" in said


@pytest.mark.parametrize(
    ("unit", "dossiers", "code"),
    [
        ("sao-bien", DOSSIERS, "no-dossier"),
        ("hoa-nang", DOSSIERS, "faulty"),
        (
            "song-xanh",
            {("song-xanh", 2022): {"self-assessment": self_assessment(origin="public-sources")}},
            "collected",
        ),
    ],
)
def test_nobody_reports_in_the_place_of_a_unit(unit, dossiers, code):
    with pytest.raises(NoReportError) as error:
        report(subject(unit, small_city(dossiers)))
    assert error.value.code == code


@pytest.mark.parametrize("unit", ["song-xanh", "doi-gio", "may-biec"])
def test_nothing_is_called_recognised_without_the_number_of_a_decision(unit):
    made = report(subject(unit))
    texts = [text for text in str(made).split("Paragraph(") if "ông nhận mức độ" in text]
    for text in texts:
        assert re.search(r"(Quyết định số|đề xuất|đề nghị|Đã có quyết định)", text), text
