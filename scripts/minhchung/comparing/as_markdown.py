"""A comparison in words, as Markdown for a comment. Pure.

Whatever comes from a file is :func:`~minhchung.inert.safe`, names of units and indicators included: a change
may change them, too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import partial
from typing import Any

from minhchung.assessing.model import Finding, Outcome
from minhchung.checking.messages import message
from minhchung.comparing.model import (
    Comparison,
    DocumentChange,
    DossierChange,
    Remark,
    ResultChange,
    ValueChange,
)
from minhchung.comparing.sentences import DAYS, DOCUMENT_WORDS, FILE_WORDS, REASON_WORDS, REMARK_WORDS
from minhchung.criteria.model import CriteriaSet
from minhchung.evidence.model import Unit
from minhchung.i18n import N_, Lang, date, number, translator
from minhchung.inert import own, safe
from minhchung.publishing.speech import Speech, edges_of
from minhchung.words import BASIS_WORDS, FINDING_WORDS, VALUE_WORDS, field_words, outcome_words

MOST_NAMED = 2  # indicators that a sentence names before it counts the others
MOST_LISTED = 50  # lines of one kind

_NUMBER = re.compile(r"[0-9]+(\.[0-9]+)*")


def markdown(
    comparison: Comparison, units: Mapping[str, Unit], sets: Mapping[tuple[str, int], CriteriaSet], lang: Lang
) -> str:
    """The comparison in words; one line where nothing changed in effect.

    `sets` says which criteria set judges each (unit, year), for the names of indicators.
    """
    writer = _Writer(units, sets, lang)
    return "\n".join(writer.comparison(comparison)) + "\n"


class _Writer:
    def __init__(
        self, units: Mapping[str, Unit], sets: Mapping[tuple[str, int], CriteriaSet], lang: Lang
    ) -> None:
        self.units, self.sets, self.lang = units, sets, lang
        self.translator = translator(lang)
        self._ = self.translator.gettext
        self.speech = Speech(lang)

    def comparison(self, comparison: Comparison) -> Iterator[str]:
        yield "### " + self._(N_("Thay đổi này làm gì"))
        yield ""
        yield from self.errors(comparison)
        for remark in comparison.remarks:
            yield f"- ⚠️ {self.remark(remark)}"
        if comparison.new_errors or comparison.remarks:
            yield ""
        if not comparison.dossiers and not comparison.rules and not comparison.units:
            yield self._(N_("Không số liệu, tài liệu, kết luận hay mức độ nào thay đổi."))
            return
        yield from self.register(comparison)
        yield from self.rules(comparison)
        for dossier in comparison.dossiers:
            yield from self.dossier(dossier)

    def errors(self, comparison: Comparison) -> Iterator[str]:
        count = len(comparison.new_errors)
        if count:
            said = self.translator.ngettext(
                "Có {count} lỗi mới; hồ sơ có lỗi không được kết luận:",
                "Có {count} lỗi mới; hồ sơ có lỗi không được kết luận:",
                count,
            )
            yield "- ❌ " + said.format(count=count)
        words = partial(message, translator=self.translator, ours=own, theirs=safe)
        yield from self.cut(
            [f"  - {safe(error.file)}: {words(error)}" for error in comparison.new_errors], "  "
        )

    def register(self, comparison: Comparison) -> Iterator[str]:
        """The changes of units.yml."""
        if not comparison.units:
            return
        yield "#### " + self._(N_("Danh mục đơn vị thay đổi"))
        yield ""
        lines = []
        for unit in comparison.units:
            if unit.field is not None:
                line = (
                    f"{safe(unit.unit)}, {safe(unit.field)}: {self.value(unit.old)} → {self.value(unit.new)}"
                )
            else:
                known = (
                    N_("thêm đơn vị {unit} ({name})") if unit.old is None else N_("bỏ đơn vị {unit} ({name})")
                )
                line = self._(known).format(unit=safe(unit.unit), name=safe(unit.new or unit.old))
            lines.append(f"- {line}")
        yield from self.cut(lines)
        yield ""

    def rules(self, comparison: Comparison) -> Iterator[str]:
        if not comparison.rules:
            return
        yield "#### " + self._(N_("Bộ tiêu chí thay đổi"))
        yield ""
        lines = []
        for rule in comparison.rules:
            if rule.file is None:
                known = (
                    N_("{edition}: bộ tiêu chí mới")
                    if rule.old is None
                    else N_("{edition}: nay không còn đọc được")
                )
                lines.append("- " + self._(known).format(edition=safe(rule.edition)))
                continue
            place = safe(f"{rule.edition}/{rule.file}.yml {rule.path}")
            lines.append(f"- {place}: {self.value(rule.old)} → {self.value(rule.new)}")
        yield from self.cut(lines)
        moved = [
            self.heading(dossier)
            for dossier in comparison.dossiers
            if any(result.old != result.new for result in dossier.results)
            and not (dossier.files or dossier.values or dossier.documents)
        ]
        if moved:
            yield "- " + self._(N_("Kết quả đổi mà hồ sơ không đổi: {dossiers}.")).format(
                dossiers="; ".join(moved)
            )
        else:
            yield "- " + self._(N_("Không kết quả nào thay đổi theo bộ tiêu chí mới."))
        yield ""

    def cut(self, lines: Sequence[str], indent: str = "") -> Iterator[str]:
        yield from lines[:MOST_LISTED]
        if len(lines) > MOST_LISTED:
            left = len(lines) - MOST_LISTED
            more = self.translator.ngettext("và {count} dòng nữa", "và {count} dòng nữa", left)
            yield f"{indent}- {more.format(count=left)}"

    def heading(self, dossier: DossierChange) -> str:
        unit = self.units.get(dossier.unit)
        name = safe(unit.name if unit else dossier.unit)
        return self._(N_("{unit}, năm {year}")).format(unit=name, year=dossier.year)

    def dossier(self, dossier: DossierChange) -> Iterator[str]:
        yield f"#### {self.heading(dossier)}"
        yield ""
        for result in dossier.results:
            yield from self.result(dossier, result)
        yield from self.files(dossier)
        for remark in dossier.remarks:
            yield f"- ⚠️ {self.remark(remark, dossier)}"
        if dossier.missing:
            names = ", ".join(_id(id_) for id_ in dossier.missing)
            yield "- " + self._(N_("Còn thiếu số liệu hoặc minh chứng: {indicators}.")).format(
                indicators=names
            )
        if dossier.next is not None and dossier.next.needs:
            needs = [
                _id(need.indicator)
                if need.more is None
                else self._(N_("{indicator} (thêm {more})")).format(
                    indicator=_id(need.indicator), more=need.more
                )
                for need in dossier.next.needs
            ]
            yield "- " + self._(N_("Để đạt mức độ {level} còn phải nâng: {indicators}.")).format(
                level=dossier.next.level, indicators=", ".join(needs)
            )
        yield ""

    def result(self, dossier: DossierChange, result: ResultChange) -> Iterator[str]:
        old, new = self.outcome(result.old), self.outcome(result.new)
        basis = self._(BASIS_WORDS[result.basis])
        if old == new:
            yield "- " + self._(N_("**{basis}**: kết quả vẫn là “{result}”.")).format(basis=basis, result=new)
        else:
            yield "- " + self._(N_("**{basis}**: “{old}” → “{new}”.")).format(basis=basis, old=old, new=new)
        if why := self.why(dossier, result):
            yield f"  - {why}"
        if result.old is None or result.new is None:
            return  # there was or is no result, so every finding differs
        alike: dict[str, list[str]] = {}
        for finding in result.findings:
            alike.setdefault(f"{self.finding(finding.old)} → {self.finding(finding.new)}", []).append(
                finding.indicator
            )
        for change, ids in alike.items():
            if len(ids) > MOST_NAMED:
                yield f"  - {change}: {', '.join(map(_id, ids))}"
            else:
                yield from (f"  - {self.indicator(dossier, id_)}: {change}" for id_ in ids)

    def why(self, dossier: DossierChange, result: ResultChange) -> str:
        """Which indicators decided the level before and now."""
        old, new = self.deciding(dossier, result.old_by), self.deciding(dossier, result.new_by)
        before, after = result.old, result.new
        if before and after and before.status == after.status == "recognisable":
            if before.level == after.level:
                return self._(N_("Chỉ báo thấp nhất: {after}.")).format(after=new)
            return self._(
                N_("Mức độ {old} → {new}: chỉ báo thấp nhất trước là {before}; nay là {after}.")
            ).format(old=before.level, new=after.level, before=old, after=new)
        said = []
        for words, outcome, by in ((N_("Trước: {why}."), before, old), (N_("Nay: {why}."), after, new)):
            if outcome is not None and by and outcome.status in REASON_WORDS:
                reason = self._(REASON_WORDS[outcome.status]).format(indicators=by)
                said.append(self._(words).format(why=reason))
        return " ".join(said)

    def deciding(self, dossier: DossierChange, findings: Sequence[Finding]) -> str:
        """The first few of the deciding indicators, each with its value; "" where nothing was looked at."""
        if all(finding.status == "not-verified" for finding in findings):
            return ""
        named = [self.named(dossier, finding) for finding in findings[:MOST_NAMED]]
        if len(findings) > MOST_NAMED:
            left = len(findings) - MOST_NAMED
            more = self.translator.ngettext("{count} chỉ báo khác", "{count} chỉ báo khác", left)
            named.append(more.format(count=left))
        return "; ".join(named)

    def named(self, dossier: DossierChange, finding: Finding) -> str:
        criteria = self.sets.get((dossier.unit, dossier.year))
        indicator = criteria.indicators.get(finding.indicator) if criteria else None
        value = finding.tally or (finding.claim.value if finding.claim else None)
        if criteria is None or indicator is None:
            return _id(finding.indicator)
        said = [_id(indicator.id), safe(indicator.name[self.lang])]
        if value is not None:
            edges = edges_of(indicator, criteria.recognition)
            said.append(safe(self.speech.value(value, indicator, edges)))
        return " ".join(said)

    def files(self, dossier: DossierChange) -> Iterator[str]:
        """What changed in each file: its values by indicator, then its documents."""
        kinds = {change.file: change.kind for change in dossier.files}
        names = [
            *kinds,
            *(value.file for value in dossier.values),
            *(document.file for document in dossier.documents),
        ]
        for file in dict.fromkeys(names):
            kind = kinds.get(file)
            yield "- " + (self._(FILE_WORDS[kind]).format(file=safe(file)) if kind else safe(file))
            if kind == "removed":
                continue
            grouped: dict[str | None, list[ValueChange]] = {}
            for value in dossier.values:
                if value.file == file:
                    grouped.setdefault(value.indicator, []).append(value)
            for id_, values in grouped.items():
                said = ", ".join(self.change(dossier, value, kind is not None) for value in values)
                yield f"  - {self.indicator(dossier, id_)}: {said}" if id_ is not None else f"  - {said}"
            for document in dossier.documents:
                if document.file == file:
                    yield f"  - {self.document(document)}"

    def change(self, dossier: DossierChange, value: ValueChange, new_file: bool) -> str:
        field = self.field(dossier, value.indicator, value.field)
        if new_file:
            return f"{field} {self.said(value, value.new)}"
        return f"{field} {self.said(value, value.old)} → {self.said(value, value.new)}"

    def said(self, change: ValueChange, value: Any) -> str:
        """One side of a change, in words where the field has words for its values."""
        words = VALUE_WORDS.get(change.field.rpartition(".")[2], {})
        return self._(words[value]) if isinstance(value, str) and value in words else self.value(value)

    def field(self, dossier: DossierChange, id_: str | None, name: str) -> str:
        """A field in words; a part of a claim by its name in the criteria set."""
        criteria = self.sets.get((dossier.unit, dossier.year))
        indicator = criteria.indicators.get(id_ or "") if criteria else None
        parts = {part.id: part.name[self.lang] for part in indicator.measure.parts} if indicator else {}
        return field_words(name, self.lang, safe, parts)

    def outcome(self, outcome: Outcome | None) -> str:
        if outcome is None:
            return self._(N_("không có kết quả"))
        named = outcome._replace(decision=safe(outcome.decision)) if outcome.decision else outcome
        return outcome_words(named, self.lang)

    def finding(self, finding: Finding | None) -> str:
        if finding is None:
            return self._(N_("không xét"))
        words = self._(FINDING_WORDS[finding.status])
        if not finding.level:
            return words
        return self._(N_("{finding}, mức độ {level}")).format(finding=words, level=finding.level)

    def indicator(self, dossier: DossierChange, id_: str) -> str:
        criteria = self.sets.get((dossier.unit, dossier.year))
        known = criteria.indicators.get(id_) if criteria else None
        if known is None:
            return self._(N_("chỉ báo {id}")).format(id=_id(id_))
        return self._(N_("chỉ báo {id} ({name})")).format(id=_id(id_), name=safe(known.name[self.lang]))

    def value(self, value: Any) -> str:
        """A value as words or code; a figure with every digit that was written."""
        if value is None:
            return self._(N_("(trống)"))
        if isinstance(value, bool):
            return self._(N_("có") if value else N_("không"))
        return safe(number(value, self.lang) if isinstance(value, int | Decimal) else value)

    def document(self, document: DocumentChange) -> str:
        named = f"{safe(document.document)} ({safe(document.title)})"
        words = self._(DOCUMENT_WORDS[document.kind]).format(document=named)
        if document.old_sha256 != document.new_sha256:
            words += f", sha256 {self.hash(document.old_sha256)} → {self.hash(document.new_sha256)}"
        return words

    def hash(self, sha256: Any) -> str:
        return self._(N_("(trống)")) if sha256 is None else safe(str(sha256)[:12])

    def remark(self, remark: Remark, dossier: DossierChange | None = None) -> str:
        params = {key: self.param(key, value) for key, value in remark.params.items()}
        if dossier is not None and "field" in params:
            params["field"] = self.field(dossier, remark.indicator, remark.params["field"])
        return self._(REMARK_WORDS[remark.code]).format(indicator=_id(remark.indicator or ""), **params)

    def param(self, key: str, value: Any) -> str:
        if key in DAYS:
            return self.day(value)
        if key == "fields":
            return ", ".join(field_words(field, self.lang, safe) for field in value)
        return str(value) if key == "year" else self.value(value)

    def day(self, value: Any) -> str:
        try:
            return date(value, self.lang)
        except (ValueError, TypeError):
            return safe(value)


def _id(id_: str) -> str:
    """The number of an indicator as it is; anything else is a stranger's."""
    return id_ if _NUMBER.fullmatch(id_) else safe(id_)
