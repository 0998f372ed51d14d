"""States and values in words, the same wherever they are shown: terminal, page, report. Pure."""

from __future__ import annotations

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

_ACCORDING_TO = {
    "self": N_("{result} (theo số liệu tự đánh giá)"),
    "verified": N_("{result} (theo kết quả thẩm định)"),
}


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
