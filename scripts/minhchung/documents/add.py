"""One more document in a dossier: its hash, its place in the folder, its entry in the file. Writes files.

Nothing is written before everything is known to be right: the file with its new entry passes the strict
reader and brings no new error, and a failure in between leaves both as they were.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import unquote, urlsplit

from minhchung import whole
from minhchung.checking.documents import MOST_BYTES, TYPES
from minhchung.checking.links import link_fault
from minhchung.checking.one_dossier import after_changes
from minhchung.checking.personal.datum import Datum
from minhchung.checking.pointers import pointer
from minhchung.checking.source import mapping
from minhchung.documents.compare import Answer
from minhchung.documents.entry import EntryError, folded, free_id, with_document
from minhchung.documents.extract import personal_data_in
from minhchung.documents.fetch import Fetcher
from minhchung.problem import Problem
from minhchung.workspace import Workspace
from minhchung.yaml.strict import read

_LONGEST_NAME = 80


class AddError(Exception):
    """Nothing was added: a code, and what its sentence needs."""

    def __init__(self, code: str, /, **params: Any) -> None:
        super().__init__(code)
        self.code, self.params = code, params


class FaultyError(AddError):
    """With the new entry the dossier would have errors that it does not have now."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("faulty")
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Added:
    """What was done: `file` is the path below the dossier's folder, None for an address."""

    place: Path
    id: str
    sha256: str
    file: str | None
    personal: tuple[Datum, ...] = ()
    answer: Answer | None = None


@dataclass(frozen=True, slots=True)
class _Source:
    """A document that is to be added: what the entry says of it, and its bytes where it comes as a file."""

    name: str
    sha256: str
    where: Mapping[str, str]
    content: bytes | None = None
    answer: Answer | None = None


def add(
    workspace: Workspace,
    unit: str,
    year: int,
    source: str,
    *,
    kind: str = "self-assessment",
    id_: str | None = None,
    said: Mapping[str, str] | None = None,
    fetcher: Fetcher | None = None,
) -> Added:
    """Add the file or the address `source` to a dossier; `said` are title, number, issuer, issued.

    Raises:
        AddError: nothing was added, and why.
    """
    folder = workspace.evidence_folder
    dossier = folder.root / folder.path / unit / f"{year:04d}"
    place = dossier / f"{kind}.yml"
    if not place.is_file():
        raise AddError("no-file", path=str(place))
    before = place.read_bytes()
    documents = mapping(mapping(read(place.name, before)[0].data).get("documents"))
    found = _address(source, fetcher) if "://" in source else _local(Path(source), dossier)
    _not_there_yet(documents, found)
    said = {key: value for key, value in (said or {}).items() if value}
    id_ = id_ or free_id(said.get("number") or found.name, documents)
    entry = {"title": found.name, **said, **found.where, "sha256": found.sha256}
    try:
        after = with_document(before, id_, entry)
    except EntryError:
        raise AddError("not-insertable", path=str(place), id=id_) from None
    file = found.where.get("file")
    changed = {place: after} | ({dossier / file: found.content} if file and found.content is not None else {})
    _no_new_error(workspace, dossier, changed)
    for target, content in reversed(changed.items()):  # the document first: an entry names what is there
        target.parent.mkdir(parents=True, exist_ok=True)
        whole.write(target, content)
    personal = tuple(personal_data_in(found.content)) if found.content is not None else ()
    return Added(place, id_, found.sha256, file, personal, found.answer)


def _address(url: str, fetcher: Fetcher | None) -> _Source:
    fault = link_fault(url)
    if fault is not None:
        raise AddError("bad-link", fault=fault, value=url)
    answer = (fetcher or Fetcher()).get(url)
    if answer.sha256 is None:
        raise AddError("not-fetched", url=url, answer=answer)
    name = unquote(PurePosixPath(urlsplit(url).path).stem) or str(urlsplit(url).hostname)
    return _Source(name, answer.sha256, {"url": url}, answer=answer)


def _local(path: Path, dossier: Path) -> _Source:
    if not path.is_file():
        raise AddError("not-a-file", path=str(path))
    if path.stat().st_size > MOST_BYTES:
        raise AddError("too-large", path=str(path), limit=MOST_BYTES // 1024**2)
    content = path.read_bytes()
    if pointer(content) is not None:
        raise AddError("pointer", path=str(path))
    ending = next((ending for ending, fits in TYPES.items() if fits(content)), None)
    if ending is None:
        raise AddError("type", path=str(path), types=", ".join(TYPES))
    digest = hashlib.sha256(content).hexdigest()
    own = dossier / "documents"
    if path.resolve().is_relative_to(own.resolve()):
        name = f"documents/{path.resolve().relative_to(own.resolve()).as_posix()}"
        return _Source(path.stem, digest, {"file": name}, content)
    name = f"documents/{safe_name(path.stem)}.{ending}"
    there = dossier / name
    if there.exists() and there.read_bytes() != content:
        raise AddError("name-taken", path=str(there))
    return _Source(path.stem, digest, {"file": name}, content)


def safe_name(stem: str) -> str:
    """A file name that means the same on every system: letters without diacritics, digits, dots, dashes."""
    plain = re.sub(r"[^A-Za-z0-9._]+", "-", folded(stem))[:_LONGEST_NAME].strip("-._")
    return plain or "tai-lieu"


def _not_there_yet(documents: Mapping[str, Any], found: _Source) -> None:
    for id_, entry in documents.items():
        known = mapping(entry)
        if known.get("sha256") == found.sha256 or any(known.get(key) == v for key, v in found.where.items()):
            raise AddError("there-already", id=id_)


def _no_new_error(workspace: Workspace, dossier: Path, changed: Mapping[Path, bytes]) -> None:
    """Raise FaultyError where `check` would find in this dossier what it does not find now."""
    folder = workspace.evidence_folder
    own = dossier.relative_to(folder.root).as_posix()
    new = {place.relative_to(folder.root).as_posix(): content for place, content in changed.items()}
    _, fresh = after_changes(folder.tree, folder.path, workspace.editions, own, new)
    if fresh:
        raise FaultyError(fresh)
