"""What became of a document: the hash promised for it against what was found. Pure."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Literal, get_args

from minhchung.checking.pointers import pointer

State = Literal["matches", "changed", "gone", "unreachable", "not-checked", "no-hash", "lfs-pointer"]
STATES: tuple[State, ...] = get_args(State)
WRONG: tuple[State, ...] = ("changed", "gone")  # certain, and not as the dossier says

_GONE = (404, 410, 451)
# We did not go there, or not to the end: nothing is known of the document.
DECLINED = ("bad-link", "private-address", "too-large")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was found; `why` is a code (a fault of :class:`Answer`, or ``http-403``), `found` the hash found."""

    state: State
    why: str | None = None
    found: str | None = None
    hops: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of fetching an address.

    `hops` are the addresses it was redirected to. `fault` is a code where no whole answer came:
    ``bad-link``, ``private-address``, ``too-large``, ``too-many-redirects``, ``unknown-host``, ``tls``,
    ``timeout``, ``connection``.
    """

    status: int | None = None
    sha256: str | None = None
    size: int | None = None  # bytes
    hops: tuple[str, ...] = ()
    fault: str | None = None


def of_file(expected: str | None, content: bytes | None) -> Outcome:
    """A local file; None where there is none. A Git LFS pointer is not hashed, its own word is compared."""
    if content is None:
        return Outcome("gone")
    unfetched = pointer(content)
    if unfetched is None:
        return _compared(expected, hashlib.sha256(content).hexdigest())
    if expected is not None and unfetched.sha256 != expected:
        return Outcome("changed", found=unfetched.sha256)
    return Outcome("lfs-pointer")


def of_answer(expected: str | None, answer: Answer) -> Outcome:
    """What an address gave: only 200 with the whole content is the document."""
    hops = answer.hops
    if answer.fault is not None:
        state: State = "not-checked" if answer.fault in DECLINED else "unreachable"
        return Outcome(state, answer.fault, hops=hops)
    if answer.sha256 is None:
        return Outcome(
            "gone" if answer.status in _GONE else "unreachable", f"http-{answer.status}", hops=hops
        )
    return _compared(expected, answer.sha256, hops)


def _compared(expected: str | None, found: str, hops: tuple[str, ...] = ()) -> Outcome:
    if expected is None:
        return Outcome("no-hash", found=found, hops=hops)
    return Outcome("matches" if found == expected else "changed", found=found, hops=hops)
