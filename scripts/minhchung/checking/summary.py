"""All problems as one table in Markdown, for the summary of a workflow's run. Pure.

What a stranger wrote is inert there, as in a comment, and our own words are only words.
"""

from __future__ import annotations

from collections.abc import Sequence

from minhchung.checking.messages import message
from minhchung.checking.report import counted, severity
from minhchung.i18n import N_, Translator
from minhchung.inert import in_cell, own
from minhchung.problem import Problem

MOST_BYTES = 900_000  # GitHub takes a summary of 1 MiB for each step, or none at all


def summary(problems: Sequence[Problem], translator: Translator) -> str:
    """A heading, how many problems there are, and a row for each, in their order."""
    _ = translator.gettext
    lines = ["### " + _(N_("Kiểm tra hồ sơ")), "", counted(problems, translator)]
    if problems:
        headings = [_(N_("Mức")), _(N_("Tệp")), _(N_("Vị trí")), _(N_("Nội dung"))]
        lines += ["", f"| {' | '.join(headings)} |", "| --- | --- | --- | --- |"]
    left = MOST_BYTES
    for index, problem in enumerate(problems):
        row = _row(problem, translator)
        left -= len(row.encode()) + 1
        if left < 0:
            more = translator.ngettext(
                "Còn {count} vấn đề nữa, xem trong nhật ký.",
                "Còn {count} vấn đề nữa, xem trong nhật ký.",
                len(problems) - index,
            )
            lines += ["", more.format(count=len(problems) - index)]
            break
        lines.append(row)
    return "\n".join(lines) + "\n\n"


def _row(problem: Problem, translator: Translator) -> str:
    said = message(problem, translator, ours=own, theirs=in_cell)
    place = f"{problem.line}:{problem.column}"
    mark = "❌" if problem.is_error else "⚠️"
    return f"| {mark} {severity(problem, translator)} | {in_cell(problem.file)} | {place} | {said} {in_cell(problem.code)} |"
