"""What is kept from one run to the next is believed only whole, and done without where it cannot be kept."""

import os
import sqlite3
from contextlib import closing

import pytest

from minhchung import kept
from minhchung.git import git


@pytest.mark.parametrize("value", [None, [], {"một": ["hai", 3]}, "\udc80 một nửa"])
def test_what_was_kept_comes_back(tmp_path, value):
    place = tmp_path / "cache" / "a.json"
    kept.write(place, value)
    assert kept.read(place) == value
    assert (place.parent / ".gitignore").read_text(encoding="ascii") == "*\n"
    assert sorted(path.name for path in place.parent.iterdir()) == [".gitignore", "a.json"]


@pytest.mark.parametrize("damaged", [b"", b"[]", b"0\n[]", b"\xff\xfe", None])
def test_what_is_damaged_is_as_good_as_absent(tmp_path, damaged):
    place = tmp_path / "a.json"
    kept.write(place, [1, 2])
    place.write_bytes(place.read_bytes()[:-1] if damaged is None else damaged)
    with pytest.raises(LookupError):
        kept.read(place)


def test_where_nothing_can_be_kept_nothing_is(tmp_path):
    (tmp_path / "cache").write_text("a file, no folder", encoding="ascii")
    kept.write(tmp_path / "cache" / "a.json", [1])
    with pytest.raises(LookupError):
        kept.read(tmp_path / "cache" / "a.json")


@pytest.fixture
def root(tmp_path):
    git(tmp_path, "init", "--quiet")
    return tmp_path


def test_blobs_come_back_in_the_next_run(root):
    kept.Store(root).put([("a", b"1"), ("b", b"\0"), ("c", b"")])
    assert kept.Store(root).get(["a", "c", "none"]) == {"a": b"1", "c": b""}
    assert git(root, "status", "--porcelain", "--untracked-files=all") == ""


def test_a_tracked_cache_is_not_believed(root):
    kept.Store(root).put([("a", b"1")])
    git(root, "add", "--force", "--", ".cache")
    assert kept.Store(root).get(["a"]) == {}
    kept.Store(None).put([("a", b"1")])
    assert kept.Store(None).get(["a"]) == {}


def _database(root):
    return closing(sqlite3.connect(root / kept.PLACE / "store.sqlite"))


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE kept SET blob = x'32'",
        "UPDATE kept SET blob = 'text'",
        "UPDATE kept SET key = 'a' WHERE key = 'b'",
        "DROP TABLE kept",
        "ALTER TABLE kept ADD COLUMN more",
        "CREATE TRIGGER more AFTER INSERT ON kept BEGIN DELETE FROM kept; END",
    ],
)
def test_a_store_that_was_tampered_with_is_as_good_as_none(root, damage):
    kept.Store(root).put([("a", b"1")] if "key" not in damage else [("b", b"1")])
    with _database(root) as database, database:
        database.execute(damage)
    assert kept.Store(root).get(["a"]) == {}
    kept.Store(root).put([("a", b"3")])
    assert kept.Store(root).get(["a"]) == {"a": b"3"}


@pytest.mark.parametrize("kept_bytes", [slice(0, 0), slice(0, 5000), slice(8192, None)])
def test_a_broken_file_is_made_anew(root, kept_bytes):
    kept.Store(root).put((f"{number:02}", bytes(1000)) for number in range(20))
    file = root / kept.PLACE / "store.sqlite"
    file.write_bytes(file.read_bytes()[kept_bytes])
    for _ in range(2):  # found out at the first question, or at the first answer
        assert not kept.Store(root).get(["19"])
        kept.Store(root).put([("a", b"1")])
    assert kept.Store(root).get(["a"]) == {"a": b"1"}


def test_what_was_not_asked_for_the_longest_is_dropped(root, monkeypatch):
    monkeypatch.setattr(kept.Store, "MOST", 1000)
    kept.Store(root).put((f"{number}", bytes(100)) for number in range(10))
    again = kept.Store(root)
    assert again.get(["3"])
    again.put([("new", bytes(200))])
    assert {"3", "new"} <= kept.Store(root).get(["new", *map(str, range(10))]).keys()
    with _database(root) as database:
        assert database.execute("SELECT sum(length(blob)) FROM kept").fetchone()[0] <= 750


def test_while_another_process_holds_it_it_is_done_without(root, monkeypatch):
    monkeypatch.setattr(kept.Store, "_PATIENCE", 0)
    kept.Store(root).put([("a", b"1")])
    with _database(root) as other:
        other.execute("BEGIN EXCLUSIVE")
        store = kept.Store(root)
        assert store.get(["a"]) == {}
        store.put([("a", b"2")])
        other.rollback()
    assert kept.Store(root).get(["a"]) == {"a": b"1"}


def test_a_forked_process_has_none(root):
    store = kept.Store(root)
    store.put([("a", b"1")])
    child = os.fork()
    if child == 0:
        os._exit(len(store.get(["a"])))
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert store.get(["a"]) == {"a": b"1"}
