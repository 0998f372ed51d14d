"""The roadmap's deadlines as a calendar (iCalendar, RFC 5545). Pure, and without a clock.

A deadline stands on the last day that still counts under the adopted reading; a period spans its days. What
RFC 5545 wants stamped is stamped with the day of the plan. Calendars show one language, so each has a file.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from minhchung.criteria.deadline import last_day
from minhchung.criteria.model import Duty, Edition
from minhchung.i18n import N_, Lang
from minhchung.opendata.data import CityData
from minhchung.publishing.escaping import visible
from minhchung.publishing.speech import Speech

_LINE = 75  # bytes, after which a line is folded


def calendar(data: CityData, lang: Lang) -> bytes:
    """One event for each dated duty of every edition."""
    speech = Speech(lang)
    name = speech._(N_("Lộ trình: {city}"), city=data.view.city.name)
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//minhchung//v1//VI", "CALSCALE:GREGORIAN"]
    lines.append(f"X-WR-CALNAME:{_text(name)}")
    for edition in data.site.editions.values():
        stamp = min(set_.source.issued for set_ in edition.sets.values()).replace("-", "")
        for duty in edition.roadmap.duties.values():
            lines += _event(data, edition, duty, stamp, speech)
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line)).encode()


def _event(data: CityData, edition: Edition, duty: Duty, stamp: str, speech: Speech) -> Iterator[str]:
    ends = last_day(duty.due)
    if ends is None:
        return
    starts = duty.due.starts or ends
    page = data.page("roadmap", f"duty-{duty.id}")
    said = [clause[speech.lang] for clause in duty.clauses]
    agencies = [edition.agencies[id_].name[speech.lang] for id_ in duty.who]
    yield "BEGIN:VEVENT"
    yield f"UID:{duty.id}.{edition.id}.{data.view.city.id}@minhchung"
    yield f"DTSTAMP:{stamp}T000000Z"
    yield f"DTSTART;VALUE=DATE:{starts.replace('-', '')}"
    # The end of an event is the first day after it.
    yield f"DTEND;VALUE=DATE:{(date.fromisoformat(ends) + timedelta(days=1)):%Y%m%d}"
    title = (
        speech._(N_("Hạn cuối: {what}"), what=duty.what[speech.lang])
        if duty.due.by
        else duty.what[speech.lang]
    )
    if data.site.fictional:
        title = speech._(N_("[Hư cấu] {title}"), title=title)
    yield f"SUMMARY;LANGUAGE={speech.lang}:{_text(title)}"
    about = _text("\n".join([", ".join(agencies), *said]))
    yield f"DESCRIPTION;LANGUAGE={speech.lang}:{about}"
    yield f"URL:{page}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _text(text: str) -> str:
    """Text as a value: section 3.3.11."""
    for plain, escaped in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        text = text.replace(plain, escaped)
    return visible(text)


def _folded(line: str) -> Iterator[str]:
    """A line in parts of at most 75 bytes, none of which cuts a letter: section 3.1."""
    part, size = "", 0
    for letter in line:
        length = len(letter.encode())
        if size + length > _LINE:
            yield part
            part, size = " ", 1
        part += letter
        size += length
    yield part
