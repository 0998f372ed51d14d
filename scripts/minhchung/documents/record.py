"""The committed record of checked documents: what was found, and on which day. Pure.

`documents-checked.yml`, beside units.yml: one line for each place of each document, sorted, so that the same
findings always give the same bytes. A line speaks of one address and one promised hash (`of` is the
fingerprint of the two): where a dossier now says something else, nothing is known of it. Git merges two records by
keeping the lines of both (.gitattributes); of two about one place the newer counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from minhchung.checking.personal.check import check_personal
from minhchung.checking.source import fault, mapping
from minhchung.documents.compare import STATES, Outcome, State
from minhchung.documents.described import PLACES, Described
from minhchung.problem import Problem
from minhchung.yaml.strict import read

FILE = "documents-checked.yml"
_HEAD = """\
# Do «minhchung documents check» ghi, mỗi dòng một nơi tìm được tài liệu. Đừng sửa tay: hãy chạy lại lệnh.
# of: dấu vết của địa chỉ và mã băm đã đối chiếu; hồ sơ đổi một trong hai thì dòng này không còn hiệu lực.
"""

_PLACE = re.compile(rf"[a-z0-9-]+/[0-9]{{4}}/[a-z-]+/[A-Za-z0-9._-]+/(?:{'|'.join(PLACES)})\Z")
_DATED = re.compile(rb"(?P<place>[^#\s:]+): \{.*\bdate: (?P<date>[0-9-]{10})\b")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
_CODE = re.compile(r"[a-z0-9-]{1,40}\Z")
_HEX = re.compile(r"[0-9a-f]{12}\Z")


@dataclass(frozen=True, slots=True)
class Entry:
    """What was found at one place of one document, on `date` (ISO, UTC+7)."""

    state: State
    date: str
    of: str
    why: str | None = None


class Record:
    """Findings by place: `song-xanh/2022/self-assessment/nq-64/url`."""

    def __init__(self, entries: Mapping[str, Entry]) -> None:
        self.entries = dict(entries)

    def entry(self, document: Described, place: str) -> Entry | None:
        """What is known of a place as the dossier describes it today; None: it has not been checked."""
        entry = self.entries.get(f"{document.name}/{place}")
        address = document.addresses.get(place)
        return entry if entry and address and entry.of == document.fingerprint(address) else None

    def with_outcomes(
        self,
        outcomes: Mapping[tuple[Described, str], Outcome],
        day: str,
        documents: Iterable[Described],
    ) -> Record:
        """This record after a check on `day`, without what `documents` (all there are) no longer describe."""
        kept = {
            f"{document.name}/{place}": entry
            for document in documents
            for place in document.addresses
            if (entry := self.entry(document, place)) is not None
        }
        for (document, place), outcome in outcomes.items():
            of = document.fingerprint(document.addresses[place])
            kept[f"{document.name}/{place}"] = Entry(outcome.state, day, of, outcome.why)
        return Record(kept)

    def text(self) -> str:
        """The record as a file."""
        lines = [f"{place}: {_line(self.entries[place])}\n" for place in sorted(self.entries)]
        return _HEAD + ("".join(lines) or "{}\n")


def load(content: bytes, path: str = FILE) -> tuple[Record, list[Problem]]:
    """The record in a file, and what in it no check can have written (personal data in a comment, too)."""
    file, problems = read(path, _joined(content))
    problems += check_personal(file, content)
    entries = {}
    for place, value in mapping(file.data).items():
        entry = _entry(place, value)
        if entry is None:
            problems.append(fault(file, "odd-record", (place,), on_key=True, value=place))
        else:
            entries[place] = entry
    return Record(entries), problems


def _joined(content: bytes) -> bytes:
    """A record without the lines that a newer one of the same place stands beside; each line keeps its number."""
    lines = content.split(b"\n")
    newest: dict[bytes, tuple[bytes, int]] = {}
    for number, line in enumerate(lines):
        if found := _DATED.match(line):
            own = (found["date"], number)
            older, newer = sorted((own, newest.get(found["place"], own)))
            if older != newer:
                lines[older[1]] = b""
            newest[found["place"]] = newer
    return b"\n".join(b"" if line == b"{}" and newest else line for line in lines)


def _line(entry: Entry) -> str:
    why = f", why: {entry.why}" if entry.why else ""
    return f"{{outcome: {entry.state}, date: {entry.date}, of: {entry.of}{why}}}"


def _entry(place: str, value: Any) -> Entry | None:
    if not (
        _PLACE.match(place) and isinstance(value, dict) and all(isinstance(v, str) for v in value.values())
    ):
        return None
    if not {"outcome", "date", "of"} <= value.keys() <= {"outcome", "date", "of", "why"}:
        return None
    why = value.get("why")
    state = next((state for state in STATES if state == value["outcome"]), None)
    fits = _DATE.match(value["date"]) and _HEX.match(value["of"]) and (why is None or _CODE.match(why))
    return Entry(state, str(value["date"]), str(value["of"]), why and str(why)) if state and fits else None
