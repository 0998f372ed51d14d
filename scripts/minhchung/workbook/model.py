"""A workbook as it is to be written, and as it was read: what both sides of the round trip agree on. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from minhchung.criteria.model import CriteriaSet
from minhchung.evidence.model import Unit
from minhchung.workbook.fields import Path, Value

# A sheet is known by what stands in its first cell, a row by its first cell, a column by its cell in the first row:
# all of it hidden, so that sheets may be renamed and rows and columns moved.
MARK = "minhchung:"
SHEETS = {
    "start": "Hướng dẫn",
    "indicators": "Chỉ báo",
    "documents": "Tài liệu",
    "observations": "Góp ý",
    "base": "_minhchung",
}
OURS = "#"  # the row is ours: nothing in it is a value
NEW = "+"  # a row of a table for an entry that the file does not have

Place = tuple[str, str]  # the name of a sheet, and a cell of it


@dataclass(frozen=True, slots=True)
class Form:
    """A dossier to be filled in: the file as it stands, and last year's values by this year's paths."""

    unit: Unit
    year: int
    criteria: CriteriaSet
    data: Any
    base: Mapping[Path, Value]
    before: Mapping[Path, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Fault:
    """A cell, a sheet or a workbook that cannot be read: where, a code, and what its sentence needs."""

    code: str
    place: Place | None = None
    params: Mapping[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class Filled:
    """What a workbook says: whose it is, what stood in it when it was written, and what stands in it now.

    `values` has a path for every cell that was there, None where nothing stands in it. A row that a table did not
    have when it was written has the path of its own id, or `+` and a number.
    """

    unit: str
    year: int
    criteria: str
    base: dict[Path, Value] = field(default_factory=dict)
    values: dict[Path, Value | None] = field(default_factory=dict)
    places: dict[Path, Place] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
