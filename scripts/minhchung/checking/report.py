"""All problems as text for people, as JSON for machines, and on the lines of a pull request. Pure."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from minhchung.checking.messages import message, sentence, visible
from minhchung.i18n import N_, Translator
from minhchung.problem import Problem


def text(problems: Sequence[Problem], translator: Translator) -> str:
    """One line each, `file:line:column: severity code: message`, and a last line that counts them."""
    lines = [
        f"{visible(problem.file)}:{problem.line}:{problem.column}: {severity(problem, translator)} {problem.code}: "
        + message(problem, translator)
        for problem in problems
    ]
    return "\n".join([*lines, *([""] if lines else []), counted(problems, translator)])


def severity(problem: Problem, translator: Translator) -> str:
    return translator.gettext(N_("lỗi") if problem.is_error else N_("cảnh báo"))


def counted(problems: Sequence[Problem], translator: Translator) -> str:
    """How many errors and warnings there are, as one sentence."""
    if not problems:
        return translator.gettext(N_("Không có lỗi, không có cảnh báo."))
    errors = sum(problem.is_error for problem in problems)
    warnings = len(problems) - errors
    both = [
        translator.ngettext("{count} lỗi", "{count} lỗi", errors).format(count=errors),
        translator.ngettext("{count} cảnh báo", "{count} cảnh báo", warnings).format(count=warnings),
    ]
    return ", ".join(both) + "."


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


def github(problems: Sequence[Problem], translator: Translator) -> str:
    """Workflow commands, which GitHub shows on the lines of the pull request, and how many there are.

    https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions
    """
    lines = [_annotation(problem, translator) for problem in problems]
    lines.append(counted(problems, translator))
    if max(Counter(problem.severity for problem in problems).values(), default=0) > _SHOWN_BY_GITHUB:
        lines.append(
            translator.gettext(
                N_(
                    "GitHub chỉ hiện {limit} lỗi và {limit} cảnh báo trên các dòng; tất cả có trong bảng tóm tắt và ở đây."
                )
            ).format(limit=_SHOWN_BY_GITHUB)
        )
    return "\n".join(lines)


_SHOWN_BY_GITHUB = 10  # of each severity, from one step


def _annotation(problem: Problem, translator: Translator) -> str:
    properties = {
        "file": problem.file,
        "line": str(problem.line),
        "col": str(problem.column),
        "title": f"{severity(problem, translator).capitalize()} {problem.code}",
    }
    written = ",".join(f"{key}={_escaped(value, ':,')}" for key, value in properties.items())
    return f"::{problem.severity} {written}::{_escaped(message(problem, translator))}"


def _escaped(value: str, also: str = "") -> str:
    return "".join(f"%{ord(char):02X}" if char in "%\r\n" + also else char for char in value)


def code_quality(problems: Sequence[Problem], translator: Translator) -> str:
    """A code quality report as GitLab reads it (a subset of Code Climate's).

    A fingerprint stays when lines above are added, so that only what is new counts as new.
    """
    seen: Counter[tuple[str, ...]] = Counter()
    listed = []
    for problem in problems:
        same = (problem.file, problem.code, sentence(problem, translator))
        seen[same] += 1
        fingerprint = "\0".join((*same, str(seen[same]))).encode(errors="backslashreplace")
        listed.append(
            {
                "description": message(problem, translator),
                "check_name": problem.code,
                "fingerprint": hashlib.sha256(fingerprint).hexdigest(),
                "severity": "major" if problem.is_error else "minor",
                "location": {"path": problem.file, "lines": {"begin": problem.line}},
            }
        )
    return json.dumps(listed, ensure_ascii=False, indent=1)


REPORTS: Mapping[str, Callable[[Sequence[Problem], Translator], str]] = {
    "text": text,
    "json": as_json,
    "github": github,
    "codequality": code_quality,
}
