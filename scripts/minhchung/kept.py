"""What can be worked out again, kept below `.cache` from one run to the next. Reads and writes files.

Sealed with its own hash and disposable: what is damaged is as good as absent, and what cannot be written is done
without. JSON or plain bytes, so that a cache that somebody else has filled runs no code here.
"""

from __future__ import annotations

import json
import os
import re
import sqlite3
from collections.abc import Iterable
from contextlib import suppress
from functools import cache
from hashlib import sha256
from importlib.metadata import requires, version
from pathlib import Path
from sys import version as python
from typing import Any
from weakref import finalize

from minhchung import whole
from minhchung.git import TreeError, git

PLACE = Path(".cache/minhchung")
_PACKAGE = Path(__file__).parent


def read(place: Path) -> Any:
    """The JSON value kept at `place`. Raises LookupError where none is, or a damaged one."""
    try:
        seal, _, body = place.read_bytes().partition(b"\n")
        if seal.decode() == sha256(body).hexdigest():
            return json.loads(body)
    except (OSError, ValueError):
        pass
    raise LookupError(str(place))


def write(place: Path, value: Any) -> None:
    """Keep a JSON value at `place`, out of git's sight, if that can be done."""
    body = json.dumps(value, separators=(",", ":")).encode("ascii")
    try:
        _out_of_sight(place.parent)
        whole.write(place, sha256(body).hexdigest().encode() + b"\n" + body)
    except OSError:
        pass


def _out_of_sight(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / ".gitignore").write_text("*\n", encoding="ascii")


@cache
def code() -> str:
    """The hash of all that makes something out of the files: this code, the libraries it stands on, the Python."""
    seal = sha256(python.encode())
    for library in requires("minhchung") or ():
        name = re.split(r"[^\w.-]", library)[0]
        seal.update(f"{name} {version(name)}\n".encode())
    for file in sorted(_PACKAGE.rglob("*")):
        if file.suffix not in (".pyc", ".po") and file.is_file():
            seal.update(sha256(file.read_bytes()).digest())
    return seal.hexdigest()


def allowed(root: Path) -> bool:
    """Whether anything may be kept in `root`: not where the repository itself brings a `.cache`, since whoever
    wrote that could answer in our place, and not outside a repository, where nobody can tell.
    """
    try:
        return not git(root, "ls-files", "--", ".cache")
    except TreeError:
        return False


class Store:
    """Blobs by key, in one file. A key says everything that its blob follows from, :func:`code` too.

    One that cannot be opened, or that another process holds for too long, holds nothing and keeps nothing. So it is
    in a forked process, too: ask before forking, and keep afterwards.
    """

    MOST = 1 << 30  # bytes of blobs; those are dropped first that were not asked for the longest

    _SCHEMA = "CREATE TABLE kept (key TEXT PRIMARY KEY, run INTEGER, seal BLOB, blob BLOB)"
    _AT_ONCE = 500  # keys in a question
    _PATIENCE = 10.0  # seconds, with another process that writes

    def __init__(self, root: Path | None) -> None:
        """The store of the repository `root`; without, one that holds nothing."""
        self._place = root / PLACE / "store.sqlite" if root is not None and allowed(root) else None
        self._database: sqlite3.Connection | None = None
        self._process = os.getpid()
        self._run = 0
        self._size = 0  # of all blobs, at most; 0: not known
        self._asked: set[str] = set()

    @property
    def code(self) -> str:
        return code()

    @property
    def empty(self) -> bool:
        """Whether nothing is kept, so that no key needs to be worked out."""
        try:
            database = self._opened()
            return database is None or database.execute("SELECT 1 FROM kept LIMIT 1").fetchone() is None
        except sqlite3.Error as error:
            self._give_up(error)
            return True

    def get(self, keys: Iterable[str]) -> dict[str, bytes]:
        """The blobs that are kept, of those that `keys` name."""
        found: dict[str, bytes] = {}
        wanted = list(keys)
        try:
            database = self._opened() if wanted else None
            if database is not None:
                for start in range(0, len(wanted), self._AT_ONCE):
                    some = wanted[start : start + self._AT_ONCE]
                    places = ",".join("?" * len(some))
                    question = f"SELECT key, seal, blob FROM kept WHERE key IN ({places})"  # noqa: S608 - only marks
                    rows = database.execute(question, some)
                    found |= {key: blob for key, seal, blob in rows if seal and seal == _seal(key, blob)}
        except sqlite3.Error as error:
            self._give_up(error)
        self._asked.update(found)
        return found

    def put(self, blobs: Iterable[tuple[str, bytes]]) -> None:
        """Keep the blobs, all of them or none."""
        try:
            database = self._opened()
            if database is None:
                return
            with database:
                rows = [(key, self._run, _seal(key, blob), blob) for key, blob in blobs]
                database.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?, ?, ?)", rows)
                asked = ((self._run, key) for key in self._asked)
                database.executemany("UPDATE kept SET run = ? WHERE key = ?", asked)
                self._asked.clear()
                self._drop(database, sum(len(row[-1]) for row in rows))
        except sqlite3.Error as error:
            self._give_up(error)

    def _drop(self, database: sqlite3.Connection, more: int) -> None:
        """Keep to :data:`MOST`. To add up all lengths, everything is gone through: that is done once, and when full."""
        self._size = self._size + more if self._size else self._sum(database)
        if self._size > self.MOST:
            self._size = self._sum(database)
        if self._size > self.MOST:
            sums = "SELECT key, sum(length(blob)) OVER (ORDER BY run DESC, rowid DESC) AS upto FROM kept"
            many = f"DELETE FROM kept WHERE key IN (SELECT key FROM ({sums}) WHERE upto > ?)"  # noqa: S608
            database.execute(many, (self.MOST // 4 * 3,))
            self._size = self._sum(database)

    @staticmethod
    def _sum(database: sqlite3.Connection) -> int:
        (size,) = database.execute("SELECT total(length(blob)) FROM kept").fetchone()
        return int(size)

    def _opened(self) -> sqlite3.Connection | None:
        if self._place is None or os.getpid() != self._process:
            return None
        if self._database is None:
            try:
                _out_of_sight(self._place.parent)
            except OSError:
                self._place = None
                return None
            self._database = sqlite3.connect(self._place, timeout=self._PATIENCE, check_same_thread=False)
            finalize(self, self._database.close)  # Python 3.13 complains of one that is left open
            self._database.execute("PRAGMA trusted_schema = OFF")
            # What a power cut leaves half done, the seals show.
            self._database.execute("PRAGMA synchronous = OFF")
            made = "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL"
            if self._database.execute(made).fetchall() != [(self._SCHEMA,)]:
                with self._database:
                    self._database.execute(self._SCHEMA)  # nobody else's tables: that is an error
            (newest,) = self._database.execute("SELECT coalesce(max(run), 0) FROM kept").fetchone()
            self._run = newest + 1
        return self._database

    def _give_up(self, error: sqlite3.Error) -> None:
        """Do without, for the rest of this run; without the file for ever, where it is no store."""
        place, self._place = self._place, None
        if self._database is not None:
            self._database.close()
            self._database = None
        held = getattr(error, "sqlite_errorcode", 0) & 0xFF in _NOT_ITS_FAULT
        if place is not None and not held:
            with suppress(OSError):
                place.unlink()


_NOT_ITS_FAULT = {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_NOMEM,
    sqlite3.SQLITE_INTERRUPT,
}


def _seal(key: str, blob: object) -> bytes | None:
    return sha256(key.encode() + b"\n" + blob).digest() if isinstance(blob, bytes) else None
