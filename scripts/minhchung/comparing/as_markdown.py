"""A comparison in words, as Markdown for a comment. Pure.

Whatever comes from a file of a stranger stands in ``<code>`` with every ASCII character that is
neither letter nor digit as a numeric entity: no Markdown, no link, no picture, and no mention, since
forges look for mentions in rendered text outside of code only.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from minhchung.assessing.model import Finding, Outcome
from minhchung.comparing.as_json import plain
from minhchung.comparing.model import Comparison, DocumentChange, DossierChange, Remark, ResultChange
from minhchung.criteria.model import CriteriaSet
from minhchung.evidence.model import Unit
from minhchung.i18n import N_, Lang, date, translator
from minhchung.words import BASIS_WORDS, FINDING_WORDS, outcome_words

LONGEST = 200  # characters of one value in a comment

DOCUMENT_WORDS = {
    "added": N_("thêm tài liệu {document}"),
    "removed": N_("bỏ tài liệu {document}"),
    "replaced": N_("thay nội dung tài liệu {document}"),
    "described": N_("sửa mô tả tài liệu {document}"),
}

REMARK_WORDS = {
    "rise-without-document": N_(
        "Chỉ báo {indicator}: {field} tăng từ {old} lên {new} mà không có tài liệu mới. "
        "Xin xem lại tài liệu đã dẫn có ghi số mới không."
    ),
    "document-replaced": N_(
        "Tài liệu {document} vẫn giữ tên cũ nhưng nội dung đã khác. Xin đối chiếu bản mới với bản trước."
    ),
    "issued-after-report": N_(
        "Tài liệu {document} ghi ngày ban hành {issued}, sau ngày nộp {submitted} của báo cáo dẫn nó. Xin kiểm tra lại ngày."
    ),
    "submitted-late": N_("Ngày nộp {day} là sau thời hạn của lộ trình (trước ngày {deadline})."),
    "changed-late": N_(
        "Thay đổi này được ghi ngày {day}, sau thời hạn của lộ trình (trước ngày {deadline})."
    ),
    "changed-after-verification": N_(
        "Số liệu thay đổi sau khi đã thẩm định ngày {date}: kết quả thẩm định cần được xem lại."
    ),
    "two-units": N_(
        "Thay đổi này chạm tới hồ sơ của nhiều đơn vị ({units}). Mỗi đề nghị chỉ nên thuộc một đơn vị."
    ),
    "unit-and-verifier": N_(
        "Thay đổi này vừa sửa tệp của đơn vị vừa sửa tệp của cơ quan thẩm định hoặc quyết định "
        "({unit}, năm {year}: {files}). Xin tách thành hai đề nghị."
    ),
}

_DAYS = ("day", "deadline", "issued", "submitted", "date")


def markdown(
    comparison: Comparison, units: Mapping[str, Unit], sets: Mapping[tuple[str, int], CriteriaSet], lang: Lang
) -> str:
    """The comparison in words; one line where nothing changed in effect.

    `sets` says which criteria set judges each (unit, year), for the names of indicators.
    """
    writer = _Writer(units, sets, lang)
    return "\n".join(writer.comparison(comparison)) + "\n"


def safe(value: Any) -> str:
    """A stranger's value as inert code, in one line and not too long."""
    shown = value if isinstance(value, str) else json.dumps(plain(value), ensure_ascii=False)
    shown = " ".join(shown.split())
    if len(shown) > LONGEST:
        shown = shown[: LONGEST - 1] + "…"
    entities = (
        char
        if char.isalnum() or char == " " or (ord(char) > 0x9F and char.isprintable())
        else f"&#{ord(char)};"
        for char in shown
    )
    return f"<code>{''.join(entities)}</code>"


