"""A self-assessment to fill in: every indicator with its official wording, its guidance and a sample claim.

The sample lines are comments, and their figures are blank: a file nobody has filled in claims nothing, and `check`
lists what is to be done, whether the lines are uncommented or not. Pure.
"""

from __future__ import annotations

from collections.abc import Iterator

from minhchung.criteria.model import CriteriaSet, Indicator, Measure
from minhchung.evidence.model import Unit
from minhchung.i18n import N_, Lang, translator

WIDTH = 100


def template(
    criteria: CriteriaSet, unit: Unit, year: int, schema: str, lang: Lang = "vi", districts: int = 0
) -> str:
    """The text of a new self-assessment.yml.

    `schema` is the path to its JSON Schema, for editors; `districts` how many the city has that year.
    """
    return "\n".join(_Writer(criteria, unit, year, lang, districts).lines(schema)) + "\n"


class _Writer:
    def __init__(self, criteria: CriteriaSet, unit: Unit, year: int, lang: Lang, districts: int) -> None:
        self.criteria, self.unit, self.year, self.lang = criteria, unit, year, lang
        self.totals = {"communes": len(unit.communes or ()), "districts": districts}
        self._ = translator(lang).gettext

    def lines(self, schema: str) -> Iterator[str]:
        yield f"# yaml-language-server: $schema={schema}"
        yield from self.head()
        yield ""
        yield from self.documents()
        yield ""
        yield "indicators:"
        for standard in self.criteria.standards.values():
            yield from self.standard(standard.id)
        yield from self.observations()

    def head(self) -> Iterator[str]:
        _, year, unit = self._, self.year, self.unit
        yield from _comment(
            "", _(N_("Hồ sơ tự đánh giá năm {year}: {unit}.")).format(year=year, unit=unit.name)
        )
        yield "#"
        for said in (
            _(
                N_(
                    "Cách điền: mỗi chỉ báo có sẵn một dòng mẫu. Có số liệu thì bỏ dấu # cùng dấu cách liền sau nó, điền "
                    "số liệu vào sau dấu hai chấm, và ghi mã tài liệu làm minh chứng. Chưa có số liệu thì để nguyên, đừng "
                    "ghi 0."
                )
            ),
            _(
                N_(
                    "Số thập phân viết dấu chấm (0.05), không có dấu ngăn hàng nghìn, không có dấu %. Mục con thụt vào hai "
                    "dấu cách, không dùng phím Tab."
                )
            ),
            _(
                N_(
                    "Muốn ghi rõ trang: evidence: [{{document: bc-12, page: 4}}]. Số liệu ước tính hay sơ bộ: thêm status: "
                    'estimated hoặc status: preliminary. Cần giải thích: thêm note: "…".'
                )
            ).format(),
            _(
                N_(
                    "Không ghi tên, ngày sinh, số điện thoại, thư điện tử, số định danh của bất kỳ ai: những gì đưa lên kho "
                    "là công khai và không thu hồi được."
                )
            ),
        ):
            yield from _comment("", said)
        yield f"unit: {unit.id}"
        yield f"year: {year}"
        yield f"criteria: {self.criteria.id}"
        yield "origin: submission"
        yield from _comment("", _(N_("Cơ quan lập hồ sơ; không ghi tên người.")))
        yield f'prepared_by: "Ủy ban nhân dân {self.place()}"'
        yield from _comment(
            "", _(N_("Khi đã điền xong, bỏ dấu # và ghi ngày nộp. Chưa có dòng này thì hồ sơ là bản nháp."))
        )
        yield f"# submitted: {year}-12-10"

    def place(self) -> str:
        """The unit's name within a phrase: quận Sông Xanh."""
        return self.unit.name[:1].lower() + self.unit.name[1:]

    def documents(self) -> Iterator[str]:
        _ = self._
        yield from _comment(
            "",
            _(
                N_(
                    "Mỗi tài liệu một mã ngắn, không dấu; mã ấy được nhắc lại trong evidence của các chỉ báo. Bỏ dấu # cùng "
                    "dấu cách liền sau nó ở mọi dòng của tài liệu."
                )
            ),
        )
        yield from _comment(
            "",
            _(
                N_(
                    "Có tệp thì chép tệp vào thư mục documents/ cạnh tệp này và ghi file. Đã công bố trên mạng thì thay dòng "
                    "file bằng url: và địa chỉ https:// của văn bản."
                )
            ),
        )
        yield "documents:"
        yield "  # bc-12:"
        # Only what a document has is shown here: a title and an issuer would be invented about a real place.
        yield '  #   title: "{}"'.format(_(N_("Tên hoặc trích yếu của văn bản")))
        yield "  #   number: 12/BC-UBND"
        yield '  #   issuer: "{}"'.format(_(N_("Cơ quan ban hành")))
        yield f"  #   issued: {self.year}-12-05"
        yield "  #   file: documents/12-BC-UBND.pdf"

    def standard(self, standard: str) -> Iterator[str]:
        _ = self._
        text = self.criteria.standards[standard].quote.official
        yield from _comment("  ", _(N_("Tiêu chuẩn {id}. {text}")).format(id=standard, text=text))
        for criterion in self.criteria.criteria.values():
            if criterion.standard == standard:
                text = criterion.quote.official
                yield ""
                yield from _comment("  ", _(N_("Tiêu chí {id}. {text}")).format(id=criterion.id, text=text))
                for indicator in self.criteria.indicators.values():
                    if indicator.criterion == criterion.id:
                        yield ""
                        yield from self.indicator(indicator)
        yield ""

    def indicator(self, indicator: Indicator) -> Iterator[str]:
        guidance = self._(N_("Hướng dẫn đánh giá: {text}")).format(text=indicator.guidance.official)
        yield from _comment("  ", f"{indicator.id}. {indicator.quote.official}")
        yield from _comment("  ", guidance)
        for said in self.expected(indicator.measure):
            yield from _comment("  ", said)
        if indicator.measure.kind != "derived":
            yield f"  # {indicator.id}: {{{self.sample(indicator.measure)}, evidence: [bc-12]}}"

    def expected(self, measure: Measure) -> Iterator[str]:
        """What is to be written, in words."""
        _ = self._
        noun = measure.noun[self.lang] if measure.noun else ""
        of = measure.of[self.lang] if measure.of else ""
        match measure.kind:
            case "declared":
                yield _(N_("Ghi met: true (có) hoặc met: false (không)."))
            case "share":
                yield _(N_("Ghi số đạt (count) và tổng số (total), số nguyên; đếm: {noun}.")).format(
                    noun=noun
                )
            case "percentage":
                yield _(N_("Ghi percent, %, như đã công bố: {of}.")).format(of=of)
                if measure.previous:
                    yield _(N_("Có số năm trước thì ghi thêm previous."))
            case "change":
                yield _(N_("Ghi previous (năm trước) và current (năm nay), %: {of}.")).format(of=of)
            case "parts":
                names = "; ".join(f"{part.id}: {part.name[self.lang]}" for part in measure.parts)
                whole = all(part.kind == "change" for part in measure.parts)
                yield (
                    _(N_("Ghi năm trước (previous) và năm nay (current) của từng phần, số nguyên: {parts}."))
                    if whole
                    else _(N_("Ghi tỷ lệ của từng phần, %: {parts}."))
                ).format(parts=names)
            case "derived":
                yield _(N_("Không phải ghi: tính từ kết quả của các quận, huyện."))
        if self.year in measure.comparison_years:
            yield _(
                N_(
                    "Hai năm có thể theo hai chuẩn: ghi trong note số liệu theo chuẩn nào, hoặc ghi comparable: false nếu "
                    "không so sánh được."
                )
            )

    def sample(self, measure: Measure) -> str:
        """A claim without its figures: none that is left as it stands may count for anything."""
        match measure.kind:
            case "declared":
                return "met: "
            case "share":
                return f"count: , total: {self.totals.get(measure.total or '', '')}"
            case "percentage":
                return "percent: "
            case "change":
                return "previous: , current: "
            case _:
                blank = {"percentage": "", "change": "{previous: , current: }"}
                parts = ", ".join(f"{part.id}: {blank[part.kind]}" for part in measure.parts)
                return f"parts: {{{parts}}}"

    def observations(self) -> Iterator[str]:
        _ = self._
        yield from _comment(
            "",
            _(N_("Kế hoạch đề nghị nêu rõ khó khăn, vướng mắc của bộ tiêu chí và đề xuất sửa đổi (nếu có).")),
        )
        yield "observations:"
        yield f"  # - indicator: {next(iter(self.criteria.indicators))}"
        yield "  #   difficulty: " + _(N_("khó khăn, vướng mắc"))
        yield "  #   proposal: " + _(N_("đề xuất, kiến nghị"))


def _comment(indent: str, text: str) -> Iterator[str]:
    line = f"{indent}#"
    for word in text.split():
        if len(line) + 1 + len(word) > WIDTH and line != f"{indent}#":
            yield line
            line = f"{indent}#"
        line += f" {word}"
    yield line
