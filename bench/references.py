"""What one would take instead of this program, on the same dossiers.

`python bench/references.py NAME FOLDER`, where the folder is a repository that bench.city wrote.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import yaml

KINDS = ("self-assessment", "verification", "decision")
# The cities that each is measured at: at others one would wait for minutes, and with everything in nav for hours.
AT = {"instead": (8, 150, 1000), "mkdocs-html": (8, 150, 1000), "mkdocs-nav": (8, 150, 500)}
_HEADING = re.compile(r"<h1[^>]*>(.*?)</h1>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


def dossiers(folder: Path, kind: str = "*") -> list[Path]:
    return sorted((folder / "evidence").glob(f"*/*/{kind}.yml"))


def csafe(folder: Path) -> None:
    """PyYAML's C loader alone: every file read, and nothing done with it."""
    for path in dossiers(folder):
        yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader)


def plain(folder: Path) -> None:
    """The script that everybody writes first: safe_load, and jsonschema for what it gives."""
    from jsonschema import Draft202012Validator  # noqa: PLC0415 - the others do without

    for kind in KINDS:
        schema = json.loads(schema_of(folder, kind).read_bytes())
        validator = Draft202012Validator(schema)
        for path in dossiers(folder, kind):
            data = yaml.safe_load(path.read_bytes())
            for key in ("submitted", "date"):  # YAML 1.1 takes them for dates, and the schema for text
                data = {**data, **({key: str(data[key])} if key in data else {})}
            list(validator.iter_errors(data))


def schema_of(folder: Path, kind: str) -> Path:
    return folder / "criteria" / "hai-phong-2022" / "schema" / f"district.{kind}.json"


def same_pages(folder: Path, out: Path, kind: str, which: str = "**/index.html") -> None:
    """What stands in every page of the built site of `folder`, word for word, as the content of another builder.

    For Hugo each is a page of HTML, which it takes as it is; for MkDocs a heading and one block of HTML.
    """
    built = folder / "site"
    for page in sorted(built.glob(which)):
        path = (
            page.relative_to(built).parent.as_posix().replace("/", "--")
        )  # flat: Hugo's folders are bundles
        heading, body = _article(page.read_text(encoding="utf-8"))
        if kind == "hugo":
            name = f"content/{path if path != '.' else 'home'}.html"
            text = f"---\ntitle: {json.dumps(heading, ensure_ascii=False)}\n---\n{body}"
        else:
            name = f"docs/{path if path != '.' else 'index'}.md"
            text = f"# {heading}\n\n<div>\n{body}\n</div>\n"
        _write(out / name, text)
    if kind == "hugo":
        _write(out / "layouts/_default/single.html", _BARE)
        _write(out / "layouts/_default/list.html", _BARE)
        _write(out / "config.toml", _HUGO)
    else:
        _write(out / "mkdocs.yml", _mkdocs(["index.md"]))


def tables(folder: Path, out: Path) -> None:
    """The dossiers as MkDocs is mostly used: Markdown tables, and every page in nav."""
    made = []
    for path in dossiers(folder, "self-assessment"):
        data = yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader)
        made.append(f"{path.parts[-3]}-{path.parts[-2]}.md")
        _write(out / "docs" / made[-1], _as_markdown(data))
    _write(out / "docs/index.md", "# Các hồ sơ\n")
    _write(out / "mkdocs.yml", _mkdocs(["index.md", *made]))


# A template that only wraps, and no lists of pages that nobody asked for: Hugo at its quickest.
_BARE = "<!doctype html><html><head><title>{{ .Title }}</title></head><body>{{ .Content }}</body></html>"
_HUGO = 'baseURL = "https://minhchung.example/"\ndisableKinds = ["RSS", "taxonomy", "term"]\n'


def _mkdocs(nav: list[str]) -> str:
    config = {
        "site_name": "Các hồ sơ",
        "theme": {"name": "material", "font": False},
        "plugins": ["search"],
        "nav": nav,
        "not_in_nav": "*.md",
    }
    return yaml.safe_dump(config, allow_unicode=True)


def _article(html: str) -> tuple[str, str]:
    """The heading of a page, and what stands below it."""
    article = html[html.index("<article") : html.rindex("</article>")].partition(">")[2]
    heading = _HEADING.search(article)
    if heading is None:
        return "", article
    return unescape(_TAG.sub("", heading[1])).strip(), article[: heading.start()] + article[heading.end() :]


def _as_markdown(data: dict[str, Any]) -> str:
    text = f"# {data['prepared_by']}, {data['year']}\n"
    for head, rows in _rows(data):
        lines = [head, ["---"] * len(head), *rows]
        text += "\n" + "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"
    return text


def _rows(data: dict[str, Any]) -> Iterator[tuple[list[str], list[list[str]]]]:
    figures = [
        [id_, ", ".join(f"{key}: {value}" for key, value in claim.items() if key != "evidence")]
        for id_, claim in data["indicators"].items()
    ]
    yield ["Chỉ báo", "Số liệu"], figures
    keys = ["title", "number", "issuer", "issued", "url", "sha256"]
    yield ["Tài liệu", *keys], [[id_, *(str(d[key]) for key in keys)] for id_, d in data["documents"].items()]


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    {"csafe": csafe, "plain": plain}[sys.argv[1]](Path(sys.argv[2]))
