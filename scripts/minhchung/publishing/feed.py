"""The recent changes as an Atom feed (RFC 4287), for whoever follows them without visiting the page. Pure.

No clock: an entry was updated when its commit was made. An entry's id is made of the commit, the unit and the
year, so it stays what it is while the feed moves on.
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote, urlsplit
from xml.etree import ElementTree as ET

from minhchung.evidence.model import Unit
from minhchung.i18n import N_
from minhchung.publishing import paths
from minhchung.publishing.escaping import visible
from minhchung.publishing.timeline import Event
from minhchung.publishing.view import View

FILE = "changes.atom"

_NEVER = "1970-01-01T00:00:00Z"  # for a feed without entries, which has to bear a date


def atoms(view: View, address: str) -> Iterator[tuple[str, bytes]]:
    """The feeds of the site that stands at `address` (with a slash at the end), with their paths: of the whole city,
    and of each unit: a unit that nothing happened to yet can be followed until something does.
    """
    yield FILE, atom(view, address)
    for unit in view.evidence.units.values():
        yield f"{paths.unit(unit.id)}/{FILE}", atom(view, address, unit)


def atom(view: View, address: str, unit: Unit | None = None) -> bytes:
    """The feed of a whole city, or of one unit."""
    s = view.s
    events = view.timeline.of_unit(unit.id) if unit else view.timeline.recent
    file = f"{paths.unit(unit.id)}/{FILE}" if unit else FILE
    page = f"{paths.unit(unit.id)}/" if unit else "changes/"
    feed = ET.Element("feed", {"xmlns": "http://www.w3.org/2005/Atom", "xml:lang": s.lang})
    _add(feed, "id", f"{address}{file}")
    _add(feed, "title", s._(N_("Thay đổi gần đây: {city}"), city=(unit or view.city).name))
    _add(feed, "updated", max((event.date for event in events), default=_NEVER))
    ET.SubElement(feed, "link", {"rel": "self", "type": "application/atom+xml", "href": f"{address}{file}"})
    ET.SubElement(feed, "link", {"rel": "alternate", "type": "text/html", "href": f"{address}{page}"})
    for event in events:
        feed.append(_entry(view, event, address))
    ET.indent(feed)
    text = ET.tostring(feed, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'.encode()


def _entry(view: View, event: Event, address: str) -> ET.Element:
    (unit, year), host = event.key, urlsplit(address).hostname
    known = view.has_dossier(unit, year)
    page = f"{paths.dossier(unit, year)}/#history" if known else "changes/"
    entry = ET.Element("entry")
    _add(entry, "id", f"tag:{host},2022:{event.commit}/{quote(unit)}/{year}")
    _add(entry, "title", _title(view, event))
    _add(entry, "updated", event.date)
    ET.SubElement(entry, "link", {"rel": "alternate", "type": "text/html", "href": f"{address}{page}"})
    _add(ET.SubElement(entry, "author"), "name", event.organisation)
    _add(entry, "content", "\n".join(_told(event))).set("type", "text")
    return entry


def _title(view: View, event: Event) -> str:
    unit, year = event.key
    name = view.evidence.units[unit].name if unit in view.evidence.units else unit
    parts = (", ".join((part.file, *part.after)) for part in event.parts)
    return view.s._(N_("{unit}, năm {year}: {what}"), unit=name, year=year, what="; ".join(parts))


def _told(event: Event) -> list[str]:
    """The event in lines; what the page folds, the feed only names."""
    said = [", ".join(event.said)]
    for part in event.parts:
        said += [f"{part.file}: {', '.join(filter(None, line))}" for line in part.shown]
        said += [f"{part.file}: {part.more}"] if part.more else []
    return said


def _add(parent: ET.Element, tag: str, text: str) -> ET.Element:
    """An element; characters that XML cannot hold become visible, as on the pages."""
    element = ET.SubElement(parent, tag)
    element.text = visible(text)
    return element
