"""Repositories of three cities, made, built, used and brought to a newer version by the wheel alone.

An environment that holds nothing but the locked dependencies and the wheel; the commands are those that the
workflows of the repositories run.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from minhchung.publishing import files
from minhchung.publishing.checker import faults

pytestmark = pytest.mark.interop

ROOT = Path(__file__).parents[2]
BIN = Path(sys.executable).parent
SOURCES = (
    *("pyproject.toml", "README.md", "LICENSE", "LICENSE-DATA", "SECURITY.md", ".github", "criteria", "docs"),
    *(".editorconfig", ".gitattributes", ".gitignore", "examples", "overrides", "scripts", "evidence"),
)
DOSSIER = """\
unit: {unit}
year: 2026
criteria: {criteria}
origin: submission
prepared_by: Ủy ban nhân dân
submitted: 2026-11-20
documents:
  bc-1:
    title: Báo cáo kết quả
    number: 12/BC-UBND
    issuer: Ủy ban nhân dân
    issued: 2026-11-02
    url: https://van-ban.example/12-bc-ubnd.pdf
indicators:
  {declared}: {{met: true, evidence: [bc-1]}}
  {share}: {{count: {count}, total: 20, evidence: [bc-1]}}
"""


class Environment:
    """The new environment, and a folder for the repositories."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.bin = folder, folder / "venv" / "bin"
        self._uv("venv", "--quiet", "--python", sys.executable, str(folder / "venv"))
        self._install("--require-hashes", "--requirement", str(ROOT / "requirements.lock"))

    def _uv(self, *arguments: str) -> None:
        subprocess.run([BIN / "uv", *arguments], check=True)

    def _install(self, *what: str) -> None:
        self._uv("pip", "install", "--quiet", "--python", str(self.bin / "python"), *what)

    def use(self, wheel: Path) -> None:
        self._install("--no-deps", "--reinstall", str(wheel))

    def run(self, place: Path, *command: str, code: int = 0) -> str:
        """What a command says in `place`; its exit code must be `code`."""
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "VIRTUAL", "MINHCHUNG"))}
        done = subprocess.run(
            command,
            cwd=place,
            env={**kept, "PATH": f"{self.bin}{os.pathsep}{os.environ['PATH']}", **IDENTITY},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == code, done.stdout
        return done.stdout

    def make(self, place: Path, target: str) -> str:
        """`make` as a workflow runs it, with this environment for the one that it would install."""
        link = place / ".venv"
        if not link.exists():
            link.symlink_to(self.folder / "venv")
        (link / ".installed").touch()
        return self.run(place, "make", target)


IDENTITY = {
    **{f"GIT_{role}_NAME": "UBND" for role in ("AUTHOR", "COMMITTER")},
    **{f"GIT_{role}_EMAIL": "van-thu@ubnd.example" for role in ("AUTHOR", "COMMITTER")},
}


def wheel(source: Path, out: Path) -> Path:
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(out)]
    subprocess.run(command, cwd=source, check=True, capture_output=True)
    (found,) = out.glob("*.whl")
    return found


@pytest.fixture(scope="module")
def wheels(tmp_path_factory) -> tuple[Path, Path]:
    """The version before (another number, another workflow, a page without its last line), and this one."""
    folder = tmp_path_factory.mktemp("wheels")
    older = folder / "older"
    older.mkdir()
    for name in (*SOURCES, *(path.name for path in ROOT.glob("mkdocs*.yml"))):
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, older / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / name, older)
    version = older / "scripts/minhchung/__init__.py"
    text = version.read_text(encoding="utf-8")
    assert "0.1.0" in text
    version.write_text(text.replace("0.1.0", "0.0.9"), encoding="utf-8")
    workflow = older / ".github/workflows/check.yml"
    text = workflow.read_text(encoding="utf-8")
    workflow.write_text(text.replace("timeout-minutes: 15", "timeout-minutes: 14"), encoding="utf-8")
    return wheel(older, folder / "first"), wheel(ROOT, folder / "second")


@pytest.fixture(scope="module")
def environment(tmp_path_factory) -> Environment:
    return Environment(tmp_path_factory.mktemp("environment"))


