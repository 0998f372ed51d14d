"""A year of one district as git has it, and what the history makes of it. Real git, no mocks."""

import json
import subprocess
import sys
from types import SimpleNamespace

import pytest

from minhchung.git import ShallowError, TreeError
from minhchung.history.history import History
from tests.history.story import (
    COMMITTEE,
    DECISION,
    FOLDER,
    NOBODY,
    ORGANISATIONS,
    REPLY,
    SELF,
    STRANGER,
    VERIFICATION,
    VERIFIER,
    Repo,
    submission,
)

KEYS = {
    "unit",
    "year",
    "file",
    "indicator",
    "field",
    "old",
    "new",
    "commit",
    "date",
    "organisation",
    "pull_request",
}


@pytest.fixture(scope="module")
def story(tmp_path_factory):
    """Submission, correction after the deadline, verification, reply, decision, a silent change, a new folder."""
    repo = Repo(tmp_path_factory.mktemp("story") / "repo")
    told = SimpleNamespace(repo=repo)
    repo.commit(
        "Danh sách", {"evidence/units.yml": "units: []\n", "evidence/organisations.yml": ORGANISATIONS}
    )
    repo.branch("nop")
    told.submitted = repo.commit("Nộp", {SELF: submission()}, "2022-12-10T09:00:00+07:00")
    repo.on("main")
    told.merged = repo.merge("nop", "Merge pull request #12 from song-xanh/nop", "2022-12-10T10:00:00+07:00")
    # 15/12/2022 00:30 in Hải Phòng is still 14/12 at UTC: the deadline counts there.
    told.corrected = repo.commit("Đính chính", {SELF: submission(count=62)}, "2022-12-14T17:30:00+00:00")
    told.verified = repo.commit(
        "Thẩm định", {f"{FOLDER}/verification.yml": VERIFICATION}, "2022-12-20T09:00:00+07:00", VERIFIER
    )
    told.replied = repo.commit("Ý kiến", {f"{FOLDER}/reply.yml": REPLY}, "2022-12-22T09:00:00+07:00")
    told.decided = repo.commit(
        "Quyết định (#20)", {f"{FOLDER}/decision.yml": DECISION}, "2022-12-28T09:00:00+07:00", COMMITTEE
    )
    # Its clock says that it came before the verification. Its place in the history says otherwise.
    told.silent = repo.commit(
        "Sửa lỗi chính tả", {SELF: submission(count=70)}, "2022-12-19T23:00:00+07:00", STRANGER
    )
    repo.git("mv", "evidence/song-xanh", "evidence/quan-song-xanh")
    told.renamed = repo.commit(
        "Đổi mã đơn vị",
        {
            "evidence/quan-song-xanh/2022/self-assessment.yml": submission("quan-song-xanh", 70),
            "criteria/hai-phong-2022/district.yml": "id: hai-phong-2022/district\n",
        },
        "2023-01-05T09:00:00+07:00",
    )
    return told


@pytest.fixture(scope="module")
def changes(story):
    with History(story.repo.root, "evidence") as history:
        return history.changes("quan-song-xanh", 2022)


def of(changes, *, indicator="2.1.1", field="count", file="self-assessment.yml"):
    return [c for c in changes if (c.indicator, c.field, c.file) == (indicator, field, file)]


def test_every_state_of_a_value_is_told_with_who_when_and_by_which_commit(story, changes):
    assert [(c.old, c.new, c.commit, c.organisation) for c in of(changes)] == [
        (None, 61, story.submitted, "UBND quận Sông Xanh"),
        (61, 62, story.corrected, "UBND quận Sông Xanh"),
        (62, 70, story.silent, "chưa rõ tổ chức"),
    ]


def test_days_are_those_of_hai_phong(changes):
    """00:30 on the 15th there is 17:30 on the 14th at UTC."""
    assert [c.date for c in of(changes)] == [
        "2022-12-10T09:00:00+07:00",
        "2022-12-15T00:30:00+07:00",
        "2022-12-19T23:00:00+07:00",
    ]


def test_changes_stand_in_the_order_of_the_commits_whatever_their_clocks_say(story, changes):
    order = list(dict.fromkeys(c.commit for c in changes))
    assert order == [
        *(
            story.submitted,
            story.corrected,
            story.verified,
            story.replied,
            story.decided,
            story.silent,
            story.renamed,
        )
    ]


def test_a_merge_names_the_pull_request_of_the_commits_that_it_brought(story, changes):
    numbers = {c.commit: c.pull_request for c in changes}
    assert numbers[story.submitted] == 12
    assert numbers[story.decided] == 20  # squashed: the number ends the first line
    assert numbers[story.silent] is None
    assert story.merged not in numbers  # it changed nothing by itself


