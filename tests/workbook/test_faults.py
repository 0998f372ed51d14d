"""Workbooks that cannot be taken as they are: each says where and how to mend it, and nothing is written."""

import re
import time
import zipfile
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook

from minhchung.i18n import LANGS, translator
from minhchung.workbook import read
from minhchung.workbook.exchange import UnreadableError
from minhchung.workbook.words import SENTENCES, told, told_problem
from tests.workbook.city import DOSSIER, City
from tests.workbook.filling import Office, filled

PACKAGE = Path(read.__file__).parent


@pytest.fixture
def city(tmp_path):
    return City(tmp_path)


@pytest.fixture(scope="module")
def sent(tmp_path_factory):
    return City(tmp_path_factory.mktemp("sent")).form()


def said(outcome, lang="vi"):
    faults = [told(fault, translator(lang)) for fault in outcome.faults]
    return faults + [
        told_problem(problem, place, translator(lang), outcome.places, outcome.single)
        for problem, place in outcome.problems
    ]


def refused(city, content):
    """What is said of a workbook of which nothing may be written."""
    outcome = city.read(content)
    assert outcome.state == "refused"
    assert city.text == DOSSIER
    return said(outcome)


CELLS = {
    "indicators/2.1.1/count": ("61 cơ quan", "Trang «Chỉ báo», ô F29: «61 cơ quan» không phải là số. "),
    "indicators/2.1.1/total": (74.5, "Trang «Chỉ báo», ô F30: «74,5» không phải là số nguyên. "),
    "indicators/3.2.2/percent": (date(2022, 5, 1), "Trang «Chỉ báo», ô F79: chương trình bảng tính đã đổi số thành ngày «01/05/2022». "),
    "submitted": ("31/2/2022", "Trang «Hướng dẫn», ô C12: «31/2/2022» không phải là một ngày. "),
    "documents/+1/title": ("Văn bản", "Trang «Tài liệu», ô B6: tài liệu này chưa có mã. "),
    "observations/+1/indicator": ("9.9.9", None),
}  # fmt: skip


def test_every_fault_names_its_sheet_and_its_cell(city):
    """All of them at once; in either language."""
    cells = {name: value for name, (value, message) in CELLS.items() if message}
    found = refused(city, filled(city.form(), cells))
    assert sorted(found) == sorted(found, key=lambda text: text)
    for _, message in CELLS.values():
        assert message is None or any(text.startswith(message) for text in found), message
    assert len(found) == len(cells)


def test_what_check_finds_is_mended_in_a_cell(city):
    cells = {
        "indicators/2.1.1/count": 610,
        "indicators/3.2.2/evidence": "bc-13",
        "documents/bc-12/url": "http://user@songxanh.example/",
        "documents/nq-31/issued": "2023-01-05",
        "observations/+1/indicator": "9.9.9",
        "observations/+1/proposal": "x",
    }
    found = refused(city, filled(city.form(), cells))
    assert [re.split(r"[:(]", text)[0] for text in found] == [
        "Trang «Tài liệu», ô F4",
        "Trang «Tài liệu», ô G5",
        "Trang «Chỉ báo», ô F29",
        "Trang «Chỉ báo», ô F82",
        "Trang «Góp ý», ô B6",
    ]


def test_what_check_finds_is_said_in_the_words_of_the_sheet(city):
    """A key of the file is called as its cell is, which is the one left empty; days and figures as a cell shows them."""
    cells = {
        "documents/bc-12/title": None,
        "documents/nq-31/issued": "5/1/2023",
        "indicators/2.1.1/total": None,
        "indicators/3.2.2/percent": 182.43,
        "indicators/3.2.2/note": "hỏi anh A, 0912345678",
    }
    starts = [
        "Trang «Tài liệu», ô F4: tài liệu ban hành ngày 05/01/2023, sau ngày nộp hồ sơ (10/12/2022).",
        "Trang «Tài liệu», ô C5: thiếu mục «Tên hoặc trích yếu». Hãy bổ sung.",
        "Trang «Chỉ báo», ô F30: thiếu mục «Tổng số (cơ quan, đơn vị)». Hãy bổ sung.",
        "Trang «Chỉ báo», ô F79: 182,43 phải từ 0 đến 100.",
        "Trang «Chỉ báo», ô F83: «09••••••78» giống số điện thoại.",
    ]
    found = refused(city, filled(city.form(), cells))
    assert [text[: len(start)] for text, start in zip(found, starts, strict=True)] == starts


