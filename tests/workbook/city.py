"""A small repository on disk: the criteria, one fictional city, and the dossiers that a test writes."""

from __future__ import annotations

from pathlib import Path

from minhchung.workbook.exchange import Outcome, form, take_back
from minhchung.workspace import Workspace
from tests.checking.cases import HERE, ROOT
from tests.workbook.filling import filled

DOSSIER = """\
# Chú thích của người viết
unit: song-xanh
year: 2022
criteria: hai-phong-2022/district
origin: example
prepared_by: UBND quận Sông Xanh   # cơ quan
submitted: 2022-12-10

documents:
  # đã ký
  nq-31:
    title: >-
      Nghị quyết về
      nhiệm vụ năm 2022
    number: "31/NQ-HĐND"
    issuer: HĐND quận Sông Xanh
    issued: 2021-12-20
    url: https://songxanh.example/nq-31.pdf
    sha256: 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
  bc-12: {title: Báo cáo, number: 12/BC-UBND, url: "https://songxanh.example/bc-12.pdf"}

indicators:
  1.1.1:
    met: true
    evidence:
      - {document: nq-31, page: 4, quote: "Xây dựng: quận học tập"}
      - bc-12
  # đếm lại ngày 5/12
  2.1.1: {count: 61, total: 74, evidence: [bc-12]}  # theo báo cáo
  3.1.1: {previous: 1.930, current: 1.20, note: cùng chuẩn, evidence: [bc-12]}
  3.2.2: {percent: 0.012, evidence: [bc-12]}

observations:
  - indicator: 2.1.1
    difficulty: khó
  # thứ hai
  - proposal: đề xuất
"""


class City:
    """A folder of evidence, and the workbooks that are written and read in it."""

    def __init__(self, root: Path, dossier: str | None = DOSSIER) -> None:
        self.root, self.evidence = root, root / "evidence"
        self.place = self.evidence / "song-xanh" / "2022" / "self-assessment.yml"
        self.evidence.mkdir(parents=True)
        (self.evidence / "units.yml").write_bytes((HERE / "units.yml").read_bytes())
        if dossier is not None:
            self.write(dossier)

    def write(self, text: str) -> None:
        self.place.parent.mkdir(parents=True, exist_ok=True)
        self.place.write_text(text, encoding="utf-8")

    @property
    def text(self) -> str:
        return self.place.read_text("utf-8")

    def workspace(self) -> Workspace:
        return Workspace.open(self.evidence, ROOT / "criteria")

    def form(self, unit: str = "song-xanh", year: int = 2022) -> bytes:
        workspace = self.workspace()
        return form(workspace, workspace.evidence.units[unit], year)

    def read(self, content: bytes, take=None, name: str = "song-xanh.xlsx") -> Outcome:
        source = self.root / name
        source.write_bytes(content)
        return take_back(self.workspace(), source, take)

    def fill(self, cells, take=None) -> Outcome:
        """What becomes of the workbook of the file as it is, with these cells."""
        return self.read(filled(self.form(), cells), take)
