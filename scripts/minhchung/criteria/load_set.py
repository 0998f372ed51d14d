"""From the file of a criteria set (parsed) to the frozen :class:`~minhchung.criteria.model.CriteriaSet`. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from minhchung.criteria.model import (
    Agency,
    Assignment,
    Band,
    CriteriaSet,
    Criterion,
    Indicator,
    Measure,
    Part,
    Quote,
    Recognition,
    Rule,
    Source,
    Standard,
)
from minhchung.criteria.node import CriteriaError, Node
from minhchung.criteria.rules import GRADABLE, RULES

MEASURES = ("declared", "share", "percentage", "change", "parts", "derived")


def load_set(edition: str, name: str, data: Any, agencies: Mapping[str, Agency]) -> CriteriaSet:
    node = Node(name, data)
    if node.text("id") != f"{edition}/{name}":
        raise node.fault("criteria-bad-value", "id", value=node.text("id"), allowed=f"{edition}/{name}")
    standards = {id_: Standard(id_, own(child)) for id_, child in node.nodes("standards")}
    criteria = {}
    for id_, child in node.nodes("criteria"):
        criteria[id_] = Criterion(id_, child.choice("standard", tuple(standards)), own(child))
    indicators = {
        id_: _indicator(id_, child, tuple(criteria), agencies) for id_, child in node.nodes("indicators")
    }
    for id_, indicator in indicators.items():
        if indicator.measure.kind == "derived" and name != "city":  # only the city has units below it
            place = ("indicators", id_, "measure", "kind")
            raise CriteriaError(
                name, place, "criteria-bad-value", value="derived", allowed=", ".join(MEASURES[:-1])
            )
    source = node.node("source")
    loaded = CriteriaSet(
        id=node.text("id"),
        edition=edition,
        name=name,
        applies_to=node.choice("applies_to", (name,)),
        title=node.name("title"),
        honour=node.words("honour"),
        source=Source(
            source.text("number"), source.text("issuer"), source.text("issued"), source.words("annex")
        ),
        verified_by=node.words("verified_by"),
        decided_by=node.words("decided_by"),
        standards=standards,
        criteria=criteria,
        indicators=indicators,
        recognition=_recognition(node.node("recognition"), indicators),
    )
    source.done()
    node.done()
    return loaded


def _indicator(id_: str, node: Node, criteria: tuple[str, ...], agencies: Mapping[str, Agency]) -> Indicator:
    measure = _measure(node.node("measure"))
    indicator = Indicator(
        id=id_,
        criterion=node.choice("criterion", criteria),
        slug=node.text("slug"),
        name=node.name("name"),
        quote=node.own_quote(),
        guidance=node.quote("guidance"),
        measure=measure,
        rule=_rule(node.node("rule"), measure),
        corrected=node.maybe_words("corrected"),
        lead=_assignment(node.maybe_node("lead"), agencies),
        coordinating=_assignment(node.maybe_node("coordinating"), agencies),
    )
    node.done()
    return indicator


def _measure(node: Node) -> Measure:
    parts = []
    for id_, child in node.nodes("parts"):
        parts.append(Part(id_, child.words("name"), child.choice("kind", ("percentage", "change"))))
        child.done()
    measure = Measure(
        kind=node.choice("kind", MEASURES),
        noun=node.maybe_words("noun"),
        of=node.maybe_words("of"),
        total=node.choice("total", ("communes", "districts")) if node.raw("total") else None,
        roll=node.maybe("roll"),
        previous=node.flag("previous"),
        comparison=node.maybe("comparison"),
        comparison_years=node.years("comparison-years"),
        minimum=node.decimal("minimum"),
        maximum=node.decimal("maximum"),
        parts=tuple(parts),
    )
    node.done()
    return measure


def _rule(node: Node, measure: Measure) -> Rule:
    kind = node.choice("kind", tuple(RULES))
    if measure.kind not in RULES[kind].measures:
        raise node.fault("criteria-rule-measure", rule=kind, measure=measure.kind)
    if RULES[kind].part is not None and any(part.kind != RULES[kind].part for part in measure.parts):
        raise node.fault(
            "criteria-rule-measure", rule=kind, measure=", ".join(part.kind for part in measure.parts)
        )
    groups = node.raw("groups") or []
    known = {part.id for part in measure.parts}
    if not all(isinstance(group, list) and group and set(group) <= known for group in groups):
        raise node.fault("criteria-bad-value", "groups", value=str(groups), allowed=", ".join(sorted(known)))
    rule = Rule(
        kind=kind,
        percent=node.decimal("percent"),
        falls=node.flag("falls"),
        amount=node.decimal("amount"),
        as_=node.choice("as", ("percent-of-previous", "percentage-points")) if node.raw("as") else None,
        groups=tuple(tuple(str(part) for part in group) for group in groups),
        over=node.choice("over", ("sum", "each")) if node.raw("over") else None,
        of=node.choice("of", ("all", "pilot", "with-communes")) if node.raw("of") else None,
        basis=node.choice("basis", ("same", "self")) if node.raw("basis") else None,
    )
    for key in RULES[kind].needs:
        if node.raw(key) is None:
            raise node.fault("criteria-missing-key", key, key=key)
    node.done()
    return rule


def _assignment(node: Node | None, agencies: Mapping[str, Agency]) -> Assignment | None:
    if node is None:
        return None
    assignment = Assignment(node.own_quote(), agency_ids(node, "agencies", agencies))
    node.done()
    return assignment


def _recognition(node: Node, indicators: Mapping[str, Indicator]) -> Recognition:
    clauses = {}
    for child in node.listed("clauses"):
        clauses[child.text("id")] = child.own_quote()
        child.done()
    required, graded = node.texts("required"), node.texts("graded")
    if sorted((*required, *graded)) != sorted(indicators):
        listed = Counter((*required, *graded))
        odd = sorted(id_ for id_ in {*listed, *indicators} if listed[id_] != 1 or id_ not in indicators)
        raise node.fault("criteria-partition", ids=", ".join(odd))
    for id_ in graded:
        if indicators[id_].rule.kind not in GRADABLE:
            raise node.fault("criteria-not-gradable", "graded", id=id_)
    bands = []
    for child in node.listed("bands"):
        at_least, above = child.decimal("at-least"), child.decimal("above")
        if (at_least is None) == (above is None):
            raise child.fault("criteria-band-edge")
        edge = at_least if at_least is not None else above
        assert edge is not None
        bands.append(
            Band(child.whole("level"), edge, at_least is not None, child.choice("clause", tuple(clauses)))
        )
        child.done()
    if not bands or any(low.level >= high.level or low.edge >= high.edge for low, high in pairwise(bands)):
        raise node.fault("criteria-bands-order", "bands")
    node.done()
    return Recognition(required, graded, tuple(bands), clauses)


def own(node: Node) -> Quote:
    quote = node.own_quote()
    node.done()
    return quote


def agency_ids(node: Node, key: str, agencies: Mapping[str, Agency]) -> tuple[str, ...]:
    ids = node.texts(key)
    for id_ in ids:
        if id_ not in agencies:
            raise node.fault("criteria-bad-value", key, value=id_, allowed=", ".join(agencies))
    return ids
