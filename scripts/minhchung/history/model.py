"""What git says about the files of the dossiers, and what it comes to: commits, lines, changes. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from minhchung.evidence.flat import FILES, Field
from minhchung.i18n import N_

Kind = Literal["value", "document", "recorded", "broken", "mended", "renamed"]

# Nobody listed the author's address or domain: design.md, “People”.
UNKNOWN_ORGANISATION = N_("chưa rõ tổ chức")

_PLACE = re.compile(rf"(?:(.*)/)?([^/]+)/([0-9]{{4}})/({'|'.join(map(re.escape, FILES))})\Z", re.DOTALL)


class Place(NamedTuple):
    """Where a file of a dossier stands: below which folder of evidence, of whom, of which year, which one."""

    folder: str
    unit: str
    year: int
    file: str

    @classmethod
    def of(cls, path: str) -> Place | None:
        """The place of `path`; None where it is no file of a dossier."""
        found = _PLACE.match(path)
        return cls(found[1] or "", found[2], int(found[3]), found[4]) if found else None

    def __str__(self) -> str:
        return f"{self.folder}/{self.inside}" if self.folder else self.inside

    @property
    def inside(self) -> str:
        """The path within the folder of evidence."""
        return f"{self.unit}/{self.year:04d}/{self.file}"


class Author(NamedTuple):
    """Whoever made a commit, as far as it takes to find an organisation: no name, no address."""

    address: str  # the SHA-256 of the lower-cased address
    domain: str


class Entry(NamedTuple):
    """A file that a commit made different from its first parent. None: it was, or is, not there.

    The id of a file that is no ordinary one (a link, a submodule) begins with ``!``.
    """

    path: str
    old: str | None
    new: str | None


class Record(NamedTuple):
    """What one commit says of itself, and the evidence files in which it differs from its first parent."""

    date: str  # when it was committed, ISO with seconds, at UTC+7; its committer's clock is the only witness
    author: Author
    pull_request: int | None  # the number its own message gives
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit in its place in the history of one revision."""

    id: str
    record: Record
    is_merge: bool
    pull_request: int | None  # its own, else that of the merge that brought it
    rank: int  # counts from the oldest; a merged commit counts at its merge


@dataclass(frozen=True, slots=True)
class Move:
    """What one commit did to one file: its place and its content before and after."""

    commit: Commit
    before: Place | None
    after: Place | None
    old: str | None
    new: str | None


@dataclass(frozen=True, slots=True)
class Step(Move):
    """A move on the main line. `parallel`: both sides of a merge touched the file; these are its branch's moves."""

    parallel: tuple[Move, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """All steps of one file, oldest first, whatever its name was. `place` is its last one."""

    place: Place
    steps: tuple[Step, ...]

    @property
    def units(self) -> frozenset[str]:
        """The unit that it belongs to, and the former names of that folder."""
        places = {place for step in self.steps for place in (step.before, step.after) if place}
        return frozenset(place.unit for place in places)


@dataclass(frozen=True, slots=True)
class Change:
    """One value that changed, or one thing that befell a file.

    `field` is a dotted name below the indicator (or the file, where `indicator` is None), as in
    :mod:`minhchung.evidence.flat`; None for what befell the whole file. `old` and `new` are None where
    the value was or is absent. Of a file that was first recorded both are None; of a broken one `new` says how
    (a code of the strict reader), of a mended one `old` says how it was; of a renamed one both are paths below
    the folder of evidence.
    """

    unit: str  # as the folder is called now
    year: int
    file: str
    indicator: str | None
    field: str | None
    old: Any
    new: Any
    commit: str
    date: str
    organisation: str
    pull_request: int | None
    signature: str | None  # None: no keys are configured
    kind: Kind
    rank: int  # changes of one history are ordered by it; dates are not, since clocks lie

    @property
    def day(self) -> str:
        """The day at UTC+7, ISO."""
        return self.date[:10]


def kind_of(field: Field) -> Kind:
    """Whether a field describes a document: below `documents`, or the `document` of a decision."""
    top = field.name.partition(".")[0]
    return "document" if field.indicator is None and top in ("documents", "document") else "value"
