"""The rows about units in years: results, findings, figures, documents, what is missing, what changed. Pure."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any
from urllib.parse import quote

from minhchung.assessing.model import Finding, Result
from minhchung.comparing.as_json import plain
from minhchung.criteria.model import Indicator
from minhchung.evidence.model import (
    Basis,
    Change,
    Citation,
    Claim,
    Declared,
    Dossier,
    Parts,
    Percentage,
    Share,
    Value,
)
from minhchung.opendata.columns import WHOLE
from minhchung.opendata.data import CityData, Row
from minhchung.opendata.table import in_both
from minhchung.publishing import paths
from minhchung.publishing.pages.documents import Documents
from minhchung.publishing.pages.process import standings
from minhchung.words import FINDING_WORDS, result_words

FILE_OF = {"s": "self-assessment", "v": "verification", "r": "reply", "d": "decision"}
BASIS_OF: dict[str, Basis] = {
    "self-assessment": "self",
    "verification": "verified",
    "reply": "verified",  # it answers the verification
    "decision": "official",
}
TRACKS: dict[Basis, str] = {"self": "submission", "verified": "verification", "official": "decision"}


def head(data: CityData, result: Result) -> Row:
    """The columns with which every row about a result begins."""
    return {
        "city": data.view.city.id,
        "unit": result.unit,
        "year": result.year,
        "basis": result.basis,
        "edition": result.criteria.partition("/")[0],
        "criteria": result.criteria,
        "commit": data.site.revision,
    }


def results(data: CityData) -> Iterator[Row]:
    for result in data.site.results.values():
        unit = data.site.evidence.units[result.unit]
        dossier = data.view.dossier(result.unit, result.year)
        submission, reply = dossier.self_assessment, dossier.reply
        by, date = _whose(dossier, result.basis)
        states = {item.duty.tracks: item.state for item in standings(data.view, dossier)}
        timing = states.get(TRACKS[result.basis])  # type: ignore[call-overload]
        yield head(data, result) | {
            "unit_name": unit.name,
            "unit_code": unit.code,
            "status": result.status,
            "level": result.level,
            "status_vi": result_words(result, "vi"),
            "status_en": result_words(result, "en"),
            "draft": result.draft,
            "origin": submission.origin if submission and result.basis == "self" else None,
            "by": by,
            "date": date,
            "timing": None if timing == "none" else timing,
            "decision": result.decision,
            "next_level": result.next.level if result.next else None,
            "readings": _listed(result.readings),
            "replied_by": reply.replied_by if reply and result.basis == "verified" else None,
            "replied_on": reply.date if reply and result.basis == "verified" else None,
            "page": data.page(paths.dossier(result.unit, result.year)),
        }


def findings(data: CityData) -> Iterator[Row]:
    for result, finding, indicator in _findings(data):
        criteria = data.criteria(result.criteria)
        dossier = data.view.dossier(result.unit, result.year)
        answer = dossier.reply.answers.get(indicator.id) if dossier.reply else None
        said = answer if result.basis == "verified" else None
        words = in_both(FINDING_WORDS[finding.status])
        verdict = finding.verdict
        tally = finding.tally
        shown = indicator.id if data.view.card(result.unit, result.year, indicator.id) else ""
        figures = (
            {"count": tally.count, "total": tally.total, "pending": tally.pending}
            if tally is not None
            else _figures(finding.claim.value)
            if finding.claim is not None and not isinstance(finding.claim.value, Parts)
            else {}
        )
        yield (
            head(data, result)
            | figures
            | {
                "indicator": indicator.id,
                "slug": indicator.slug,
                "role": "graded" if indicator.id in criteria.recognition.graded else "required",
                "status": finding.status,
                "status_vi": words.vi,
                "status_en": words.en,
                "level": finding.level,
                "why": finding.why,
                "documents": len(finding.claim.evidence) if finding.claim else 0,
                "verdict": verdict.outcome if verdict else None,
                "reason": verdict.reason if verdict else None,
                "stale": indicator.id in data.stale.get((result.unit, result.year), ())
                if result.basis == "verified"
                else None,
                "agrees": said.agrees if said else None,
                "reply": said.text if said else None,
                "page": data.page(paths.dossier(result.unit, result.year), shown),
            }
        )


def claims(data: CityData) -> Iterator[Row]:
    for result, finding, indicator in _findings(data):
        if indicator.measure.kind == "derived":
            continue
        claim = finding.claim
        about = head(data, result) | {
            "indicator": indicator.id,
            "finding": finding.status,
            "verdict": finding.verdict.outcome if finding.verdict else None,
            "status": claim.status if claim else None,
            "note": claim.note if claim else None,
        }
        for part, figures in _parts(claim, indicator):
            yield about | {"part": part} | figures


def documents(data: CityData) -> Iterator[Row]:
    for dossier, by_basis in _dossiers(data):
        folder = f"{dossier.unit}/{dossier.year:04d}"
        for entry in Documents(dossier, data.site.files).entries:
            document, file = entry.document, FILE_OF[entry.source]
            published = document.file is not None and f"{folder}/{document.file}" in data.site.files
            yield head(data, by_basis[BASIS_OF[file]]) | {
                "file": file,
                "document": document.id,
                "title": document.title,
                "number": document.number,
                "issuer": document.issuer,
                "issued": document.issued,
                "access": document.access,
                "holder": document.holder,
                "request": document.request,
                "url": document.url,
                "archived": document.archived,
                "copy": f"{data.address}units/{folder}/{quote(document.file or '')}" if published else None,
                "sha256": document.sha256,
                "page": data.page(paths.dossier(dossier.unit, dossier.year), entry.anchor),
            }


def citations(data: CityData) -> Iterator[Row]:
    for dossier, by_basis in _dossiers(data):
        described = Documents(dossier, data.site.files)
        for source, indicator, cited in _citations(dossier):
            file = FILE_OF[source]
            for number, citation in enumerate(cited, 1):
                entry = described.entry(source, citation.document)
                assert entry is not None  # naming a document that is nowhere described is an error
                yield head(data, by_basis[BASIS_OF[file]]) | {
                    "indicator": indicator,
                    "file": file,
                    "number": number,
                    "described_in": FILE_OF[entry.source],
                    "document": citation.document,
                    "leaf": citation.page,
                    "quote": citation.quote,
                }


def needs(data: CityData) -> Iterator[Row]:
    for result in data.site.results.values():
        for need in result.next.needs if result.next else ():
            rule = need.asks
            assert result.next is not None
            yield head(data, result) | {
                "level": result.next.level,
                "indicator": need.indicator,
                "more": need.more,
                "rule": rule.kind if rule else None,
                "percent": rule.percent if rule else None,
                "amount": rule.amount if rule else None,
                "as": rule.as_ if rule else None,
            }


def alternatives(data: CityData) -> Iterator[Row]:
    for other in data.site.others:
        for key, now in data.site.results.items():
            result = other.results[key]
            if (result.status, result.level) != (now.status, now.level):
                yield head(data, now) | {
                    "edition": other.edition.id,
                    "reading": other.reading.id,
                    "option": other.option.id,
                    "status": result.status,
                    "level": result.level,
                    "status_now": now.status,
                    "level_now": now.level,
                }


def observations(data: CityData) -> Iterator[Row]:
    for dossier, by_basis in _dossiers(data):
        said = dossier.self_assessment.observations if dossier.self_assessment else ()
        for number, observation in enumerate(said, 1):
            yield head(data, by_basis["self"]) | {
                "number": number,
                "indicator": observation.indicator,
                "difficulty": observation.difficulty,
                "proposal": observation.proposal,
                "page": data.page(paths.dossier(dossier.unit, dossier.year), "observations"),
            }


def history(data: CityData) -> Iterator[Row]:
    """The changes of every dossier, with or without a verdict today. `commit` is the one that made the change."""
    for unit, year in sorted(data.changed, key=lambda key: (key[1], key[0])):
        result = data.site.results.get((unit, year, "self"))
        edition = data.view.edition(year)
        marks = data.site.past.marks.get((unit, year)) if data.site.past else None
        after = {id(mark.change): sorted(mark.after) for mark in marks.marks} if marks else {}
        for number, change in enumerate(data.changes((unit, year)), 1):
            file = change.file.removesuffix(".yml")
            yield {
                "city": data.view.city.id,
                "unit": unit,
                "year": year,
                "basis": BASIS_OF[file],
                "edition": result.criteria.partition("/")[0] if result else edition.id,
                "criteria": result.criteria if result else _set_of(data, unit, edition.id),
                "commit": change.commit,
                "number": number,
                "file": file,
                "indicator": change.indicator,
                "field": change.field,
                "kind": change.kind,
                "old": _text(change.old),
                "new": _text(change.new),
                "date": change.date,
                "organisation": change.organisation,
                "pull_request": change.pull_request,
                "signature": change.signature,
                "after": _listed(after.get(id(change), ())),
            }


def _set_of(data: CityData, unit: str, edition: str) -> str:
    return f"{edition}/{'city' if unit == data.view.city.id else 'district'}"


def _text(value: Any) -> str | None:
    """A value of a file as text: a list or a mapping as JSON, everything else as it is written."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, Decimal):
        return format(value, "f")
    return json.dumps(plain(value), ensure_ascii=False)


