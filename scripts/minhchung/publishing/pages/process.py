"""How a dossier went: steps with dates and bodies, and what a reader must know about it. Pure."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from minhchung.criteria.model import CriteriaSet
from minhchung.evidence.model import Dossier
from minhchung.i18n import N_
from minhchung.publishing.deadlines import PILOT_UNITS, Standing, roadmap_year, standing, tracked
from minhchung.publishing.view import State, View

STANDING = {
    "in-time": N_("đúng hạn"),
    "late": N_("nộp muộn"),
    "early": N_("trước thời gian quy định"),
    "none": N_("chưa có trong hồ sơ"),
}


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a dossier: submission, verification, reply, decision."""

    title: str
    done: bool
    facts: list[str]
    timing: str  # against the roadmap; empty where it asks nothing
    late: bool


@dataclass(frozen=True, slots=True)
class Note:
    """Something a reader must know before believing a result; `kind` names its looks."""

    kind: str
    text: str


def notes(view: View, dossier: Dossier, criteria: CriteriaSet) -> list[Note]:
    """What stands above the result: no dossier, a collection, a draft, a contradiction, one body in two roles."""
    s = view.s
    said: list[Note] = []
    submission = dossier.self_assessment
    if dossier.faulty:
        said.append(
            Note("error", s._(N_("Hồ sơ có lỗi nên chưa được tính. Đơn vị cần sửa lỗi rồi mới có kết quả.")))
        )
    elif submission is None:
        said.append(
            Note(
                "info",
                s._(
                    N_(
                        "Kho minh chứng chưa có hồ sơ của đơn vị này cho năm {year}. Chưa có số liệu nghĩa là chưa biết, không phải bằng 0."
                    ),
                    year=str(dossier.year),
                ),
            )
        )
    elif submission.collected:
        said.append(
            Note(
                "source",
                s._(
                    N_(
                        "Số liệu ở đây được tập hợp từ nguồn công khai, không phải hồ sơ do đơn vị nộp. Vì vậy không có kết luận về mức độ."
                    )
                ),
            )
        )
    elif submission.draft:
        said.append(
            Note(
                "draft", s._(N_("Đây là bản nháp: đơn vị chưa nộp chính thức, số liệu có thể còn thay đổi."))
            )
        )
    contradiction = _contradiction(view, dossier)
    if contradiction:
        said.append(Note("contradiction", contradiction))
    said += [Note("roles", text) for text in _same_body(view, dossier)]
    return said


def _contradiction(view: View, dossier: Dossier) -> str | None:
    """Where the decision says one thing and the rules applied to the verified figures another."""
    decision, s = dossier.decision, view.s
    if decision is None:
        return None
    verified = view.result(dossier.unit, dossier.year, "verified")
    if dossier.verification is None or verified is None:
        return s._(N_("Đã có quyết định nhưng trong kho minh chứng chưa có kết quả thẩm định để đối chiếu."))
    decided = decision.level if decision.outcome == "recognised" else 0
    if verified.level == decided:
        return None
    return s._(
        N_(
            "Quyết định và kết quả tính theo bộ tiêu chí khác nhau. Quyết định: {decision}. Tính theo kết quả thẩm định: {rules}. Trang này nêu cả hai; cơ quan ra quyết định có thể có căn cứ chưa được công bố."
        ),
        decision=s.result(view.result(dossier.unit, dossier.year, "official")),
        rules=s.result(verified),
    )


def _same_body(view: View, dossier: Dossier) -> list[str]:
    prepared = dossier.self_assessment.prepared_by if dossier.self_assessment else None
    verified = dossier.verification.verified_by if dossier.verification else None
    decided = dossier.decision.decided_by if dossier.decision else None
    s, said = view.s, []
    if prepared and verified and _same(prepared, verified):
        said.append(s._(N_("Cùng một cơ quan ({body}) vừa lập hồ sơ vừa thẩm định."), body=s.free(verified)))
    if prepared and decided and _same(prepared, decided):
        said.append(
            s._(N_("Cùng một cơ quan ({body}) vừa lập hồ sơ vừa ra quyết định."), body=s.free(decided))
        )
    return said


def _same(one: str, other: str) -> bool:
    return _folded(one) == _folded(other)


def _folded(name: str) -> str:
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())


