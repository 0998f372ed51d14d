"""The arithmetic of a result in words: the clause, the claim, the comparison, the finding, the documents. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from minhchung.assessing.model import Finding, Result
from minhchung.criteria.model import CriteriaSet, Edition, Indicator
from minhchung.evidence.model import Citation, Document, Dossier
from minhchung.i18n import N_
from minhchung.publishing.arithmetic import arithmetic, rule_in_words
from minhchung.publishing.speech import CLAIM_STATUS, VERDICT, Speech
from minhchung.words import BASIS_WORDS


@dataclass(frozen=True, slots=True)
class Explanation:
    """What is explained: one unit and year, on every basis that has a result."""

    name: str
    dossier: Dossier
    criteria: CriteriaSet
    edition: Edition
    results: tuple[Result, ...]

    def lines(self, s: Speech, only: str | None = None) -> Iterator[str]:
        """The explanation line by line; `only` one indicator, where it is named."""
        yield s._(
            N_("{unit}, năm {year} ({criteria})"),
            unit=self.name,
            year=self.dossier.year,
            criteria=self.criteria.id,
        )
        for result in self.results:
            yield f"  {s._(BASIS_WORDS[result.basis])}: {s.result(result)}"
        for indicator in self.criteria.indicators.values():
            if only in (None, indicator.id):
                yield ""
                yield from self._indicator(s, indicator)
        if only is None:
            yield from self._level(s)

    def _indicator(self, s: Speech, indicator: Indicator) -> Iterator[str]:
        yield f"{indicator.id}. {indicator.quote.official}"
        if s.lang != "vi":
            yield f"  {indicator.quote.translation}"
        yield s._(N_("  Quy tắc: {rule}"), rule=rule_in_words(s, indicator))
        for result in self.results:
            finding = result.findings.get(indicator.id)
            if finding is not None:
                yield from self._finding(s, indicator, result, finding)

    def _finding(self, s: Speech, indicator: Indicator, result: Result, finding: Finding) -> Iterator[str]:
        yield f"  {s._(BASIS_WORDS[result.basis])}: {s.finding(finding)}"
        if finding.status == "not-verified":
            return
        if finding.verdict is not None:
            reason = f": {finding.verdict.reason}" if finding.verdict.reason else ""
            yield f"    {s._(VERDICT[finding.verdict.outcome])}{reason}"
        for sentence in arithmetic(s, finding, indicator, self.criteria.recognition):
            yield f"    {sentence}"
        if finding.claim is not None:
            if finding.claim.status is not None:
                yield f"    {s._(CLAIM_STATUS[finding.claim.status])}."
            for citation in finding.claim.evidence:
                yield s._(N_("    Minh chứng: {document}"), document=self._cited(s, citation))

    def _cited(self, s: Speech, citation: Citation) -> str:
        document = self._documents().get(citation.document)
        named = citation.document if document is None else _described(s, document)
        page = s._(N_(", trang {page}"), page=citation.page) if citation.page is not None else ""
        quote = f" “{citation.quote}”" if citation.quote else ""
        return f"{named}{page}{quote}"

    def _documents(self) -> dict[str, Document]:
        files = (self.dossier.self_assessment, self.dossier.verification, self.dossier.reply)
        return {
            id_: document for file in files if file is not None for id_, document in file.documents.items()
        }

    def _level(self, s: Speech) -> Iterator[str]:
        """How the level follows, by the sentences of the annex, and what it depends on."""
        yield ""
        for clause in self.criteria.recognition.clauses.values():
            yield f"“{s.own(clause)}”"
        for result in self.results:
            yield ""
            yield f"{s._(BASIS_WORDS[result.basis])}: {s.result(result)}"
            for need in result.next.needs if result.next else ():
                assert result.next is not None
                noun = self.criteria.indicators[need.indicator].measure.noun
                if need.more is not None and noun is not None:
                    yield s._(
                        N_("  {indicator}: còn thiếu {more} {noun} để đạt mức độ {level}."),
                        indicator=need.indicator,
                        more=need.more,
                        noun=noun[s.lang],
                        level=result.next.level,
                    )
                elif need.asks is not None:
                    rule = rule_in_words(s, self.criteria.indicators[need.indicator], need.asks)
                    yield f"  {need.indicator}: {rule}"
            for id_ in result.readings:
                yield s._(
                    N_("  Phụ thuộc cách hiểu {id}: {question}"),
                    id=id_,
                    question=s.own(self.edition.readings[id_].question),
                )


def _described(s: Speech, document: Document) -> str:
    known = [
        document.title,
        document.number,
        document.issuer,
        s.date(document.issued) if document.issued else None,
    ]
    return ", ".join(part for part in known if part)
