"""A city in which every district means harm: one for each payload, with it in every text of every file.

Where `check` refuses a text, its sentence is kept and a harmless one stands there instead, so that the other texts
still reach the pages.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from minhchung.checking.check import check
from minhchung.checking.messages import message
from minhchung.i18n import translator
from minhchung.problem import Problem
from tests.checking.cases import Memory, editions
from tests.hostile.payloads import LINKS, PAYLOADS, yaml

HARMLESS = "Bình thường"
HARMLESS_LINK = "https://van-ban.example/a.pdf"
LINK_FIELDS = ("url", "archived")
NAME_FIELDS = ("name", "commune")  # what ends up in titles: nothing that could be markup may stand in them

SELF_ASSESSMENT = """\
unit: @unit@
year: 2022
criteria: hai-phong-2022/district
origin: example
prepared_by: @prepared_by@
submitted: 2022-12-08
documents:
  a:
    title: @title@
    number: @number@
    issuer: @issuer@
    issued: 2022-12-01
    url: @url@
    archived: @archived@
  b:
    title: @restricted@
    access: restricted
    holder: @holder@
    request: @request@
indicators:
  1.1.1:
    met: true
    note: @note@
    evidence:
      - document: a
        page: 1
        quote: @quote@
      - b
  1.1.2: {met: true, evidence: [a]}
  1.2.1: {met: true, evidence: [a]}
  1.2.2: {met: true, evidence: [a]}
  1.2.3: {met: true, evidence: [a]}
  2.1.1:
    count: 61
    total: 74
    evidence: [a]
    note: @note_of_a_share@
  2.1.2: {count: 2, total: 2, evidence: [a]}
  2.2.1: {count: 61, total: 74, evidence: [a]}
  2.2.2: {count: 61, total: 74, evidence: [a]}
  2.2.3: {count: 1, total: 1, evidence: [a]}
  2.2.4: {count: 2, total: 2, evidence: [a]}
  3.1.1: {previous: 1.93, current: 1.20, evidence: [a], note: Cùng chuẩn nghèo.}
  3.1.2: {parts: {solid-waste: 95, residential-wastewater: 91, industrial-wastewater: 92}, evidence: [a]}
  3.2.1: {met: true, evidence: [a]}
  3.2.2: {percent: 0.012, evidence: [a]}
  3.2.3: {count: 27, total: 46, evidence: [a]}
observations:
  - indicator: 2.1.1
    difficulty: @difficulty@
    proposal: @proposal@
"""
VERIFICATION = """\
unit: @unit@
year: 2022
verified_by: @verified_by@
date: 2022-12-20
documents:
  c:
    title: @record@
    number: 1/BB-SGDĐT
    issuer: Sở Giáo dục và Đào tạo
    issued: 2022-12-19
    url: https://van-ban.example/c.pdf
indicators:
  1.1.1: {outcome: accepted}
  2.1.1:
    outcome: corrected
    claim: {count: 58, total: 74}
    reason: @reason@
    evidence: [c]
  3.1.2:
    outcome: rejected
    reason: @refusal@
"""
REPLY = """\
unit: @unit@
year: 2022
replied_by: @replied_by@
date: 2022-12-22
indicators:
  2.1.1:
    agrees: false
    text: @answer@
"""
DECISION = """\
unit: @unit@
year: 2022
decided_by: @decided_by@
number: @decision@
date: 2022-12-28
outcome: recognised
level: 2
document:
  title: @decided@
  number: @decision@
  issuer: @decided_by@
  issued: 2022-12-28
  url: https://van-ban.example/d.pdf
"""
FILES = {
    "self-assessment": SELF_ASSESSMENT,
    "verification": VERIFICATION,
    "reply": REPLY,
    "decision": DECISION,
}

CITY = "thanh-pho-hu-cau"
UNITS = """\
units:
  - {id: thanh-pho-hu-cau, code: "00", name: Thành phố Hư Cấu, type: thành phố}
"""
UNIT = """\
  - id: @unit@
    code: "@code@"
    name: @name@
    type: quận
    parent: thanh-pho-hu-cau
    communes:
      - {code: "@code@1", name: @commune@}
      - {code: "@code@2", name: Phường Hai}
"""


@dataclass(frozen=True)
class Stranger:
    """One payload: its unit, which of its texts `check` lets through, and what it says of the others."""

    name: str
    payload: str
    unit: str
    accepted: dict[str, str]  # field → the text in it
    refused: dict[str, Problem]
    register: str  # its entry of units.yml
    files: dict[str, bytes]

    @property
    def token(self) -> str:
        """What stands behind each of its texts, and nowhere else."""
        return token(self.unit)


def token(unit: str) -> str:
    return f"[{unit}]"


@cache
def strangers() -> tuple[Stranger, ...]:
    return tuple(_stranger(number, name) for number, name in enumerate(PAYLOADS))


def files() -> dict[str, bytes]:
    """The whole city."""
    found = {"units.yml": (UNITS + "".join(stranger.register for stranger in strangers())).encode()}
    for stranger in strangers():
        found |= stranger.files
    return found


def _stranger(number: int, name: str) -> Stranger:
    payload, unit = PAYLOADS[name], f"q-{number:03d}"
    fields = {part for text in (UNIT, *FILES.values()) for part in text.split("@")[1::2]} - {"unit", "code"}
    texts = {
        field: payload if field in LINK_FIELDS and name in LINKS else f"{payload} {token(unit)}"
        for field in fields
    }
    texts |= dict.fromkeys(NAME_FIELDS, f"{payload} {unit}")
    if name not in LINKS:
        texts |= dict.fromkeys(LINK_FIELDS, HARMLESS_LINK)
    accepted = dict(texts)
    refused: dict[str, Any] = {}
    while True:
        written = {path: _written(text, unit, number, accepted) for path, text in _templates(unit).items()}
        problems = check(Memory(written), ".", editions()).problems
        faulty = {
            field: problem
            for problem in problems
            if problem.is_error
            for field in _templates(unit)[problem.file].splitlines()[problem.line - 1].split("@")[1::2]
            if accepted.get(field) not in (None, HARMLESS, HARMLESS_LINK)
        }
        if not faulty:
            assert not [message(problem, translator("vi")) for problem in problems if problem.is_error], name
            break
        refused |= faulty
        accepted |= {field: HARMLESS_LINK if field in LINK_FIELDS else HARMLESS for field in faulty}
    entry = _written(UNIT, unit, number, accepted).decode()
    contents = {path: content for path, content in written.items() if path != "units.yml"}
    kept = {field: text for field, text in accepted.items() if field not in refused}
    return Stranger(name, payload, unit, kept, refused, entry, contents)


def _templates(unit: str) -> dict[str, str]:
    return {"units.yml": UNITS + UNIT, **{f"{unit}/2022/{kind}.yml": text for kind, text in FILES.items()}}


def _written(template: str, unit: str, number: int, texts: dict[str, str]) -> bytes:
    parts = template.split("@")
    known = {"unit": unit, "code": f"{number:03d}"}
    parts[1::2] = [known.get(field) or yaml(texts[field]) for field in parts[1::2]]
    return "".join(parts).encode()
