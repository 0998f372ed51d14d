"""Tasks in words: what, for whom, by when. Pure."""

from __future__ import annotations

from minhchung.criteria.model import CriteriaSet
from minhchung.evidence.model import Evidence
from minhchung.i18n import N_
from minhchung.publishing.speech import Speech
from minhchung.todo.model import Task

_WHAT = {
    "submit": N_("Nộp hồ sơ tự đánh giá năm {year}: kho chưa có hồ sơ của {unit}."),
    "finish": N_("Nộp chính thức hồ sơ năm {year} của {unit}: đang là bản nháp."),
    "mend": N_("Sửa lỗi trong hồ sơ năm {year} của {unit}: có lỗi thì hồ sơ chưa được tính."),
    "figures": N_("Ghi số liệu còn thiếu trong hồ sơ năm {year} của {unit}: {indicators}."),
    "evidence": N_("Dẫn tài liệu kiểm chứng còn thiếu trong hồ sơ năm {year} của {unit}: {indicators}."),
    "reply": N_(
        "Trả lời cơ quan thẩm định về số liệu không được chấp nhận ngày {day} trong hồ sơ năm {year} của {unit}: {indicators}."
    ),
    "provide": N_("Cung cấp số liệu, tài liệu năm {year} cho {unit}: {indicators}."),
    "verify": N_("Thẩm định hồ sơ năm {year} của {unit}, nộp ngày {day}."),
    "verdicts": N_("Kết luận thẩm định còn thiếu về hồ sơ năm {year} của {unit}: {indicators}."),
    "decide": N_("Xem xét, quyết định về {unit} năm {year}: đã thẩm định ngày {day}."),
}
_WHEN = {
    "overdue": N_("hạn {date} đã qua"),
    "ahead": N_("từ {start} đến {date}"),
    "due": N_("chậm nhất là {date}"),
    "undated": N_("lộ trình không nêu hạn"),
}
NOTHING = N_("Không có việc nào đang chờ.")
_NOT_DATED = N_("Chưa biết ngày của dữ liệu nên không nói được hạn nào đã qua.")


def what(task: Task, evidence: Evidence, s: Speech) -> str:
    """What is to be done, in one sentence."""
    if task.kind == "duty":
        assert task.duty is not None
        return task.duty.what[s.lang]
    assert task.unit is not None
    unit, criteria = evidence.units[task.unit], _criteria(task, evidence)
    listed = "; ".join(f"{id_} ({criteria.indicators[id_].name[s.lang]})" for id_ in task.indicators)
    return s._(_WHAT[task.kind], year=str(task.year), unit=unit.name, indicators=listed, day=s.date(task.day))


def when(task: Task, today: str | None, s: Speech) -> str:
    """By when, seen from a day."""
    due = task.duty.due if task.duty else None
    return s._(_WHEN[task.state(today)], date=s.date(task.due), start=s.date(due.starts if due else None))


def who(task: Task, evidence: Evidence, s: Speech) -> str:
    """Who does it."""
    if task.agency is not None:
        return task.edition.agencies[task.agency].name[s.lang]
    if task.of_unit:
        assert task.unit is not None
        return evidence.units[task.unit].name
    criteria = _criteria(task, evidence)
    return (criteria.decided_by if task.kind == "decide" else criteria.verified_by)[s.lang]


def _criteria(task: Task, evidence: Evidence) -> CriteriaSet:
    assert task.unit is not None
    return task.edition.sets[evidence.units[task.unit].kind]


def as_of(today: str | None, s: Speech) -> str:
    """As of which day that is."""
    return s._(N_("Tính đến ngày {date}."), date=s.date(today)) if today else s._(_NOT_DATED)
