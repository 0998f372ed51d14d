"""What was found in one dossier, as bytes that can be kept and handed from one process to another. Pure.

JSON and nothing else, whoever wrote it. The data of its files, which is most of it, stays packed until it is asked
for; numbers with a decimal point are exact.
"""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Self

from minhchung.criteria.model import Words
from minhchung.problem import Problem


@dataclass(frozen=True, slots=True)
class Record:
    """What was found: its problems, the sets that its files were typed by, and what they describe as bytes."""

    problems: tuple[Problem, ...]
    sets: Mapping[str, str]  # kind of file → id of the criteria set
    described: bytes  # as documents.described gives it
    packed: bytes

    @staticmethod
    def of(
        *, problems: Iterable[Problem], sets: Mapping[str, str], described: bytes, data: Mapping[str, Any]
    ) -> bytes:
        """A record as bytes; `data` is the typed data of its files, by kind."""
        facts = {
            "problems": [_row(problem) for problem in problems],
            "sets": sets,
            "described": described.hex(),
        }
        return json.dumps(facts, separators=(",", ":")).encode("ascii") + b"\n" + _pack(data)

    @classmethod
    def read(cls, content: bytes) -> Self:
        """Raises ValueError, KeyError or TypeError for what is no record."""
        facts, _, packed = content.partition(b"\n")
        found = json.loads(facts)
        return cls(
            problems=tuple(_problem_in(row) for row in found["problems"]),
            sets={kind: _SAME.setdefault(id_, id_) for kind, id_ in found["sets"].items()},
            described=bytes.fromhex(found["described"]),
            packed=packed,
        )

    def data(self) -> dict[str, Any]:
        """The typed data of the files, by kind."""
        found: dict[str, Any] = json.loads(zlib.decompress(self.packed), parse_float=Decimal)
        return found


_SAME: dict[str, str] = {}  # one string for all that are equal

# No text that was read as YAML holds half of a surrogate pair: with one before it, a number waits in quotes.
_EXACT = "\ud800"
_WAITING = re.compile(f'"{_EXACT}([^"]*)"')


def _pack(data: Mapping[str, Any]) -> bytes:
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), default=_exact)
    if _EXACT in text:
        text = _WAITING.sub(r"\1", text)
    return zlib.compress(text.encode(), 1)


def _exact(number: Decimal) -> str:
    return f"{_EXACT}{number:f}"


def _row(problem: Problem) -> list[Any]:
    file, line, column, code = problem.file, problem.line, problem.column, problem.code
    params = {key: _shut(value) for key, value in problem.params.items()}
    return [file, line, column, code, problem.severity, problem.indicator, params]


def _problem_in(row: list[Any]) -> Problem:
    file, line, column, code, severity, indicator, shut = row
    params = {key: _opened(value) for key, value in shut.items()}
    return Problem(file, line, column, code, severity, indicator, params)


def _shut(value: Any) -> Any:
    """A parameter of a problem as JSON: what JSON does not know stands in a mapping that says what it is."""
    match value:
        case Words():
            return {"words": [value.vi, value.en]}
        case Decimal():
            return {"decimal": str(value)}
        case tuple():
            return {"tuple": [_shut(item) for item in value]}
        case list():
            return [_shut(item) for item in value]
        case dict():
            return {"map": {key: _shut(item) for key, item in value.items()}}
    return value


def _opened(shut: Any) -> Any:
    match shut:
        case {"words": [vi, en]}:
            return Words(vi, en)
        case {"decimal": number}:
            return Decimal(number)
        case {"tuple": items}:
            return tuple(_opened(item) for item in items)
        case {"map": items}:
            return {key: _opened(item) for key, item in items.items()}
        case list():
            return [_opened(item) for item in shut]
    return shut
