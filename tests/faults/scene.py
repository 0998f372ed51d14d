"""Where commands are disturbed: a folder with one small repository and what people keep beside it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from minhchung.publishing import frames
from minhchung.workbook.exchange import form
from minhchung.workspace import Workspace
from tests import placeholder_site
from tests.checking.cases import HERE, ROOT
from tests.faults.disk import can_mount
from tests.history.story import NOBODY
from tests.workbook.city import DOSSIER
from tests.workbook.filling import filled

REPOSITORY = "kho"
FILE = "evidence/song-xanh/2022/self-assessment.yml"
ANSWERS = ("--name", "Thành phố Mây Biếc", "--units", "units.csv", "--year", "2026", "--languages", "vi")


@dataclass(frozen=True)
class Command:
    """A command as it is given in the repository of a scene, and what it is given to work on."""

    line: str
    scene: str = "city"  # which of the scenes below
    reads_git: bool = False

    @property
    def arguments(self) -> list[str]:
        return self.line.split()


# Every command that writes files, or something below .cache.
WRITING = {
    command.line: command
    for command in (
        Command("new song-xanh 2027"),
        Command("new doi-gio 2022"),
        Command("form write song-xanh 2022 --out ../moi.xlsx"),
        Command("form read ../da-dien.xlsx"),
        Command("form read ../da-nhan"),
        Command("documents add song-xanh 2022 ../Kế_hoạch.pdf"),
        Command("documents check --offline"),
        Command("report song-xanh 2022 --out ../ra/bao-cao.docx"),
        Command("report song-xanh 2022 --out ../bao-cao-cu.docx --overwrite"),
        Command("audit-pack song-xanh 2022 --out ../ra/kiem-toan.zip"),
        Command("generate"),
        Command("witness add ../so-moi.txt"),
        Command("witness add ../so.txt"),
        Command("check"),
        Command("assess"),
        Command("history song-xanh 2022"),
        Command("compare HEAD~1"),
        Command("init ../kho-moi --answers ../tra-loi.yml"),
        Command("update --apply", "made"),
        Command("build", "site"),
        Command("build --out ../trang-moi", "site"),
    )
}


@dataclass
class Ended:
    """How a command ended: `code` is negative where a signal ended it."""

    code: int
    out: str
    err: str
    points: list[str]
    alone: bool  # nothing that it started goes on


class Nursery:
    """The process whose forks are the commands, and a disk of its own of eight megabytes, where it may have one."""

    SIZE = 8 << 20

    def __init__(self) -> None:
        self._own = TemporaryDirectory(suffix="elsewhere")
        self.disk = Path(self._own.name, "disk")  # as commands see it
        self.disk.mkdir()
        disk = [str(self.disk), str(self.SIZE)] if can_mount() else []
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.child", *disk],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=NOBODY | {"MINHCHUNG_LANG": "vi", "TMPDIR": self._own.name},
            text=True,
        )
        assert self._process.stdout is not None
        process = json.loads(self._process.stdout.readline())["process"]
        self.seen = Path(f"/proc/{process}/root{self.disk}")  # as it is seen from here

    def run(self, folder: Path, arguments: list[str], **fault: Any) -> Ended:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        request = {"folder": str(folder), "arguments": arguments, "fault": fault}
        self._process.stdin.write(json.dumps(request) + "\n")
        self._process.stdin.flush()
        return Ended(**json.loads(self._process.stdout.readline()))

    def close(self) -> None:
        self._process.communicate()
        self._own.cleanup()


State = dict[str, bytes]


def state(folder: Path) -> State:
    """Every file but git's own, which no command but those that run git write; those are asked of git."""
    found = {}
    for here, folders, names in os.walk(folder):
        if ".git" in folders and not Path(here).name.startswith("."):
            folders.remove(".git")
            if not here.startswith("/proc/"):  # another process's disk: git cannot tell where it is
                told = git(Path(here), "log", "--topo-order", "--format=%T %s")
                told += git(Path(here), "status", "--porcelain")
                found[f"{Path(here).relative_to(folder)}/.git"] = told.encode()
        for name in names:
            path = Path(here, name)
            found[path.relative_to(folder).as_posix()] = path.read_bytes()
    return found


def git(root: Path, *arguments: str) -> str:
    who = ("-c", "user.name=a", "-c", "user.email=a@example.vn")
    command = ("git", "-C", str(root), *who, *arguments)
    return subprocess.run(command, env=NOBODY, check=True, capture_output=True, text=True).stdout


