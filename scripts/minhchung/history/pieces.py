"""What differs between two states of a file, parsing only the pieces that do. Pure.

A file is cut at its top-level keys and below `indicators` and `documents` at each entry, and equal pieces
cancel out. A piece has to read without a fault on its own, which no construct that runs over a cut does (an
open quote, an open bracket); whenever anything is in doubt the whole file is read, and that decides.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, MutableMapping, Sequence
from functools import lru_cache
from itertools import chain, pairwise
from typing import Any

from minhchung.evidence.flat import Field, changed, flat
from minhchung.yaml.strict import MAX_BYTES, Map, read
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

_TOP = re.compile(rb"([A-Za-z_][A-Za-z0-9_-]*):(?:[ \r]|\Z)")
_ENTRY = re.compile(rb"( +)(\"?[A-Za-z0-9._-]+\"?):(?:[ \r]|\Z)")
_BARE = re.compile(rb"(?:indicators|documents):[ \r]*\Z")
_IDLE = re.compile(rb" *\r?(?:#.*)?\Z")


class Broken(Exception):
    """The content cannot be read; `code` is what the strict reader, or the kind of file, says."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Contents:
    """The contents of blobs as fields, and how two of them differ.

    `read` gives the bytes of a blob. `known` and `faults` remember what was found, by blob, from one run to
    the next: a difference is that of two readable blobs; a fault is None for a blob that can be read.
    """

    def __init__(
        self,
        read: Callable[[str], bytes],
        known: MutableMapping[tuple[str, str], Difference],
        faults: MutableMapping[str, str | None],
    ) -> None:
        self._read, self._known, self._faults = read, known, faults
        self._pieces = lru_cache(maxsize=64)(
            lambda blob: pieces(read(blob))
        )  # the next one differs from the last

    def fault(self, blob: str) -> str | None:
        """Why the file cannot be read; None where it can."""
        if blob not in self._faults:
            try:
                self._mapping(blob)
            except Broken as broken:
                self._faults[blob] = broken.code
            else:
                self._faults[blob] = None
        return self._faults[blob]

    def must_read(self, blob: str | None) -> None:
        """Raises Broken for a blob that cannot be read."""
        fault = self.fault(blob) if blob else None
        if fault:
            raise Broken(fault)

    def fields(self, blob: str) -> dict[Field, Any]:
        """Every value of a file. Raises Broken."""
        return flat(_TYPED(self._mapping(blob)))

    def _mapping(self, blob: str) -> Map:
        if blob.startswith("!"):
            raise Broken(NOT_PLAIN)
        file, problems = read("", self._read(blob))
        if file.data is None:
            raise Broken(problems[0].code)
        if type(file.data) is not Map:
            raise Broken("wrong-type")
        return file.data

    def unread(self, blobs: Sequence[str]) -> list[str]:
        """Those of the successive states of a file that have to be read to tell them apart."""
        pairs = [pair for pair in pairwise(blobs) if pair not in self._known and pair[1] not in self._faults]
        first = [blob for blob in blobs[:1] if blob not in self._faults]
        return [blob for blob in dict.fromkeys((*first, *chain(*pairs))) if not blob.startswith("!")]

    def difference(self, old: str | None, new: str | None) -> Difference:
        """How the values of two files differ, the first of which can be read. Raises Broken for the second."""
        if old == new:
            return ()
        if old is None or new is None:
            before, after = (self.fields(blob) if blob else {} for blob in (old, new))
            return tuple(changed(before, after))
        if new in self._faults:
            self.must_read(new)
        if (old, new) not in self._known:
            try:
                self._known[old, new] = self._differ(old, new)
            except Broken as broken:
                self._faults[new] = broken.code
                raise
            self._faults[new] = None
        return self._known[old, new]

    def _differ(self, old: str, new: str) -> Difference:
        if not new.startswith("!"):
            before, after = self._pieces(old), self._pieces(new)
            if before and after:
                gone, come = Counter(before) - Counter(after), Counter(after) - Counter(before)
                try:
                    return tuple(changed(_together(before, gone), _together(after, come)))
                except Broken:
                    pass
        return tuple(changed(self.fields(old), self.fields(new)))


def pieces(content: bytes) -> list[bytes] | None:
    """The pieces of a file, each of which stands for itself; None where it cannot be cut with certainty."""
    if len(content) > MAX_BYTES:
        return None
    found: list[list[bytes]] = [[]]
    keys: set[bytes] = set()
    block, indent = b"", b""
    for line in content.split(b"\n"):
        if _IDLE.match(line):
            found[-1].append(line)
            continue
        top = _TOP.match(line)
        if top:
            if top[1] in keys:
                return None
            keys.add(top[1])
            block, indent = (line, b"") if _BARE.match(line) else (b"", b"")
            found.append([line])
        elif not line.startswith(b" ") or not keys:
            return None
        elif not block or (indent and line.startswith(indent + b" ")):
            found[-1].append(line)
        else:
            entry = _ENTRY.match(line)
            if entry is None or (indent and entry[1] != indent):
                return None
            indent = entry[1]
            key = block + b"\n" + entry[2].strip(b'"')
            if key in keys:
                return None
            keys.add(key)
            found.append([block, line])
    return [b"\n".join(lines) for lines in found]


def _together(ordered: list[bytes], chosen: Counter[bytes]) -> dict[Field, Any]:
    """The fields of the chosen pieces, in the order of the file. Raises Broken where one does not read cleanly."""
    found: dict[Field, Any] = {}
    for piece in ordered:
        if piece in chosen:
            found.update(_piece(piece))
    return found


@lru_cache(maxsize=1 << 14)
def _piece(content: bytes) -> dict[Field, Any]:
    file, problems = read("", content)
    if problems or type(file.data) is not Map:
        raise Broken("piece")
    return flat(_TYPED(file.data))
