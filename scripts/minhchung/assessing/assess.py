"""The whole assessment: every unit, every year, all three bases, and the readings each result depends on.

Pure. Districts come first, then the city, whose indicator derived from them counts their results on
the same basis (reading ``recognised-means`` may say otherwise).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial

from minhchung.assessing.judge import judge, judge_again
from minhchung.assessing.model import Result
from minhchung.criteria.load import under
from minhchung.criteria.model import CriteriaSet, Edition, Rule
from minhchung.criteria.rules import Tally
from minhchung.evidence.model import BASES, Basis, Dossier, Evidence

Key = tuple[str, int, Basis]
Results = dict[Key, Result]


@dataclass(frozen=True, slots=True)
class _Case:
    """A dossier, and the criteria set that judges it."""

    dossier: Dossier
    edition: str
    set_name: str

    def criteria(self, editions: Mapping[str, Edition]) -> CriteriaSet:
        return editions[self.edition].sets[self.set_name]


def assess(
    evidence: Evidence, editions: Mapping[str, Edition], choices: Mapping[str, str] | None = None
) -> Results:
    """All results, keyed by unit, year and basis, in order of year, unit and basis.

    A dossier with an error gets none. `choices` puts other options of readings in force; the
    `readings` of each result then speak of the options that were not chosen.

    Raises:
        KeyError, Unanswerable: an unknown or unanswerable option in `choices`.
    """
    choices = choices or {}
    in_force = {id_: _under(edition, choices) for id_, edition in editions.items()}
    cases = list(_cases(evidence, editions))
    results: Results = {}
    for case in cases:
        for basis in BASES:
            tally_of = partial(_tally, evidence, results, case.dossier.year)
            result = judge(case.dossier, case.criteria(in_force), basis, tally_of)
            results[result.unit, result.year, basis] = result
    depends: dict[Key, dict[str, None]] = {}
    for reading_id, patched in _alternatives(editions, in_force, choices):
        for key in _differing(evidence, cases, results, in_force, {**in_force, patched.id: patched}):
            depends.setdefault(key, {})[reading_id] = None
    order = {id_: number for number, id_ in enumerate(evidence.units)}
    return {
        key: replace(results[key], readings=tuple(depends[key])) if key in depends else results[key]
        for key in sorted(results, key=lambda key: (key[1], order[key[0]], BASES.index(key[2])))
    }


def edition_of(evidence: Evidence, editions: Mapping[str, Edition], year: int) -> Edition:
    """The edition a year is assessed under (a year keeps its rules): the one that units.yml names for it, else
    the one its dossiers name.
    """
    if evidence.rules.get(year) in editions:
        return editions[evidence.rules[year]]
    known = sorted(evidence.named(year) & set(editions)) or sorted(editions)
    return editions[known[-1]]


def _cases(evidence: Evidence, editions: Mapping[str, Edition]) -> Iterator[_Case]:
    """What is to be judged, the districts of a year before the city that counts them; nothing without rules."""
    for year in evidence.years if editions else ():
        in_force = edition_of(evidence, editions, year).id
        cities = (
            unit for unit in evidence.units.values() if unit.parent is None
        )  # none where units.yml is faulty
        for unit in (*evidence.districts(year), *cities):
            dossier = evidence.dossiers.get((unit.id, year)) or Dossier(unit.id, year)
            if dossier.faulty:
                continue
            if dossier.self_assessment is not None:
                edition, _, set_name = dossier.self_assessment.criteria.partition("/")
                yield _Case(dossier, edition, set_name)
            else:
                yield _Case(dossier, in_force, "district" if unit.parent else "city")


def _under(edition: Edition, choices: Mapping[str, str]) -> Edition:
    own = {id_: option for id_, option in choices.items() if id_ in edition.readings}
    return under(edition, own) if own else edition


def _alternatives(
    editions: Mapping[str, Edition], in_force: Mapping[str, Edition], choices: Mapping[str, str]
) -> Iterator[tuple[str, Edition]]:
    """Each reading with an edition under another of its options that leads to other rules."""
    for id_, edition in in_force.items():
        for reading in edition.readings.values():
            for option in reading.options.values():
                if option.id != reading.adopted and option.unanswerable is None:
                    patched = _under(editions[id_], {**choices, reading.id: option.id})
                    if patched.sets != edition.sets:
                        yield reading.id, patched


def _differing(
    evidence: Evidence,
    cases: list[_Case],
    results: Results,
    before: Mapping[str, Edition],
    after: Mapping[str, Edition],
) -> Iterator[Key]:
    """The results whose status or level is another under `after` than under `before`."""
    stale = {
        criteria.id: _stale(before[id_].sets[criteria.name], criteria)
        for id_, edition in after.items()
        for criteria in edition.sets.values()
    }
    others = dict(results)
    for case in cases:
        criteria = case.criteria(after)
        again = stale[criteria.id]
        if again == []:
            continue
        for basis in BASES:
            key = (case.dossier.unit, case.dossier.year, basis)
            tally_of = partial(_tally, evidence, others, case.dossier.year)
            if again is None:
                others[key] = judge(case.dossier, criteria, basis, tally_of)
            else:
                others[key] = judge_again(results[key], again, case.dossier, criteria, tally_of)
            if (others[key].status, others[key].level) != (results[key].status, results[key].level):
                yield key


def _stale(before: CriteriaSet, after: CriteriaSet) -> list[str] | None:
    """The indicators that may be found otherwise under `after`; None where the sets hold others.

    One that is derived from the districts may change whenever theirs do.
    """
    if before.indicators.keys() != after.indicators.keys():
        return None
    regraded: set[str] = set()
    if before.recognition != after.recognition:
        regraded = {*before.recognition.graded, *after.recognition.graded}
    return [
        id_
        for id_, indicator in after.indicators.items()
        if id_ in regraded
        or indicator.rule != before.indicators[id_].rule
        or indicator.measure.kind == "derived"
    ]


def _tally(evidence: Evidence, results: Results, year: int, rule: Rule, basis: Basis) -> Tally:
    """Count the districts of `year` that reached a level on `basis`; open ones are pending."""
    counted_on: Basis = "self" if rule.basis == "self" else basis
    count = pending = total = 0
    for unit in evidence.districts(year):
        if (rule.of == "pilot" and not unit.pilot) or (rule.of == "with-communes" and unit.communes == ()):
            continue
        total += 1
        result = results.get((unit.id, year, counted_on))
        if result is None or result.level is None or result.draft:
            pending += 1
        elif result.level > 0:
            count += 1
    return Tally(count, pending, total)
