"""What one would take instead of this program, on the same dossiers.

`python -m bench.references NAME FOLDER`, where the folder is a repository that bench.city wrote.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any

import yaml

KINDS = ("self-assessment", "verification", "decision")
NAV = 500  # with more pages than these in nav, mkdocs takes hours


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


def _rows(data: dict[str, Any]) -> Iterator[tuple[list[str], list[list[str]]]]:
    figures = [
        [id_, ", ".join(f"{key}: {value}" for key, value in claim.items() if key != "evidence")]
        for id_, claim in data["indicators"].items()
    ]
    yield ["Chỉ báo", "Số liệu"], figures
    keys = ["title", "number", "issuer", "issued", "url", "sha256"]
    yield ["Tài liệu", *keys], [[id_, *(str(d[key]) for key in keys)] for id_, d in data["documents"].items()]


def _as_markdown(data: dict[str, Any]) -> str:
    text = f"# {data['prepared_by']}, {data['year']}\n"
    for head, rows in _rows(data):
        lines = [head, ["---"] * len(head), *rows]
        text += "\n" + "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"
    return text


def _as_html(data: dict[str, Any]) -> str:
    text = f"# {data['prepared_by']}, {data['year']}\n"
    for head, rows in _rows(data):
        lines = ("".join(f"<td>{escape(cell)}</td>" for cell in line) for line in [head, *rows])
        text += "\n<table>" + "".join(f"<tr>{line}</tr>" for line in lines) + "</table>\n"
    return text


def pages(folder: Path, out: Path, kind: str) -> None:
    """The dossiers as the pages of a site of their own below `out`, for `mkdocs build` or Hugo."""
    content = out / ("content" if kind == "hugo" else "docs")
    made = []
    for path in dossiers(folder, "self-assessment"):
        data = yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader)
        name = f"{path.parts[-3]}-{path.parts[-2]}.md"
        made.append(name)
        page = content / name
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(_as_html(data) if kind == "mkdocs-html" else _as_markdown(data), encoding="utf-8")
    if kind == "hugo":
        layouts = out / "layouts" / "_default"
        layouts.mkdir(parents=True)
        bare = (
            "<!doctype html><html><head><title>{{ .Title }}</title></head><body>{{ .Content }}</body></html>"
        )
        for name in ("single.html", "list.html"):
            (layouts / name).write_text(bare)
        (out / "config.toml").write_text('baseURL = "https://minhchung.example/"\n')
        return
    (content / "index.md").write_text("# Các hồ sơ\n", encoding="utf-8")
    listed = made[:NAV] if kind == "mkdocs-nav" else []
    nav = ["index.md", *listed]
    config = {
        "site_name": "Các hồ sơ",
        "theme": {"name": "material", "font": False},
        "plugins": ["search"],
        "nav": nav,
        "not_in_nav": "*.md",
    }
    (out / "mkdocs.yml").write_text(yaml.safe_dump(config, allow_unicode=True), encoding="utf-8")


if __name__ == "__main__":
    {"csafe": csafe, "plain": plain}[sys.argv[1]](Path(sys.argv[2]))
