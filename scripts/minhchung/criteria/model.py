"""The rules as data: what a criteria edition says, frozen.

Nothing here is written in Python by hand for one city: every object is loaded from
``criteria/<edition>/*.yml`` (:mod:`minhchung.criteria.load`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Literal

MeasureKind = Literal["declared", "share", "percentage", "change", "parts", "derived"]


@dataclass(frozen=True, slots=True)
class Words:
    """Something the product says, in both of its languages."""

    vi: str
    en: str

    def __getitem__(self, lang: str) -> str:
        return self.en if lang == "en" else self.vi


@dataclass(frozen=True, slots=True)
class Quote:
    """Official wording, verbatim with its misprints, and our English translation of it."""

    official: str
    translation: str
    where: Words | None = None  # the annex or section it stands in

    def __getitem__(self, lang: str) -> str:
        return self.translation if lang == "en" else self.official


@dataclass(frozen=True, slots=True)
class Part:
    """One of several figures that make up a claim of kind ``parts``."""

    id: str
    name: Words
    kind: Literal["percentage", "change"]


@dataclass(frozen=True, slots=True)
class Measure:
    """What shape of figure a unit submits for an indicator."""

    kind: MeasureKind
    noun: Words | None = None  # what a share counts: “xã, phường, thị trấn”
    of: Words | None = None  # what a percentage or a change is a rate of
    total: Literal["communes", "districts"] | None = None  # the total is fixed by units.yml
    roll: str | None = None  # measures with one roll count over one and the same published list
    previous: bool = False  # a percentage may carry last year's figure
    comparison: str | None = None  # the two figures of a change may follow different standards
    comparison_years: tuple[int, ...] = ()  # in these years the figures do, unless the source says otherwise
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of the closed set in :mod:`minhchung.criteria.rules`, with its numbers from the data."""

    kind: str
    percent: Decimal | None = None  # at-least, above, below, each-at-least, units-at-level
    falls: bool = False  # below: lower than last year as well
    amount: Decimal | None = None  # falls-by
    as_: Literal["percent-of-previous", "percentage-points"] | None = None  # falls-by
    groups: tuple[tuple[str, ...], ...] = ()  # each-at-least
    over: Literal["sum", "each"] | None = None  # rises
    of: Literal["all", "pilot", "with-communes"] | None = None  # units-at-level
    basis: Literal["same", "self"] | None = None  # units-at-level


@dataclass(frozen=True, slots=True)
class Assignment:
    """Who leads or coordinates an indicator: the wording of Annex II, and ids into agencies.yml."""

    quote: Quote
    agencies: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Standard:
    id: str
    quote: Quote


@dataclass(frozen=True, slots=True)
class Criterion:
    id: str
    standard: str
    quote: Quote


@dataclass(frozen=True, slots=True)
class Indicator:
    id: str
    criterion: str
    slug: str
    name: Words
    quote: Quote
    guidance: Quote
    measure: Measure
    rule: Rule
    corrected: Words | None = None
    lead: Assignment | None = None
    coordinating: Assignment | None = None


@dataclass(frozen=True, slots=True)
class Band:
    """A level's lower edge, in percent; ``inclusive`` says whether the edge itself belongs to it."""

    level: int
    edge: Decimal
    inclusive: bool
    clause: str


@dataclass(frozen=True, slots=True)
class Recognition:
    """Annex I: what must be met, what is graded, and the bands of the levels (lowest first)."""

    required: tuple[str, ...]
    graded: tuple[str, ...]
    bands: tuple[Band, ...]
    clauses: Mapping[str, Quote]


@dataclass(frozen=True, slots=True)
class Source:
    number: str
    issuer: str
    issued: str
    annex: Words


@dataclass(frozen=True, slots=True)
class CriteriaSet:
    id: str  # "hai-phong-2022/district"
    edition: str
    name: str  # "district"
    applies_to: Literal["district", "city"]
    title: Words
    honour: Words
    source: Source
    verified_by: Words
    decided_by: Words
    standards: Mapping[str, Standard]
    criteria: Mapping[str, Criterion]
    indicators: Mapping[str, Indicator]
    recognition: Recognition


@dataclass(frozen=True, slots=True)
class Option:
    id: str
    text: Words
    patch: Mapping[str, Any] | None  # RFC 7386, keyed by file; None: the data as it stands
    unanswerable: Words | None = None  # why the submitted data cannot answer this option


@dataclass(frozen=True, slots=True)
class Reading:
    """A place where the text can be read more than one way; ``adopted`` names the option in force."""

    id: str
    question: Words
    clauses: tuple[Quote, ...]
    affects: Mapping[str, tuple[str, ...]]  # set name → indicator ids
    options: Mapping[str, Option]
    adopted: str
    reason: Words
    authority: str | None  # number of the document that settles it


@dataclass(frozen=True, slots=True)
class Settled:
    """A place the text leaves open that is settled as fixed behaviour, without options."""

    id: str
    rule: Words
    clauses: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Stage:
    id: str
    quote: Quote
    starts: str
    ends: str


@dataclass(frozen=True, slots=True)
class Due:
    """When a duty is due: by a day (``inclusive`` says whether that day still counts) or within a period."""

    by: str | None = None
    inclusive: bool = False
    starts: str | None = None
    ends: str | None = None


@dataclass(frozen=True, slots=True)
class Duty:
    id: str
    stage: str
    who: tuple[str, ...]
    what: Words
    to: tuple[str, ...]
    via: tuple[str, ...]
    due: Due
    clauses: tuple[Quote, ...]
    tracks: Literal["submission", "verification", "decision"] | None


@dataclass(frozen=True, slots=True)
class Lifetime:
    """How many years a kind of document counts as current (:mod:`minhchung.criteria.lifetime`), and why."""

    kind: str  # as document numbers have it: BC, KH, NQ, QĐ …
    years: int
    note: Words


@dataclass(frozen=True, slots=True)
class Roadmap:
    stages: Mapping[str, Stage]
    duties: Mapping[str, Duty]
    lifetimes: Mapping[str, Lifetime] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Agency:
    id: str
    name: Words
    standing: bool = False
    collective: bool = False


@dataclass(frozen=True, slots=True)
class Edition:
    """One rulebook: its criteria sets, its readings, its roadmap and its agencies."""

    id: str
    sets: Mapping[str, CriteriaSet]  # by name: "district", "city"
    readings: Mapping[str, Reading]
    settled: Mapping[str, Settled]
    roadmap: Roadmap
    agencies: Mapping[str, Agency]
    data: Mapping[str, Any] = field(repr=False, compare=False)  # the parsed files as they were read