def steps(view: View, dossier: Dossier, criteria: CriteriaSet) -> list[Step]:
    """The way of a dossier, done or not, each step against the roadmap."""
    s = view.s
    timings = {item.duty.tracks: item for item in standings(view, dossier)}
    submission, verification, reply, decision = (
        dossier.self_assessment,
        dossier.verification,
        dossier.reply,
        dossier.decision,
    )
    found = []
    facts = []
    if submission:
        if submission.prepared_by:
            facts.append(s._(N_("Đơn vị lập: {body}"), body=s.free(submission.prepared_by)))
        if submission.submitted:
            facts.append(s._(N_("Ngày nộp: {date}"), date=s.date(submission.submitted)))
    done = submission is not None and submission.submitted is not None
    found.append(_step(view, s._(N_("Tự đánh giá")), done, facts, timings.get("submission"), dossier))
    facts = (
        [
            s._(N_("Cơ quan thẩm định: {body}"), body=s.free(verification.verified_by)),
            s._(N_("Ngày thẩm định: {date}"), date=s.date(verification.date)),
        ]
        if verification
        else [s._(N_("Thuộc thẩm quyền: {body}"), body=criteria.verified_by[s.lang])]
    )
    found.append(
        _step(
            view, s._(N_("Thẩm định")), verification is not None, facts, timings.get("verification"), dossier
        )
    )
    if reply:
        facts = [
            s._(N_("Đơn vị trả lời: {body}"), body=s.free(reply.replied_by)),
            s._(N_("Ngày trả lời: {date}"), date=s.date(reply.date)),
        ]
        found.append(Step(s._(N_("Ý kiến của đơn vị")), True, facts, "", False))
    facts = (
        [
            s.result(view.result(dossier.unit, dossier.year, "official")),
            s._(N_("Cơ quan quyết định: {body}"), body=s.free(decision.decided_by)),
            s._(N_("Ngày quyết định: {date}"), date=s.date(decision.date)),
        ]
        if decision
        else [s._(N_("Thuộc thẩm quyền: {body}"), body=criteria.decided_by[s.lang])]
    )
    found.append(
        _step(
            view,
            s._(N_("Quyết định công nhận")),
            decision is not None,
            facts,
            timings.get("decision"),
            dossier,
        )
    )
    return found


def standings(view: View, dossier: Dossier) -> list[Standing]:
    """The tracked duties of the roadmap for this dossier; none outside the roadmap's year and for the city."""
    unit = view.evidence.units[dossier.unit]
    edition = view.edition(dossier.year)
    if unit.parent is None or roadmap_year(edition) != dossier.year:
        return []
    return [standing(duty, dossier) for duty in tracked(edition) if unit.pilot or PILOT_UNITS not in duty.who]


def timing(view: View, item: Standing, dossier: Dossier) -> str:
    """In time, late, or not on file; and what another reading of the deadline would make of it."""
    s, due = view.s, item.duty.due
    if due.by is not None:
        asked = s._(
            N_("hạn {date} (tính cả ngày này)") if due.inclusive else N_("hạn: trước ngày {date}"),
            date=s.date(due.by),
        )
    else:
        asked = s._(N_("từ {start} đến {end}"), start=s.date(due.starts), end=s.date(due.ends))
    late = item.state == "late" and item.duty.tracks != "submission"
    state = s._(N_("muộn so với lộ trình")) if late else s._(STANDING[item.state])
    said = s._(N_("{state} ({asked})"), state=state[:1].upper() + state[1:], asked=asked)
    for reading, other in otherwise(view, item, dossier):
        said += " " + s._(
            N_("Theo cách hiểu khác về “{reading}”: {state}."),
            reading=reading,
            state=s._(STANDING[other.state]),
        )
    return said


def otherwise(view: View, item: Standing, dossier: Dossier) -> list[tuple[str, Standing]]:
    """The readings (their question) under whose other option a duty would stand differently."""
    found = []
    for other in view.site.others:
        duty = other.edition.roadmap.duties.get(item.duty.id)
        if other.edition.id != view.edition(dossier.year).id or duty is None or duty.due == item.duty.due:
            continue
        changed = standing(duty, dossier)
        if changed.state != item.state:
            found.append((other.reading.question[view.s.lang], changed))
    return found


def _step(
    view: View, title: str, done: bool, facts: list[str], item: Standing | None, dossier: Dossier
) -> Step:
    said = timing(view, item, dossier) if item else ""
    return Step(title, done, facts, said, item is not None and item.state == "late")


__all__ = ["STANDING", "Note", "State", "Step", "notes", "otherwise", "standings", "steps", "timing"]
