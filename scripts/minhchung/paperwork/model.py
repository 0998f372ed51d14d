"""An official report as data, in the order of Nghị định 30/2020/NĐ-CP: head, body, signature, annexes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The top of the first page. `superior` is empty for a body that names none; `place` may be empty."""

    superior: str
    issuer: str
    symbol: str  # what stands after the number that is left blank: /BC-UBND
    place: str
    year: str


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of a part (level 1) or of what is below it (2)."""

    text: str
    level: Literal[1, 2] = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: str
    kind: Literal["text", "item", "note"] = "text"


@dataclass(frozen=True, slots=True)
class Table:
    """`widths` are in millimetres. A row with a single cell goes across: the name of a group."""

    header: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[tuple[str, ...], ...]
    centred: frozenset[int] = frozenset()  # columns


Block = Heading | Paragraph | Table


@dataclass(frozen=True, slots=True)
class Annex:
    """What follows the signature, on pages of its own that lie on their side."""

    label: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """`made_from` says which version of the evidence; `day` (ISO) is the only date in the file's properties."""

    head: Letterhead
    subject: str  # what stands below “BÁO CÁO”
    to: tuple[str, ...]
    opening: tuple[str, ...]
    body: tuple[Block, ...]
    closing: str
    recipients: tuple[str, ...]
    signing: tuple[str, ...]  # in whose name, and in which office
    annexes: tuple[Annex, ...]
    made_from: str
    day: str
    fictional: bool = False