def submits_and_mends(environment: Environment, place: Path, unit: str, **figures: str) -> None:
    """A dossier with a fault is told so and breaks nothing else; mended, it is on the site."""
    environment.run(place, "minhchung", "new", unit, "2026")
    file = place / "evidence" / unit / "2026" / "self-assessment.yml"
    schema = file.read_text(encoding="utf-8").partition("\n")[0]
    assert (file.parent / schema.rpartition("=")[2]).is_file()
    file.write_text(DOSSIER.format(unit=unit, count=25, **figures), encoding="utf-8")
    said = environment.run(place, "minhchung", "check", code=1)
    assert "(25)" in said
    assert "1 lỗi" in said
    file.write_text(DOSSIER.format(unit=unit, count=15, **figures), encoding="utf-8")
    environment.make(place, "test")
    environment.run(place, "git", "add", "evidence")
    environment.run(place, "git", "commit", "--quiet", "--message", f"{unit} 2026: tự đánh giá (#1)")
    assert "15 trên 20" in environment.run(place, "minhchung", "explain", unit, "2026")


def site(environment: Environment, place: Path) -> dict[str, bytes]:
    environment.make(place, "site")
    made = files.read(place / "site")
    assert [
        fault for fault in faults(made) if not fault.file.startswith("admin/")
    ] == []  # the form has a policy
    return {path: content for path, content in made.items() if not path.startswith("admin/")}  # of its own


def test_three_cities(environment, wheels):
    """Thirty units and an older version; an edition of its own; the fictional city with its history."""
    before, now = wheels
    table = environment.folder / "units.csv"
    rows = "".join(
        f"{900 + number};{'Quận' if number % 2 else 'Huyện'} Hoa {number}\n" for number in range(30)
    )
    table.write_text(f"\ufeffMã;Tên\n{rows}", encoding="utf-8")

    environment.use(before)
    large = environment.folder / "large"
    options = ("--name", "Thành phố Hoa Giấy", "--units", str(table), "--year", "2026", "--languages", "vi")
    environment.run(environment.folder, "minhchung", "init", "large", *options)
    assert (large / "requirements.txt").read_text() == "minhchung==0.0.9\n"
    environment.make(large, "test")
    submits_and_mends(
        environment, large, "hoa-7", criteria="hai-phong-2022/district", declared="1.1.1", share="2.1.1"
    )
    readme = large / "README.md"
    readme.write_text(readme.read_text(encoding="utf-8") + "\nLiên hệ: Phòng 7.\n", encoding="utf-8")
    environment.run(large, "git", "commit", "--quiet", "--all", "--message", "Liên hệ")

    environment.use(now)
    shown = environment.run(large, "minhchung", "update")
    assert ".github/workflows/check.yml" in shown
    assert "README.md" not in shown
    environment.run(large, "minhchung", "update", "--apply")
    assert (large / "requirements.txt").read_text() == "minhchung==0.1.0\n"
    assert readme.read_text(encoding="utf-8").endswith("Liên hệ: Phòng 7.\n")
    here = ROOT / ".github/workflows/check.yml"
    assert (large / ".github/workflows/check.yml").read_bytes() == here.read_bytes()
    environment.run(large, "minhchung", "compare", "HEAD~1", "HEAD")
    environment.run(large, "minhchung", "documents", "check", "--offline")
    made = site(environment, large)
    assert "Chưa nộp hồ sơ" in made["units/hoa-8/2026/index.html"].decode()
    assert "15/20" in made["units/hoa-7/2026/index.html"].decode()
    assert "vi-du/units/song-xanh/2022/index.html" in made

    own = environment.folder / "own"
    table.write_text("Mã,Tên\nP1,Phường Đèn Biển\nX1,Xã Hoa Bèo\n", encoding="utf-8")
    options = (
        "--name",
        "Tỉnh Lá Sen",
        "--units",
        str(table),
        "--edition",
        "xa-phuong-vi-du",
        "--year",
        "2026",
    )
    environment.run(environment.folder, "minhchung", "init", "own", *options, "--languages", "vi")
    submits_and_mends(
        environment, own, "den-bien", criteria="xa-phuong-vi-du/district", declared="K.1.1", share="K.1.3"
    )
    made = site(environment, own)
    for path, content in made.items():
        if path.endswith(".html"):
            assert "mc-fictional" in content.decode(), path
    assert "phường, xã" in made["index.html"].decode()

    example = environment.folder / "example"
    environment.run(environment.folder, "minhchung", "init", "example", "--example", "--languages", "vi")
    environment.make(example, "test")
    file = example / "evidence/song-xanh/2024/self-assessment.yml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("submitted:", "submited:"), encoding="utf-8")
    assert "submitted" in environment.run(example, "minhchung", "check", code=1)
    file.write_text(text, encoding="utf-8")
    made = site(environment, example)
    assert "62 → 61" in made["report/index.html"].decode()
