"""The same work for many items, in as many processes as there are processors. Forks processes.

They are forked, so that they know what this one knows and nothing is handed to them; only results go through a pipe.
What comes out is what one process would have made, in the same order: whatever a process could not give – it was
killed, the work raised an error – this one works out itself, and so raises what there is to raise. No process is left
behind; the pipes hold little, so that nobody works far ahead of whoever takes the results.
"""

from __future__ import annotations

import gc
import os
import pickle
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from io import BytesIO
from typing import Any, BinaryIO, TypeVar

T = TypeVar("T")
R = TypeVar("R")

FEW = 16  # items are not worth a process
MOST = 16  # processes


def cores() -> int:
    """How many processors this process may use; 1 where the system does not say, or cannot fork."""
    asked: Callable[[int], set[int]] | None = getattr(os, "sched_getaffinity", None)
    return min(len(asked(0)), MOST) if asked else 1


def in_order(
    work: Callable[[T], R], items: Sequence[T], *, few: int = FEW, processes: int | None = None
) -> Iterator[R]:
    """`work` of every item, in the order of `items`; results must be what pickle knows.

    `work` changes nothing: of what it does beside its result, nothing is seen here. Fewer than `few` items are not
    divided, and nothing is where other threads run, which a fork would cut off.
    """
    count = min(processes or cores(), len(items))
    if len(items) < few or count < 2 or threading.active_count() > 1:
        yield from map(work, items)
        return
    pipes: list[BinaryIO] = []
    children: list[int] = []
    try:
        for number in range(count):
            _start(work, items[number::count], pipes, children)
        for number, item in enumerate(items):
            try:
                result = pickle.load(pipes[number % count])  # noqa: S301 - from our own child
            except (EOFError, pickle.UnpicklingError):
                result = work(item)
            yield result
    finally:
        for pipe in pipes:
            pipe.close()
        for child in children:
            os.kill(child, signal.SIGKILL)  # it has ended, or is not needed any more
            os.waitpid(child, 0)


def _start(
    work: Callable[[Any], Any], items: Sequence[Any], pipes: list[BinaryIO], children: list[int]
) -> None:
    """Begin another process. Where the system has none left, its pipe is empty."""
    try:
        reading, writing = os.pipe()
    except OSError:
        pipes.append(BytesIO())
        return
    try:
        child = os.fork()
    except OSError:
        child = -1
    if child == 0:
        with suppress(BaseException):
            os.close(reading)
            for pipe in pipes:  # else their processes would not notice when nobody reads any more
                pipe.close()
            _give(work, items, writing)
        os._exit(0)  # nothing of this process's own is flushed, closed or cleared away twice
    os.close(writing)
    pipes.append(os.fdopen(reading, "rb"))
    if child > 0:
        children.append(child)


def _give(work: Callable[[Any], Any], items: Sequence[Any], writing: int) -> None:
    gc.freeze()  # what is shared stays shared
    with os.fdopen(writing, "wb") as pipe:
        for item in items:
            pickle.dump(work(item), pipe, pickle.HIGHEST_PROTOCOL)
            pipe.flush()
