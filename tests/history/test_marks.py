"""Which changes came when a value should have stood still, and which verifications they make stale."""

from dataclasses import replace

import pytest

from minhchung.evidence import load
from minhchung.evidence.model import Dossier
from minhchung.history.history import History
from minhchung.history.marks import marks, recorded
from minhchung.yaml.strict import read
from tests.dossiers import edition, natural
from tests.history.story import DECISION, FOLDER, REPLY, SELF, VERIFICATION, Repo, submission

VERIFIED, REPLIED, DECIDED = (f"{FOLDER}/{name}.yml" for name in ("verification", "reply", "decision"))
BEFORE, AFTER = "2022-12-10T09:00:00+07:00", "2022-12-27T09:00:00+07:00"


@pytest.fixture
def repo(tmp_path):
    found = Repo(tmp_path / "repo")
    found.commit("Nộp", {SELF: submission()}, BEFORE)
    return found


def dossier(repo):
    """The dossier of the working folder, as the engine has it."""
    criteria = edition().sets["district"]

    def data(path):
        place = repo.root / path
        return natural(read(path, place.read_bytes())[0].data) if place.exists() else None

    submitted, verified, decided = (data(path) for path in (SELF, VERIFIED, DECIDED))
    return Dossier(
        "song-xanh",
        2022,
        self_assessment=load.self_assessment(submitted, criteria) if submitted else None,
        verification=load.verification(verified, criteria) if verified else None,
        decision=load.decision(decided) if decided else None,
    )


def marked(repo, *, initial=False):
    with History(repo.root, "evidence", cached=False) as history:
        changes = history.changes("song-xanh", initial=initial)
        return marks(changes, recorded(history.lines), edition(), dossier(repo))


def after(found):
    return [(mark.change.new, mark.after) for mark in found.marks]


@pytest.mark.parametrize(
    ("when", "late"),
    [
        ("2022-12-14T23:59:59+07:00", False),
        ("2022-12-15T00:00:00+07:00", True),  # “trước ngày 15/12/2022”
        ("2022-12-14T16:59:59+00:00", False),
        ("2022-12-14T17:00:00+00:00", True),
    ],
)
def test_a_correction_on_the_day_of_the_deadline_is_late(repo, when, late):
    repo.commit("Sửa", {SELF: submission(count=62)}, when)
    assert after(marked(repo)) == ([(62, {"deadline"})] if late else [])


def test_nothing_is_marked_before_the_deadline(repo):
    assert not marked(repo).recorded_late


def test_a_dossier_that_came_into_git_late_changed_nothing(tmp_path):
    """Years of paper may be put into git at once: that is told as such, not as a hundred late changes."""
    repo = Repo(tmp_path / "late")
    repo.commit(
        "Nhập", {SELF: submission(), VERIFIED: VERIFICATION, DECIDED: DECISION}, "2023-03-01T09:00:00+07:00"
    )
    found = marked(repo, initial=True)
    assert found.recorded_late
    assert found.marks == ()
    assert found.stale == {}


def test_another_year_has_no_deadline_in_the_plan(repo):
    repo.commit("Sửa", {SELF: submission(count=62)}, AFTER)
    with History(repo.root, "evidence", cached=False) as history:
        of_2023 = replace(dossier(repo), year=2023)
        assert marks(history.changes("song-xanh"), recorded(history.lines), edition(), of_2023).marks == ()


def test_a_change_after_verification_makes_the_verdict_on_that_value_stale(repo):
    """Whatever the clock says: it stands behind the verification."""
    repo.commit("Thẩm định", {VERIFIED: VERIFICATION}, "2022-12-20T09:00:00+07:00")
    repo.commit("Sửa", {SELF: submission(count=62)}, BEFORE)
    found = marked(repo)
    assert after(found) == [(62, {"verification"})]
    assert {id_: [c.new for c in changes] for id_, changes in found.stale.items()} == {"2.1.1": [62]}
    assert [mark.change.new for mark in found.of("2.1.1")] == [62]
    assert found.of("1.1.1") == ()


