"""`minhchung compare` in real repositories: from any folder, on any evidence, and a sentence where it cannot."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner

from minhchung.cli import main
from tests.checking.cases import ROOT

NOTHING = "Không số liệu, tài liệu, kết luận hay mức độ nào thay đổi."
DOSSIER = "evidence/song-xanh/2022/self-assessment.yml"


class Repository:
    def __init__(self, root: Path) -> None:
        self.root = root
        root.mkdir()
        self.git("init", "--quiet", "--initial-branch=main")

    def git(self, *arguments: str) -> str:
        command = (
            "git",
            "-C",
            str(self.root),
            "-c",
            "user.name=a",
            "-c",
            "user.email=a@example.vn",
            *arguments,
        )
        environment = os.environ | {"GIT_CONFIG_GLOBAL": os.devnull}
        done = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
        return done.stdout.strip()

    def commit(self) -> str:
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message", "a change")
        return self.git("rev-parse", "HEAD")

    def edit(self, path: str, old: str, new: str) -> str:
        file = self.root / path
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new), encoding="utf-8")
        return self.commit()


@pytest.fixture
def repository(tmp_path, monkeypatch):
    """The fictional city as the evidence, a second copy of it as an example, and one figure changed in each."""
    made = Repository(tmp_path / "repository")
    shutil.copytree(ROOT / "criteria", made.root / "criteria")
    for folder in ("evidence", "examples/thu-nghiem"):
        for part in ("units.yml", "song-xanh/2022"):
            source, target = ROOT / "examples/may-biec" / part, made.root / folder / part
            target.parent.mkdir(parents=True, exist_ok=True)
            (shutil.copytree if source.is_dir() else shutil.copy)(source, target)
    made.commit()
    made.git("tag", "first")
    made.edit(DOSSIER, "count: 61", "count: 60")
    made.git("tag", "second")
    made.edit("examples/thu-nghiem/song-xanh/2022/self-assessment.yml", "count: 61", "count: 59")
    monkeypatch.chdir(made.root)
    return made


def compare(*arguments: object) -> tuple[int, str]:
    done = CliRunner().invoke(main, [str(argument) for argument in arguments])
    assert done.exception is None or isinstance(done.exception, SystemExit)
    return done.exit_code, done.output


@pytest.mark.parametrize("folder", [".", "criteria", "evidence/song-xanh/2022", "examples"])
def test_it_runs_in_every_folder_of_the_repository(repository, monkeypatch, folder):
    monkeypatch.chdir(repository.root / folder)
    status, text = compare("compare", "first")
    assert status == 0
    assert "số đạt `61` → `60`" in text
    assert "59" not in text


def test_other_evidence_is_compared_by_itself(repository, monkeypatch):
    status, text = compare("--evidence", "examples/thu-nghiem", "compare", "first")
    assert (status, "số đạt `61` → `59`" in text, "→ `60`" in text) == (0, True, False)
    assert NOTHING in compare("--evidence", "examples/thu-nghiem", "compare", "first", "second")[1]
    monkeypatch.chdir(repository.root / "criteria")
    assert "`61` → `59`" in compare("--evidence", "../examples/thu-nghiem", "compare", "first")[1]


def test_what_is_not_committed_is_in_no_revision(repository):
    (repository.root / DOSSIER).write_text("{", encoding="utf-8")
    assert NOTHING in compare("compare", "HEAD", "HEAD")[1]


def test_a_document_replaced_under_the_same_name_is_seen_in_git(repository):
    (repository.root / "evidence/song-xanh/2022/documents/64-NQ-HDND.pdf").write_bytes(b"%PDF-1.7 another")
    repository.commit()
    assert "Tài liệu `nq-64` vẫn giữ tên cũ nhưng đã khác ở nội dung tệp." in compare("compare", "second")[1]


def test_a_link_in_place_of_a_dossier_is_not_followed(repository):
    secret = repository.root.parent / "secret.yml"
    secret.write_text("prepared_by: mat-khau\n", encoding="utf-8")
    (repository.root / DOSSIER).unlink()
    (repository.root / DOSSIER).symlink_to(secret)
    repository.commit()
    status, text = compare("compare", "second")
    assert (status, "mat-khau" in text, "nay không đọc được" in text) == (0, False, True)


def test_a_renamed_unit_is_told_as_one_that_goes_and_one_that_comes(repository):
    repository.git("mv", "evidence/song-xanh", "evidence/song-xanh-moi")
    for path in (repository.root / "evidence").rglob("*.yml"):
        text = path.read_text(encoding="utf-8")
        path.write_text(
            text.replace("unit: song-xanh\n", "unit: song-xanh-moi\n").replace(
                "id: song-xanh\n", "id: song-xanh-moi\n"
            ),
            encoding="utf-8",
        )
    repository.commit()
    status, text = compare("compare", "second")
    assert status == 0
    assert "bỏ đơn vị `song-xanh` (`Quận Sông Xanh`)" in text
    assert "thêm đơn vị `song-xanh-moi` (`Quận Sông Xanh`)" in text
    assert "“không có kết quả” → “Đủ điều kiện mức độ 2”" in text


CANNOT = {
    "no such revision": (["no-such"], "Kho git không có phiên bản «no-such»"),
    "an option for git": (["--", "--output=x"], "Kho git không có phiên bản «--output=x»"),
    "no commit": (["first^{tree}"], "Kho git không có phiên bản «first^{tree}»"),
    "the head has no evidence": (["second", "empty"], "Không tìm thấy thư mục «evidence (empty)»"),
    "the base has no evidence": (["empty", "second"], "Không tìm thấy thư mục «evidence (empty)»"),
}


@pytest.mark.parametrize("name", CANNOT)
def test_what_cannot_be_compared_is_told_in_a_sentence(repository, name):
    arguments, sentence = CANNOT[name]
    repository.git("switch", "--quiet", "--orphan", "empty")
    repository.git("commit", "--quiet", "--allow-empty", "--message", "nothing")
    repository.git("switch", "--quiet", "main")
    status, text = compare("compare", *arguments)
    assert status == 2
    assert text.startswith("Lỗi: ")
    assert sentence in text
    assert len(text.splitlines()) == 1


def test_an_empty_repository_has_no_revision(tmp_path, monkeypatch):
    made = Repository(tmp_path / "empty")
    (made.root / "evidence").mkdir()
    (made.root / "criteria").mkdir()
    monkeypatch.chdir(made.root)
    status, text = compare("compare", "HEAD")
    assert (status, "Kho git không có phiên bản «HEAD»" in text) == (2, True)


def test_no_repository_has_no_revision(tmp_path, monkeypatch):
    (tmp_path / "evidence").mkdir()
    (tmp_path / "criteria").mkdir()
    monkeypatch.chdir(tmp_path)
    status, text = compare("compare", "HEAD")
    assert (status, "không nằm trong kho git nào" in text) == (2, True)


def test_a_shallow_clone_says_that_it_is_one(repository, tmp_path, monkeypatch):
    """It does not claim that the base does not exist, and it says what to type."""
    first = repository.git("rev-parse", "first")
    Repository(tmp_path / "shallow").git("pull", "--quiet", "--depth", "1", repository.root.as_uri(), "main")
    monkeypatch.chdir(tmp_path / "shallow")
    for base in (first, "HEAD~1"):
        status, text = compare("compare", base)
        assert (status, "git fetch --unshallow" in text) == (2, True)
    assert NOTHING in compare("compare", "HEAD")[1]
