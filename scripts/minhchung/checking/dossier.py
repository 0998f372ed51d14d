"""Rules within one dossier that no schema can say: where it stands, its figures, its course. Pure.

They run on data of any shape: what is malformed is passed over here, the shape check has said so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache
from typing import Any, TypeGuard

from minhchung.checking.source import Source, likely, mapping
from minhchung.checking.units import Register
from minhchung.criteria.model import Indicator
from minhchung.evidence.model import Unit
from minhchung.yaml.nodes import Path

Sources = Mapping[str, Source]  # the files of one dossier by kind

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")


def check_dossier(sources: Sources, register: Register) -> None:
    for source in sources.values():
        unit = _place(source, register)
        for indicator, path, claim in claims(source):
            _figures(source, indicator, path, claim, unit, register)
            if source.place.kind == "self-assessment" and claim and claim.get("evidence", []) == []:
                source.warning("no-evidence", path)
    submission = sources.get("self-assessment")
    if submission:
        _set_for_unit(submission, register)
        if submission.get("origin") == "public-sources" and submission.get("submitted") is not None:
            submission.warning("collection-submitted", ("submitted",), on_key=True)
    for kind, source in sources.items():
        if submission is None and kind != "self-assessment":
            source.warning("no-self-assessment", (), kind=kind)
    _rolls(sources)
    if "verification" in sources:
        _verdicts(sources["verification"], submission, register)


def claims(source: Source) -> Iterator[tuple[Indicator, Path, dict[str, Any]]]:
    """The claims of a file: the unit's own, or those that the verifier put in their place."""
    for id_, entry in source.entries.items():
        assert source.criteria is not None
        indicator = source.criteria.indicators[id_]
        if source.place.kind == "self-assessment":
            yield indicator, ("indicators", id_), entry
        elif source.place.kind == "verification" and isinstance(entry.get("claim"), dict):
            yield indicator, ("indicators", id_, "claim"), entry["claim"]


def _place(source: Source, register: Register) -> Unit | None:
    """The unit whose folder the file stands in, if there is one and the file says the same."""
    place, data = source.place, mapping(source.data)
    unit = register.units.get(place.unit)
    said = data.get("unit")
    if isinstance(said, str) and said != place.unit and said in register.ids:
        source.error("wrong-unit", ("unit",), value=said, folder=place.unit)
    elif register.readable and (said if isinstance(said, str) else place.unit) not in register.ids:
        near = likely(str(said), sorted(register.ids))
        source.error("unknown-unit", ("unit",), value=str(said or place.unit), **near)
    if type(data.get("year")) is int and data["year"] != place.year:
        source.error("wrong-year", ("year",), value=data["year"], folder=place.year)
    if unit and not unit.exists_in(place.year):
        source.error(
            "unit-did-not-exist",
            ("year",),
            case="ended" if unit.ends and unit.ends < f"{place.year}-12-31" else "",
            unit=unit.name,
            year=place.year,
            starts=unit.starts or "",
            ends=unit.ends or "",
        )
    if unit and unit.parent and not unit.pilot and place.kind == "self-assessment":
        source.warning("not-a-pilot", ("unit",), unit=unit.name)
    return unit


def _set_for_unit(source: Source, register: Register) -> None:
    unit, named, used = register.units.get(source.place.unit), source.named, source.criteria
    if unit is None or named is None or used is None:
        return
    edition = register.rules.get(source.place.year, named.edition)
    if named.edition != edition:
        source.error(
            "other-edition",
            ("criteria",),
            value=named.id,
            year=source.place.year,
            expected=f"{edition}/{named.name}",
        )
    if named.applies_to != unit.kind:
        source.error("criteria-of-other-units", ("criteria",), case=unit.kind, value=named.id, unit=unit.name)
    elif used is not named:
        source.error(
            "indicators-of-other-units", ("indicators",), case=unit.kind, value=named.id, other=used.id
        )


