"""What is served reloads itself, under the page's own policy."""

import socket
import time
from contextlib import contextmanager
from threading import Thread
from urllib.error import URLError
from urllib.request import urlopen

from minhchung.publishing import files
from minhchung.publishing.csp import inline_scripts, policy
from minhchung.publishing.serve import Server

PAGE = (
    f'<meta http-equiv="Content-Security-Policy" content="{policy(["theme()"])}">'
    "<script>theme()</script><body>{}</body>"
)


@contextmanager
def serving(build, out, watched):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = Server(builder=build, host="127.0.0.1", port=port, root=str(out), polling_interval=0.05)
    build()
    server.watch(str(watched))
    thread = Thread(target=server.serve, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{port}/"
    finally:
        server.shutdown(wait=True)
        thread.join()


def get(address):
    for _ in range(50):
        try:
            with urlopen(address) as response:
                return response.read().decode()
        except URLError:
            time.sleep(0.05)
    raise AssertionError("the server did not start")


def test_a_change_in_the_evidence_is_shown_and_the_policy_allows_the_reload(tmp_path):
    evidence = tmp_path / "evidence"
    evidence.mkdir()
    (evidence / "a.yml").write_text("one")
    out = tmp_path / "site"

    def build():
        text = (evidence / "a.yml").read_text()
        files.replace(out, {"index.html": PAGE.format(text).encode(), "sitemap.xml": b""})

    with serving(build, out, evidence) as address:
        html = get(address)
        assert ">one<" in html
        assert "livereload(" in html
        assert f'content="{policy(inline_scripts(html))}"' in html
        (evidence / "a.yml").write_text("two, longer")
        for _ in range(100):
            if ">two, longer<" in get(address):
                break
            time.sleep(0.05)
        else:
            raise AssertionError("the change was never shown")
