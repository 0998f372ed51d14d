"""The values with which the files of a dossier were first recorded, worked out backwards. Pure.

What a file holds now, with every change since undone, is what it began with: so nothing has to be read twice.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from minhchung.evidence.flat import Field, flat
from minhchung.history.model import Change, kind_of


def with_beginnings(changes: Sequence[Change], files: Mapping[str, Any]) -> Iterator[Change]:
    """The changes of a dossier, and after “first recorded” each value of that file as appearing.

    `files` are what its files hold at the revision up to which the changes go.
    """
    for change in changes:
        yield change
        if change.kind == "recorded":
            yield from _began(change, changes, flat(files.get(change.file)))


def _began(recorded: Change, changes: Sequence[Change], now: Mapping[Field, Any]) -> Iterator[Change]:
    then = dict(now)
    first: dict[Field, Any] = {}
    for change in changes:
        if change.file == recorded.file and change.field is not None:
            first.setdefault(Field(change.indicator, change.field), change.old)
    then |= first
    for field, value in then.items():
        if value is not None:
            yield replace(
                recorded, indicator=field.indicator, field=field.name, new=value, kind=kind_of(field)
            )
