"""All problems as text for people or as JSON for machines. Pure."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence

from minhchung.checking.messages import message, visible
from minhchung.i18n import N_, Translator
from minhchung.problem import Problem


def text(problems: Sequence[Problem], translator: Translator) -> str:
    """One line each, `file:line:column: severity code: message`, and a last line that counts them."""
    _ = translator.gettext
    if not problems:
        return _(N_("Không có lỗi, không có cảnh báo."))
    severity = {"error": _(N_("lỗi")), "warning": _(N_("cảnh báo"))}
    lines = [
        f"{visible(problem.file)}:{problem.line}:{problem.column}: {severity[problem.severity]} {problem.code}: "
        + message(problem, translator)
        for problem in problems
    ]
    errors = sum(problem.is_error for problem in problems)
    warnings = len(problems) - errors
    counted = [
        translator.ngettext("{count} lỗi", "{count} lỗi", errors).format(count=errors),
        translator.ngettext("{count} cảnh báo", "{count} cảnh báo", warnings).format(count=warnings),
    ]
    return "\n".join([*lines, "", ", ".join(counted) + "."])


def as_json(problems: Sequence[Problem], translator: Translator) -> str:
    listed = [
        {
            "file": problem.file,
            "line": problem.line,
            "column": problem.column,
            "severity": problem.severity,
            "code": problem.code,
            "message": message(problem, translator),
        }
        for problem in problems
    ]
    return json.dumps({"problems": listed}, ensure_ascii=False, indent=1)


REPORTS: Mapping[str, Callable[[Sequence[Problem], Translator], str]] = {"text": text, "json": as_json}
