"""Values as a careful person writes them in YAML: plain where that is safe, on one line where it fits. Pure."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

WIDTH = 110
_STEP = 2

_FIRST = re.compile(r"[^\W_]|[“(«]")
_TROUBLE = re.compile(r":(?:\s|\Z)|\s#|\s\s|\s\Z|[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]")
_TROUBLE_IN_FLOW = re.compile(r"[,\[\]{}:#]")
_CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")


def one_line(value: Any, *, quotes: bool = True) -> str | None:
    """`value` within a line in flow style; without `quotes`, None where a text would need some."""
    if isinstance(value, Mapping):
        parts = {key: one_line(item, quotes=quotes) for key, item in value.items()}
        if any(part is None for part in parts.values()):
            return None
        return "{" + ", ".join(f"{scalar(key, flow=True)}: {part}" for key, part in parts.items()) + "}"
    if isinstance(value, list):
        items = [one_line(item, quotes=quotes) for item in value]
        return None if None in items else "[" + ", ".join(map(str, items)) + "]"
    written = scalar(value, flow=True)
    return None if written.startswith('"') and not quotes else written


def scalar(value: Any, *, flow: bool = False) -> str:
    """A scalar on one line."""
    match value:
        case None:  # a blank that is still to be filled in
            return ""
        case bool():
            return "true" if value else "false"
        case Decimal():
            return format(value, "f")
        case int():
            return str(value)
    text = str(value)
    plain = _FIRST.match(text) and not _TROUBLE.search(text) and not (flow and _TROUBLE_IN_FLOW.search(text))
    return text if plain else quoted(text)


def quoted(text: str) -> str:
    """A text in double quotes: what JSON writes is YAML, if what cannot be seen is written by its number."""
    return _CONTROL.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(text, ensure_ascii=False))


def entry(key: str, value: Any, indent: int, *, flow: bool) -> str:
    """The lines of one entry of a block mapping, without the last line break; `flow`: mappings within stay on a
    line where they fit.
    """
    pad = " " * indent
    return f"{pad}{scalar(key)}:{after(value, indent, len(scalar(key)) + 1, flow=flow)}"


def item(value: Any, indent: int, *, flow: bool) -> str:
    """The lines of one item of a block list, whose dash stands at `indent`."""
    line = fitting(value, indent + 2, quotes=True) if flow else None
    if line is not None:
        return f"{' ' * indent}- {line}"
    if isinstance(value, Mapping) and value:
        lines = block(value, indent + 2, flow=flow)
        return f"{' ' * indent}- {lines.lstrip()}"
    return f"{' ' * indent}-{after(value, indent, 1, flow=True)}"


def block(value: Mapping[str, Any], indent: int, *, flow: bool) -> str:
    return "\n".join(entry(key, inner, indent, flow=flow) for key, inner in value.items())


def after(value: Any, indent: int, used: int, *, flow: bool) -> str:
    """What follows the colon of a key or the dash of an item at `indent`: with its space or its line break."""
    inside = indent + _STEP
    if isinstance(value, Mapping | list):
        line = fitting(value, indent + used + 1) if flow or not value else None
        if line is not None:
            return f" {line}"
        if isinstance(value, Mapping):
            return "\n" + block(value, inside, flow=flow)
        return "\n" + "\n".join(item(one, inside, flow=flow) for one in value)
    if not isinstance(value, str):
        return f" {scalar(value)}".rstrip()
    written = scalar(value)
    fits = indent + used + 1 + len(written) <= WIDTH
    if _CONTROL.search(value) or value != value.strip():
        return f" {quoted(value)}"
    if "\n" in value:
        return f" |-\n{_indented(value.split(chr(10)), inside)}"
    if fits or "  " in value:
        return f" {written}"
    words = textwrap.wrap(value, WIDTH - inside, break_long_words=False, break_on_hyphens=False)
    return f" >-\n{_indented(words, inside)}"


def fitting(value: Any, indent: int, *, quotes: bool = False) -> str | None:
    """`value` in flow style, if it fits on the line; unless `quotes` may stand there, if it needs none."""
    line = one_line(value, quotes=quotes)
    return line if line is not None and indent + len(line) <= WIDTH else None


def _indented(lines: Iterable[str], indent: int) -> str:
    return "\n".join(f"{' ' * indent}{line}" if line else "" for line in lines)
