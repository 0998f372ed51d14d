"""--at DATE: the state at the end of a day at UTC+7, under the rules of then. Real git."""

import json
import shutil

import pytest
from click.testing import CliRunner

from minhchung.cli import main
from minhchung.git import ShallowError, commit_on
from tests.checking.cases import ROOT
from tests.history.story import SELF, Repo, submission

LOWER, HIGHER = submission(count=40), submission(count=61)
UNITS = "units:\n  - {id: may-biec, code: M, name: Thành phố Mây Biếc, type: thành phố}\n  - {id: song-xanh, code: M1, name: Quận Sông Xanh, type: quận, parent: may-biec, pilot: true, communes: []}\n"


class Told(Repo):
    """A repository that remembers the commits of its story by what happened in them."""

    submitted: str
    corrected: str
    ruled: str
    backdated: str


@pytest.fixture(scope="module")
def repo(tmp_path_factory):
    """A submission; a correction in the first half hour of the deadline's day; rules that are changed later."""
    repo = Told(tmp_path_factory.mktemp("at") / "repo")
    shutil.copytree(ROOT / "criteria", repo.root / "criteria")
    repo.commit("Quy tắc", {"evidence/units.yml": UNITS}, "2022-12-01T08:00:00+07:00")
    repo.submitted = repo.commit("Nộp", {SELF: LOWER}, "2022-12-10T08:00:00+07:00")
    repo.branch("side")
    repo.commit("Sửa", {SELF: HIGHER}, "2022-12-13T08:00:00+07:00")
    repo.on("main")
    # 00:30 on the 15th in Hải Phòng, still the 14th at UTC. The branch is older; what counts is when it came.
    repo.corrected = repo.merge("side", "Merge pull request #3 from side", "2022-12-14T17:30:00+00:00")
    district = repo.root / "criteria" / "hai-phong-2022" / "district.yml"
    repo.ruled = repo.commit(
        "Quy tắc khác",
        {
            "criteria/hai-phong-2022/district.yml": district.read_text("utf-8").replace(
                "percent: 70", "percent: 95"
            )
        },
        "2023-02-01T08:00:00+07:00",
    )
    # Its clock claims a day before the deadline; it stands after a commit of 2023.
    repo.backdated = repo.commit("Lùi ngày", {SELF: submission(count=74)}, "2022-12-12T08:00:00+07:00")
    return repo


def run(repo, monkeypatch, *arguments):
    monkeypatch.chdir(repo.root)
    return CliRunner().invoke(main, ["--lang", "vi", *arguments], catch_exceptions=False)


def finding(repo, monkeypatch, at):
    printed = run(
        repo, monkeypatch, "assess", "--unit", "song-xanh", "--basis", "self", "--at", at, "--format", "json"
    )
    document = json.loads(printed.stdout)
    return document["revision"], document["results"][0]["indicators"]["2.1.1"]


def test_a_day_is_the_commit_in_force_at_its_end_in_viet_nam(repo, monkeypatch):
    assert finding(repo, monkeypatch, "2022-12-14") == (
        repo.submitted,
        {"status": "not-met", "level": 0, "value": "40/74"},
    )
    assert finding(repo, monkeypatch, "2022-12-15") == (
        repo.corrected,
        {"status": "met", "level": 2, "value": "61/74"},
    )


def test_the_rules_are_those_of_the_day(repo, monkeypatch):
    assert finding(repo, monkeypatch, "2023-01-31")[1]["status"] == "met"
    assert finding(repo, monkeypatch, "2023-02-01") == (
        repo.backdated,
        {"status": "met", "level": 3, "value": "74/74"},
    )


def test_a_clock_that_was_set_back_moves_no_commit(repo):
    """What stands after a commit of 2023 was not there in 2022."""
    assert commit_on(repo.root, "2022-12-13") == repo.submitted
    assert commit_on(repo.root, "2023-01-31") == repo.corrected


def test_explain_and_build_take_a_day_as_well(repo, monkeypatch):
    assert (
        "40 trên 74"
        in run(repo, monkeypatch, "explain", "song-xanh", "2022", "2.1.1", "--at", "2022-12-14").output
    )
    assert "--at REV|DATE" in run(repo, monkeypatch, "build", "--help").output


@pytest.mark.parametrize(
    ("at", "said"),
    [
        ("2021-01-01", "Đến hết ngày 2021-01-01 (giờ Việt Nam), kho git chưa có lần ghi nào."),
        ("2022-02-30", "Kho git không có phiên bản «2022-02-30»."),
        ("v9", "Kho git không có phiên bản «v9»."),
    ],
)
def test_what_is_no_day_of_the_repository_is_said_in_a_sentence(repo, monkeypatch, at, said):
    result = run(repo, monkeypatch, "assess", "--at", at)
    assert result.exit_code == 2
    assert said in result.output


def test_a_tag_that_looks_like_a_day_does_not_stand_in_for_it(repo, monkeypatch):
    repo.git("tag", "2022-12-14", repo.backdated)
    assert finding(repo, monkeypatch, "2022-12-14")[0] == repo.submitted
    assert finding(repo, monkeypatch, "tags/2022-12-14")[0] == repo.backdated


def test_a_clone_that_does_not_reach_back_says_so(repo, tmp_path):
    clone = Repo(tmp_path / "clone")
    clone.git("pull", "--quiet", "--depth=1", f"file://{repo.root}", "main")
    with pytest.raises(ShallowError):
        commit_on(clone.root, "2022-12-01")
