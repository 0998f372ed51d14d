"""What a self-assessment says of its indicators, as parts of a report. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from minhchung.assessing.model import Finding, Result
from minhchung.criteria.model import CriteriaSet, Indicator
from minhchung.evidence.model import Citation, Claim, Document
from minhchung.paperwork.model import Annex, Block, Paragraph, Table
from minhchung.paperwork.subject import SPEECH, Subject, within
from minhchung.publishing.speech import CLAIM_STATUS, VERDICT, edges_of

UNSETTLED = ("no-data", "no-evidence", "not-verified")


def summary(result: Result, criteria: CriteriaSet) -> Iterator[Block]:
    """How many indicators of each standard are met, and what each graded one reaches."""
    total, counted = len(result.findings), _counted(result.findings.values())
    yield Paragraph(
        f"Trong {total} chỉ báo: {counted['met']} đạt, {counted['not-met']} không đạt, "
        f"{_open(counted)} chưa kết luận được vì thiếu số liệu hoặc tài liệu kiểm chứng. "
        "Số liệu và tài liệu kiểm chứng của từng chỉ báo nêu tại Phụ lục I."
    )
    rows = []
    for standard in criteria.standards.values():
        of = [
            result.findings[i.id]
            for i in criteria.indicators.values()
            if _standard(i, criteria) == standard.id
        ]
        counts = _counted(of)
        figures = (len(of), counts["met"], counts["not-met"], _open(counts))
        rows.append((f"{standard.id}. {standard.quote.official}", *map(str, figures)))
    yield Table(
        ("Tiêu chuẩn", "Số chỉ báo", "Đạt", "Không đạt", "Chưa kết luận"),
        (85, 20, 18, 20, 22),
        tuple(rows),
        frozenset({1, 2, 3, 4}),
    )
    yield Paragraph(
        "Mức độ là mức thấp nhất trong các chỉ báo phân mức, khi mọi chỉ báo bắt buộc đều đạt. "
        "Các chỉ báo phân mức:"
    )
    yield Table(
        ("Chỉ báo", "Số liệu", "Kết luận"),
        (85, 40, 40),
        tuple(
            (
                f"{i.id}. {i.name.vi}",
                figure(result.findings[i.id], i, criteria),
                SPEECH.finding(result.findings[i.id]),
            )
            for i in map(criteria.indicators.__getitem__, criteria.recognition.graded)
        ),
        frozenset({1, 2}),
    )


def annexes(subject: Subject, result: Result) -> tuple[Annex, ...]:
    """Every indicator with figure, finding and documents; then the documents."""
    criteria = subject.criteria
    title = f"KẾT QUẢ TỰ ĐÁNH GIÁ THEO TỪNG CHỈ BÁO, NĂM {subject.year}"
    table = Table(
        ("Chỉ báo", "Số liệu", "Kết luận", "Tài liệu kiểm chứng", "Ghi chú"),
        (80, 43, 32, 67, 35),
        tuple(_rows(subject, result)),
        frozenset({2}),
    )
    named = f"{criteria.title.vi} ({criteria.source.annex.vi}, {subject.source})"
    found = [Annex("PHỤ LỤC I", title, (Paragraph(named, "note"), table))]
    if subject.documents:
        found.append(
            Annex("PHỤ LỤC II", "DANH MỤC TÀI LIỆU KIỂM CHỨNG", (_documents(subject.documents.values()),))
        )
    return tuple(found)


def figure(finding: Finding, indicator: Indicator, criteria: CriteriaSet) -> str:
    """The figure that a finding rests on: 61/74 (82,43 %)."""
    value = finding.tally or (finding.claim.value if finding.claim else None)
    return "" if value is None else SPEECH.value(value, indicator, edges_of(indicator, criteria.recognition))


def names(result: Result, criteria: CriteriaSet, statuses: Iterable[str]) -> str:
    """The indicators with one of `statuses`, by number and short name."""
    wanted = set(statuses)
    return "; ".join(
        f"{id_} ({criteria.indicators[id_].name.vi})"
        for id_, finding in result.findings.items()
        if finding.status in wanted
    )


def verified(subject: Subject) -> Iterator[Block]:
    """What the verifying agency did not simply accept, and the unit's answers to it."""
    dossier, criteria = subject.dossier, subject.criteria
    if dossier.verification is None:
        return
    verdicts = dossier.verification.verdicts
    accepted = sum(verdict.outcome == "accepted" for verdict in verdicts.values())
    yield Paragraph(
        f"{dossier.verification.verified_by} thẩm định ngày {SPEECH.date(dossier.verification.date)}, chấp nhận số liệu "
        f"của {accepted} trong {len(criteria.indicators)} chỉ báo. Kết quả: {SPEECH.result(subject.result('verified'))}."
    )
    answers = dossier.reply.answers if dossier.reply else {}
    for id_, verdict in verdicts.items():
        if verdict.outcome == "accepted":
            continue
        indicator = criteria.indicators[id_]
        outcome = SPEECH._(VERDICT[verdict.outcome])
        said = f"Chỉ báo {id_} ({indicator.name.vi}): {within(outcome)}"
        if verdict.claim is not None:
            said += (
                f", {SPEECH.value(verdict.claim.value, indicator, edges_of(indicator, criteria.recognition))}"
            )
        yield Paragraph(f"{said}. {verdict.reason or ''}".strip(), "item")
    for id_, answer in answers.items():
        agrees = "đồng ý" if answer.agrees else "không đồng ý"
        said = f"Ý kiến của đơn vị về chỉ báo {id_}: {agrees}."
        yield Paragraph(f"{said} {answer.text or ''}".strip(), "item")


