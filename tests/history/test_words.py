"""Changes as a reader says them: no word of a file's own language where there is one of the reader's."""

import pytest

from minhchung.history.model import Change
from minhchung.history.words import Words


def line(lang, field, old, new):
    change = Change(
        *("song-xanh", 2022, "verification.yml", "2.1.1", field, old, new),
        *("a" * 40, "2022-12-20T09:00:00+07:00", "Sở", None, None, "value", 0),
    )
    return next(iter(Words(lang).lines([change]))).text


@pytest.mark.parametrize(
    ("lang", "field", "old", "new", "said"),
    [
        ("vi", "outcome", None, "accepted", "kết quả: (trống) → chấp nhận"),
        ("vi", "outcome", "rejected", "not-applicable", "kết quả: không chấp nhận → không áp dụng"),
        ("en", "outcome", "rejected", "not-applicable", "outcome: rejected → not applicable"),
        ("vi", "reason", None, "accepted", "lý do: (trống) → accepted"),  # a word of theirs stays
        ("vi", "outcome", None, "\x1b[31mđẹp", "kết quả: (trống) → "),  # as does what is no outcome
        ("vi", "evidence", ["bb-1"], [{"document": "bb-2", "page": 4}, "bb-3"], "bb-1 → bb-2, trang 4; bb-3"),
    ],
)
def test_a_value_is_said_in_the_language_of_the_reader(lang, field, old, new, said):
    text = line(lang, field, old, new)
    assert said in text
    assert "\x1b" not in text


def test_two_values_that_differ_never_read_the_same():
    """The quote of a citation is left out, unless nothing else changed."""
    text = line(
        "vi", "evidence", [{"document": "bb-2", "quote": "một"}], [{"document": "bb-2", "quote": "hai"}]
    )
    old, new = text.split(" → ")
    assert "một" in old
    assert "hai" in new
