"""What the units below a city are called, from their types. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from minhchung.criteria.model import Words

# In the order in which the law lists them, each level apart.
_DISTRICTS = ("quận", "huyện", "thị xã", "thành phố")
_COMMUNES = ("phường", "xã", "thị trấn", "đặc khu")
_ORDER = (*_DISTRICTS, *_COMMUNES)
DISTRICTS = "quận, huyện"


def nouns(types: Iterable[str]) -> Words:
    """“quận, huyện” and “districts” for units of these types; those of no unit at all, too."""
    found = {kind.casefold() for kind in types}
    if not found or found in ({"quận"}, {"huyện"}):
        found = {"quận", "huyện"}
    known = [kind for kind in _ORDER if kind in found]
    vi = ", ".join([*known, *sorted(found - {*_ORDER})])
    if found <= {*_DISTRICTS}:
        return Words(vi, "districts")
    return Words(vi, "communes" if found <= {*_COMMUNES} else "units")
