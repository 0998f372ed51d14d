"""A zip archive whose bytes depend on its contents alone: no time of writing, no compressor. Pure.

What a compressor makes of the same contents differs from one version of zlib to the next.
"""

from __future__ import annotations

from io import BytesIO
from zipfile import ZIP_STORED, ZipFile, ZipInfo


def settled(content: bytes) -> bytes:
    """The same archive, its parts in the same order, stored as they are and without a date."""
    stored = BytesIO()
    with ZipFile(BytesIO(content)) as parts, ZipFile(stored, "w", ZIP_STORED) as archive:
        for part in parts.infolist():
            archive.writestr(ZipInfo(part.filename), parts.read(part))  # a ZipInfo of its own is dated 1980
    return stored.getvalue()
