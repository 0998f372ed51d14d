"""A second of processor time, and not more: what takes longer is stopped where it is and told as a fault."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

SLOWEST = 1.0  # seconds of processor time: others on the machine do not count


class TooSlowError(BaseException):
    """Nothing may catch it on the way, as `except Exception` would."""


def _stop(number: int, frame: FrameType | None) -> None:
    raise TooSlowError


@contextmanager
def limited(seconds: float = SLOWEST) -> Iterator[None]:
    """Raises TooSlowError where the work within takes longer. Only in the main thread, and not nested."""
    before = signal.signal(signal.SIGVTALRM, _stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
