"""What is read from git: numbers of pull requests, days, odd clocks, signatures."""

import shutil
import subprocess

import pytest

from minhchung.history.history import History
from minhchung.history.log import pull_request
from tests.history.story import NOBODY, SELF, Repo, submission


@pytest.mark.parametrize(
    ("message", "number"),
    [
        ("Merge pull request #12 from song-xanh/nop\n\nNộp hồ sơ (#3)", 12),
        ("Merge pull request 'Sửa theo (#3)' (#12) from song-xanh/nop into main", 12),
        ("Merge branch 'nop' into 'main' (!12)", 12),
        ("Merge branch 'nop' into 'main'\n\nNộp hồ sơ\n\nSee merge request hai-phong/minhchung!12", 12),
        ("Merged in nop (pull request #12)", 12),
        ("Merged PR 12: Nộp hồ sơ", 12),
        ("Nhập hồ sơ (#12)", 12),
        ("Merge branch 'nop'", None),
        ("Merge branch 'issue-12'\n\nXem #12", None),
        ("", None),
    ],
)
def test_the_number_in_the_message_of_a_merge(message, number):
    assert pull_request(message, merge=True) == number


@pytest.mark.parametrize(
    ("message", "number"),
    [
        ("Nộp hồ sơ (#12)", 12),
        ('Revert "Nộp hồ sơ (#12)" (#15)', 15),
        ("Sửa số liệu theo (#12) và văn bản mới", None),
        ("Xem Merge pull request #12", None),
        ("Nộp hồ sơ\n\n(#12)", None),
        ("Quyết định 12 (#1234567890)", None),
    ],
)
def test_a_commit_that_is_no_merge_names_one_only_where_it_was_squashed(message, number):
    assert pull_request(message, merge=False) == number


@pytest.mark.parametrize(
    ("when", "date"),
    [
        ("2022-12-14T16:59:59+00:00", "2022-12-14T23:59:59+07:00"),
        ("2022-12-14T17:00:00+00:00", "2022-12-15T00:00:00+07:00"),
        ("2022-12-14T20:00:00-11:00", "2022-12-15T14:00:00+07:00"),
        ("@0 +0000", "1970-01-01T07:00:00+07:00"),
        ("@999999999999 +1400", "9999-12-31T07:00:00+07:00"),
    ],
)
def test_a_commits_clock_is_told_at_utc_plus_7(tmp_path, when, date):
    repo = Repo(tmp_path / "repo")
    repo.commit("Nộp", {SELF: submission()}, when)
    with History(repo.root, "evidence", cached=False) as history:
        assert {change.date for change in history.changes("song-xanh")} == {date}


def test_a_message_in_another_encoding_or_with_odd_bytes_is_read(tmp_path):
    repo = Repo(tmp_path / "repo")
    repo.git("config", "i18n.commitEncoding", "latin1")
    repo.write(SELF, submission())
    repo.git("add", "--all")
    message = "\xe9t\xe9 :100644 100644\x01 (#3)".encode("latin1")
    subprocess.run(
        ("git", "-C", str(repo.root), "commit", "-q", "-F", "-"), input=message, check=True, env=NOBODY
    )
    with History(repo.root, "evidence", cached=False) as history:
        assert {change.pull_request for change in history.changes("song-xanh")} == {3}


@pytest.mark.skipif(shutil.which("ssh-keygen") is None, reason="no ssh-keygen")
def test_signatures_are_judged_by_the_committed_keys_alone(tmp_path):
    """Signed by a listed key, by another one, by none; without `allowed_signers` nothing is said."""
    repo = Repo(tmp_path / "repo")
    for name in ("listed", "other"):
        command = ("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(tmp_path / name))
        subprocess.run(command, check=True, stdin=subprocess.DEVNULL)

    def signed(key, count):
        repo.write(SELF, submission(count=count))
        repo.git("add", "--all")
        options = ("-c", "gpg.format=ssh", "-c", f"user.signingKey={tmp_path / key}")
        repo.git(*options, "commit", "-q", "-S", "-m", "Ký")

    def told():
        with History(repo.root, "evidence") as history:
            return [c.signature for c in history.changes("song-xanh") if c.field == "count"]

    signed("listed", 61)
    signed("other", 62)
    repo.commit("Không ký", {SELF: submission(count=63)})
    assert told() == [None, None, None]
    key = (tmp_path / "listed.pub").read_text()
    repo.commit("Khóa", {"allowed_signers": f"officer@songxanh.example.vn {key}"})
    assert told() == ["good", "untrusted", "none"]
    repo.git("config", "gpg.ssh.allowedSignersFile", "/nowhere")  # a reader's own settings change nothing
    assert told() == ["good", "untrusted", "none"]
    other = (tmp_path / "other.pub").read_text()
    repo.commit("Khóa", {"allowed_signers": f"a@b.example {key}a@b.example {other}"})
    assert told() == ["good", "good", "none"]