def _whose(dossier: Dossier, basis: Basis) -> tuple[str | None, str | None]:
    """The body that answers for a result on `basis`, and the day on which it said so."""
    submission, verification, decision = dossier.self_assessment, dossier.verification, dossier.decision
    if basis == "self" and submission:
        return submission.prepared_by, submission.submitted
    if basis == "verified" and verification:
        return verification.verified_by, verification.date
    if basis == "official" and decision:
        return decision.decided_by, decision.date
    return None, None


def _findings(data: CityData) -> Iterator[tuple[Result, Finding, Indicator]]:
    for result in data.site.results.values():
        indicators = data.criteria(result.criteria).indicators
        for id_, finding in result.findings.items():
            yield result, finding, indicators[id_]


def _dossiers(data: CityData) -> Iterator[tuple[Dossier, dict[Basis, Result]]]:
    """Each dossier that has results, with them."""
    for (unit, year), dossier in sorted(
        data.site.evidence.dossiers.items(), key=lambda i: (i[0][1], i[0][0])
    ):
        by_basis = {
            basis: data.site.results[unit, year, basis]
            for basis in TRACKS
            if (unit, year, basis) in data.site.results
        }
        if by_basis:
            yield dossier, by_basis


def _citations(dossier: Dossier) -> Iterator[tuple[str, str, tuple[Citation, ...]]]:
    """What each file cites for each indicator."""
    submission, verification, reply = dossier.self_assessment, dossier.verification, dossier.reply
    for id_, claim in submission.claims.items() if submission else ():
        yield "s", id_, claim.evidence
    for id_, verdict in verification.verdicts.items() if verification else ():
        yield "v", id_, (*(verdict.claim.evidence if verdict.claim else ()), *verdict.evidence)
    for id_, answer in reply.answers.items() if reply else ():
        yield "r", id_, answer.evidence


def _parts(claim: Claim | None, indicator: Indicator) -> Iterator[tuple[str, Row]]:
    """The figures of a claim by part; without a claim the parts it would have."""
    if indicator.measure.kind != "parts":
        yield WHOLE, _figures(claim.value) if claim else {}
        return
    parts = claim.value.parts if claim and isinstance(claim.value, Parts) else {}
    for part in indicator.measure.parts:
        value = parts.get(part.id)
        if isinstance(value, Change):
            yield part.id, _figures(value)
        else:
            yield part.id, {"percent": value}


def _figures(value: Value) -> Row:
    """The columns that hold a value, every digit as it was published."""
    match value:
        case Declared():
            return {"met": value.met}
        case Share():
            return {"count": value.count, "total": value.total}
        case Percentage():
            return {"percent": value.percent, "previous": value.previous}
        case Change():
            return {"previous": value.previous, "current": value.current, "comparable": value.comparable}
    return {}


def _listed(ids: Iterable[str]) -> str | None:
    return " ".join(ids) or None
