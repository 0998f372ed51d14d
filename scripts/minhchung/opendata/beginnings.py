"""The values with which the files of a dossier were first recorded, worked out backwards. Pure.

What a file holds now, with every change since undone, is what it began with: so nothing has to be read twice.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from minhchung.evidence.flat import Field, flat
from minhchung.history.model import Change


def began(recorded: Change, changes: Sequence[Change], files: Mapping[str, Any]) -> dict[Field, Any]:
    """The values that a file held when it was first recorded.

    `changes` are all those of its dossier, and `files` what its files hold at the revision up to which they go.
    """
    then = flat(files.get(recorded.file))
    first: dict[Field, Any] = {}
    for change in changes:
        if change.file == recorded.file and change.field is not None:
            first.setdefault(Field(change.indicator, change.field), change.old)
    return {field: value for field, value in (then | first).items() if value is not None}
