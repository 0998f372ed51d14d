"""Reports as the tests of the paperwork ask for them."""

from io import BytesIO
from typing import Any

import docx

from minhchung.assessing.assess import assess
from minhchung.evidence.model import Evidence
from minhchung.paperwork.docx import written
from minhchung.paperwork.model import Heading, Report, Table
from minhchung.paperwork.subject import Subject
from minhchung.paperwork.write_up import report
from tests.dossiers import edition, evidence
from tests.publishing.small_city import UNITS, self_assessment, small_city


def subject(unit: str, of: Evidence | None = None, day: str | None = "2022-12-11") -> Subject:
    found = of or small_city()
    results = assess(found, {edition().id: edition()})
    revision = "c" * 40 if day else None
    return Subject(found, edition(), results, found.units[unit], 2022, revision, day)


def own(**changes: Any) -> Report:
    """The report of Sông Xanh alone, with other claims than the small city's."""
    files = {"self-assessment": self_assessment(**changes)}
    return report(subject("song-xanh", evidence(UNITS, {("song-xanh", 2022): files})))


def part(of: Report, title: str) -> str:
    """What stands below a heading, up to the next one of its level."""
    found: list[str] = []
    inside = False
    for block in of.body:
        if isinstance(block, Heading) and block.level == 1:
            inside = title in block.text
        elif inside:
            found.append(" | ".join(map("; ".join, block.rows)) if isinstance(block, Table) else block.text)
    return "\n".join(found)


def words(of: Report) -> str:
    """Every text of the file, in the order of the document."""
    document = docx.Document(BytesIO(written(of)))
    return "\n".join(node.text or "" for node in document.element.body.iter() if node.tag.endswith("}t"))