def _rows(subject: Subject, result: Result) -> Iterator[tuple[str, ...]]:
    criteria, documents = subject.criteria, subject.documents
    checked = subject.result("verified") if subject.dossier.verification else None
    for standard in criteria.standards.values():
        yield (f"Tiêu chuẩn {standard.id}. {standard.quote.official}",)
        for criterion in (c for c in criteria.criteria.values() if c.standard == standard.id):
            yield (f"Tiêu chí {criterion.id}. {criterion.quote.official}",)
            for indicator in (i for i in criteria.indicators.values() if i.criterion == criterion.id):
                finding = result.findings[indicator.id]
                yield (
                    f"{indicator.id}. {indicator.quote.official}",
                    *_found(
                        finding, checked.findings[indicator.id] if checked else None, indicator, criteria
                    ),
                    "\n".join(_cited(citation, documents) for citation in _evidence(finding.claim)),
                    _noted(finding.claim),
                )


def _found(
    own: Finding, checked: Finding | None, indicator: Indicator, criteria: CriteriaSet
) -> tuple[str, str]:
    """Figure and finding; below them those of the verification, where they are others."""
    said = [(figure(own, indicator, criteria), SPEECH.finding(own))]
    if checked is not None:
        said.append((figure(checked, indicator, criteria), SPEECH.finding(checked)))
    if said[-1] == said[0]:
        return said[0]
    return tuple(f"{mine}\nThẩm định: {theirs}".strip() for mine, theirs in zip(*said, strict=True))  # type: ignore[return-value]


def _evidence(claim: Claim | None) -> tuple[Citation, ...]:
    return claim.evidence if claim else ()


def _cited(citation: Citation, documents: Mapping[str, Document]) -> str:
    document = documents[citation.document]
    named = document.number or document.title
    dated = f" ngày {SPEECH.date(document.issued)}" if document.issued else ""
    page = f", trang {citation.page}" if citation.page is not None else ""
    return f"{named}{dated}{page}"


def _noted(claim: Claim | None) -> str:
    status = SPEECH._(CLAIM_STATUS[claim.status]) if claim and claim.status else ""
    note = claim.note if claim and claim.note else ""
    return ". ".join(part for part in (status, note) if part)


def _documents(documents: Iterable[Document]) -> Table:
    rows = []
    for number, document in enumerate(documents, 1):
        where = (
            f"Hạn chế. Nơi lưu giữ: {document.holder or ''}. {document.request or ''}".strip()
            if document.access == "restricted"
            else document.url or document.file or ""
        )
        rows.append(
            (
                str(number),
                document.number or "",
                SPEECH.date(document.issued),
                document.issuer or "",
                document.title,
                where,
            )
        )
    header = ("TT", "Số, ký hiệu", "Ngày ban hành", "Cơ quan ban hành", "Tên tài liệu", "Nơi xem")
    return Table(header, (11, 37, 25, 46, 73, 65), tuple(rows), frozenset({0, 2}))


def _standard(indicator: Indicator, criteria: CriteriaSet) -> str:
    return criteria.criteria[indicator.criterion].standard


def _counted(findings: Iterable[Finding]) -> Counter[str]:
    return Counter(finding.status for finding in findings)


def _open(counted: Counter[str]) -> int:
    return sum(counted[status] for status in UNSETTLED)
