"""The assessment as other programs read it: the format of `minhchung assess --format json`.

Exact: a share is ``"61/74"``, every other figure the decimal as it was published. Pure.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from minhchung.assessing.model import Finding, Need, Next, Result
from minhchung.assessing.on_demand import Findings
from minhchung.criteria.model import Rule
from minhchung.evidence.model import Change, Declared, Parts, Percentage, Share, Value


def document(
    results: Iterable[Result],
    revision: str | None,
    stale: Mapping[tuple[str, int], Sequence[str]] | None = None,
) -> dict[str, Any]:
    """`stale`: by unit and year, the indicators that changed after they were verified, as far as git is known."""
    return {
        "revision": revision,
        "results": [result_json(result, _stale(result, stale or {})) for result in results],
    }


def as_text(
    results: Iterable[Result],
    revision: str | None,
    stale: Mapping[tuple[str, int], Sequence[str]] | None = None,
) -> str:
    """The document with one result on a line: so a `diff` shows which changed, and writing takes no time."""
    lines = ",\n".join(line(result, _stale(result, stale or {})) for result in results)
    return f'{{"revision": {json.dumps(revision)}, "results": [\n{lines}\n]}}'


def line(result: Result, stale: Sequence[str] = ()) -> str:
    """One result as JSON: as it was written when it was worked out, where that is known."""
    if isinstance(result.findings, Findings) and not stale:
        return result.findings.line()
    return json.dumps(result_json(result, stale), ensure_ascii=False)


def _stale(result: Result, stale: Mapping[tuple[str, int], Sequence[str]]) -> Sequence[str]:
    return stale.get((result.unit, result.year), ()) if result.basis == "verified" else ()


def result_json(result: Result, stale: Sequence[str] = ()) -> dict[str, Any]:
    return {
        "unit": result.unit,
        "year": result.year,
        "criteria": result.criteria,
        "basis": result.basis,
        "status": result.status,
        "level": result.level,
        **({"draft": True} if result.draft else {}),
        **({"stale": list(stale)} if stale else {}),
        "indicators": {id_: _finding(finding) for id_, finding in result.findings.items()},
        "next": next_json(result.next),
        "readings": list(result.readings),
    }


def next_json(next_: Next | None) -> dict[str, Any] | None:
    """What stands between a unit and the next level."""
    return {"level": next_.level, "needs": [_need(need) for need in next_.needs]} if next_ else None


def _finding(finding: Finding) -> dict[str, Any]:
    value: Any = None
    if finding.tally is not None:
        value = f"{finding.tally.count}/{finding.tally.total}"
    elif finding.claim is not None:
        value = value_json(finding.claim.value)
    pending = {"pending": finding.tally.pending} if finding.tally is not None else {}
    return {"status": finding.status, "level": finding.level, "value": value, **pending}


def value_json(value: Value) -> Any:
    """A claimed value without loss: numbers stay as written."""
    match value:
        case Declared():
            return value.met
        case Share():
            return f"{value.count}/{value.total}"
        case Percentage():
            return format(value.percent, "f")
        case Change():
            return _change(value)
        case Parts():
            return {
                id_: _change(part) if isinstance(part, Change) else format(part, "f")
                for id_, part in value.parts.items()
            }


def _change(change: Change) -> dict[str, str]:
    return {"previous": format(change.previous, "f"), "current": format(change.current, "f")}


def _need(need: Need) -> dict[str, Any]:
    more = {} if need.more is None else {"more": need.more}
    asks = {} if need.asks is None else {"asks": _rule(need.asks)}
    return {"indicator": need.indicator, **more, **asks}


def _rule(rule: Rule) -> dict[str, Any]:
    numbers: dict[str, Decimal | None] = {"percent": rule.percent, "amount": rule.amount}
    shown: dict[str, Any] = {name: format(value, "f") for name, value in numbers.items() if value is not None}
    if rule.as_ is not None:
        shown["as"] = rule.as_
    return {"rule": rule.kind, **shown}
