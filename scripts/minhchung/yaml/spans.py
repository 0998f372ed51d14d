"""Where every value of a YAML text begins and ends, for whoever changes the text and not only the data. Pure.

Only for text that the strict reader (:mod:`minhchung.yaml.strict`) has accepted: no aliases, no tags, one document.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

import yaml
from yaml.events import (
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from minhchung.yaml.strict import clean


@dataclass(slots=True)
class Span:
    """A value: `start` and `end` are offsets in the text, blank space around it left out."""

    kind: Literal["scalar", "map", "seq"]
    start: int
    end: int
    flow: bool = False
    entries: list[Entry] = field(default_factory=list)

    def entry(self, key: str) -> Entry | None:
        return next((entry for entry in self.entries if entry.key == key), None)


@dataclass(slots=True)
class Entry:
    """A value within a mapping, with its key, or within a list; `start` is where the key or the item begins."""

    start: int
    key: str
    value: Span

    @property
    def end(self) -> int:
        return self.value.end


def spans(text: str) -> Span:  # noqa: C901 - one event after the other
    """The spans of the one value of `text`."""
    lines = [0]
    for line in text.split("\n"):
        lines.append(lines[-1] + len(line) + 1)

    def offset(mark: Any) -> int:
        at: int = lines[mark.line] + mark.column
        return at

    stack: list[Span] = []
    keys: list[tuple[int, str] | None] = []
    root: Span | None = None
    loader = yaml.CSafeLoader(text)
    try:
        for event in iter(loader.get_event, None):
            if isinstance(event, MappingEndEvent | SequenceEndEvent):
                closed = stack.pop()
                keys.pop()
                if closed.flow:
                    closed.end = offset(event.end_mark)
                elif closed.entries:
                    closed.end = closed.entries[-1].end
                continue
            if not isinstance(event, ScalarEvent | MappingStartEvent | SequenceStartEvent):
                continue
            start = offset(event.start_mark)
            parent = stack[-1] if stack else None
            if isinstance(event, ScalarEvent) and parent and parent.kind == "map" and keys[-1] is None:
                keys[-1] = (start, clean(event.value))
                continue
            node = _opened(event, start, text, offset(event.end_mark))
            if parent:
                at, key = keys[-1] or (start, "")
                parent.entries.append(Entry(at, key, node))
                keys[-1] = None
            else:
                root = node
            if node.kind != "scalar":
                stack.append(node)
                keys.append(None)
    finally:
        loader.dispose()
    if root is None:
        raise ValueError("an empty text has no spans")
    return root


def _opened(event: Any, start: int, text: str, end: int) -> Span:
    if isinstance(event, ScalarEvent):  # a block scalar ends below its last line
        return Span("scalar", start, start + len(text[start:end].rstrip()))
    kind: Literal["map", "seq"] = "map" if isinstance(event, MappingStartEvent) else "seq"
    return Span(kind, start, start, flow=bool(event.flow_style))
