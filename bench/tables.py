"""The table of docs/ from the results: ratios first, since seconds are those of one machine."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

DOCS = Path(__file__).parents[1] / "docs"
PAGE = "scale.md"
_TABLE = re.compile(r"(?<=<!-- bench -->\n).*?(?=<!-- /bench -->)", re.DOTALL)

# By language: the words of the tables. What is not here (names of programs and commands) is the same in both.
WORDS = {
    "vi": {
        "dossiers": "Số hồ sơ",
        "what": "Việc",
        "cpu": "Giây bộ xử lý",
        "beside": "So với CSafeLoader",
        "memory": "Bộ nhớ (MB)",
        "csafe": "PyYAML CSafeLoader, chỉ đọc",
        "check again": "check lần hai",
        "check, one changed": "check sau khi sửa một hồ sơ",
        "assess again": "assess lần hai",
        "assess, one changed": "assess sau khi sửa một hồ sơ",
        "script with safe_load and jsonschema": "đoạn mã với safe_load và jsonschema",
        "--help": "--help",
        "check of one dossier": "check một hồ sơ",
        "python -c pass": "Python không làm gì",
        "site": "trang, dựng từ đầu",
        "site again": "trang, dựng lại",
        "site, one changed": "trang, sau khi sửa một hồ sơ",
        "hugo, bare template": "hugo, mẫu trống",
        "mkdocs, HTML blocks": "mkdocs, khối HTML",
        "mkdocs, Markdown tables": "mkdocs, bảng Markdown",
        "mkdocs, Markdown tables, all in nav": "mkdocs, bảng Markdown, mọi trang trong menu",
        "history": "history qua {commits} lần ghi",
        "history again": "history lần hai",
        "history, one more": "history sau một lần ghi nữa",
        "compare": "compare hai lần ghi",
        "size": "Cỡ",
        "bytes": "KB",
        "files": "số tệp",
        "pages": "số trang",
        "whole": "cả trang",
        "a dossier's page": "trang của một hồ sơ",
        "the largest page": "trang lớn nhất",
        "search index": "chỉ mục tìm kiếm",
        "machine": "Máy: {system}, {cores} lõi, Python {python}; {versions}.",
    },
    "en": {
        "dossiers": "Dossiers",
        "what": "Job",
        "cpu": "Processor seconds",
        "beside": "Beside CSafeLoader",
        "memory": "Memory (MB)",
        "csafe": "PyYAML CSafeLoader, reading alone",
        "check again": "check, the second time",
        "check, one changed": "check, after one change",
        "assess again": "assess, the second time",
        "assess, one changed": "assess, after one change",
        "script with safe_load and jsonschema": "a script with safe_load and jsonschema",
        "python -c pass": "Python doing nothing",
        "site": "the site, from nothing",
        "site again": "the site, again",
        "site, one changed": "the site, after one change",
        "history": "history over {commits} commits",
        "history again": "history, the second time",
        "history, one more": "history, after one more commit",
        "compare": "compare of two commits",
        "size": "Size",
        "bytes": "KB",
        "whole": "the whole site",
        "machine": "Machine: {system}, {cores} cores, Python {python}; {versions}.",
    },
}


def write(results: Mapping[str, Any]) -> None:
    for lang, words in WORDS.items():
        page = DOCS / lang / PAGE
        text = "\n" + "\n".join(_lines(results, words)) + "\n\n"
        before, after = _TABLE.split(page.read_text(encoding="utf-8"))
        page.write_text(before + text + after, encoding="utf-8")


def _lines(results: Mapping[str, Any], words: Mapping[str, str]) -> Iterator[str]:
    machine = results["machine"]
    versions = ", ".join(f"{name} {number}" for name, number in machine["versions"].items())
    yield words["machine"].format(**{**machine, "versions": versions})
    yield ""
    yield _row(words["dossiers"], words["what"], words["cpu"], words["beside"], words["memory"])
    yield "| --- | --- | --- | --- | --- |"
    for size, of in results["sizes"].items():
        unit = of["checking"]["csafe"]["cpu"]
        for group in ("checking", "instead", "answers", "site", "other sites"):
            for name, cost in of.get(group, {}).items():
                ratio = f"{cost['cpu'] / unit:.2f}"
                yield _row(size, words.get(name, name), f"{cost['cpu']:.2f}", ratio, f"{cost['memory']:.0f}")
    past = results.get("history of commits", {})
    for name, cost in past.items():
        if name != "commits":
            what = words.get(name, name).format(**past)
            yield _row("150", what, f"{cost['cpu']:.2f}", "", f"{cost['memory']:.0f}")
    yield ""
    yield _row(words["dossiers"], words["size"], words["bytes"])
    yield "| --- | --- | --- |"
    for size, of in results["sizes"].items():
        for name, number in of.get("sizes", {}).items():
            what = words["whole"] if name == "site" else words.get(name, name)
            yield _row(size, what, str(number) if name in ("files", "pages") else f"{number / 1024:.0f}")


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"
