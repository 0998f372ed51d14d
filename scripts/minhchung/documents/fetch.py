"""Fetch cited addresses politely. Speaks to the network.

An address comes from a file that a stranger wrote. So every hop is checked like any link, its host is
resolved once, every address found must be a public one, and the connection goes to just that address:
a name that answers otherwise a moment later leads nowhere else. Size and time are limited, proxies of
the environment are not used, and no cookie or credential is ever sent.
"""

from __future__ import annotations

import hashlib
import http.client
import socket
import ssl
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, replace
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from threading import Thread
from urllib.parse import urljoin

from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError, NewConnectionError
from urllib3.exceptions import TimeoutError as SlowError
from urllib3.util import Url, parse_url

from minhchung import __version__
from minhchung.checking.links import link_fault
from minhchung.documents.compare import Answer

Address = tuple[str, int]
Where = Callable[[str, int], Sequence[Address]]

_REDIRECTS = (301, 302, 303, 307, 308)
_BUSY = (429, 500, 502, 503, 504)
_PORTS = {"http": 80, "https": 443}
_NAT64 = IPv6Network("64:ff9b::/96")
_CHUNK = 1 << 16
_HEADERS = {
    "User-Agent": f"minhchung/{__version__} (documents check)",
    "Accept": "*/*",
    "Accept-Encoding": "identity",  # the document itself is hashed, not a compressed form of it
    "Connection": "close",
}


class Refused(Exception):
    """The address is not to be fetched, or not further; `fault` is a code of :class:`Answer`."""

    def __init__(self, fault: str) -> None:
        super().__init__(fault)
        self.fault = fault


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds, bytes and numbers."""

    connect: float = 10
    read: float = 20  # between two pieces
    whole: float = 180  # for one hop
    size: int = 100 * 1024 * 1024
    redirects: int = 5
    pauses: tuple[float, ...] = (2, 10)  # before the second try, the third, …
    longest_pause: float = 60  # however long a server asks us to wait


def public_address(host: str, port: int) -> Sequence[Address]:
    """The public addresses of `host`, to be tried in turn.

    Raises:
        Refused: it is unknown, or has an address that is private, loopback, link-local or otherwise special.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_ADDRCONFIG)
    except (OSError, UnicodeError):
        raise Refused("unknown-host") from None
    addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    if not all(is_public(address) for address in addresses):
        raise Refused("private-address")
    return [(address, port) for address in addresses]


def is_public(address: str) -> bool:
    """Whether a numeric address is one of the public internet; one that wraps another counts as that one."""
    ip: IPv4Address | IPv6Address = ip_address(address.partition("%")[0])
    if isinstance(ip, IPv6Address):
        wrapped = ip.ipv4_mapped or ip.sixtofour or (ip.teredo and ip.teredo[1])
        if wrapped is None and ip in _NAT64:
            wrapped = IPv4Address(int(ip) & 0xFFFFFFFF)
        ip = wrapped or ip
    return ip.is_global and not ip.is_multicast


class Fetcher:
    """Fetches addresses one after the other.

    `where` says what to connect to for a host and a port: tests put a loopback server there, together with
    a context that trusts it.
    """

    def __init__(
        self,
        where: Where = public_address,
        limits: Limits | None = None,
        tls: ssl.SSLContext | None = None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.where, self.limits, self.sleep = where, limits or Limits(), sleep
        self.tls = tls or ssl.create_default_context()

    def get(self, url: str) -> Answer:
        """What stands at `url`, its redirects followed. Never raises for what a server or a link does."""
        hops: list[str] = []
        while True:
            answer, target = self._tried(url)
            if target is None:
                return replace(answer, hops=tuple(hops))
            url = urljoin(url, target)
            hops.append(url)
            if len(hops) > self.limits.redirects:
                return Answer(status=answer.status, hops=tuple(hops), fault="too-many-redirects")

    def _tried(self, url: str) -> tuple[Answer, str | None]:
        """One hop, and again where that may help: the answer, and where it redirects to."""
        for pause in (*self.limits.pauses, None):
            answer, header = self._in_time(url)
            passing = answer.status in _BUSY or answer.fault in ("timeout", "connection")
            if not passing or pause is None:
                break
            asked = header if header and header.isascii() and header.isdigit() else "0"
            self.sleep(min(max(pause, float(asked)), self.limits.longest_pause))
        return answer, header if answer.status in _REDIRECTS and answer.fault is None else None

    def _in_time(self, url: str) -> tuple[Answer, str | None]:
        """One exchange, given up where it takes too long: a name server, a handshake or one byte a minute."""
        done: Future[tuple[Answer, str | None]] = Future()

        def work() -> None:
            try:
                done.set_result(self._once(url))
            except Exception as error:  # noqa: BLE001 - raised again below
                done.set_exception(error)

        Thread(target=work, daemon=True).start()
        try:
            return done.result(self.limits.whole)
        except TimeoutError:
            return Answer(fault="timeout"), None

    def _once(self, url: str) -> tuple[Answer, str | None]:
        """One exchange: the answer, and its Location or Retry-After."""
        if link_fault(url) is not None:
            return Answer(fault="bad-link"), None
        connection = None
        try:
            connection = self._connected(parse_url(url))
            return self._answered(connection, parse_url(url))
        except Refused as refused:
            return Answer(fault=refused.fault), None
        except ssl.SSLError:
            return Answer(fault="tls"), None
        except (HTTPError, OSError, ValueError, http.client.HTTPException) as error:
            slow = isinstance(error, SlowError | TimeoutError) and not isinstance(error, NewConnectionError)
            return Answer(fault="timeout" if slow else "connection"), None
        finally:
            if connection is not None:
                connection.close()

    def _connected(self, url: Url) -> HTTPConnection:
        """A connection to one of the checked addresses of the host, and to no other."""
        assert url.host is not None  # link_fault found one
        failed: Exception = Refused("unknown-host")
        for address, port in self.where(url.host, _PORTS[str(url.scheme)]):
            connection = (
                HTTPSConnection(
                    address,
                    port,
                    timeout=self.limits.connect,
                    server_hostname=url.host,
                    ssl_context=self.tls,
                )
                if url.scheme == "https"
                else HTTPConnection(address, port, timeout=self.limits.connect)
            )
            try:
                connection.connect()
            except (HTTPError, OSError) as error:
                connection.close()
                failed = error
            else:
                connection.timeout = self.limits.read  # put into force when the answer is read
                return connection
        raise failed

    def _answered(self, connection: HTTPConnection, url: Url) -> tuple[Answer, str | None]:
        headers = {"Host": str(url.host), **_HEADERS}
        connection.request("GET", url.request_uri, headers=headers, preload_content=False)
        response = connection.getresponse()
        if response.status != http.HTTPStatus.OK:
            header = "Location" if response.status in _REDIRECTS else "Retry-After"
            return Answer(status=response.status), response.headers.get(header)
        if int(response.headers.get("Content-Length") or 0) > self.limits.size:
            raise Refused("too-large")
        digest, size = hashlib.sha256(), 0
        while piece := response.read1(_CHUNK, decode_content=True):
            size += len(piece)
            if size > self.limits.size:
                raise Refused("too-large")
            digest.update(piece)
        return Answer(status=response.status, sha256=digest.hexdigest(), size=size), None
