"""How a Vietnamese administrative document looks: Nghị định 30/2020/NĐ-CP, annex I. Writes into python-docx's objects."""

from __future__ import annotations

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Length, Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.font import Font
from docx.text.paragraph import Paragraph

FONT = "Times New Roman"
BODY = Pt(14)
TABLE = Pt(12)
SMALL = Pt(11)
# Margins: 20-25 mm at the top and bottom, 30-35 mm on the left, 15-20 mm on the right; the left one is for binding.
TOP, BOTTOM, LEFT, RIGHT = Mm(20), Mm(20), Mm(30), Mm(15)
WIDTH, HEIGHT = Mm(210), Mm(297)


def page(section: Section, *, lying: bool = False) -> None:
    """A4, upright or on its side; bound on the left, or at the top of what lies on its side."""
    section.page_width, section.page_height = (HEIGHT, WIDTH) if lying else (WIDTH, HEIGHT)
    section.left_margin, section.right_margin = (Mm(20), Mm(20)) if lying else (LEFT, RIGHT)
    section.top_margin, section.bottom_margin = (Mm(25), Mm(15)) if lying else (TOP, BOTTOM)
    section.header_distance = section.footer_distance = Mm(10)


def styles(document: Document) -> None:
    """The styles of the template made those of the decree: one typeface, black, Vietnamese."""
    normal = _style(document, "Normal")
    _font(normal.font, BODY)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "vi-VN")
    normal.element.get_or_add_rPr().append(language)
    normal.paragraph_format.space_after = Pt(6)
    normal.paragraph_format.space_before = Pt(0)
    normal.paragraph_format.line_spacing = 1.1
    normal.paragraph_format.widow_control = True
    for name, italic in (("Heading 1", False), ("Heading 2", True), ("Title", False)):
        style = _style(document, name)
        _font(style.font, BODY)
        style.font.bold, style.font.italic = True, italic
        style.font.color.rgb = RGBColor(0, 0, 0)
        style.paragraph_format.space_before = Pt(6)
        style.paragraph_format.space_after = Pt(6)
        style.paragraph_format.keep_with_next = True
        style.paragraph_format.first_line_indent = None if name == "Title" else Mm(10)
    title = _style(document, "Title")
    title.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for border in title.element.get_or_add_pPr().findall(qn("w:pBdr")):
        title.element.get_or_add_pPr().remove(border)  # the template's title is underlined in blue
    for part in ("Header", "Footer"):
        _font(_style(document, part).font, Pt(13) if part == "Header" else Pt(10))


def ruled(paragraph: Paragraph, width: Length, within: Length) -> None:
    """Make a paragraph a line of `width` in the middle of a place as wide as `within`."""
    borders = OxmlElement("w:pBdr")
    top = OxmlElement("w:top")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
        top.set(qn(f"w:{name}"), value)
    borders.append(top)
    paragraph._p.get_or_add_pPr().insert_element_before(  # noqa: SLF001 - the library has no word for borders
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )
    margin = Length(max((within - width) // 2, 0))
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = margin
    paragraph.paragraph_format.space_before, paragraph.paragraph_format.space_after = Pt(2), Pt(0)
    paragraph.paragraph_format.line_spacing = Pt(4)


def numbered(paragraph: Paragraph) -> None:
    """The number of the page, which whoever opens the document works out."""
    for kind, text in (("begin", None), (None, "PAGE"), ("end", None)):
        run = paragraph.add_run()
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = text
        run._r.append(element)  # noqa: SLF001 - the library has no word for fields
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _style(document: Document, name: str) -> ParagraphStyle:
    style = document.styles[name]
    assert isinstance(style, ParagraphStyle)
    return style


def _font(font: Font, size: Length) -> None:
    """One typeface for every script, whatever the template's theme says."""
    font.name, font.size = FONT, size
    fonts = font._element.get_or_add_rPr().get_or_add_rFonts()  # noqa: SLF001 - the other scripts have no word
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), FONT)
