"""What a command costs: the processor time of it and of every process it starts, how long it takes, its memory."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from threading import Event, Thread
from typing import Self

BIN = Path(sys.executable).parent
EVERY = 0.1  # seconds between two looks at the memory


@dataclass(frozen=True)
class Cost:
    """Seconds of processor time, seconds of waiting (which others on the machine lengthen), and megabytes.

    Those of the largest process, and of all that ran at one time, what they share counted once.
    """

    cpu: float
    wall: float
    memory: float
    together: float


class FailedError(Exception):
    """A command failed, or did not say what it should have said; the message is what it said."""


def cost(
    command: Sequence[str | Path], folder: Path, *, ends: Sequence[int] = (0,), cores: int | None = None
) -> Cost:
    """What `command` costs, run in `folder`, on so many cores if that is said.

    Raises FailedError where its exit status is not among `ends`.
    """
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONDONTWRITEBYTECODE": ""}
    allowed = sorted(os.sched_getaffinity(0))[:cores]
    start = time.perf_counter()
    with (folder / ".bench.log").open("wb") as log:
        process = subprocess.Popen(
            command,
            cwd=folder,
            stdout=log,
            stderr=log,
            env=environment,
            preexec_fn=lambda: os.sched_setaffinity(0, allowed),  # noqa: PLW1509 - no thread runs yet
        )
        with _watched(process.pid) as most:
            _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in ends:
        said = (folder / ".bench.log").read_text(encoding="utf-8", errors="replace")[-2000:]
        raise FailedError(f"{' '.join(map(str, command))[:300]}: {process.returncode}\n{said}")
    memory = round(used.ru_maxrss / 1024)
    together = max(memory, round(most.bytes / 2**20))
    return Cost(round(used.ru_utime + used.ru_stime, 3), round(wall, 3), memory, together)


class _watched:  # noqa: N801 - it is used as a function
    """The most memory that a process and all that it started held at one time, looked at while the block runs."""

    def __init__(self, pid: int) -> None:
        self.bytes = 0
        self._pid, self._over = pid, Event()
        self._thread = Thread(target=self._look)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._over.wait(EVERY):
            self.bytes = max(self.bytes, sum(map(_share, _family(self._pid))))


def _family(pid: int) -> Iterator[int]:
    yield pid
    with suppress(OSError):  # it, or one of them, has just ended
        for children in Path(f"/proc/{pid}/task").glob("*/children"):  # a thread's children stand below it
            for child in children.read_text().split():
                yield from _family(int(child))


def _share(pid: int) -> int:
    """The memory of a process in bytes; of what it shares with others, its part."""
    with suppress(OSError, StopIteration):
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
        return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))
    return 0


def said(folder: Path) -> str:
    """What the last command in `folder` said, as a hash."""
    return sha256((folder / ".bench.log").read_bytes()).hexdigest()


def best(costs: Sequence[Cost]) -> Cost:
    """The least of several runs: whatever else the machine did only adds. Of memory, the most."""
    return Cost(
        min(c.cpu for c in costs),
        min(c.wall for c in costs),
        max(c.memory for c in costs),
        max(c.together for c in costs),
    )


def shown(values: Mapping[str, Cost]) -> dict[str, dict[str, float]]:
    return {name: vars(value) for name, value in values.items()}
