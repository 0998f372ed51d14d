"""Which organisation stands behind a commit, from `organisations.yml` beside `units.yml`. Pure.

Pages and data name organisations, never people (design.md, “People”), so addresses are not listed: an
organisation that has mail of its own is known by its domain, any other by the SHA-256 of its officers'
addresses. The addresses stand in git itself, and whoever guesses one can compare its hash; but neither this
file nor anything made from it spells one out. The file of the newest commit counts for all commits: an
address that is listed late is known from the beginning.
"""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from minhchung.history.model import UNKNOWN_ORGANISATION, Author

FILE = "organisations.yml"


class Organisations:
    """Organisations by domain and by hash of an address. An entry that is not well formed knows nobody."""

    def __init__(self, data: Any = None) -> None:
        self._domains: dict[str, str] = {}
        self._addresses: dict[str, str] = {}
        listed = data.get("organisations") if isinstance(data, Mapping) else None
        for entry in listed if isinstance(listed, list) else []:
            name = entry.get("name") if isinstance(entry, Mapping) else None
            if isinstance(name, str) and name.strip():
                shown = " ".join(name.split())
                self._domains |= dict.fromkeys(_texts(entry, "domains"), shown)
                self._addresses |= dict.fromkeys(_texts(entry, "addresses"), shown)

    def of(self, author: Author) -> str:
        """The organisation of an author; an address that is listed itself goes before its domain."""
        by_domain = self._domains.get(author.domain, UNKNOWN_ORGANISATION)
        return self._addresses.get(author.address, by_domain)


def author(address: str) -> Author:
    """What is kept of an e-mail address as git has it."""
    lower = address.strip().lower()
    _, at, domain = lower.rpartition("@")
    return Author(sha256(lower.encode("utf-8", "surrogateescape")).hexdigest(), domain if at else "")


def _texts(entry: Mapping[str, Any], key: str) -> list[str]:
    listed = entry.get(key)
    return [item.lower() for item in listed if isinstance(item, str)] if isinstance(listed, list) else []
