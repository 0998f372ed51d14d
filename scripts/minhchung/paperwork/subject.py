"""What a report is written from: one unit in one year, and what the rules say of it. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from minhchung.assessing.assess import Results
from minhchung.assessing.model import Result
from minhchung.criteria.model import CriteriaSet, Edition
from minhchung.evidence.model import Basis, Document, Dossier, Evidence, Unit
from minhchung.evidence.nouns import nouns
from minhchung.publishing.speech import Speech

SPEECH = Speech("vi")


@dataclass(frozen=True)
class Subject:
    """`revision` and `day` are those of the commit that holds exactly these files; None: not in git like this."""

    evidence: Evidence
    edition: Edition
    results: Results
    unit: Unit
    year: int
    revision: str | None
    day: str | None

    @property
    def is_city(self) -> bool:
        return self.unit.parent is None

    @property
    def criteria(self) -> CriteriaSet:
        return self.edition.sets[self.unit.kind]

    @property
    def city(self) -> Unit:
        return self.evidence.city()

    @property
    def dossier(self) -> Dossier:
        return self.of(self.unit)

    @property
    def fictional(self) -> bool:
        """Whether any figure of the year is an example's."""
        return any(
            dossier.self_assessment is not None and dossier.self_assessment.origin == "example"
            for (_, year), dossier in self.evidence.dossiers.items()
            if year == self.year
        )

    @cached_property
    def districts(self) -> tuple[Unit, ...]:
        return self.evidence.districts(self.year)

    @property
    def members(self) -> str:
        """What the units below the city are called: quận, huyện."""
        return nouns(unit.type for unit in self.districts).vi

    @property
    def pilots(self) -> int:
        return sum(unit.pilot for unit in self.districts)

    @property
    def source(self) -> str:
        """The document that the criteria stand in, by name and number."""
        source = self.criteria.source
        kind = "Kế hoạch" if "/KH-" in source.number else "văn bản"
        return f"{kind} số {source.number} ngày {SPEECH.date(source.issued)} của {source.issuer}"

    def of(self, unit: Unit) -> Dossier:
        return self.evidence.dossier(unit.id, self.year)

    def result(self, basis: Basis, unit: Unit | None = None) -> Result | None:
        """None where the dossier has an error."""
        return self.results.get(((unit or self.unit).id, self.year, basis))

    @property
    def documents(self) -> Mapping[str, Document]:
        """Those that the self-assessment describes."""
        submission = self.dossier.self_assessment
        return submission.documents if submission else {}


def short_name(unit: Unit) -> str:
    """The name without its type: Hồng Bàng for Quận Hồng Bàng, Mây Biếc for Thành phố Mây Biếc."""
    for kind in (unit.type, "thành phố"):
        if unit.name.casefold().startswith(f"{kind.casefold()} "):
            return unit.name[len(kind) :].strip()
    return unit.name


def within(name: str) -> str:
    """What begins with a capital, as it stands within a sentence: quận Hồng Bàng."""
    return name[:1].lower() + name[1:]
