"""Personal data in evidence files: git cannot forget, so it is caught before it is merged. Pure.

Keys, values and comments are looked at as they stand in the file, each hit on its line; then the values
as YAML reads them, for what an escape or a line break hides. No message repeats the datum.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from minhchung.checking.personal.datum import Datum, is_disguised, legible
from minhchung.checking.personal.find import personal_data, surely_none
from minhchung.checking.source import fault, node
from minhchung.problem import Problem
from minhchung.yaml.nodes import Map, Path
from minhchung.yaml.strict import MAX_BYTES, MAX_PROBLEMS, YamlFile


def check_personal(file: YamlFile, content: bytes) -> list[Problem]:
    """An error on every personal datum in a file, of which `content` are the bytes, readable or not."""
    if file.literal and not is_disguised(file.letters) and surely_none(content):
        return []
    text = legible(content[:MAX_BYTES].decode("utf-8-sig", "replace"))
    written = personal_data(text)
    problems = [_on_its_line(file, text, datum) for datum in written[:MAX_PROBLEMS]]
    seen = _counted(written)
    if file.literal:
        return problems
    if len(problems) < MAX_PROBLEMS and _counted(personal_data(legible("\n".join(_all(file.data))))) - seen:
        problems += islice(_hidden(file, seen), MAX_PROBLEMS)
    return problems


def check_names(paths: Iterable[str]) -> Iterator[Problem]:
    """An error on every file whose path tells who a person is."""
    for path in paths:
        for datum in personal_data(legible(path))[:1]:
            yield Problem(path, 1, 1, "personal-name", params={"case": datum.kind, "value": datum.masked})


def _on_its_line(file: YamlFile, text: str, datum: Datum) -> Problem:
    line = text.count("\n", 0, datum.start) + 1
    column = datum.start - text.rfind("\n", 0, datum.start)
    params = {"case": datum.kind, "value": datum.masked}
    return Problem(file.path, line, column, "personal-data", "error", _indicator(file, line), params)


def _counted(found: Iterable[Datum]) -> Counter[tuple[str, str]]:
    return Counter((datum.kind, datum.masked) for datum in found)


def _hidden(file: YamlFile, seen: Counter[tuple[str, str]]) -> Iterator[Problem]:
    """What stands in a key or a value, but not in this form in the file."""
    for path, value in _strings(file.data, ()):
        for datum in personal_data(legible(value)):
            seen[datum.kind, datum.masked] -= 1
            if seen[datum.kind, datum.masked] < 0:
                yield fault(file, "personal-data", path, case=datum.kind, value=datum.masked)


def _all(data: Any) -> list[str]:
    """Every key and value, each on one line, in no order: nearly always nothing more is asked."""
    found: list[str] = []
    waiting = [data]
    while waiting:
        node = waiting.pop()
        if isinstance(node, str):
            found.append(node)
        elif isinstance(node, dict):
            found.extend(node)
            waiting.extend(node.values())
        elif isinstance(node, list):
            waiting.extend(node)
    return [_on_one_line(text) if "\n" in text else text for text in found]


def _strings(data: Any, path: Path) -> Iterator[tuple[Path, str]]:
    """The same with their places; a key's is its value's."""
    if isinstance(data, str):
        yield path, _on_one_line(data)
    elif isinstance(data, dict):
        for key, value in data.items():
            yield (*path, key), _on_one_line(key)
            yield from _strings(value, (*path, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from _strings(value, (*path, index))


def _on_one_line(text: str) -> str:
    return " ".join(text.split())


def _indicator(file: YamlFile, line: int) -> str | None:
    """The indicator whose entry `line` belongs to."""
    entries = node(file, ("indicators",))
    if not isinstance(entries, Map) or not isinstance(file.data, Map):
        return None
    starts: dict[int, str | None] = {file.key_mark((key,)).line: None for key in file.data}
    starts |= {file.key_mark(("indicators", id_)).line: id_ for id_ in entries}
    before = [start for start in starts if start <= line]
    return starts[max(before)] if before else None
