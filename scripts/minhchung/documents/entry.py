"""A new entry under `documents:`, set into the text of a file: not a byte that was there is touched. Pure.

Text is inserted rather than the file written anew from its data: whoever wrote it keeps comments, order,
quotes and line breaks, and a reviewer sees only the lines that are new.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Collection, Mapping
from itertools import chain, count

from minhchung.yaml.nodes import Map
from minhchung.yaml.strict import YamlFile, read

# What needs no quotes: letters, digits and harmless punctuation, nothing that means something to YAML.
_PLAIN = re.compile(r"[^\W_](?:[\w/.,()–&+ -]*[\w/.)])?\Z")
_NOT_PLAIN = re.compile(r"\s{2}| -|- ")
_LONGEST_ID = 40


class EntryError(Exception):
    """The file cannot be read, or is written in a way that nothing can be set into safely."""


def with_document(content: bytes, id_: str, entry: Mapping[str, str]) -> bytes:
    """The file with one more document. Raises EntryError; whatever is returned holds all it held, and the entry."""
    before = _data(content)
    text = content.decode("utf-8")
    newline = "\r\n" if "\r\n" in text else "\n"
    lines = text.split(newline)
    if lines[-1] != "":
        lines.append("")
    documents = before.data.get("documents")
    if documents and not isinstance(documents, Map):
        raise EntryError
    if documents is None:
        at = _before_key(before, lines, "indicators")
        lines[at:at] = ["documents:", *_block(id_, entry, 2, 2)]
    elif isinstance(documents, Map) and _character(before, lines) == "{":
        mark = before.mark(("documents",))
        row = lines[mark.line - 1]
        comma = ", " if documents else ""
        lines[mark.line - 1] = row[: mark.column] + _flow(id_, entry) + comma + row[mark.column :]
    else:
        indent, step = _indents(before, documents)
        at = _after_block(before, lines)
        lines[at:at] = _block(id_, entry, indent, step)
    made = newline.join(lines).encode()
    wanted = {**before.data, "documents": {**(documents or {}), id_: dict(entry)}}
    if _data(made).data != wanted:
        raise EntryError
    return made


def free_id(wanted: str, taken: Collection[str]) -> str:
    """A short id without diacritics for a new document: from its number or its name, and not yet in use."""
    plain = (
        re.sub(r"[^a-z0-9]+", "-", folded(wanted).lower()).strip("-")[:_LONGEST_ID].strip("-") or "tai-lieu"
    )
    return next(id_ for id_ in chain((plain,), (f"{plain}-{n}" for n in count(2))) if id_ not in taken)


def folded(text: str) -> str:
    """`text` without diacritics, đ as d: what is safe in a name on every system."""
    decomposed = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(char for char in decomposed if unicodedata.category(char) != "Mn")


def _data(content: bytes) -> YamlFile:
    file, problems = read("", content)
    if problems or not isinstance(file.data, Map):
        raise EntryError
    return file


def _character(file: YamlFile, lines: list[str]) -> str:
    mark = file.mark(("documents",))
    return lines[mark.line - 1][mark.column - 1 : mark.column]


def _before_key(file: YamlFile, lines: list[str], key: str) -> int:
    """The line before a key and the comments directly above it; the end of the file where there is no such key."""
    if key not in file.data:
        return len(lines) - 1
    at = file.key_mark((key,)).line - 1
    while at > 0 and lines[at - 1].startswith("#"):
        at -= 1
    return at


def _after_block(file: YamlFile, lines: list[str]) -> int:
    """The line after the last one that belongs to `documents`: comments are its own where they are indented."""
    start = file.key_mark(("documents",)).line
    following = [file.key_mark((key,)).line - 1 for key in file.data]
    end = min((line for line in following if line >= start), default=len(lines))
    return max(
        (n + 1 for n in range(start, end) if lines[n].startswith(" ") and lines[n].strip()), default=start
    )


def _indents(file: YamlFile, documents: object) -> tuple[int, int]:
    """How far entries are indented, and their keys below them."""
    if not isinstance(documents, Map) or not documents:
        return 2, 2
    first = next(iter(documents))
    indent = file.key_mark(("documents", first)).column - 1
    for id_, entry in documents.items():
        mark = (
            file.key_mark(("documents", id_, next(iter(entry)))) if isinstance(entry, Map) and entry else None
        )
        if mark and mark.line > file.key_mark(("documents", id_)).line:
            return indent, mark.column - 1 - indent
    return indent, 2


def _block(id_: str, entry: Mapping[str, str], indent: int, step: int) -> list[str]:
    return [
        f"{' ' * indent}{_scalar(id_)}:",
        *(f"{' ' * (indent + step)}{key}: {_scalar(value)}" for key, value in entry.items()),
    ]


def _flow(id_: str, entry: Mapping[str, str]) -> str:
    inner = ", ".join(f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in entry.items())
    return f"{_scalar(id_)}: {{{inner}}}"


def _scalar(text: str) -> str:
    if _PLAIN.match(text) and not _NOT_PLAIN.search(text):
        return text
    return json.dumps(text, ensure_ascii=False)
