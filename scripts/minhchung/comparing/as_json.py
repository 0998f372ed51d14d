"""A comparison for machines: the format of `minhchung compare --format json`. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from minhchung.assessing.as_json import next_json
from minhchung.comparing.model import Comparison, DossierChange, FindingChange, Remark, ResultChange


def document(comparison: Comparison) -> dict[str, Any]:
    return {
        "base": comparison.base,
        "head": comparison.head,
        "dossiers": [_dossier(dossier) for dossier in comparison.dossiers],
        "criteria": [
            {"edition": r.edition, "file": r.file, "path": r.path, "old": plain(r.old), "new": plain(r.new)}
            for r in comparison.rules
        ],
        "units": [
            {"unit": u.unit, "field": u.field, "old": plain(u.old), "new": plain(u.new)}
            for u in comparison.units
        ],
        "remarks": [_remark(remark) for remark in comparison.remarks],
        "new_errors": [
            {"file": e.file, "line": e.line, "column": e.column, "code": e.code, "indicator": e.indicator}
            for e in comparison.new_errors
        ],
    }


def _dossier(dossier: DossierChange) -> dict[str, Any]:
    return {
        "unit": dossier.unit,
        "year": dossier.year,
        "files": [{"file": change.file, "change": change.kind} for change in dossier.files],
        "values": [
            {
                "file": value.file,
                "indicator": value.indicator,
                "field": value.field,
                "old": plain(value.old),
                "new": plain(value.new),
            }
            for value in dossier.values
        ],
        "documents": [
            {
                "file": d.file,
                "document": d.document,
                "change": d.kind,
                "fields": list(d.fields),
                "sha256": {"old": d.old_sha256, "new": d.new_sha256},
            }
            for d in dossier.documents
        ],
        "results": [_result(result) for result in dossier.results],
        "missing": list(dossier.missing),
        "next": next_json(dossier.next),
        "remarks": [_remark(remark) for remark in dossier.remarks],
    }


def _result(result: ResultChange) -> dict[str, Any]:
    return {
        "basis": result.basis,
        "status": {"old": result.old and result.old.status, "new": result.new and result.new.status},
        "level": {"old": result.old and result.old.level, "new": result.new and result.new.level},
        "decided_by": {
            "old": [f.indicator for f in result.old_by],
            "new": [f.indicator for f in result.new_by],
        },
        "findings": [_finding(finding) for finding in result.findings],
    }


def _finding(change: FindingChange) -> dict[str, Any]:
    """Both statuses, and both levels where those are what differs."""
    old, new = change.old, change.new
    levels = {"old": old and old.level, "new": new and new.level}
    return {
        "indicator": change.indicator,
        "old": old and old.status,
        "new": new and new.status,
        **({"level": levels} if levels["old"] != levels["new"] else {}),
    }


def _remark(remark: Remark) -> dict[str, Any]:
    return {
        "code": remark.code,
        "indicator": remark.indicator,
        **{k: plain(v) for k, v in remark.params.items()},
    }


def plain(value: Any) -> Any:
    """JSON without loss: a decimal stays the text that was written."""
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    return value if value is None or isinstance(value, bool | int) else str(value)
