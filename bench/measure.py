"""What a command costs: its processor time and that of every process it starts, and the memory of the largest."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

BIN = Path(sys.executable).parent


@dataclass(frozen=True)
class Cost:
    """Seconds of processor time, seconds of waiting (which others on the machine lengthen), and megabytes."""

    cpu: float
    wall: float
    memory: float


class FailedError(Exception):
    """A command failed; the message is what it said."""


def cost(command: Sequence[str | Path], folder: Path, *, ends: Sequence[int] = (0,)) -> Cost:
    """What `command` costs, run in `folder`. Raises FailedError where its exit status is not among `ends`."""
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONDONTWRITEBYTECODE": ""}
    start = time.perf_counter()
    with (folder / ".bench.log").open("wb") as log:
        process = subprocess.Popen(command, cwd=folder, stdout=log, stderr=log, env=environment)
        _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in ends:
        said = (folder / ".bench.log").read_text(encoding="utf-8", errors="replace")[-2000:]
        raise FailedError(f"{' '.join(map(str, command))}: {process.returncode}\n{said}")
    memory = used.ru_maxrss / 1024
    return Cost(round(used.ru_utime + used.ru_stime, 3), round(time.perf_counter() - start, 3), round(memory))


def best(costs: Sequence[Cost]) -> Cost:
    """The least of several runs: whatever else the machine did only adds."""
    return Cost(min(c.cpu for c in costs), min(c.wall for c in costs), max(c.memory for c in costs))


def shown(values: Mapping[str, Cost]) -> dict[str, dict[str, float]]:
    return {name: vars(value) for name, value in values.items()}
