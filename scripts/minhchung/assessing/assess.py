"""The whole assessment: every unit, every year, all three bases, and the readings each result depends on.

Pure. Districts come first, then the city, whose indicator derived from them counts their results on
the same basis (reading ``recognised-means`` may say otherwise).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import partial
from hashlib import sha256

from minhchung.assessing.as_json import line
from minhchung.assessing.judge import TallyOf, judge, judge_again
from minhchung.assessing.model import Result, ResultStatus
from minhchung.assessing.on_demand import Verdicts, Worked
from minhchung.criteria.load import under
from minhchung.criteria.model import CriteriaSet, Edition, Rule
from minhchung.criteria.rules import Tally
from minhchung.evidence.model import BASES, Basis, Evidence
from minhchung.store import Store

Key = tuple[str, int, Basis]
Results = dict[Key, Result]


@dataclass(frozen=True, slots=True)
class Memory:
    """Where it is kept what was concluded, and how the rest is worked out (as `map` does: in several processes, if it
    likes). `keys`: of every dossier a hash of all that it follows from (:class:`~minhchung.checking.check.Checked`).
    """

    keys: Mapping[tuple[str, int], str] = field(default_factory=dict)
    store: Store | None = None
    in_order: Callable[[Callable[[_Case], bytes], Sequence[_Case]], Iterable[bytes]] = map


@dataclass(frozen=True, slots=True)
class _Case:
    """A dossier, and the id of the criteria set that judges it."""

    unit: str
    year: int
    criteria: str


Otherwise = tuple[ResultStatus, int | None]  # the status and level under an alternative


@dataclass(frozen=True, slots=True)
class _Other:
    """An alternative by its number, for one criteria set: the reading, the set under it, and what is stale then."""

    number: int
    reading: str
    criteria: CriteriaSet
    stale: list[str] | None


class _Rules:
    """The editions in force, and the alternatives to them: a reading, and the edition under another option of it."""

    def __init__(self, editions: Mapping[str, Edition], choices: Mapping[str, str]) -> None:
        self.in_force = {id_: _under(edition, choices) for id_, edition in editions.items()}
        self.alternatives = tuple(_alternatives(editions, self.in_force, choices))
        self.sets = {
            criteria.id: criteria for edition in self.in_force.values() for criteria in edition.sets.values()
        }
        self.counting = {
            id_
            for id_, criteria in self.sets.items()
            if any(indicator.measure.kind == "derived" for indicator in criteria.indicators.values())
        }
        self.others = {id_: list(self._others(criteria)) for id_, criteria in self.sets.items()}

    def _others(self, before: CriteriaSet) -> Iterator[_Other]:
        """The alternatives under which a dossier may be judged otherwise."""
        for number, (reading, edition) in enumerate(self.alternatives):
            if edition.id == before.edition:
                after = edition.sets[before.name]
                stale = _stale(before, after)
                if stale != []:
                    yield _Other(number, reading, after, stale)


def assess(
    evidence: Evidence,
    editions: Mapping[str, Edition],
    choices: Mapping[str, str] | None = None,
    memory: Memory | None = None,
    known: Results | None = None,
) -> Results:
    """All results, keyed by unit, year and basis, in order of year, unit and basis.

    A dossier with an error gets none. `choices` puts other options of readings in force; the
    `readings` of each result then speak of the options that were not chosen. The findings of a result are worked
    out when they are asked for. What is `known` is taken over: results of dossiers whose criteria are those
    that they were judged by, for editions without readings.

    Raises:
        KeyError, Unanswerable: an unknown or unanswerable option in `choices`.
    """
    rules = _Rules(editions, choices or {})
    results: Results = dict(known or {})
    cases = [case for case in _cases(evidence, editions) if (case.unit, case.year, BASES[0]) not in results]
    apart = [case for case in cases if case.criteria not in rules.counting]
    changed: list[dict[Key, Otherwise]] = [{} for _ in rules.alternatives]

    def add(case: _Case, verdicts: Verdicts) -> None:
        for result in verdicts.results:
            results[case.unit, case.year, result.basis] = result
        for number, of in verdicts.changed.items():
            changed[number] |= {(case.unit, case.year, basis): otherwise for basis, otherwise in of.items()}

    for case, verdicts in zip(apart, _apart(evidence, rules, apart, memory or Memory()), strict=True):
        add(case, verdicts)
    for case in cases:
        if case.criteria in rules.counting:
            worlds: list[dict[Key, Otherwise]] = [{}, *changed]
            tallies = [partial(_tally, evidence, results, world, case.year) for world in worlds]
            add(case, _verdicts(evidence, rules, case, tallies))
    order = {id_: number for number, id_ in enumerate(evidence.units)}
    return {
        key: results[key]
        for key in sorted(results, key=lambda key: (key[1], order[key[0]], BASES.index(key[2])))
    }


def _apart(evidence: Evidence, rules: _Rules, cases: Sequence[_Case], memory: Memory) -> Iterator[Verdicts]:
    """The verdicts about dossiers that follow from themselves alone, as far as possible those that are kept."""
    worked = Worked(evidence, rules.sets)

    def again(case: _Case, content: bytes) -> Verdicts:
        return Verdicts.read(content, worked, case.unit, case.year, rules.sets[case.criteria])

    def work(case: _Case) -> bytes:
        verdicts = _verdicts(evidence, rules, case, None)
        return verdicts.as_bytes([line(result) for result in verdicts.results])

    code = memory.store.code if memory.store else ""
    shared = sha256(repr((code, rules.alternatives, sorted(rules.in_force.items()))).encode()).hexdigest()
    keys = []
    for case in cases:
        of = memory.keys.get((case.unit, case.year), f"no dossier of {case.unit} {case.year}")
        keys.append(sha256(f"{shared} {of} {case.criteria}".encode()).hexdigest())
    blobs = memory.store.get(keys) if memory.store else {}
    kept: dict[_Case, Verdicts] = {}
    for key, case in zip(keys, cases, strict=True):
        with suppress(KeyError, ValueError, TypeError):
            kept[case] = again(case, blobs[key])
    unknown = [case for case in cases if case not in kept]
    new = dict(zip(unknown, memory.in_order(work, unknown), strict=True))
    if memory.store:
        memory.store.put((key, new[case]) for key, case in zip(keys, cases, strict=True) if case in new)
    for case in cases:
        yield kept[case] if case in kept else again(case, new[case])


def _verdicts(evidence: Evidence, rules: _Rules, case: _Case, tallies: Sequence[TallyOf] | None) -> Verdicts:
    """The verdicts about one dossier; `tallies` count the districts as they are, and under each alternative."""
    dossier = evidence.dossier(case.unit, case.year)
    criteria = rules.sets[case.criteria]
    results = []
    changed: dict[int, dict[Basis, Otherwise]] = {}
    for basis in BASES:
        result = judge(dossier, criteria, basis, tallies[0] if tallies else _none_counted)
        depends: dict[str, None] = {}
        for other in rules.others[case.criteria]:
            tally_of = tallies[other.number + 1] if tallies else _none_counted
            if other.stale is None:
                found = judge(dossier, other.criteria, basis, tally_of)
            else:
                found = judge_again(result, other.stale, dossier, other.criteria, tally_of)
            if (found.status, found.level) != (result.status, result.level):
                changed.setdefault(other.number, {})[basis] = found.status, found.level
                depends[other.reading] = None
        results.append(replace(result, readings=tuple(depends)) if depends else result)
    return Verdicts(tuple(results), changed)


def _none_counted(rule: Rule, basis: Basis) -> Tally:
    raise AssertionError(f"{rule.kind} on the basis {basis} counts districts")


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
        for unit in (*evidence.districts(year), *evidence.cities):
            sets = evidence.sets((unit.id, year))
            if sets is None:
                continue
            yield _Case(unit.id, year, sets.get("self-assessment", f"{in_force}/{unit.kind}"))


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


def _tally(
    evidence: Evidence,
    results: Results,
    changed: Mapping[Key, Otherwise],
    year: int,
    rule: Rule,
    basis: Basis,
) -> Tally:
    """Count the districts of `year` that reached a level on `basis`, some of them otherwise; open ones are pending."""
    counted_on: Basis = "self" if rule.basis == "self" else basis
    count = pending = total = 0
    for unit in evidence.districts(year):
        if (rule.of == "pilot" and not unit.pilot) or (rule.of == "with-communes" and unit.communes == ()):
            continue
        total += 1
        key: Key = (unit.id, year, counted_on)
        result = results.get(key)
        level = changed[key][1] if key in changed else result.level if result else None
        if result is None or level is None or result.draft:
            pending += 1
        elif level > 0:
            count += 1
    return Tally(count, pending, total)
