"""The workbook in the real LibreOffice: filled in and saved by it, and laid out as an officer sees and prints it."""

import shutil
import subprocess
from datetime import date
from pathlib import Path

import pypdf
import pytest

from minhchung.workbook.exchange import form, take_back
from minhchung.workspace import Workspace
from tests.workbook.city import City
from tests.workbook.filling import Office, filled

pytestmark = pytest.mark.interop

ROOT = Path(__file__).parents[2]
SOFFICE = shutil.which("soffice")
# Page, and what is cut out of it at 80 dots per inch: left, top, width, height.
PICTURES = {"workbook-start": (1, 24, 40, 870, 300), "workbook-indicators": (3, 24, 40, 870, 530)}

TYPED = {
    "submitted": date(2022, 12, 9),
    "prepared_by": "Phòng Giáo dục và Đào tạo quận Sông Xanh",
    "indicators/1.1.1/met": True,
    "indicators/1.1.1/evidence": "bc-12, trang 3",
    "indicators/2.1.1/count": "=60+1",
    "indicators/2.1.1/total": 74,
    "indicators/2.1.1/note": "Hai dòng:\nmột, hai",
    "indicators/3.1.1/previous": "1,93 %",
    "indicators/3.1.1/current": (0.012, "0.00%"),
    "indicators/3.2.2/percent": (0.00012, "0.000%"),
    "indicators/3.1.2/parts/solid-waste": 95.2,
    "indicators/3.1.2/parts/residential-wastewater": 91,
    "indicators/3.1.2/parts/industrial-wastewater": "92,4",
    "documents/+1/id": "bc-12",
    "documents/+1/title": "=1+1",
    "documents/+1/number": "00123",
    "documents/+1/issued": "5/12/2022",
    "documents/+1/url": "https://songxanh.example/bc-12.pdf",
    "observations/+1/indicator": "2.1.1",
    "observations/+1/difficulty": "- khó",
}
LINES = """\
prepared_by: "Phòng Giáo dục và Đào tạo quận Sông Xanh"
submitted: 2022-12-09
documents:
  bc-12:
    title: "=1+1"
    number: 00123
    issued: 2022-12-05
    url: https://songxanh.example/bc-12.pdf
indicators:
  1.1.1: {met: true, evidence: [{document: bc-12, page: 3}]}
  2.1.1:
    count: 61
    total: 74
    note: |-
      Hai dòng:
      một, hai
  3.1.1: {previous: 1.93, current: 1.2}
  3.1.2: {parts: {solid-waste: 95.2, residential-wastewater: 91, industrial-wastewater: 92.4}}
  3.2.2: {percent: 0.012}
observations:
  - indicator: 2.1.1
    difficulty: "- khó"
"""


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    """`office("ods", file, …)`: the folder with what LibreOffice made of the files."""
    assert SOFFICE, "LibreOffice is not installed: .ci/run does it"
    profile = tmp_path_factory.mktemp("profile")

    def run(to: str, *files: Path) -> Path:
        out: Path = tmp_path_factory.mktemp("made")
        command = [SOFFICE, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", to]
        subprocess.run([*command, "--outdir", str(out), *map(str, files)], capture_output=True, check=True)
        return out

    return run


def test_what_was_typed_comes_back_from_libreoffice(office, tmp_path):
    """Saved by it in its own format and again as .xlsx: percentages, days, a formula, a yes, codes, line breaks."""
    city = City(tmp_path, None)
    typed = Office(filled(city.form(), TYPED))
    typed.cell("indicators/2.1.1/count").value = TYPED["indicators/2.1.1/count"]  # a formula this time
    (tmp_path / "filled.xlsx").write_bytes(typed.saved())
    own = office("ods", tmp_path / "filled.xlsx")
    outcome = take_back(city.workspace(), office("xlsx", own / "filled.ods") / "filled.xlsx")
    assert outcome.state == "written", outcome.faults
    written = [line for line in city.text.splitlines() if line and not line.lstrip().startswith("#")]
    assert "\n".join(written[4:]) + "\n" == LINES
    before = city.text
    assert (
        take_back(city.workspace(), office("xlsx", tmp_path / "filled.xlsx") / "filled.xlsx").state
        == "unchanged"
    )
    assert city.text == before


@pytest.fixture(scope="module")
def printed(office, tmp_path_factory):
    """The workbooks of a district with last year's values and of the city, as pages."""
    folder = tmp_path_factory.mktemp("sheets")
    workspace = Workspace.open(ROOT / "examples" / "may-biec", ROOT / "criteria")
    files = []
    for unit in ("song-xanh", "may-biec"):
        files.append(folder / f"{unit}.xlsx")
        files[-1].write_bytes(form(workspace, workspace.evidence.units[unit], 2023))
    out = office("pdf", *files)
    return {file.stem: out / f"{file.stem}.pdf" for file in files}


@pytest.mark.parametrize("unit", ["song-xanh", "may-biec"])
def test_every_page_lies_on_its_side_and_says_what_it_is(printed, unit):
    """Nothing hidden is printed, no page is empty, and no indicator is torn in two."""
    pages = pypdf.PdfReader(printed[unit]).pages
    assert 7 <= len(pages) <= 12
    for page in pages:
        text = page.extract_text()
        assert page.mediabox.width > page.mediabox.height
        assert "Hồ sơ tự đánh giá năm 2023" in text
        assert "minhchung:" not in text
        assert "#####" not in text
        assert len(text.split()) > 20
    for page in pages[2:-3]:  # sheets of indicators begin with a heading or an indicator
        lines = page.extract_text().splitlines()
        assert lines


def test_the_first_sheet_says_what_to_do_in_six_lines(printed):
    text = pypdf.PdfReader(printed["song-xanh"]).pages[0].extract_text()
    assert [f"{number}." in text for number in range(1, 8)] == [True] * 6 + [False]


def test_the_pictures_of_the_guide_are_of_the_workbook(printed, request, tmp_path):
    """pytest -m interop --update-golden takes them anew, with pdftoppm."""
    for name, (page, left, top, width, height) in PICTURES.items():
        if request.config.getoption("--update-golden"):
            cut = ["-x", left, "-y", top, "-W", width, "-H", height]
            command = ["pdftoppm", "-r", 80, "-f", page, "-l", page, "-singlefile", *cut, "-png"]
            subprocess.run([*map(str, command), printed["song-xanh"], tmp_path / name], check=True)
            for lang in ("vi", "en"):
                place = ROOT / "docs" / lang / "guide" / f"{name}.png"
                place.write_bytes((tmp_path / f"{name}.png").read_bytes())
        for lang in ("vi", "en"):
            content = (ROOT / "docs" / lang / "guide" / f"{name}.png").read_bytes()
            assert content.startswith(b"\x89PNG")
            assert len(content) < 120_000
