"""The contents of blobs as values, and how two states of a file differ, reading as little as possible. Pure.

The first state of a file is read whole. Later ones are cut (:mod:`minhchung.history.pieces`): equal pieces cancel
out and only the others are read. Whenever anything is in doubt the whole file is read, and that decides.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, MutableMapping, Sequence
from contextlib import suppress
from functools import lru_cache
from itertools import chain, pairwise
from typing import Any, NamedTuple

from minhchung.evidence.flat import Field, changed, flat
from minhchung.history.pieces import Cut, cut
from minhchung.yaml.nodes import Map
from minhchung.yaml.strict import read
from minhchung.yaml.typed import typing_of

FieldChange = tuple[Field, Any, Any]
Difference = tuple[FieldChange, ...]

NOT_PLAIN = "not-plain"

# What a scalar is, by its key alone: under which criteria a file was written does not matter here.
_BOOLEAN, _INTEGER, _NUMBER = ({"type": kind} for kind in ("boolean", "integer", "number"))
_CLAIM: dict[str, Any] = {
    **dict.fromkeys(("met", "comparable", "agrees"), _BOOLEAN),
    **dict.fromkeys(("count", "total"), _INTEGER),
    **dict.fromkeys(("percent", "previous", "current"), _NUMBER),
    "parts": {
        "additionalProperties": {
            "oneOf": [_NUMBER, {"properties": dict.fromkeys(("previous", "current"), _NUMBER)}]
        }
    },
    "evidence": {"items": {"oneOf": [{}, {"properties": {"page": _INTEGER}}]}},
}
_TYPED = typing_of(
    {
        "properties": {
            **dict.fromkeys(("year", "level"), _INTEGER),
            "indicators": {
                "additionalProperties": {"properties": {**_CLAIM, "claim": {"properties": _CLAIM}}}
            },
        }
    }
)


class State(NamedTuple):
    """What is known of a blob: why it cannot be read, and whether its cuts are where a reader sees them too."""

    fault: str | None
    cut: bool


class Broken(Exception):
    """The content cannot be read; `code` is what the strict reader, or the kind of file, says."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Contents:
    """The contents of blobs, as `read` gives their bytes.

    `differences` (of two readable blobs) and `states` remember by blob what was found, from one run to the next.
    """

    def __init__(
        self,
        read: Callable[[str], bytes],
        differences: MutableMapping[tuple[str, str], Difference],
        states: MutableMapping[str, State],
    ) -> None:
        self._read, self._differences, self._states = read, differences, states
        self._cut = lru_cache(maxsize=64)(lambda blob: cut(read(blob)))  # a new state is soon an old one

    def fault(self, blob: str) -> str | None:
        """Why the file cannot be read; None where it can."""
        return self._state(blob).fault

    def must_read(self, blob: str | None) -> None:
        """Raises Broken for a blob that cannot be read."""
        fault = self.fault(blob) if blob else None
        if fault:
            raise Broken(fault)

    def fields(self, blob: str) -> dict[Field, Any]:
        """Every value of a file. Raises Broken."""
        return flat(_TYPED(self._mapping(blob)))

    def difference(self, old: str | None, new: str | None) -> Difference:
        """How the values of two files differ, the first of which can be read. Raises Broken for the second."""
        if old == new:
            return ()
        if old is None or new is None:
            before, after = (self.fields(blob) if blob else {} for blob in (old, new))
            return tuple(changed(before, after))
        if new in self._states:
            self.must_read(new)
        if (old, new) not in self._differences:
            found = self._by_pieces(old, new)
            if found is None:
                found = tuple(changed(self.fields(old), self.fields(new)))
            self._differences[old, new] = found
        return self._differences[old, new]

    def unread(self, blobs: Sequence[str]) -> list[str]:
        """Those of the successive states of a file that have to be read to tell them apart."""
        first = [blob for blob in blobs[:1] if blob not in self._states]
        pairs = [
            pair for pair in pairwise(blobs) if pair not in self._differences and pair[1] not in self._states
        ]
        return [blob for blob in dict.fromkeys((*first, *chain(*pairs))) if not blob.startswith("!")]

    def _state(self, blob: str) -> State:
        if blob not in self._states:
            with suppress(Broken):  # which is then its state
                self._mapping(blob)
        return self._states[blob]

    def _mapping(self, blob: str) -> Map:
        """The file, read whole. Raises Broken."""
        fault, found = NOT_PLAIN, None
        if not blob.startswith("!"):
            file, problems = read("", self._read(blob))
            fault = problems[0].code if file.data is None else "wrong-type"
            found = file.data if type(file.data) is Map else None
        if found is None:
            self._states[blob] = State(fault, cut=False)
            raise Broken(fault)
        cuts = self._cut(blob)
        self._states[blob] = State(None, cut=cuts is not None and cuts.fits(found))
        return found

    def _by_pieces(self, old: str, new: str) -> Difference | None:
        """The difference, read from the pieces that differ; None where they do not tell."""
        if new.startswith("!") or not self._state(old).cut:
            return None
        before, after = self._cut(old), self._cut(new)
        if before is None or after is None:
            return None
        gone, come = Counter(before.pieces), Counter(after.pieces)
        try:
            was, now = _together(before, gone - come), _together(after, come - gone)
        except Broken:
            return None
        self._states[new] = State(None, cut=True)
        return tuple(changed(was, now))


def _together(cuts: Cut, chosen: Counter[bytes]) -> dict[Field, Any]:
    """The values of the chosen pieces, in the order of the file. Raises Broken where one does not read cleanly."""
    found: dict[Field, Any] = {}
    for piece in cuts.pieces:
        if piece in chosen:
            found.update(_piece(piece))
    return found


@lru_cache(maxsize=1 << 14)
def _piece(content: bytes) -> dict[Field, Any]:
    file, problems = read("", content)
    if problems or type(file.data) is not Map:
        raise Broken("piece")
    return flat(_TYPED(file.data))
