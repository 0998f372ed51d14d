"""The content security policy of a page: what it may load and run.

The second line, not the first: a string that slipped through escaping still finds no way to run.
"""

import re
from base64 import b64encode
from hashlib import sha256

# Scripts that run; data blocks such as application/json do not.
_INLINE = re.compile(r"<script(?![^>]*\b(?:src=|type=\"application/))[^>]*>(.*?)</script>", re.DOTALL)


def inline_scripts(html: str) -> list[str]:
    """The text of every script in `html` that runs and is not a file."""
    return _INLINE.findall(html)


def hash_source(script: str) -> str:
    """What allows just this script: its hash as a CSP source."""
    return f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'"


def policy(scripts: list[str]) -> str:
    """Everything from the site itself, and of inline scripts only these.

    Styles come from files alone. The theme's stylesheets hold their icons as data: pictures.
    """
    sources = " ".join(dict.fromkeys(["'self'", *map(hash_source, scripts)]))
    return "; ".join(
        [
            "default-src 'none'",
            f"script-src {sources}",
            "style-src 'self'",
            "img-src 'self' data:",
            "connect-src 'self'",
            "worker-src 'self'",
            "manifest-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
        ]
    )
