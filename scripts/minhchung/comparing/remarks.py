"""What a reviewer should look at twice, pointed out without accusing anybody. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from minhchung.comparing.documents import Blobs, documents_of
from minhchung.comparing.model import DocumentChange, Remark, ValueChange
from minhchung.criteria.deadline import submission_duties, too_late
from minhchung.criteria.model import CriteriaSet, Edition

SUBMISSION, VERIFICATION = "self-assessment.yml", "verification.yml"
UNIT_FILES = frozenset({SUBMISSION, "reply.yml"})
OTHERS_FILES = frozenset({VERIFICATION, "decision.yml"})

# The day on which a file says that it was written: nothing that it cites can be younger.
_WRITTEN = {SUBMISSION: "submitted", VERIFICATION: "date", "reply.yml": "date", "decision.yml": "date"}

_LESS_IS_BETTER = ("below", "falls-by")  # rules under which a smaller figure does better
_AGAINST = ("total", "previous")  # what a figure is measured against


@dataclass(frozen=True, slots=True)
class Side:
    """One dossier before or after: its files as read (None: unreadable), and git's ids of all its files."""

    sources: Mapping[str, Any]
    blobs: Blobs


def dossier_remarks(
    values: Collection[ValueChange],
    documents: Collection[DocumentChange],
    old: Side,
    new: Side,
    editions: Mapping[str, Edition],
    year: int,
    day: str | None,
) -> tuple[Remark, ...]:
    """Remarks about one dossier; `day` is the day of the change (UTC+7), where one is known."""
    remarks = [*_rises(values, old, new, editions), *_replaced(documents), *_swapped(old, new)]
    remarks += [remark for file in _WRITTEN for remark in _issued_after(file, new.sources.get(file))]
    if SUBMISSION in {*(value.file for value in values), *(document.file for document in documents)}:
        remarks += _late(old, new, editions, year, day)
        verified = new.sources.get(VERIFICATION)
        if isinstance(verified, Mapping) and SUBMISSION in old.sources and VERIFICATION in old.sources:
            remarks.append(Remark("changed-after-verification", params={"date": str(verified.get("date"))}))
    return tuple(remarks)


def whole_remarks(
    paths: Iterable[tuple[str, ...]], readable: tuple[bool, bool], *, rules: bool
) -> tuple[Remark, ...]:
    """Remarks about the change as a whole: who may change what.

    `paths`: every changed file below the folder of the evidence, in parts, whatever it holds. `readable` says
    whether units.yml could be read before and after, `rules` whether the criteria changed.
    """
    paths = tuple(paths)
    remarks = [
        Remark(code)
        for code, fine in zip(("no-units-before", "no-units-after"), readable, strict=True)
        if not fine
    ]
    of_dossiers = [path for path in paths if len(path) > 2]
    units = sorted({unit for unit, *_ in of_dossiers})
    if len(units) > 1:
        remarks.append(Remark("two-units", params={"units": ", ".join(units)}))
    common = sorted({path[0] for path in paths if len(path) == 1} - {"README.md"})
    if of_dossiers and (common or rules):
        names = ", ".join([*common, *(["criteria/"] if rules else [])])
        remarks.append(Remark("dossier-and-rules", params={"files": names}))
    for unit, year in sorted({path[:2] for path in of_dossiers}):
        files = {path[2] for path in of_dossiers if path[:2] == (unit, year)}
        if files & UNIT_FILES and files & OTHERS_FILES:
            names = ", ".join(sorted(files & (UNIT_FILES | OTHERS_FILES)))
            remarks.append(Remark("unit-and-verifier", params={"unit": unit, "year": year, "files": names}))
    return tuple(remarks)


