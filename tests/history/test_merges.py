"""Merges: a change belongs to the commit that made it, and to the merge only what the merge did itself."""

import pytest

from minhchung.history.history import History
from tests.history.story import FOLDER, SELF, Repo, submission


@pytest.fixture
def repo(tmp_path):
    found = Repo(tmp_path / "repo")
    found.commit("Nộp", {SELF: submission()})
    return found


def told(repo, field="count", indicator="2.1.1"):
    """old, new, commit, pull request of each change of a value after the first commit."""
    with History(repo.root, "evidence", cached=False) as history:
        return [
            (c.old, c.new, c.commit, c.pull_request)
            for c in history.changes("song-xanh", initial=False)
            if (c.indicator, c.field) == (indicator, field)
        ]


def with_two(count=61, previous="1.93"):
    return submission(count=count).replace("previous: 1.93", f"previous: {previous}")


def test_every_commit_of_a_branch_is_told_with_the_number_of_its_merge(repo):
    repo.branch("b")
    first = repo.commit("Một", {SELF: submission(count=63)})
    second = repo.commit("Hai", {SELF: submission(count=64)})
    repo.on("main")
    repo.commit("Việc khác", {"README.md": "…"})
    repo.merge("b", "Merge branch 'b' into main (!7)")
    assert told(repo) == [(61, 63, first, 7), (63, 64, second, 7)]


def test_a_merge_without_a_number_names_none(repo):
    repo.branch("b")
    made = repo.commit("Một", {SELF: submission(count=63)})
    repo.on("main")
    repo.merge("b", "Merge branch 'b'")
    assert told(repo) == [(61, 63, made, None)]


def test_two_sides_that_changed_different_values_of_one_file(repo):
    """Each value is told once, by whom it was made, though the merge wrote a file that neither side had."""
    repo.branch("b")
    theirs = repo.commit("Một", {SELF: with_two(previous="1.95")})
    repo.on("main")
    ours = repo.commit("Hai", {SELF: with_two(count=62)})
    repo.merge("b", "Merge pull request #8 from x/b")
    assert told(repo) == [(61, 62, ours, None)]
    (change,) = told(repo, "previous", "3.1.1")
    assert (str(change[0]), str(change[1]), *change[2:]) == ("1.93", "1.95", theirs, 8)


def test_two_sides_that_changed_one_value_differently(repo):
    """What was in force before the merge changes into what won, which is put down to who wrote it."""
    repo.branch("b")
    theirs = repo.commit("Một", {SELF: submission(count=63)})
    repo.on("main")
    ours = repo.commit("Hai", {SELF: submission(count=62)})
    repo.merge(
        "b", "Merge pull request #8 from x/b", "2022-12-31T08:00:00+07:00", ("A", "a@b.example"), "-Xtheirs"
    )
    assert told(repo) == [(61, 62, ours, None), (62, 63, theirs, 8)]


def test_what_a_merge_changed_by_itself_is_the_merges(repo):
    """The file was on neither side as the merge has it: nothing hides in a merge."""
    repo.branch("b")
    repo.commit("Một", {"README.md": "…"})
    repo.on("main")
    repo.git("merge", "--quiet", "--no-ff", "--no-commit", "b")
    merge = repo.commit("Merge pull request #9 from x/b", {SELF: submission(count=74)})
    assert told(repo) == [(61, 74, merge, 9)]


def test_a_merge_that_takes_an_older_state_back(repo):
    """The branch began before the correction and never touched the file; the merge takes its copy all the same."""
    repo.branch("b")
    repo.commit("Một", {"README.md": "…"})
    repo.on("main")
    corrected = repo.commit("Đính chính", {SELF: submission(count=58)})
    repo.git("merge", "--quiet", "--no-ff", "--no-commit", "b")
    repo.git("checkout", "--quiet", "b", "--", SELF)
    merge = repo.commit("Merge branch 'b'")
    assert told(repo) == [(61, 58, corrected, None), (58, 61, merge, None)]


def test_a_merge_that_throws_a_branch_away(repo):
    repo.branch("b")
    proposed = repo.commit("Một", {SELF: submission(count=63)})
    repo.on("main")
    merge = repo.merge(
        "b", "Merge branch 'b'", "2022-12-31T08:00:00+07:00", ("A", "a@b.example"), "--strategy=ours"
    )
    assert told(repo) == [(61, 63, proposed, None), (63, 61, merge, None)]


