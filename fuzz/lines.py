"""Where the entries and the values of a YAML file stand, as its lines show it: also of a file that no parser reads."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

_ENTRY = re.compile(r"(?m)^( *)((?:- )*)(?:([^\s#{}\[\],\"'-][^:\n]*?|\"[^\"\n]*\"):(?= |$))?([^\n]*)$")
_IN_FLOW = re.compile(r"(?<=[:\[,{] )[^,{}\[\]\n:]+(?=[,}\]])|(?<=[\[{])[^,{}\[\]\n:]+(?=[,}\]])")
_PAIR = re.compile(
    r"(?:(?<=\{)|(?<=, ))(?=(([\w\".-]+): (?:[^,{}\[\]\n]+|\[[^\[\]\n]*\]|\{[^{}\n]*\})(?:, )?))"
)  # looked ahead of, so that those within others are found too


class Span(NamedTuple):
    start: int
    end: int

    def of(self, text: str) -> str:
        return text[self.start : self.end]

    def replaced(self, text: str, new: str) -> str:
        return text[: self.start] + new + text[self.end :]


class Entry(NamedTuple):
    """A key with all that is below it, or an item of a list: whole lines."""

    whole: Span
    indent: int
    key: Span | None


class Layout(NamedTuple):
    entries: tuple[Entry, ...]
    values: tuple[Span, ...]
    pairs: tuple[Span, ...]  # `key: value` between braces, with its comma
    keys: tuple[Span, ...]


@lru_cache(maxsize=256)
def layout(text: str) -> Layout:
    found = [
        match for match in _ENTRY.finditer(text) if match.group().strip() and match.group().strip()[0] != "#"
    ]
    entries, values, keys = [], [], []
    indents = [len(match[1]) for match in found]
    for at, match in enumerate(found):
        last = at
        while last + 1 < len(found) and indents[last + 1] > indents[at]:
            last += 1
        end = min(found[last].end() + 1, len(text))
        key = Span(*match.span(3)) if match[3] else None
        entries.append(Entry(Span(match.start(), end), indents[at], key))
        if key:
            keys.append(key)
        value = match[4].strip()
        if value and value[0] not in "{[|>":
            values.append(Span(match.end(4) - len(match[4].lstrip()), match.end(4)))
    values += [Span(*match.span()) for match in _IN_FLOW.finditer(text)]
    pairs = list(_PAIR.finditer(text))
    keys += [Span(*match.span(2)) for match in pairs]
    return Layout(tuple(entries), tuple(values), tuple(Span(*match.span(1)) for match in pairs), tuple(keys))
