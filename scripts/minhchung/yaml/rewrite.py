"""A YAML text that is to say something else: changed where its data change, and nowhere else. Pure.

Whoever wrote it keeps comments, order, quotes and line breaks; a reviewer sees only the lines that are new. A
commented-out line for the very key that is added (as :mod:`minhchung.evidence.template` writes them) is where the
value belongs, and makes room for it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from difflib import SequenceMatcher
from typing import Any

from minhchung.yaml import emit
from minhchung.yaml.spans import Entry, Span, spans
from minhchung.yaml.strict import read

_BOM = "\ufeff"
_SAMPLE = re.compile(r" *# (?:- )?[\w.-]+:(?: |$)")

Typing = Callable[[bytes], Any]


class RewriteError(Exception):
    """The text is written in a way that cannot be changed safely: a person has to do it."""


def rewritten(
    content: bytes, wanted: Mapping[str, Any], typing: Typing, order: Mapping[str, int], flow: str = ""
) -> bytes:
    """The file with the data `wanted`; `typing` gives the data of a file, as the strict reader and a schema see it.

    `order` ranks keys: a new one stands behind those of a lower rank, an unranked one at the end. New mappings
    below the top-level key `flow` stand on one line where they fit.

    Raises RewriteError; whatever is returned says exactly what is wanted.
    """
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        raise RewriteError from None
    if read("", content)[1]:
        raise RewriteError
    body = text.removeprefix(_BOM)
    change = _Change(body, order, flow)
    if not _same(typing(content), wanted):
        change.mapping(change.root, typing(content), wanted, ())
    made = (text[: len(text) - len(body)] + change.applied()).encode()
    if read("", made)[1] or not _same(typing(made), wanted):
        raise RewriteError
    return made


def _same(one: Any, other: Any) -> bool:
    """Equal, and a yes never taken for a 1."""
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return one.keys() == other.keys() and all(_same(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(_same, one, other))
    return bool(one == other) and isinstance(one, bool) == isinstance(other, bool)


class _Change:
    """The edits of one text: none touches what another one does."""

    def __init__(self, text: str, order: Mapping[str, int], flow: str) -> None:
        self.text, self.order, self.flow = text, order, flow
        self.root = spans(text)
        self.in_lines = _outermost_in_lines(self.root)
        self.newline = "\r\n" if "\r\n" in text else "\n"
        self.edits: list[tuple[int, int, str]] = []

    def applied(self) -> str:
        made, at = [], 0
        for start, end, new in sorted(self.edits, key=lambda edit: edit[:2]):
            if start < at:
                raise RewriteError
            made += [self.text[at:start], new.replace("\n", self.newline)]
            at = end
        return "".join(made) + self.text[at:]

    def edit(self, start: int, end: int, new: str) -> None:
        self.edits.append((start, end, new))

    # Walking

    def value(self, entry: Entry, old: Any, new: Any, path: tuple[str | int, ...], indent: int) -> None:
        """Make one value of a mapping or list say `new`; `indent` is where its key or its dash stands."""
        if _same(old, new):
            return
        node, flow = entry.value, self.flows(path)
        if isinstance(new, Mapping | list) and not old and len(path) == 1:
            self.first(entry, new, path)
        elif isinstance(new, Mapping | list) and not new and len(path) == 1:
            self.remove(node, list(range(len(node.entries))))
        elif isinstance(new, Mapping) and node.kind == "map" and self.keeps(entry, new):
            self.mapping(node, old, new, path)
        elif isinstance(new, list) and node.kind == "seq" and old and new:
            self.listing(node, old, new, path)
        elif node.kind == "scalar" and isinstance(new, str) and self.text[node.start : node.start + 1] == '"':
            self.edit(node.start, node.end, emit.quoted(new))
        elif self.in_flow(entry):
            self.edit(node.start, node.end, str(emit.one_line(new)))
        else:
            start = len(self.text[: node.start].rstrip())  # behind the colon, or the dash
            used = start - self.line_start(start) - indent
            if isinstance(path[-1], int):
                self.edit(start, node.end, emit.item(new, indent, flow=flow)[indent + 1 :])
            else:
                self.edit(start, node.end, emit.after(new, indent, used, flow=flow))

    def mapping(self, node: Span, old: Any, new: Mapping[str, Any], path: tuple[str | int, ...]) -> None:
        indent = self.column(node.entries[0].start) if node.entries else 0
        gone = [number for number, entry in enumerate(node.entries) if entry.key not in new]
        for entry in node.entries:
            if entry.key in new:
                self.value(entry, old[entry.key], new[entry.key], (*path, entry.key), indent)
        self.remove(node, gone)
        kept = [entry for entry in node.entries if entry.key in new]
        for key in sorted(new.keys() - old.keys(), key=lambda key: (self.rank(key), list(new).index(key))):
            self.add(node, kept, key, new[key], (*path, key), indent)

    def listing(self, node: Span, old: list[Any], new: list[Any], path: tuple[str | int, ...]) -> None:
        indent = self.column(node.start)
        was, now = [repr(item) for item in old], [repr(item) for item in new]
        gone: list[int] = []
        for tag, i, j, m, n in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
            if tag == "equal":
                continue
            both = min(j - i, n - m)
            for step in range(both):
                self.value(node.entries[i + step], old[i + step], new[m + step], (*path, i + step), indent)
            gone += range(i + both, j)
            for value in new[m + both : n]:
                self.item(node, i + both, value, indent, path)
        self.remove(node, gone)

    # Adding

    def add(
        self, node: Span, kept: list[Entry], key: str, value: Any, path: tuple[str | int, ...], indent: int
    ) -> None:
        unranked = key not in self.order
        before = [entry for entry in kept if unranked or self.rank(entry.key) < self.rank(key)]
        if node.flow:
            new = f"{emit.scalar(key, flow=True)}: {emit.one_line(value)}"
            self.add_in_flow(node, kept, len(before), new)
            return
        new = emit.entry(key, value, indent, flow=self.flows(path))
        sample = self.sample(rf" {{{indent}}}# {re.escape(key)}:(?: |$)", *self.region(node, path))
        if sample:
            self.edit(*sample, new + "\n")
        elif before:
            gap = "\n" if indent == 0 and isinstance(value, Mapping | list) else ""
            self.below(before[-1].end, gap + new)
        elif self.text[self.line_start(node.start) : node.start].strip():  # behind a dash
            self.edit(kept[0].start, kept[0].start, f"{new.lstrip()}\n{' ' * indent}")
        else:
            start = self.line_start(kept[0].start)
            self.edit(start, start, new + "\n")

    def item(self, node: Span, number: int, value: Any, indent: int, path: tuple[str | int, ...]) -> None:
        """A new item behind the first `number` ones."""
        if node.flow:
            self.add_in_flow(node, node.entries, number, str(emit.one_line(value)))
        elif number:
            self.below(node.entries[number - 1].end, emit.item(value, indent, flow=self.flows(path)))
        else:
            start = self.line_start(node.start)
            self.edit(start, start, emit.item(value, indent, flow=self.flows(path)) + "\n")

    def add_in_flow(self, node: Span, kept: list[Entry], number: int, new: str) -> None:
        if number:
            self.edit(kept[number - 1].end, kept[number - 1].end, f", {new}")
        elif kept:
            self.edit(kept[0].start, kept[0].start, f"{new}, ")
        else:
            self.edit(node.start + 1, node.start + 1, new)

    def first(self, entry: Entry, new: Any, path: tuple[str | int, ...]) -> None:
        """The first entries of a top-level block that has none: each in its sample's place, or below the rest."""
        node, inside = entry.value, 2
        if node.end > node.start:  # {} or [], which goes
            self.edit(len(self.text[: node.start].rstrip()), node.end, "")
        start, end = self.below_key(entry)
        if isinstance(new, Mapping):
            written = {key: emit.entry(key, new[key], inside, flow=self.flows((*path, key))) for key in new}
        else:
            written = {str(at): emit.item(one, inside, flow=False) for at, one in enumerate(new)}
        samples = self.samples(start, end)
        if len(samples) == 1:
            self.edit(*samples[0], "\n".join(written.values()) + "\n")
            return
        others = []
        for key, lines in written.items():
            sample = self.sample(rf" {{{inside}}}# {re.escape(key)}:(?: |$)", start, end)
            if sample:
                self.edit(*sample, lines + "\n")
            else:
                others.append(lines)
        if others:
            at = self.after_indented(start, end)
            self.edit(at, at, self.break_before(at) + "\n".join(others) + "\n")

    # Removing

    def remove(self, node: Span, gone: list[int]) -> None:
        """Remove entries by number; in a block with their lines, in a line with their commas."""
        entries = node.entries
        while gone:
            first = last = gone.pop(0)
            while gone and gone[0] == last + 1:
                last = gone.pop(0)
            following = entries[last + 1] if last + 1 < len(entries) else None
            if node.flow and following:
                self.edit(entries[first].start, following.start, "")
            elif node.flow:
                self.edit(entries[first - 1].end if first else entries[0].start, entries[last].end, "")
            elif (
                node.kind == "map"
                and following
                and self.text[self.line_start(entries[first].start) : entries[first].start].strip()
            ):  # behind a dash: the next one takes its place
                self.edit(entries[first].start, following.start, "")
            else:
                for entry in entries[first : last + 1]:
                    self.edit(self.line_start(entry.start), self.line_end(entry.end), "")

    # Places

    def flows(self, path: tuple[str | int, ...]) -> bool:
        return bool(path) and path[0] == self.flow

    def in_flow(self, entry: Entry) -> bool:
        """Whether a value stands inside brackets."""
        return any(outer.start < entry.start < outer.end for outer in self.in_lines)

    def keeps(self, entry: Entry, new: Mapping[str, Any]) -> bool:
        """Whether a mapping stays as it is written: not one on a line, alone there, on which it no longer fits."""
        node = entry.value
        if not any(inner.key in new for inner in node.entries):
            return False
        alone = node.flow and "\n" not in self.text[node.start : node.end] and not self.in_flow(entry)
        return not alone or self.column(node.start) + len(str(emit.one_line(new))) <= emit.WIDTH

    def rank(self, key: str) -> int:
        return self.order.get(key, len(self.order))

    def below(self, end: int, new: str) -> None:
        at = self.line_end(end)
        self.edit(at, at, self.break_before(at) + new + "\n")

    def break_before(self, at: int) -> str:
        return "" if not at or self.text[at - 1] == "\n" else "\n"

    def line_start(self, offset: int) -> int:
        return self.text.rfind("\n", 0, offset) + 1

    def line_end(self, offset: int) -> int:
        """Behind the line break of the line that holds `offset`."""
        found = self.text.find("\n", offset)
        return len(self.text) if found < 0 else found + 1

    def column(self, offset: int) -> int:
        return offset - self.line_start(offset)

    def below_key(self, entry: Entry) -> tuple[int, int]:
        """The lines that belong to a top-level key: up to the next one."""
        start = self.line_end(entry.start)
        following = [other.start for other in self.root.entries if other.start > entry.start]
        return start, min(following, default=len(self.text))

    def region(self, node: Span, path: tuple[str | int, ...]) -> tuple[int, int]:
        """Where a commented-out entry of a mapping may stand."""
        if len(path) == 1:
            return 0, len(self.text)
        top = self.root.entry(str(path[0]))
        return self.below_key(top) if top and len(path) == 2 else (0, 0)

    def after_indented(self, start: int, end: int) -> int:
        """Behind the last line of a block that is indented; comments are the block's own where they are."""
        at = start
        while start < end:
            stop = self.line_end(start)
            if self.text[start:stop].startswith(" ") and self.text[start:stop].strip():
                at = stop
            start = stop
        return at

    def sample(self, pattern: str, start: int, end: int) -> tuple[int, int] | None:
        """The commented-out entry that `pattern` finds at the beginning of a line, with its lines."""
        found = re.compile(f"^{pattern}", re.MULTILINE).search(self.text[start:end].replace("\r", " "))
        return self.commented(start + found.start()) if found else None

    def samples(self, start: int, end: int) -> list[tuple[int, int]]:
        """Every commented-out entry."""
        found = []
        while start < end:
            stop = self.line_end(start)
            if _SAMPLE.match(self.text[start:stop].rstrip()):
                found.append(self.commented(start))
                stop = found[-1][1]
            start = stop
        return found

    def commented(self, start: int) -> tuple[int, int]:
        """A commented-out entry from its first line on: those below it that are deeper are its own."""
        end = self.line_end(start)
        head = self.text[start:end]
        deeper = head[: head.index("#")] + "#   "
        while self.text.startswith(deeper, end):
            end = self.line_end(end)
        return start, end


def _outermost_in_lines(root: Span) -> list[Span]:
    """The values in brackets that stand in no other one's."""
    found, waiting = [], [root]
    while waiting:
        node = waiting.pop()
        if node.flow:
            found.append(node)
        else:
            waiting += [entry.value for entry in node.entries]
    return found
