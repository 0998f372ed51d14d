"""One language of the site: sentences, numbers, dates and claimed values as it writes them. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from functools import cache, lru_cache
from typing import Any

from markupsafe import Markup, escape

from minhchung.assessing.model import Finding, Result
from minhchung.criteria.model import Band, Indicator, Measure, Quote, Recognition, Words
from minhchung.criteria.rules import Tally, percent_of
from minhchung.evidence.model import Change, Declared, Parts, Percentage, Share, Value
from minhchung.i18n import N_, Lang, date, number, translator
from minhchung.publishing.decimals import shown
from minhchung.publishing.escaping import finalize, visible
from minhchung.words import FINDING_WORDS, result_words

CLAIM_STATUS = {
    "estimated": N_("Số ước tính"),
    "preliminary": N_("Số sơ bộ"),
    "official": N_("Số chính thức"),
}

VERDICT = {
    "accepted": N_("Chấp nhận số liệu"),
    "corrected": N_("Điều chỉnh số liệu"),
    "rejected": N_("Không chấp nhận số liệu"),
    "not-applicable": N_("Xác nhận không áp dụng"),
}

WHY = {
    "zero-total": N_(
        "Tổng số bằng 0 nên không tính được tỷ lệ. Chỉ cơ quan thẩm định, kèm tài liệu, mới được xác nhận “không áp dụng”."
    ),
    "zero-rate": N_(
        "Tỷ lệ năm trước và năm nay đều bằng 0 nên không thể giảm thêm. Chỉ cơ quan thẩm định, kèm tài liệu, mới được xác nhận “không áp dụng”."
    ),
    "not-comparable": N_("Hai năm theo hai chuẩn khác nhau nên không so sánh được."),
    "no-previous": N_("Thiếu số liệu năm trước để so sánh."),
    "mixed-parts": N_(
        "Có phần đạt, có phần chưa đạt; phải có khối lượng của từng phần mới kết luận được khi tính gộp."
    ),
    "rejected": N_("Cơ quan thẩm định không chấp nhận số liệu này."),
    "pending": N_("Còn đơn vị chưa có kết quả nên chưa thể kết luận."),
}


class Speech:
    """What is said, in one language. Strings it returns are plain text, except where markup was put in."""

    def __init__(self, lang: Lang) -> None:
        self.lang: Lang = lang
        self._gettext = lru_cache(maxsize=None)(translator(lang).gettext)
        self._ngettext = translator(lang).ngettext

    def _(self, message: str, **params: Any) -> str:
        """The sentence of a message id. With markup among the parameters (a link), markup is returned."""
        return _filled(self._gettext(message), params) if params else self._gettext(message)

    def ngettext(self, one: str, many: str, n: int, **params: Any) -> str:
        """The same for a number of things; `n` is written by itself where a sentence has `{n}`."""
        return _filled(self._ngettext(one, many, n), {"n": self.number(n), **params})

    def free(self, text: str) -> str:
        """What somebody wrote in a file, for a page's sentence: in a box of its own, and as Vietnamese."""
        lang = "" if self.lang == "vi" else Markup(' lang="vi"')
        return Markup('<span class="mc-free"{}>{}</span>').format(lang, finalize(text))

    def number(self, value: Decimal | int) -> str:
        return number(value, self.lang)

    def date(self, day: str | None) -> str:
        """A date as the language writes it; what is no date stays as it was written."""
        try:
            return date(day, self.lang) if day else ""
        except ValueError:
            return day or ""

    def percent(self, value: Decimal) -> str:
        """A percentage with the digits it has: 82,43 % in Vietnamese, 82.43% in English."""
        return self.number(value) + ("%" if self.lang == "en" else " %")

    def exact_percent(self, value: Fraction, edges: Iterable[Fraction] = ()) -> str:
        """A computed percentage, with as many decimals as it takes to stand right of every edge."""
        return self.percent(_shown(value, tuple(edges)))

    def level(self, level: int | None) -> str:
        """The text of a level badge."""
        if level is None:
            return self._(N_("Chưa kết luận"))
        return self._(N_("Mức độ {level}"), level=level) if level else self._(N_("Chưa đạt mức độ"))

    def finding(self, finding: Finding) -> str:
        """The status of a finding in words, with the level of a graded indicator."""
        status = self._(FINDING_WORDS[finding.status])
        if finding.level and finding.status == "met":
            return self._(N_("{status}, mức độ {level}"), status=status, level=finding.level)
        return status

    def result(self, result: Result | None) -> str:
        """The status of a result in words; None is a dossier with an error."""
        if result is None:
            return self._(N_("Hồ sơ có lỗi, chưa được tính"))
        if result.basis == "verified" and nothing_verified(result):
            return self._(N_("Chưa có kết quả thẩm định"))
        return result_words(result, self.lang)

    def value(self, value: Value | Tally, indicator: Indicator, edges: Iterable[Fraction] = ()) -> str:
        """A claimed value in a few characters, counts beside every percentage: 61/74 (82,43 %)."""
        match value:
            case Declared():
                return self._(N_("Có")) if value.met else self._(N_("Chưa có"))
            case Tally() if value.pending:
                return self._(
                    N_("{count}/{total}, còn {pending} chưa có kết quả"),
                    count=self.number(value.count),
                    total=self.number(value.total),
                    pending=self.number(value.pending),
                )
            case Share() | Tally():
                counts = f"{self.number(value.count)}/{self.number(value.total)}"
                percent = percent_of(value)
                return counts if percent is None else f"{counts} ({self.exact_percent(percent, edges)})"
            case Percentage():
                return self.percent(value.percent)
            case Change():
                return self.change(value, is_rate(indicator.measure))
            case Parts():
                return "; ".join(f"{name}: {part}" for name, part in self.parts(value, indicator.measure))

    def change(self, change: Change, rate: bool) -> str:
        """Last year's figure and this year's: 1,93 % → 1,20 %."""
        as_text = self.percent if rate else self.number
        return f"{as_text(change.previous)} → {as_text(change.current)}"

    def parts(self, value: Parts, measure: Measure) -> list[tuple[str, str]]:
        """Each part by name, with its figure."""
        return [
            (
                part.name[self.lang],
                self.change(figure, rate=False) if isinstance(figure, Change) else self.percent(figure),
            )
            for part in measure.parts
            for figure in [value.parts[part.id]]
        ]

    def own(self, said: Words | Quote) -> str:
        """Ours, or the translation of official wording, in this language."""
        return said[self.lang]


