"""The reports: a unit's self-assessment, and the city's summary of all its districts. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from minhchung.evidence.model import Observation, Unit
from minhchung.paperwork import districts, indicators
from minhchung.paperwork.model import Block, Heading, Letterhead, Paragraph, Report
from minhchung.paperwork.subject import SPEECH, Subject, short_name, within

_ROMAN = ("I", "II", "III", "IV", "V", "VI")


class NoReportError(Exception):
    """There is nothing to report on; `code` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def report(subject: Subject) -> Report:
    """The report of a district on itself, or of the city on its districts and itself.

    Raises NoReportError: a district without a dossier of its own (``no-dossier``), one that others gathered
    from public sources (``collected``), or a dossier with an error (``faulty``).
    """
    if not subject.is_city:
        _must_have_its_own(subject)
    parts = _of_city(subject) if subject.is_city else _of_district(subject)
    body: list[Block] = []
    for number, (title, blocks) in zip(_ROMAN, parts, strict=False):
        body += [Heading(f"{number}. {title}"), *blocks]
    result = subject.result("self") if _own(subject) else None
    return Report(
        head=_letterhead(subject),
        subject=_title(subject),
        to=_addressees(subject),
        opening=(_opening(subject),),
        body=tuple(body),
        closing=_closing(subject),
        recipients=(
            "Như trên;",
            *(() if subject.is_city else (f"{subject.criteria.verified_by.vi};",)),
            "Lưu: VT.",
        ),
        signing=("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"),
        annexes=indicators.annexes(subject, result) if result else (),
        made_from=_made_from(subject),
        day=subject.day or _submitted(subject) or subject.criteria.source.issued,
        fictional=subject.fictional,
    )


def _own(subject: Subject) -> bool:
    """Whether the unit itself assessed itself, and the file can be read."""
    submission = subject.dossier.self_assessment
    return submission is not None and not submission.collected and not subject.dossier.faulty


def _must_have_its_own(subject: Subject) -> None:
    if subject.dossier.faulty:
        raise NoReportError("faulty")
    if subject.dossier.self_assessment is None:
        raise NoReportError("no-dossier")
    if subject.dossier.self_assessment.collected:
        raise NoReportError("collected")


def _of_district(subject: Subject) -> Iterator[tuple[str, list[Block]]]:
    yield "CÔNG TÁC TỰ ĐÁNH GIÁ", list(_how(subject))
    yield "KẾT QUẢ TỰ ĐÁNH GIÁ", list(_assessed(subject))
    if subject.dossier.verification is not None:
        yield "KẾT QUẢ THẨM ĐỊNH VÀ Ý KIẾN CỦA ĐƠN VỊ", list(indicators.verified(subject))
    yield "KHÓ KHĂN, VƯỚNG MẮC; ĐỀ XUẤT, KIẾN NGHỊ", list(_observed(subject, (subject.unit,)))
    yield "ĐỀ XUẤT MỨC ĐỘ CÔNG NHẬN", list(_proposed(subject))


def _of_city(subject: Subject) -> Iterator[tuple[str, list[Block]]]:
    yield f"KẾT QUẢ CỦA CÁC {subject.members.upper()}", list(districts.summary(subject))
    if _own(subject):
        yield "KẾT QUẢ TỰ ĐÁNH GIÁ CỦA THÀNH PHỐ", [*_how(subject), *_assessed(subject)]
        if subject.dossier.verification is not None:
            yield "KẾT QUẢ THẨM ĐỊNH", list(indicators.verified(subject))
    else:
        yield "KẾT QUẢ TỰ ĐÁNH GIÁ CỦA THÀNH PHỐ", [Paragraph(_nothing_own(subject))]
    observers = (subject.unit, *subject.districts)
    yield "KHÓ KHĂN, VƯỚNG MẮC; ĐỀ XUẤT, KIẾN NGHỊ", list(_observed(subject, observers))
    if _own(subject):
        yield "ĐỀ XUẤT MỨC ĐỘ CÔNG NHẬN", list(_proposed(subject))


def _nothing_own(subject: Subject) -> str:
    if subject.dossier.faulty:
        return "Hồ sơ tự đánh giá của thành phố có lỗi nên chưa được tính."
    said = f"Kho minh chứng chưa có hồ sơ tự đánh giá do thành phố lập cho năm {subject.year}."
    if subject.dossier.self_assessment is not None:
        said += " Số liệu trong kho được tập hợp từ nguồn công khai, không phải hồ sơ do thành phố nộp nên không nêu ở đây."
    return said


def _how(subject: Subject) -> Iterator[Block]:
    submission, criteria = subject.dossier.self_assessment, subject.criteria
    assert submission is not None
    yield Paragraph(
        f"{criteria.title.vi} gồm {len(criteria.standards)} tiêu chuẩn, {len(criteria.criteria)} tiêu chí, "
        f"{len(criteria.indicators)} chỉ báo, trong đó {len(criteria.recognition.required)} chỉ báo bắt buộc và "
        f"{len(criteria.recognition.graded)} chỉ báo phân mức."
    )
    if submission.prepared_by:
        yield Paragraph(f"Đơn vị lập hồ sơ: {submission.prepared_by}.")
    yield Paragraph(
        f"Ngày nộp hồ sơ: {SPEECH.date(submission.submitted)}. Số tài liệu kiểm chứng: {len(submission.documents)}."
        if submission.submitted
        else f"Hồ sơ chưa nộp, còn là bản nháp. Số tài liệu kiểm chứng: {len(submission.documents)}."
    )


