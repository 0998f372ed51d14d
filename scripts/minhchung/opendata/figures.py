"""The figures of findings, read back from the tables as they were written. Pure."""

from __future__ import annotations

from decimal import Decimal
from functools import cached_property
from typing import Any

from minhchung.criteria.rules import Tally
from minhchung.evidence.model import Change, Declared, Parts, Percentage, Share, Value
from minhchung.opendata.as_csv import read
from minhchung.opendata.columns import WHOLE
from minhchung.opendata.data import Row
from minhchung.opendata.tables_of_dossiers import CLAIMS
from minhchung.opendata.written import Written


class Figures:
    """The values that the rows of the findings are about."""

    def __init__(self, claims: Written) -> None:
        self._claims = claims

    def of(self, row: Row) -> Value | Tally | None:
        """None where there are no figures."""
        if row["pending"] is not None:
            return Tally(row["count"], row["pending"], row["total"])
        return _value(row) or self._parts.get(_place(row))

    @cached_property
    def _parts(self) -> dict[tuple[Any, ...], Parts]:
        """The figures of claims that have several, which stand in a table of their own."""
        found: dict[tuple[Any, ...], dict[str, Decimal | Change]] = {}
        self._claims.file.seek(0)
        for row in read(CLAIMS, self._claims.file):
            value = _value(row) if row["part"] != WHOLE else None
            if isinstance(value, Change | Percentage):
                of = found.setdefault(_place(row), {})
                of[row["part"]] = value.percent if isinstance(value, Percentage) else value
        return {place: Parts(of) for place, of in found.items()}


def _place(row: Row) -> tuple[Any, ...]:
    return row["unit"], row["year"], row["basis"], row["indicator"]


def _value(row: Row) -> Declared | Share | Change | Percentage | None:
    """The value that the columns of a row hold."""
    if row["met"] is not None:
        return Declared(row["met"])
    if row["count"] is not None:
        return Share(row["count"], row["total"])
    if row["current"] is not None:
        return Change(row["previous"], row["current"], row["comparable"])
    return None if row["percent"] is None else Percentage(row["percent"], row["previous"])
