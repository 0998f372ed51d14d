"""Commits as `git fast-import` reads them: the same commits give the same ids anywhere. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

PROGRAM = ("minhchung", "init@minhchung.invalid")  # who writes what follows from the answers alone


@dataclass(frozen=True, slots=True)
class Commit:
    """Files that are new or changed, by whom (an organisation), when (seconds since 1970, shown at UTC+7)."""

    author: tuple[str, str]  # name, address
    seconds: int
    message: str
    files: Mapping[str, bytes]


def stream(commits: Iterable[Commit], branch: str = "main") -> bytes:
    """The commits one after the other, on one branch."""
    parts: list[bytes] = []
    for commit in commits:
        name, address = commit.author
        who = f"{name} <{address}> {commit.seconds} +0700"
        parts.append(f"commit refs/heads/{branch}\nauthor {who}\ncommitter {who}\n".encode())
        parts.append(_data(commit.message.encode()))
        for path, content in sorted(commit.files.items()):
            parts.append(f"M 100644 inline {path}\n".encode())
            parts.append(_data(content))
        parts.append(b"\n")
    return b"".join(parts)


def _data(content: bytes) -> bytes:
    return b"data %d\n%s\n" % (len(content), content)