def test_a_verification_in_the_same_commit_has_seen_the_change(repo):
    repo.commit("Cả hai", {SELF: submission(count=62), VERIFIED: VERIFICATION}, AFTER)
    found = marked(repo)
    assert found.stale == {}
    assert after(found) == [(62, {"deadline"})]


@pytest.mark.parametrize(
    "again",
    [
        VERIFICATION.replace("date: 2022-12-20", "date: 2022-12-29"),
        VERIFICATION.replace(
            "2.1.1: {outcome: accepted}", "2.1.1: {outcome: rejected, reason: Thiếu minh chứng.}"
        ),
    ],
)
def test_verified_again_it_is_stale_no_longer_but_still_told(repo, again):
    repo.commit("Thẩm định", {VERIFIED: VERIFICATION}, AFTER)
    repo.commit("Sửa", {SELF: submission(count=62)}, AFTER)
    repo.commit("Thẩm định lại", {VERIFIED: again}, AFTER)
    found = marked(repo)
    assert found.stale == {}
    assert (62, {"deadline", "verification"}) in after(found)


def test_a_value_that_was_changed_back_is_as_verified(repo):
    repo.commit("Thẩm định", {VERIFIED: VERIFICATION}, AFTER)
    repo.commit("Sửa", {SELF: submission(count=62)}, AFTER)
    repo.commit("Sửa lại", {SELF: submission()}, AFTER)
    found = marked(repo)
    assert found.stale == {}
    assert [change for change, _ in after(found)] == [62, 61]


def test_a_cited_document_that_was_replaced_makes_every_verdict_on_it_stale(repo):
    repo.commit("Thẩm định", {VERIFIED: VERIFICATION}, AFTER)
    repo.commit("Thay tài liệu", {SELF: submission(sha256="b" * 64)}, AFTER)
    found = marked(repo)
    assert list(found.stale) == ["2.1.1", "3.1.1"]
    assert after(found) == [("b" * 64, {"deadline", "verification"})]


def test_notes_and_other_entries_leave_a_verdict_alone(repo):
    repo.commit("Thẩm định", {VERIFIED: VERIFICATION}, AFTER)
    repo.commit("Ghi chú", {SELF: submission().replace("mới\n", "2022-2025\n")}, AFTER)
    assert marked(repo).stale == {}


def test_an_indicator_without_a_verdict_cannot_have_a_stale_one(repo):
    repo.commit("Thẩm định", {VERIFIED: VERIFICATION.replace("  2.1.1: {outcome: accepted}\n", "")}, AFTER)
    repo.commit("Sửa", {SELF: submission(count=62)}, AFTER)
    assert marked(repo).stale == {}


def test_what_changes_after_the_decision_is_marked_in_every_file(repo):
    """The decision's own level, too: nobody changes it in silence."""
    repo.commit("Quyết định", {VERIFIED: VERIFICATION, REPLIED: REPLY, DECIDED: DECISION}, AFTER)
    repo.commit(
        "Sau đó",
        {
            REPLIED: REPLY.replace("61/74", "62/74"),
            DECIDED: DECISION.replace("level: 2", "level: 3"),
            VERIFIED: VERIFICATION.replace(
                "3.1.1: {outcome: accepted}", "3.1.1: {outcome: rejected, reason: Sai.}"
            ),
        },
        AFTER,
    )
    found = marked(repo)
    assert {mark.change.file for mark in found.marks} == {"reply.yml", "decision.yml", "verification.yml"}
    assert {mark.after for mark in found.marks} == {frozenset({"decision"})}


def test_a_file_deleted_and_written_anew_counts_as_changed(repo):
    repo.commit("Thẩm định", {VERIFIED: VERIFICATION}, AFTER)
    (repo.root / SELF).unlink()
    repo.commit("Xóa", {}, AFTER)
    repo.commit("Lại", {SELF: submission(count=70)}, AFTER)
    assert {"2.1.1"} == marked(repo).stale.keys()


def test_marks_are_the_same_with_and_without_what_the_files_began_with(repo):
    repo.commit("Thẩm định", {VERIFIED: VERIFICATION}, AFTER)
    repo.commit("Sửa", {SELF: submission(count=62)}, AFTER)
    assert marked(repo, initial=True) == marked(repo)
