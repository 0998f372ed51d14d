"""The file: the form of Nghị định 30/2020/NĐ-CP, the same bytes every time, and no harm from any text."""

import zipfile
from io import BytesIO

import docx
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from minhchung.cli import main
from minhchung.paperwork.docx import FICTIONAL, written
from minhchung.paperwork.write_up import report
from tests.opendata.cities import HOSTILE, ROOT
from tests.paperwork.reports import own, subject, words
from tests.publishing.small_city import DOCUMENTS, self_assessment


def opened(content):
    return docx.Document(BytesIO(content))


def test_the_same_report_gives_the_same_bytes_and_no_clock_is_in_them():
    content = written(report(subject("song-xanh")))
    assert content == written(report(subject("song-xanh")))
    with zipfile.ZipFile(BytesIO(content)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {entry.compress_type for entry in archive.infolist()} == {zipfile.ZIP_STORED}
        assert not [name for name in archive.namelist() if "thumbnail" in name]
    properties = opened(content).core_properties
    assert str(properties.created.date()) == str(properties.modified.date()) == "2022-12-11"
    assert properties.author == "ỦY BAN NHÂN DÂN QUẬN SÔNG XANH"


def test_a_page_is_a4_with_the_margins_and_the_typeface_of_the_decree():
    document = opened(written(own()))
    upright, *lying = document.sections
    assert (round(upright.page_width.mm), round(upright.page_height.mm)) == (210, 297)
    assert 20 <= round(upright.top_margin.mm) <= 25
    assert 20 <= round(upright.bottom_margin.mm) <= 25
    assert 30 <= round(upright.left_margin.mm) <= 35
    assert 15 <= round(upright.right_margin.mm) <= 20
    assert [round(section.page_width.mm) for section in lying] == [297, 297]
    for name in ("Normal", "Heading 1", "Heading 2", "Title"):
        assert document.styles[name].font.name == "Times New Roman"
        assert 13 <= document.styles[name].font.size.pt <= 14
        assert "Theme" not in "".join(document.styles[name].element.rPr.rFonts.attrib)


def test_the_parts_of_the_form_stand_in_their_order():
    said = words(own())
    order = [
        "UBND THÀNH PHỐ MÂY BIẾC",
        "QUẬN SÔNG XANH",
        "/BC-UBND",
        "(DỰ THẢO)",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Sông Xanh, ngày …… tháng …… năm 2022",
        "BÁO CÁO",
        "Kính gửi: Ủy ban nhân dân thành phố Mây Biếc (qua Sở Giáo dục và Đào tạo)",
        "I. CÔNG TÁC TỰ ĐÁNH GIÁ",
        "./.",
        "Nơi nhận:",
        "TM. ỦY BAN NHÂN DÂN",
        "(Chữ ký, dấu của cơ quan)",
        "PHỤ LỤC I",
        "PHỤ LỤC II",
    ]
    places = [said.index(part) for part in order]
    assert places == sorted(places)


def test_every_page_says_that_it_is_a_draft_and_from_which_version():
    for section in opened(written(own())).sections[:1]:
        for footer in (section.footer, section.first_page_footer):
            (line,) = footer.paragraphs
            assert line.text.startswith(
                "DỰ THẢO lập từ kho minh chứng, phiên bản cccccccccccc, ngày 11/12/2022"
            )


def test_what_is_invented_says_so_on_every_page():
    document = opened(written(own(origin="example")))
    assert document.sections[0].footer.paragraphs[0].text.startswith(FICTIONAL)
    assert document.sections[0].first_page_footer.paragraphs[0].text.startswith(FICTIONAL)


def test_a_hostile_text_is_text():
    """It is neither lost nor a field, and the file can be opened."""
    documents = {
        f"x{n}": {"title": text, "number": text, "access": "public"} for n, text in enumerate(HOSTILE)
    }
    observations = [{"difficulty": text, "proposal": text} for text in HOSTILE]
    content = written(own(documents={**DOCUMENTS, **documents}, observations=observations))
    rows = opened(content).tables[-1].rows[-len(HOSTILE) :]
    for text, row in zip(HOSTILE, rows, strict=True):
        shown = text.replace("\x00", "[U+0000]").replace("\u202e", "[U+202E]").replace("\r", "[U+000D]")
        assert row.cells[4].text.split() == shown.split()
    with zipfile.ZipFile(BytesIO(content)) as archive:
        assert archive.read("word/document.xml").count(b"instrText") == 0


@given(st.text(max_size=40))
@settings(max_examples=10)
def test_no_text_breaks_the_file(text):
    made = own(prepared_by=text, observations=[{"difficulty": text}])
    opened(written(made))


def test_a_long_name_does_not_break_the_properties():
    claims = self_assessment()["indicators"]
    assert written(own(indicators=claims, prepared_by="Phòng " * 200))


def test_the_command_writes_and_does_not_overwrite_unasked(tmp_path):
    out = tmp_path / "new" / "report.docx"
    command = ["--evidence", str(ROOT / "examples" / "may-biec"), "--criteria", str(ROOT / "criteria")]
    command += ["report", "song-xanh", "2022", "--out", str(out)]
    run = CliRunner().invoke(main, command)
    assert run.exit_code == 0, run.output
    assert str(out) in run.output
    first = out.read_bytes()
    out.write_bytes(b"mine")
    again = CliRunner().invoke(main, command)
    assert again.exit_code == 2
    assert "--overwrite" in again.output
    assert out.read_bytes() == b"mine"
    assert CliRunner().invoke(main, [*command, "--overwrite"]).exit_code == 0
    assert out.read_bytes() == first


@pytest.mark.parametrize(
    ("unit", "year", "said"), [("nowhere", "2022", "units.yml"), ("canh-buom", "2022", "2022")]
)
def test_the_command_says_why_there_is_nothing_to_report(tmp_path, unit, year, said):
    command = ["--evidence", str(ROOT / "examples" / "may-biec"), "--criteria", str(ROOT / "criteria")]
    run = CliRunner().invoke(main, [*command, "report", unit, year, "--out", str(tmp_path / "x.docx")])
    assert run.exit_code == 2
    assert said in run.output
    assert not (tmp_path / "x.docx").exists()
