"""Example folders as trees: a case without units.yml is checked with the shared one."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from functools import cache
from pathlib import Path

from minhchung.checking.check import Checked, check
from minhchung.checking.criteria import load_editions
from minhchung.checking.messages import message
from minhchung.criteria.model import Edition
from minhchung.i18n import translator
from minhchung.problem import Problem

HERE = Path(__file__).parent
ROOT = HERE.parents[1]


class Memory:
    """A tree of files in memory; those named in `links` are no plain files."""

    def __init__(self, files: Mapping[str, bytes], links: Collection[str] = ()) -> None:
        self.files, self.links = files, links

    def paths(self, under: str) -> list[str]:
        return sorted(path for path in self.files if under == "." or path.startswith(f"{under}/"))

    def is_plain(self, path: str) -> bool:
        return path not in self.links

    def read(self, path: str) -> bytes:
        return self.files[path]


@cache
def editions() -> Mapping[str, Edition]:
    criteria = ROOT / "criteria"
    files = {path.relative_to(ROOT).as_posix(): path.read_bytes() for path in criteria.rglob("*.yml")}
    found, problems = load_editions(files, "criteria")
    assert not problems
    return found


def memory(folder: Path) -> Memory:
    files = {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }
    return Memory({"units.yml": (HERE / "units.yml").read_bytes(), **files})


def checked(files: Memory) -> Checked:
    return check(files, ".", editions())


def run(folder: Path) -> tuple[tuple[Problem, ...], list[str]]:
    """The problems of an example folder and their Vietnamese messages."""
    problems = checked(memory(folder)).problems
    return problems, [message(problem, translator("vi")) for problem in problems]


def expected(folder: Path) -> Iterator[tuple[str, str]]:
    """Each file of an example folder with a line that says what it must give."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix in (".yml", ".txt"):
            for line in path.read_text(encoding="utf-8").splitlines():
                if not line.startswith("# expect: "):
                    break
                yield path.relative_to(folder).as_posix(), line.removeprefix("# expect: ")
