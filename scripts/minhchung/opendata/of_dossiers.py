"""The rows about one unit in one year: results, findings, figures, documents, what is missing, what changed. Pure."""

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
from minhchung.history.model import kind_of
from minhchung.opendata.as_csv import Alike
from minhchung.opendata.columns import WHOLE
from minhchung.opendata.data import Row
from minhchung.opendata.one import One
from minhchung.opendata.table import in_both
from minhchung.publishing import paths
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


def results(one: One) -> Iterator[Row]:
    data, dossier = one.data, one.dossier
    if not one.results:
        return
    unit = data.site.evidence.units[one.unit]
    submission, reply = dossier.self_assessment, dossier.reply
    states = {item.duty.tracks: item.state for item in standings(data.view, dossier)}
    for basis, result in one.results.items():
        by, date = _whose(dossier, basis)
        timing = states.get(TRACKS[basis])  # type: ignore[call-overload]
        yield one.head(basis) | {
            "unit_name": unit.name,
            "unit_code": unit.code,
            "status": result.status,
            "level": result.level,
            "status_vi": result_words(result, "vi"),
            "status_en": result_words(result, "en"),
            "draft": result.draft,
            "origin": submission.origin if submission and basis == "self" else None,
            "by": by,
            "date": date,
            "timing": None if timing == "none" else timing,
            "decision": result.decision,
            "next_level": result.next.level if result.next else None,
            "readings": _listed(result.readings),
            "replied_by": reply.replied_by if reply and basis == "verified" else None,
            "replied_on": reply.date if reply and basis == "verified" else None,
            "page": data.page(paths.dossier(*one.key)),
        }


def findings(one: One) -> Iterator[Row]:
    data, dossier = one.data, one.dossier
    stale = data.stale(one.key)
    page = data.page(paths.dossier(*one.key))
    for result, finding, indicator in _findings(one):
        id_ = indicator.id
        answer = dossier.reply.answers.get(id_) if dossier.reply else None
        said = answer if result.basis == "verified" else None
        words = in_both(FINDING_WORDS[finding.status])
        verdict = finding.verdict
        tally = finding.tally
        figures = (
            {"count": tally.count, "total": tally.total, "pending": tally.pending}
            if tally is not None
            else _figures(finding.claim.value)
            if finding.claim is not None and not isinstance(finding.claim.value, Parts)
            else {}
        )
        graded = data.criteria(result.criteria).recognition.graded
        yield (
            one.head(result.basis)
            | figures
            | {
                "indicator": id_,
                "slug": indicator.slug,
                "role": "graded" if id_ in graded else "required",
                "status": finding.status,
                "status_vi": words.vi,
                "status_en": words.en,
                "level": finding.level,
                "why": finding.why,
                "documents": len(finding.claim.evidence) if finding.claim else 0,
                "verdict": verdict.outcome if verdict else None,
                "reason": verdict.reason if verdict else None,
                "stale": id_ in stale if result.basis == "verified" else None,
                "agrees": said.agrees if said else None,
                "reply": said.text if said else None,
                "page": f"{page}#{id_}" if data.view.card(*one.key, id_) else page,
            }
        )


def claims(one: One) -> Iterator[Row]:
    for result, finding, indicator in _findings(one):
        if indicator.measure.kind == "derived":
            continue
        claim = finding.claim
        about = one.head(result.basis) | {
            "indicator": indicator.id,
            "finding": finding.status,
            "verdict": finding.verdict.outcome if finding.verdict else None,
            "status": claim.status if claim else None,
            "note": claim.note if claim else None,
        }
        for part, figures in _parts(claim, indicator):
            yield about | {"part": part} | figures


def documents(one: One) -> Iterator[Row]:
    data = one.data
    folder = f"{one.unit}/{one.year:04d}"
    page = data.page(paths.dossier(*one.key))
    for entry in one.documents.entries if one.results else ():
        document, file = entry.document, FILE_OF[entry.source]
        published = document.file is not None and f"{folder}/{document.file}" in data.site.files
        yield one.head(BASIS_OF[file]) | {
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
            "page": f"{page}#{entry.anchor}",
        }


def citations(one: One) -> Iterator[Row]:
    for source, indicator, cited in _citations(one.dossier) if one.results else ():
        file = FILE_OF[source]
        for number, citation in enumerate(cited, 1):
            entry = one.documents.entry(source, citation.document)
            assert entry is not None  # naming a document that is nowhere described is an error
            yield one.head(BASIS_OF[file]) | {
                "indicator": indicator,
                "file": file,
                "number": number,
                "described_in": FILE_OF[entry.source],
                "document": citation.document,
                "leaf": citation.page,
                "quote": citation.quote,
            }


def needs(one: One) -> Iterator[Row]:
    for basis, result in one.results.items():
        for need in result.next.needs if result.next else ():
            rule = need.asks
            assert result.next is not None
            yield one.head(basis) | {
                "level": result.next.level,
                "indicator": need.indicator,
                "more": need.more,
                "rule": rule.kind if rule else None,
                "percent": rule.percent if rule else None,
                "amount": rule.amount if rule else None,
                "as": rule.as_ if rule else None,
            }


def alternatives(one: One) -> Iterator[Row]:
    for basis, now in one.results.items():
        for other in one.data.site.others:
            result = other.results[*one.key, basis]
            if (result.status, result.level) != (now.status, now.level):
                yield one.head(basis) | {
                    "edition": other.edition.id,
                    "reading": other.reading.id,
                    "option": other.option.id,
                    "status": result.status,
                    "level": result.level,
                    "status_now": now.status,
                    "level_now": now.level,
                }


def observations(one: One) -> Iterator[Row]:
    submission = one.dossier.self_assessment
    for number, observation in enumerate(submission.observations if submission and one.results else (), 1):
        yield one.head("self") | {
            "number": number,
            "indicator": observation.indicator,
            "difficulty": observation.difficulty,
            "proposal": observation.proposal,
            "page": one.data.page(paths.dossier(*one.key), "observations"),
        }


def history(one: One) -> Iterator[Row | Alike]:
    """The changes of a dossier, with or without a verdict today. `commit` is the one that made the change."""
    result = one.results.get("self")
    city = one.data.view.city.id
    number = 0
    for told in one.changes:
        change = told.change
        file = change.file.removesuffix(".yml")
        number += 1
        row = {
            "city": city,
            "unit": one.unit,
            "year": one.year,
            "basis": BASIS_OF[file],
            "edition": result.criteria.partition("/")[0] if result else one.edition.id,
            "criteria": result.criteria
            if result
            else f"{one.edition.id}/{'city' if one.unit == city else 'district'}",
            "commit": change.commit,
            "number": number,
            "file": file,
            "indicator": change.indicator,
            "field": change.field,
            "kind": change.kind,
            "old": text(change.old),
            "new": text(change.new),
            "date": change.date,
            "organisation": change.organisation,
            "pull_request": change.pull_request,
            "signature": change.signature,
            "after": _listed(told.after),
        }
        yield row
        if told.began:
            yield Alike(
                row,
                ("number", "file", "indicator", "field", "kind", "old", "new"),
                [
                    (at, file, field.indicator, field.name, kind_of(field), None, text(value))
                    for at, (field, value) in enumerate(told.began.items(), number + 1)
                ],
            )
            number += len(told.began)


def text(value: Any) -> str | None:
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


def _findings(one: One) -> Iterator[tuple[Result, Finding, Indicator]]:
    for result in one.results.values():
        indicators = one.data.criteria(result.criteria).indicators
        for id_, finding in result.findings.items():
            yield result, finding, indicators[id_]


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
