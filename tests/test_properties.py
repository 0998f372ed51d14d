"""What holds for every dossier there can be, tried on many that nobody thought of."""

from collections.abc import Mapping
from copy import deepcopy
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from minhchung.assessing.assess import assess
from minhchung.criteria.load import load_edition, merge
from minhchung.criteria.model import Band, Edition, Rule
from minhchung.criteria.rules import RULES, Tally, band_level, count_for, count_for_rule
from minhchung.evidence.model import Change, Declared, Parts, Percentage, Share
from tests.dossiers import HAI_PHONG, Plain, edition, edition_data, evidence
from tests.law_cases import BASE, CITY, DOCUMENT, YEAR

DISTRICTS = [f"{CITY}-{number}" for number in range(1, 6)]
UNITS: list[Plain] = [{"id": CITY, "name": "Thành phố Ví Dụ", "type": "thành phố"}]
UNITS += [
    {
        "id": id_,
        "name": f"Quận {id_}",
        "type": "quận",
        "parent": CITY,
        "pilot": id_ < f"{CITY}-4",
        "communes": [],
    }
    | ({} if id_ == DISTRICTS[0] else {"communes": [{"code": "1", "name": "Xã Một"}]})
    for id_ in DISTRICTS
]
SHARES = {
    name: [id_ for id_, indicator in criteria.indicators.items() if indicator.measure.kind == "share"]
    for name, criteria in edition().sets.items()
}
CHOICES = [
    {reading.id: option.id}
    for reading in edition().readings.values()
    for option in reading.options.values()
    if option.unanswerable is None
]

