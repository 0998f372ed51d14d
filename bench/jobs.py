"""Everything that is measured: our commands on a city of some size, and what one would take instead."""

from __future__ import annotations

import gzip
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from bench import city, references
from bench.measure import BIN, Cost, FailedError, best, cost, said

PROGRAM = BIN / "minhchung"
Measured = dict[str, Cost]
PATIENT = 1000  # dossiers: of larger cities, what tells little more is not waited for


class City:
    """A repository of some size in a folder of its own."""

    def __init__(self, work: Path, dossiers: int) -> None:
        self.dossiers = dossiers
        self.root = work / f"city-{dossiers}"
        city.write(self.root, dossiers)
        (self.root / ".gitignore").write_text("/.cache/\n/site/\n/.bench.log\n")
        self.git("init", "-q", "-b", "main")
        for name, value in (("user.name", "a"), ("user.email", "a@quan-0.example"), ("gc.auto", "0")):
            self.git("config", name, value)
        self.git("add", "-A")
        self.git("commit", "-q", "-m", "Mở kho")

    def git(self, *arguments: str, stdin: bytes | None = None) -> None:
        subprocess.run(
            ["git", "-C", str(self.root), *arguments], input=stdin, check=True, capture_output=True
        )

    def run(self, *arguments: str, cores: int | None = None) -> Cost:
        return cost([PROGRAM, *arguments], self.root, cores=cores)

    def cold(self, *arguments: str, cores: int | None = None) -> Cost:
        """What a run costs that finds nothing of earlier ones."""
        for folder in (".cache", "site"):
            shutil.rmtree(self.root / folder, ignore_errors=True)
        return self.run(*arguments, cores=cores)

    def change(self) -> None:
        """Change one figure of one dossier."""
        file = min((self.root / "evidence").glob("*/*/self-assessment.yml"))
        old, new = "current: 1.1\n", "current: 1.2\n"
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace(new, old) if new in text else text.replace(old, new), encoding="utf-8")

    @property
    def said(self) -> str:
        return said(self.root)

    @property
    def bytes(self) -> int:
        return sum(file.stat().st_size for file in (self.root / "evidence").rglob("*.yml"))


CHECKING = {"check": ("check",), "assess": ("assess", "--format", "json")}


def checking(of: City, times: int, commands: Mapping[str, tuple[str, ...]] = CHECKING) -> Measured:
    """check and assess: from nothing, again, and after one change; beside PyYAML's C loader alone.

    Raises FailedError where an answer depends on what was kept, or on the number of cores.
    """
    reference = [sys.executable, references.__file__, "csafe", str(of.root)]
    found: dict[str, list[Cost]] = {}
    for _ in range(times):  # in turn, so that a busy minute falls on all of them
        found.setdefault("csafe", []).append(cost(reference, of.root, cores=1))
        for name, command in commands.items():
            for which, run in _rounds(of, command):
                found.setdefault(name + which, []).append(run)
    return {name: best(costs) for name, costs in found.items()}


def _rounds(of: City, command: tuple[str, ...]) -> Iterator[tuple[str, Cost]]:
    yield ", all cores", of.cold(*command)
    cold = of.said
    yield " again", of.run(*command)
    if of.said != cold:
        raise FailedError(f"{command[0]} says something else the second time")
    of.change()
    yield ", one changed", of.run(*command)
    changed = of.said
    yield "", of.cold(*command, cores=1)
    if of.said != changed:
        raise FailedError(f"{command[0]} says something else after a change than from nothing")


def instead(of: City) -> Measured:
    """What one would check with instead."""
    script = [sys.executable, references.__file__, "plain", str(of.root)]
    files = [str(path) for path in references.dossiers(of.root, "self-assessment")]
    schema = str(references.schema_of(of.root, "self-assessment"))
    return {
        "script with safe_load and jsonschema": cost(script, of.root, cores=1),
        "check-jsonschema": cost(
            [BIN / "check-jsonschema", "--schemafile", schema, *files], of.root, ends=(0, 1)
        ),
    }


def compared(of: City) -> Measured:
    """The comparison of two commits, one dossier apart, from nothing and again."""
    of.change()
    of.git("commit", "-q", "-a", "-m", "Sửa số liệu")
    command = ("compare", "HEAD~1", "HEAD", "--format", "json")
    return {"compare": of.cold(*command), "compare again": of.run(*command)}


