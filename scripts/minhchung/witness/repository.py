"""A repository as a witness sees it: what its commits hold, and what follows from what. Reads git."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import Self

from minhchung.git import Objects, ShallowError, TreeError, git, git_bytes
from minhchung.witness.log import Fault, Line, hash_of, parse, tree_hash

_SUBMODULE = "160000"


class Repository:
    """A repository in which nothing stands in for anything else: replacements and grafts do not count."""

    def __init__(self, root: Path) -> None:
        """Raises minhchung.git.ShallowError where only the newest commits are there."""
        os.environ["GIT_NO_REPLACE_OBJECTS"] = "1"
        os.environ["GIT_GRAFT_FILE"] = os.devnull
        if git(root, "rev-parse", "--is-shallow-repository").strip() == "true":
            raise ShallowError
        self._root, self._objects = root, Objects(root)
        self._digests: dict[str, str] = {}
        self.head = git(root, "rev-parse", "--verify", "HEAD").strip()

    def check(self, text: str) -> tuple[list[Line], list[Fault]]:
        """The lines of a log, and everything that is wrong with it or with the repository."""
        lines, faults = parse(text)
        known = [self._holds(line.commit) for line in lines]
        for number, (line, held) in enumerate(zip(lines, known, strict=True), 1):
            if not held:
                faults.append(Fault(number, "lost"))
                continue
            if self.tree(line.commit) != line.tree:
                faults.append(Fault(number, "tree"))
            if number > 1 and known[number - 2] and not self._follows(line.commit, lines[number - 2].commit):
                faults.append(Fault(number, "order"))
        if lines and known[-1] and not self._follows(self.head, lines[-1].commit):
            faults.append(Fault(len(lines), "rewritten"))
        return lines, sorted(faults)

    def next_line(self, lines: list[Line]) -> Line:
        """The line for the present commit."""
        return Line(self.head, self.tree(self.head), hash_of(lines[-1] if lines else None))

    def tree(self, commit: str) -> str:
        """The SHA-256 of everything that a commit holds."""
        entries = []
        for entry in git_bytes(self._root, "ls-tree", "-r", "-z", "--full-tree", commit).split(b"\0")[:-1]:
            about, _, path = entry.partition(b"\t")
            mode, _, object_id = about.decode().split(" ")
            entries.append((mode, object_id if mode == _SUBMODULE else self._digest(object_id), path))
        return tree_hash(entries)

    def _digest(self, blob: str) -> str:
        if blob not in self._digests:
            self._digests[blob] = hashlib.sha256(self._objects.read(blob)).hexdigest()
        return self._digests[blob]

    def _holds(self, commit: str) -> bool:
        """Raises TreeError where the repository does not even hold the history of its present commit: it is damaged."""
        try:
            git(self._root, "cat-file", "-e", f"{commit}^{{commit}}")
        except TreeError:
            git(self._root, "rev-list", "--count", self.head)
            return False
        return True

    def _follows(self, commit: str, earlier: str) -> bool:
        """Raises TreeError where git cannot say: a damaged repository is no rewritten one."""
        return not git(self._root, "rev-list", "--max-count=1", earlier, f"^{commit}").strip()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._objects.close()