def test_what_check_advises_is_to_be_done_in_the_sheet(city):
    city.write(DOSSIER.replace("note: cùng chuẩn, ", ""))
    outcome = city.fill({"indicators/3.2.2/evidence": None})
    assert outcome.state == "written"
    assert said(outcome) == [
        (
            "Trang «Chỉ báo», ô F62: năm 2022 có thể so sánh hai chuẩn khác nhau. Hãy ghi vào «Ghi chú» số liệu theo chuẩn "
            "nào, hoặc ghi «Hai năm cùng chuẩn, so sánh được?: Không»."
        ),
        "Trang «Chỉ báo», ô F82: chưa dẫn tài liệu nào nên chưa được tính. Hãy bổ sung «Minh chứng: mã tài liệu».",
    ]


def test_a_comment_of_the_file_is_no_cell(city):
    city.write(DOSSIER.replace("# đã ký", "# gọi 0912345678"))
    outcome = city.fill({"indicators/3.2.2/percent": 0.013})
    assert [problem.code for problem, place in outcome.problems if place is None] == ["personal-data"]


def test_an_error_that_was_there_before_does_not_stand_in_the_way(city):
    city.write(DOSSIER.replace("count: 61", "count: 99"))
    outcome = city.fill({"indicators/3.2.2/percent": 0.013})
    assert outcome.state == "written"
    assert "Trang «Chỉ báo», ô F29: số đạt (99) lớn hơn tổng số (74)" in said(outcome)[0]


def test_sheets_rows_and_columns_may_be_renamed_and_moved(city, sent):
    """They are known by what is hidden in them."""
    office = Office(sent)
    office.cell("indicators/2.1.1/count").value = 62
    sheet = office.sheets["indicators"]
    for merged in list(sheet.merged_cells.ranges):
        sheet.unmerge_cells(str(merged))
    sheet.title = "Đã điền"
    sheet.move_range("A29:F29", rows=120)
    sheet.insert_cols(3)
    assert city.read(office.saved()).state == "written"
    assert city.text == DOSSIER.replace("count: 61", "count: 62")


def test_a_row_that_is_gone_says_nothing(city, sent):
    office = Office(sent)
    office.sheets["documents"].delete_rows(4)
    office.sheets["indicators"].delete_rows(29)
    assert city.read(office.saved()).state == "unchanged"


def test_a_value_in_a_row_of_nothing_is_not_lost_silently(city, sent):
    office = Office(sent)
    office.sheets["indicators"]["F150"] = 5
    office.sheets["indicators"]["A151"] = "indicators/2.1.1/count"
    office.sheets["indicators"]["F151"] = 63
    found = refused(city, office.saved())
    assert [text.split(":")[0] for text in found] == ["Trang «Chỉ báo», ô F150", "Trang «Chỉ báo», ô F151"]


def test_a_formula_counts_as_what_it_shows(city, sent):
    """Where it shows something."""
    office = Office(sent)
    office.cell("indicators/2.1.1/count").value = "=60+2"
    found = refused(city, office.saved())  # saved by a program that does not compute
    assert found == ["Trang «Chỉ báo», ô F29: công thức trong ô không cho kết quả. Hãy gõ kết quả vào ô."]
    computed = edited(office.saved(), "<f>60+2</f><v></v>", "<f>60+2</f><v>62</v>", "<f>60+2</f><v/>")
    assert city.read(computed).state == "written"
    assert "count: 62" in city.text


def edited(content, old, new, *others):
    """The archive with a text of one of its parts replaced."""
    file = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(content)) as source,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for part in source.infolist():
            text = source.read(part)
            for one in (old, *others):
                text = text.replace(one.encode(), new.encode())
            target.writestr(part.filename, text)
    return file.getvalue()


def test_excels_own_ways_of_writing(city, sent):
    """A long fraction, text within the cell, rich text, days from 1904."""
    cells = {
        "indicators/3.2.2/percent": 0.0777,
        "indicators/3.2.2/note": "GHI CHÚ",
        "submitted": 44905 - 1462,
    }
    content = filled(sent, cells)
    content = edited(content, "<v>0.0777</v>", "<v>7.7700000000000005E-2</v>")
    content = edited(
        content, "<t>GHI CHÚ</t>", '<r><t>GHI</t></r><r><rPr><b/></rPr><t xml:space="preserve"> CHÚ </t></r>'
    )
    content = edited(content, "<workbookPr/>", '<workbookPr date1904="1"/>')
    outcome = city.read(content)
    assert [(edit.path[-1], str(edit.new)) for edit in outcome.edits if edit.path[-1] != "issued"] == [
        ("percent", "0.0777"),
        ("note", "GHI CHÚ"),
    ]
    inline = filled(sent, {})
    sheet = re.search(r'<c r="F29"[^>]*>.*?</c>', parts(inline)["xl/worksheets/sheet2.xml"])
    assert sheet
    city.write(DOSSIER)
    city.read(edited(inline, sheet[0], '<c r="F29" t="inlineStr"><is><t>62</t></is></c>'))
    assert "count: 62" in city.text