def _figures(
    source: Source,
    indicator: Indicator,
    path: Path,
    claim: dict[str, Any],
    unit: Unit | None,
    register: Register,
) -> None:
    measure = indicator.measure
    if measure.kind == "share":
        count, total = claim.get("count"), claim.get("total")
        if type(count) is int and type(total) is int and count > total:
            source.error("count-above-total", (*path, "count"), count=count, total=total)
        fixed = _fixed_total(indicator, unit, register, source.place.year)
        if type(total) is int and fixed is not None and unit and total != fixed:
            source.error(
                "wrong-total",
                (*path, "total"),
                case=measure.total,
                total=total,
                expected=fixed,
                unit=unit.name,
            )
    if (
        measure.kind == "change"
        and source.place.year in measure.comparison_years
        and "comparable" not in claim
    ):
        note = claim.get("note")
        if not (isinstance(note, str) and "chuẩn" in note.lower()):
            source.warning("comparison-unsaid", path, year=source.place.year)


def _fixed_total(indicator: Indicator, unit: Unit | None, register: Register, year: int) -> int | None:
    """The total that units.yml fixes; None where it fixes none or does not say."""
    if unit is None or indicator.measure.total is None:
        return None
    if indicator.measure.total == "districts":
        known = register.complete and unit.parent is None
        return register.districts_of(unit.id, year) if known else None
    return None if unit.communes is None else len(unit.communes)


def _rolls(sources: Sources) -> None:
    """Shares that count over one published list must have one total: the unit's, or as corrected."""
    totals: dict[str, dict[str, tuple[int, Source, Path]]] = {}
    for source in sources.values():
        for indicator, path, claim in claims(source):
            if indicator.measure.roll and type(claim.get("total")) is int:
                roll = totals.setdefault(indicator.measure.roll, {})
                roll[indicator.id] = (claim["total"], source, (*path, "total"))
    for roll in totals.values():
        first_id, (first, _, _) = next(iter(roll.items()))
        for total, source, path in roll.values():
            if total != first:
                source.warning("differing-totals", path, total=total, other=first, other_indicator=first_id)


def _verdicts(source: Source, submission: Source | None, register: Register) -> None:
    verified = source.get("date")
    submitted = submission.get("submitted") if submission else None
    if is_day(verified) and is_day(submitted) and verified < submitted:
        source.warning("verified-before-submission", ("date",), date=verified, submitted=submitted)
    claimed = submission.entries if submission else {}
    for id_, entry in source.entries.items():
        assert source.criteria is not None
        indicator = source.criteria.indicators[id_]
        path: Path = ("indicators", id_, "outcome")
        takes_claim = indicator.measure.kind != "derived"
        unclaimed = submission is not None and submission.legible and takes_claim and id_ not in claimed
        if entry.get("outcome") == "accepted" and unclaimed:
            source.warning("accepted-without-claim", path)
        if entry.get("outcome") == "not-applicable":
            fixed = _fixed_total(
                indicator, register.units.get(source.place.unit), register, source.place.year
            )
            figures = _figures_left(claimed.get(id_, {}), fixed)
            if figures:
                source.warning("not-applicable-with-figures", path, figures=figures)


def _figures_left(claim: dict[str, Any], fixed: int | None) -> str:
    """The figures of a claim that speak against “not applicable”: a total or a rate that is not 0."""
    total = claim.get("total", fixed)
    figures = {"total": total, "previous": claim.get("previous"), "current": claim.get("current")}
    return ", ".join(f"{key}: {figures[key]}" for key in figures if figures[key])


def is_day(value: Any) -> TypeGuard[str]:
    """Whether `value` is a day as files write it; such days compare as text."""
    return isinstance(value, str) and _is_day(value)


@lru_cache(maxsize=1 << 12)
def _is_day(value: str) -> bool:
    if not _DAY.match(value):
        return False
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True
