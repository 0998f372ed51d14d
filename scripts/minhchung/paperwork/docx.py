"""A report as a text document (Office Open XML), laid out as Nghị định 30/2020/NĐ-CP asks. Pure: written in memory.

The same report gives the same bytes: what is dated is dated by the report. Every text is plain text; what XML
cannot hold, and what cannot be seen, is shown as its code point.
"""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.shared import Length, Mm, Pt
from docx.table import Table as Grid
from docx.table import _Cell as Cell
from docx.text.paragraph import Paragraph as Line
from docx.text.run import Run

from minhchung.archive import settled
from minhchung.paperwork import styles
from minhchung.paperwork.model import Annex, Block, Heading, Letterhead, Paragraph, Report, Table
from minhchung.publishing.escaping import visible

COUNTRY, MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"
LEFT, RIGHT = Mm(68), Mm(97)  # the two halves of the head
DRAFT = "DỰ THẢO"
FICTIONAL = "DỮ LIỆU HƯ CẤU, CHỈ ĐỂ MINH HỌA"
# A picture of the template, its effects for old versions, data of nobody, and which program it was written with.
_NOT_OURS = ("/thumbnail", "/stylesWithEffects", "/customXml", "/extended-properties")
_LONGEST = 255  # letters of a property
CENTRE, BOTH = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY


def written(report: Report) -> bytes:
    """The report as a .docx file."""
    document = docx.Document()
    _bare(document)
    styles.styles(document)
    _properties(document, report)
    _frame(document, report)
    _head(document, report.head)
    _titled(document, report)
    for text in report.opening:
        _text(document.add_paragraph(), text)
    for block in report.body:
        _block(document, block)
    closing = document.add_paragraph()
    _text(closing, report.closing)
    closing.paragraph_format.keep_with_next = True  # a signature never stands alone on a page
    _signed(document, report)
    for annex in report.annexes:
        _annex(document, annex, report)
    file = BytesIO()
    document.save(file)
    return settled(file.getvalue())


def _bare(document: Document) -> None:
    """Leave out what the library's template has beside a document."""
    for holder in (document.part, document.part.package):
        for id_, relation in list(holder.rels.items()):
            if relation.reltype.endswith(_NOT_OURS):
                del holder.rels[id_]


def _properties(document: Document, report: Report) -> None:
    properties = document.core_properties
    properties.title = _property(report.subject)
    properties.author = properties.last_modified_by = _property(report.head.issuer)
    properties.subject = _property(f"{DRAFT}, {report.made_from}")
    properties.comments, properties.keywords = "", ""
    properties.language = "vi-VN"
    properties.created = properties.modified = datetime.fromisoformat(report.day).replace(tzinfo=UTC)
    properties.revision = 1


def _property(text: str) -> str:
    return visible(text.replace("\n", " "))[:_LONGEST]


def _frame(document: Document, report: Report) -> None:
    """Page, number of the page from the second on, and on every page that this is a draft."""
    section = document.sections[0]
    styles.page(section)
    section.different_first_page_header_footer = True
    styles.numbered(section.header.paragraphs[0])
    said = f"{DRAFT} lập từ kho minh chứng, {report.made_from}; đơn vị kiểm tra trước khi ký."
    if report.fictional:
        said = f"{FICTIONAL}. {said}"
    for footer in (section.footer, section.first_page_footer):
        line = footer.paragraphs[0]
        line.alignment = CENTRE
        _run(line, said).italic = True


def _head(document: Document, head: Letterhead) -> None:
    grid = _grid(document, 1, (LEFT, RIGHT), ruled=False)
    left, right = grid.rows[0].cells
    first = left.paragraphs[0]
    if head.superior:
        _run(_tight(first), head.superior, Pt(13))
        first = left.add_paragraph()
    for number, name in enumerate(head.issuer.split("\n")):
        _run(_tight(first if number == 0 else left.add_paragraph()), name, Pt(13)).bold = True
    styles.ruled(left.add_paragraph(), Mm(24), LEFT)
    _run(_tight(left.add_paragraph()), f"Số:          {head.symbol}", Pt(13))
    _run(_tight(left.add_paragraph()), f"({DRAFT})", Pt(13)).bold = True
    _run(_tight(right.paragraphs[0]), COUNTRY, Pt(12.5)).bold = True
    _run(_tight(right.add_paragraph()), MOTTO, Pt(13.5)).bold = True
    styles.ruled(right.add_paragraph(), Mm(62), RIGHT)
    place = f"{head.place}, " if head.place else ""
    year = head.year or "20……"
    _run(_tight(right.add_paragraph()), f"{place}ngày …… tháng …… năm {year}", Pt(13.5)).italic = True


def _titled(document: Document, report: Report) -> None:
    gap = document.add_paragraph()
    gap.paragraph_format.space_after = Pt(0)
    name = document.add_paragraph(style="Title")
    _run(name, "BÁO CÁO")
    name.paragraph_format.space_after = Pt(0)
    subject = _tight(document.add_paragraph())
    _run(subject, report.subject).bold = True
    subject.paragraph_format.space_after = Pt(2)
    text_width = Length(styles.WIDTH - styles.LEFT - styles.RIGHT)
    styles.ruled(document.add_paragraph(), Mm(45), text_width)
    for body in report.to:
        line = _tight(document.add_paragraph())
        line.paragraph_format.space_before, line.paragraph_format.space_after = Pt(8), Pt(10)
        _run(line, f"Kính gửi: {body}")


