"""Rules about documents: that they are cited, in time, told apart, and that their files are what they say. Pure."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import Any

from minhchung.checking.dossier import Sources, is_day
from minhchung.checking.pointers import pointer
from minhchung.checking.source import Source, likely, listing, mapping
from minhchung.checking.units import check_link
from minhchung.problem import Problem
from minhchung.yaml.strict import Path

Identity = tuple[str, str, str]

MOST_BYTES = 50 * 1024 * 1024  # of a file, Git LFS or not; what is larger belongs at an address

# Nghị định 30/2020/NĐ-CP, and papers of the Party beside it (08-NQ/TU).
_STATE = re.compile(r"[0-9]+[A-Za-z]?(?:/[0-9]{4})?/[A-ZĐ][A-Za-zĐ0-9&-]*\Z")
_PARTY = re.compile(r"[0-9]+-[A-ZĐ][A-Za-zĐ]*/[A-ZĐ]+\Z")

_ZIP = b"PK\x03\x04"
TYPES: dict[str, Callable[[bytes], bool]] = {
    "pdf": lambda content: content.startswith(b"%PDF-"),
    "png": lambda content: content.startswith(b"\x89PNG\r\n\x1a\n"),
    "jpg": lambda content: content.startswith(b"\xff\xd8\xff"),
    "jpeg": lambda content: content.startswith(b"\xff\xd8\xff"),
    "docx": lambda content: content.startswith(_ZIP) and b"word/" in content,
    "xlsx": lambda content: content.startswith(_ZIP) and b"xl/" in content,
}


class Folder:
    """The documents/ folders of a tree: which files there are, and their bytes when they are needed."""

    def __init__(
        self, paths: Iterable[str], is_plain: Callable[[str], bool], read: Callable[[str], bytes]
    ) -> None:
        self.paths, self.is_plain, self.read = frozenset(paths), is_plain, read


def check_documents(sources: Sources, folder: Folder) -> None:
    """All rules about the documents of one dossier."""
    used: set[tuple[str, str]] = set()
    for source in sources.values():
        for entry in source.waiting.values():
            used.update((source.place.kind, id_) for _, id_ in _cited(mapping(entry), ()))
        files = _up_to(sources, source)
        for path, id_ in _citations(source):
            owner = next((file for file in files if id_ in file.documents), None)
            if owner is not None:
                used.add((owner.place.kind, id_))
            elif all(file.legible for file in files):
                _unknown(sources, source, path, id_)
    seen: dict[Identity, tuple[Source, Path]] = {}
    for source in sources.values():
        for id_, document in source.documents.items():
            path = source.document_path(id_)
            cited = source.place.kind == "decision" or (source.place.kind, id_) in used
            if not cited:
                source.warning("unused-document", path, on_key=True, value=id_)
            _describes(source, path, document, cited=cited)
            _twice(source, path, document, seen)
            _file(source, path, document, folder)
        if source.place.kind == "decision":
            _decision(source)


def check_same_documents(dossiers: Iterable[Sources]) -> None:
    """Warn where one document (number, issuer, date) is described differently in two dossiers."""
    seen: dict[Identity, tuple[Source, dict[str, Any]]] = {}
    for sources in dossiers:
        for source in sources.values():
            for id_, document in source.documents.items():
                known = identity(document)
                if known is None:
                    continue
                first, other = seen.setdefault(known, (source, document))
                if first.place.folder == source.place.folder:
                    continue
                for key in ("title", "url", "sha256", "access"):
                    if key in document and key in other and document[key] != other[key]:
                        path = (*source.document_path(id_), key)
                        source.warning(
                            "described-differently", path, key=key, other=first.place.path, value=other[key]
                        )


def undescribed(dossiers: Iterable[Sources], paths: Iterable[str]) -> Iterator[Problem]:
    """Files beside a dossier that it does not describe: not on the site, but public all the same."""
    described: dict[str, set[str]] = {}
    unknown = set()
    for source in (source for sources in dossiers for source in sources.values()):
        named = described.setdefault(source.place.folder, set())
        named |= {_alike(str(document.get("file"))) for document in source.documents.values()}
        if not source.legible:
            unknown.add(source.place.folder)
    for path in paths:
        folder, _, name = path.partition("/documents/")
        file = f"documents/{name}"
        if folder in described.keys() - unknown and _alike(file) not in described[folder]:
            yield Problem(path, 1, 1, "undescribed-file", "warning", params={"name": file})


def _alike(name: str) -> str:
    """The same for names that differ in case or in how letters are composed, of which more is said elsewhere."""
    return unicodedata.normalize("NFC", name).casefold()


def identity(document: dict[str, Any]) -> Identity | None:
    """What tells a document from all others; None where it is not said."""
    said = document.get("number"), document.get("issuer"), document.get("issued")
    if all(said) and all(isinstance(value, str) for value in said):
        number, issuer, issued = said
        return _squeezed(number), _squeezed(issuer), _squeezed(issued)
    return None


@lru_cache(maxsize=1 << 14)
def _squeezed(words: str) -> str:
    return " ".join(words.split()).casefold()


def _citations(source: Source) -> Iterator[tuple[Path, str]]:
    for id_, entry in source.entries.items():
        path: Path = ("indicators", id_)
        yield from _cited(entry, path)
        yield from _cited(mapping(entry.get("claim")), (*path, "claim"))


def _cited(entry: dict[str, Any], path: Path) -> Iterator[tuple[Path, str]]:
    for index, citation in enumerate(listing(entry.get("evidence"))):
        here = (*path, "evidence", index)
        if isinstance(citation, str):
            yield here, citation
        elif isinstance(mapping(citation).get("document"), str):
            yield (*here, "document"), citation["document"]


def _up_to(sources: Sources, source: Source) -> list[Source]:
    """The file itself, then those that came before it: the first that describes a cited document is its owner."""
    kinds = list(sources)
    return [source, *(sources[kind] for kind in kinds[: kinds.index(source.place.kind)])]


def _unknown(sources: Sources, source: Source, path: Path, id_: str) -> None:
    known = [known for other in sources.values() for known in other.documents]
    near = likely(id_, known)
    source.error("unknown-document", path, value=id_, **near)


def _describes(source: Source, path: Path, document: dict[str, Any], *, cited: bool) -> None:
    if isinstance(document.get("number"), str):
        _number(source, (*path, "number"), document["number"])
    for key in ("url", "archived"):
        if isinstance(document.get(key), str) and document[key]:
            check_link(source, (*path, key), document[key])
    kind = source.place.kind
    open_ = kind != "decision" and document.get("access") != "restricted"
    if open_ and not document.get("url") and not document.get("file"):
        source.warning("no-copy", path, on_key=True)
    limit = source.get("submitted" if kind == "self-assessment" else "date")
    issued = document.get("issued")
    if cited and is_day(issued) and is_day(limit) and issued > limit:
        source.error("issued-too-late", (*path, "issued"), case=kind, issued=issued, limit=limit)


def _number(source: Source, path: Path, number: str) -> None:
    if number.strip() and not _STATE.match(number) and not _PARTY.match(number):
        source.warning("document-number", path, value=number)


def _decision(source: Source) -> None:
    """A decision's own number, and that of the document where it is published."""
    number, published = source.get("number"), mapping(source.get("document")).get("number")
    if isinstance(number, str):
        _number(source, ("number",), number)
        if isinstance(published, str) and published != number:
            source.warning("decision-number-differs", ("document", "number"), value=published, number=number)


