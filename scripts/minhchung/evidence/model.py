"""The evidence as data: units, claims, documents, dossiers, frozen.

Built by :mod:`minhchung.evidence.load` from files that passed the shape check.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from minhchung.evidence.boundaries import Boundaries

Basis = Literal["self", "verified", "official"]
BASES: tuple[Basis, ...] = ("self", "verified", "official")


@dataclass(frozen=True, slots=True)
class Commune:
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Unit:
    """A district, or the city itself (no parent)."""

    id: str
    code: str | None  # the statistics office's; None where no source gives one
    name: str
    type: str
    parent: str | None = None
    pilot: bool = False
    communes: tuple[Commune, ...] | None = None  # None: no list is recorded; (): there are none
    tile: tuple[int, int] | None = None  # column, row on the tile map
    starts: str | None = None  # first and last day of its existence, ISO, where known
    ends: str | None = None
    replaced_by: tuple[str, ...] = ()

    @property
    def kind(self) -> Literal["city", "district"]:
        """Which set of the criteria is for it."""
        return "city" if self.parent is None else "district"

    def exists_in(self, year: int) -> bool:
        """Whether the unit exists at the end of `year` (31 December), when the year is assessed."""
        last_day = f"{year:04d}-12-31"
        return (self.starts is None or self.starts <= last_day) and (
            self.ends is None or self.ends >= last_day
        )


@dataclass(frozen=True, slots=True)
class Declared:
    met: bool


@dataclass(frozen=True, slots=True)
class Share:
    count: int
    total: int


@dataclass(frozen=True, slots=True)
class Percentage:
    percent: Decimal
    previous: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Change:
    previous: Decimal
    current: Decimal
    comparable: bool = True


@dataclass(frozen=True, slots=True)
class Parts:
    parts: Mapping[str, Decimal | Change]


Value = Declared | Share | Percentage | Change | Parts


@dataclass(frozen=True, slots=True)
class Citation:
    """A document cited as evidence, perhaps with the page and the words that prove the claim."""

    document: str
    page: int | None = None
    quote: str | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """What a unit asserts for one indicator, and the documents it cites."""

    value: Value
    evidence: tuple[Citation, ...] = ()
    status: Literal["estimated", "preliminary", "official"] | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A document that proves something; its identity is number + issuer + date."""

    id: str
    title: str
    number: str | None = None
    issuer: str | None = None
    issued: str | None = None
    url: str | None = None
    file: str | None = None
    sha256: str | None = None
    archived: str | None = None
    access: Literal["public", "restricted"] = "public"
    holder: str | None = None
    request: str | None = None


@dataclass(frozen=True, slots=True)
class Observation:
    """Where the criteria do not fit, as the plan asks every unit to say (section V.2.5)."""

    indicator: str | None
    difficulty: str | None
    proposal: str | None


@dataclass(frozen=True, slots=True)
class SelfAssessment:
    unit: str
    year: int
    criteria: str
    origin: Literal["submission", "public-sources", "example"]
    prepared_by: str | None
    submitted: str | None  # None: a draft, or a collection, which nobody submits
    documents: Mapping[str, Document]
    claims: Mapping[str, Claim]
    observations: tuple[Observation, ...] = ()

    @property
    def collected(self) -> bool:
        """Whether others gathered the figures from what is public; the unit submitted nothing."""
        return self.origin == "public-sources"

    @property
    def draft(self) -> bool:
        return self.submitted is None and not self.collected


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the verifying agency found about one claim."""

    outcome: Literal["accepted", "corrected", "rejected", "not-applicable"]
    claim: Claim | None = None
    reason: str | None = None
    evidence: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class Verification:
    unit: str
    year: int
    verified_by: str
    date: str
    documents: Mapping[str, Document]
    verdicts: Mapping[str, Verdict]


@dataclass(frozen=True, slots=True)
class Answer:
    agrees: bool
    text: str | None = None
    evidence: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class Reply:
    unit: str
    year: int
    replied_by: str
    date: str
    documents: Mapping[str, Document]
    answers: Mapping[str, Answer]


@dataclass(frozen=True, slots=True)
class Decision:
    unit: str
    year: int
    decided_by: str
    number: str
    date: str
    outcome: Literal["recognised", "not-recognised"]
    level: int | None
    document: Document | None


@dataclass(frozen=True, slots=True)
class Dossier:
    """All that is on file about one unit in one year."""

    unit: str
    year: int
    self_assessment: SelfAssessment | None = None
    verification: Verification | None = None
    reply: Reply | None = None
    decision: Decision | None = None
    faulty: bool = False  # one of its files has an error: no verdict is given

    def documents(self) -> tuple[Document, ...]:
        """Every document that any of its files describes."""
        files = (self.self_assessment, self.verification, self.reply)
        described = [document for file in files if file is not None for document in file.documents.values()]
        decided = self.decision.document if self.decision is not None else None
        return (*described, *((decided,) if decided is not None else ()))


class Dossiers(Mapping[tuple[str, int], Dossier]):
    """Dossiers that are not all held at once: go through them in order, and keep none that you have passed."""

    @abstractmethod
    def sets(self, key: tuple[str, int]) -> Mapping[str, str] | None:
        """By kind of file the criteria set that it is read by, without a look into it; None where it is faulty."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Units and dossiers of one folder of evidence."""

    units: Mapping[str, Unit]
    dossiers: Mapping[tuple[str, int], Dossier]
    folder: str = "evidence"
    rules: Mapping[int, str] = field(default_factory=dict)  # the edition of a year, where units.yml names it
    boundaries: Boundaries | None = None

    @property
    def years(self) -> tuple[int, ...]:
        """Years in which any unit has a file, and those that units.yml opens, ascending."""
        return tuple(sorted({*self.rules, *(year for _, year in self.dossiers)}))

    def named(self, year: int) -> frozenset[str]:
        """The editions that the self-assessments of a year name."""
        found = (self.sets(key) for key in self.dossiers if key[1] == year)
        return frozenset(
            sets["self-assessment"].partition("/")[0] for sets in found if sets and "self-assessment" in sets
        )

    def sets(self, key: tuple[str, int]) -> Mapping[str, str] | None:
        """What is on file, without a look into it: by kind of file the criteria set that it is read by ("" for a
        file that names none); None where the dossier is faulty.
        """
        if key not in self.dossiers:
            return {}
        if isinstance(self.dossiers, Dossiers):
            return self.dossiers.sets(key)
        dossier = self.dossiers[key]
        if dossier.faulty:
            return None
        submission = dossier.self_assessment
        found = {"self-assessment": submission.criteria} if submission else {}
        others = {"verification": dossier.verification, "reply": dossier.reply, "decision": dossier.decision}
        return found | {kind: "" for kind, file in others.items() if file}

    def dossier(self, unit: str, year: int) -> Dossier:
        """An empty one where nothing is on file."""
        return self.dossiers.get((unit, year)) or Dossier(unit, year)

    @property
    def cities(self) -> tuple[Unit, ...]:
        """The one city; none where its entry in units.yml cannot be read."""
        return tuple(unit for unit in self.units.values() if unit.parent is None)

    def city(self) -> Unit:
        return self.cities[0]

    def districts(self, year: int) -> tuple[Unit, ...]:
        """Districts that exist at the end of `year`, in the order of units.yml."""
        return tuple(u for u in self.units.values() if u.parent is not None and u.exists_in(year))
