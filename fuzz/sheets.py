"""Workbooks that come back changed in every way a file can be: `form read`, from the zip to the file of the dossier."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from io import BytesIO
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Literal

from fuzz.engine import broken
from fuzz.limit import limited
from fuzz.seeds import ROOT, tiny
from fuzz.shrink import fewest

from fuzz import words
from minhchung.cli.form import _told
from minhchung.i18n import LANGS, translator
from minhchung.workbook.exchange import form, take_back
from minhchung.workspace import Workspace
from minhchung.yaml.strict import read

UNIT, YEAR = "suoi-biec", 2022
SIDES: tuple[Literal["workbook", "file"] | None, ...] = (None, None, "workbook", "file")
SLOWEST = 3.0  # seconds: a library reads the zip and its XML

TEXT = re.compile(rb"(?<=[>\"])[^<>\"]+(?=[<\"])")  # between tags, and in quotes
_CELL = re.compile(rb"<c [^>]*/>|<c .*?</c>", re.DOTALL)
_ROW = re.compile(rb"<row .*?</row>", re.DOTALL)

Parts = list[tuple[str, bytes]]


@cache
def _folder() -> TemporaryDirectory[str]:
    """A repository of one dossier, which goes when the process ends."""
    folder = TemporaryDirectory(prefix="fuzz-")
    for path, content in tiny().files.items():
        file = Path(folder.name, path)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    return folder


def _workspace() -> Workspace:
    return Workspace.open(Path(_folder().name, "evidence"), ROOT / "criteria")


@cache
def parts() -> Parts:
    """The files within a workbook that was written and not yet filled in."""
    workspace = _workspace()
    with zipfile.ZipFile(BytesIO(form(workspace, workspace.evidence.units[UNIT], YEAR))) as file:
        return [(name, file.read(name)) for name in sorted(file.namelist())]


def zipped(parts: Parts) -> bytes:
    content = BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as file:
        for name, part in parts:
            file.writestr(zipfile.ZipInfo(name), part)
    return content.getvalue()


def taken(content: bytes, take: Literal["workbook", "file"] | None = None) -> None:
    """What `form read` makes of it: told in every language, and the file of the dossier still one that is read."""
    workspace = _workspace()
    file = Path(_folder().name, "evidence", UNIT, str(YEAR), "self-assessment.yml")
    sent = Path(_folder().name, "sent.xlsx")
    sent.write_bytes(content)
    before = file.read_bytes()
    try:
        with limited(SLOWEST):
            outcome = take_back(workspace, sent, take)
        for lang in LANGS:
            for line in _told(outcome, translator(lang)):
                line.encode("utf-8")
                assert "\n" not in line, line
        after = file.read_bytes()
        assert (after != before) == (outcome.state == "written"), outcome.state
        assert read(file.name, after)[0].data, "the file cannot be read any more"
        had = [problem for problem in workspace.checked.problems if problem.is_error]
        errors = [problem for problem in _workspace().checked.problems if problem.is_error]
        assert len(errors) <= len(had), f"it has an error that it had not: {errors}"
    finally:
        file.write_bytes(before)


def _text(chance: Random, parts: Parts, at: int) -> None:
    """Another text in a cell, an attribute, a name."""
    name, content = parts[at]
    found = list(TEXT.finditer(content))
    if found:
        start, end = chance.choice(found).span()
        new = _escaped(words.word(chance)) if chance.random() < 0.8 else chance.choice(found).group()
        parts[at] = name, content[:start] + new + content[end:]


def _escaped(word: str) -> bytes:
    for char, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;")):
        word = word.replace(char, entity)
    return word.encode("utf-8", "surrogatepass")


def _element(chance: Random, parts: Parts, at: int) -> None:
    """A cell or a row that is gone, there twice, or somewhere else."""
    name, content = parts[at]
    found = [match.span() for match in chance.choice((_CELL, _ROW)).finditer(content)]
    if found:
        (start, end), (other, _) = chance.choice(found), chance.choice(found)
        piece = content[start:end]
        match chance.randrange(3):
            case 0:
                content = content[:start] + content[end:]
            case 1:
                content = content[:start] + piece * chance.choice((2, 2, 500)) + content[end:]
            case _:
                content = content[:other] + piece + content[other:]
        parts[at] = name, content


def _noise(chance: Random, parts: Parts, at: int) -> None:
    name, content = parts[at]
    start = chance.randrange(len(content) + 1)
    new = chance.choice(
        (*words.BYTES, b"<", b">", b"&", b"&#0;", b"<!DOCTYPE a [<!ENTITY b 'c'>]>", b"]]>", b"\r")
    )
    parts[at] = name, content[:start] + new + content[start + chance.choice((0, 1, 30)) :]


def _part(chance: Random, parts: Parts, at: int) -> None:
    """A part that is gone, empty, huge, there twice, under another name, or another one's."""
    name, content = parts[at]
    match chance.randrange(6):
        case 0:
            del parts[at]
        case 1:
            parts[at] = name, b""
        case 2:
            parts[at] = name, content + b" " * (30 << 20)
        case 3:
            parts.append((f"xl/{at}.xml", content))
        case 4:
            parts[at] = (
                chance.choice(("../a.xml", "/a.xml", "xl\\a.xml", name.upper(), "a\x00b", "é.xml")),
                content,
            )
        case _:
            parts[at] = name, chance.choice(parts)[1]


MUTATIONS = (_text, _text, _text, _text, _element, _element, _noise, _part)
SHEETS = re.compile(r"xl/(?:worksheets/sheet\d+|sharedStrings|styles)\.xml\Z")


@dataclass(frozen=True)
class Sent:
    """A workbook after its steps; each is a mutation's number and the seed of its own chance."""

    steps: tuple[tuple[int, int], ...]
    take: Literal["workbook", "file"] | None
    bytes_: int | None  # the seed of what happened to the whole file

    def content(self) -> bytes:
        made = list(parts())
        for number, seed in self.steps:
            chance = Random(seed)
            fitting = [at for at, (name, _) in enumerate(made) if SHEETS.match(name)] or [0]
            at = chance.choice(fitting) if chance.random() < 0.9 else chance.randrange(len(made))
            MUTATIONS[number](chance, made, at)
            if not made:
                break
        content = zipped(made)
        if self.bytes_ is not None:
            chance = Random(self.bytes_)
            start, gone = chance.randrange(len(content)), chance.choice((0, 1, 4, 100, len(content)))
            content = content[:start] + chance.randbytes(chance.choice((0, 1, 4))) + content[start + gone :]
        return content

    def hold(self) -> None:
        taken(self.content(), self.take)

    def smaller(self, kind: str) -> Sent:
        def breaks(steps: Sequence[tuple[int, int]]) -> bool:
            other = broken(replace(self, steps=tuple(steps)))
            return other is not None and other[0] == kind

        return replace(self, steps=tuple(fewest(self.steps, breaks)))

    def keep(self, folder: Path) -> None:
        (folder / "sent.xlsx").write_bytes(self.content())


def case(chance: Random) -> Sent:
    count = chance.choice((1, 1, 2, 4, 8))
    steps = tuple((chance.randrange(len(MUTATIONS)), chance.getrandbits(32)) for _ in range(count))
    return Sent(steps, chance.choice(SIDES), chance.getrandbits(32) if chance.random() < 0.1 else None)
