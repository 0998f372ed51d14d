"""What a command said the last time, said again for as long as nothing that it follows from has changed.

Kept below `.cache/minhchung/said`, by a hash of every byte that the command may read: the evidence with its
documents, the criteria, this code, the libraries it stands on, the commit and the question. Disposable: a damaged
entry is as good as none, and a command that may not write simply works again. Nothing is kept where the repository
itself brings a `.cache`, since whoever wrote that could answer in our place.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from contextlib import redirect_stderr, redirect_stdout, suppress
from functools import partial, wraps
from hashlib import sha256
from io import StringIO
from pathlib import Path
from typing import Any

import click

from minhchung import kept
from minhchung.cli.main import Settings
from minhchung.folders import Folder, default_folder, folder
from minhchung.git import TreeError, git
from minhchung.parallel import in_order

FOLDER = kept.PLACE / "said"
MOST = 8  # answers are kept, the newest
_AT_ONCE = 100  # files that a process looks at before it answers


def remembered(command: Callable[..., None]) -> Callable[..., None]:
    """A command that says again what it said, where that is certain. Its first argument are the settings."""

    @wraps(command)
    def answer(settings: Settings, **question: Any) -> None:
        asked = [command.__name__, settings.lang, *(f"{name}={question[name]}" for name in sorted(question))]
        place = None
        if question.get("revision") is None and "GITHUB_STEP_SUMMARY" not in os.environ:
            place = _place(settings, asked)
        said = _recalled(place) if place else None
        if said is None:
            said = _listened(command, settings, question)
            if place and place == _place(settings, asked):  # nothing changed while it was read
                _keep(place, said)
        click.echo(said["err"], err=True, nl=False)
        click.echo(said["out"], nl=False)
        if said["code"]:
            raise SystemExit(said["code"])

    return answer


def _listened(command: Callable[..., None], settings: Settings, question: dict[str, Any]) -> dict[str, Any]:
    """What the command says, and how it ends. What else it raises is nothing to remember."""
    out, err, code = StringIO(), StringIO(), 0
    try:
        with redirect_stdout(out), redirect_stderr(err):
            command(settings, **question)
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 1
    except BaseException:
        click.echo(err.getvalue(), err=True, nl=False)
        raise
    return {"out": out.getvalue(), "err": err.getvalue(), "code": code}


def _place(settings: Settings, asked: list[str]) -> Path | None:
    """Where the answer to this question about these files is kept; None where none may be."""
    try:
        evidence = folder(settings.evidence or default_folder("evidence"))
        criteria = folder(settings.criteria or default_folder("criteria"))
        if evidence.carried or not kept.allowed(evidence.root):
            return None
        status = (
            "status",
            "--porcelain",
            "--branch",
            "--untracked-files=no",
            "--",
            evidence.path,
            criteria.path,
        )
        asked = [*asked, kept.code(), str(Path.cwd())]
        asked.append(git(evidence.root, "rev-parse", "HEAD", "--is-shallow-repository"))
        asked.append(git(evidence.root, *status))
        seal = sha256("\0".join(asked).encode())
        for of in (evidence, criteria):
            paths = of.tree.paths(of.path)
            some = [paths[start : start + _AT_ONCE] for start in range(0, len(paths), _AT_ONCE)]
            for digest in in_order(partial(_digest, of), some):
                seal.update(digest)
    except (TreeError, OSError):  # the command says it better
        return None
    return evidence.root / FOLDER / f"{seal.hexdigest()}.json"


def _digest(of: Folder, paths: Sequence[str]) -> bytes:
    """The hash of some files, with their names."""
    seal = sha256()
    for path in paths:
        content = of.tree.read(path) if of.tree.is_plain(path) else b"no plain file"
        seal.update(f"{path}\0{len(content)}\0".encode("utf-8", "surrogateescape"))
        seal.update(content)
    return seal.digest()


def _recalled(place: Path) -> dict[str, Any] | None:
    try:
        said: dict[str, Any] = kept.read(place)
    except LookupError:
        return None
    return said


def _keep(place: Path, said: dict[str, Any]) -> None:
    """Keep the answer, and drop the oldest."""
    kept.write(place, said)
    with suppress(OSError):
        answers = sorted(place.parent.glob("*.json"), key=lambda file: file.stat().st_mtime_ns)
        for old in answers[:-MOST]:
            old.unlink(missing_ok=True)
