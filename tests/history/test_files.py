"""What befalls whole files: broken and mended, deleted and back, moved, linked; and no name stands in the way."""

import pytest

from minhchung.history.history import History
from tests.history.story import FOLDER, REPLY, SELF, VERIFICATION, Repo, submission


@pytest.fixture
def repo(tmp_path):
    found = Repo(tmp_path / "repo")
    found.commit("Nộp", {SELF: submission()})
    return found


def told(repo, unit="song-xanh", folder="evidence"):
    with History(repo.root, folder, cached=False) as history:
        changes = history.changes(unit, initial=False)
    return [(c.kind, c.field, c.old, c.new, c.commit) for c in changes if c.kind != "recorded"]


def test_that_a_file_came_is_told_in_place_of_its_first_values(repo):
    replied = repo.commit("Ý kiến", {f"{FOLDER}/reply.yml": REPLY})
    repo.commit("Sửa", {SELF: submission(count=62)})
    with History(repo.root, "evidence", cached=False) as history:
        kinds = [(c.kind, c.file, c.commit) for c in history.changes("song-xanh", initial=False)]
        assert "recorded" not in {c.kind for c in history.changes("song-xanh")}
    assert [kind for kind, _, _ in kinds] == ["recorded", "recorded", "value"]
    assert kinds[1][1:] == ("reply.yml", replied)


@pytest.mark.parametrize(
    ("broken", "code"),
    [
        ("unit: [song-xanh\n", "yaml-syntax"),
        (submission() + "\tcount: 1\n", "tab"),
        (submission().replace("unit: song-xanh", "unit: &a song-xanh"), "alias"),
        ("chỉ là chữ\n", "wrong-type"),
        ("", "empty-file"),
    ],
)
def test_a_broken_file_is_told_of_and_compared_again_when_it_is_mended(repo, broken, code):
    """The next readable state is compared with the last one, so that nothing slips in meanwhile."""
    broke = repo.commit("Hỏng", {SELF: broken})
    still = repo.commit("Vẫn hỏng", {SELF: broken + "# …\n"})
    mended = repo.commit("Sửa", {SELF: submission(count=65)})
    assert told(repo) == [
        ("broken", None, None, code, broke),
        ("broken", None, None, code, still),
        ("mended", None, code, None, mended),
        ("value", "count", 61, 65, mended),
    ]


def test_a_file_that_began_broken(repo):
    path = f"{FOLDER}/verification.yml"
    broke = repo.commit("Hỏng", {path: "unit: [\n"})
    mended = repo.commit("Sửa", {path: VERIFICATION})
    assert [(kind, commit) for kind, *_, commit in told(repo)] == [("broken", broke), ("mended", mended)]


def test_a_deleted_file_that_comes_back_changed(repo):
    """Values are told as gone and as come: to delete a file and write it anew hides nothing."""
    (repo.root / SELF).unlink()
    gone = repo.commit("Xóa")
    back = repo.commit("Thêm lại", {SELF: submission(count=70)})
    counts = [(old, new, commit) for _, field, old, new, commit in told(repo) if field == "count"]
    assert counts == [(61, None, gone), (None, 70, back)]


def test_a_dossier_that_stood_in_the_wrong_year(repo):
    wrong = f"{FOLDER.removesuffix('2022')}2023/self-assessment.yml"
    (repo.root / wrong).parent.mkdir()
    repo.git("mv", SELF, wrong)
    moved = repo.commit("Nhầm năm", {wrong: submission().replace("year: 2022", "year: 2023")})
    assert told(repo) == [
        ("renamed", None, "song-xanh/2022/self-assessment.yml", "song-xanh/2023/self-assessment.yml", moved),
        ("value", "year", 2022, 2023, moved),
    ]


def test_the_whole_folder_of_evidence_moved(repo):
    repo.git("mv", "evidence", "minh-chung")
    moved = repo.commit("Chuyển thư mục")
    assert told(repo, folder="evidence") == []
    (change,) = told(repo, folder="minh-chung")
    assert change == (
        *("renamed", None, "song-xanh/2022/self-assessment.yml", "song-xanh/2022/self-assessment.yml"),
        moved,
    )


