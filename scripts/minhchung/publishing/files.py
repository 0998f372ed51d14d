"""A site on disk: read whole, and replaced whole."""

import ctypes
import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from minhchung.publishing.provenance import FILE

_HERE, _EXCHANGE = -100, 2  # AT_FDCWD and RENAME_EXCHANGE of renameat2(2)

Content = bytes | Iterable[bytes]  # in pieces where it is too large to hold
File = tuple[str, Content]


def read(folder: Path) -> dict[str, bytes]:
    """Every file below `folder`, by its path with forward slashes."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def replace(out: Path, files: Mapping[str, Content] | Iterable[File]) -> int:
    """Make `out` hold exactly `files`, which are written as they come; how many there were.

    They are written beside it first, so a run that stops half-way leaves the old site as it was. Raises
    ValueError for a path that leads out of the site or stands twice, and FileExistsError when `out` holds
    something that is no site of ours.
    """
    if out.exists() and not _is_replaceable(out):
        raise FileExistsError(f"{out} is not a site: it is neither empty nor has it an index and a sitemap")
    out.parent.mkdir(parents=True, exist_ok=True)
    with _staged(out) as stage:
        new, old = stage / "new", stage / "old"
        new.mkdir()
        count = _write(new, files.items() if isinstance(files, Mapping) else files)
        with _locked(out.parent):
            if not _exchanged(new, out):
                if out.exists():
                    out.rename(old)
                try:
                    new.rename(out)
                except OSError:
                    if old.exists():
                        old.rename(out)
                    raise
    return count


def _write(folder: Path, files: Iterable[File]) -> int:
    seen: set[str] = set()
    folders = {folder}
    for path, content in files:
        if not path or PurePosixPath(path).is_absolute() or {"..", "."} & set(path.split("/")):
            raise ValueError(f"not a path inside the site: {path!r}")
        if path in seen:
            raise ValueError(f"two files at {path!r}")
        seen.add(path)
        file = folder / path
        if file.parent not in folders:
            file.parent.mkdir(parents=True, exist_ok=True)
            folders.add(file.parent)
        if isinstance(content, bytes):
            file.write_bytes(content)
        else:
            with file.open("wb") as opened:
                opened.writelines(content)
    return len(seen)


@contextmanager
def _staged(out: Path) -> Iterator[Path]:
    """A folder beside `out`, locked for as long as its maker is at work, so that nobody clears it away."""
    prefix = f".{out.name}.new-"
    with _locked(out.parent):
        _mend(out, filter(_is_abandoned, list(out.parent.glob(f"{prefix}*"))))
        temporary = tempfile.TemporaryDirectory(prefix=prefix, dir=out.parent)
        handle = _lock(Path(temporary.name))
    try:
        with temporary:
            yield Path(temporary.name)
    finally:
        os.close(handle)


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """One exchanges at a time: the next waits. The lock ends with the process, however that ends."""
    handle = _lock(folder)
    try:
        yield
    finally:
        os.close(handle)


def _lock(folder: Path, kind: int = fcntl.LOCK_EX) -> int:
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, kind)
    except OSError:
        os.close(handle)
        raise
    return handle


def _is_abandoned(stage: Path) -> bool:
    """Whether the run that made it was killed: it holds its lock no more."""
    try:
        os.close(_lock(stage, fcntl.LOCK_EX | fcntl.LOCK_NB))
    except OSError:  # at work, or just done and gone
        return False
    return True


def mend(out: Path) -> None:
    """Bring back the site that a killed run had just moved aside. Raises OSError."""
    if out.parent.is_dir():
        with _locked(out.parent):
            _mend(out, filter(_is_abandoned, list(out.parent.glob(f".{out.name}.new-*"))))


def _exchanged(one: Path, other: Path) -> bool:
    """Whether two folders took each other's place at once, so that there is no moment without a site: Linux can."""
    exchange = getattr(ctypes.CDLL(None), "renameat2", None)
    return exchange is not None and not exchange(
        _HERE, os.fsencode(one.absolute()), _HERE, os.fsencode(other.absolute()), _EXCHANGE
    )


def _mend(out: Path, left: Iterable[Path]) -> None:
    """Clear away what runs left that were killed; the old site, where one had just moved it aside, comes back."""
    for folder in left:
        if not out.exists() and (folder / "old").is_dir():
            (folder / "old").rename(out)
        shutil.rmtree(folder, ignore_errors=True)


def _is_replaceable(folder: Path) -> bool:
    """Whether it holds a site, nothing, or the record of the build before, fetched from where that is published."""
    return folder.is_dir() and (
        all((folder / name).is_file() for name in ("index.html", "sitemap.xml"))
        or {path.name for path in folder.iterdir()} <= {FILE}
    )