def test_a_branch_that_was_brought_up_to_date_meanwhile(repo):
    """The main line's change, merged into the branch, is not told a second time."""
    repo.branch("b")
    theirs = repo.commit("Một", {SELF: with_two(previous="1.95")})
    repo.on("main")
    ours = repo.commit("Hai", {SELF: with_two(count=62)})
    repo.on("b")
    repo.merge("main", "Merge branch 'main' into b")
    last = repo.commit("Ba", {SELF: with_two(count=62, previous="1.96")})
    repo.on("main")
    repo.merge("b", "Merge pull request #8 from x/b")
    assert told(repo) == [(61, 62, ours, None)]
    assert [(str(old), str(new), by, number) for old, new, by, number in told(repo, "previous", "3.1.1")] == [
        ("1.93", "1.95", theirs, 8),
        ("1.95", "1.96", last, 8),
    ]


def test_a_pull_request_into_a_branch_that_is_merged_itself(repo):
    repo.branch("develop")
    repo.branch("b")
    made = repo.commit("Một", {SELF: submission(count=63)})
    repo.on("develop")
    repo.merge("b", "Merge pull request #3 from x/b")
    direct = repo.commit("Hai", {SELF: submission(count=64)})
    repo.on("main")
    repo.merge("develop", "Merge branch 'develop'")
    assert told(repo) == [(61, 63, made, 3), (63, 64, direct, None)]


def test_a_value_changed_and_changed_back_on_a_branch_is_told_both_ways(repo):
    repo.branch("b")
    there = repo.commit("Một", {SELF: submission(count=63)})
    back = repo.commit("Hai", {SELF: submission()})
    repo.on("main")
    repo.merge("b", "Merge pull request #4 from x/b")
    assert told(repo) == [(61, 63, there, 4), (63, 61, back, 4)]


def test_the_same_correction_on_both_sides_is_told_once(repo):
    repo.branch("b")
    repo.commit("Một", {SELF: submission(count=63)})
    repo.on("main")
    ours = repo.commit("Hai", {SELF: submission(count=63)})
    repo.merge("b", "Merge branch 'b'")
    assert told(repo) == [(61, 63, ours, None)]


def test_a_file_that_came_and_went_on_a_branch(repo):
    path = f"{FOLDER}/reply.yml"
    repo.branch("b")
    came = repo.commit("Một", {path: "unit: song-xanh\n"})
    (repo.root / path).unlink()
    went = repo.commit("Hai")
    repo.on("main")
    repo.merge("b", "Merge branch 'b'")
    with History(repo.root, "evidence", cached=False) as history:
        found = [(c.old, c.new, c.commit) for c in history.changes("song-xanh") if c.file == "reply.yml"]
    assert found == [(None, "song-xanh", came), ("song-xanh", None, went)]


def test_a_folder_renamed_on_one_side_and_a_value_corrected_on_the_other(repo):
    repo.branch("b")
    repo.git("mv", "evidence/song-xanh", "evidence/moi")
    renamed = repo.commit("Đổi tên")
    repo.on("main")
    corrected = repo.commit("Đính chính", {SELF: submission(count=58)})
    repo.merge("b", "Merge pull request #5 from x/b")
    with History(repo.root, "evidence", cached=False) as history:
        changes = history.changes("moi", initial=False)
    found = [(c.kind, c.new, c.commit) for c in changes if c.kind != "recorded"]
    assert found == [("value", 58, corrected), ("renamed", "moi/2022/self-assessment.yml", renamed)]


def test_unrelated_histories_joined_by_a_merge(repo):
    repo.git("checkout", "--quiet", "--orphan", "other")
    repo.git("rm", "--quiet", "-rf", ".")
    other = repo.commit("Nơi khác", {"evidence/hoa-nang/2022/reply.yml": "unit: hoa-nang\n"})
    repo.on("main")
    repo.merge(
        "other", "Merge", "2022-12-31T08:00:00+07:00", ("A", "a@b.example"), "--allow-unrelated-histories"
    )
    with History(repo.root, "evidence", cached=False) as history:
        assert [(c.new, c.commit) for c in history.changes("hoa-nang")] == [("hoa-nang", other)]
