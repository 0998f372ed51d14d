"""A file that changed after its workbook was written: value by value, and nothing lost without someone saying so."""

from io import StringIO

import pytest
from click.testing import CliRunner

from minhchung.cli import main
from minhchung.cli.form import _shown
from tests.checking.cases import ROOT
from tests.workbook.city import DOSSIER, City
from tests.workbook.filling import filled

COUNT = "count: 61"


@pytest.fixture
def city(tmp_path):
    return City(tmp_path)


def clashes(outcome):
    return [
        ("/".join(clash.cell), str(clash.base), str(clash.mine), str(clash.theirs))
        for clash in outcome.clashes
    ]


def test_what_only_the_file_changed_stays_and_what_only_the_workbook_changed_is_changed(city):
    sent = city.form()
    city.write(DOSSIER.replace("total: 74", "total: 75").replace("đề xuất", "đề xuất mới"))
    outcome = city.read(filled(sent, {"indicators/2.1.1/count": 62, "observations/0/difficulty": "rất khó"}))
    assert outcome.state == "written"
    assert "{count: 62, total: 75, " in city.text
    assert "rất khó" in city.text
    assert "đề xuất mới" in city.text


def test_the_same_change_on_both_sides_is_none(city):
    sent = city.form()
    city.write(DOSSIER.replace(COUNT, "count: 62"))
    assert city.read(filled(sent, {"indicators/2.1.1/count": 62})).state == "unchanged"


def test_a_clash_is_shown_and_nothing_is_written(city):
    """Not even what does not clash."""
    sent = city.form()
    changed = DOSSIER.replace(COUNT, "count: 63")
    city.write(changed)
    answer = filled(sent, {"indicators/2.1.1/count": 62, "indicators/3.2.2/percent": 0.013})
    outcome = city.read(answer)
    assert outcome.state == "clash"
    assert clashes(outcome) == [("indicators/2.1.1/count", "61", "62", "63")]
    assert city.text == changed
    assert city.read(answer, "file").state == "written"
    assert "count: 63" in city.text
    assert "percent: 0.013" in city.text
    assert city.read(answer, "workbook").state == "written"
    assert city.text == changed.replace("count: 63", "count: 62").replace("0.012", "0.013")


def test_a_row_that_the_file_lost(city):
    """A document, a claim, an observation removed there and changed here: brought back whole, or left out."""
    sent = city.form()
    start = DOSSIER.index("  bc-12: {title")
    without = DOSSIER.replace(DOSSIER[start : DOSSIER.index("\n", start) + 1], "").replace(
        "[bc-12]", "[nq-31]"
    )
    without = without.replace("      - bc-12\n", "").replace("  - proposal: đề xuất\n", "")
    city.write(without)
    answer = filled(sent, {"documents/bc-12/title": "Báo cáo năm", "observations/1/proposal": "khác"})
    outcome = city.read(answer)
    assert clashes(outcome) == [
        ("documents/bc-12/title", "Báo cáo", "Báo cáo năm", "None"),
        ("observations/1/proposal", "đề xuất", "khác", "None"),
    ]
    assert city.read(answer, "file").state == "unchanged"
    assert city.read(answer, "workbook").state == "written"
    assert "  bc-12:\n    title: Báo cáo năm\n    number: 12/BC-UBND\n    url: https://songxanh" in city.text
    assert "    difficulty: khó\n  - proposal: khác\n" in city.text


def test_observations_are_known_by_what_they_say(city):
    """One that others put before the first moves the rest."""
    sent = city.form()
    city.write(DOSSIER.replace("observations:\n", "observations:\n  - difficulty: mới\n"))
    outcome = city.read(filled(sent, {"observations/1/proposal": "khác", "observations/+1/proposal": "thêm"}))
    assert outcome.state == "written"
    assert city.text.endswith(
        "- difficulty: mới\n  - indicator: 2.1.1\n    difficulty: khó\n  # thứ hai\n  - proposal: khác\n  - proposal: thêm\n"
    )


