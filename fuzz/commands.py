"""Every command on a repository that was mutated and written to a disk: with links, odd names, and no git.

A sentence and an exit status are an answer; a traceback is none.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from click.testing import CliRunner
from fuzz.engine import broken
from fuzz.limit import limited
from fuzz.repository import Mutant
from fuzz.seeds import ROOT
from fuzz.tree import CRITERIA, EVIDENCE, Repository

from fuzz import repository
from minhchung.cli import main
from minhchung.i18n import LANGS

SLOWEST = 10.0  # seconds of one command, with all that it imports

UNIT, YEAR = "suoi-biec", "2022"
COMMANDS = (
    *(("check", "--format", format_) for format_ in ("text", "json", "github", "codequality")),
    *(
        ("check", f"{EVIDENCE}/{UNIT}"),
        ("assess",),
        ("assess", "--format", "json"),
        ("todo",),
        ("todo", "--unit", UNIT),
    ),
    *(("explain", UNIT, YEAR), ("explain", UNIT, YEAR, "3.1.2"), ("explain", "may-biec", YEAR)),
    *(("report", UNIT, YEAR, "--out", "report.docx"), ("report", "may-biec", YEAR, "--out", "city.docx")),
    *(("form", "write", UNIT, YEAR, "--out", "form.xlsx"), ("form", "read", "form.xlsx")),
    *(("new", UNIT, "2023"), ("new", "song-xanh", YEAR), ("documents", "add", UNIT, YEAR, "paper.pdf")),
    *(
        ("audit-pack", UNIT, YEAR, "--out", "pack.zip"),
        ("history", UNIT),
        ("compare", "HEAD"),
        ("generate", "--check"),
    ),
)


@dataclass(frozen=True)
class Typed:
    """A mutant, and the commands that are typed in its folder."""

    mutant: Mutant
    commands: tuple[tuple[str, ...], ...]
    lang: str

    def hold(self) -> None:
        with TemporaryDirectory(prefix="fuzz-") as name:
            folder = Path(name)
            made = self.mutant.made()
            _write(made, folder)
            (folder / "paper.pdf").write_bytes(b"%PDF-1.7\n")
            rules = folder / CRITERIA if made.below(CRITERIA) else ROOT / CRITERIA
            before = ("--evidence", str(folder / EVIDENCE), "--criteria", str(rules), "--lang", self.lang)
            for command in self.commands:
                there = [str(folder / word) if "." in word and "/" not in word else word for word in command]
                with limited(SLOWEST):
                    run = CliRunner().invoke(main, [*before, *there])
                if run.exception is not None and not isinstance(run.exception, SystemExit):
                    raise run.exception
                assert "Traceback" not in run.output

    def smaller(self, kind: str) -> Typed:
        return replace(self, commands=self.commands[: 1 + self._first()])

    def _first(self) -> int:
        """The number of the command that breaks."""
        return next(
            (
                number
                for number in range(len(self.commands))
                if broken(replace(self, commands=self.commands[: number + 1]))
            ),
            len(self.commands) - 1,
        )

    def keep(self, folder: Path) -> None:
        self.mutant.keep(folder)
        (folder / "command.txt").write_text(f"{self.lang}\n{self.commands}\n", encoding="utf-8")


def _write(made: Repository, folder: Path) -> None:
    for path in _writable(made):
        file = folder / path
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            if path in made.links:
                file.symlink_to("/etc/hostname")
            else:
                file.write_bytes(made.files[path])
        except OSError:
            pass  # a file where another has a folder, a name that is too long


def _writable(made: Repository) -> Iterator[str]:
    for path in sorted(made.files):
        if "\0" not in path and ".." not in path.split("/"):
            yield path


def case(chance: Random) -> Typed:
    mutant = repository.case(chance, ("tiny", "tiny", "small", "edition"))
    return Typed(mutant, tuple(chance.sample(COMMANDS, 4)), chance.choice(LANGS))
