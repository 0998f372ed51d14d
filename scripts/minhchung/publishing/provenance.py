"""From which commit a site was built, and the one before it: `build.json` in the published site. Pure.

Each build takes over what the one before wrote down, so that a history rewritten between two builds is
noticed, and stays noticed. Built again from the same commit the record is the same to the last byte.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal, get_args

FILE = "build.json"

# How the commit of a build stands to that of the build before.
Kinship = Literal["descends", "older", "rewritten", "unknown"]
Descends = Callable[[str, str], bool | None]  # (commit, ancestor); None: a clone that is cut off cannot tell

_COMMIT = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?\Z")


@dataclass(frozen=True, slots=True)
class Build:
    """A published build. `revision` is None for one of files that no commit holds.

    `kinship` is None where no build came before; `rewritten` has every pair of commits (of a build, of the
    next one) the second of which did not descend from the first.
    """

    revision: str | None
    previous: str | None = None
    kinship: Kinship | None = None
    rewritten: tuple[tuple[str, str], ...] = ()

    def content(self) -> bytes:
        record = {
            "revision": self.revision,
            "previous": self.previous,
            "kinship": self.kinship,
            "rewritten": [list(pair) for pair in self.rewritten],
        }
        return json.dumps(record, indent=1).encode() + b"\n"


def read(content: bytes) -> Build:
    """The record in a published file, which may be anybody's. Raises ValueError for one that no build wrote."""
    record = json.loads(content)
    if not isinstance(record, dict) or record.keys() != {"revision", "previous", "kinship", "rewritten"}:
        raise ValueError("not the record of a build")
    kinship, rewritten = record["kinship"], record["rewritten"]
    if kinship is not None and kinship not in get_args(Kinship):
        raise ValueError("an unknown kinship")
    if not isinstance(rewritten, list) or not all(isinstance(p, list) and len(p) == 2 for p in rewritten):
        raise ValueError("not a list of pairs")
    return Build(
        None if record["revision"] is None else _commit(record["revision"]),
        None if record["previous"] is None else _commit(record["previous"]),
        kinship,
        tuple((_commit(old), _commit(new)) for old, new in rewritten),
    )


def _commit(value: Any) -> str:
    if not isinstance(value, str) or not _COMMIT.match(value):
        raise ValueError("not a commit")
    return value


def following(before: Build | None, revision: str | None, descends: Descends) -> Build:
    """The record of a build from `revision` in place of the build `before`."""
    if before is None:
        return Build(revision)
    if before.revision == revision:
        return before
    previous = before.revision or before.previous
    if previous is None or previous == revision:  # only previews came between
        return Build(revision, rewritten=before.rewritten)
    if revision is None:
        return Build(None, previous, None, before.rewritten)
    kinship = _kinship(revision, previous, descends)
    pairs = ((previous, revision),) if kinship == "rewritten" else ()
    return Build(revision, previous, kinship, (*before.rewritten, *pairs))


def _kinship(revision: str, previous: str, descends: Descends) -> Kinship:
    found = descends(revision, previous)
    if found is not False:
        return "descends" if found else "unknown"
    return "older" if descends(previous, revision) else "rewritten"