def test_a_first_file_that_others_wrote_in_the_meantime(tmp_path):
    city = City(tmp_path, None)
    answer = filled(
        city.form(),
        {
            "indicators/2.1.1/count": 62,
            "indicators/2.1.1/total": 74,
            "documents/+1/id": "bc-12",
            "documents/+1/title": "Khác",
        },
    )
    city.write(DOSSIER)
    outcome = city.read(answer)
    assert clashes(outcome) == [
        ("indicators/2.1.1/count", "None", "62", "61"),
        ("documents/bc-12/title", "None", "Khác", "Báo cáo"),
    ]
    assert city.text == DOSSIER


def command(city, *arguments):
    options = ["--evidence", str(city.evidence), "--criteria", str(ROOT / "criteria")]
    return CliRunner().invoke(main, [*options, "form", *map(str, arguments)])


def test_the_command_says_where_and_what_and_leaves_with_one(city):
    sheet = city.root / "song-xanh.xlsx"
    assert command(city, "write", "song-xanh", 2022, "--out", sheet).exit_code == 0
    again = command(city, "write", "song-xanh", 2022, "--out", sheet)
    assert (again.exit_code, "không ghi đè" in again.output) == (2, True)
    sheet.write_bytes(filled(sheet.read_bytes(), {"indicators/2.1.1/count": 62}))
    city.write(DOSSIER.replace(COUNT, "count: 63"))
    refused = command(city, "read", sheet)
    assert refused.exit_code == 1
    assert refused.output == (
        f"{sheet}: không ghi gì. Sau khi bảng tính được tạo, evidence/song-xanh/2022/self-assessment.yml đã đổi ở 1 giá trị mà "
        "bảng tính cũng đổi:\n"
        "  Trang «Chỉ báo», ô F29: 2.1.1, Số đạt (cơ quan, đơn vị): trong bảng tính «62», trong tệp nay «63», trước đó «61».\n"
        "  Hãy hỏi lại đơn vị, rồi chạy lại với --take workbook (lấy của bảng tính) hoặc --take file (lấy của tệp).\n"
    )
    taken = command(city, "read", sheet, "--take", "workbook")
    assert taken.exit_code == 0
    assert "ô F29: 2.1.1, Số đạt (cơ quan, đơn vị): 63 → 62\n" in taken.output


def test_a_folder_of_workbooks_is_read_each_whole(city):
    """One cannot be read, one clashes, one is written; what lies beside an open workbook is left alone."""
    folder = city.root / "da-nhan"
    folder.mkdir()
    sent = city.form()
    (folder / "a.xlsx").write_bytes(b"x")
    (folder / "b.xlsx").write_bytes(filled(sent, {"indicators/2.1.1/count": 62}))
    (folder / "c.xlsx").write_bytes(
        filled(sent, {"indicators/2.1.1/count": 63, "indicators/3.2.2/percent": 0.01})
    )
    (folder / "d.xlsx").write_bytes(filled(city.form("doi-gio"), {"submitted": "9/12/2022"}))
    (folder / "~$d.xlsx").write_bytes(b"x")
    result = command(city, "read", folder)
    assert result.exit_code == 1
    heads = [line.partition(": ")[2][:18] for line in result.output.splitlines() if not line.startswith(" ")]
    assert heads == ["không ghi gì, vì:", "đã ghi 1 thay đổi ", "không ghi gì. Sau ", "đã ghi 1 thay đổi "]
    assert "count: 62" in city.text
    assert "0.012" in city.text


def test_a_folder_without_workbooks_is_said_to_be_one(city):
    result = command(city, "read", city.evidence)
    assert (result.exit_code, "không có bảng tính" in result.output) == (2, True)


def test_someone_who_watches_sees_how_far_it_is(city, monkeypatch):
    class Terminal(StringIO):
        def isatty(self):
            return True

    terminal = Terminal()
    monkeypatch.setattr("sys.stderr", terminal)
    with _shown([city.place, city.place]) as files:
        assert list(files) == [city.place, city.place]
    assert "Đọc bảng tính" in terminal.getvalue()
    assert "100%" in terminal.getvalue()
