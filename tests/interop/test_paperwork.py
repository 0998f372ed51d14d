"""LibreOffice lays the reports out: what an officer sees on opening or printing them."""

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pypdf
import pytest

from minhchung.paperwork.docx import written
from minhchung.paperwork.write_up import report
from tests.opendata.cities import HOSTILE
from tests.paperwork.reports import own, subject
from tests.publishing.small_city import self_assessment

pytestmark = pytest.mark.interop

SOFFICE = shutil.which("soffice")
PICTURES = {lang: Path(__file__).parents[2] / "docs" / lang / "guide" / "report.png" for lang in ("vi", "en")}


@pytest.fixture(scope="module")
def printed(tmp_path_factory):
    """Each report as the pages of a PDF; LibreOffice is started once for all of them."""
    assert SOFFICE, "LibreOffice is not installed: .ci/run does it"
    folder = tmp_path_factory.mktemp("reports")
    claims = {
        id_: claim | {"note": "rất dài " * 300} for id_, claim in self_assessment()["indicators"].items()
    }
    reports = {
        "district": replace(report(subject("song-xanh")), fictional=True),
        "city": report(subject("may-biec")),
        "hostile": own(observations=[{"difficulty": text, "proposal": text} for text in HOSTILE]),
        "long": own(indicators=claims, prepared_by="Phòng " * 100),
    }
    for name, made in reports.items():
        (folder / f"{name}.docx").write_bytes(written(made))
    command = [SOFFICE, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
    command += ["--convert-to", "pdf", "--outdir", str(folder), *map(str, folder.glob("*.docx"))]
    subprocess.run(command, capture_output=True, check=True)
    return {name: folder / f"{name}.pdf" for name in reports}


def pages(place: Path) -> list[str]:
    return [page.extract_text() for page in pypdf.PdfReader(place).pages]


def test_the_first_page_is_the_head_of_the_form(printed):
    """Country and motto each on a line of their own, and no number on the first page."""
    lines = [line.strip() for line in pages(printed["district"])[0].splitlines()]
    for line in ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "BÁO CÁO", "(DỰ THẢO)"):
        assert line in lines, lines
    assert "1" not in lines


def test_pages_are_numbered_from_the_second_on(printed):
    found = pages(printed["district"])
    assert 5 <= len(found) <= 8
    for number, text in enumerate(found[1:], 2):
        assert text.split()[0] == str(number)


def test_annexes_lie_on_their_side_and_the_rest_stands(printed):
    sizes = [
        tuple(round(float(side) / 72 * 25.4) for side in (page.mediabox.width, page.mediabox.height))
        for page in pypdf.PdfReader(printed["district"]).pages
    ]
    upright = sizes.index((297, 210))
    assert set(sizes[:upright]) == {(210, 297)}
    assert set(sizes[upright:]) == {(297, 210)}
    assert "PHỤ LỤC I" in pages(printed["district"])[upright]


@pytest.mark.parametrize("name", ["district", "city", "hostile", "long"])
def test_every_page_has_something_on_it_and_says_that_it_is_a_draft(printed, name):
    for text in pages(printed[name]):
        said, draft, _ = " ".join(text.split()).partition("DỰ THẢO lập từ kho minh chứng")
        assert draft
        assert len(said.split()) > 20, text


@pytest.mark.parametrize("name", ["district", "city"])
def test_the_signature_is_not_torn_from_its_place(printed, name):
    (signed,) = [text for text in pages(printed[name]) if "Nơi nhận:" in text]
    assert "./." in signed
    for part in ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "(Chữ ký, dấu của cơ quan)", "(Họ và tên)", "Lưu: VT."):
        assert part in signed


def test_the_city_shows_every_district(printed):
    text = " ".join(" ".join(pages(printed["city"])).split())
    for name in ("Quận Sông Xanh", "Huyện Đồi Gió", "Huyện Sao Biển", "Quận Hoa Nắng", "4567/QĐ-UBND"):
        assert name in text


def test_the_picture_of_the_guide_is_of_a_report(printed, request, tmp_path):
    """pytest -m interop --update-golden takes it anew, with pdftoppm."""
    if request.config.getoption("--update-golden"):
        command = ["pdftoppm", "-r", "64", "-f", "1", "-l", "1", "-singlefile", "-gray", "-png"]
        subprocess.run([*command, printed["district"], tmp_path / "page"], check=True)
        for place in PICTURES.values():
            place.write_bytes((tmp_path / "page.png").read_bytes())
    for place in PICTURES.values():
        assert place.read_bytes().startswith(b"\x89PNG")
        assert place.stat().st_size < 120_000
