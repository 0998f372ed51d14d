"""How results change, and which indicators decided them. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from minhchung.assessing.assess import Results
from minhchung.assessing.model import Finding, Result
from minhchung.comparing.model import FindingChange, ResultChange
from minhchung.criteria.rules import Counted, percent_of
from minhchung.evidence.model import BASES

MISSING = ("no-data", "no-evidence", "not-verified")


def result_changes(base: Results, head: Results, unit: str, year: int) -> Iterator[ResultChange]:
    """The changes of one unit's results in one year, by basis."""
    for basis in BASES:
        old, new = base.get((unit, year, basis)), head.get((unit, year, basis))
        findings = tuple(_findings(old, new))
        before, after = old.outcome if old else None, new.outcome if new else None
        if before != after or findings:
            yield ResultChange(basis, before, after, findings, deciding(old), deciding(new))


def deciding(result: Result | None) -> tuple[Finding, ...]:
    """The findings on which a result rests (Annex I): a level is that of the lowest graded indicators (the lowest figure first),
    one indicator not met is enough for none, and what is missing leaves it open.
    """
    findings = result.findings.values() if result else ()
    match result and result.status:
        case "recognisable":
            assert result is not None
            lowest = [finding for finding in findings if finding.level == result.level]
            return tuple(sorted(lowest, key=_percent))
        case "not-recognisable":
            return tuple(finding for finding in findings if finding.status == "not-met")
        case "incomplete":
            return tuple(finding for finding in findings if finding.status in MISSING)
    return ()


def _percent(finding: Finding) -> Fraction:
    """What a graded finding stands at."""
    value = finding.tally or (finding.claim.value if finding.claim else None)
    assert isinstance(value, Counted)
    return percent_of(value) or Fraction(0)


def missing(result: Result | None) -> tuple[str, ...]:
    """The indicators for which there is no figure or no document yet."""
    if result is None or result.status == "not-submitted":
        return ()
    return tuple(id_ for id_, f in result.findings.items() if f.status in ("no-data", "no-evidence"))


def _findings(old: Result | None, new: Result | None) -> Iterator[FindingChange]:
    before = old.findings if old else {}
    after = new.findings if new else {}
    for id_ in dict.fromkeys((*before, *after)):
        was, now = before.get(id_), after.get(id_)
        if was is None or now is None or (was.status, was.level) != (now.status, now.level):
            yield FindingChange(id_, was, now)
