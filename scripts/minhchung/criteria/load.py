"""From the files of an edition (parsed) to the frozen objects of :mod:`minhchung.criteria.model`.

Pure. The patch of each adopted option is applied here: an option is an RFC 7386 merge patch on the
data, so the result under another reading is the same rules on other data.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from minhchung.criteria.load_set import agency_ids, load_set, own
from minhchung.criteria.model import (
    Agency,
    CriteriaSet,
    Due,
    Duty,
    Edition,
    Lifetime,
    Option,
    Quote,
    Reading,
    Roadmap,
    Settled,
    Stage,
)
from minhchung.criteria.node import CriteriaError, Node


class Unanswerable(Exception):
    """The submitted data cannot answer this option of a reading."""


SETS = ("district", "city")
PATCHED = (*SETS, "roadmap")  # what an option of a reading may change
FILES = (*SETS, "readings", "roadmap", "agencies")


def load_edition(edition: str, data: Mapping[str, Any]) -> Edition:
    """The edition whose parsed files are `data` (file name without ending → mapping).

    Every option of every reading is tried, so that none can fail later.

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
    node = Node("agencies", data["agencies"])
    agencies = {id_: _agency(id_, child) for id_, child in node.nodes("agencies")}
    node.done()
    ruled = _ruled(data, readings)
    loaded = Edition(
        id=edition,
        sets={name: load_set(edition, name, ruled[name], agencies) for name in SETS},
        readings=readings,
        settled=settled,
        roadmap=_roadmap(ruled["roadmap"], agencies),
        agencies=agencies,
        data=data,
    )
    for reading in readings.values():
        _known_indicators(reading, loaded.sets)
        for option in reading.options.values():
            if option.unanswerable is None:
                _try(loaded, reading.id, option.id)
    return loaded


def _ruled(data: Mapping[str, Any], readings: Mapping[str, Reading]) -> dict[str, Any]:
    """The files of an edition with the patches of the adopted options."""
    ruled = dict(data)
    for reading in readings.values():
        for file, patch in (reading.options[reading.adopted].patch or {}).items():
            ruled[file] = merge(ruled[file], patch)
    return ruled


def _try(edition: Edition, reading: str, option: str) -> None:
    """Raise where an option leaves no sound edition, or asks for figures in another shape."""
    place = ("readings", reading, "options", option, "patch")
    try:
        patched = under(edition, {reading: option})
    except CriteriaError as error:
        raise CriteriaError("readings", place, error.reason, **error.params) from error
    for name, criteria in patched.sets.items():
        for id_, indicator in criteria.indicators.items():
            before = edition.sets[name].indicators.get(id_)
            if before is not None and before.measure != indicator.measure:
                value = f"{name}.indicators.{id_}.measure"
                raise CriteriaError(
                    "readings", place, "criteria-bad-value", value=value, allowed="rule, recognition"
                )


def _known_indicators(reading: Reading, sets: Mapping[str, CriteriaSet]) -> None:
    for name, ids in reading.affects.items():
        for id_ in ids:
            if name not in sets or id_ not in sets[name].indicators:
                place = ("readings", reading.id, "affects", name)
                allowed = ", ".join(sets[name].indicators if name in sets else sets)
                raise CriteriaError("readings", place, "criteria-bad-value", value=id_, allowed=allowed)


def under(edition: Edition, choices: Mapping[str, str]) -> Edition:
    """`edition` with the named options (reading id → option id) adopted instead.

    Raises:
        KeyError: there is no such reading or option.
        Unanswerable: the option needs data that nobody submits.
    """
    for reading_id, option_id in choices.items():
        if edition.readings[reading_id].options[option_id].unanswerable is not None:
            raise Unanswerable(reading_id, option_id)
    readings = {
        id_: replace(reading, adopted=choices.get(id_, reading.adopted))
        for id_, reading in edition.readings.items()
    }
    before, after = _ruled(edition.data, edition.readings), _ruled(edition.data, readings)
    sets = {
        name: criteria
        if after[name] == before[name]
        else load_set(edition.id, name, after[name], edition.agencies)
        for name, criteria in edition.sets.items()
    }
    roadmap = _roadmap(after["roadmap"], edition.agencies)
    return replace(edition, readings=readings, sets=sets, roadmap=roadmap)


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


def _quotes(node: Node) -> tuple[Quote, ...]:
    return tuple(own(child) for child in node.listed("clauses"))


def _reading(id_: str, node: Node) -> Reading:
    options = {}
    for option_id, child in node.nodes("options"):
        patch = child.maybe_node("patch")
        for file in patch.data if patch else ():
            if file not in PATCHED:
                raise child.fault("criteria-bad-value", "patch", value=str(file), allowed=", ".join(PATCHED))
        options[option_id] = Option(
            option_id, child.words("text"), patch.data if patch else None, child.maybe_words("unanswerable")
        )
        child.done()
    adopted = node.choice("adopted", tuple(options))
    if options[adopted].unanswerable is not None:
        allowed = ", ".join(id_ for id_, option in options.items() if option.unanswerable is None)
        raise node.fault("criteria-bad-value", "adopted", value=adopted, allowed=allowed)
    affects = node.maybe_node("affects")
    reading = Reading(
        id=id_,
        question=node.words("question"),
        clauses=_quotes(node),
        affects={name: affects.texts(name) for name in affects.data} if affects else {},
        options=options,
        adopted=adopted,
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
    lifetimes = {}
    for kind, child in node.nodes("lifetimes"):
        lifetimes[kind] = Lifetime(kind, child.whole("years"), child.words("note"))
        child.done()
    roadmap = Roadmap(
        stages, {id_: _duty(id_, c, tuple(stages), agencies) for id_, c in node.nodes("duties")}, lifetimes
    )
    node.done()
    return roadmap


def _duty(id_: str, node: Node, stages: tuple[str, ...], agencies: Mapping[str, Agency]) -> Duty:
    due = node.node("due")
    duty = Duty(
        id=id_,
        stage=node.choice("stage", stages),
        who=agency_ids(node, "who", agencies),
        what=node.words("what"),
        to=agency_ids(node, "to", agencies),
        via=agency_ids(node, "via", agencies),
        due=Due(due.maybe("before"), due.flag("inclusive"), due.maybe("from"), due.maybe("until")),
        clauses=_quotes(node),
        tracks=node.choice("tracks", ("submission", "verification", "decision"))
        if node.raw("tracks")
        else None,
    )
    due.done()
    node.done()
    return duty


def _agency(id_: str, node: Node) -> Agency:
    agency = Agency(id_, node.name("name"), node.flag("standing"), node.flag("collective"))
    node.done()
    return agency
