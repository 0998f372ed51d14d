"""What is kept from one run to the next is believed only whole, and done without where it cannot be kept."""

import pytest

from minhchung import kept


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
