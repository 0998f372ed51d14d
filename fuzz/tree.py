"""A repository in memory that is changed on purpose."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

EVIDENCE = "evidence"
CRITERIA = "criteria"


@dataclass
class Repository:
    """A tree (minhchung.trees) of files by path; those named in `links` are no plain files."""

    files: dict[str, bytes]
    links: set[str] = field(default_factory=set)
    backwards: bool = False  # its files are listed in another order

    revision = None

    def paths(self, under: str) -> list[str]:
        return sorted(
            (path for path in self.files if path.startswith(f"{under}/")),
            reverse=self.backwards,
        )

    def is_plain(self, path: str) -> bool:
        return path in self.files and path not in self.links

    def read(self, path: str) -> bytes:
        return self.files[path]

    def copy(self) -> Repository:
        return Repository(dict(self.files), set(self.links))

    def below(self, folder: str) -> Mapping[str, bytes]:
        return {path: content for path, content in self.files.items() if path.startswith(f"{folder}/")}
