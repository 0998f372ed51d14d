"""The text of a document as far as it can be had, to find personal data in it; a broken file gives none."""

import io
import zipfile

import pytest

from minhchung.documents.extract import personal_data_in, text_of
from tests.documents.test_check import docx

TELEPHONE = "0912 345 678"


def pdf(text: str) -> bytes:
    """The smallest PDF that says something; readers mend its missing table of objects."""
    stream = f"BT /F1 12 Tf 10 10 Td ({text}) Tj ET"
    font = "/Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >>"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 99 99] /Contents 4 0 R /Resources << {font} >> >>",
        f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream",
    ]
    body = "".join(f"{number} 0 obj\n{text}\nendobj\n" for number, text in enumerate(objects, 1))
    return f"%PDF-1.4\n{body}trailer << /Root 1 0 R /Size 5 >>\nstartxref\n0\n%%EOF\n".encode()


def xlsx(shared: str, inline: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("xl/sharedStrings.xml", f"<sst><si><t>{shared}</t></si></sst>")
        archive.writestr("xl/worksheets/sheet1.xml", f"<row><c><v>{inline}</v></c></row>")
    return packed.getvalue()


@pytest.mark.parametrize(
    ("content", "kinds"),
    [
        (pdf(f"Contact {TELEPHONE}"), ["telephone"]),
        (docx(f"Contact {TELEPHONE}"), ["telephone"]),
        (xlsx("lan@songxanh.vn", "0912345678"), ["email", "telephone"]),
        (docx("Kết quả năm 2022: 61/74 đơn vị, đạt 82,43 %"), []),
        (b"\x89PNG\r\n\x1a\n 0912345678", []),
        (pdf("x")[:60], []),
        (b"%PDF-1.7 nothing else", []),
        (docx("x")[:40], []),
        (b"PK\x03\x04", []),
        (b"", []),
    ],
    ids=[
        "pdf",
        "docx",
        "xlsx",
        "docx-clean",
        "png",
        "pdf-cut",
        "pdf-empty",
        "docx-cut",
        "zip-cut",
        "nothing",
    ],
)
def test_what_is_found(content, kinds):
    assert sorted(datum.kind for datum in personal_data_in(content)) == kinds


def test_words_of_two_paragraphs_are_not_run_together():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(
            "word/document.xml", "<w:p><w:t>09123</w:t></w:p><w:p><w:t>45678 &amp; &#273;</w:t></w:p>"
        )
    assert text_of(packed.getvalue()).split() == ["09123", "45678", "&", "đ"]


def test_a_bomb_is_not_unpacked():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", "0" * 30_000_000)
    assert text_of(packed.getvalue()) == ""
