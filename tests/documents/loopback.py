"""A web server on this machine that plays every host of the tests, well-behaved or not."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from minhchung.documents.fetch import Address, Fetcher, Limits, public_address

HOST = "vanban.maybiec.example"
QUICK = Limits(connect=2, read=0.5, whole=2, size=50_000, redirects=3, pauses=(0, 0))

Page = Callable[[BaseHTTPRequestHandler], None]


class Server:
    """Pages by path; `asked` says what was asked for, in order, with the Host of the request."""

    def __init__(self) -> None:
        self.pages: dict[str, Page] = {}
        self.asked: list[tuple[str, str]] = []
        self.port = 0

    def where(self, host: str, port: int) -> Sequence[Address]:
        """Every invented host is here; any other is looked up as in earnest."""
        return [("127.0.0.1", self.port)] if host.endswith(".example") else public_address(host, port)

    def fetcher(self, limits: Limits = QUICK, **others: Any) -> Fetcher:
        return Fetcher(self.where, limits, **{"sleep": lambda _: None, **others})

    def gives(self, path: str, body: bytes, **headers: str) -> str:
        def page(handler: BaseHTTPRequestHandler) -> None:
            handler.send_response(200)
            for name, value in {"Content-Length": str(len(body)), **headers}.items():
                handler.send_header(name.replace("_", "-"), value)
            handler.end_headers()
            handler.wfile.write(body)

        return self.plays(path, page)

    def answers(self, path: str, status: int, **headers: str) -> str:
        def page(handler: BaseHTTPRequestHandler) -> None:
            handler.send_response(status)
            for name, value in {"Content-Length": "0", **headers}.items():
                handler.send_header(name.replace("_", "-"), value)
            handler.end_headers()

        return self.plays(path, page)

    def redirects(self, path: str, target: str, status: int = 302) -> str:
        return self.answers(path, status, Location=target)

    def drips(self, path: str, seconds: float) -> str:
        """One byte now and then: never silent for long, never done."""

        def page(handler: BaseHTTPRequestHandler) -> None:
            handler.send_response(200)
            handler.end_headers()
            with suppress(OSError):
                for _ in range(100):
                    handler.wfile.write(b".")
                    time.sleep(seconds)

        return self.plays(path, page)

    def plays(self, path: str, page: Page) -> str:
        self.pages[path] = page
        return f"http://{HOST}{path}"


@contextmanager
def server(tls: Any = None) -> Iterator[Server]:
    made = Server()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            made.asked.append((self.headers["Host"], self.path))
            self.close_connection = True
            missing: Page = lambda handler: handler.send_error(404)  # noqa: E731
            made.pages.get(self.path, missing)(self)

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    class Quiet(ThreadingHTTPServer):
        daemon_threads = True
        block_on_close = False

        def handle_error(self, *_: Any) -> None:
            """Clients that hang up are what is tested."""

    web = Quiet(("127.0.0.1", 0), Handler)
    if tls is not None:
        web.socket = tls.wrap_socket(web.socket, server_side=True)
    made.port = web.server_address[1]
    thread = threading.Thread(target=web.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield made
    finally:
        web.shutdown()
        web.server_close()


def closed_port() -> int:
    """A port of this machine where nobody listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    return port
