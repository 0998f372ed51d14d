"""Git LFS pointers: what stands in a file's place where its content was not fetched. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

# https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md: the version first, the other keys sorted.
_POINTER = re.compile(
    rb"version https://git-lfs\.github\.com/spec/v1\n"
    rb"(?:ext-[^\n]*\n)*"
    rb"oid sha256:(?P<sha256>[0-9a-f]{64})\n"
    rb"size (?P<size>[0-9]{1,18})\n\Z"
)
_LONGEST = 1024  # the specification's own limit


@dataclass(frozen=True, slots=True)
class Pointer:
    """What a pointer says of the content that it stands for; `size` in bytes."""

    sha256: str
    size: int


def pointer(content: bytes) -> Pointer | None:
    """The pointer that `content` is; None where it is anything else."""
    found = _POINTER.match(content) if len(content) <= _LONGEST else None
    return Pointer(found["sha256"].decode(), int(found["size"])) if found else None
