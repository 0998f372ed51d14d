"""A person named where an organisation is asked for. Pure.

Only a doubt, since companies bear names of people too: a warning, never an error. Places (quận Lê Chân) and the
organisations whose names begin like a person's (Đoàn TNCS Hồ Chí Minh) pass.
"""

from __future__ import annotations

import re
from functools import lru_cache

from minhchung.checking.personal.datum import folded, legible
from minhchung.checking.personal.names import FULL_NAME, initials, is_full_name
from minhchung.checking.source import Source
from minhchung.yaml.nodes import Path

_SIGNED = ("prepared_by", "verified_by", "replied_by", "decided_by")
_OF_DOCUMENTS = ("issuer", "holder")

_TITLE = r"(?:ông|bà|anh|chị|cô|chú|đồng\s+chí|đ/c|gs|pgs|ts|ths|cn|ks|bs)"
_OFFICE = (
    r"(?:(?:phó\s+)?(?:trưởng\s+(?:phòng|ban)|chủ\s+tịch|giám\s+đốc|bí\s+thư|hiệu\s+trưởng|chánh\s+văn\s+phòng)"
    r"|chuyên\s+viên|cán\s+bộ|công\s+chức|kế\s+toán|văn\s+thư|người\s+(?:lập|ký|gửi|nộp))"
)
_PERSON = re.compile(
    rf"(?:(?i:{_OFFICE}|{_TITLE})[\s.:]{{1,3}}){{0,4}}(?P<name>{FULL_NAME})[ ]?(?:[,;:(/–-].*)?\Z", re.DOTALL
)
_BEGIN_LIKE_PERSONS = ("doan tncs", "doan thanh nien", "doan khoi", "cao dang", "to dan pho")


def check_bodies(source: Source) -> None:
    """A warning on every name of an organisation in a dossier's file that looks like a person's."""
    named: list[tuple[Path, object]] = [((key,), source.get(key)) for key in _SIGNED]
    for id_, document in source.documents.items():
        path = source.document_path(id_)
        named += [((*path, key), document.get(key)) for key in _OF_DOCUMENTS]
    for path, text in named:
        if isinstance(text, str) and (name := person(text)):
            source.warning("person-for-organisation", path, value=initials(name))


@lru_cache(maxsize=4096)
def person(text: str) -> str | None:
    """The name of the person that stands alone in `text`, with titles and offices around it at most; else None."""
    found = _PERSON.match(" ".join(legible(text[:_LONGEST]).split()))
    if not found or not is_full_name(found["name"]):
        return None
    return None if folded(found["name"]).startswith(_BEGIN_LIKE_PERSONS) else found["name"]


_LONGEST = 200  # what is longer is no name
