"""The dossier as one plain page that needs nothing but a browser: no script, no other file, no network. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from minhchung.assessing.model import Finding, Result
from minhchung.criteria.model import CriteriaSet, Indicator
from minhchung.evidence.model import BASES, Answer, Citation, Document, Dossier, Verdict
from minhchung.history.as_table import table
from minhchung.i18n import Lang
from minhchung.publishing.arithmetic import arithmetic, rule_in_words
from minhchung.publishing.csp import hash_source
from minhchung.publishing.escaping import finalize, link_host
from minhchung.publishing.speech import CLAIM_STATUS, VERDICT, Speech
from minhchung.words import BASIS_WORDS

if TYPE_CHECKING:
    from minhchung.audit_pack.pack import Subject

STYLE = """\
body{max-width:60rem;margin:0 auto;padding:1rem;font:1rem/1.5 system-ui,sans-serif;overflow-wrap:anywhere}
h1,h2,h3{line-height:1.25}h2{margin-top:2.5rem;border-bottom:1px solid}
table{border-collapse:collapse;width:100%}th,td{border:1px solid;padding:.3rem .6rem;text-align:left;vertical-align:top}
blockquote{margin:.5rem 0;padding-left:1rem;border-left:3px solid}
pre{white-space:pre-wrap}code{font-size:.9em}.note{border:2px solid;padding:.5rem 1rem}
:root{color-scheme:light dark}
"""


@dataclass(frozen=True, slots=True)
class Source:
    """A document, which file describes it, and where to get it: in this pack, or at an address."""

    kind: str
    document: Document
    path: str | None
    unfetched: bool
    links: tuple[tuple[str, str | None], ...]  # the address, and it again where a page may link there


@dataclass(frozen=True, slots=True)
class Row:
    """One indicator: its rule, what was found on each basis, and why."""

    indicator: Indicator
    rule: str
    findings: list[tuple[str, str, list[str], list[str]]]  # basis, finding, arithmetic, citations
    verdict: Verdict | None
    answer: Answer | None
    notes: list[str]


def page(subject: Subject) -> str:
    """index.html of an audit pack."""
    unit, year, lang = subject.evidence.units[subject.unit], subject.year, subject.lang
    dossier = subject.evidence.dossiers[subject.unit, year]
    results = [
        subject.results[subject.unit, year, basis]
        for basis in BASES
        if (subject.unit, year, basis) in subject.results
    ]
    edition, _, name = results[0].criteria.partition("/")
    criteria = subject.editions[edition].sets[name]
    s = Speech(lang)
    own = [change for change in subject.history or () if change.unit == subject.unit]
    return (
        _environment(lang)
        .get_template("index.html.jinja")
        .render(
            unit=unit,
            year=year,
            dossier=dossier,
            subject=subject,
            criteria=criteria,
            readings=subject.editions[edition].readings,
            results=[(s._(BASIS_WORDS[result.basis]), s.result(result), result) for result in results],
            rows=list(_rows(s, dossier, criteria, results)),
            sources=list(_sources(dossier, subject)),
            history=None if subject.history is None else table(own, lang),
            others=[(other, s.result(result)) for other, result in _others(subject)],
            verdict_words=VERDICT,
            style=Markup(STYLE),  # noqa: S704 - our own
            policy=f"default-src 'none'; style-src {hash_source(STYLE)}; base-uri 'none'; form-action 'none'",
        )
    )


@cache
def _environment(lang: Lang) -> Environment:
    made = Environment(
        loader=PackageLoader("minhchung.audit_pack"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    speech = Speech(lang)
    made.globals.update(_=speech._, s=speech, lang=lang)
    return made


def _rows(s: Speech, dossier: Dossier, criteria: CriteriaSet, results: Iterable[Result]) -> Iterator[Row]:
    verdicts = dossier.verification.verdicts if dossier.verification else {}
    answers = dossier.reply.answers if dossier.reply else {}
    for indicator in criteria.indicators.values():
        found = [
            (result, result.findings[indicator.id]) for result in results if indicator.id in result.findings
        ]
        yield Row(
            indicator,
            rule_in_words(s, indicator),
            [
                (
                    s._(BASIS_WORDS[result.basis]),
                    s.finding(finding),
                    _arithmetic(s, finding, indicator, criteria),
                    [
                        _cited(s, dossier, citation)
                        for citation in (finding.claim.evidence if finding.claim else ())
                    ],
                )
                for result, finding in found
            ],
            verdicts.get(indicator.id),
            answers.get(indicator.id),
            list(dict.fromkeys(f.claim.note for _, f in found if f.claim is not None and f.claim.note)),
        )


def _arithmetic(s: Speech, finding: Finding, indicator: Indicator, criteria: CriteriaSet) -> list[str]:
    if finding.status == "not-verified":
        return []
    said = arithmetic(s, finding, indicator, criteria.recognition)
    status = finding.claim.status if finding.claim else None
    return [*said, f"{s._(CLAIM_STATUS[status])}."] if status else said


def _cited(s: Speech, dossier: Dossier, citation: Citation) -> str:
    files = (dossier.reply, dossier.verification, dossier.self_assessment)
    document = next(
        (f.documents[citation.document] for f in files if f and citation.document in f.documents), None
    )
    said = citation.document
    if document is not None:
        parts = (
            document.title,
            document.number,
            document.issuer,
            s.date(document.issued) if document.issued else "",
        )
        said = ", ".join(part for part in parts if part)
    page_ = s._(", trang {page}", page=citation.page) if citation.page is not None else ""
    return said + page_ + (f" “{citation.quote}”" if citation.quote else "")


def _sources(dossier: Dossier, subject: Subject) -> Iterator[Source]:
    decided = dossier.decision.document if dossier.decision else None
    described: list[tuple[str, Iterable[Document]]] = [
        ("self-assessment", dossier.self_assessment.documents.values() if dossier.self_assessment else ()),
        ("verification", dossier.verification.documents.values() if dossier.verification else ()),
        ("reply", dossier.reply.documents.values() if dossier.reply else ()),
        ("decision", (decided,) if decided else ()),
    ]
    for kind, documents in described:
        for document in documents:
            path = f"evidence/{dossier.unit}/{dossier.year:04d}/{document.file}" if document.file else None
            unfetched = path in subject.unfetched
            yield Source(
                kind,
                document,
                quote(path) if path in subject.files and not unfetched and path else None,
                unfetched,
                tuple(
                    (url, url if link_host(url) else None) for url in (document.url, document.archived) if url
                ),
            )


def _others(subject: Subject) -> Iterator[tuple[str, Result]]:
    """The districts' results that the city's indicator counts, on the basis of the decisions."""
    for (unit, _, basis), result in subject.results.items():
        if unit != subject.unit and basis == "official":
            yield subject.evidence.units[unit].name, result
