"""A file of a dossier as flat fields, so that two states of it can be compared value by value. Pure.

Works on plain data as read, faulty files included: history must see a file that was broken for a while.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

FILES = ("self-assessment.yml", "verification.yml", "reply.yml", "decision.yml")


class Field(NamedTuple):
    """Where a value stands within a file: under which indicator (None: the file itself), by dotted name."""

    indicator: str | None
    name: str


def flat(data: Any) -> dict[Field, Any]:
    """Every value of a file by its field; a list (of evidence, of observations) is one value, an empty one is none."""
    found: dict[Field, Any] = {}
    if not isinstance(data, Mapping):
        return found
    for key, value in data.items():
        if key == "indicators" and isinstance(value, Mapping):
            for indicator, entry in value.items():
                found.update({Field(indicator, name): leaf for name, leaf in _leaves(entry, "")})
        else:
            found.update({Field(None, name): leaf for name, leaf in _leaves(value, key)})
    return found


def _leaves(node: Any, name: str) -> Iterator[tuple[str, Any]]:
    if not isinstance(node, Mapping):
        if node != []:
            yield name, node
        return
    for key, value in node.items():
        yield from _leaves(value, f"{name}.{key}" if name else str(key))


def changed(old: Mapping[Field, Any], new: Mapping[Field, Any]) -> Iterator[tuple[Field, Any, Any]]:
    """The fields whose values differ, with both values (None where absent), in order of appearance."""
    for field in dict.fromkeys((*old, *new)):
        before, after = old.get(field), new.get(field)
        if before != after or type(before) is not type(after):
            yield field, before, after