def _rises(
    values: Iterable[ValueChange], old: Side, new: Side, editions: Mapping[str, Edition]
) -> Iterator[Remark]:
    """A figure that does better while no document is cited for it that was not cited before."""
    criteria = _criteria(new.sources.get(SUBMISSION), editions)
    for value in values:
        if value.file != SUBMISSION or value.indicator is None or not _does_better(value, criteria):
            continue
        known = _proof(old, value.indicator)
        if all(document in known for document in _proof(new, value.indicator)):
            rises = isinstance(value.new, bool) or value.new > value.old
            params = {"field": value.field, "old": value.old, "new": value.new}
            code = "rise-without-document" if rises else "fall-without-document"
            yield Remark(code, value.indicator, params)


def _does_better(value: ValueChange, criteria: CriteriaSet | None) -> bool:
    if isinstance(value.old, bool) or isinstance(value.new, bool):
        return value.old is False and value.new is True
    if not isinstance(value.old, int | Decimal) or not isinstance(value.new, int | Decimal):
        return False
    indicator = criteria.indicators.get(value.indicator or "") if criteria else None
    less = indicator is not None and indicator.rule.kind in _LESS_IS_BETTER
    against = value.field.rpartition(".")[2] in _AGAINST
    return value.new < value.old if less != against else value.new > value.old


def _criteria(data: Any, editions: Mapping[str, Edition]) -> CriteriaSet | None:
    edition, _, name = str(_at(data, "criteria") or "").partition("/")
    return editions[edition].sets.get(name) if edition in editions else None


def _proof(side: Side, indicator: str) -> list[Any]:
    """The documents cited for an indicator, by content."""
    data = side.sources.get(SUBMISSION)
    cited = _at(data, "indicators", indicator, "evidence")
    ids = [
        item if isinstance(item, str) else _at(item, "document")
        for item in (cited if isinstance(cited, list) else ())
    ]
    documents = [_at(data, "documents", id_) for id_ in ids]
    return [(document, side.blobs.get(str(_at(document, "file")))) for document in documents]


def _at(node: Any, *path: Any) -> Any:
    for step in path:
        node = node.get(step) if isinstance(node, Mapping) and isinstance(step, str) else None
    return node


def _replaced(documents: Iterable[DocumentChange]) -> Iterator[Remark]:
    for document in documents:
        if document.kind == "replaced":
            params = {"document": document.document, "fields": document.fields}
            yield Remark("document-replaced", params=params)


def _swapped(old: Side, new: Side) -> Iterator[Remark]:
    """A file of documents/ that holds other bytes, and that no document of the same name as before speaks of."""
    for path in sorted(old.blobs.keys() & new.blobs.keys()):
        if old.blobs[path] == new.blobs[path] or not path.startswith("documents/"):
            continue
        named = [_describing(side, path) for side in (old, new)]
        if not named[0] & named[1]:
            yield Remark("file-replaced", params={"file": path})


def _describing(side: Side, path: str) -> set[tuple[str, str]]:
    return {
        (file, id_)
        for file, data in side.sources.items()
        for id_, document in documents_of(data).items()
        if document.get("file") == path
    }


def _issued_after(file: str, data: Any) -> Iterator[Remark]:
    written = _at(data, _WRITTEN[file])
    if not isinstance(written, str):
        return
    for id_, document in documents_of(data).items():
        issued = _at(document, "issued")
        if isinstance(issued, str) and issued > written:
            params = {"document": id_, "issued": issued, "written": written, "file": file}
            yield Remark("issued-after-report", params=params)


def _late(
    old: Side, new: Side, editions: Mapping[str, Edition], year: int, day: str | None
) -> Iterator[Remark]:
    """The change, or the submission itself, came after the deadline of the roadmap for that year."""
    data = new.sources.get(SUBMISSION) or old.sources.get(SUBMISSION)
    edition = editions.get(str(_at(data, "criteria") or "").partition("/")[0])
    submitted = _at(data, "submitted")
    for duty in submission_duties(edition, year) if edition else ():
        due = duty.due
        before = "before" if due.by is not None and not due.inclusive else "by"
        for code, said in (("submitted-late", submitted), ("changed-late", day)):
            if isinstance(said, str) and too_late(due, said):
                params = {"day": said, "deadline": due.by or due.ends}
                yield Remark(f"{code}-{before}", params=params)
                break
