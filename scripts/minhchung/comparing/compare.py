"""Two states of a repository side by side. Pure: both are read before this is called."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from minhchung.assessing.assess import Results
from minhchung.assessing.model import Result
from minhchung.comparing.model import (
    Comparison,
    DocumentChange,
    DossierChange,
    FindingChange,
    ResultChange,
    RuleChange,
    ValueChange,
)
from minhchung.comparing.remarks import dossier_remarks, whole_remarks
from minhchung.criteria.model import Edition
from minhchung.evidence.flat import Field, changed, flat
from minhchung.evidence.model import BASES

Sources = Mapping[tuple[str, int], Mapping[str, Any]]  # (unit, year) → file name → plain data


@dataclass(frozen=True, slots=True)
class State:
    """One side of a comparison: what was read at a revision, and what the rules gave."""

    revision: str | None
    day: str | None  # the commit's day at UTC+7, ISO
    sources: Sources
    results: Results
    editions: Mapping[str, Edition]
    errors: frozenset[tuple[str, str]]  # (file, code) of each error


def compare(base: State, head: State) -> Comparison:
    """What changed from `base` to `head`, by year and unit."""
    keys = {*base.sources, *head.sources, *((unit, year) for unit, year, _ in (*base.results, *head.results))}
    dossiers = []
    for unit, year in sorted(keys, key=lambda key: (key[1], key[0])):
        dossier = _dossier(base, head, unit, year)
        if dossier.values or dossier.documents or dossier.results:
            dossiers.append(dossier)
    touched = [(d.unit, d.year, {value.file for value in d.values}) for d in dossiers]
    return Comparison(
        base=base.revision,
        head=head.revision,
        dossiers=tuple(dossiers),
        rules=tuple(_rules(base.editions, head.editions)),
        remarks=whole_remarks(touched),
        new_errors=len(head.errors - base.errors),
    )


def _dossier(base: State, head: State, unit: str, year: int) -> DossierChange:
    old, new = base.sources.get((unit, year), {}), head.sources.get((unit, year), {})
    values: list[ValueChange] = []
    documents: list[DocumentChange] = []
    for file in sorted({*old, *new}):
        documents += _documents(file, old.get(file), new.get(file))
        values += [
            ValueChange(file, field.indicator, field.name, before, after)
            for field, before, after in changed(_fields(old.get(file)), _fields(new.get(file)))
        ]
    return DossierChange(
        unit=unit,
        year=year,
        values=tuple(values),
        documents=tuple(documents),
        results=tuple(_results(base.results, head.results, unit, year)),
        missing=_missing(head.results.get((unit, year, "self"))),
        remarks=dossier_remarks(values, documents, old, new, head.editions, year, head.day),
    )


def _fields(data: Any) -> dict[Field, Any]:
    """The values of a file, without its documents: those are compared as documents."""
    return {field: value for field, value in flat(data).items() if not field.name.startswith("documents.")}


def _documents(file: str, old: Any, new: Any) -> Iterator[DocumentChange]:
    before, after = _documents_of(old), _documents_of(new)
    for id_ in dict.fromkeys((*before, *after)):
        was, now = before.get(id_), after.get(id_)
        if was == now:
            continue
        title = str((now or was or {}).get("title", id_))
        old_hash, new_hash = (was or {}).get("sha256"), (now or {}).get("sha256")
        if was is None:
            yield DocumentChange(file, id_, title, "added", None, new_hash)
        elif now is None:
            yield DocumentChange(file, id_, title, "removed", old_hash, None)
        else:
            same = _identity(was) == _identity(now)
            yield DocumentChange(file, id_, title, "described" if same else "replaced", old_hash, new_hash)


def _documents_of(data: Any) -> dict[str, Mapping[str, Any]]:
    table = data.get("documents") if isinstance(data, Mapping) else None
    found = dict(table) if isinstance(table, Mapping) else {}
    if isinstance(data, Mapping) and isinstance(data.get("document"), Mapping):
        found["document"] = data["document"]
    return {id_: entry for id_, entry in found.items() if isinstance(entry, Mapping)}


def _identity(document: Mapping[str, Any]) -> tuple[Any, ...]:
    return tuple(document.get(key) for key in ("sha256", "file", "url", "number", "issuer", "issued"))


def _results(base: Results, head: Results, unit: str, year: int) -> Iterator[ResultChange]:
    for basis in BASES:
        old, new = base.get((unit, year, basis)), head.get((unit, year, basis))
        findings = tuple(_findings(old, new))
        before, after = old.outcome if old else None, new.outcome if new else None
        if before != after or findings:
            yield ResultChange(basis, before, after, findings)


def _findings(old: Result | None, new: Result | None) -> Iterator[FindingChange]:
    before = old.findings if old else {}
    after = new.findings if new else {}
    for id_ in dict.fromkeys((*before, *after)):
        was, now = before.get(id_), after.get(id_)
        if was is None or now is None or (was.status, was.level) != (now.status, now.level):
            yield FindingChange(id_, was, now)


def _missing(result: Result | None) -> tuple[str, ...]:
    if result is None or result.status == "not-submitted":
        return ()
    return tuple(
        id_ for id_, finding in result.findings.items() if finding.status in ("no-data", "no-evidence")
    )


def _rules(base: Mapping[str, Edition], head: Mapping[str, Edition]) -> Iterator[RuleChange]:
    for edition in sorted({*base, *head}):
        old = base[edition].data if edition in base else {}
        new = head[edition].data if edition in head else {}
        for file in sorted({*old, *new}):
            for field, before, after in changed(_plain(old.get(file)), _plain(new.get(file))):
                yield RuleChange(edition, file, field.name, before, after)


def _plain(data: Any) -> dict[Field, Any]:
    return flat({"": data} if data is not None else {})