def _assessed(subject: Subject) -> Iterator[Block]:
    result = subject.result("self")
    assert result is not None
    yield from indicators.summary(result, subject.criteria)


def _observed(subject: Subject, units: tuple[Unit, ...]) -> Iterator[Block]:
    """What the units say of the criteria, each under the name of whoever says it where there are several."""
    found = False
    for unit in units:
        submission = subject.of(unit).self_assessment
        observations = submission.observations if submission and not submission.collected else ()
        criteria = subject.edition.sets[unit.kind]
        if observations and len(units) > 1:
            yield Heading(unit.name, 2)
        for observation in observations:
            found = True
            indicator = criteria.indicators.get(observation.indicator or "")
            where = f"Về chỉ báo {indicator.id} ({indicator.name.vi})" if indicator else "Về Bộ tiêu chí"
            yield Paragraph(f"{where}. {_said(observation)}", "item")
    if not found:
        yield Paragraph("Hồ sơ không nêu khó khăn, vướng mắc hay đề xuất, kiến nghị nào.")


def _said(observation: Observation) -> str:
    parts = (("Khó khăn, vướng mắc", observation.difficulty), ("Đề xuất, kiến nghị", observation.proposal))
    return " ".join(f"{name}: {text.strip().rstrip('.')}." for name, text in parts if text)


def _proposed(subject: Subject) -> Iterator[Block]:
    """The level that follows from the self-assessment; none is put in where none follows."""
    result, criteria = subject.result("self"), subject.criteria
    assert result is not None
    body, honour = f"Ủy ban nhân dân {within(subject.unit.name)}", criteria.honour.vi
    if result.status == "recognisable":
        yield Paragraph(
            f"Căn cứ kết quả tự đánh giá, {body} đề nghị {_decider(subject)} xem xét, quyết định công nhận "
            f"danh hiệu {honour} năm {subject.year} ở mức độ {result.level}."
        )
    elif result.status == "not-recognisable":
        missing = indicators.names(result, criteria, ("not-met",))
        yield Paragraph(
            f"Theo kết quả tự đánh giá, {within(subject.unit.name)} chưa đủ điều kiện để đề nghị công nhận danh hiệu "
            f"{honour} năm {subject.year}. Chỉ báo không đạt: {missing}."
        )
    else:
        missing = indicators.names(result, criteria, indicators.UNSETTLED)
        yield Paragraph(
            "Chưa đủ số liệu để xác định mức độ đề xuất. Các chỉ báo chưa kết luận được: "
            f"{missing}. Mức độ đề xuất: ……"
        )
    for id_ in result.readings:
        reading = subject.edition.readings[id_]
        yield Paragraph(
            f"Kết quả này phụ thuộc cách hiểu văn bản. {reading.question.vi} "
            f"Đang theo: {reading.options[reading.adopted].text.vi}",
            "note",
        )
    if subject.dossier.decision is not None:
        decision = subject.dossier.decision
        yield Paragraph(
            f"Đã có quyết định: {SPEECH.result(subject.result('official'))}, {decision.decided_by}, "
            f"ngày {SPEECH.date(decision.date)}.",
            "note",
        )


def _letterhead(subject: Subject) -> Letterhead:
    submitted = _submitted(subject)
    return Letterhead(
        superior="" if subject.is_city else f"UBND {subject.city.name}".upper(),
        issuer=f"Ủy ban nhân dân\n{subject.unit.name}".upper(),
        symbol="/BC-UBND",
        place=short_name(subject.unit),
        year=submitted[:4] if submitted else "",
    )


def _title(subject: Subject) -> str:
    honour = subject.criteria.honour.vi
    if subject.is_city:
        district = subject.edition.sets["district"].honour.vi
        return f"Kết quả triển khai{_pilot(subject)} công nhận {district},\n{honour} năm {subject.year}"
    return f"Kết quả tự đánh giá và đề xuất công nhận mức độ\n{honour} năm {subject.year}"


def _addressees(subject: Subject) -> tuple[str, ...]:
    if subject.is_city:
        return (_decider(subject),)
    return (f"{_decider(subject)} (qua {subject.criteria.verified_by.vi})",)


def _decider(subject: Subject) -> str:
    """Who decides on the unit: the Ministry on the city, the city's People's Committee on a district."""
    return (
        subject.criteria.decided_by.vi if subject.is_city else f"Ủy ban nhân dân {within(subject.city.name)}"
    )


def _opening(subject: Subject) -> str:
    about = f"kết quả triển khai{_pilot(subject)}" if subject.is_city else "kết quả tự đánh giá"
    return (
        f"Thực hiện {subject.source}, Ủy ban nhân dân {within(subject.unit.name)} báo cáo {about} "
        f"{subject.edition.sets['district'].honour.vi}{_and_own(subject)} năm {subject.year} như sau:"
    )


def _pilot(subject: Subject) -> str:
    return " thí điểm" if subject.pilots else ""


def _and_own(subject: Subject) -> str:
    return f", {subject.criteria.honour.vi}" if subject.is_city else ""


def _closing(subject: Subject) -> str:
    return f"Trên đây là báo cáo của Ủy ban nhân dân {within(subject.unit.name)}, kính trình {_decider(subject)} xem xét./."


def _submitted(subject: Subject) -> str | None:
    submission = subject.dossier.self_assessment
    return submission.submitted if submission else None


def _made_from(subject: Subject) -> str:
    if subject.revision is None:
        return "tệp chưa lưu vào git"
    return f"phiên bản {subject.revision[:12]}, ngày {SPEECH.date(subject.day)}"
