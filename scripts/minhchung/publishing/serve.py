"""The site in a browser while it is being written: MkDocs's server, which reloads what changed."""

import re
from collections.abc import Callable, Iterable
from pathlib import Path

from mkdocs.livereload import LiveReloadServer

from minhchung.publishing.csp import inline_scripts, policy

_POLICY = re.compile(r'(http-equiv="Content-Security-Policy" content=")[^"]*')


class Server(LiveReloadServer):
    """Adds the hash of its own script to the policy of the page it puts the script into."""

    def _inject_js_into_html(self, content: bytes, epoch: int) -> bytes:
        page: str = super()._inject_js_into_html(content, epoch).decode()  # type: ignore[no-untyped-call]
        scripts = inline_scripts(page)
        return _POLICY.sub(lambda match: match[1] + policy(scripts), page, count=1).encode()


def serve(build: Callable[[], None], out: Path, watched: Iterable[Path], host: str, port: int) -> None:
    """Serve the folder `out`, which `build` fills, and build again whenever a file in `watched` changes.

    Runs until it is interrupted. A failing rebuild is reported and the last good site goes on being served.
    Raises OSError when the port is taken.
    """
    server = Server(builder=build, host=host, port=port, root=str(out))
    build()
    for path in watched:
        server.watch(str(path))
    try:
        server.serve()  # type: ignore[no-untyped-call]
    except KeyboardInterrupt:
        server.shutdown()
    finally:
        server.server_close()
