"""The cache saves time and nothing else: whatever is in it, the history is that of git."""

import json

import pytest

from minhchung.history.cache import FOLDER, Cache
from minhchung.history.history import History
from tests.history.many_commits import make, one_more
from tests.history.story import SELF, Repo, submission


@pytest.fixture
def repo(tmp_path):
    found = Repo(tmp_path / "repo")
    found.commit("Nộp", {SELF: submission()})
    found.commit("Sửa", {SELF: submission(count=62).replace("1.20", "1.2")})
    found.commit("Hỏng", {SELF: "unit: [\n"})
    found.commit("Lại", {SELF: submission(count=63)})
    return found


def told(repo, *, cached=True):
    with History(repo.root, "evidence", cached=cached) as history:
        return history.changes("song-xanh")


def file_of(repo):
    (file,) = (repo.root / FOLDER).glob("*.json")
    return file


def test_what_was_kept_is_what_was_found(repo):
    found = told(repo)
    assert told(repo) == found == told(repo, cached=False)
    kept = Cache.load(repo.root)
    assert len(kept.records) == 4
    assert kept.differences
    assert [state.fault for state in kept.states.values()].count("yaml-syntax") == 1


def test_a_second_run_asks_git_for_no_content_of_a_known_pair(repo, monkeypatch):
    told(repo)
    monkeypatch.setattr("minhchung.history.history.Objects.read", None)
    with History(repo.root, "evidence") as history:
        assert [c.new for c in history.changes("song-xanh", initial=False) if c.field == "count"] == [62, 63]


def test_git_does_not_see_the_cache(repo):
    told(repo)
    assert repo.git("status", "--porcelain") == ""


@pytest.mark.parametrize(
    "damage",
    [
        lambda content: content[: len(content) // 2],
        lambda content: content.replace(b"61", b"99"),
        lambda _: b"",
        lambda _: b"\xff\xfe\n{}",
        lambda content: b"0" * 64 + content[64:],
    ],
)
def test_a_damaged_cache_is_made_anew(repo, damage):
    found = told(repo)
    file = file_of(repo)
    whole = file.read_bytes()
    file.write_bytes(damage(whole))
    assert told(repo) == found
    assert json.loads(file.read_bytes().partition(b"\n")[2]) == json.loads(whole.partition(b"\n")[2])


def test_a_cache_that_cannot_be_written_is_done_without(repo):
    (repo.root / ".cache").write_text("a file where a folder should be", encoding="utf-8")
    assert told(repo) == told(repo, cached=False)


def test_a_cache_that_the_repository_brings_is_not_believed(repo):
    told(repo)
    assert Cache.load(repo.root).records
    repo.git("add", "--force", "--", ".cache")
    brought = Cache.load(repo.root)
    assert (brought.file, brought.records) == (None, {})
    assert told(repo) == told(repo, cached=False)


def test_a_cache_of_other_code_is_left_aside_and_removed(repo):
    told(repo)
    file = file_of(repo)
    old = file.with_name("0123456789abcdef.json")
    file.rename(old)
    assert told(repo) == told(repo, cached=False)
    assert not old.exists()


def test_a_rewritten_history_is_told_as_it_is_now(repo):
    """A force-push: commits that are gone from git are gone from the history, and from the cache."""
    before = told(repo)
    gone = repo.head()
    repo.git("reset", "--quiet", "--hard", "HEAD~3")
    made = repo.commit("Viết lại", {SELF: submission(count=70)})
    after = told(repo)
    assert [(c.old, c.new, c.commit) for c in after if c.field == "count"][1:] == [(61, 70, made)]
    assert after == told(repo, cached=False)
    assert gone not in Cache.load(repo.root).records
    repo.git("reset", "--quiet", "--hard", gone)
    assert told(repo) == before


def test_the_organisations_are_those_of_today(repo):
    """Who stands behind an address is no fact of a commit."""
    assert {c.organisation for c in told(repo)} == {"chưa rõ tổ chức"}
    text = "organisations: [{name: UBND quận, domains: [songxanh.example.vn]}]\n"
    repo.commit("Danh sách", {"evidence/organisations.yml": text})
    assert {c.organisation for c in told(repo)} == {"UBND quận"}


def test_many_commits_cost_little_and_one_more_costs_what_it_changed(tmp_path):
    """The generator behind the measured figures, on a small scale; cached and not cached agree."""
    folder = tmp_path / "many"
    make(folder, units=12, years=2, commits=120)

    def everything(*, cached):
        with History(folder, "evidence", cached=cached) as history:
            return history.all_changes(initial=False)

    cold = everything(cached=True)
    assert sum(map(len, cold.values())) > 300
    assert {change.pull_request is not None for changes in cold.values() for change in changes} == {
        True,
        False,
    }
    one_more(folder)
    known = Cache.load(folder)
    warm = everything(cached=True)
    learnt = Cache.load(folder)
    assert warm == everything(cached=False)
    assert len(learnt.records) - len(known.records) == 1
    assert len(learnt.differences) - len(known.differences) == 1
    assert {c.new for c in warm["unit-3", 2022] + warm["unit-3", 2023] if c.field == "total"} == {75}
