"""The documents of a dossier as its pages cite them: one entry each, with an anchor, an address and its uses."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from urllib.parse import quote

from markupsafe import Markup

from minhchung.documents.record import Entry as Record
from minhchung.evidence.model import Citation, Document, Dossier
from minhchung.i18n import N_
from minhchung.publishing.escaping import link_host
from minhchung.publishing.speech import Speech

FROM = {
    "s": N_("kèm hồ sơ tự đánh giá"),
    "v": N_("kèm kết quả thẩm định"),
    "r": N_("kèm ý kiến của đơn vị"),
    "d": N_("quyết định"),
}

KIND = {"s": "self-assessment", "v": "verification", "r": "reply", "d": "decision"}

# What the record of checked documents says: the looks of its chip, and the words.
OUTCOME = {
    "matches": ("met", N_("trùng khớp ngày {date}")),
    "changed": ("not-met", N_("đã thay đổi (kiểm tra ngày {date})")),
    "gone": ("not-met", N_("không còn (kiểm tra ngày {date})")),
    "unreachable": ("late", N_("không truy cập được ngày {date}")),
    "no-hash": ("no-data", N_("còn đó ngày {date}, hồ sơ không ghi mã băm để so")),
    "lfs-pointer": ("no-data", N_("chưa kiểm tra")),
    "not-checked": ("no-data", N_("chưa kiểm tra")),
}

_PLAIN_ID = re.compile(r"[a-z0-9][a-z0-9._-]{0,60}")
_HEX = re.compile(r"[0-9a-fA-F]{64}")


@dataclass(frozen=True, slots=True)
class Address:
    """Where to find it: `href` only where a page may link there; `host` or the name of the file beside it."""

    text: str
    href: str | None
    label: str  # what kind of address it is: a message id
    place: str  # the same in the record of checked documents


@dataclass(slots=True)
class Entry:
    """A document of a dossier, with the indicators that cite it."""

    document: Document
    anchor: str
    source: str  # a key of FROM
    name: str  # in the record of checked documents
    addresses: tuple[Address, ...]
    cited_by: list[str] = field(default_factory=list)

    @property
    def uncited(self) -> bool:
        """Whether nothing cites it though it came as evidence (a decision is no evidence)."""
        return not self.cited_by and self.source != "d"

    @property
    def label(self) -> str:
        """What it is called where it is cited: by its number, or by its title."""
        return self.document.number or self.document.title

    @property
    def hash(self) -> str | None:
        sha256 = self.document.sha256
        return sha256 if sha256 and _HEX.fullmatch(sha256) else None


@dataclass(frozen=True, slots=True)
class Cited:
    """A citation with the document it names; `entry` is None where there is no such document."""

    entry: Entry | None
    citation: Citation


class Documents:
    """All documents of one dossier, in the order of its files."""

    def __init__(self, dossier: Dossier, published: frozenset[str], shelf: str = ".") -> None:
        """`published` and `shelf` as in the data of the site."""
        self._by_source: dict[str, dict[str, Entry]] = {}
        files: tuple[tuple[str, Mapping[str, Document]], ...] = (
            ("s", dossier.self_assessment.documents if dossier.self_assessment else {}),
            ("v", dossier.verification.documents if dossier.verification else {}),
            ("r", dossier.reply.documents if dossier.reply else {}),
            (
                "d",
                {"decision": dossier.decision.document}
                if dossier.decision and dossier.decision.document
                else {},
            ),
        )
        for source, documents in files:
            self._by_source[source] = {
                id_: Entry(
                    document,
                    _anchor(source, id_, number),
                    source,
                    f"{dossier.unit}/{dossier.year:04d}/{KIND[source]}/{id_}",
                    tuple(_addresses(document, dossier, published, shelf)),
                )
                for number, (id_, document) in enumerate(documents.items(), 1)
            }

    @property
    def entries(self) -> list[Entry]:
        return [entry for entries in self._by_source.values() for entry in entries.values()]

    def entry(self, source: str, id_: str) -> Entry | None:
        """The document `id_` of one file, or else of the dossier's other files."""
        for where in (source, "s", "v", "r"):
            if id_ in self._by_source[where]:
                return self._by_source[where][id_]
        return None

    def cite(self, source: str, citations: Iterable[Citation], indicator: str) -> list[Cited]:
        """The citations of one indicator, noted in the documents they name."""
        cited = []
        for citation in citations:
            entry = self.entry(source, citation.document)
            if entry is not None and indicator not in entry.cited_by:
                entry.cited_by.append(indicator)
            cited.append(Cited(entry, citation))
        return cited


def restricted(s: Speech, document: Document) -> str:
    """Who holds a restricted document and how to ask for it, in one or two sentences."""
    said = [
        s._(N_("Không công khai; {holder} giữ."), holder=s.free(document.holder))
        if document.holder
        else s._(N_("Không công khai."))
    ]
    if document.request:
        said.append(s._(N_("Cách đề nghị cung cấp: {request}"), request=s.free(document.request)))
    return Markup(" ").join(said)


def outcome(s: Speech, checked: Mapping[str, Record], entry: Entry, address: Address) -> tuple[str, str]:
    """What is known of a document at one of its addresses: the looks of a chip, and its words.

    A file in the repository is held against its hash by every build, so one that is published matches.
    """
    known = checked.get(f"{entry.name}/{address.place}")
    if known is None and address.place == "file" and address.href and entry.hash:
        return "met", s._(N_("trùng khớp khi dựng trang"))
    chip, words = OUTCOME[known.state if known else "not-checked"]
    return chip, s._(words, date=s.date(known.date if known else None))


def _addresses(
    document: Document, dossier: Dossier, published: frozenset[str], shelf: str
) -> Iterable[Address]:
    if document.url:
        host = link_host(document.url)
        yield Address(host or document.url, document.url if host else None, N_("Bản gốc tại"), "url")
    if document.archived:
        host = link_host(document.archived)
        yield Address(
            host or document.archived, document.archived if host else None, N_("Bản lưu tại"), "archived"
        )
    if document.file:
        folder = f"{dossier.unit}/{dossier.year}/"
        beside = "" if shelf == "." else f"../../../{shelf}/units/{folder}"  # the page is three folders deep
        href = f"{beside}{quote(document.file)}" if folder + document.file in published else None
        yield Address(document.file, href, N_("Tệp trong hồ sơ"), "file")


def _anchor(source: str, id_: str, number: int) -> str:
    """Stable and citable where the id is plain; numbered where it could break an address."""
    return f"doc-{source}-{id_ if _PLAIN_ID.fullmatch(id_) else number}"
