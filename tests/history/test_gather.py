"""What the commands and the pages are told of the past of a workspace: real git, one story."""

import json
import shutil
from types import SimpleNamespace

import pytest
from click.testing import CliRunner

from minhchung.cli import main
from minhchung.history.gather import past
from minhchung.history.past import since
from minhchung.workspace import Workspace
from tests.checking.cases import ROOT
from tests.history.story import (
    COMMITTEE,
    DECISION,
    FOLDER,
    SELF,
    STRANGER,
    VERIFICATION,
    VERIFIER,
    Repo,
    submission,
)

UNITS = (
    "units:\n"
    "  - {id: may-biec, code: M, name: Thành phố Mây Biếc, type: thành phố}\n"
    "  - {id: song-xanh, code: M1, name: Quận Sông Xanh, type: quận, parent: may-biec, pilot: true, communes: []}\n"
)
NOW = ("quan-song-xanh", 2022)


@pytest.fixture(scope="module")
def story(tmp_path_factory):
    """Submitted in time, corrected after the deadline, verified, decided, changed in silence, renamed."""
    repo = Repo(tmp_path_factory.mktemp("gather") / "repo")
    shutil.copytree(ROOT / "criteria", repo.root / "criteria")
    repo.commit("Quy tắc", {"evidence/units.yml": UNITS}, "2022-12-01T08:00:00+07:00")
    repo.commit("Nộp", {SELF: submission(count=58)}, "2022-12-10T09:00:00+07:00")
    district = repo.root / "criteria" / "hai-phong-2022" / "district.yml"
    text = district.read_text("utf-8")
    ruled = {"criteria/hai-phong-2022/district.yml": text.replace("percent: 70", "percent: 60")}
    repo.commit("Quy tắc mới", ruled, "2022-12-15T08:00:00+07:00")
    repo.commit("Đính chính", {SELF: submission(count=61)}, "2022-12-16T09:00:00+07:00")
    repo.commit(
        "Thẩm định", {f"{FOLDER}/verification.yml": VERIFICATION}, "2022-12-20T09:00:00+07:00", VERIFIER
    )
    repo.commit("Quyết định", {f"{FOLDER}/decision.yml": DECISION}, "2022-12-28T09:00:00+07:00", COMMITTEE)
    repo.commit("Sửa lỗi chính tả", {SELF: submission(count=70)}, "2022-12-29T09:00:00+07:00", STRANGER)
    repo.git("mv", "evidence/song-xanh", "evidence/quan-song-xanh")
    files = {
        f"evidence/quan-song-xanh/2022/{name}": content.replace("unit: song-xanh", "unit: quan-song-xanh")
        for name, content in {
            "self-assessment.yml": submission(count=70),
            "verification.yml": VERIFICATION,
            "decision.yml": DECISION,
        }.items()
    }
    files["evidence/units.yml"] = UNITS.replace("song-xanh", "quan-song-xanh")
    repo.commit("Đổi mã", files, "2023-01-05T09:00:00+07:00")
    workspace = Workspace.open(repo.root / "evidence", repo.root / "criteria")
    assert not workspace.checked.has_errors
    return SimpleNamespace(repo=repo, past=past(workspace))


def test_the_state_at_the_deadline_is_that_of_the_day_before_under_the_rules_of_then(story):
    (then,) = story.past.then[2022]
    assert then.day == "2022-12-15"
    result = then.result(NOW, "self")
    assert (result.unit, result.findings["2.1.1"].claim.value.count) == ("song-xanh", 58)
    assert result.findings["2.1.1"].level == 1  # 78.38 %, by bands that nobody changed
    assert then.results is not None


def test_what_changed_since_the_deadline_is_told_once_for_each_value(story):
    (then,) = story.past.then[2022]
    found = since(story.past.changes[NOW], then.rank)
    assert [(c.indicator, c.field, c.old, c.new) for c in found if c.indicator] == [
        ("2.1.1", "count", 58, 70)
    ]


def test_marks_follow_a_dossier_through_its_new_name(story):
    marks = story.past.marks[NOW]
    assert [(m.change.new, m.after) for m in marks.of("2.1.1")] == [
        (61, {"deadline"}),
        (70, {"deadline", "verification", "decision"}),
    ]
    assert list(marks.stale) == ["2.1.1"]


def assessed(repo, monkeypatch, *options):
    monkeypatch.chdir(repo.root)
    result = CliRunner().invoke(main, ["--lang", "vi", "assess", *options], catch_exceptions=False)
    return result.stdout, result.stderr


def test_assess_says_which_verdicts_are_about_earlier_values(story, monkeypatch):
    results = json.loads(assessed(story.repo, monkeypatch, "--format", "json")[0])["results"]
    assert {(r["unit"], r["basis"]): r["stale"] for r in results if "stale" in r} == {
        ("quan-song-xanh", "verified"): ["2.1.1"]
    }
    assert "; sửa sau khi thẩm định: 2.1.1" in assessed(story.repo, monkeypatch)[0]


def test_nothing_is_stale_before_it_changes(story, monkeypatch):
    printed, _ = assessed(story.repo, monkeypatch, "--at", "2022-12-28", "--format", "json")
    assert "stale" not in printed


def test_a_clone_without_history_says_that_it_cannot_tell(story, tmp_path, monkeypatch):
    clone = Repo(tmp_path / "clone")
    clone.git("pull", "--quiet", "--depth=1", f"file://{story.repo.root}", "main")
    printed, said = assessed(clone, monkeypatch, "--format", "json")
    assert json.loads(printed)["results"]
    assert "không biết số liệu có bị sửa sau khi thẩm định hay không" in said


def test_evidence_in_no_repository_has_results_and_no_history(story, tmp_path, monkeypatch):
    for name in ("evidence", "criteria"):
        shutil.copytree(story.repo.root / name, tmp_path / name)
    monkeypatch.chdir(tmp_path)
    printed = CliRunner().invoke(main, ["assess", "--format", "json"], catch_exceptions=False)
    assert "stale" not in printed.stdout
    assert printed.stderr == ""


def test_before_the_first_commit_there_was_nothing(tmp_path):
    repo = Repo(tmp_path / "late")
    shutil.copytree(ROOT / "criteria", repo.root / "criteria")
    repo.commit("Tất cả", {"evidence/units.yml": UNITS, SELF: submission()}, "2024-03-01T08:00:00+07:00")
    (then,) = past(Workspace.open(repo.root / "evidence", repo.root / "criteria")).then[2022]
    assert (then.commit, then.result(("song-xanh", 2022), "self")) == (None, None)


def test_a_dossier_that_had_an_error_is_said_to_have_had_one(tmp_path):
    repo = Repo(tmp_path / "faulty")
    shutil.copytree(ROOT / "criteria", repo.root / "criteria")
    repo.commit("Nộp", {"evidence/units.yml": UNITS, SELF: submission(count=99)}, "2022-12-10T08:00:00+07:00")
    repo.commit("Sửa", {SELF: submission(count=61)}, "2022-12-20T08:00:00+07:00")
    (then,) = past(Workspace.open(repo.root / "evidence", repo.root / "criteria")).then[2022]
    assert then.was_faulty(("song-xanh", 2022))
