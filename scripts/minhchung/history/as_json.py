"""A history for machines: the format of `minhchung history --format json`. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from minhchung.comparing.as_json import plain
from minhchung.history.model import Change


def document(changes: Iterable[Change]) -> dict[str, Any]:
    return {
        "changes": [
            {
                "unit": change.unit,
                "year": change.year,
                "file": change.file,
                "indicator": change.indicator,
                "field": change.field,
                "old": plain(change.old),
                "new": plain(change.new),
                "commit": change.commit,
                "date": change.date,
                "organisation": change.organisation,
                "pull_request": change.pull_request,
                "signature": change.signature,
                "kind": change.kind,
            }
            for change in changes
        ]
    }