def _twice(
    source: Source, path: Path, document: dict[str, Any], seen: dict[Identity, tuple[Source, Path]]
) -> None:
    known = identity(document)
    if known is None:
        return
    first, first_path = seen.setdefault(known, (source, path))
    if (first, first_path) != (source, path):
        line = first.file.key_mark(first_path).line
        file = first.place.path.rpartition("/")[2]
        source.error(
            "same-document-twice",
            (*path, "number"),
            value=document["number"],
            id=first_path[-1],
            file=file,
            first=line,
        )


def inside(name: str) -> bool:
    """Whether a file's name keeps within the documents/ folder of its own dossier."""
    steps = name.split("/")
    return (
        steps[0] == "documents"
        and len(steps) > 1
        and "\\" not in name
        and not any(step in ("", ".", "..") for step in steps)
    )


def _file(source: Source, path: Path, document: dict[str, Any], folder: Folder) -> None:
    name = document.get("file")
    if not isinstance(name, str) or not name:
        return
    here = (*path, "file")
    if not inside(name):
        source.error("file-outside", here, value=name)
        return
    ending = name.rpartition(".")[2].lower()
    if ending not in TYPES:
        source.error("file-type", here, value=name, types=", ".join(TYPES))
        return
    at = f"{source.place.folder}/{name}"
    if at not in folder.paths:
        _missing(source, here, name, folder)
    elif not folder.is_plain(at):
        source.error("file-not-plain", here, value=name)
    else:
        content = folder.read(at)
        unfetched = pointer(content)
        if unfetched is not None:
            source.warning("file-pointer", here, value=name)
        elif not TYPES[ending](content):
            source.error("file-content", here, value=name, type=ending)
        # A pointer names the hash of the content that it stands for, so that even then the two are compared.
        if (unfetched.size if unfetched is not None else len(content)) > MOST_BYTES:
            source.error("file-too-heavy", here, value=name, limit=MOST_BYTES // 1024**2)
        digest = unfetched.sha256 if unfetched is not None else hashlib.sha256(content).hexdigest()
        said = document.get("sha256")
        if isinstance(said, str) and len(said) == 64 and said.lower() != digest:
            source.error("file-changed", (*path, "sha256"), value=name, digest=digest)


def _missing(source: Source, here: Path, name: str, folder: Folder) -> None:
    inside = f"{source.place.folder}/"
    there = [
        unicodedata.normalize("NFC", path).removeprefix(inside)
        for path in sorted(folder.paths)
        if path.startswith(inside)
    ]
    # Composed here and decomposed on the disk, two names look the same and are not.
    near = {"case": "composed"} if name in there else likely(name, there)
    source.error("file-missing", here, value=name, **near)
