"""From typed plain data that passed the shape check to the frozen objects of the evidence model. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from minhchung.criteria.model import CriteriaSet, Measure
from minhchung.evidence.model import (
    Answer,
    Change,
    Citation,
    Claim,
    Commune,
    Decision,
    Declared,
    Document,
    Observation,
    Parts,
    Percentage,
    Reply,
    SelfAssessment,
    Share,
    Unit,
    Value,
    Verdict,
    Verification,
)

Data = Mapping[str, Any]


def units(data: Data) -> dict[str, Unit]:
    """The units of units.yml, in its order."""
    return {entry["id"]: _unit(entry) for entry in data["units"]}


def _unit(entry: Data) -> Unit:
    communes = entry.get("communes")
    tile = entry.get("tile")
    return Unit(
        id=entry["id"],
        code=entry.get("code"),
        name=entry["name"],
        type=entry["type"],
        parent=entry.get("parent"),
        pilot=entry.get("pilot", False),
        communes=None if communes is None else tuple(Commune(c["code"], c["name"]) for c in communes),
        tile=(tile[0], tile[1]) if tile else None,
        starts=entry.get("from"),
        ends=entry.get("until"),
        replaced_by=tuple(entry.get("replaced_by", ())),
    )


def self_assessment(data: Data, criteria: CriteriaSet) -> SelfAssessment:
    return SelfAssessment(
        unit=data["unit"],
        year=data["year"],
        criteria=data["criteria"],
        origin=data["origin"],
        prepared_by=data.get("prepared_by"),
        submitted=None if data["origin"] == "public-sources" else data.get("submitted"),
        documents=_documents(data),
        claims={
            id_: claim(entry, criteria.indicators[id_].measure)
            for id_, entry in data.get("indicators", {}).items()
        },
        observations=tuple(
            Observation(entry.get("indicator"), entry.get("difficulty"), entry.get("proposal"))
            for entry in data.get("observations", ())
        ),
    )


def verification(data: Data, criteria: CriteriaSet) -> Verification:
    return Verification(
        unit=data["unit"],
        year=data["year"],
        verified_by=data["verified_by"],
        date=data["date"],
        documents=_documents(data),
        verdicts={
            id_: Verdict(
                outcome=entry["outcome"],
                claim=claim(entry["claim"], criteria.indicators[id_].measure) if "claim" in entry else None,
                reason=entry.get("reason"),
                evidence=_citations(entry),
            )
            for id_, entry in data.get("indicators", {}).items()
        },
    )


def reply(data: Data) -> Reply:
    return Reply(
        unit=data["unit"],
        year=data["year"],
        replied_by=data["replied_by"],
        date=data["date"],
        documents=_documents(data),
        answers={
            id_: Answer(entry["agrees"], entry.get("text"), _citations(entry))
            for id_, entry in data.get("indicators", {}).items()
        },
    )


def decision(data: Data) -> Decision:
    document = data.get("document")
    return Decision(
        unit=data["unit"],
        year=data["year"],
        decided_by=data["decided_by"],
        number=data["number"],
        date=data["date"],
        outcome=data["outcome"],
        level=data.get("level"),
        document=_document("decision", document) if document else None,
    )


def claim(entry: Data, measure: Measure) -> Claim:
    """One claim, in the shape that the measure of its indicator asks for."""
    return Claim(_value(entry, measure), _citations(entry), entry.get("status"), entry.get("note"))


def _value(entry: Data, measure: Measure) -> Value:
    match measure.kind:
        case "declared":
            return Declared(entry["met"])
        case "share":
            return Share(entry["count"], entry["total"])
        case "percentage":
            previous = entry.get("previous")
            return Percentage(Decimal(entry["percent"]), None if previous is None else Decimal(previous))
        case "change":
            return _change(entry)
        case "parts":
            return Parts({part.id: _part(entry["parts"][part.id]) for part in measure.parts})
        case "derived":
            raise ValueError("a derived indicator takes no claim")


def _part(entry: Any) -> Decimal | Change:
    return _change(entry) if isinstance(entry, Mapping) else Decimal(entry)


def _change(entry: Data) -> Change:
    return Change(Decimal(entry["previous"]), Decimal(entry["current"]), entry.get("comparable", True))


def _citations(entry: Data) -> tuple[Citation, ...]:
    return tuple(
        Citation(cited)
        if isinstance(cited, str)
        else Citation(cited["document"], cited.get("page"), cited.get("quote"))
        for cited in entry.get("evidence", ())
    )


class _Documents(Mapping[str, Document]):
    """Documents by id, each made when it is first asked for: whoever judges a dossier asks for none."""

    __slots__ = ("_entries", "_made")

    def __init__(self, entries: Mapping[str, Data]) -> None:
        self._entries = entries
        self._made: dict[str, Document] = {}

    def __getitem__(self, id_: str) -> Document:
        if id_ not in self._made:
            self._made[id_] = _document(id_, self._entries[id_])
        return self._made[id_]

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)

    def __repr__(self) -> str:
        return repr(dict(self))


def _documents(data: Data) -> Mapping[str, Document]:
    return _Documents(data.get("documents", {}))


def _document(id_: str, entry: Data) -> Document:
    return Document(id=id_, **entry)
