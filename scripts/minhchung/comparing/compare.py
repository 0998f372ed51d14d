"""Two states of a repository side by side. Pure: both are read before this is called."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any

from minhchung.assessing.assess import Results
from minhchung.comparing.documents import Blobs, document_changes
from minhchung.comparing.model import (
    Comparison,
    DocumentChange,
    DossierChange,
    FileChange,
    RuleChange,
    UnitChange,
    ValueChange,
)
from minhchung.comparing.remarks import Side, dossier_remarks, whole_remarks
from minhchung.comparing.results import missing, result_changes
from minhchung.criteria.model import Edition
from minhchung.evidence.flat import Field, changed, flat
from minhchung.evidence.model import Unit
from minhchung.problem import Problem

Sources = Mapping[tuple[str, int], Mapping[str, Any]]  # (unit, year) → file name → plain data


@dataclass(frozen=True, slots=True)
class State:
    """One side of a comparison: what was read at a revision, and what the rules gave."""

    revision: str | None
    day: str | None  # the commit's day at UTC+7, ISO
    units: Mapping[str, Unit]
    sources: Sources
    blobs: Blobs  # every file below the folder of the evidence, by its path there
    results: Results
    editions: Mapping[str, Edition]
    errors: tuple[Problem, ...]

    def side(self, unit: str, year: int) -> Side:
        folder = f"{unit}/{year:04d}/"
        blobs = {
            path.removeprefix(folder): id_ for path, id_ in self.blobs.items() if path.startswith(folder)
        }
        return Side(self.sources.get((unit, year), {}), blobs)


def compare(base: State, head: State) -> Comparison:
    """What changed from `base` to `head`, by year and unit."""
    keys = {*base.sources, *head.sources, *((unit, year) for unit, year, _ in (*base.results, *head.results))}
    dossiers = [
        _dossier(base, head, unit, year) for unit, year in sorted(keys, key=lambda key: (key[1], key[0]))
    ]
    rules = tuple(_rules(base.editions, head.editions))
    readable = (bool(base.units), bool(head.units))
    return Comparison(
        base=base.revision,
        head=head.revision,
        dossiers=tuple(dossier for dossier in dossiers if dossier.in_effect),
        rules=rules,
        units=tuple(_units(base.units, head.units)),
        remarks=whole_remarks(_touched(base.blobs, head.blobs), readable, rules=bool(rules)),
        new_errors=tuple(_new_errors(base.errors, head.errors)),
    )


def _dossier(base: State, head: State, unit: str, year: int) -> DossierChange:
    before, after = base.side(unit, year), head.side(unit, year)
    old, new = before.sources, after.sources
    files = {file: _file(file, old, new) for file in sorted({*old, *new})}
    values: list[ValueChange] = []
    documents: list[DocumentChange] = []
    for file, change in files.items():
        if change is not None and change.kind == "unreadable":
            continue  # what stands in it now is not known
        documents += document_changes(file, old.get(file), new.get(file), before.blobs, after.blobs)
        values += [
            ValueChange(file, field.indicator, field.name, was, now)
            for field, was, now in changed(_fields(old.get(file)), _fields(new.get(file)))
        ]
    result = head.results.get((unit, year, "self"))
    return DossierChange(
        unit=unit,
        year=year,
        files=tuple(change for change in files.values() if change is not None),
        values=tuple(values),
        documents=tuple(documents),
        results=tuple(result_changes(base.results, head.results, unit, year)),
        missing=missing(result),
        next=result.next if result else None,
        remarks=dossier_remarks(values, documents, before, after, head.editions, year, head.day),
    )


def _file(file: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> FileChange | None:
    if file not in old:
        return FileChange(file, "added")
    if file not in new:
        return FileChange(file, "removed")
    if (old[file] is None) == (new[file] is None):
        return None
    return FileChange(file, "mended" if old[file] is None else "unreadable")


def _fields(data: Any) -> dict[Field, Any]:
    """The values of a file, without its documents: those are compared as documents."""
    return {
        field: value
        for field, value in flat(data).items()
        if field.indicator is not None or not field.name.startswith(("documents.", "document."))
    }


def _rules(base: Mapping[str, Edition], head: Mapping[str, Edition]) -> Iterator[RuleChange]:
    for edition in sorted({*base, *head}):
        if edition not in base or edition not in head:
            yield RuleChange(
                edition, None, "", *(edition if edition in side else None for side in (base, head))
            )
            continue
        old, new = base[edition].data, head[edition].data
        for file in sorted({*old, *new}):
            for field, before, after in changed(_plain(old.get(file)), _plain(new.get(file))):
                yield RuleChange(edition, file, field.name, before, after)


def _plain(data: Any) -> dict[Field, Any]:
    return flat({"": data} if data is not None else {})


def _units(base: Mapping[str, Unit], head: Mapping[str, Unit]) -> Iterator[UnitChange]:
    for id_ in dict.fromkeys((*base, *head)):
        was, now = base.get(id_), head.get(id_)
        if was is None or now is None:
            yield UnitChange(id_, None, was and was.name, now and now.name)
        else:
            for field in fields(Unit):
                before, after = getattr(was, field.name), getattr(now, field.name)
                if before != after:
                    yield UnitChange(id_, field.name, _listed(before), _listed(after))


def _listed(value: Any) -> Any:
    """Communes by their names."""
    return [getattr(item, "name", item) for item in value] if isinstance(value, tuple) else value


def _touched(base: Blobs, head: Blobs) -> Iterator[tuple[str, ...]]:
    """Every file that is another one than before, whatever it holds: its path in parts."""
    for path in sorted({*base, *head}):
        if base.get(path) != head.get(path):
            yield tuple(path.split("/"))


def _new_errors(base: Iterable[Problem], head: Iterable[Problem]) -> Iterator[Problem]:
    """The errors of `head` beyond those of `base`; a line may have moved since."""
    known = Counter((error.file, error.code, error.indicator) for error in base)
    for error in head:
        key = (error.file, error.code, error.indicator)
        known[key] -= 1
        if known[key] < 0:
            yield error
