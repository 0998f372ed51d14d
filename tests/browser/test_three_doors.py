"""One story through every door: a workbook filled in LibreOffice, a value corrected in the browser form, what the
reviewer is told, and the report with the final values.
"""

import json
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from minhchung.checking.shape import Shapes
from minhchung.cli import main
from minhchung.workbook.exchange import form as workbook
from minhchung.workbook.exchange import take_back
from minhchung.workbook.fields import flat
from minhchung.workspace import Workspace
from minhchung.yaml.strict import read
from tests.browser import test_editor
from tests.browser.test_editor import BRANCH, CITY, FILE, UNIT, YEAR, entry, git, save, type_in
from tests.dossiers import edition
from tests.workbook.filling import cells_of, filled

SOFFICE = shutil.which("soffice")

forge, form = test_editor.forge, test_editor.form  # the form opens on the repository below


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """The city's units, and a dossier that came as a workbook: typed by an officer, saved by LibreOffice."""
    assert SOFFICE, "LibreOffice is not installed: .ci/run does it"
    root = tmp_path / "repository"
    shutil.copytree(Path("criteria").resolve(), root / "criteria")
    (root / "evidence").mkdir()
    shutil.copy(CITY / "units.yml", root / "evidence")
    git(root, "init", "--quiet", "--initial-branch=main")
    git(root, "config", "user.name", "officer")
    git(root, "config", "user.email", "officer@song-xanh.example")
    workspace = Workspace.open(root / "evidence", root / "criteria")
    content = workbook(workspace, workspace.evidence.units[UNIT], YEAR)
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "song-xanh.xlsx").write_bytes(filled(content, cells_of(example())))
    command = [SOFFICE, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless"]
    command += ["--convert-to", "xlsx", "--outdir", str(tmp_path), str(tmp_path / "in" / "song-xanh.xlsx")]
    subprocess.run(command, capture_output=True, check=True)
    shutil.copytree(CITY / UNIT / str(YEAR) / "documents", root / "evidence" / UNIT / str(YEAR) / "documents")
    outcome = take_back(workspace, tmp_path / "song-xanh.xlsx")
    assert outcome.state == "written", (outcome.faults, outcome.problems)
    git(root, "add", ".")
    git(root, "commit", "--quiet", "--message", "Hồ sơ của quận Sông Xanh, từ bảng tính")
    return root


def example():
    """What the dossier of the fictional district says, value by value."""
    district = edition().sets["district"]
    shape = Shapes(edition())["district.self-assessment.json"]
    content = (CITY / UNIT / str(YEAR) / "self-assessment.yml").read_bytes()
    return flat(shape.of(read(FILE, content)[0])[0], district, YEAR)


def test_a_dossier_goes_through_every_door(form, repository, tmp_path, monkeypatch):
    first = git(repository, "show", f"main:{FILE}")
    assert (
        "  2.1.2: {count: 11, total: 12, evidence: [qd-4567], note: Phường Hàng Dừa xếp loại Trung bình.}"
        in first
    )
    assert not re.search(r"^  # \d\.\d\.\d: ", first, re.MULTILINE)  # every sample has made room

    box = entry(form, "3.1.2")
    box.get_by_role("button", name="Mở ra").first.click()
    parts = entry(box, "parts")
    parts.get_by_role("button", name="Mở ra").first.click()
    type_in(parts, "solid-waste", "96,50")
    save(form)

    monkeypatch.chdir(repository)
    assert "95,2" in run("compare", "main", BRANCH)
    (dossier,) = json.loads(run("compare", "main", BRANCH, "--format", "json"))["dossiers"]
    (value,) = dossier["values"]  # and nothing else, though the form has written the file anew
    assert (value["indicator"], value["old"], value["new"]) == ("3.1.2", "95.2", "96.50")

    git(repository, "merge", "--quiet", "--no-edit", BRANCH)
    run("report", UNIT, str(YEAR), "--out", "bao-cao.docx")
    with zipfile.ZipFile(repository / "bao-cao.docx") as report:
        words = re.sub("<[^>]+>", " ", report.read("word/document.xml").decode())
    assert "96,50" in words
    assert "95,2" not in words

    result = CliRunner().invoke(
        main, ["form", "read", str(tmp_path / "song-xanh.xlsx")]
    )  # the same workbook once more
    assert result.exit_code == 1
    assert "trong bảng tính «95,2», trong tệp nay «96,50», trước đó «(trống)»" in result.output
    assert result.output.count("trong bảng tính «") == 1
    assert "solid-waste: 96.50" in (repository / FILE).read_text("utf-8")


def run(*arguments: str) -> str:
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 0, result.output
    return result.output
