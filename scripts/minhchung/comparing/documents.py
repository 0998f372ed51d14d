"""What documents came, went or are no longer the same: what is said of them, and the bytes of their files. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from minhchung.comparing.model import DocumentChange

# What identifies a document: with another of these it is another document.
_IDENTITY = ("sha256", "file", "url", "number", "issuer", "issued")

Blobs = Mapping[str, str]  # path below the folder of a dossier → git's id of its bytes


def document_changes(
    file: str, old: Any, new: Any, old_blobs: Blobs, new_blobs: Blobs
) -> Iterator[DocumentChange]:
    """The changes among the documents that `file` of a dossier describes; None where it could not be read."""
    before, after = documents_of(old), documents_of(new)
    for id_ in dict.fromkeys((*before, *after)):
        was, now = before.get(id_), after.get(id_)
        said = now or was or {}
        title = str(said.get("title", id_))
        old_hash, new_hash = (was or {}).get("sha256"), (now or {}).get("sha256")
        if was is None or now is None:
            yield DocumentChange(file, id_, title, "added" if was is None else "removed", old_hash, new_hash)
            continue
        differs = tuple(key for key in _IDENTITY if was.get(key) != now.get(key))
        held = old_blobs.get(str(was.get("file"))), new_blobs.get(str(now.get("file")))
        if held[0] != held[1]:
            differs += ("bytes",)
        if differs:
            yield DocumentChange(file, id_, title, "replaced", old_hash, new_hash, differs)
        elif was != now:
            yield DocumentChange(file, id_, title, "described", old_hash, new_hash)


def documents_of(data: Any) -> dict[str, Mapping[str, Any]]:
    """The documents that a file describes, by the name it gives them."""
    table = data.get("documents") if isinstance(data, Mapping) else None
    found = dict(table) if isinstance(table, Mapping) else {}
    if isinstance(data, Mapping) and isinstance(data.get("document"), Mapping):
        found["document"] = data["document"]
    return {id_: entry for id_, entry in found.items() if isinstance(entry, Mapping)}
