"""A fictional city of four districts, small enough to read: what the tests of the pages are made from."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import Any

from minhchung.assessing.assess import assess
from minhchung.evidence import load
from minhchung.evidence.model import Evidence
from minhchung.i18n import Lang
from minhchung.publishing.page import Page
from minhchung.publishing.pages import pages
from minhchung.publishing.site_data import SiteData, other_results
from tests.dossiers import HAI_PHONG, edition, evidence

CITY = "may-biec"

UNITS: list[dict[str, Any]] = [
    {"id": CITY, "name": "Thành phố Mây Biếc", "type": "thành phố", "code": "M"},
    {
        "id": "song-xanh",
        "name": "Quận Sông Xanh",
        "type": "quận",
        "parent": CITY,
        "pilot": True,
        "tile": [1, 1],
        "communes": [
            {"code": f"M0{n}", "name": f"Phường {name}"} for n, name in enumerate(("Bờ Liễu", "Gió Nồm"))
        ],
        "until": "2025-06-30",
        "replaced_by": ["song-xanh-moi", "xa-khac"],
    },
    {
        "id": "doi-gio",
        "name": "Huyện Đồi Gió",
        "type": "huyện",
        "parent": CITY,
        "pilot": True,
        "tile": [2, 1],
    },
    {
        "id": "sao-bien",
        "name": "Huyện Sao Biển",
        "type": "huyện",
        "parent": CITY,
        "communes": [],
        "tile": [3, 2],
    },
    {
        "id": "hoa-nang",
        "name": "Quận Hoa Nắng",
        "type": "quận",
        "parent": CITY,
        "pilot": True,
        "tile": [1, 2],
    },
    {
        "id": "song-xanh-moi",
        "name": "Thành phố Sông Xanh",
        "type": "thành phố",
        "parent": CITY,
        "from": "2025-07-01",
    },
]

DOCUMENTS: dict[str, Any] = {
    "bc-12": {
        "title": "Báo cáo kết quả năm 2022",
        "number": "12/BC-UBND",
        "issuer": "UBND quận Sông Xanh",
        "issued": "2022-12-01",
        "url": "https://songxanh.example/bc-12.pdf",
        "archived": "https://web.archive.org/web/2023/https://songxanh.example/bc-12.pdf",
        "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        "access": "public",
    },
    "qc-1": {
        "title": "Quy chế phối hợp",
        "number": "1-QC/QU",
        "file": "documents/1-QC-QU.pdf",
        "access": "restricted",
        "holder": "Văn phòng Quận ủy Sông Xanh",
        "request": "gửi văn bản đề nghị",
    },
    "unused": {"title": "Tài liệu không dùng đến", "access": "public"},
}


def self_assessment(
    unit: str = "song-xanh", submitted: str | None = "2022-12-10", **changes: Any
) -> dict[str, Any]:
    """A dossier at level 2, on the file."""
    share, cited = {"count": 61, "total": 74, "evidence": ["bc-12"]}, ["bc-12"]
    indicators = {
        **{id_: {"met": True, "evidence": cited} for id_ in ("1.1.1", "1.1.2", "1.2.2", "1.2.3", "3.2.1")},
        "1.2.1": {
            "met": True,
            "evidence": [{"document": "qc-1", "page": 4, "quote": "phối hợp giữa các ngành"}],
        },
        "2.1.1": share,
        "2.1.2": {"count": 2, "total": 2, "evidence": cited, "note": "cả hai phường"},
        "2.2.1": share,
        "2.2.2": share,
        "2.2.3": {"count": 1, "total": 1, "evidence": cited},
        "2.2.4": {"count": 2, "total": 2, "evidence": cited},
        "3.1.1": {"previous": "1.93", "current": "1.20", "status": "preliminary", "evidence": cited},
        "3.1.2": {
            "parts": {"solid-waste": "95.2", "residential-wastewater": "91", "industrial-wastewater": "92.4"},
            "evidence": cited,
        },
        "3.2.2": {"percent": "0.012", "evidence": cited},
        "3.2.3": {"count": 20, "total": 34, "evidence": cited},
    }
    return {
        "unit": unit,
        "year": 2022,
        "criteria": f"{HAI_PHONG}/district",
        "origin": "submission",
        "prepared_by": "Phòng Giáo dục và Đào tạo quận Sông Xanh",
        **({"submitted": submitted} if submitted else {}),
        "documents": DOCUMENTS,
        "indicators": indicators,
        "observations": [
            {"indicator": "3.1.1", "difficulty": "Tỷ lệ đã thấp.", "proposal": "Nên xét mức tuyệt đối."},
            {"difficulty": "Thời gian ngắn."},
        ],
        **changes,
    }


VERIFICATION: dict[str, Any] = {
    "unit": "song-xanh",
    "year": 2022,
    "verified_by": "Sở Giáo dục và Đào tạo",
    "date": "2022-12-20",
    "documents": {"bb-2": {"title": "Biên bản kiểm tra", "number": "2/BB-SGDĐT", "access": "public"}},
    "indicators": {
        **{
            id_: {"outcome": "accepted"}
            for id_ in self_assessment()["indicators"]
            if id_ not in ("2.1.1", "2.2.3")
        },
        "2.1.1": {
            "outcome": "corrected",
            "claim": {"count": 58, "total": 74, "evidence": ["bb-2"]},
            "reason": "Ba đơn vị chưa có biên bản.",
        },
        "2.2.3": {"outcome": "not-applicable", "reason": "Trung tâm đã giải thể.", "evidence": ["bb-2"]},
    },
}
REPLY: dict[str, Any] = {
    "unit": "song-xanh",
    "year": 2022,
    "replied_by": "UBND quận Sông Xanh",
    "date": "2022-12-22",
    "indicators": {"2.1.1": {"agrees": False, "text": "Biên bản đã lập từ tháng 11."}},
}
DECISION: dict[str, Any] = {
    "unit": "song-xanh",
    "year": 2022,
    "decided_by": "Ủy ban nhân dân thành phố",
    "number": "4567/QĐ-UBND",
    "date": "2022-12-28",
    "outcome": "recognised",
    "level": 2,
}
DOSSIERS: dict[tuple[str, int], dict[str, Any]] = {
    ("song-xanh", 2022): {
        "self-assessment": self_assessment(),
        "verification": VERIFICATION,
        "decision": DECISION,
    },
    ("doi-gio", 2022): {"self-assessment": self_assessment("doi-gio", "2022-12-15")},
    ("hoa-nang", 2022): {"faulty": True},
}


def small_city(dossiers: Mapping[tuple[str, int], dict[str, Any]] = DOSSIERS) -> Evidence:
    found = evidence(UNITS, dossiers)
    replied = {
        key: replace(dossier, reply=load.reply(REPLY))
        if key == ("song-xanh", 2022) and dossier.verification
        else dossier
        for key, dossier in found.dossiers.items()
    }
    return replace(found, dossiers=replied)


def site(of: Evidence, lang: Lang = "vi", **changes: Any) -> SiteData:
    editions = {HAI_PHONG: edition()}
    return SiteData(of, editions, assess(of, editions), lang, other_results(of, editions), **changes)


@cache
def small_site(lang: Lang) -> dict[str, Page]:
    """Every page of the small city, by path."""
    return {page.path: page for page in pages(site(small_city(), lang, fictional=True))}


def dossier_page(lang: Lang = "vi", verification: Any = None, decision: Any = None, **changes: Any) -> Page:
    """The page of Sông Xanh, with other claims or files than the small city's."""
    files = {
        "self-assessment": self_assessment(**changes),
        "verification": verification,
        "decision": decision,
    }
    found = pages(site(evidence(UNITS, {("song-xanh", 2022): files}), lang))
    return next(page for page in found if page.path == "units/song-xanh/2022")


def text(page: Page) -> str:
    """What a reader reads of all slots, white space evened out."""
    return " ".join(" ".join(slot.striptags() for slot in page.slots.values()).split())
