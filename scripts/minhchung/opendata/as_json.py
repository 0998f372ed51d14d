"""The same as JSON: all results in the format of ``minhchung assess``, one file a year, one a dossier. Pure.

Nothing is neutralised here: a string is what somebody wrote, and JSON has no formulas. A result, a change, a claim
and a document each stand on one line: so a `diff` shows which changed, and the encoder of the library, which knows
no other way than one line, can write them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from minhchung.assessing.as_json import result_json
from minhchung.audit_pack.reading import plain
from minhchung.comparing.as_json import plain as plain_value
from minhchung.evidence.model import Unit
from minhchung.history.model import kind_of
from minhchung.opendata.data import CityData
from minhchung.opendata.one import COMMIT, One
from minhchung.publishing import paths


def _unknown(value: Any) -> Any:
    """What JSON does not know: a decimal is the text that was written."""
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"not JSON: {value!r}")


_line = json.JSONEncoder(ensure_ascii=False, default=_unknown).encode
_text = json.encoder.encode_basestring  # what that makes of a text, at once


def files_of_rules(data: CityData) -> Iterator[tuple[str, bytes]]:
    """What does not change from dossier to dossier, by its path below ``data/v1/``."""
    site = data.site
    units = [_unit(data, unit) for unit in site.evidence.units.values()]
    yield "units.json", serialised({"revision": site.revision, "units": units})
    for edition in site.editions.values():
        rules = {"edition": edition.id, "revision": site.revision, "files": plain(edition.data)}
        yield f"criteria/{edition.id}.json", serialised(rules)


def serialised(content: Any) -> bytes:
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def results(one: One) -> str:
    """Its results, each on a line, as they stand in a list of results."""
    stale = one.data.stale(one.key)
    found = (
        result_json(result, stale if basis == "verified" else ()) for basis, result in one.results.items()
    )
    return _listed(map(_line, found))


def opening(revision: str | None, year: int | None = None) -> bytes:
    """What stands before the lines of a file of results: the format of ``minhchung assess --format json``."""
    of_year = "" if year is None else f'"year": {year}, '
    return f'{{{of_year}"revision": {_line(revision)}, "results": [\n'.encode()


CLOSING = b"\n]}\n"
BETWEEN = b",\n"


def dossier(one: One, results: str) -> bytes:
    """One dossier whole: its files as they were written, its `results`, and what has changed in it.

    Where the commit belongs stands :data:`minhchung.opendata.one.COMMIT`.
    """
    about = {
        "page": one.data.page(paths.dossier(*one.key)),
        "city": one.data.view.city.id,
        "unit": one.unit,
        "year": one.year,
        "criteria": one.results["self"].criteria,
    }
    files = {name.removesuffix(".yml"): content for name, content in sorted(one.sources.items())}
    parts = [
        f'{{\n"revision": {COMMIT}',
        *(f"{_line(key)}: {_line(value)}" for key, value in about.items()),
        f'"files": {_laid_out(files, 3)}',
        f'"results": [\n{results}\n]',
        f'"changes": [\n{_listed(_changes(one))}\n]\n}}\n',
    ]
    return _listed(parts).encode("utf-8", "surrogateescape")


def _laid_out(value: Any, deep: int) -> str:
    """JSON with a line for each entry of the `deep` outermost mappings."""
    if not deep or not value or not isinstance(value, Mapping):
        return _line(value)
    return f"{{\n{_listed(f'{_line(key)}: {_laid_out(child, deep - 1)}' for key, child in value.items())}\n}}"


def _listed(lines: Iterable[str]) -> str:
    return ",\n".join(lines)


def _changes(one: One) -> Iterator[str]:
    for told in one.changes:
        change = told.change
        by = {
            "commit": change.commit,
            "date": change.date,
            "organisation": change.organisation,
            "pull_request": change.pull_request,
            "signature": change.signature,
        }
        common = _line(by)[1:]
        file = _text(change.file)
        yield (
            f'{{"file": {file}, "indicator": {_line(change.indicator)}, "field": {_line(change.field)}, '
            f'"kind": "{change.kind}", "old": {_value(change.old)}, "new": {_value(change.new)}, {common}'
        )
        for field, value in told.began.items():
            indicator = "null" if field.indicator is None else _text(field.indicator)
            yield (
                f'{{"file": {file}, "indicator": {indicator}, "field": {_text(field.name)}, '
                f'"kind": "{kind_of(field)}", "old": null, "new": {_value(value)}, {common}'
            )


def _value(value: Any) -> str:
    return _text(value) if isinstance(value, str) else _line(plain_value(value))


def _unit(data: CityData, unit: Unit) -> dict[str, Any]:
    """A unit as in units.yml, with the page that explains it."""
    return {
        "id": unit.id,
        "page": data.page(paths.unit(unit.id)),
        "code": unit.code,
        "name": unit.name,
        "type": unit.type,
        "parent": unit.parent,
        "pilot": unit.pilot,
        "communes": None
        if unit.communes is None
        else [{"code": commune.code, "name": commune.name} for commune in unit.communes],
        "tile": list(unit.tile) if unit.tile else None,
        "from": unit.starts,
        "until": unit.ends,
        "replaced_by": list(unit.replaced_by),
    }
