"""What the pages are made from: the evidence, the rules, the results, and the results under other readings."""

from __future__ import annotations

from collections.abc import Callable, Mapping
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

Assessed = Callable[[Mapping[str, Edition], Results], Results]  # every result under other rules, some known


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
    register: Register | None = None  # for every language; None: made when it is needed
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


def other_results(
    evidence: Evidence, editions: Mapping[str, Edition], assessed: Assessed | None = None
) -> tuple[Other, ...]:
    """The whole site assessed once under each option that is not adopted and that the data can answer.

    The editions are stripped of their readings for this: the results under an option are asked for, not
    on which further readings those would depend. What does not change is worked out and held once.
    """
    under_rules = assessed or _assessed(evidence)
    bare = {id_: replace(edition, readings={}) for id_, edition in editions.items()}
    as_adopted = {key: replace(result, readings=()) for key, result in under_rules(editions, {}).items()}
    found = []
    for edition in editions.values():
        for reading in edition.readings.values():
            for option in reading.options.values():
                if option.id == reading.adopted or option.unanswerable is not None:
                    continue
                patched = replace(under(edition, {reading.id: option.id}), readings={})
                if patched.sets == edition.sets:  # an option may concern only the roadmap
                    results = as_adopted
                else:
                    other = {of.id for of in edition.sets.values() if of != patched.sets[of.name]}
                    other |= _counting(edition)
                    same = {key: result for key, result in as_adopted.items() if result.criteria not in other}
                    results = under_rules({**bare, edition.id: patched}, same)
                found.append(Other(patched, reading, option, results))
    return tuple(found)


def _assessed(evidence: Evidence) -> Assessed:
    return lambda rules, known: assess(evidence, rules, known=known)


def _counting(edition: Edition) -> set[str]:
    """The criteria sets in which an indicator counts the results of other units."""
    return {
        criteria.id
        for criteria in edition.sets.values()
        if any(indicator.measure.kind == "derived" for indicator in criteria.indicators.values())
    }
