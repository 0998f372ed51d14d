"""A self-assessment to fill in: every indicator with its official wording, its guidance and a sample claim.

The sample lines are comments: a file nobody has filled in claims nothing. Pure.
"""

from __future__ import annotations

from collections.abc import Iterator

from minhchung.criteria.model import CriteriaSet, Indicator
from minhchung.evidence.model import Unit
from minhchung.i18n import N_, Lang, translator

WIDTH = 100

_SAMPLES = {
    "declared": "{{met: true, evidence: [{document}]}}",
    "share": "{{count: {zero}, total: {total}, evidence: [{document}]}}",
    "percentage": "{{percent: {zero}, evidence: [{document}]}}",
    "change": "{{previous: {zero}, current: {zero}, evidence: [{document}]}}",
}

_EXPECTED = {
    "declared": N_("Ghi true (có) hoặc false (không)."),
    "share": N_("Ghi số đạt (count) và tổng số (total), số nguyên."),
    "percentage": N_("Ghi tỷ lệ phần trăm như đã công bố, dấu thập phân là dấu chấm: 12.34."),
    "change": N_("Ghi số năm trước (previous) và năm nay (current), dấu thập phân là dấu chấm."),
    "parts": N_("Ghi từng phần, dấu thập phân là dấu chấm."),
    "derived": N_("Không phải ghi: tính từ kết quả của các quận, huyện."),
}


def template(criteria: CriteriaSet, unit: Unit, year: int, schema: str, lang: Lang = "vi") -> str:
    """The text of a new self-assessment.yml; `schema` is the path to its JSON Schema for editors."""
    return "\n".join(_lines(criteria, unit, year, schema, lang)) + "\n"


def _lines(criteria: CriteriaSet, unit: Unit, year: int, schema: str, lang: Lang) -> Iterator[str]:
    _ = translator(lang).gettext
    yield f"# yaml-language-server: $schema={schema}"
    yield from _comment("", _(N_("Hồ sơ tự đánh giá năm {year}: {unit}.")).format(year=year, unit=unit.name))
    yield from _comment(
        "",
        _(
            N_(
                "Mỗi chỉ báo có sẵn một dòng mẫu: bỏ dấu # ở đầu dòng, thay số, và ghi mã tài liệu làm minh chứng."
            )
        ),
    )
    yield from _comment(
        "",
        _(N_("Không ghi tên, số điện thoại, số định danh của bất kỳ ai: những gì đưa lên kho là công khai.")),
    )
    yield f"unit: {unit.id}"
    yield f"year: {year}"
    yield f"criteria: {criteria.id}"
    yield "origin: submission"
    yield f"prepared_by: {_(N_('Ủy ban nhân dân {unit}')).format(unit=unit.name[:1].lower() + unit.name[1:])}"
    yield from _comment(
        "", _(N_("Khi đã điền xong, bỏ dấu # và ghi ngày nộp. Chưa có dòng này thì hồ sơ là bản nháp."))
    )
    yield f"# submitted: {year}-12-10"
    yield ""
    yield from _comment(
        "", _(N_("Mỗi tài liệu một mã ngắn, không dấu; mã ấy được nhắc lại ở các chỉ báo bên dưới."))
    )
    yield "documents:"
    yield "  # bc-12:"
    yield f"  #   title: {_(N_('Báo cáo kết quả xây dựng xã hội học tập năm {year}')).format(year=year)}"
    yield "  #   number: 12/BC-UBND"
    yield f"  #   issuer: {_(N_('UBND quận, huyện'))}"
    yield f"  #   issued: {year}-12-05"
    yield "  #   file: documents/12-BC-UBND.pdf"
    yield ""
    yield "indicators:"
    for standard in criteria.standards.values():
        yield from _comment(
            "  ", _(N_("Tiêu chuẩn {id}. {text}")).format(id=standard.id, text=standard.quote.official)
        )
        for criterion in criteria.criteria.values():
            if criterion.standard == standard.id:
                text = criterion.quote.official
                yield ""
                yield from _comment("  ", _(N_("Tiêu chí {id}. {text}")).format(id=criterion.id, text=text))
                for indicator in criteria.indicators.values():
                    if indicator.criterion == criterion.id:
                        yield ""
                        yield from _indicator(
                            indicator,
                            unit,
                            _(N_("Hướng dẫn đánh giá: {text}")),
                            _(_EXPECTED[indicator.measure.kind]),
                        )
        yield ""
    yield from _comment(
        "", _(N_("Kế hoạch đề nghị nêu rõ khó khăn, vướng mắc của bộ tiêu chí và đề xuất sửa đổi (nếu có)."))
    )
    yield "observations:"
    first = next(iter(criteria.indicators))
    yield f"  # - indicator: {first}"
    yield f"  #   difficulty: {_(N_('khó khăn, vướng mắc'))}"
    yield f"  #   proposal: {_(N_('đề xuất, kiến nghị'))}"


def _indicator(indicator: Indicator, unit: Unit, guidance: str, expected: str) -> Iterator[str]:
    yield from _comment("  ", f"{indicator.id}. {indicator.quote.official}")
    yield from _comment("  ", guidance.format(text=indicator.guidance.official))
    yield from _comment("  ", expected)
    if indicator.measure.kind != "derived":
        yield f"  # {indicator.id}: {_sample(indicator, unit)}"


def _sample(indicator: Indicator, unit: Unit) -> str:
    measure = indicator.measure
    if measure.kind == "parts":
        zero = {"percentage": "0", "change": "{previous: 0, current: 0}"}
        parts = ", ".join(f"{part.id}: {zero[part.kind]}" for part in measure.parts)
        return f"{{parts: {{{parts}}}, evidence: [bc-12]}}"
    fixed = measure.total == "communes" and unit.communes is not None
    total = len(unit.communes or ()) if fixed else 0
    return _SAMPLES[measure.kind].format(document="bc-12", zero=0, total=total)


def _comment(indent: str, text: str) -> Iterator[str]:
    line = f"{indent}#"
    for word in text.split():
        if len(line) + 1 + len(word) > WIDTH and line != f"{indent}#":
            yield line
            line = f"{indent}#"
        line += f" {word}"
    yield line
