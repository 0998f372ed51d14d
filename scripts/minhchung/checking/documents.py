"""Rules about documents: that they are cited, in time, told apart, and that their files are what they say. Pure."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice
from typing import Any

from minhchung.checking.dossier import Sources, is_day
from minhchung.checking.pointers import pointer
from minhchung.checking.source import Source, document_path, documents, likely, listing, mapping
from minhchung.checking.units import check_link
from minhchung.problem import Problem
from minhchung.yaml.nodes import Path

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
        limit = source.get("submitted" if source.place.kind == "self-assessment" else "date")
        limit = limit if is_day(limit) else None
        for id_, document in source.documents.items():
            path = source.document_path(id_)
            cited = source.place.kind == "decision" or (source.place.kind, id_) in used
            if not cited:
                source.warning("unused-document", path, on_key=True, value=id_)
            _describes(source, path, document, limit if cited else None)
            _twice(source, path, document, seen)
            _file(source, path, document, folder)
        if source.place.kind == "decision":
            _decision(source)


Described = Mapping[str, Any]  # the plain data of the files of one dossier by kind


def described(data: Described) -> bytes:
    """What the rule across dossiers needs of each document with an identity: a hash of that, and of the rest."""
    return b"".join(
        _hash(known, _IDENTITY) + _hash([document.get(key, _UNSAID) for key in _SAME], _REST)
        for _, _, document, known in _identified(data)
    )


_SAME = ("title", "url", "sha256", "access")  # said alike wherever a document is described
_IDENTITY, _REST = 16, 8  # bytes of the hashes
_UNSAID, _BETWEEN = "\ud800", "\ud801"  # halves of surrogate pairs, which no text that was read as YAML holds


def _hash(values: Sequence[Any], size: int) -> bytes:
    try:
        text = _BETWEEN.join(values)
    except TypeError:  # malformed, and nobody's to compare
        text = repr(values)
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=size).digest()


def _identified(data: Described) -> Iterator[tuple[str, str, dict[str, Any], Identity]]:
    """Each document with an identity: its file's kind, its id, how it is described, its identity."""
    for kind, of_file in data.items():
        for id_, document in documents(kind, of_file).items():
            known = identity(document)
            if known is not None:
                yield kind, id_, document, known


# Kind of file, path there, kind of the other's file, parameters.
Difference = tuple[str, Path, str, dict[str, Any]]


def differing(dossiers: Iterable[bytes]) -> Iterator[tuple[int, int, int, int]]:
    """The documents that may be described otherwise than where they first stand: dossier, document, first, its document.

    `dossiers`: of each, what :func:`described` gives; both kinds of number count from 0.
    """
    seen: dict[bytes, tuple[int, int, bytes]] = {}
    for number, of_dossier in enumerate(dossiers):
        for index, start in enumerate(range(0, len(of_dossier), _IDENTITY + _REST)):
            known = of_dossier[start : start + _IDENTITY]
            rest = of_dossier[start + _IDENTITY : start + _IDENTITY + _REST]
            first, first_index, first_rest = seen.setdefault(known, (number, index, rest))
            if first != number and first_rest != rest:
                yield number, index, first, first_index


def differences(data: Described, index: int, first: Described, first_index: int) -> Iterator[Difference]:
    """Where one document (number, issuer, date) is described differently in two dossiers: to warn of."""
    kind, id_, document, _ = next(islice(_identified(data), index, None))
    first_kind, _, other, _ = next(islice(_identified(first), first_index, None))
    for key in _SAME:
        if key in document and key in other and document[key] != other[key]:
            yield kind, (*document_path(kind, id_), key), first_kind, {"key": key, "value": other[key]}


def undescribed(sources: Sources, paths: Iterable[str]) -> Iterator[Problem]:
    """Files beside a dossier that it does not describe: not on the site, but public all the same."""
    if not sources or not all(source.legible for source in sources.values()):
        return
    folder = next(iter(sources.values())).place.folder
    named = {
        _alike(str(document.get("file")))
        for source in sources.values()
        for document in source.documents.values()
    }
    for path in paths:
        file = path.removeprefix(f"{folder}/")
        if _alike(file) not in named:
            yield Problem(path, 1, 1, "undescribed-file", "warning", params={"name": file})


def _alike(name: str) -> str:
    """The same for names that differ in case or in how letters are composed, of which more is said elsewhere."""
    return unicodedata.normalize("NFC", name).casefold()


def identity(document: dict[str, Any]) -> Identity | None:
    """What tells a document from all others; None where it is not said."""
    number, issuer, issued = document.get("number"), document.get("issuer"), document.get("issued")
    if number and issuer and issued and type(number) is type(issuer) is type(issued) is str:
        return _identity(number, issuer, issued)
    return None


@lru_cache(maxsize=1 << 10)  # asked for twice, soon
def _identity(number: str, issuer: str, issued: str) -> Identity:
    return _squeezed(number), _squeezed(issuer), _squeezed(issued)


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


def _describes(source: Source, path: Path, document: dict[str, Any], limit: str | None) -> None:
    """What is said of one document; one that counts must be issued by the day `limit`."""
    if isinstance(document.get("number"), str):
        _number(source, (*path, "number"), document["number"])
    for key in ("url", "archived"):
        if isinstance(document.get(key), str) and document[key]:
            check_link(source, (*path, key), document[key])
    kind = source.place.kind
    open_ = kind != "decision" and document.get("access") != "restricted"
    if open_ and not document.get("url") and not document.get("file"):
        source.warning("no-copy", path, on_key=True)
    issued = document.get("issued")
    if limit is not None and is_day(issued) and issued > limit:
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
