"""A history in words, for a terminal: a heading for each commit, and below it what it changed. Pure."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import groupby
from typing import Any

from minhchung.checking.messages import visible
from minhchung.comparing.as_json import plain
from minhchung.history.model import UNKNOWN_ORGANISATION, Change
from minhchung.i18n import N_, Lang, date, number, translator

LONGEST = 100  # characters of a value

FILE_WORDS = {
    "self-assessment.yml": N_("tự đánh giá"),
    "verification.yml": N_("thẩm định"),
    "reply.yml": N_("ý kiến của đơn vị"),
    "decision.yml": N_("quyết định công nhận"),
}

FIELD_WORDS = {
    "met": N_("đạt hay không"),
    "count": N_("số đạt"),
    "total": N_("tổng số"),
    "percent": N_("tỷ lệ"),
    "previous": N_("năm trước"),
    "current": N_("năm nay"),
    "comparable": N_("so sánh được"),
    "evidence": N_("minh chứng"),
    "note": N_("ghi chú"),
    "status": N_("tình trạng số liệu"),
    "claim": N_("số liệu điều chỉnh"),
    "outcome": N_("kết quả"),
    "reason": N_("lý do"),
    "agrees": N_("đồng ý"),
    "text": N_("nội dung ý kiến"),
    "unit": N_("mã đơn vị"),
    "year": N_("năm"),
    "criteria": N_("bộ tiêu chí"),
    "origin": N_("nguồn hồ sơ"),
    "prepared_by": N_("cơ quan lập hồ sơ"),
    "submitted": N_("ngày nộp"),
    "observations": N_("khó khăn, vướng mắc và đề xuất, kiến nghị"),
    "documents": N_("tài liệu"),
    "document": N_("văn bản"),
    "verified_by": N_("cơ quan thẩm định"),
    "replied_by": N_("cơ quan có ý kiến"),
    "decided_by": N_("cơ quan quyết định"),
    "date": N_("ngày"),
    "number": N_("số, ký hiệu"),
    "level": N_("mức độ"),
}

SIGNATURE_WORDS = {
    "good": N_("chữ ký hợp lệ"),
    "untrusted": N_("chữ ký của khóa chưa được công nhận"),
    "expired": N_("chữ ký của khóa hết hạn"),
    "revoked": N_("chữ ký của khóa đã thu hồi"),
    "bad": N_("chữ ký sai"),
    "none": N_("không có chữ ký"),
    "unknown": N_("không kiểm tra được chữ ký"),
}

BEFALLEN_WORDS = {
    "broken": N_("tệp không đọc được nữa ({new})"),
    "mended": N_("tệp đọc lại được"),
    "renamed": N_("tệp được đổi tên từ {old} thành {new}"),
}


def table(changes: Iterable[Change], lang: Lang) -> str:
    """The changes in words, grouped by commit; one sentence where there are none."""
    writer = _Writer(lang)
    by_commit = groupby(changes, key=lambda change: (change.rank, change.commit))
    lines = [line for _, of_commit in by_commit for line in writer.commit(list(of_commit))]
    return "\n".join(lines or [translator(lang).gettext(N_("Không có thay đổi nào được ghi lại."))])


class _Writer:
    def __init__(self, lang: Lang) -> None:
        self.lang = lang
        self._ = translator(lang).gettext

    def commit(self, changes: list[Change]) -> Iterator[str]:
        _ = self._
        first = changes[0]
        unknown = first.organisation == UNKNOWN_ORGANISATION
        heading = [
            f"{date(first.day, self.lang)} {first.date[11:16]}",
            _(UNKNOWN_ORGANISATION) if unknown else visible(first.organisation),
            _(N_("lần ghi {commit}")).format(commit=first.commit[:12]),
        ]
        if first.pull_request is not None:
            heading.append(_(N_("đề nghị số {number}")).format(number=first.pull_request))
        if first.signature is not None:
            heading.append(_(SIGNATURE_WORDS[first.signature]))
        yield ", ".join(heading)
        for (year, file), of_file in groupby(changes, key=lambda change: (change.year, change.file)):
            yield "  " + _(N_("Năm {year}, {file}")).format(year=year, file=_(FILE_WORDS[file]))
            for document, several in groupby(of_file, key=_document):
                yield from (f"    {line}" for line in self.lines(document, list(several)))

    def lines(self, document: str | None, changes: list[Change]) -> Iterator[str]:
        """The changes of one document, or of values. A document that came or went is told of in one line."""
        titles = [change for change in changes if document and change.field == f"{document}.title"]
        named = visible((document or "").removeprefix("documents."))
        if titles and titles[0].old is None:
            yield self._(N_("thêm tài liệu {document}: {title}")).format(
                document=named, title=shown(titles[0].new, self.lang)
            )
        elif titles and titles[0].new is None:
            yield self._(N_("bỏ tài liệu {document}: {title}")).format(
                document=named, title=shown(titles[0].old, self.lang)
            )
        else:
            yield from map(self.line, changes)

    def line(self, change: Change) -> str:
        old, new = shown(change.old, self.lang), shown(change.new, self.lang)
        if change.field is None:
            return self._(BEFALLEN_WORDS[change.kind]).format(old=old, new=new)
        steps = (
            self._(FIELD_WORDS[step]) if step in FIELD_WORDS else step for step in change.field.split(".")
        )
        where = [change.indicator] if change.indicator is not None else []
        return f"{visible(', '.join((*where, *steps)))}: {old} → {new}"


def shown(value: Any, lang: Lang) -> str:
    """A stranger's value in one line and not too long, with nothing that a terminal could act on."""
    if value is None:
        return translator(lang).gettext(N_("(trống)"))
    if isinstance(value, bool):
        return translator(lang).gettext(N_("có") if value else N_("không"))
    if isinstance(value, Decimal):
        return number(value, lang)
    text = value if isinstance(value, str) else json.dumps(plain(value), ensure_ascii=False)
    text = text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
    return visible(" ".join(text.split()))


def _document(change: Change) -> str | None:
    """Which document a change is about."""
    if change.kind != "document" or change.field is None:
        return None
    steps = change.field.split(".")
    return ".".join(steps[:-1] if len(steps) > 1 else steps)
