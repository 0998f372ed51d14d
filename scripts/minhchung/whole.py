"""A file or a folder on disk, written whole or not at all. Writes files.

What is written stands beside its place until it is whole, in a hidden name that ends in the number of the process:
what a process left that was killed is known by that number, and cleared away when that place is written next.
"""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


def write(place: Path, content: bytes, *, new: bool = False) -> None:
    """Put `content` at `place` once all of it is on the disk: a full disk or a sudden end leaves what was there.

    With `new`, raises FileExistsError where something is there already. Raises OSError where it cannot be written.
    """
    temporary = _beside(place)
    try:
        with temporary.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if new:
            place.hardlink_to(temporary)
        else:
            with suppress(FileNotFoundError):
                temporary.chmod(stat.S_IMODE(place.stat().st_mode))  # whoever might not read it still may not
            temporary.replace(place)
    except OSError as error:
        error.filename = str(place)
        raise
    finally:
        with suppress(OSError):  # a folder that takes nothing has nothing to be cleared either
            temporary.unlink()


@contextmanager
def folder(place: Path) -> Iterator[Path]:
    """An empty folder beside `place`, for the caller to fill and to move there; where it was not moved, it is removed.

    Raises OSError where it cannot be made.
    """
    temporary = _beside(place)
    temporary.mkdir()
    try:
        yield temporary
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


def _beside(place: Path) -> Path:
    """Where this process writes what is to be at `place`, once what others left there is gone."""
    start = f".{place.name}."
    for left in place.parent.glob(".*"):
        if left.name.startswith(start) and _is_over(left.name.removeprefix(start)):
            with suppress(OSError):
                shutil.rmtree(left) if left.is_dir() and not left.is_symlink() else left.unlink()
    return place.with_name(f"{start}{os.getpid()}")


def _is_over(process: str) -> bool:
    """Whether it is the number of a process that has ended, or of this one, which has only begun."""
    if not process.isdecimal() or not process.isascii():
        return False
    try:
        os.kill(int(process), 0)
    except ProcessLookupError:
        return True
    except (OSError, OverflowError):
        return False
    return int(process) == os.getpid()
