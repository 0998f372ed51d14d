"""A unit in a year: the result on all three bases, why, and the proof. Pure."""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from minhchung.assessing.model import Result
from minhchung.criteria.lifetime import lifetime_of, out_of_date
from minhchung.criteria.model import CriteriaSet, Criterion, Edition, Indicator, Lifetime, Standard
from minhchung.evidence.model import BASES, Basis, Dossier, Unit
from minhchung.i18n import N_
from minhchung.publishing import paths
from minhchung.publishing.page import Page
from minhchung.publishing.pages import past
from minhchung.publishing.pages.claims import Figure, Row, rows
from minhchung.publishing.pages.documents import FROM, Documents, outcome, restricted
from minhchung.publishing.pages.needs import Needs, needs
from minhchung.publishing.pages.process import notes, standings, steps
from minhchung.publishing.pages.what_if import tool
from minhchung.publishing.sharing import report_link
from minhchung.publishing.site_data import Other
from minhchung.publishing.speech import CLAIM_STATUS, VERDICT
from minhchung.publishing.view import View, furthest_basis
from minhchung.words import BASIS_WORDS, COLLECTED, FINDING_WORDS


@dataclass(frozen=True, slots=True)
class Group:
    """The indicators of one criterion; `standard` is set on the first criterion of a standard."""

    standard: Standard | None
    criterion: Criterion
    rows: list[Row]


@dataclass(frozen=True, slots=True)
class Missing:
    """What is missing for the next level, and on which basis."""

    basis: Basis
    needs: Needs


@dataclass(frozen=True, slots=True)
class Dependence:
    """A reading on which a result depends, and what its other option would give."""

    other: Other
    basis: Basis
    state: str
    instead: str


def pages(view: View) -> Iterator[Page]:
    """Every unit in every year in which any unit has a file."""
    for year in view.years:
        for unit in view.units(year):
            yield page(view, unit, year)


def page(view: View, unit: Unit, year: int) -> Page:
    s = view.s
    dossier = view.dossier(unit.id, year)
    criteria = view.criteria(unit, year)
    documents = Documents(dossier, view.site.files, view.site.shelf)
    states = {basis: view.state(unit.id, year, basis) for basis in BASES}
    furthest = furthest_basis(dossier)
    collected = dossier.self_assessment is not None and dossier.self_assessment.collected
    on_file = dossier.self_assessment is not None or dossier.verification is not None
    listed = rows(view, dossier, criteria, documents) if on_file else []
    path = paths.dossier(unit.id, year)
    title = s._(N_("{unit}, năm {year}"), unit=unit.name, year=str(year))
    return Page(
        pattern="units/UNIT/YEAR",
        path=path,
        title=title,
        description=s._(
            N_("Kết quả {honour}, số liệu và tài liệu kiểm chứng của {unit}, năm {year}."),
            honour=criteria.honour[s.lang],
            unit=unit.name,
            year=str(year),
        ),
        crumbs=((s._(N_("Theo đơn vị")), "units"), (unit.name, paths.unit(unit.id))),
        slots=view.slots(
            "dossier",
            path,
            unit=unit,
            year=year,
            dossier=dossier,
            criteria=criteria,
            states=states,
            headline=states[furthest],
            furthest=furthest,
            notes=[*notes(view, dossier, criteria), *past.notes(view, dossier)],
            who=who(view, dossier, criteria),
            counts=_counts(view, view.result(unit.id, year, "verified" if dossier.verification else "self")),
            groups=_groups(criteria, listed),
            edges=", ".join(s.percent(band.edge) for band in criteria.recognition.bands),
            graded=[row for row in listed if row.graded],
            needs=_needs(view, dossier, criteria),
            trial=tool(view, dossier, criteria),
            report=partial(_report, view, path, title),
            depends=_depends(view, dossier),
            stale=past.stale(view, dossier),
            stood=past.stood(view, dossier),
            recorded_late=past.recorded_late(view, dossier),
            events=view.timeline.of((unit.id, year)),
            edition=view.site.editions[criteria.edition],
            documents=documents.entries,
            restricted=restricted,
            outcome=partial(outcome, s, view.site.checked),
            lifetimes=_lifetimes(documents, year, view.site.editions[criteria.edition]),
            came={**FROM, "s": N_("tập hợp từ nguồn công khai")} if collected else FROM,
            basis_words={**BASIS_WORDS, "self": COLLECTED} if collected else BASIS_WORDS,
            steps=steps(view, dossier, criteria),
            claim_status=CLAIM_STATUS,
            verdict_words=VERDICT,
            data_file=_data_file(view, unit, year),
        ),
        search_boost=2,
        search_text=_search_text(unit, dossier, documents),
    )


