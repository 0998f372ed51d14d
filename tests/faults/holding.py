"""What must hold whatever happens: nothing torn, a sentence, and a next run that makes what is to be made."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path
from random import Random

from tests.faults.scene import Command, Ended, Nursery, State, state

_BESIDE = re.compile(r"(^|/)\.[^/]+\.([0-9]+|new-[^/]+)(/|$)")
EVERY = os.environ.get("MINHCHUNG_FAULTS") == "all"  # make faults: every point of every command


def chosen(points: list[str], seed: str) -> list[int]:
    """Which points to try: all of them when asked for, else one, always the same.

    Of what is written into the system's own folder for what is temporary, every twentieth is enough.
    """
    worth = [number for number, point in enumerate(points) if "elsewhere" not in point or number % 20 == 0]
    return worth if EVERY else [Random(seed).choice(worth)]


def is_cache(path: str) -> bool:
    return "/.cache/" in path


def is_hidden(path: str) -> bool:
    """What is being written beside its place."""
    return bool(_BESIDE.search(path))


def plain(found: State) -> State:
    """The files that people see."""
    return {path: content for path, content in found.items() if not is_cache(path) and not is_hidden(path)}


def torn(now: State, old: State, done: State) -> list[str]:
    """Files that are neither as they were nor as they are to be; git's work in progress is git's."""
    return [
        path
        for path in plain(now).keys() | plain(old).keys()
        if not path.endswith("/.git") and now.get(path) not in (old.get(path), done.get(path))
    ]


def debris(now: State, done: State) -> set[str]:
    """What was being written and is left beside its place."""
    return {path for path in now.keys() - done.keys() if is_hidden(path) and not is_cache(path)}


def is_told(ended: Ended, reasons: Iterable[str]) -> bool:
    """Whether a command that could not do its work ends with one sentence that says why."""
    said = ended.err.rpartition("Lỗi: ")[2]
    return (
        ended.code == 2
        and ended.alone
        and "Traceback" not in ended.err
        and any(reason in said for reason in reasons)
    )


def assert_goes_on(
    nursery: Nursery, command: Command, place: Path, root: Path, old: State, done: State
) -> None:
    """Nothing is torn; the next run succeeds, or says that there is nothing to do, and all is as it should be."""
    now = state(place)
    assert torn(now, old, done) == []
    again = nursery.run(root, command.arguments)
    assert "Traceback" not in again.err
    assert again.code == 0 or plain(now) == plain(done), again.err
    now = state(place)
    assert plain(now) == plain(done)
    assert debris(now, done) == set()
