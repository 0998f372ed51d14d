"""Changes in words, the same wherever they are told: terminal, page, feed. Pure."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import groupby
from typing import Any, NamedTuple

from minhchung.checking.messages import visible
from minhchung.comparing.as_json import plain
from minhchung.history.model import UNKNOWN_ORGANISATION, Change
from minhchung.i18n import N_, Lang, date, number, translator
from minhchung.words import VALUE_WORDS, field_words

LONGEST = 100  # characters of a value

FILE_WORDS = {
    "self-assessment.yml": N_("tự đánh giá"),
    "verification.yml": N_("thẩm định"),
    "reply.yml": N_("ý kiến của đơn vị"),
    "decision.yml": N_("quyết định công nhận"),
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
    "recorded": N_("tệp được ghi lần đầu"),
    "broken": N_("tệp không đọc được nữa ({new})"),
    "mended": N_("tệp đọc lại được"),
    "renamed": N_("tệp được đổi tên từ {old} thành {new}"),
}


class Line(NamedTuple):
    """One change, or a document that came or went, in one line; the text does not repeat the indicator."""

    indicator: str | None
    text: str


class Words:
    """Changes in one language: plain text, with nothing in it that a terminal could act on."""

    def __init__(self, lang: Lang) -> None:
        self._lang: Lang = lang
        self._ = translator(lang).gettext

    def moment(self, change: Change) -> str:
        """The day and the minute of the commit, at UTC+7."""
        return f"{date(change.day, self._lang)} {change.date[11:16]}"

    def organisation(self, change: Change) -> str:
        unknown = change.organisation == UNKNOWN_ORGANISATION
        return self._(UNKNOWN_ORGANISATION) if unknown else visible(change.organisation)

    def commit(self, change: Change) -> list[str]:
        """The commit, its pull request and its signature, as far as there are any."""
        said = [self._(N_("lần ghi {commit}")).format(commit=change.commit[:12])]
        if change.pull_request is not None:
            said.append(self._(N_("đề nghị số {number}")).format(number=change.pull_request))
        if change.signature is not None:
            said.append(self._(SIGNATURE_WORDS[change.signature]))
        return said

    def file(self, name: str) -> str:
        return self._(FILE_WORDS[name])

    def lines(self, changes: Iterable[Change]) -> Iterator[Line]:
        """The changes of one file by one commit. A document that came or went is told of in one line."""
        for document, several in groupby(changes, key=_document):
            yield from self._of(document, list(several))

    def _of(self, document: str | None, changes: list[Change]) -> Iterator[Line]:
        titles = [change for change in changes if document and change.field == f"{document}.title"]
        named = visible((document or "").removeprefix("documents."))
        if titles and titles[0].old is None:
            title = shown(titles[0].new, self._lang)
            yield Line(
                None, self._(N_("thêm tài liệu {document}: {title}")).format(document=named, title=title)
            )
        elif titles and titles[0].new is None:
            title = shown(titles[0].old, self._lang)
            yield Line(
                None, self._(N_("bỏ tài liệu {document}: {title}")).format(document=named, title=title)
            )
        else:
            yield from map(self._line, changes)

    def _line(self, change: Change) -> Line:
        old, new = shown(change.old, self._lang), shown(change.new, self._lang)
        if change.field is None:
            return Line(None, self._(BEFALLEN_WORDS[change.kind]).format(old=old, new=new))
        said = [self._value(change.field, value) for value in (change.old, change.new)]
        if (
            said[0] != said[1]
        ):  # what the words leave out, as the quote of a citation, may be all that changed
            old, new = said
        return Line(change.indicator, f"{field_words(change.field, self._lang, visible)}: {old} → {new}")

    def _value(self, field: str, value: Any) -> str:
        """A value as the field's readers say it; what is not as it should be stays as it was written."""
        words = VALUE_WORDS.get(field.rpartition(".")[2], {})
        if isinstance(value, str) and value in words:
            return self._(words[value])
        if field.rpartition(".")[2] == "evidence" and isinstance(value, list | tuple) and value:
            return "; ".join(self._cited(item) for item in value)[:LONGEST]
        return shown(value, self._lang)

    def _cited(self, citation: Any) -> str:
        """A document by its id, with the page."""
        if not isinstance(citation, Mapping):
            return shown(citation, self._lang)
        document, page = shown(citation.get("document"), self._lang), citation.get("page")
        if page is None:
            return document
        return self._(N_("{document}, trang {page}")).format(document=document, page=shown(page, self._lang))


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
    line = visible(" ".join(text.split()))
    return f"«{line}»" if isinstance(value, str) and " " in line else line  # where a sentence begins and ends


def _document(change: Change) -> str | None:
    """Which document a change is about."""
    if change.kind != "document" or change.field is None:
        return None
    steps = change.field.split(".")
    return ".".join(steps[:-1] if len(steps) > 1 else steps)
