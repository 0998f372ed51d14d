"""The whole assessment: every unit, every year, all three bases, and the readings each result depends on.

Pure. Districts come first, then the city, whose indicator derived from them counts their results on
the same basis (reading ``recognised-means`` may say otherwise).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from minhchung.assessing.judge import judge
from minhchung.assessing.model import Finding, Result
from minhchung.criteria.load import under
from minhchung.criteria.model import CriteriaSet, Edition, Rule
from minhchung.criteria.rules import Tally
from minhchung.evidence.model import BASES, Basis, Dossier, Evidence, Unit

Key = tuple[str, int, Basis]
Results = dict[Key, Result]


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
    results = _all(evidence, in_force)
    depends: dict[Key, list[str]] = {}
    for reading_id, alternatives in _alternatives(editions, in_force, choices).items():
        for patched in alternatives:
            others = _all(evidence, {**in_force, patched.id: patched}, (results, in_force))
            for key, result in results.items():
                differs = (others[key].status, others[key].level) != (result.status, result.level)
                if differs and reading_id not in depends.setdefault(key, []):
                    depends[key].append(reading_id)
    return {key: replace(result, readings=tuple(depends.get(key, ()))) for key, result in results.items()}


def edition_of(evidence: Evidence, editions: Mapping[str, Edition], year: int) -> Edition:
    """The edition a year is assessed under: the one its dossiers name (a year keeps its rules)."""
    named = {
        dossier.self_assessment.criteria.partition("/")[0]
        for (_, of), dossier in evidence.dossiers.items()
        if of == year and dossier.self_assessment is not None
    }
    known = sorted(named & set(editions)) or sorted(editions)
    return editions[known[-1]]


def criteria_for(
    evidence: Evidence, editions: Mapping[str, Edition], unit: Unit, year: int
) -> CriteriaSet:
    """The criteria set that judges `unit` in `year`."""
    dossier = evidence.dossiers.get((unit.id, year))
    if dossier is not None and dossier.self_assessment is not None:
        edition, _, name = dossier.self_assessment.criteria.partition("/")
        return editions[edition].sets[name]
    edition_in_force = edition_of(evidence, editions, year)
    return edition_in_force.sets["district" if unit.parent else "city"]


def _under(edition: Edition, choices: Mapping[str, str]) -> Edition:
    own = {id_: option for id_, option in choices.items() if id_ in edition.readings}
    return under(edition, own) if own else edition


def _alternatives(
    editions: Mapping[str, Edition], in_force: Mapping[str, Edition], choices: Mapping[str, str]
) -> dict[str, list[Edition]]:
    """For each reading, the editions under its other options that the submitted data can answer."""
    found: dict[str, list[Edition]] = {}
    for id_, edition in in_force.items():
        for reading in edition.readings.values():
            for option in reading.options.values():
                if option.id != reading.adopted and option.unanswerable is None:
                    patched = _under(editions[id_], {**choices, reading.id: option.id})
                    found.setdefault(reading.id, []).append(patched)
    return found


def _all(
    evidence: Evidence,
    editions: Mapping[str, Edition],
    before: tuple[Results, Mapping[str, Edition]] | None = None,
) -> Results:
    """Every result under `editions`.

    `before` are the results under other options: most rules are the same, and so are their findings.
    """
    results: Results = {}
    for year in evidence.years:
        for unit in (*evidence.districts(year), evidence.city()):
            dossier = evidence.dossiers.get((unit.id, year)) or Dossier(unit.id, year)
            if dossier.faulty:
                continue
            criteria = criteria_for(evidence, editions, unit, year)
            for basis in BASES:
                key = (unit.id, year, basis)
                known = {} if before is None else _unchanged(before[0][key], criteria, before[1])
                if before is not None and len(known) == len(before[0][key].findings):
                    results[key] = before[0][key]
                    continue
                tally_of = partial(_tally, evidence, results, year)
                results[key] = judge(dossier, criteria, basis, tally_of, known)
    order = {id_: number for number, id_ in enumerate(evidence.units)}
    ordered = sorted(results, key=lambda key: (key[1], order[key[0]], BASES.index(key[2])))
    return {key: results[key] for key in ordered}


def _unchanged(result: Result, criteria: CriteriaSet, editions: Mapping[str, Edition]) -> dict[str, Finding]:
    """The findings of `result` whose rule, and whose bands if graded, are the same under `criteria`."""
    original = editions[criteria.edition].sets[criteria.name]
    graded = criteria.recognition.graded if criteria.recognition != original.recognition else ()
    return {
        id_: finding
        for id_, finding in result.findings.items()
        if finding.tally is None
        and id_ not in graded
        and criteria.indicators[id_].rule == original.indicators[id_].rule
    }


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
