"""Case after case, each of which follows from the seed and its number, so that a run is repeated by its arguments.

What breaks is made small and written below .cache/fuzz/, each kind of fault once.
"""

from __future__ import annotations

import time
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Protocol

from fuzz.limit import TooSlowError
from fuzz.seeds import ROOT

FOUND = ROOT / ".cache" / "fuzz"


class Case(Protocol):
    """Something to try."""

    def hold(self) -> None:
        """Raises whatever breaks."""

    def smaller(self, kind: str) -> Case:
        """The smallest that breaks in the same way."""

    def keep(self, folder: Path) -> None:
        """Write it down, so that a test can be made of it."""


@dataclass
class Outcome:
    runs: int = 0
    seconds: float = 0
    faults: dict[str, tuple[Case, str]] = field(default_factory=dict)  # by kind, with all that is to be said


def run(
    make: Callable[[Random], Case], runs: int, seed: int = 1, most_seconds: float = float("inf")
) -> Outcome:
    """So many cases, or as many as there is time for."""
    outcome, start = Outcome(), time.monotonic()
    while outcome.runs < runs and time.monotonic() - start < most_seconds:
        case = make(Random(f"{seed}/{outcome.runs}"))
        kind = broken(case)
        if kind is not None and kind[0] not in outcome.faults:
            small = case.smaller(kind[0])
            outcome.faults[kind[0]] = small, (broken(small) or kind)[1]
        outcome.runs += 1
    outcome.seconds = time.monotonic() - start
    return outcome


def broken(case: Case) -> tuple[str, str] | None:
    """The kind of fault and all that is to be said of it; None where everything holds."""
    try:
        case.hold()
    except (Exception, TooSlowError) as error:
        frames = traceback.extract_tb(error.__traceback__)
        ours = [
            frame
            for frame in frames
            if "/minhchung/" in frame.filename
            or ("/fuzz/" in frame.filename and "limit" not in frame.filename)
        ]
        last = (ours or list(frames))[-1]
        kind = f"{type(error).__name__} {Path(last.filename).stem}.{last.name}"
        if not isinstance(error, TooSlowError):  # which is stopped anywhere
            kind += f" {last.lineno}"
        return kind, "".join(traceback.format_exception(error))
    return None


def main(name: str, make: Callable[[Random], Case], options: Sequence[str]) -> int:
    """The options are libFuzzer's: -runs, -seed, -max_total_time. Says how many there were; 1 where one broke."""
    said = dict(option.lstrip("-").partition("=")[::2] for option in options)
    runs = int(said["runs"]) if "runs" in said else 10**12
    outcome = run(make, runs, int(said.get("seed", 1)), float(said.get("max_total_time", "inf")))
    print(f"{name}: {outcome.runs} cases in {outcome.seconds:.0f} s, {len(outcome.faults)} kinds of fault")
    for kind, (case, told) in outcome.faults.items():
        place = FOUND / name / "".join(char if char.isalnum() else "-" for char in kind)
        place.mkdir(parents=True, exist_ok=True)
        case.keep(place)
        (place / "fault.txt").write_text(told, encoding="utf-8", errors="backslashreplace")
        print(f"\n{kind}, in {place}\n{told}")
    return 1 if outcome.faults else 0
