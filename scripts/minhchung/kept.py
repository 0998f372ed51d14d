"""What can be worked out again, kept below `.cache` from one run to the next. Reads and writes files.

Sealed with its own hash and disposable: what is damaged is as good as absent, and what cannot be written is done
without.
"""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

from minhchung import whole


def read(place: Path) -> Any:
    """The JSON value kept at `place`. Raises LookupError where none is, or a damaged one."""
    try:
        seal, _, body = place.read_bytes().partition(b"\n")
        if seal.decode() == sha256(body).hexdigest():
            return json.loads(body)
    except (OSError, ValueError):
        pass
    raise LookupError(str(place))


def write(place: Path, value: Any) -> None:
    """Keep a JSON value at `place`, out of git's sight, if that can be done."""
    body = json.dumps(value, separators=(",", ":")).encode("ascii")
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        (place.parent / ".gitignore").write_text("*\n", encoding="ascii")
        whole.write(place, sha256(body).hexdigest().encode() + b"\n" + body)
    except OSError:
        pass
