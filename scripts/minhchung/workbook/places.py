"""At which cell of the workbook a problem of the file is to be mended. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from minhchung.checking.personal.datum import legible
from minhchung.checking.personal.find import personal_data
from minhchung.checking.source import listing, mapping
from minhchung.problem import Problem
from minhchung.workbook.fields import Path
from minhchung.workbook.model import Filled, Place
from minhchung.yaml.nodes import Map, Seq
from minhchung.yaml.nodes import Path as FilePath
from minhchung.yaml.strict import YamlFile


def place_of(problem: Problem, file: YamlFile, data: Any, filled: Filled) -> Place | None:
    """The cell of the value that a problem stands on, or the nearest one; None: no cell speaks of it."""
    path = tuple(map(str, _path(problem, file)))
    if problem.code == "missing-key":
        path = (*path, str(problem.params["key"]))
    if path[:1] == ("observations",) and len(path) > 1:
        path = _observation(path, data, filled)
    if problem.code == "no-evidence":
        path = (*path[:2], "evidence")
    for length in range(len(path), 0, -1):
        if path[:length] in filled.places:
            return filled.places[path[:length]]
    if len(path) < 2:
        return None
    return next((place for cell, place in filled.places.items() if cell[:2] == path[:2]), None)


def _path(problem: Problem, file: YamlFile) -> FilePath:
    """The value or the key at which a problem stands."""
    at = (problem.line, problem.column)
    found: FilePath = ()
    if problem.code == "personal-data":
        return _with_datum(problem, file)
    for path in _walk(file.data, ()):
        if file.key_mark(path) == at and isinstance(path[-1], str):
            return path
        if file.mark(path) == at:
            found = path
    return found


def _with_datum(problem: Problem, file: YamlFile) -> FilePath:
    """The value, or the key, that holds a personal datum: the last that begins before it; none: a comment does."""
    at, held = (problem.line, problem.column), str(problem.params["value"])
    found: FilePath = ()
    for path in _walk(file.data, ()):
        texts = (step for step in (path[-1], _at(file.data, path)) if isinstance(step, str))
        here = any(datum.masked == held for text in texts for datum in personal_data(legible(text)))
        if here and file.key_mark(path) <= at:
            found = path
    return found


def _at(data: Any, path: FilePath) -> Any:
    for step in path:
        data = data[step]
    return data


def _walk(node: Any, path: FilePath) -> Iterator[FilePath]:
    inner: Any = node.items() if isinstance(node, Map) else enumerate(node) if isinstance(node, Seq) else ()
    for step, value in inner:
        yield (*path, step)
        yield from _walk(value, (*path, step))


def _observation(path: Path, data: Any, filled: Filled) -> Path:
    """The row of the workbook that says what the file's observation says."""
    entries = listing(mapping(data).get("observations"))
    entry = mapping(entries[int(path[1])]) if int(path[1]) < len(entries) else {}
    rows: dict[Path, dict[str, Any]] = {}
    for cell, value in filled.values.items():
        if cell[0] == "observations" and value is not None:
            rows.setdefault(cell[:2], {})[cell[2]] = value
    row = next((row for row, values in rows.items() if values == entry), path[:2])
    return (*row, *path[2:])
