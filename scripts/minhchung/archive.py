"""A zip archive whose bytes depend on its contents alone: no time of writing, no compressor. Pure.

What a compressor makes of the same contents differs from one version of zlib to the next.
"""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from zipfile import ZIP_STORED, ZipFile, ZipInfo


def settled(content: bytes) -> bytes:
    """The same archive, its parts in the same order, stored as they are and without a date."""
    with ZipFile(BytesIO(content)) as parts:
        return stored((part.filename, parts.read(part)) for part in parts.infolist())


def stored(parts: Iterable[tuple[str, bytes]]) -> bytes:
    """An archive of parts, each with its name, in that order."""
    file = BytesIO()
    with ZipFile(file, "w", ZIP_STORED) as archive:
        for name, content in parts:
            archive.writestr(ZipInfo(name), content)  # a ZipInfo of its own is dated 1980
    return file.getvalue()
