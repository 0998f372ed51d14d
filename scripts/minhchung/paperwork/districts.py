"""The districts of a city in one year, for the city's report: who submitted, who reached what. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from minhchung.evidence.model import BASES, Basis, Decision, Dossier, Unit
from minhchung.paperwork.model import Block, Paragraph, Table
from minhchung.paperwork.subject import SPEECH, Subject, within
from minhchung.words import outcome_words


def summary(subject: Subject) -> Iterator[Block]:
    """How many districts there are, submitted, reached a level and were recognised; then each of them."""
    units = subject.districts
    pilots = f", trong đó {subject.pilots} đơn vị được giao thí điểm" if subject.pilots else ""
    submitted = [unit for unit in units if _submitted(subject.of(unit))]
    yield Paragraph(
        f"Năm {subject.year}, {within(subject.city.name)} có {len(units)} {subject.members}{pilots}. "
        f"{len(submitted)} đơn vị đã nộp hồ sơ tự đánh giá. "
        f"Đủ điều kiện từ mức độ 1 trở lên: {_reached(subject, 'self')} đơn vị theo số liệu tự đánh giá, "
        f"{_reached(subject, 'verified')} đơn vị theo kết quả thẩm định. "
        f"Đã có quyết định công nhận: {_reached(subject, 'official')} đơn vị."
    )
    yield Table(
        ("TT", subject.members.capitalize(), "Nộp hồ sơ", "Theo tự đánh giá", "Theo thẩm định", "Quyết định"),
        (10, 41, 25, 27, 27, 35),
        tuple(_row(subject, number, unit) for number, unit in enumerate(units, 1)),
        frozenset({0, 2, 3, 4, 5}),
    )
    starred = "(*) Đơn vị được giao thí điểm. " if subject.pilots else ""
    yield Paragraph(f"{starred}Chưa nộp hồ sơ nghĩa là chưa biết, không phải bằng 0.", "note")


def _row(subject: Subject, number: int, unit: Unit) -> tuple[str, ...]:
    dossier = subject.of(unit)
    name = f"{unit.name} (*)" if unit.pilot else unit.name
    return (str(number), name, _filed(dossier), *(_said(subject, unit, basis) for basis in BASES))


def _filed(dossier: Dossier) -> str:
    submission = dossier.self_assessment
    if dossier.faulty:
        return "Hồ sơ có lỗi"
    if submission is None or submission.collected:
        return "Chưa nộp"
    return SPEECH.date(submission.submitted) if submission.submitted else "Bản nháp"


def _said(subject: Subject, unit: Unit, basis: Basis) -> str:
    result, dossier = subject.result(basis, unit), subject.of(unit)
    if result is None:
        return ""
    if basis == "official":
        return _decided(dossier.decision) if dossier.decision else "Chưa có"
    if basis == "verified" and dossier.verification is None:
        return "Chưa có"
    if result.status == "not-submitted":
        return "Chưa có"
    return SPEECH.level(result.level) if result.level else outcome_words(result.outcome, "vi")


def _decided(decision: Decision) -> str:
    said = f"Mức độ {decision.level}" if decision.outcome == "recognised" else "Không công nhận"
    return f"{said}\n{decision.number}\n{SPEECH.date(decision.date)}"


def _submitted(dossier: Dossier) -> bool:
    submission = dossier.self_assessment
    return submission is not None and submission.submitted is not None and not submission.collected


def _reached(subject: Subject, basis: Basis) -> int:
    """Districts at a level on a basis; on their own word only those that have submitted."""
    found = 0
    for unit in subject.districts:
        result, dossier = subject.result(basis, unit), subject.of(unit)
        if result is not None and result.level and (basis != "self" or _submitted(dossier)):
            found += 1
    return found
