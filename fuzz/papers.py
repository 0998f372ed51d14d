"""Documents that are broken on purpose, as `documents add` looks into them: PDF, Word and Excel files."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random

from fuzz.limit import limited
from fuzz.seeds import EXAMPLE

from fuzz import sheets, words
from minhchung.checking.documents import TYPES
from minhchung.checking.personal.datum import legible
from minhchung.checking.personal.find import personal_data
from minhchung.documents.extract import MOST_TEXT, text_of

SLOWEST = 3.0  # seconds: a library reads the PDF

_TEXT = "Danh sách: Nguyễn Thị Lan, sinh ngày 02/03/1990, CCCD 031090001234"
_WORD = f"<w:document><w:body><w:p><w:r><w:t>{_TEXT}</w:t></w:r></w:p></w:body></w:document>".encode()


def _pdf() -> bytes:
    """One page, with a packed stream and a table of its objects."""
    drawn = zlib.compress(b"BT /F1 12 Tf 72 720 Td (CCCD 031090001234) Tj ET " * 3)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d/Filter/FlateDecode>>\nstream\n%s\nendstream" % (len(drawn), drawn),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ]
    made, places = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(made)
    made += b"xref\n0 6\n0000000000 65535 f \n" + table
    return made + b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % start


@cache
def seeds() -> Mapping[str, bytes]:
    paper = next(iter(sorted(EXAMPLE.rglob("*.pdf")))).read_bytes()
    return {
        "pdf": _pdf(),
        "published": paper,
        "docx": sheets.zipped([("[Content_Types].xml", b"<Types/>"), ("word/document.xml", _WORD)]),
        "xlsx": sheets.zipped(sheets.parts()),
    }


@dataclass(frozen=True)
class Paper:
    """A document and the seed of what happened to it."""

    seed: str
    chance: int
    steps: int

    def content(self) -> bytes:
        chance, content = Random(self.chance), seeds()[self.seed]
        for _ in range(self.steps):
            at, gone = chance.randrange(len(content) + 1), chance.choice((0, 1, 1, 4, 50))
            new = chance.choice(
                (chance.randbytes(1), chance.randbytes(4), chance.choice(words.NUMBERS).encode(), *_PIECES)
            )
            content = content[:at] + new + content[at + gone :]
        return content[: chance.randrange(len(content) + 1)] if chance.random() < 0.1 else content

    def hold(self) -> None:
        content = self.content()
        for fits in TYPES.values():
            assert fits(content) in (True, False)
        with limited(SLOWEST):
            text = text_of(content)
        assert len(text) <= MOST_TEXT
        with limited(SLOWEST):
            for datum in personal_data(legible(text)):
                assert datum.masked

    def smaller(self, kind: str) -> Paper:
        return self

    def keep(self, folder: Path) -> None:
        (folder / f"paper.{self.seed}").write_bytes(self.content())


_PIECES = (
    *(
        b"4 0 R",
        b"3 0 R",
        b"/Kids[2 0 R]",
        b"/Count 999999999",
        b"/Length 99999999",
        b"<<",
        b">>",
        b"[",
        b"(",
    ),
    *(b"/Filter[/FlateDecode/FlateDecode/LZWDecode/ASCII85Decode]", b"/Prev 9", b"/Type/ObjStm", b"stream\n"),
    *(
        b"/Parent 3 0 R",
        b"/Encrypt 5 0 R",
        b"xref\n0 999999999\n",
        b"PK\x03\x04",
        b"PK\x05\x06",
        b"\xff\xff\xff\xff",
    ),
)


def case(chance: Random) -> Paper:
    return Paper(
        chance.choice(("pdf", "pdf", *seeds())), chance.getrandbits(32), chance.choice((1, 1, 2, 4, 12))
    )