def _signed(document: Document, report: Report) -> None:
    """Recipients on the left; on the right in whose name, and the place for signature and seal."""
    grid = _grid(document, 1, (Mm(75), Mm(90)), ruled=False)
    _unbroken(grid)
    left, right = grid.rows[0].cells
    name = _run(_tight(left.paragraphs[0], WD_ALIGN_PARAGRAPH.LEFT), "Nơi nhận:", Pt(12))
    name.bold = name.italic = True
    for recipient in report.recipients:
        _run(_tight(left.add_paragraph(), WD_ALIGN_PARAGRAPH.LEFT), f"- {recipient}", styles.SMALL)
    for number, text in enumerate(report.signing):
        _run(_tight(right.paragraphs[0] if number == 0 else right.add_paragraph()), text).bold = True
    _run(_tight(right.add_paragraph()), "(Chữ ký, dấu của cơ quan)", Pt(12)).italic = True
    for _ in range(3):
        _tight(right.add_paragraph())
    _run(_tight(right.add_paragraph()), "(Họ và tên)", Pt(13)).italic = True


def _annex(document: Document, annex: Annex, report: Report) -> None:
    section = document.add_section(WD_SECTION.NEW_PAGE)
    _hidden(document.paragraphs[-1])  # it holds the break, and must not need a page of its own
    section.orientation = WD_ORIENT.LANDSCAPE
    styles.page(section, lying=True)
    section.different_first_page_header_footer = False
    name = document.add_paragraph(style="Title")
    _run(name, annex.label)
    name.paragraph_format.space_after = Pt(0)
    _run(_tight(document.add_paragraph()), annex.title).bold = True
    issuer = report.head.issuer.replace("\n", " ")
    year = report.head.year or "20……"
    line = _tight(document.add_paragraph())
    line.paragraph_format.space_after = Pt(6)
    _run(
        line, f"(Kèm theo Báo cáo số ……{report.head.symbol} ngày …… tháng …… năm {year}, {issuer})", Pt(13)
    ).italic = True
    for block in annex.blocks:
        _block(document, block)


def _block(document: Document, block: Block) -> None:
    match block:
        case Heading():
            _run(document.add_paragraph(style=f"Heading {block.level}"), block.text)
        case Paragraph(kind="note"):
            line = document.add_paragraph()
            line.alignment = BOTH
            line.paragraph_format.first_line_indent = Mm(10)
            _run(line, block.text, Pt(13)).italic = True
        case Paragraph():
            _text(document.add_paragraph(), f"- {block.text}" if block.kind == "item" else block.text)
        case Table():
            _table(document, block)


def _table(document: Document, table: Table) -> None:
    """A header that is repeated on every page; a row is never cut in two."""
    grid = _grid(document, 1 + len(table.rows), tuple(map(Mm, table.widths)), ruled=True)
    _unbroken(grid)
    header = grid.rows[0]
    repeated = OxmlElement("w:tblHeader")
    header._tr.get_or_add_trPr().append(repeated)  # noqa: SLF001 - the library has no word for it
    for cell, text in zip(header.cells, table.header, strict=True):
        _run(_in_cell(cell, CENTRE), text, styles.TABLE).bold = True
    for number, row in enumerate(table.rows, 1):
        cells = grid.rows[number].cells
        if len(row) == 1:
            across = cells[0].merge(cells[-1])
            line = _in_cell(across, WD_ALIGN_PARAGRAPH.LEFT)
            _run(line, row[0], styles.TABLE).bold = True
            line.paragraph_format.keep_with_next = True
            continue
        for column, (cell, text) in enumerate(zip(cells, row, strict=True)):
            align = CENTRE if column in table.centred else WD_ALIGN_PARAGRAPH.LEFT
            _run(_in_cell(cell, align), text, styles.TABLE)
    _hidden(document.add_paragraph()).paragraph_format.space_after = Pt(7)


def _grid(document: Document, rows: int, widths: tuple[Length, ...], *, ruled: bool) -> Grid:
    grid: Grid = document.add_table(rows, len(widths), style="Table Grid" if ruled else None)
    grid.autofit = False
    grid.alignment = WD_TABLE_ALIGNMENT.CENTER
    for column, width in zip(grid.columns, widths, strict=True):
        column.width = width
        for cell in column.cells:
            cell.width = width
    return grid


def _unbroken(grid: Grid) -> None:
    for row in grid.rows:
        whole = OxmlElement("w:cantSplit")
        row._tr.get_or_add_trPr().append(whole)  # noqa: SLF001 - the library has no word for it


def _in_cell(cell: Cell, align: WD_ALIGN_PARAGRAPH) -> Line:
    line = _tight(cell.paragraphs[0], align)
    line.paragraph_format.space_before = line.paragraph_format.space_after = Pt(2)
    return line


def _tight(line: Line, align: WD_ALIGN_PARAGRAPH = CENTRE) -> Line:
    line.alignment = align
    line.paragraph_format.space_after = Pt(0)
    line.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
    return line


def _hidden(line: Line) -> Line:
    """A line that takes no place: what must stand after a table, or between two sections."""
    line.paragraph_format.space_after = Pt(0)
    line.paragraph_format.line_spacing = Pt(1)
    return line


def _text(line: Line, text: str) -> None:
    line.alignment = BOTH
    line.paragraph_format.first_line_indent = Mm(10)
    _run(line, text)


def _run(line: Line, text: str, size: Length | None = None) -> Run:
    run = line.add_run(visible(text))
    if size is not None:
        run.font.size = size
    return run
