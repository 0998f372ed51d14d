"""The record of each published build: the commit, the one before, and every rewriting that was noticed."""

import json

import pytest

from minhchung.publishing.provenance import Build, following, read

A, B, C = ("a" * 40, "b" * 40, "c" * 40)


def history(*line, cut_off=False):
    """Whether one commit stands before another on this line; what is not on it is in no history."""

    def descends(commit, ancestor):
        if ancestor in line and commit in line:
            return line.index(ancestor) <= line.index(commit)
        return None if cut_off else False

    return descends


def test_the_first_build_knows_of_none_before():
    assert following(None, A, history(A)) == Build(A)


def test_the_next_one_descends_from_it():
    assert following(Build(A), B, history(A, B)) == Build(B, A, "descends")


def test_the_same_commit_gives_the_same_record_to_the_last_byte():
    before = following(Build(A), B, history(A, B))
    assert following(before, B, history(A, B)).content() == before.content()
    assert read(before.content()) == before


def test_a_rewritten_history_is_noticed_and_stays_noticed():
    noticed = following(Build(A), B, history(B))
    assert noticed == Build(B, A, "rewritten", ((A, B),))
    assert following(noticed, C, history(B, C)) == Build(C, B, "descends", ((A, B),))


def test_an_older_commit_is_no_rewriting():
    assert following(Build(B), A, history(A, B)) == Build(A, B, "older")


def test_a_clone_that_is_cut_off_cannot_tell():
    assert following(Build(A), B, history(B, cut_off=True)) == Build(B, A, "unknown")


def test_previews_between_two_builds_lose_nothing():
    preview = following(Build(A), None, history(A))
    assert preview == Build(None, A)
    assert following(preview, B, history(B)) == Build(B, A, "rewritten", ((A, B),))
    assert following(preview, A, history(A)) == Build(A)


@pytest.mark.parametrize(
    "change",
    [
        {"revision": "HEAD"},
        {"previous": "--upload-pack=x"},
        {"previous": A.upper()},
        {"kinship": "<b>"},
        {"rewritten": [[A]]},
        {"rewritten": [[A, "<script>"]]},
        {"rewritten": "x"},
        {"more": 1},
    ],
)
def test_what_no_build_wrote_is_refused(change):
    """The file comes from wherever the site is published: nothing in it reaches git or a page unread."""
    record = json.loads(Build(B, A, "descends").content()) | change
    with pytest.raises(ValueError, match=r"."):
        read(json.dumps(record).encode())


@pytest.mark.parametrize("content", [b"", b"\xff", b"[]", b"null"])
def test_what_is_no_record_is_refused(content):
    with pytest.raises(ValueError, match=r"."):
        read(content)