def test_one_dossier_deleted_and_another_added_from_the_same_template_are_two(repo):
    """Git would guess a rename: more than half of the lines are the same."""
    (repo.root / SELF).unlink()
    other = "evidence/hoa-nang/2023/self-assessment.yml"
    repo.commit("Xóa một, thêm một", {other: submission("hoa-nang", 40).replace("2022", "2023")})
    assert "renamed" not in {kind for kind, *_ in told(repo)}
    assert told(repo, "hoa-nang") == []


def test_two_folders_renamed_in_one_commit_are_not_mixed_up(repo):
    repo.commit(
        "Thêm", {"evidence/hoa-nang/2022/self-assessment.yml": submission("hoa-nang", 40, sha256="b" * 64)}
    )
    for unit in ("song-xanh", "hoa-nang"):
        repo.git("mv", f"evidence/{unit}", f"evidence/quan-{unit}")
    repo.commit(
        "Đổi tên",
        {
            "evidence/quan-song-xanh/2022/self-assessment.yml": submission("quan-song-xanh"),
            "evidence/quan-hoa-nang/2022/self-assessment.yml": submission(
                "quan-hoa-nang", 40, sha256="b" * 64
            ),
        },
    )
    for unit in ("song-xanh", "hoa-nang"):
        assert [old for kind, _, old, *_ in told(repo, f"quan-{unit}") if kind == "renamed"] == [
            f"{unit}/2022/self-assessment.yml"
        ]


def test_a_link_in_the_place_of_a_file_is_a_broken_file(repo):
    (repo.root / SELF).unlink()
    (repo.root / SELF).symlink_to("/etc/passwd")
    linked = repo.commit("Liên kết")
    assert told(repo) == [("broken", None, None, "not-plain", linked)]


def test_a_changed_mode_changes_nothing(repo):
    (repo.root / SELF).chmod(0o755)
    repo.commit("Cho chạy")
    assert told(repo) == []


def test_comments_order_and_layout_are_no_values(repo):
    text = submission().replace(
        "unit: song-xanh\nyear: 2022\n", "# ghi chú\nyear: 2022\n\nunit:   song-xanh\n"
    )
    text = text.replace("{met: true, evidence: [nq-31]}", "\n    met: true\n    evidence:\n      - nq-31")
    repo.commit("Trình bày lại", {SELF: text})
    assert told(repo) == []


@pytest.mark.parametrize("folder", ["minh chứng ở đây", 'a"b\\c'])
def test_no_name_of_a_folder_stands_in_the_way(tmp_path, folder):
    repo = Repo(tmp_path / "repo")
    repo.commit("Nộp", {f"{folder}/song-xanh/2022/self-assessment.yml": submission()})
    made = repo.commit("Sửa", {f"{folder}/song-xanh/2022/self-assessment.yml": submission(count=62)})
    assert told(repo, folder=folder) == [("value", "count", 61, 62, made)]


def test_evidence_may_be_the_root_of_its_repository(tmp_path):
    repo = Repo(tmp_path / "repo")
    repo.commit("Nộp", {"song-xanh/2022/self-assessment.yml": submission()})
    made = repo.commit("Sửa", {"song-xanh/2022/self-assessment.yml": submission(count=62)})
    assert told(repo, folder=".") == [("value", "count", 61, 62, made)]


def test_a_change_of_the_criteria_is_no_change_of_a_value(repo):
    repo.commit("Bộ tiêu chí mới", {"criteria/hai-phong-2022/district.yml": "id: x\n"})
    assert told(repo) == []


def test_a_readers_own_git_settings_change_nothing(repo):
    repo.commit("Sửa", {SELF: submission(count=62)})
    before = told(repo)
    for key, value in {
        "log.showSignature": "true",
        "diff.renames": "copies",
        "core.quotePath": "true",
        "diff.noprefix": "true",
        "color.ui": "always",
        "log.diffMerges": "combined",
        "core.abbrev": "4",
    }.items():
        repo.git("config", key, value)
    assert told(repo) == before
