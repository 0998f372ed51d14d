"""What a reviewer should look at twice, pointed out without accusing anybody. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from minhchung.comparing.model import DocumentChange, Remark, ValueChange
from minhchung.criteria.deadline import submission_duties, too_late
from minhchung.criteria.model import Edition

UNIT_FILES = ("self-assessment.yml", "reply.yml")


def dossier_remarks(
    values: Iterable[ValueChange],
    documents: Iterable[DocumentChange],
    old: Mapping[str, Any],
    new: Mapping[str, Any],
    editions: Mapping[str, Edition],
    year: int,
    day: str | None,
) -> tuple[Remark, ...]:
    """Remarks about one dossier; `day` is the day of the change (UTC+7), where one is known."""
    values, documents = list(values), list(documents)
    remarks = [*_rises(values, old, new), *_replaced(documents), *_issued_after(new)]
    changes_claims = any(value.file == "self-assessment.yml" for value in values)
    if changes_claims:
        remarks += _late(new.get("self-assessment.yml"), editions, year, day)
        verified = new.get("verification.yml")
        if isinstance(verified, Mapping) and "self-assessment.yml" in old and "verification.yml" in old:
            remarks.append(Remark("changed-after-verification", params={"date": str(verified.get("date"))}))
    return tuple(remarks)


def whole_remarks(touched: Iterable[tuple[str, int, set[str]]]) -> tuple[Remark, ...]:
    """Remarks about the change as a whole: who may change what."""
    touched = [(unit, year, files) for unit, year, files in touched if files]
    remarks = []
    units = sorted({unit for unit, _, _ in touched})
    if len(units) > 1:
        remarks.append(Remark("two-units", params={"units": ", ".join(units)}))
    for unit, year, files in touched:
        if files.intersection(UNIT_FILES) and files.difference(UNIT_FILES):
            names = ", ".join(sorted(files))
            remarks.append(Remark("unit-and-verifier", params={"unit": unit, "year": year, "files": names}))
    return tuple(remarks)


def _rises(values: list[ValueChange], old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Remark]:
    """A figure that rises while the documents cited for it are the same as before."""
    before, after = old.get("self-assessment.yml"), new.get("self-assessment.yml")
    for value in values:
        rising = (
            value.file == "self-assessment.yml"
            and value.indicator is not None
            and isinstance(value.old, int | Decimal)
            and isinstance(value.new, int | Decimal)
            and value.new > value.old
            and value.field not in ("total", "previous")
        )
        if rising and _proof(before, value.indicator) == _proof(after, value.indicator):
            params = {"field": value.field, "old": value.old, "new": value.new}
            yield Remark("rise-without-document", value.indicator, params)


def _proof(data: Any, indicator: str | None) -> Any:
    """The documents cited for an indicator, by content."""
    entry = _at(data, "indicators", indicator)
    cited = _at(entry, "evidence") or []
    ids = (
        [item if isinstance(item, str) else _at(item, "document") for item in cited]
        if isinstance(cited, list)
        else []
    )
    return [(id_, _at(data, "documents", id_)) for id_ in ids]


def _at(node: Any, *path: Any) -> Any:
    for step in path:
        node = node.get(step) if isinstance(node, Mapping) else None
    return node


def _replaced(documents: list[DocumentChange]) -> Iterator[Remark]:
    for document in documents:
        if document.kind == "replaced":
            params = {"document": document.document, "title": document.title}
            yield Remark("document-replaced", params=params)


def _issued_after(new: Mapping[str, Any]) -> Iterator[Remark]:
    data = new.get("self-assessment.yml")
    submitted = _at(data, "submitted")
    documents = _at(data, "documents")
    if not isinstance(submitted, str) or not isinstance(documents, Mapping):
        return
    for id_, document in documents.items():
        issued = _at(document, "issued")
        if isinstance(issued, str) and issued > submitted:
            yield Remark(
                "issued-after-report", params={"document": id_, "issued": issued, "submitted": submitted}
            )


def _late(data: Any, editions: Mapping[str, Edition], year: int, day: str | None) -> Iterator[Remark]:
    """The change, or the submission itself, came after the deadline of the roadmap for that year."""
    edition = editions.get(str(_at(data, "criteria") or "").partition("/")[0])
    for duty in submission_duties(edition, year) if edition else ():
        submitted = _at(data, "submitted")
        by = {"deadline": duty.due.by or duty.due.ends}
        if isinstance(submitted, str) and too_late(duty.due, submitted):
            yield Remark("submitted-late", params={**by, "day": submitted})
        elif day is not None and too_late(duty.due, day):
            yield Remark("changed-late", params={**by, "day": day})