@dataclass
class Scenes:
    """The scenes, each made once and copied for every run."""

    folder: Path
    made: dict[str, Path] = field(default_factory=dict)

    def fresh(self, name: str, place: Path) -> Path:
        """A copy of the scene in `place`, whatever was there; its repository."""
        if name not in self.made:
            self.made[name] = self.folder / name
            getattr(self, f"_{name}")(self.made[name])
        shutil.rmtree(place, ignore_errors=True)
        shutil.copytree(self.made[name], place, symlinks=True)
        return place / REPOSITORY

    def _city(self, place: Path) -> None:
        """Criteria, one city, one dossier with a document, and what an officer has on her desk."""
        root = place / REPOSITORY
        shutil.copytree(ROOT / "criteria", root / "criteria")
        dossier = root / FILE
        (dossier.parent / "documents").mkdir(parents=True)
        shutil.copy(HERE / "units.yml", root / "evidence")
        shutil.copy(ROOT / ".gitattributes", root)
        dossier.write_text(DOSSIER, encoding="utf-8")
        (root / ".github").mkdir()
        (root / ".github" / "owners.yml").write_text(OWNERS, encoding="utf-8")
        schema = root / "criteria" / "hai-phong-2022" / "schema"
        (schema / "district.reply.json").unlink(missing_ok=True)
        (schema / "cu.json").write_text("{}", encoding="utf-8")
        (schema / "district.decision.json").write_text("{}", encoding="utf-8")
        git(root, "init", "--quiet", "--initial-branch=main")
        _commit(root)
        workspace = Workspace.open(root / "evidence", root / "criteria")
        units = workspace.evidence.units
        (place / "da-nhan").mkdir()
        for name, unit, cells in (
            ("da-dien.xlsx", "song-xanh", {"indicators/2.1.1/count": 62}),
            ("da-nhan/1.xlsx", "song-xanh", {"indicators/3.2.2/percent": 0.013}),
            ("da-nhan/2.xlsx", "doi-gio", {"prepared_by": "UBND huyện Đồi Gió"}),
        ):
            (place / name).write_bytes(filled(form(workspace, units[unit], 2022), cells))
        dossier.write_text(DOSSIER.replace("current: 1.20", "current: 1.21"), encoding="utf-8")
        _commit(root)
        (place / "Kế_hoạch.pdf").write_bytes(b"%PDF-1.7 " + b"x" * 5000)
        (place / "bao-cao-cu.docx").write_bytes(b"a report of old" * 500)
        (place / "units.csv").write_text("Mã;Tên\n1;Quận Lá Phong\n2;Huyện Cỏ May\n", encoding="utf-8")
        (place / "tra-loi.yml").write_text(
            "name: Thành phố Mây Biếc\nunits: units.csv\nyear: 2026\nlanguages: vi\n", encoding="utf-8"
        )
        _main(root, "witness", "add", "../so.txt")
        (root / "ghi-chu.txt").write_text("x", encoding="utf-8")
        _commit(root)

    def _made(self, place: Path) -> None:
        """A repository that `init` made, where an answer has changed since."""
        self.fresh("city", place)
        shutil.rmtree(place / REPOSITORY)
        _main(place, "init", REPOSITORY, "--answers", "tra-loi.yml")
        answers = place / REPOSITORY / ".minhchung.yml"
        text = answers.read_text("utf-8").replace("Thành phố Mây Biếc", "Thành phố Lá Phong")
        answers.write_text(text, encoding="utf-8")
        _commit(place / REPOSITORY)

    def _site(self, place: Path) -> None:
        """The city with its site, of a commit before."""
        root = self.fresh("city", place)
        for configs in frames.CONFIGS:
            for config in configs.values():
                shutil.copy(ROOT / config, root)
        (root / "examples" / "may-biec").mkdir(parents=True)
        shutil.copy(ROOT / "examples" / "may-biec" / "units.yml", root / "examples" / "may-biec")
        frames.load(ROOT, placeholder_site.CACHE)  # MkDocs need not run again
        shutil.copytree(placeholder_site.CACHE, root / ".cache" / "minhchung" / "frames")
        _main(root, "build")
        _commit(root)


OWNERS = "organisation: may-biec\nmaintainers: quan-tri\nstanding_agency: so-gddt\ncommittee: ubnd\n"


def _commit(root: Path) -> None:
    if not (root / ".gitignore").exists():
        (root / ".gitignore").write_text(".cache/\nsite/\n", encoding="utf-8")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", "a change")


def _main(folder: Path, *arguments: str) -> None:
    command = (sys.executable, "-c", "from minhchung.cli import main; main()", *arguments)
    subprocess.run(command, cwd=folder, env=NOBODY, check=True, capture_output=True)
