"""What is to be known of a table that has been written. Pure."""

from __future__ import annotations

from typing import IO, Protocol


class Written(Protocol):
    """A file and its rows; whoever reads it begins with ``seek(0)``. Sizes are in bytes."""

    @property
    def file(self) -> IO[bytes]: ...
    @property
    def rows(self) -> int: ...
    @property
    def size(self) -> int: ...
    @property
    def sha256(self) -> str: ...
