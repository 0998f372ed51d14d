"""A dossier's past as its page tells it: how it stood at the deadline, and what changed when it should not. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from minhchung.evidence.model import BASES, Basis, Dossier
from minhchung.history.marks import DECISION, SUBMISSION, VERIFICATION, Marks
from minhchung.history.model import Change
from minhchung.history.past import Then, since
from minhchung.history.words import Line, Words
from minhchung.i18n import N_
from minhchung.publishing.pages.process import Note
from minhchung.publishing.view import View
from minhchung.words import BASIS_WORDS, on_basis

ON_FILE = {"verified": VERIFICATION, "official": DECISION}


@dataclass(frozen=True, slots=True)
class Stood:
    """A dossier on the day it was due and now: a sentence for each basis, and every value that is another."""

    sentences: list[str]
    changed: list[Line] | None  # None: nothing was on file then


@dataclass(frozen=True, slots=True)
class Stale:
    """A change after the verification, and when it was made."""

    line: Line
    when: str


def stood(view: View, dossier: Dossier) -> list[Stood]:
    """For each deadline of the dossier's year."""
    past, key = view.site.past, (dossier.unit, dossier.year)
    if past is None:
        return []
    return [
        Stood(
            _sentences(view, dossier, then),
            view.timeline.lines(_own(since(past.changes.get(key, ()), then.rank)))
            if key in then.keys
            else None,
        )
        for then in past.then.get(dossier.year, ())
    ]


def _own(changes: list[Change]) -> list[Change]:
    """Those of the self-assessment: it is what was due."""
    return [change for change in changes if change.file == SUBMISSION]


def _sentences(view: View, dossier: Dossier, then: Then) -> list[str]:
    """On the unit's own figures, and on any other basis that a file had been recorded for."""
    s, key = view.s, (dossier.unit, dossier.year)
    said = []
    for basis in BASES:
        if basis != "self" and (
            then.was(key, basis) is None or ON_FILE[basis] not in then.files.get(key, ())
        ):
            continue
        result = view.result(*key, basis)
        said.append(
            s._(
                N_("{basis}. Tại thời hạn {day}: {then}; hôm nay: {now}."),
                basis=s._(BASIS_WORDS[basis]),
                day=s.date(then.day),
                then=_as_it_was(view, then, dossier, basis),
                now=_draft(view, s.result(result), result is not None and result.draft),
            )
        )
    return said


def _as_it_was(view: View, then: Then, dossier: Dossier, basis: Basis) -> str:
    s, key = view.s, (dossier.unit, dossier.year)
    if then.commit is None:
        return s._(N_("kho chưa có lần ghi nào"))
    if key not in then.files:
        return s._(N_("kho chưa có hồ sơ này"))
    if then.results is None:
        return s._(N_("không tính được, vì khi đó kho chưa có bộ tiêu chí đọc được"))
    was = then.was(key, basis)
    if was is None:
        return s._(N_("hồ sơ có lỗi nên chưa được tính"))
    return _draft(view, on_basis(was.outcome, basis, s.lang), was.draft)


def _draft(view: View, words: str, draft: bool) -> str:
    return view.s._(N_("{result}, bản nháp"), result=words) if draft else words


def marks(view: View, dossier: Dossier) -> Marks | None:
    past = view.site.past
    return past.marks.get((dossier.unit, dossier.year)) if past else None


def stale(view: View, dossier: Dossier) -> dict[str, list[Stale]]:
    """By indicator, what changed after the verifier's last word about it."""
    words, found = Words(view.s.lang), marks(view, dossier)
    return {
        id_: [
            Stale(line, ", ".join((words.moment(change), *words.commit(change))))
            for change in changes
            for line in words.lines([change])
        ]
        for id_, changes in (found.stale if found else {}).items()
    }


def notes(view: View, dossier: Dossier) -> list[Note]:
    """What a reader must know before believing a result, of what git says."""
    s, found = view.s, marks(view, dossier)
    if found is None:
        return []
    said = []
    if found.stale:
        sentence = N_(
            "Số liệu hoặc tài liệu của chỉ báo {ids} đã được sửa sau khi thẩm định. Kết luận thẩm định về các chỉ báo này là về số liệu cũ."
        )
        said.append(Note("stale", s._(sentence, ids=", ".join(found.stale))))
    after = [mark for mark in found.marks if "decision" in mark.after and mark.change.file != DECISION]
    if after and not view.site.fictional:  # there, it was the sample's authors who went on writing
        sentence = N_("Sau quyết định công nhận, hồ sơ còn được sửa. Xem mục Lịch sử thay đổi.")
        said.append(Note("stale", s._(sentence)))
    return said


def recorded_late(view: View, dossier: Dossier) -> str | None:
    """Where a district's dossier itself came into git after the deadline: nothing can be said of before."""
    found, past = marks(view, dossier), view.site.past
    if (
        found is None
        or past is None
        or not found.recorded_late
        or view.evidence.units[dossier.unit].parent is None
    ):
        return None
    first = next(c for c in past.changes[dossier.unit, dossier.year] if c.file == SUBMISSION)
    sentence = N_(
        "Bản tự đánh giá được ghi vào git lần đầu ngày {day}, sau thời hạn. Git không cho biết gì về hồ sơ trước ngày ấy."
    )
    return view.s._(sentence, day=view.s.date(first.day))