def parts(content):
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist() if name.endswith(".xml")}


def with_part(content, name, data):
    file = BytesIO(content)
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
    return file.getvalue()


def without(content, mark):
    office = Office(content)
    del office.book[office.sheets[mark].title]
    return office.saved()


def stranger():
    file = BytesIO()
    Workbook().save(file)
    return file.getvalue()


ENTITIES = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbbbbbb">]>'


def hostile(sent):
    """Every kind of workbook that must not be read, and what is said of it."""
    yield "workbook-other-kind", b""
    yield "workbook-other-kind", b"PK\x03\x04 broken"
    yield "workbook-other-kind", b"%PDF-1.7"
    yield "workbook-old-or-locked", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512
    yield "workbook-other-kind", sent[: len(sent) // 2]
    yield "workbook-other-kind", with_part(b"", "a.txt", "x")
    yield "workbook-too-large", b"PK" + b"\0" * read.MOST_BYTES
    yield "workbook-too-large", with_part(sent, "xl/worksheets/sheet99.xml", "0" * (read.MOST_UNPACKED + 1))
    yield "workbook-macros", with_part(sent, "xl/vbaProject.bin", "x")
    yield "workbook-not-ours", stranger()
    yield "workbook-not-ours", without(sent, "base")
    yield "workbook-sheet-missing", without(sent, "documents")
    yield "workbook-broken", edited(sent, '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>', ENTITIES)
    yield "workbook-broken", edited(sent, "<sheetData>", "<sheetData><<")
    yield "workbook-broken", edited(sent, 't="s"><v>1</v>', 't="s"><v>99999999</v>')
    yield "workbook-unknown-unit", edited(sent, "<t>song-xanh</t>", "<t>../../etc</t>")
    yield "workbook-no-such-year", edited(sent, "<t>2022</t>", "<t>9999</t>")
    yield "workbook-not-ours", edited(sent, "<t>2022</t>", "<t>năm</t>")
    yield "workbook-other-criteria", edited(sent, "<t>hai-phong-2022/district</t>", "<t>x</t>")
    yield "sheet-column-missing", edited(sent, "<t>value</t>", "<t>khác</t>")


def test_a_hostile_workbook_is_one_clear_fault(city, sent):
    for code, content in hostile(sent):
        outcome = city.read(content)
        assert (outcome.state, outcome.faults[0].code) == ("refused", code), code
        assert said(outcome)[0]
    assert city.text == DOSSIER


def test_a_sheet_copied_within_the_workbook_is_asked_about(city, sent):
    office = Office(sent)
    office.book.copy_worksheet(office.sheets["documents"])
    assert "là bản sao của một trang khác" in refused(city, office.saved())[0]


def test_rows_far_away_cost_nothing(city, sent):
    """A row number beyond any sheet, cells beyond any column."""
    far = '<row r="99999999"><c r="A99999999"><v>1</v></c></row></sheetData>'
    wide = '<row r="9000"><c r="XFD9000"><v>1</v></c></row></sheetData>'
    start = time.process_time()
    for more in (far, wide):
        assert city.read(edited(sent, "</sheetData>", more)).state == "unchanged"
    assert time.process_time() - start < 20


def test_a_file_that_cannot_be_changed_safely_is_left_alone(city, sent):
    city.write("unit: [song-xanh\n")
    outcome = city.read(sent)
    assert outcome.faults[0].code == "file-unreadable"
    assert city.text == "unit: [song-xanh\n"


@pytest.mark.parametrize("title", ["x" * 40_000, '"\\ufffe"', "[a, b"])
def test_what_no_cell_can_hold_makes_no_workbook(city, title):
    """It would come back as if someone had emptied it."""
    city.write(DOSSIER.replace("title: Báo cáo", f"title: {title}"))
    with pytest.raises(UnreadableError):
        city.form()


def test_a_failure_half_way_leaves_the_old_file_whole(city, monkeypatch):
    content = filled(city.form(), {"indicators/2.1.1/count": 62})

    def full(self, target):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="space"):
        city.read(content)
    assert city.text == DOSSIER
    assert [file.name for file in city.place.parent.iterdir()] == [city.place.name]


def test_every_fault_has_its_sentence_in_both_languages():
    raised = {
        code
        for module in PACKAGE.glob("*.py")
        for code in re.findall(r'(?:Error|Fault|fault)\(\s*"([a-z-]+)"', module.read_text("utf-8"))
    }
    assert len(raised) > 20
    assert raised <= SENTENCES.keys()
    for template in SENTENCES.values():
        assert all(translator(lang).gettext(template) for lang in LANGS)
        assert translator("en").gettext(template) != template