speech = cache(Speech)  # one for each language: it knows what it has said


def is_rate(measure: Measure) -> bool:
    """Whether the figures of a change are percentages: those that cannot pass a hundred."""
    return measure.maximum == 100


def edges_of(indicator: Indicator, recognition: Recognition) -> tuple[Fraction, ...]:
    """Every percentage on whose right side a shown value of this indicator has to stand."""
    graded = indicator.id in recognition.graded
    return _edges(indicator.rule.percent, recognition.bands if graded else ())


@lru_cache(maxsize=1 << 10)
def _edges(asked: Decimal | None, bands: tuple[Band, ...]) -> tuple[Fraction, ...]:
    edges = {Decimal(0), Decimal(100), *(band.edge for band in bands)} | (
        {asked} if asked is not None else set()
    )
    return tuple(Fraction(edge) for edge in sorted(edges))


def nothing_verified(result: Result) -> bool:
    """Whether a result on the verified basis rests on no verdict at all."""
    return result.status == "incomplete" and all(
        finding.status == "not-verified" or finding.tally is not None for finding in result.findings.values()
    )


def _filled(sentence: str, params: dict[str, Any]) -> str:
    markup = False
    for name, value in params.items():
        if isinstance(value, Markup):
            markup = True
        elif isinstance(value, str):
            params[name] = visible(value)
    if markup:
        return Markup(escape(sentence)).format(**params)  # noqa: S704 - the sentence is escaped, format escapes the rest
    return sentence.format(**params)


_shown = lru_cache(maxsize=1 << 16)(shown)