class _Writer:
    def __init__(
        self, units: Mapping[str, Unit], sets: Mapping[tuple[str, int], CriteriaSet], lang: Lang
    ) -> None:
        self.units, self.sets, self.lang = units, sets, lang
        self._ = translator(lang).gettext

    def comparison(self, comparison: Comparison) -> Iterator[str]:
        _ = self._
        yield "### " + _(N_("Thay đổi này làm gì"))
        yield ""
        if comparison.new_errors:
            yield "- " + _(N_("Có {count} lỗi mới; hồ sơ có lỗi không được kết luận.")).format(
                count=comparison.new_errors
            )
        if not comparison.dossiers and not comparison.rules:
            yield _(N_("Không số liệu, tài liệu, kết luận hay mức độ nào thay đổi."))
            return
        for remark in comparison.remarks:
            yield f"- ⚠️ {self.remark(remark)}"
        if comparison.rules:
            yield from self.rules(comparison)
        for dossier in comparison.dossiers:
            yield from self.dossier(dossier)

    def rules(self, comparison: Comparison) -> Iterator[str]:
        _ = self._
        yield "#### " + _(N_("Bộ tiêu chí thay đổi"))
        yield ""
        for rule in comparison.rules:
            yield f"- {safe(f'{rule.edition}/{rule.file}.yml {rule.path}')}: {self.value(rule.old)} → {self.value(rule.new)}"
        if not any(dossier.results for dossier in comparison.dossiers):
            yield "- " + _(N_("Không kết quả nào thay đổi theo bộ tiêu chí mới."))
        yield ""

    def dossier(self, dossier: DossierChange) -> Iterator[str]:
        _ = self._
        unit = self.units.get(dossier.unit)
        name = safe(unit.name if unit else dossier.unit)
        yield "#### " + _(N_("{unit}, năm {year}")).format(unit=name, year=dossier.year)
        yield ""
        for result in dossier.results:
            yield from self.result(dossier, result)
        for value in dossier.values:
            where = self.indicator(dossier, value.indicator) if value.indicator else safe(value.file)
            yield f"- {where}, {safe(value.field)}: {self.value(value.old)} → {self.value(value.new)}"
        for document in dossier.documents:
            yield f"- {self.document(document)}"
        for remark in dossier.remarks:
            yield f"- ⚠️ {self.remark(remark)}"
        if dossier.missing:
            names = ", ".join(safe(id_) for id_ in dossier.missing)
            yield "- " + _(N_("Còn thiếu số liệu hoặc minh chứng: {indicators}.")).format(indicators=names)
        yield ""

    def result(self, dossier: DossierChange, result: ResultChange) -> Iterator[str]:
        _ = self._
        old, new = self.outcome(result.old), self.outcome(result.new)
        basis = _(BASIS_WORDS[result.basis])
        if old == new:
            yield "- " + _(N_("**{basis}**: kết quả vẫn là “{result}”.")).format(basis=basis, result=new)
        else:
            yield "- " + _(N_("**{basis}**: “{old}” → “{new}”.")).format(basis=basis, old=old, new=new)
        for finding in result.findings:
            where = self.indicator(dossier, finding.indicator)
            yield f"  - {where}: {self.finding(finding.old)} → {self.finding(finding.new)}"

    def outcome(self, outcome: Outcome | None) -> str:
        if outcome is None:
            return self._(N_("không có kết quả"))
        named = outcome._replace(decision=safe(outcome.decision)) if outcome.decision else outcome
        return outcome_words(named, self.lang)

    def finding(self, finding: Finding | None) -> str:
        _ = self._
        if finding is None:
            return _(N_("không xét"))
        words = _(FINDING_WORDS[finding.status])
        if not finding.level:
            return words
        return _(N_("{finding}, mức độ {level}")).format(finding=words, level=finding.level)

    def indicator(self, dossier: DossierChange, id_: str) -> str:
        criteria = self.sets.get((dossier.unit, dossier.year))
        known = criteria.indicators.get(id_) if criteria else None
        if known is None:
            return self._(N_("chỉ báo {id}")).format(id=safe(id_))
        return self._(N_("chỉ báo {id} ({name})")).format(id=id_, name=known.name[self.lang])

    def value(self, value: Any) -> str:
        return self._(N_("(trống)")) if value is None else safe(value)

    def document(self, document: DocumentChange) -> str:
        named = f"{safe(document.document)} ({safe(document.title)})"
        words = self._(DOCUMENT_WORDS[document.kind]).format(document=named)
        if document.old_sha256 != document.new_sha256 and (document.old_sha256 or document.new_sha256):
            words += f", sha256 {self.hash(document.old_sha256)} → {self.hash(document.new_sha256)}"
        return words

    def hash(self, sha256: str | None) -> str:
        return self._(N_("(trống)")) if sha256 is None else safe(str(sha256)[:12])

    def remark(self, remark: Remark) -> str:
        params = {
            key: self.day(value)
            if key in _DAYS
            else safe(value)
            if not isinstance(value, int)
            else str(value)
            for key, value in remark.params.items()
        }
        return self._(REMARK_WORDS[remark.code]).format(indicator=safe(remark.indicator or ""), **params)

    def day(self, value: str) -> str:
        try:
            return date(value, self.lang)
        except ValueError:
            return safe(value)
