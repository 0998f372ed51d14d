"""What must hold whatever happens: nothing torn, a sentence, and a next run that makes what is to be made."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from random import Random

from tests.faults.scene import Ended, State

_BESIDE = re.compile(r"(^|/)\.[^/]+\.([0-9]+|new-[^/]+)(/|$)")
EVERY = (
    os.environ.get("MINHCHUNG_FAULTS") == "all"
)  # make faults: hours of patience, every point of every command


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
