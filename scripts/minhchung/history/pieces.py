"""A file cut at its top-level keys, and below `indicators` and `documents` at each entry, without reading it. Pure.

A cut may be wrong: what looks like a key can stand inside a quote, a bracket or a block of text. So the first state
of a file is read, too, and its cuts count only if the reader saw a key at each of them, and nowhere else. Then no
piece runs over a cut, and a later state of the file has only to read cleanly in those of its pieces that are new.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from minhchung.yaml.nodes import Map
from minhchung.yaml.strict import MAX_BYTES

_TOP = re.compile(rb"([A-Za-z_][A-Za-z0-9_-]*):(?:[ \r]|\Z)")
_ENTRY = re.compile(rb"( +)(\"?[A-Za-z0-9._-]+\"?):(?:[ \r]|\Z)")
_BARE = re.compile(rb"(?:indicators|documents):[ \r]*\Z")
_IDLE = re.compile(rb" *\r?(?:#.*)?\Z")


class Cut(NamedTuple):
    """The pieces of a file, each of which stands for itself, and on which line (from 0) each key was seen."""

    pieces: list[bytes]
    keys: Mapping[tuple[str, ...], int]
    bare: list[str]  # the keys whose entries were cut apart

    def fits(self, data: Map) -> bool:
        """Whether the reader of the same content saw the same keys on the same lines."""
        seen: dict[tuple[str, ...], int] = {(key,): at[0] - 1 for key, at in data.at.items()}
        for block in self.bare:
            entries = data.get(block)
            if type(entries) is Map:
                seen |= {(block, key): at[0] - 1 for key, at in entries.at.items()}
        return seen == self.keys


def cut(content: bytes) -> Cut | None:
    """The pieces of a file; None where it is written in a way that cannot be cut."""
    if len(content) > MAX_BYTES:
        return None
    pieces: list[list[bytes]] = [[]]
    keys: dict[tuple[str, ...], int] = {}
    bare: list[str] = []
    block, indent = b"", b""
    for number, line in enumerate(content.split(b"\n")):
        if _IDLE.match(line):
            pieces[-1].append(line)
            continue
        if top := _TOP.match(line):
            path: tuple[str, ...] = (top[1].decode(),)
            block, indent = (line, b"") if _BARE.match(line) else (b"", b"")
            bare += path if block else ()
            piece = [line]
        elif not line.startswith(b" ") or not keys:
            return None
        elif not block or (indent and line.startswith(indent + b" ")):
            pieces[-1].append(line)
            continue
        else:
            entry = _ENTRY.match(line)
            if entry is None or (indent and entry[1] != indent):
                return None
            indent = entry[1]
            path = (bare[-1], entry[2].strip(b'"').decode())
            piece = [block, line]
        if path in keys:
            return None
        keys[path] = number
        pieces.append(piece)
    ended = [b"".join(line + b"\n" for line in lines) for lines in pieces[:-1]]
    return Cut([*ended, b"\n".join(pieces[-1])], keys, bare) if keys else None