rates = st.decimals(0, 100, places=4)
near_an_edge = st.tuples(st.sampled_from([50, 70, 80, 90, 100]), st.integers(1, 60), st.integers(-1, 1)).map(
    lambda drawn: {"count": min(drawn[1], max(0, drawn[0] * drawn[1] // 100 + drawn[2])), "total": drawn[1]}
)
shares = near_an_edge | st.just({"count": 0, "total": 0})


def claims(kind: str, id_: str) -> st.SearchStrategy[Any]:
    """Some claim for an indicator, by what its measure asks for."""
    measure = edition().sets[kind].indicators[id_].measure
    changes = st.fixed_dictionaries({"previous": rates, "current": rates})
    match measure.kind:
        case "declared":
            return st.fixed_dictionaries({"met": st.booleans()})
        case "share":
            return shares
        case "percentage":
            small = st.decimals(0, Decimal("0.1"), places=3)
            return st.fixed_dictionaries({"percent": small | rates}, optional={"previous": small})
        case "change":
            return changes
        case _:
            parts = {part.id: changes if part.kind == "change" else rates for part in measure.parts}
            return st.fixed_dictionaries({"parts": st.fixed_dictionaries(parts)})


@st.composite
def submissions(draw, kind: str, ids: list[str] | None = None, documented: bool = False) -> Any:
    """A good dossier with a few claims drawn anew, left out or without a document."""
    found = {id_: {**claim, "evidence": ["bc-1"]} for id_, claim in BASE[kind].items()}
    for id_ in draw(st.lists(st.sampled_from(ids or list(found)), max_size=4, unique=True)):
        found[id_] = {**draw(claims(kind, id_)), "evidence": ["bc-1"]}
        if not documented:
            found[id_]["evidence"] = draw(st.sampled_from([["bc-1"], ["bc-1"], []]))
            if draw(st.integers(0, 5)) == 0:
                del found[id_]
    return found


@st.composite
def verdicts(draw, kind: str) -> Any:
    found: dict[str, Any] = {id_: {"outcome": "accepted"} for id_ in BASE[kind]}
    for id_ in draw(st.lists(st.sampled_from(list(found)), max_size=3, unique=True)):
        corrected = claims(kind, id_).map(
            lambda claim: {"outcome": "corrected", "claim": claim, "reason": "…"}
        )
        others: list[Plain] = [{"outcome": "rejected", "reason": "…"}]
        others += [{"outcome": "not-applicable", "reason": "…", "evidence": ["bc-1"]}]
        found[id_] = draw(corrected | st.sampled_from(others))
    return found


@st.composite
def cities(draw) -> dict[tuple[str, int], Any]:
    """The dossiers of a city and its five districts."""
    dossiers = {}
    for id_ in (CITY, *DISTRICTS):
        kind = "city" if id_ == CITY else "district"
        if draw(st.integers(0, 9)) == 0:
            continue
        files = dossier(id_, kind, draw(submissions(kind)), draw(st.none() | verdicts(kind)))
        if draw(st.integers(0, 9)) == 0:
            del files["self-assessment"]["submitted"]
        if draw(st.booleans()):
            files["decision"] = decision(id_, draw(st.integers(0, 3)))
        dossiers[id_, YEAR] = files
    assume(dossiers)
    return dossiers


def dossier(unit: str, kind: str, indicators: Plain, verdicts: Plain | None = None) -> dict[str, Any]:
    place = {"unit": unit, "year": YEAR, "documents": {"bc-1": DOCUMENT}}
    head = {"criteria": f"{HAI_PHONG}/{kind}", "origin": "submission", "submitted": f"{YEAR}-12-10"}
    files = {"self-assessment": {**place, **head, "indicators": indicators}}
    if verdicts is not None:
        files["verification"] = {
            **place,
            "verified_by": "Sở Ví Dụ",
            "date": "2022-12-20",
            "indicators": verdicts,
        }
    return files


def decision(unit: str, level: int) -> Plain:
    outcome = {"outcome": "recognised", "level": level} if level else {"outcome": "not-recognised"}
    return {
        "unit": unit,
        "year": YEAR,
        "decided_by": "Ủy ban",
        "number": "1",
        "date": "2022-12-28",
        **outcome,
    }


def results(dossiers: Mapping[tuple[str, int], Plain], choices: Mapping[str, str] | None = None) -> Any:
    return assess(evidence(UNITS, dossiers), {HAI_PHONG: edition()}, choices)


def concluded(found: Mapping[Any, Any]) -> dict[Any, Any]:
    return {key: (result.status, result.level, dict(result.findings)) for key, result in found.items()}


@settings(max_examples=60)
@given(cities(), st.data(), st.sampled_from(CHOICES))
def test_one_more_counted_never_lowers_a_level(dossiers, data, choices):
    """Neither the unit's own, nor the city's; on no basis, under no reading."""
    places = [
        (key, id_)
        for key, files in dossiers.items()
        for id_, claim in files["self-assessment"]["indicators"].items()
        if "count" in claim and claim["count"] < claim["total"]
    ]
    assume(places)
    key, id_ = data.draw(st.sampled_from(places))
    more = deepcopy(dossiers)
    more[key]["self-assessment"]["indicators"][id_]["count"] += 1
    before, after = results(dossiers, choices), results(more, choices)
    for place, result in before.items():
        if result.level:
            assert after[place].level is not None
            assert after[place].level >= result.level
        for indicator, finding in result.findings.items():
            assert (after[place].findings[indicator].level or 0) >= (finding.level or 0)


@settings(max_examples=60)
@given(cities(), st.data(), st.sampled_from(CHOICES))
def test_removing_a_document_or_a_claim_never_raises_a_level(dossiers, data, choices):
    """What is missing blocks a level; it is never “not met”, and never a level either."""
    places = [(key, id_) for key, files in dossiers.items() for id_ in files["self-assessment"]["indicators"]]
    key, id_ = data.draw(st.sampled_from(places))
    fewer = deepcopy(dossiers)
    if data.draw(st.booleans()):
        fewer[key]["self-assessment"]["indicators"][id_]["evidence"] = []
    else:
        del fewer[key]["self-assessment"]["indicators"][id_]
    before, after = results(dossiers, choices), results(fewer, choices)
    for place, result in before.items():
        assert (after[place].level or 0) <= (result.level or 0)
        if result.status == "incomplete":
            assert after[place].status == "incomplete"


@settings(max_examples=20)
@given(cities(), st.randoms(use_true_random=False))
def test_the_order_of_files_and_of_keys_never_matters(dossiers, random):
    """Not in the evidence, and not in the criteria either."""

    def shuffled(node: Any) -> Any:
        if not isinstance(node, Mapping):
            return node
        keys = list(node)
        random.shuffle(keys)
        return {key: shuffled(node[key]) for key in keys}

    before = results(dossiers)
    assert list(results(shuffled(dossiers)).items()) == list(before.items())
    other = load_edition(HAI_PHONG, shuffled(edition_data()))
    after = assess(evidence(UNITS, dossiers), {HAI_PHONG: other})
    assert concluded(after) == concluded(before)
    assert {key: set(result.readings) for key, result in after.items()} == {
        key: set(result.readings) for key, result in before.items()
    }
    mixed = evidence(random.sample(UNITS, len(UNITS)), dossiers)
    assert assess(mixed, {HAI_PHONG: edition()}) == before


@settings(max_examples=40)
@given(cities(), st.integers(2, 10**30))
def test_scaling_count_and_total_together_changes_nothing(dossiers, factor):
    """61 of 74 is 122 of 148."""
    scaled = deepcopy(dossiers)
    for files in scaled.values():
        for claim in files["self-assessment"]["indicators"].values():
            if "count" in claim:
                claim["count"] *= factor
                claim["total"] *= factor
    before, after = results(dossiers), results(scaled)
    for key, result in before.items():
        assert (after[key].status, after[key].level) == (result.status, result.level)
        assert after[key].readings == result.readings
        assert {id_: (f.status, f.level) for id_, f in after[key].findings.items()} == {
            id_: (f.status, f.level) for id_, f in result.findings.items()
        }


COUNTED = {
    kind: [*SHARES[kind], *(id_ for id_ in BASE[kind] if "met" in BASE[kind][id_])]
    for kind in ("district", "city")
}


@given(st.data(), st.sampled_from(["district", "city"]), st.sampled_from(CHOICES))
def test_what_is_missing_is_enough_and_not_one_too_many(data, kind, choices):
    """As many more as `next` says reach the next level; one fewer anywhere does not."""
    unit = CITY if kind == "city" else DISTRICTS[0]
    drawn = data.draw(submissions(kind, COUNTED[kind], documented=True))
    assume(all(claim.get("total") != 0 for claim in drawn.values()))
    full = {(id_, YEAR): dossier(id_, "district", complete("district")) for id_ in DISTRICTS}

    def reached(indicators: Plain) -> Any:
        return results({**full, (unit, YEAR): dossier(unit, kind, indicators)}, choices)[unit, YEAR, "self"]

    result = reached(drawn)
    if result.next is None:
        assert result.level == 3
        return
    enough = deepcopy(drawn)
    for need in result.next.needs:
        if need.more is None:
            enough[need.indicator]["met"] = True
        else:
            assert need.more > 0
            enough[need.indicator]["count"] += need.more
    assert result.next.needs
    assert reached(enough).level >= result.next.level  # few units may jump over a band
    for need in result.next.needs:
        short = deepcopy(enough)
        if need.more is None:
            short[need.indicator]["met"] = False
        else:
            short[need.indicator]["count"] -= 1
        assert reached(short).level < result.next.level


def complete(kind: str) -> dict[str, Any]:
    return {id_: {**claim, "evidence": ["bc-1"]} for id_, claim in BASE[kind].items()}


@settings(max_examples=30)
@given(st.integers(1, 20), st.data(), st.sampled_from(["a", "b"]))
def test_as_many_more_districts_as_the_city_needs_are_enough(total, data, edges):
    """Indicator 2.1.2: pending districts and districts that failed are what is still to be won."""
    recognised = data.draw(st.integers(0, total))
    pending = data.draw(st.integers(0, total - recognised))
    ids = [f"{CITY}-{number}" for number in range(total)]
    units: list[Plain] = [UNITS[0]]
    units += [{"id": id_, "name": id_, "type": "quận", "parent": CITY, "pilot": True} for id_ in ids]

    def reached(count: int) -> Any:
        good, bad = (
            complete("district"),
            {**complete("district"), "1.1.1": {"met": False, "evidence": ["bc-1"]}},
        )
        dossiers = {(id_, YEAR): dossier(id_, "district", good) for id_ in ids[:count]}
        dossiers |= {
            (id_, YEAR): dossier(id_, "district", bad) for id_ in ids[max(count, recognised + pending) :]
        }
        dossiers[CITY, YEAR] = dossier(CITY, "city", complete("city"))
        found = assess(evidence(units, dossiers), {HAI_PHONG: edition()}, {"band-edges": edges})
        return found[CITY, YEAR, "self"]

    result = reached(recognised)
    if result.next is None:
        assert result.level == 3
        return
    [need] = result.next.needs
    assert need.indicator == "2.1.2"
    assert need.more is not None
    assert reached(recognised + need.more).level >= result.next.level
    assert (reached(recognised + need.more - 1).level or 0) < result.next.level


@settings(max_examples=20)
@given(cities(), st.sampled_from([{}, {"band-edges": "b"}, {"districts-counted": "c"}]))
def test_the_readings_of_a_result_are_those_that_would_change_it(dossiers, choices):
    """Found again by assessing everything from scratch under every other option of every reading."""
    now = results(dossiers, choices)
    expected: dict[Any, set[str]] = {key: set() for key in now}
    for other in CHOICES:
        for key, result in from_scratch(dossiers, {**choices, **other}).items():
            if (result.status, result.level) != (now[key].status, now[key].level):
                expected[key].update(other)
    assert {key: set(result.readings) for key, result in now.items()} == expected
    assert all(len(set(result.readings)) == len(result.readings) for result in now.values())


def from_scratch(dossiers: Mapping[tuple[str, int], Plain], choices: Mapping[str, str]) -> Any:
    return assess(evidence(UNITS, dossiers), {HAI_PHONG: as_if_adopted(frozenset(choices.items()))})


@cache
def as_if_adopted(choices: frozenset[tuple[str, str]]) -> Edition:
    """The edition as if readings.yml adopted these options."""
    data = edition_data()
    patch = {"readings": {id_: {"adopted": option} for id_, option in choices}}
    return load_edition(HAI_PHONG, {**data, "readings": merge(data["readings"], patch)})


huge = st.integers(0, 10**60)
exact = st.decimals(min_value=0, max_value=10**6, places=40) | st.decimals(0, 100, places=2)


@settings(max_examples=300)
@given(huge, huge, exact, st.booleans())
def test_counts_of_any_size_are_compared_exactly(count, total, percent, inclusive):
    count, total = min(count, total), max(count, total, 1)
    rule = Rule("at-least" if inclusive else "above", percent=percent)
    share = Fraction(100 * count, total)
    edge = Fraction(percent)
    met = share >= edge if inclusive else share > edge
    assert (RULES[rule.kind].judge(Share(count, total), rule).status == "met") == met
    assert band_level(Share(count, total), [Band(1, percent, inclusive, "")]) == int(met)
    least = count_for_rule(rule, total)
    assert least == count_for(Band(1, percent, inclusive, ""), total)
    for asked, expected in ((least, True), (least - 1, False)):
        of_total = Fraction(100 * asked, total)
        assert (of_total >= edge if inclusive else of_total > edge) == expected


@settings(max_examples=300)
@given(exact, exact, exact)
def test_figures_of_any_length_are_compared_exactly(previous, current, amount):
    """A decimal is compared as it is written: no rounding to 28 digits, no float."""
    before, now, asked = Fraction(previous), Fraction(current), Fraction(amount)

    def met(kind: str, value: object, **numbers: Any) -> bool:
        return RULES[kind].judge(value, Rule(kind, **numbers)).status == "met"

    change = Change(previous, current)
    if before:
        points = {"amount": amount, "as_": "percentage-points"}
        assert met("falls-by", change, **points) == (before - now >= asked)
        relative = {"amount": amount, "as_": "percent-of-previous"}
        assert met("falls-by", change, **relative) == (100 * (before - now) >= asked * before)
    assert met("below", Percentage(current), percent=amount) == (now < asked)
    falls = Percentage(current, previous)
    assert met("below", falls, percent=amount, falls=True) == (now < asked and now < before)
    parts = Parts({"one": previous, "two": current})
    each = {"percent": amount, "groups": (("one",), ("two",))}
    assert met("each-at-least", parts, **each) == (before >= asked and now >= asked)
    both = Parts({"one": change, "two": Change(amount, Decimal(1))})
    assert met("rises", both, over="sum") == (now + 1 > before + asked)
    assert met("rises", both, over="each") == (now > before and asked < 1)


@given(st.integers(0, 30), st.integers(0, 30), st.integers(0, 30))
def test_districts_still_open_only_postpone(count, pending, failed):
    """Met or not met is said only where no open result could change it."""
    rule = Rule("units-at-level", percent=Decimal(70), of="all", basis="same")
    total = count + pending + failed

    def judge(reached: int, open_: int) -> str:
        return RULES[rule.kind].judge(Tally(reached, open_, total), rule).status

    outcomes = {judge(count + more, 0) for more in range(pending + 1)}
    said = judge(count, pending)
    assert said == (outcomes.pop() if len(outcomes) == 1 else "no-data")


@given(st.lists(st.lists(rates, min_size=1, max_size=3), min_size=1, max_size=3), rates)
def test_a_pooled_figure_lies_between_its_parts(groups, percent):
    """Parts without volumes: met only where every pool must reach the edge, not met where one cannot."""
    named = [
        [(f"{pool}-{part}", rate) for part, rate in enumerate(group)] for pool, group in enumerate(groups)
    ]
    rule = Rule("each-at-least", percent, groups=tuple(tuple(id_ for id_, _ in group) for group in named))
    status = RULES[rule.kind].judge(Parts(dict(part for group in named for part in group)), rule).status
    if all(min(group) >= percent for group in groups):
        assert status == "met"
    elif any(max(group) < percent for group in groups):
        assert status == "not-met"
    else:
        assert status == "no-data"


def test_a_declaration_is_met_or_not():
    assert [RULES["is-met"].judge(Declared(it), Rule("is-met")).status for it in (True, False)] == [
        "met",
        "not-met",
    ]
