"""The real output, and addresses on this machine at which it can be read."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from minhchung.publishing import files
from minhchung.publishing.build import repository, site

ROOT = Path(__file__).parents[2]


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def served(folder: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[[Path], str]]:
    """`serve(folder)`: the address at which the folder can be read until the tests are over."""
    with ExitStack() as stack:
        yield lambda folder: stack.enter_context(served(folder))


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of this repository as `minhchung build` makes it."""
    root, cities = repository(ROOT / "evidence", ROOT / "criteria")
    out = tmp_path_factory.mktemp("built") / "site"
    files.replace(out, site(root, cities))
    return out


@pytest.fixture(scope="session", params=["", "vi-du/"], ids=["real", "fictional"])
def data(request: pytest.FixtureRequest, built: Path) -> Path:
    """The folder data/v1 of one city of the site."""
    city: str = request.param
    return built / city / "data" / "v1"