def site(of: City, *, again: bool = True) -> Measured:
    """The site in one language: from nothing, its frames included, again, and after a change was recorded."""
    found = {"site": of.cold("build")}
    if again:
        found["site again"] = of.run("build")
    of.change()
    of.git("commit", "-q", "-a", "-m", "Sửa số liệu")
    return {**found, "site, one changed": of.run("build")}


def sizes(of: City) -> dict[str, int]:
    """What a reader downloads of that site, in bytes."""
    site_of = of.root / "site"
    files = {path: path.stat().st_size for path in site_of.rglob("*") if path.is_file()}
    pages = {path: size for path, size in files.items() if path.suffix == ".html"}
    dossier = site_of / "units" / "quan-0" / "2022" / "index.html"
    return {
        "files": len(files),
        "pages": len(pages),
        "whole": sum(files.values()),
        "all pages": sum(pages.values()),
        "a dossier's page": pages[dossier],
        "a dossier's page, compressed": len(gzip.compress(dossier.read_bytes(), 6, mtime=0)),
        "the largest page": max(pages.values()),
        "search index": sum(size for path, size in files.items() if site_of / "search" in path.parents),
        "cache": sum(path.stat().st_size for path in (of.root / ".cache").rglob("*") if path.is_file()),
    }


def other_sites(of: City, work: Path) -> Iterator[tuple[str, Cost]]:
    """The same pages, and tables of the same dossiers, made by other builders."""
    mkdocs = [str(BIN / "mkdocs"), "build", "--quiet"]
    for name, kind, command in (
        ("hugo, the same pages", "hugo", ["hugo", "--quiet"]),
        ("mkdocs, the same pages as HTML blocks", "mkdocs-html", mkdocs),
        ("mkdocs, Markdown tables, all in nav", "mkdocs-nav", mkdocs),
    ):
        if of.dossiers not in references.AT.get(kind, (of.dossiers,)):
            continue
        out = work / f"{kind}-{of.dossiers}"
        if kind == "mkdocs-nav":
            references.tables(of.root, out)
        else:
            references.same_pages(of.root, out, kind)
        yield name, cost(command, out)
        shutil.rmtree(out)


def answers(of: City, times: int) -> Measured:
    """How soon the command line says something."""
    return {
        "--help": best([of.run("--help") for _ in range(times)]),
        "check of one dossier": best([of.cold("check", "evidence/quan-0/2022") for _ in range(times)]),
        "python -c pass": best([cost([sys.executable, "-c", "pass"], of.root) for _ in range(times)]),
    }


def past(work: Path, commits: int) -> Measured:
    """The history of so many commits over a small city, and after one more; beside git's own, as text."""
    of = City(work / "past", 150)
    of.git("fast-import", "--quiet", stdin=b"".join(_commits(of, commits)))
    of.git("reset", "-q", "--hard")
    command = ("history", "quan-0", "2022", "--format", "json")
    cold = of.cold(*command)
    again = of.run(*command)
    of.git("fast-import", "--quiet", stdin=b"".join(_commits(of, 1, start=commits)))
    of.git("reset", "-q", "--hard")
    return {
        "git log -p": cost(["git", "log", "-p", "--", "evidence"], of.root),
        "history": cold,
        "history again": again,
        "history, one more": of.run(*command),
    }


def _commits(of: City, count: int, start: int = 0) -> Iterator[bytes]:
    """Commits for git fast-import: each changes one figure of one dossier."""
    files = references.dossiers(of.root, "self-assessment")
    for number in range(start, start + count):
        file = files[number % len(files)]
        current = f"current: 0.{10 + number % 80}"
        text = file.read_text(encoding="utf-8").replace("current: 1.2", current).encode()
        path = file.relative_to(of.root).as_posix()
        parent = b"from refs/heads/main^0\n" if number == start else b""
        moment = 1_669_000_000 + number * 60
        yield (
            b"commit refs/heads/main\n"
            + f"committer Văn thư <van-thu@quan-0.example> {moment} +0700\n".encode()
            + b"data 11\nSua so lieu\n"
            + parent
            + f"M 100644 inline {path}\ndata {len(text)}\n".encode()
            + text
            + b"\n"
        )
