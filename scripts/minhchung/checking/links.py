"""Which addresses may be a link: nothing that shows one host and opens another, or runs on a click. Pure."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_SCHEME = re.compile(r"(https?)://([^/?#]*)", re.IGNORECASE)
_HOST = re.compile(
    r"(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+(?:xn--[A-Za-z0-9-]+|[A-Za-z]{2,63})\Z"
)
_NUMERIC = re.compile(r"(?:0x[0-9a-f]*|[0-9]+)\Z", re.IGNORECASE)
_PORTS = {"http": "80", "https": "443"}
_PLAIN = re.compile(r"[!#-;=?-Z\[\]_a-z~]+\Z")  # the ASCII characters that may stand in an address
_REFUSED = '<>"`{}|^\\'  # of the others, beside what cannot be seen


def link_fault(url: str) -> str | None:
    """Why `url` may not be a link (a case of the problem ``bad-link``); None where it may."""
    if not _PLAIN.match(url) and any(
        char in _REFUSED or unicodedata.category(char)[0] in "CZ" for char in url
    ):
        return "character"
    found = _SCHEME.match(url)
    if not found:
        return "scheme"
    return _host_fault(found[1].lower(), found[2])


@lru_cache(maxsize=1 << 12)
def _host_fault(scheme: str, authority: str) -> str | None:
    if "@" in authority:
        return "user"
    host, colon, port = authority.partition(":")
    if authority.startswith("[") or _NUMERIC.match(host.rstrip(".").rpartition(".")[2]):
        return "address"
    if colon and port != _PORTS[scheme]:
        return "port"
    return None if _HOST.match(host) else "host"


def is_insecure(url: str) -> bool:
    """Whether what the reader receives over this link may be changed on its way."""
    return url[:7].lower() == "http://"
