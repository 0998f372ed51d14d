"""Everything in a text that tells who a person is. Pure. What is not recognised is not thereby harmless."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from minhchung.checking.personal.datum import Datum
from minhchung.checking.personal.names import births, pupils, slugs
from minhchung.checking.personal.numbers import NUMBER, may_hold, numbers
from minhchung.yaml.strict import MAX_PROBLEMS


def personal_data(text: str) -> list[Datum]:
    """The personal data in `text`, which is `legible`, in order of appearance: of each search the first hundred.

    Kinds: identity-number, telephone, email, birth-date, pupil.
    """
    lowered = text.lower()
    found: set[Datum] = set()
    for search, signs in _SEARCHES:
        if any(sign in lowered for sign in signs):
            found.update(islice(search(text), MAX_PROBLEMS))
    if NUMBER.search(text):
        found.update(islice(numbers(text), MAX_PROBLEMS))
    return sorted(found)


def surely_none(content: bytes) -> bool:
    """Whether UTF-8 text without disguised characters certainly holds no personal data: a quick look at its bytes."""
    return not _ANY_SIGN.search(content.lower()) and not may_hold(content)  # lower: of ASCII alone


_AT = r"(?:@|\s?[(\[]\s?(?:at|a\s+còng)\s?[)\]]\s?)"
_EMAIL = re.compile(rf"(?<![\w.%+-])[\w.%+-]+{_AT}(?:[\w-]+\.)+[^\W\d_]{{2,}}", re.IGNORECASE)


def _emails(text: str) -> Iterator[Datum]:
    for found in _EMAIL.finditer(text):
        if not text.startswith("//", found.start() - 2):  # a host that hides behind a user: links say so
            yield Datum(found.start(), "email", f"{found[0][0]}•••@•••")


_BIRTH_SIGNS = (
    "sinh ",
    "sinh:",
    "ngày sinh",
    "năm sinh",
    "ngay_sinh",
    "sn ",
    "birth",
    "born ",
    "dob",
    "d.o.b",
)

# What must stand somewhere in the lower-case text for a search to be worth its time.
_SEARCHES = (
    (_emails, ("@", "(at", "[at", "a còng")),
    (births, _BIRTH_SIGNS),
    (pupils, ("lớp", "class", "grade")),
    (slugs, ("-lop", "_lop", "-lớp", "_lớp")),
)
# Of each sign what no other holds already, in the cases that lowering ASCII leaves.
_SIGNS = tuple(
    sorted(
        {
            "".join(char if char.isascii() else case(char) for char in sign).encode()
            for _, signs in _SEARCHES
            for sign in signs
            for case in (str.lower, str.upper)
            if not any(other in sign and other != sign for _, others in _SEARCHES for other in others)
        }
    )
)
_ANY_SIGN = re.compile(b"|".join(map(re.escape, _SIGNS)))