def test_a_renamed_folder_keeps_its_history_under_the_new_name_and_the_old(story, changes):
    assert {c.unit for c in changes} == {"quan-song-xanh"}
    renamed = [c for c in changes if c.kind == "renamed"]
    assert {(c.file, c.old, c.new) for c in renamed} == {
        (name, f"song-xanh/2022/{name}", f"quan-song-xanh/2022/{name}")
        for name in ("self-assessment.yml", "verification.yml", "reply.yml", "decision.yml")
    }
    assert [(c.old, c.new) for c in changes if c.field == "unit" and c.commit == story.renamed] == [
        ("song-xanh", "quan-song-xanh")
    ]
    with History(story.repo.root, "evidence") as history:
        assert history.changes("song-xanh") == changes
        assert history.changes("song-xanh", 2023) == []


def test_documents_are_told_apart_from_values(changes):
    kinds = {c.kind for c in changes if (c.field or "").startswith("documents.bc-12.")}
    assert kinds == {"document"}
    assert {c.kind for c in changes if c.indicator} == {"value"}


def test_numbers_are_exact_and_texts_as_written(changes):
    rate = of(changes, indicator="3.1.1", field="current")[0]
    assert str(rate.new) == "1.20"
    assert of(changes, indicator="3.1.1", field="note")[0].new == "Chuẩn nghèo mới"
    assert of(changes, indicator="1.1.1", field="met")[0].new is True
    assert [c.new for c in changes if c.field == "submitted"] == ["2022-12-10"]


def test_without_what_the_files_began_with_only_changes_are_left(story):
    with History(story.repo.root, "evidence") as history:
        left = history.changes("quan-song-xanh", initial=False)
        everything = history.all_changes(initial=False)
    assert [c.commit for c in left if c.kind == "value"] == [story.corrected, story.silent, story.renamed]
    assert everything == {("quan-song-xanh", 2022): left}


def test_the_command_prints_the_contract(story):
    printed = run(story.repo, "quan-song-xanh", "2022", "--indicator", "2.1.1", "--format", "json")
    found = json.loads(printed)["changes"]
    assert all(c.keys() >= KEYS and c["indicator"] == "2.1.1" for c in found)
    last = next(c for c in reversed(found) if c["file"] == "self-assessment.yml")
    assert last == {
        "unit": "quan-song-xanh",
        "year": 2022,
        "file": "self-assessment.yml",
        "indicator": "2.1.1",
        "field": "count",
        "old": 62,
        "new": 70,
        "commit": story.silent,
        "date": "2022-12-19T23:00:00+07:00",
        "organisation": "chưa rõ tổ chức",
        "pull_request": None,
        "signature": None,
        "kind": "value",
    }


@pytest.mark.parametrize("options", [("--format", "json"), ()])
def test_no_person_and_no_address_is_ever_printed(story, options):
    printed = run(story.repo, "quan-song-xanh", *options)
    for _, address in (STRANGER, VERIFIER, COMMITTEE):
        assert address.lower() not in printed.lower()
    assert "Nguyễn" not in printed
    assert "@" not in printed


def test_the_table_says_it_in_words(story):
    printed = run(story.repo, "quan-song-xanh")
    assert (
        f"10/12/2022 09:00, UBND quận Sông Xanh, lần ghi {story.submitted[:12]}, đề nghị số 12\n" in printed
    )
    assert "    2.1.1, số đạt: 62 → 70\n" in printed
    assert "    thêm tài liệu nq-31: «Nghị quyết»\n" in printed
    assert "    3.1.1, số năm nay: (trống) → 1,20\n" in printed
    assert "    tệp được đổi tên từ song-xanh/2022/reply.yml thành quan-song-xanh/2022/reply.yml\n" in printed


def test_a_shallow_clone_is_refused_in_a_sentence(story, tmp_path):
    clone = tmp_path / "clone"
    subprocess.run(
        ("git", "clone", "--quiet", "--depth=2", f"file://{story.repo.root}", str(clone)),
        check=True,
        env=NOBODY,
    )
    with pytest.raises(ShallowError):
        History(clone, "evidence")
    done = subprocess.run(
        command("--evidence", str(clone / "evidence"), "history", "song-xanh"),
        capture_output=True,
        encoding="utf-8",
        env=NOBODY,
        check=False,
    )
    assert done.returncode == 2
    assert "git fetch --unshallow" in done.stderr


def test_an_unknown_revision_and_a_folder_outside_git_are_errors(story, tmp_path):
    with pytest.raises(TreeError):
        History(story.repo.root, "evidence", "nowhere")
    with pytest.raises(TreeError):
        History(tmp_path, "evidence")


def test_the_history_can_be_asked_for_as_it_was(story):
    with History(story.repo.root, "evidence", story.verified) as history:
        assert history.revision == story.verified
        assert [c.new for c in of(history.changes("song-xanh"))] == [61, 62]
        assert history.changes("quan-song-xanh") == []


def run(repo, *arguments):
    return subprocess.run(
        command("--evidence", str(repo.root / "evidence"), "history", *arguments),
        capture_output=True,
        check=True,
        encoding="utf-8",
        env=NOBODY,
        cwd=repo.root,
    ).stdout


def command(*arguments):
    return (sys.executable, "-c", "from minhchung.cli import main; main()", *arguments)
