"""What the pages are made from: the evidence, the rules, the results, and the results under other readings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from minhchung.assessing.assess import Results, assess
from minhchung.criteria.load import under
from minhchung.criteria.model import Edition, Option, Reading
from minhchung.documents.record import Entry
from minhchung.evidence.model import Evidence
from minhchung.history.past import Past
from minhchung.i18n import Lang
from minhchung.publishing.provenance import Build
from minhchung.publishing.register import Register


@dataclass(frozen=True)
class Other:
    """One option of a reading that is not the adopted one, and every result under it."""

    edition: Edition  # with the option's patch in force
    reading: Reading
    option: Option
    results: Results


@dataclass(frozen=True)
class SiteData:
    """One city in one language. `others` come from :func:`other_results`; they serve every language."""

    evidence: Evidence
    editions: Mapping[str, Edition]
    results: Results
    lang: Lang
    others: tuple[Other, ...] = ()
    register: Register | None = (
        None  # from register.registered(), for every language; None: made when it is needed
    )
    fictional: bool = False
    revision: str | None = None  # the commit that holds exactly these files
    files: frozenset[str] = frozenset()  # published documents: "unit/year/documents/name.pdf"
    past: Past | None = None  # None: no history is known
    shallow: bool = False  # for the clone holds only the newest commits
    checked: Mapping[str, Entry] = field(default_factory=dict)  # by "unit/year/kind/document/place"
    build: Build | None = None
    day: str | None = None  # of the commit `revision`, ISO
    cited: str | None = None  # what sharing.cited() says of it; None: what it would say
    address: str = ""  # where this site stands, with a slash at the end
    report: str = ""  # where errors are reported: an address with {title} and {body} in it
    shelf: str = "."  # where they stand below units/: the site in Vietnamese, seen from the root of this one


def other_results(evidence: Evidence, editions: Mapping[str, Edition]) -> tuple[Other, ...]:
    """The whole site assessed once under each option that is not adopted and that the data can answer.

    The editions are stripped of their readings for this: the results under an option are asked for, not
    on which further readings those would depend.
    """
    bare = {id_: replace(edition, readings={}) for id_, edition in editions.items()}
    as_adopted = assess(evidence, bare)
    found = []
    for edition in editions.values():
        for reading in edition.readings.values():
            for option in reading.options.values():
                if option.id == reading.adopted or option.unanswerable is not None:
                    continue
                patched = replace(under(edition, {reading.id: option.id}), readings={})
                other_rules = patched.sets != edition.sets  # an option may concern only the roadmap
                results = assess(evidence, {**bare, edition.id: patched}) if other_rules else as_adopted
                found.append(Other(patched, reading, option, results))
    return tuple(found)
