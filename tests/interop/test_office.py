"""LibreOffice opens the tables as a district officer would: by a double click, in Vietnamese."""

import csv
import json
import shutil
import subprocess
from pathlib import Path

import pytest

from minhchung.opendata.as_csv import as_csv
from minhchung.opendata.tables import TABLES
from tests.opendata.cities import HOSTILE

pytestmark = pytest.mark.interop

SOFFICE = shutil.which("soffice")
UTF8, COMMA, SEMICOLON, QUOTE = 76, 44, 59, 34
ALL_SHEETS = f"csv:Text - txt - csv (StarCalc):{COMMA},{QUOTE},{UTF8},1,,0,false,true,false,false,false,-1"


@pytest.fixture(scope="module")
def convert(tmp_path_factory):
    """`convert(file, "xlsx")`: the folder with what LibreOffice made of it."""
    assert SOFFICE, "LibreOffice is not installed: .ci/run does it"
    profile = tmp_path_factory.mktemp("profile")

    def run(file: Path, to: str, *options: str) -> Path:
        out: Path = tmp_path_factory.mktemp("converted")
        command = [SOFFICE, f"-env:UserInstallation={profile.as_uri()}", "--headless", *options]
        subprocess.run([*command, "--convert-to", to, "--outdir", out, file], capture_output=True, check=True)
        return out

    return run


def rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def test_the_workbook_shows_what_assess_says(convert, data):
    """Every sheet of it, both languages; the results row by row."""
    out = convert(data / "minhchung.xlsx", ALL_SHEETS)
    assert len(list(out.iterdir())) == 23
    shown = rows(out / "minhchung-Các kết quả.csv")
    published = json.loads((data / "results.json").read_text("utf-8"))["results"]
    assert [(row["Năm"], row["Mức độ"]) for row in shown] == [
        (str(result["year"]), "" if result["level"] is None else str(result["level"])) for result in published
    ]
    english = rows(out / "minhchung-Results.csv")
    assert len(english) == len(shown)


def test_a_table_opens_with_its_vietnamese_letters(convert, data):
    """And the byte order mark, which tells Excel the encoding, is no letter of the first column's name.

    LibreOffice asks for the encoding in a dialogue, so without one it has to be told.
    """
    out = convert(data / "units.csv", ALL_SHEETS, f"--infilter=CSV:{COMMA},{QUOTE},{UTF8}")
    (made,) = out.iterdir()
    with (data / "units.csv").open(encoding="utf-8-sig", newline="") as lines:
        written = list(csv.DictReader(lines))
    opened = rows(made)
    assert opened[0].keys() == written[0].keys()
    assert [row["name"] for row in opened] == [row["name"] for row in written]


@pytest.mark.parametrize("separator", [COMMA, SEMICOLON], ids=["comma", "semicolon, as in Vietnamese"])
def test_no_hostile_text_becomes_a_formula(convert, tmp_path, separator):
    import openpyxl  # noqa: PLC0415 - only .ci/run installs it

    table = next(table for table in TABLES if table.name == "claims")
    file = tmp_path / "hostile.csv"
    file.write_bytes(as_csv(table, ({"unit": "x", "note": text} for text in HOSTILE)).content)
    # Every cell is evaluated as if it had been typed, which is the most that a spreadsheet may do.
    tokens = f"{separator},{QUOTE},{UTF8},1,,1066,false,true,false,false,false,0,true"
    out = convert(file, "xlsx", f"--infilter=CSV:{tokens}")
    book = openpyxl.load_workbook(out / "hostile.xlsx")
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert len(cells) > len(HOSTILE)
    assert [cell.value for cell in cells if cell.data_type == "f"] == []


def test_without_the_guard_it_would(convert, tmp_path):
    """So the test above tests something."""
    import openpyxl  # noqa: PLC0415

    file = tmp_path / "plain.csv"
    file.write_text("\ufeffa,b\r\nx,=1+1\r\n", encoding="utf-8")
    tokens = f"{COMMA},{QUOTE},{UTF8},1,,1066,false,true,false,false,false,0,true"
    out = convert(file, "xlsx", f"--infilter=CSV:{tokens}")
    assert openpyxl.load_workbook(out / "plain.xlsx").active["B2"].data_type == "f"
