"""A file on disk, written whole or not at all. Writes files."""

import os
from pathlib import Path


def write(place: Path, content: bytes, *, new: bool = False) -> None:
    """Put `content` at `place` once all of it is on the disk: a full disk or a sudden end leaves what was there.

    With `new`, raises FileExistsError where something is there already. Raises OSError where it cannot be written.
    """
    temporary = place.with_name(f".{place.name}.{os.getpid()}")
    try:
        with temporary.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if new:
            place.hardlink_to(temporary)
        else:
            temporary.replace(place)
    except OSError as error:
        error.filename = str(place)
        raise
    finally:
        temporary.unlink(missing_ok=True)
