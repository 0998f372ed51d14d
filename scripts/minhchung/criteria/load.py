"""From the files of an edition (parsed) to the frozen objects of :mod:`minhchung.criteria.model`.

Pure. The patch of each adopted option is applied here: an option is an RFC 7386 merge patch on the
data, so the result under another reading is the same rules on other data.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from minhchung.criteria.model import (
    Agency,
    Assignment,
    Band,
    Criterion,
    CriteriaSet,
    Due,
    Duty,
    Edition,
    Indicator,
    Measure,
    Option,
    Part,
    Quote,
    Reading,
    Recognition,
    Roadmap,
    Rule,
    Settled,
    Source,
    Stage,
    Standard,
)
from minhchung.criteria.node import CriteriaError, Node
from minhchung.criteria.rules import GRADABLE, RULES


class Unanswerable(Exception):
    """The submitted data cannot answer this option of a reading."""


SETS = ("district", "city")
FILES = (*SETS, "readings", "roadmap", "agencies")
MEASURES = ("declared", "share", "percentage", "change", "parts", "derived")


def load_edition(edition: str, data: Mapping[str, Any]) -> Edition:
    """The edition whose parsed files are `data` (file name without ending → mapping).

    Raises:
        CriteriaError: a file is missing or does not say what is needed, with the place.
    """
    for file in FILES:
        if file not in data:
            raise CriteriaError(file, (), "criteria-missing-file", file=file)
    node = Node("readings", data["readings"])
    readings = {id_: _reading(id_, child) for id_, child in node.nodes("readings")}
    settled = {id_: _settled(id_, child) for id_, child in node.nodes("settled")}
    node.done()
    ruled = dict(data)
    for reading in readings.values():
        for file, patch in (reading.options[reading.adopted].patch or {}).items():
            ruled[file] = merge(ruled[file], patch)
    agencies = {id_: _agency(id_, child) for id_, child in Node("agencies", ruled["agencies"]).nodes("agencies")}
    return Edition(
        id=edition,
        sets={name: _set(edition, name, ruled[name], agencies) for name in SETS},
        readings=readings,
        settled=settled,
        roadmap=_roadmap(ruled["roadmap"], agencies),
        agencies=agencies,
        data=data,
    )


def under(edition: Edition, choices: Mapping[str, str]) -> Edition:
    """`edition` with the named options (reading id → option id) adopted instead.

    Raises:
        KeyError: there is no such reading or option.
        Unanswerable: the option needs data that nobody submits.
    """
    for reading_id, option_id in choices.items():
        if edition.readings[reading_id].options[option_id].unanswerable is not None:
            raise Unanswerable(reading_id, option_id)
    adopted = {"readings": {id_: {"adopted": option} for id_, option in choices.items()}}
    return load_edition(edition.id, {**edition.data, "readings": merge(edition.data["readings"], adopted)})


def merge(target: Any, patch: Any) -> Any:
    """RFC 7386: mappings merge key by key, null removes a key, everything else replaces."""
    if not isinstance(patch, Mapping):
        return patch
    merged = dict(target) if isinstance(target, Mapping) else {}
    for key, value in patch.items():
        if value is None or (isinstance(value, str) and value in ("null", "~")):
            merged.pop(key, None)
        else:
            merged[key] = merge(merged.get(key), value)
    return merged


def _set(edition: str, name: str, data: Any, agencies: Mapping[str, Agency]) -> CriteriaSet:
    node = Node(name, data)
    if node.text("id") != f"{edition}/{name}":
        raise node.fault("criteria-bad-value", "id", value=node.text("id"), allowed=f"{edition}/{name}")
    standards = {id_: Standard(id_, _own(child)) for id_, child in node.nodes("standards")}
    criteria = {}
    for id_, child in node.nodes("criteria"):
        criteria[id_] = Criterion(id_, child.choice("standard", tuple(standards)), _own(child))
    indicators = {
        id_: _indicator(id_, child, tuple(criteria), agencies) for id_, child in node.nodes("indicators")
    }
    source = node.node("source")
    loaded = CriteriaSet(
        id=node.text("id"),
        edition=edition,
        name=name,
        applies_to=node.choice("applies_to", SETS),
        title=node.words("title"),
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


def _own(node: Node) -> Quote:
    quote = node.own_quote()
    node.done()
    return quote


def _indicator(id_: str, node: Node, criteria: tuple[str, ...], agencies: Mapping[str, Agency]) -> Indicator:
    measure = _measure(node.node("measure"))
    indicator = Indicator(
        id=id_,
        criterion=node.choice("criterion", criteria),
        slug=node.text("slug"),
        name=node.words("name"),
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
    groups = node.raw("groups") or []
    known = {part.id for part in measure.parts}
    if not all(isinstance(group, list) and set(group) <= known for group in groups):
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
    assignment = Assignment(node.own_quote(), _agency_ids(node, "agencies", agencies))
    node.done()
    return assignment


def _agency_ids(node: Node, key: str, agencies: Mapping[str, Agency]) -> tuple[str, ...]:
    ids = node.texts(key)
    for id_ in ids:
        if id_ not in agencies:
            raise node.fault("criteria-bad-value", key, value=id_, allowed=", ".join(agencies))
    return ids


def _recognition(node: Node, indicators: Mapping[str, Indicator]) -> Recognition:
    clauses = {}
    for child in node.listed("clauses"):
        clauses[child.text("id")] = child.own_quote()
        child.done()
    required, graded = node.texts("required"), node.texts("graded")
    if sorted((*required, *graded)) != sorted(indicators):
        odd = set(required).symmetric_difference(graded).symmetric_difference(indicators)
        raise node.fault("criteria-partition", ids=", ".join(sorted(odd)))
    for id_ in graded:
        if indicators[id_].measure.kind not in GRADABLE:
            raise node.fault("criteria-not-gradable", "graded", id=id_)
    bands = []
    for child in node.listed("bands"):
        at_least, above = child.decimal("at-least"), child.decimal("above")
        if (at_least is None) == (above is None):
            raise child.fault("criteria-band-edge")
        edge = at_least if at_least is not None else above
        assert edge is not None
        bands.append(Band(int(child.text("level")), edge, at_least is not None, child.choice("clause", tuple(clauses))))
        child.done()
    if not bands or any(low.level >= high.level or low.edge >= high.edge for low, high in zip(bands, bands[1:], strict=False)):
        raise node.fault("criteria-bands-order", "bands")
    node.done()
    return Recognition(required, graded, tuple(bands), clauses)


def _quotes(node: Node) -> tuple[Quote, ...]:
    return tuple(_own(child) for child in node.listed("clauses"))


def _reading(id_: str, node: Node) -> Reading:
    options = {}
    for option_id, child in node.nodes("options"):
        options[option_id] = Option(
            option_id, child.words("text"), child.raw("patch"), child.maybe_words("unanswerable")
        )
        child.done()
    affects = node.maybe_node("affects")
    reading = Reading(
        id=id_,
        question=node.words("question"),
        clauses=_quotes(node),
        affects={name: affects.texts(name) for name in affects.data} if affects else {},
        options=options,
        adopted=node.choice("adopted", tuple(options)),
        reason=node.words("reason"),
        authority=node.maybe("authority"),
    )
    node.done()
    return reading


def _settled(id_: str, node: Node) -> Settled:
    settled = Settled(id_, node.words("rule"), _quotes(node))
    node.done()
    return settled


def _roadmap(data: Any, agencies: Mapping[str, Agency]) -> Roadmap:
    node = Node("roadmap", data)
    stages = {}
    for id_, child in node.nodes("stages"):
        stages[id_] = Stage(id_, child.own_quote(), child.text("from"), child.text("until"))
        child.done()
    roadmap = Roadmap(stages, {id_: _duty(id_, c, tuple(stages), agencies) for id_, c in node.nodes("duties")})
    node.done()
    return roadmap


def _duty(id_: str, node: Node, stages: tuple[str, ...], agencies: Mapping[str, Agency]) -> Duty:
    due = node.node("due")
    duty = Duty(
        id=id_,
        stage=node.choice("stage", stages),
        who=_agency_ids(node, "who", agencies),
        what=node.words("what"),
        to=_agency_ids(node, "to", agencies),
        via=_agency_ids(node, "via", agencies),
        due=Due(due.maybe("before"), due.flag("inclusive"), due.maybe("from"), due.maybe("until")),
        clauses=_quotes(node),
        tracks=node.choice("tracks", ("submission", "verification", "decision")) if node.raw("tracks") else None,
    )
    due.done()
    node.done()
    return duty


def _agency(id_: str, node: Node) -> Agency:
    agency = Agency(id_, node.words("name"), node.flag("standing"), node.flag("collective"))
    node.done()
    return agency
