"""A file that grows until it is whole: in memory while it is small, else in a temporary one. Reads and writes that."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from tempfile import SpooledTemporaryFile

_IN_MEMORY = 1 << 20  # bytes
_PIECE = 1 << 18


class Spool:
    """`rows` counts what the writer says it wrote; iterating gives the bytes in pieces, from the beginning.

    It is gone with the last reference to it.
    """

    def __init__(self) -> None:
        self.file = SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115
        self.rows = 0
        self.size = 0
        self._hash = sha256()

    def write(self, content: bytes, rows: int = 0) -> None:
        self.file.write(content)
        self._hash.update(content)
        self.size += len(content)
        self.rows += rows

    def __del__(self) -> None:
        self.file.close()

    @property
    def sha256(self) -> str:
        return self._hash.hexdigest()

    def __iter__(self) -> Iterator[bytes]:
        self.file.seek(0)
        while piece := self.file.read(_PIECE):
            yield piece
