"""The tables behind “what if” against the engine itself: every answer is the one a changed dossier would get."""

from collections.abc import Mapping
from dataclasses import replace
from random import Random

import pytest

from minhchung.assessing.assess import assess
from minhchung.assessing.judge import find, judge
from minhchung.assessing.model import Result
from minhchung.assessing.what_if import Occurrence, Trial, WhatIf, what_if
from minhchung.criteria.rules import Tally
from minhchung.evidence.model import Declared, Dossier, Share, Value
from tests.dossiers import edition, evidence
from tests.random_dossiers import Draw

Values = Mapping[str, Value | Tally]


def cases(seed):
    """Dossiers of an invented city with their results on the claims, and the set that judges them."""
    units, dossiers = Draw(seed).city()
    read, rules = evidence(units, dossiers), edition()
    for (unit, year, basis), result in assess(read, {rules.id: replace(rules, readings={})}).items():
        dossier = read.dossiers.get((unit, year))
        submission = dossier.self_assessment if dossier else None
        if basis == "self" and submission and submission.origin != "public-sources":
            yield dossier, result, rules.sets[result.criteria.partition("/")[2]]


def claiming(dossier: Dossier, values: Values) -> Dossier:
    """The dossier as if it had claimed these values."""
    submission = dossier.self_assessment
    assert submission
    claims = dict(submission.claims)
    for id_, value in values.items():
        if not isinstance(value, Tally):
            claims[id_] = replace(claims[id_], value=value)
    return replace(dossier, self_assessment=replace(submission, claims=claims))


def tally_of(result: Result, values: Values):
    """What the districts gave, or would have given."""
    tallies = [values.get(id_, finding.tally) for id_, finding in result.findings.items() if finding.tally]
    return lambda *_: tallies[0]


def given(trial: Trial, count: int):
    return next(outcome for smallest, outcome in reversed(trial.steps) if smallest <= count)


def value(trial: Trial, count: int) -> Share | Tally:
    derived = trial.indicator.measure.kind == "derived"
    return Tally(count, 0, trial.total) if derived else Share(count, trial.total)


@pytest.mark.parametrize("seed", range(3))
def test_every_count_gives_what_the_engine_finds(seed):
    for dossier, result, criteria in cases(seed):
        for trial in what_if(result, criteria).trials:
            for count in range(trial.total + 1) if trial.steps else ():
                id_, outcome = trial.indicator.id, given(trial, count)
                values = {id_: value(trial, count)}
                changed = claiming(dossier, values)
                finding = find(changed, criteria, "self", tally_of(result, values), [id_])[id_]
                assert (outcome.status, outcome.level) == (finding.status, finding.level)


@pytest.mark.parametrize("seed", range(3))
def test_any_changes_together_give_the_engine_s_result(seed):
    """Counts anywhere, declarations turned round, several at once."""
    random, compared = Random(seed), 0
    for dossier, result, criteria in cases(seed):
        tables = what_if(result, criteria)
        assert tables.conclusion() == result.outcome
        for _ in range(12):
            occurring, values = tried(tables, dossier, random)
            changed = judge(claiming(dossier, values), criteria, "self", tally_of(result, values))
            assert tables.conclusion(occurring) == changed.outcome
            compared += 1
    assert compared > 300


def tried(tables: WhatIf, dossier: Dossier, random: Random):
    occurring: dict[str, Occurrence] = {}
    values: dict[str, Value | Tally] = {}
    assert dossier.self_assessment
    for trial in tables.trials:
        id_ = trial.indicator.id
        claim = dossier.self_assessment.claims.get(id_)
        if trial.steps and random.random() < 0.5:
            edge = random.choice([smallest for smallest, _ in trial.steps])
            near = edge + random.choice([-1, 0, 1])
            count = min(max(random.choice([near, random.randint(0, trial.total)]), 0), trial.total)
            occurring[id_], values[id_] = given(trial, count), value(trial, count)
        elif claim and claim.evidence and isinstance(claim.value, Declared) and random.random() < 0.3:
            met = not claim.value.met
            occurring[id_] = next(one for one in trial.choices if one.status == ("met" if met else "not-met"))
            values[id_] = Declared(met)
    return occurring, values


def test_what_cannot_be_counted_has_every_outcome_to_choose():
    _, result, criteria = next(
        case for case in cases(1) if any(f.status == "no-data" for f in case[1].findings.values())
    )
    for trial in what_if(result, criteria).trials:
        assert bool(trial.steps) != bool(trial.choices)
        if trial.choices:
            levels = [one.level for one in (trial.stands, *trial.choices) if one.status == "met"]
            graded = trial.indicator.id in criteria.recognition.graded
            assert sorted(levels, key=str) == ([1, 2, 3] if graded else [None])


def test_the_page_s_tables_are_small():
    """Runs of counts and sets of outcomes, not every dossier there could be."""
    for _, result, criteria in cases(3):
        tables = what_if(result, criteria)
        assert all(len(trial.steps) <= 4 for trial in tables.trials)
        assert len(tables.conclusions) <= 2**12
