"""How long a kind of document counts as current: `lifetimes` in an edition's roadmap.yml. Pure.

Nothing is refused for its age: an earlier year's document is valid evidence, and an edition without
`lifetimes` (the plan of 2022 sets none) never calls one out of date.
"""

from __future__ import annotations

import re

from minhchung.criteria.model import Edition, Lifetime

# 12/BC-UBND, 22/2020/TT-BGDĐT; papers of the Party: 08-NQ/TU.
_KIND = re.compile(r"[0-9]+[A-Za-z]?(?:/[0-9]{4})?[/-](?P<kind>[A-ZĐ][A-Za-zĐ]*)[/-]")


def kind_of(number: str | None) -> str | None:
    """The kind of document that its number names (BC, QĐ, NQ …); None where it names none."""
    found = _KIND.match(number or "")
    return found["kind"] if found else None


def lifetime_of(number: str | None, edition: Edition) -> Lifetime | None:
    return edition.roadmap.lifetimes.get(kind_of(number) or "")


def out_of_date(number: str | None, issued: str | None, year: int, edition: Edition) -> bool:
    """Whether a document issued on `issued` (ISO) was past its lifetime on 31 December of the assessed year."""
    lifetime = lifetime_of(number, edition)
    if lifetime is None or not issued:
        return False
    last_day = f"{int(issued[:4]) + lifetime.years:04d}{issued[4:]}"
    return last_day < f"{year:04d}-12-31"
