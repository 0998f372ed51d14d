"""The search for what breaks: it finds, makes small, repeats itself, and does not wait. What it found is in the other tests."""

import contextlib
from random import Random

import pytest
from fuzz.limit import TooSlowError, limited
from fuzz.lines import layout
from fuzz.mutations import MUTATIONS
from fuzz.properties import hold
from fuzz.repository import Mutant
from fuzz.seeds import SEEDS, SOUND
from fuzz.tree import EVIDENCE

from fuzz import engine, papers, repository, sheets

PLACE = f"{EVIDENCE}/suoi-biec/2022/self-assessment.yml"


@pytest.mark.parametrize("name", SOUND)
def test_what_everything_is_made_from_is_sound(name):
    assert not hold(SEEDS[name](), SEEDS[name](), Random(1), often=0).has_errors


@pytest.mark.parametrize(("target", "runs"), [(repository, 100), (sheets, 4), (papers, 200)])
def test_some_cases_of_each_kind_hold(target, runs):
    """A few only: `make fuzz` tries more, and whoever has an hour many more."""
    outcome = engine.run(target.case, runs)
    assert outcome.runs == runs
    assert not outcome.faults, next(iter(outcome.faults.values()))[1]


def no_page(mutant, seed, chance):
    """Breaks where the dossier no longer cites the page."""
    content = mutant.files.get(PLACE, b"")
    assert b"page: 3" in content or b"submitted" not in content


def test_what_breaks_is_found_and_made_small():
    outcome = engine.run(lambda chance: repository.case(chance, ("tiny",), no_page), 300)
    ((kind, (small, told)),) = outcome.faults.items()
    assert isinstance(small, Mutant)
    assert kind.startswith("AssertionError")
    assert "no_page" in told
    assert len(small.steps) == 1
    assert list(small.made().files) == [PLACE]
    assert len(small.made().files[PLACE].splitlines()) == 1


def test_a_case_follows_from_the_seed_and_its_number():
    one, other = (repository.case(Random("7/12")) for _ in range(2))
    assert one == other
    assert one.made() == other.made()


@pytest.mark.parametrize("name", MUTATIONS)
def test_every_step_changes_something(name):
    seed = SEEDS["small"]()
    mutants = (Mutant("small", ((name, number),), 0).made() for number in range(20))
    assert any(mutant != seed for mutant in mutants)


def test_what_takes_longer_than_it_may_is_stopped():
    def for_ever():
        while True:
            with contextlib.suppress(Exception):
                sum(range(1000))

    with pytest.raises(TooSlowError), limited(0.05):
        for_ever()


def test_entries_and_values_are_found_by_their_lines():
    text = "a: 1\nb:\n  c: {d: 2, e: [x, y]}\n  f: g\n"
    found = layout(text)
    assert [entry.whole.of(text) for entry in found.entries][1] == text[5:]
    assert {span.of(text) for span in found.values} == {"1", "g", "2", "x", "y"}
    assert {span.of(text) for span in found.pairs} == {"d: 2, ", "e: [x, y]"}
    assert {span.of(text) for span in found.keys} == {"a", "b", "c", "d", "e", "f"}