def who(view: View, dossier: Dossier, criteria: CriteriaSet) -> dict[Basis, str]:
    """Under each result: whose it is and of which day."""
    s = view.s
    said: dict[Basis, str] = dict.fromkeys(BASES, "")
    submission, verification, decision = dossier.self_assessment, dossier.verification, dossier.decision
    if submission and submission.submitted:
        late = any(
            item.duty.tracks == "submission" and item.state == "late" for item in standings(view, dossier)
        )
        template = N_("Nộp ngày {date}, nộp muộn") if late else N_("Nộp ngày {date}")
        said["self"] = s._(template, date=s.date(submission.submitted))
    elif submission:
        said["self"] = s._(N_("Bản nháp")) if submission.draft else s._(N_("Tập hợp từ nguồn công khai"))
    if verification:
        said["verified"] = s._(
            N_("{body}, ngày {date}"),
            body=s.free(verification.verified_by),
            date=s.date(verification.date),
        )
    else:
        said["verified"] = s._(N_("Thuộc thẩm quyền: {body}"), body=criteria.verified_by[s.lang])
    if decision:
        said["official"] = s._(
            N_("{body}, ngày {date}"), body=s.free(decision.decided_by), date=s.date(decision.date)
        )
    else:
        said["official"] = s._(N_("Thuộc thẩm quyền: {body}"), body=criteria.decided_by[s.lang])
    return said


def _report(view: View, path: str, title: str, indicator: Indicator, shown: Figure | None) -> str:
    """Where to report an error in what the page says about an indicator."""
    subject = view.s._(N_("{page}, chỉ báo {id}"), page=title, id=indicator.id)
    return report_link(view, path, subject, shown.value if shown else "")


def _data_file(view: View, unit: Unit, year: int) -> str | None:
    """Where the dossier stands as data, seen from its page; None where it has an error, and so no results."""
    if view.result(unit.id, year, "self") is None:
        return None
    return posixpath.normpath(f"../../../{view.site.shelf}/data/v1/dossiers/{unit.id}/{year}.json")


def _counts(view: View, result: Result | None) -> list[tuple[str, str]]:
    """How many indicators have which finding: (class, words)."""
    if result is None or result.status == "not-submitted":
        return []
    counted = Counter[str](finding.status for finding in result.findings.values())
    return [
        (status, view.s._(N_("{status}: {n}"), status=view.s._(words), n=counted[status]))
        for status, words in FINDING_WORDS.items()
        if counted[status]
    ]


def _groups(criteria: CriteriaSet, listed: list[Row]) -> list[Group]:
    groups: list[Group] = []
    standard = None
    for criterion in criteria.criteria.values():
        own = [row for row in listed if row.indicator.criterion == criterion.id]
        if own:
            first = criterion.standard != standard
            groups.append(Group(criteria.standards[criterion.standard] if first else None, criterion, own))
            standard = criterion.standard
    return groups


def _needs(view: View, dossier: Dossier, criteria: CriteriaSet) -> list[Missing]:
    """On the basis that the dossier has reached; on the claims too, where the two need something else."""
    found: list[Missing] = []
    bases: tuple[Basis, ...] = ("verified", "self") if dossier.verification is not None else ("self",)
    for basis in bases:
        missing = needs(view, view.result(dossier.unit, dossier.year, basis), criteria)
        if missing is not None and (not found or found[0].needs != missing):
            found.append(Missing(basis, missing))
    return found


def _depends(view: View, dossier: Dossier) -> list[Dependence]:
    s, found = view.s, []
    for basis in BASES:
        result = view.result(dossier.unit, dossier.year, basis)
        for other in view.site.others:
            if result is None or other.reading.id not in result.readings:
                continue
            instead = other.results[dossier.unit, dossier.year, basis]
            if (instead.status, instead.level) != (result.status, result.level):
                found.append(Dependence(other, basis, s.result(result), s.result(instead)))
    return found


def _lifetimes(documents: Documents, year: int, edition: Edition) -> dict[str, Lifetime]:
    """The documents that were past the lifetime of their kind, by anchor."""
    return {
        entry.anchor: lifetime
        for entry in documents.entries
        for document in [entry.document]
        if out_of_date(document.number, document.issued, year, edition)
        and (lifetime := lifetime_of(document.number, edition))
    }


def _search_text(unit: Unit, dossier: Dossier, documents: Documents) -> str:
    numbers = (entry.document.number for entry in documents.entries if entry.document.number)
    return " ".join((unit.name, str(dossier.year), *dict.fromkeys(numbers)))
