"""CODEOWNERS from the units and the file names: who must approve a change of which file. Pure.

One file, one owner: the unit writes its self-assessment and its reply, the standing agency the
verification, the city's People's Committee the decision on a district. The decision on the city
itself is the Ministry's, which takes no part in the repository: the maintainers copy it, since they
are neither assessed nor verifying nor deciding. All three put their documents into one folder; what
keeps one from replacing another's is the hash in the file that cites it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import Any

from minhchung.evidence.model import Unit

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,99}\Z")


class OwnersError(Exception):
    """The settings lack a key, hold an unknown one, or one that is no name; `key` is that key."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


@dataclass(frozen=True, slots=True)
class Owners:
    """The organisation on the forge and its teams; each unit's team bears the unit's id."""

    organisation: str
    maintainers: str
    standing_agency: str
    committee: str

    def team(self, name: str) -> str:
        return f"@{self.organisation}/{name}"


def owners(data: Any) -> Owners:
    """The settings of `owners.yml`. Raises OwnersError."""
    given = data if isinstance(data, dict) else {}
    wanted = [field.name for field in fields(Owners)]
    for key in (*wanted, *given):
        name = given.get(key)
        if key not in wanted or not (isinstance(name, str) and _NAME.match(name)):
            raise OwnersError(str(key))
    return Owners(**{key: str(given[key]) for key in wanted})


def codeowners(units: Iterable[Unit], owners: Owners, folder: str) -> str:
    """The text of CODEOWNERS for the evidence in `folder`. Of several lines that fit, the last one counts."""
    maintainers, agency = owners.team(owners.maintainers), owners.team(owners.standing_agency)
    lines = [
        "# Tệp này do «minhchung generate» viết từ .github/owners.yml và units.yml: sửa ở hai nơi đó, không sửa ở đây.",
        "# Nếu nhiều dòng cùng khớp với một tệp, dòng sau cùng có hiệu lực; dòng ghi nhiều nhóm thì một nhóm duyệt là đủ.",
        "",
        "# Bộ tiêu chí, chương trình, danh mục đơn vị, quy trình và mọi tệp không nêu dưới đây: người quản trị kho.",
        _line("*", maintainers),
        "",
        "# Thẩm định: cơ quan thường trực.",
        _line(f"/{folder}/*/*/verification.yml", agency),
        "",
        "# Tự đánh giá, ý kiến: đơn vị. Quyết định công nhận các đơn vị trực thuộc: Ủy ban nhân dân tỉnh, thành phố. Quyết định",
        "# về chính tỉnh, thành phố là của Bộ Giáo dục và Đào tạo; Bộ không tham gia kho này, nên người quản trị chép lại số,",
        "# ngày, văn bản: họ không được đánh giá, không thẩm định, không quyết định. Tài liệu: cả ba bên, mã băm ghi trong tệp",
        "# của mỗi bên giữ cho tài liệu không bị thay.",
    ]
    for unit in units:
        place, team = f"/{folder}/{unit.id}/*", owners.team(unit.id)
        decider = owners.team(owners.committee) if unit.parent else maintainers
        lines += [
            _line(f"{place}/self-assessment.yml", team),
            _line(f"{place}/reply.yml", team),
            _line(f"{place}/decision.yml", decider),
            _line(f"{place}/documents/", team, agency, decider),
        ]
    return "\n".join(lines) + "\n"


def _line(pattern: str, *teams: str) -> str:
    return f"{pattern:<56} {' '.join(teams)}"
