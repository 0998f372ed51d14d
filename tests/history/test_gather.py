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
from tests.history.a_year import NOW, UNITS, a_year
from tests.history.story import SELF, Repo, submission


@pytest.fixture(scope="module")
def story(tmp_path_factory):
    repo = a_year(tmp_path_factory.mktemp("gather") / "repo")
    workspace = Workspace.open(repo.root / "evidence", repo.root / "criteria")
    assert not workspace.checked.has_errors
    return SimpleNamespace(repo=repo, past=past(workspace))


def test_the_state_at_the_deadline_is_that_of_the_day_before_under_the_rules_of_then(story):
    (then,) = story.past.then[2022]
    assert then.day == "2022-12-15"
    assert then.keys[NOW] == ("song-xanh", 2022)
    assert then.files[NOW] == {"self-assessment.yml"}
    assert then.was(NOW, "self") == (("not-recognisable", 0, None), False)  # 64.86 %, below the 70 of then


def test_what_changed_since_the_deadline_is_told_once_for_each_value(story):
    (then,) = story.past.then[2022]
    found = since(story.past.changes[NOW], then.rank)
    assert [(c.indicator, c.field, c.old, c.new) for c in found if c.indicator] == [
        ("2.1.1", "count", 48, 70)
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
    assert (then.commit, then.was(("song-xanh", 2022), "self")) == (None, None)


def test_a_dossier_that_had_an_error_is_said_to_have_had_one(tmp_path):
    repo = Repo(tmp_path / "faulty")
    shutil.copytree(ROOT / "criteria", repo.root / "criteria")
    repo.commit("Nộp", {"evidence/units.yml": UNITS, SELF: submission(count=99)}, "2022-12-10T08:00:00+07:00")
    repo.commit("Sửa", {SELF: submission(count=61)}, "2022-12-20T08:00:00+07:00")
    (then,) = past(Workspace.open(repo.root / "evidence", repo.root / "criteria")).then[2022]
    assert then.files
    assert then.results
    assert then.was(("song-xanh", 2022), "self") is None
