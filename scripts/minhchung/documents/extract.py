"""The text of a document as far as it can be extracted, to look for personal data in it.

A scan without recognised text gives none, and what is not found here is not thereby harmless.
Reads bytes only; pypdf and zipfile want files, so that it stands at the rim.
"""

from __future__ import annotations

import io
import logging
import re
import zipfile
from collections.abc import Iterator
from html import unescape

import pypdf

from minhchung.checking.personal.datum import Datum, legible
from minhchung.checking.personal.find import personal_data

MOST_TEXT = 2_000_000  # characters
_MOST_PAGES = 500
_MOST_XML = 20_000_000  # bytes of one part, unpacked: a bomb is not worth reading

_TEXT_PARTS = re.compile(
    r"(?:word/(?:document|header\d*|footer\d*|footnotes|comments)|xl/sharedStrings)\.xml\Z"
)
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml\Z")
_BREAK = re.compile(r"</(?:w:p|w:tc|si|c)>|<w:(?:tab|br)\b[^>]*>")
_TAG = re.compile(r"<[^>]*>")
_VALUE = re.compile(r"<(?:v|t)(?:\s[^>]*)?>([^<]*)</(?:v|t)>")


def personal_data_in(content: bytes) -> list[Datum]:
    """The personal data in the text of a PDF, a Word or an Excel file; none in a picture or a broken file."""
    return personal_data(legible(text_of(content)))


def text_of(content: bytes) -> str:
    """The text of a PDF, a Word or an Excel file; empty where there is none to be had."""
    if content.startswith(b"%PDF-"):
        pieces = _pdf(content)
    elif content.startswith(b"PK\x03\x04"):
        pieces = _office(content)
    else:
        return ""
    found: list[str] = []
    try:
        for piece in pieces:
            found.append(piece)
            if sum(map(len, found)) > MOST_TEXT:
                break
    except Exception:
        logging.getLogger(__name__).debug("not read to the end", exc_info=True)
    return "\n".join(found)[:MOST_TEXT]


def _pdf(content: bytes) -> Iterator[str]:
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it comments on every flaw of a file
    for page in pypdf.PdfReader(io.BytesIO(content)).pages[:_MOST_PAGES]:
        yield page.extract_text()


def _office(content: bytes) -> Iterator[str]:
    """The text between the tags. No XML parser: nothing in the file is to be followed or expanded."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for part in archive.infolist():
            if part.file_size > _MOST_XML:
                continue
            if _TEXT_PARTS.search(part.filename):
                xml = archive.read(part).decode("utf-8", "replace")
                yield unescape(_TAG.sub("", _BREAK.sub("\n", xml)))
            elif _SHEET.search(part.filename):
                xml = archive.read(part).decode("utf-8", "replace")
                yield "\n".join(map(unescape, _VALUE.findall(xml)))
