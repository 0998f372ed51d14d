"""Everything that is measured: our commands on a city of some size, and what one would take instead."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from bench import city, references
from bench.measure import BIN, Cost, best, cost

PROGRAM = BIN / "minhchung"
Measured = dict[str, Cost]


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

    def run(self, *arguments: str) -> Cost:
        return cost([PROGRAM, *arguments], self.root)

    def forget(self) -> None:
        """Drop what earlier runs left to the next, but not the frames: they are the same at every size."""
        for folder in (self.root / ".cache" / "minhchung").glob("*"):
            if folder.name != "frames":
                shutil.rmtree(folder)
        shutil.rmtree(self.root / "site", ignore_errors=True)

    def change(self) -> None:
        """Change one figure of one dossier."""
        file = min((self.root / "evidence").glob("*/*/self-assessment.yml"))
        text = file.read_text(encoding="utf-8")
        new = "current: 1.1" if "current: 1.2" in text else "current: 1.2"
        file.write_text(
            text.replace("current: 1.1" if new == "current: 1.2" else "current: 1.2", new), "utf-8"
        )

    @property
    def bytes(self) -> int:
        return sum(file.stat().st_size for file in (self.root / "evidence").rglob("*.yml"))


def checking(of: City, times: int, *, changes: bool = True) -> Measured:
    """check and assess: cold, again, and after one change; beside PyYAML's C loader alone."""

    def cold(*arguments: str) -> Cost:
        of.forget()
        return of.run(*arguments)

    def changed(*arguments: str) -> Cost:
        of.change()
        return of.run(*arguments)

    reference = [sys.executable, "-m", "bench.references", "csafe", str(of.root)]
    rounds: dict[str, Callable[[], Cost]] = {
        "csafe": lambda: cost(reference, city.ROOT),
        "check": lambda: cold("check"),
        "check again": lambda: of.run("check"),
        "check, one changed": lambda: changed("check"),
        "assess": lambda: cold("assess", "--format", "json"),
        "assess again": lambda: of.run("assess", "--format", "json"),
        "assess, one changed": lambda: changed("assess", "--format", "json"),
    }
    if not changes:
        rounds = {name: run for name, run in rounds.items() if "changed" not in name}
    found: dict[str, list[Cost]] = {name: [] for name in rounds}
    for _ in range(times):  # in turn, so that a busy minute falls on all of them
        for name, run in rounds.items():
            found[name].append(run())
    return {name: best(costs) for name, costs in found.items()}


def instead(of: City) -> Measured:
    """What one would check with instead."""
    script = [sys.executable, "-m", "bench.references", "plain", str(of.root)]
    files = [str(path) for path in references.dossiers(of.root, "self-assessment")]
    schema = str(references.schema_of(of.root, "self-assessment"))
    return {
        "script with safe_load and jsonschema": cost(script, city.ROOT),
        "check-jsonschema": cost(
            [BIN / "check-jsonschema", "--schemafile", schema, *files], of.root, ends=(0, 1)
        ),
    }


def site(of: City) -> Measured:
    """The site in one language: from nothing but the frames, again, and after one change."""
    of.run("build")  # makes the frames, which are the same at every size
    of.forget()
    first = of.run("build")
    again = of.run("build")
    of.change()
    return {"site": first, "site again": again, "site, one changed": of.run("build")}


def sizes(of: City) -> dict[str, int]:
    """What a reader downloads of that site, in bytes."""
    site_of = of.root / "site"
    pages = sorted(site_of.rglob("*.html"), key=lambda page: page.stat().st_size)
    dossier = site_of / "units" / "quan-0" / "2022" / "index.html"
    search = sum(file.stat().st_size for file in (site_of / "search").glob("*.json"))
    return {
        "files": sum(1 for file in site_of.rglob("*") if file.is_file()),
        "pages": len(pages),
        "site": sum(file.stat().st_size for file in site_of.rglob("*") if file.is_file()),
        "a dossier's page": dossier.stat().st_size,
        "the largest page": pages[-1].stat().st_size,
        "search index": search,
    }


def other_sites(of: City, work: Path) -> Iterator[tuple[str, Cost]]:
    """The same dossiers as pages of other builders."""
    mkdocs = [str(BIN / "mkdocs"), "build", "--quiet"]
    for name, kind, command in (
        ("hugo, bare template", "hugo", ["hugo", "--quiet"]),
        ("mkdocs, HTML blocks", "mkdocs-html", mkdocs),
        ("mkdocs, Markdown tables", "mkdocs-markdown", mkdocs),
        ("mkdocs, Markdown tables, all in nav", "mkdocs-nav", mkdocs),
    ):
        if shutil.which(command[0]) is None or (kind == "mkdocs-nav" and of.dossiers > references.NAV):
            continue
        out = work / f"{kind}-{of.dossiers}"
        references.pages(of.root, out, kind)
        yield name, cost(command, out)
        shutil.rmtree(out)


def answers(of: City, times: int) -> Measured:
    """How soon the command line says something."""

    def cold() -> Cost:
        of.forget()
        return of.run("check", "evidence/quan-0/2022")

    return {
        "--help": best([of.run("--help") for _ in range(times)]),
        "check of one dossier": best([cold() for _ in range(times)]),
        "python -c pass": best([cost([sys.executable, "-c", "pass"], of.root) for _ in range(times)]),
    }


def past(work: Path, commits: int) -> Measured:
    """The history of so many commits over a small city, and after one more; and a comparison of two of them."""
    of = City(work / "past", 150)

    of.git("fast-import", "--quiet", stdin=b"".join(_commits(of, commits)))
    of.git("reset", "-q", "--hard")
    cold = of.run("history", "quan-0", "2022", "--format", "json")
    again = of.run("history", "quan-0", "2022", "--format", "json")
    of.git("fast-import", "--quiet", stdin=b"".join(_commits(of, 1, start=commits)))
    of.git("reset", "-q", "--hard")
    more = of.run("history", "quan-0", "2022", "--format", "json")
    compared = of.run("compare", "HEAD~1", "HEAD", "--format", "json")
    return {"history": cold, "history again": again, "history, one more": more, "compare": compared}


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
