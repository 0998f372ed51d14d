"""What is still to be done on a self-assessment: a list for who fills it in, not a wall of errors. Pure."""

from __future__ import annotations

from copy import copy
from typing import Any

from minhchung.checking.dossier import Sources
from minhchung.checking.source import Source, mapping
from minhchung.criteria.model import Words
from minhchung.criteria.schema import CLAIM_KEYS
from minhchung.yaml.nodes import Quoted
from minhchung.yaml.strict import YamlFile


def set_aside(file: YamlFile) -> tuple[YamlFile, dict[str, Any]]:
    """A unit's draft without the indicators whose figures are still blank, as `minhchung new` leaves them; and those."""
    data = mapping(file.data)
    entries = mapping(data.get("indicators"))
    if data.get("origin") != "submission" or "submitted" in data:
        return file, {}
    blank = {id_: entry for id_, entry in entries.items() if _has_blank(mapping(entry))}
    if not blank:
        return file, {}
    rest, filled_in = copy(data), copy(entries)  # they know their places, and keep them
    for id_ in blank:
        del filled_in[id_]
    rest["indicators"] = filled_in
    return YamlFile(file.path, rest), blank


def _has_blank(claim: dict[str, Any]) -> bool:
    return any(_is_blank(claim[key]) for key in CLAIM_KEYS if key in claim)


def _is_blank(figure: Any) -> bool:
    return (figure == "" and not isinstance(figure, Quoted)) or any(map(_is_blank, mapping(figure).values()))


def check_to_do(sources: Sources) -> None:
    """Warn of what a unit's own self-assessment lacks; a collection or an example waits for nobody."""
    source = sources.get("self-assessment")
    if source is None or source.criteria is None or source.get("origin") != "submission":
        return
    draft = "submitted" not in mapping(source.data)
    if draft:
        source.warning("to-do", ("origin",))
    missing = _missing(source)
    if missing:
        report = {"count": len(missing), "missing": missing}
        if draft:
            source.warning("to-do", ("indicators",), case="indicators", **report)
        else:
            source.warning("missing-indicators", ("indicators",), **report)


def _missing(source: Source) -> tuple[Words, ...]:
    """The indicators that take a claim and have none, by number and short name."""
    assert source.criteria is not None
    return tuple(
        Words(f"{id_} ({indicator.name.vi})", f"{id_} ({indicator.name.en})")
        for id_, indicator in source.criteria.indicators.items()
        if indicator.measure.kind != "derived" and id_ not in source.entries
    )
