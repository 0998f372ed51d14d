"""Histories as strangers leave them: odd names, days and messages, dossiers renamed, gone and back, links, merges.

What is told of the past is made of each: changes, marks, what stood at the deadlines, the pages, a comparison.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from fuzz.engine import broken
from fuzz.limit import limited
from fuzz.mutations import MUTATIONS, NAMES
from fuzz.seeds import ROOT, SEEDS
from fuzz.shrink import fewest
from fuzz.tree import Repository

from minhchung.assessing.assess import assess
from minhchung.comparing.as_json import document as compared
from minhchung.comparing.as_markdown import markdown
from minhchung.comparing.compare import compare
from minhchung.comparing.state import sets_of, state
from minhchung.history.as_json import document
from minhchung.history.as_table import table
from minhchung.history.gather import opened, past
from minhchung.i18n import LANGS
from minhchung.publishing.pages import pages
from minhchung.publishing.site_data import SiteData
from minhchung.workspace import Workspace

SLOWEST = 10.0  # seconds, for everything that is told of a dozen commits

_NAMES = (
    b"Van thu",
    "Sở Giáo dục".encode(),
    b"\xff\xfe",
    b"",
    b"a\tb",
    "\u202e\u200b".encode(),
    b"a" * 999,
)
_MAILS = (
    b"a@quan-0.example",
    b"",
    b"a",
    b"a@b@c",
    b"\xff@\xff",
    b"A@XN--A.example",
    b"12+a@users.noreply.github.com",
)
_TIMES = (
    b"1669000000 +0700",
    b"1669000000 -0000",
    b"0 +0000",
    b"99999999999 +0700",
    b"1 +1400",
    b"4102444800 -1200",
)
_SAID = (
    b"Sua so lieu",
    b"",
    b"\xff\xfe",
    "Gộp (#12)".encode(),
    b"Merge pull request #99999999999999999999 from a/b",
    b"x\n" * 99,
)
_MODES = (b"100644",) * 80 + (b"100755", b"120000", b"160000")

Step = tuple[str, int]  # a mutation of the files, or "" for none, and the seed of its own chance


@dataclass(frozen=True)
class Past:
    """Commits one after the other, each of which changes what the one before left."""

    seed: str
    steps: tuple[Step, ...]

    def hold(self) -> None:
        with TemporaryDirectory(prefix="fuzz-") as name:
            folder = Path(name)
            if self._written(folder):
                _told(folder)

    def _written(self, folder: Path) -> bool:
        """Whether git took it: there are names that it does not."""
        subprocess.run(("git", "init", "-q", "-b", "main", folder), check=True)
        stream = b"".join(self._commits())
        command = ("git", "-C", folder, "fast-import", "--quiet", "--force")
        return subprocess.run(command, input=stream, capture_output=True, check=False).returncode == 0

    def _commits(self) -> Iterator[bytes]:
        repository = SEEDS[self.seed]().copy()
        for number, (name, seed) in enumerate((("", 0), *self.steps), 1):
            chance = Random(seed)
            if name:
                MUTATIONS[name](chance, repository)
            said = chance.choice(_SAID)
            who, mail, when = (chance.choice(of) for of in (_NAMES, _MAILS, _TIMES))
            yield b"commit refs/heads/main\nmark :%d\n" % number
            if chance.random() < 0.5:
                yield b"author %s <%s> %s\n" % (who, mail, when)
            yield b"committer %s <%s> %s\ndata %d\n%s\n" % (who, mail, chance.choice(_TIMES), len(said), said)
            if number > 1:
                yield b"from :%d\n" % (number - 1)
            if number > 3 and chance.random() < 0.2:
                yield b"merge :%d\n" % chance.randrange(1, number - 1)
            yield b"deleteall\n"
            yield from _files(repository, chance)

    def smaller(self, kind: str) -> Past:
        def breaks(story: Past) -> bool:
            other = broken(story)
            return other is not None and other[0] == kind

        return replace(
            self, steps=tuple(fewest(self.steps, lambda some: breaks(replace(self, steps=tuple(some)))))
        )

    def keep(self, folder: Path) -> None:
        (folder / "stream").write_bytes(b"".join(self._commits()))


def _files(repository: Repository, chance: Random) -> Iterator[bytes]:
    for path, content in sorted(repository.files.items()):
        quoted = "".join(f"\\{byte:03o}" for byte in path.encode("utf-8", "surrogateescape"))
        mode = b"120000" if path in repository.links else chance.choice(_MODES)
        if mode == b"160000":
            yield b'M 160000 %s "%s"\n' % (b"1" * 40, quoted.encode())
        else:
            yield b'M %s inline "%s"\ndata %d\n%s\n' % (mode, quoted.encode(), len(content), content)


def _told(folder: Path) -> None:
    with limited(SLOWEST):
        now = _workspace(folder, "main")
        if not any(unit.parent is None for unit in now.evidence.units.values()):
            return
        with opened(now) as history:
            changes = [change for unit in now.evidence.units for change in history.changes(unit)]
        json.dumps(document(changes))
        known = past(now)
        for lang in LANGS:
            table(changes, lang)
            data = SiteData(
                now.evidence,
                now.editions,
                assess(now.evidence, now.editions),
                lang,
                past=known,
                revision=now.revision,
            )
            for page in pages(data):
                "".join(page.slots.values()).encode("utf-8")
    with limited(SLOWEST):
        before, after = state(_workspace(folder, "main~1")), state(now)
        comparison = compare(before, after)
        json.dumps(compared(comparison)).encode("utf-8")
        for lang in LANGS:
            units = {**before.units, **after.units}
            markdown(comparison, units, sets_of(before, after), lang).encode("utf-8")


def _workspace(folder: Path, revision: str) -> Workspace:
    return Workspace.open(folder / "evidence", ROOT / "criteria", revision)


def case(chance: Random) -> Past:
    names = (*NAMES, "", "copy_folder", "move_file", "drop_folder")
    count = chance.choice((1, 2, 3, 5, 8, 12))
    steps = tuple((chance.choice(names), chance.getrandbits(32)) for _ in range(count))
    return Past(chance.choice(("tiny", "small")), steps)
