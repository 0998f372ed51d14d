"""The files of /admin/: the page, its configuration, our script, and the bundles from npm. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files
from typing import Any

from minhchung.editor.config import serialised
from minhchung.editor.forge import Backend

FOLDER = "admin"
PAGE = f"{FOLDER}/index.html"
_OURS = ("start.js", "editor.js", "editor.css", "words.json")


def policy(backend: Backend) -> str:
    """The page's own policy: scripts from here alone, and words with nobody but the configured forge.

    Decap compiles the schema of its configuration and sets its styles while it runs, so this page, unlike
    every other, must allow `unsafe-eval` and inline styles. Of the scripts in the page itself none may run.
    """
    forge = " ".join(backend.origins)
    return "; ".join(
        [
            "default-src 'none'",
            "script-src 'self' 'unsafe-eval'",
            "style-src 'self' 'unsafe-inline'",
            f"img-src 'self' data: blob: {forge}",
            f"connect-src 'self' blob: {forge}",  # blob: is a file that is about to be uploaded
            "base-uri 'none'",
            "form-action 'none'",
        ]
    )


def editor(config: Mapping[str, Any], backend: Backend, bundles: Mapping[str, bytes]) -> dict[str, bytes]:
    """Every file below /admin/, by path; `bundles` are those of :mod:`minhchung.editor.bundles`."""
    here = files("minhchung.editor")
    page = here.joinpath("page.html").read_text(encoding="utf-8").replace("MC-POLICY", policy(backend))
    made = {"index.html": page.encode(), "config.yml": serialised(config)}
    ours = {name: here.joinpath(name).read_bytes() for name in _OURS}
    return {f"{FOLDER}/{name}": content for name, content in sorted({**made, **ours, **bundles}.items())}
