"""A site on disk: read whole, and replaced whole."""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from minhchung.publishing.provenance import FILE


def read(folder: Path) -> dict[str, bytes]:
    """Every file below `folder`, by its path with forward slashes."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def replace(out: Path, files: Mapping[str, bytes]) -> None:
    """Make `out` hold exactly `files`.

    They are written beside it first, so a run that stops half-way leaves the old site as it was. Raises
    ValueError for a path that leads out of the site, and FileExistsError when `out` holds something that is
    no site of ours.
    """
    for path in files:
        if not path or PurePosixPath(path).is_absolute() or {"..", "."} & set(path.split("/")):
            raise ValueError(f"not a path inside the site: {path!r}")
    if out.exists() and not _is_replaceable(out):
        raise FileExistsError(f"{out} is not a site: it is neither empty nor has it an index and a sitemap")
    out.parent.mkdir(parents=True, exist_ok=True)
    prefix = f".{out.name}.new-"
    with _alone(out.parent), tempfile.TemporaryDirectory(prefix=prefix, dir=out.parent) as temporary:
        _mend(out, [left for left in out.parent.glob(f"{prefix}*") if left != Path(temporary)])
        new, old = Path(temporary, "new"), Path(temporary, "old")
        new.mkdir()
        for path, content in files.items():
            file = new / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
        if out.exists():
            out.rename(old)
        try:
            new.rename(out)
        except OSError:
            if old.exists():
                old.rename(out)
            raise


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """One replaces at a time: the next waits. The lock ends with the process, however that ends."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


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
