"""What is still to be done on a self-assessment: a list for who fills it in, not a wall of errors. Pure."""

from __future__ import annotations

from minhchung.checking.dossier import Sources
from minhchung.checking.source import Source, mapping
from minhchung.criteria.model import Words


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
