"""States and values in words, the same wherever they are shown: terminal, page, report. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from minhchung.assessing.model import Outcome, Result
from minhchung.evidence.model import Basis
from minhchung.i18n import N_, Lang, translator

BASIS_WORDS = {
    "self": N_("Tự đánh giá"),
    "verified": N_("Thẩm định"),
    "official": N_("Chính thức"),
}

COLLECTED = N_("Nguồn công khai")  # instead of “self” where nobody assessed themselves

FINDING_WORDS = {
    "met": N_("Đạt"),
    "not-met": N_("Không đạt"),
    "no-data": N_("Chưa có số liệu"),
    "no-evidence": N_("Chưa có minh chứng"),
    "not-applicable": N_("Không áp dụng"),
    "not-verified": N_("Chưa thẩm định"),
}

RESULT_WORDS = {
    "recognisable": N_("Đủ điều kiện mức độ {level}"),
    "not-recognisable": N_("Chưa đủ điều kiện công nhận"),
    "incomplete": N_("Chưa đủ số liệu để kết luận"),
    "not-submitted": N_("Chưa nộp hồ sơ"),
    "recognised": N_("Được công nhận mức độ {level} (Quyết định số {decision})"),
    "not-recognised": N_("Không được công nhận (Quyết định số {decision})"),
    "undecided": N_("Chưa có quyết định"),
}

FIELD_WORDS = {
    "met": N_("đạt hay không"),
    "count": N_("số đạt"),
    "total": N_("tổng số"),
    "percent": N_("tỷ lệ"),
    "previous": N_("số năm trước"),
    "current": N_("số năm nay"),
    "comparable": N_("so sánh được"),
    "evidence": N_("minh chứng"),
    "note": N_("ghi chú"),
    "status": N_("tình trạng số liệu"),
    "claim": N_("số liệu điều chỉnh"),
    "outcome": N_("kết quả"),
    "reason": N_("lý do"),
    "agrees": N_("đồng ý"),
    "text": N_("nội dung ý kiến"),
    "unit": N_("mã đơn vị"),
    "year": N_("năm"),
    "criteria": N_("bộ tiêu chí"),
    "origin": N_("nguồn hồ sơ"),
    "prepared_by": N_("cơ quan lập hồ sơ"),
    "submitted": N_("ngày nộp"),
    "observations": N_("khó khăn, vướng mắc và đề xuất, kiến nghị"),
    "documents": N_("tài liệu"),
    "document": N_("văn bản"),
    "verified_by": N_("cơ quan thẩm định"),
    "replied_by": N_("cơ quan có ý kiến"),
    "decided_by": N_("cơ quan quyết định"),
    "date": N_("ngày"),
    "number": N_("số, ký hiệu"),
    "level": N_("mức độ"),
    "parts": N_("từng phần"),
    "title": N_("tên văn bản"),
    "issuer": N_("cơ quan ban hành"),
    "issued": N_("ngày ban hành"),
    "url": N_("địa chỉ"),
    "file": N_("tệp"),
    "sha256": N_("mã băm"),
    "archived": N_("bản lưu trữ"),
    "access": N_("công khai hay hạn chế"),
    "holder": N_("nơi lưu giữ"),
    "request": N_("cách đề nghị cung cấp"),
    "bytes": N_("nội dung tệp"),
}

# What stands in a file as one of a few English words, by the field that it stands in.
VALUE_WORDS = {
    "outcome": {
        "accepted": N_("chấp nhận"),
        "corrected": N_("điều chỉnh"),
        "rejected": N_("không chấp nhận"),
        "not-applicable": N_("không áp dụng"),
        "recognised": N_("công nhận"),
        "not-recognised": N_("không công nhận"),
    },
    "status": {
        "estimated": N_("số ước tính"),
        "preliminary": N_("số sơ bộ"),
        "official": N_("số chính thức"),
    },
}

_ACCORDING_TO = {
    "self": N_("{result} (theo số liệu tự đánh giá)"),
    "verified": N_("{result} (theo kết quả thẩm định)"),
}


def field_words(
    field: str,
    lang: Lang,
    theirs: Callable[[str], str] = str,
    parts: Mapping[str, str] = MappingProxyType({}),
) -> str:
    """A field of a file, by its dotted name, in words; `theirs` writes a step that is a stranger's, as a document's id.

    `parts` are the names of an indicator's parts: with them, a part is called by its name alone.
    """
    steps = field.split(".")
    if len(steps) > 1 and steps[-2] == "parts" and steps[-1] in parts:
        steps[-2:] = [parts[steps[-1]]]
    named = [
        translator(lang).gettext(FIELD_WORDS[step]) if step in FIELD_WORDS else theirs(step) for step in steps
    ]
    return ", ".join(named)


def outcome_words(outcome: Outcome, lang: Lang) -> str:
    """The outcome in words. Nothing is called recognised without the number of the decision."""
    words = translator(lang).gettext(RESULT_WORDS[outcome.status])
    return words.format(level=outcome.level, decision=outcome.decision)


def result_words(result: Result, lang: Lang) -> str:
    """The outcome in words; where it could be taken for a decision, what it rests on."""
    return on_basis(result.outcome, result.basis, lang)


def on_basis(outcome: Outcome, basis: Basis, lang: Lang) -> str:
    """The same for an outcome on a basis."""
    words = outcome_words(outcome, lang)
    if outcome.status == "recognisable":
        words = translator(lang).gettext(_ACCORDING_TO[basis]).format(result=words)
    return words
