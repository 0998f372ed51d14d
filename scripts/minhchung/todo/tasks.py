"""What is missing, what was rejected and awaits a reply, what is due: section V of the plan, counted. Pure.

A decision closes a dossier: nothing of it is to be done any more. What others gathered from public sources is no
submission: the unit still has to submit. Where the roadmap names a day for it, a task has it; the roadmap is about
one year, and dossiers of other years have no day.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from minhchung.assessing.assess import Results, edition_of
from minhchung.assessing.model import Result
from minhchung.criteria.deadline import too_late
from minhchung.criteria.model import CriteriaSet, Duty, Edition, Words
from minhchung.evidence.model import Evidence, Unit
from minhchung.publishing.deadlines import PILOT_UNITS, roadmap_year, tracked
from minhchung.todo.model import Kind, Task

_MISSING: tuple[tuple[Kind, str], ...] = (("figures", "no-data"), ("evidence", "no-evidence"))


def tasks(
    evidence: Evidence, editions: Mapping[str, Edition], results: Results, today: str | None
) -> list[Task]:
    """Everything that is to be done on `today` (ISO; None where no day is known), what is due first first.

    A unit that is no more has nothing to do; what others have to do about its dossier stays.
    Dated duties that leave no trace in a dossier are to be done until their last day; whether they were done is
    not on record.
    """
    found: list[Task] = []
    years = {year for edition in editions.values() if (year := roadmap_year(edition)) is not None}
    for year in sorted({*years, *evidence.years}) if editions else ():
        edition = edition_of(evidence, editions, year)
        of_year = tracked(edition) if roadmap_year(edition) == year else ()
        duties = {str(duty.tracks): duty for duty in of_year}
        for unit in (*evidence.cities, *evidence.districts(year)):
            of_unit = _Dossier(evidence, edition, results, unit, year, duties).tasks()
            gone = today is not None and unit.ends is not None and unit.ends < today
            found += (task for task in of_unit if not (task.of_unit and gone))
    for edition in editions.values():
        found += _untracked(edition, today)
    return sorted(found, key=lambda task: (task.due is None, task.due or "", -(task.year or 0)))


def _untracked(edition: Edition, today: str | None) -> Iterator[Task]:
    for duty in edition.roadmap.duties.values():
        if duty.tracks is None and today is not None and not too_late(duty.due, today):
            for agency in duty.who:
                yield Task("duty", edition, agency, None, duty=duty)


class _Dossier:
    """One unit in one year, on file or not."""

    def __init__(
        self,
        evidence: Evidence,
        edition: Edition,
        results: Results,
        unit: Unit,
        year: int,
        duties: Mapping[str, Duty],
    ) -> None:
        self.edition, self.unit, self.year = edition, unit, year
        self.criteria: CriteriaSet = edition.sets[unit.kind]
        self.dossier = evidence.dossier(unit.id, year)
        self.own: Result | None = results.get((unit.id, year, "self"))
        self.verified: Result | None = results.get((unit.id, year, "verified"))
        # The roadmap asks the pilot districts, each for itself; its day is nobody else's.
        self.duties = duties if unit.parent and unit.pilot else {}

    def tasks(self) -> Iterator[Task]:
        if self.dossier.decision is not None:
            return
        if self.dossier.faulty:
            yield self._task("mend")
            return
        submission = self.dossier.self_assessment
        if submission is None or submission.collected:
            if self.duties:
                yield self._task("submit", duty=self.duties.get("submission"))
        elif submission.draft:
            yield self._task("finish", duty=self.duties.get("submission"))
        if submission is not None and not submission.collected:
            yield from self._missing()
        if self.unit.parent is None:
            yield from self._provided()
        yield from self._process()

    def _missing(self) -> Iterator[Task]:
        """What the unit's own file lacks."""
        for kind, status in _MISSING:
            indicators = self._with(self.own, status)
            if indicators:
                yield self._task(kind, indicators=indicators, duty=self.duties.get("submission"))

    def _provided(self) -> Iterator[Task]:
        """What the city lacks is for whoever leads the indicator: Annex II."""
        lacking = (*self._with(self.own, "no-data"), *self._with(self.own, "no-evidence"))
        if self.own is not None and not self.own.findings:
            lacking = tuple(self.criteria.indicators)
        by_agency: dict[str, list[str]] = {}
        for indicator in self.criteria.indicators.values():
            if indicator.id in lacking and indicator.measure.kind != "derived" and indicator.lead:
                for agency in indicator.lead.agencies:
                    by_agency.setdefault(agency, []).append(indicator.id)
        for agency, indicators in by_agency.items():
            yield self._task("provide", agency, tuple(indicators))

    def _process(self) -> Iterator[Task]:
        """Verification, reply, decision."""
        submission, verification, reply = (
            self.dossier.self_assessment,
            self.dossier.verification,
            self.dossier.reply,
        )
        verifier = _agency(self.edition, self.criteria.verified_by)
        if verification is None:
            if submission is not None and submission.submitted is not None:
                yield self._task(
                    "verify", verifier, duty=self.duties.get("verification"), day=submission.submitted
                )
            return
        open_ones = self._with(self.verified, "not-verified")
        if open_ones:
            yield self._task("verdicts", verifier, open_ones, self.duties.get("verification"))
        answered = reply.answers if reply else {}
        rejected = tuple(
            id_
            for id_, verdict in verification.verdicts.items()
            if verdict.outcome == "rejected" and id_ not in answered
        )
        if rejected:
            yield self._task("reply", indicators=rejected, day=verification.date)
        if not open_ones:
            decider = _agency(self.edition, self.criteria.decided_by)
            yield self._task("decide", decider, duty=self.duties.get("decision"), day=verification.date)

    def _with(self, result: Result | None, status: str) -> tuple[str, ...]:
        """The indicators that take a claim, and of which the rules conclude `status`."""
        return tuple(
            id_
            for id_, finding in (result.findings.items() if result else ())
            if finding.status == status and self.criteria.indicators[id_].measure.kind != "derived"
        )

    def _task(
        self,
        kind: Kind,
        agency: str | None = None,
        indicators: tuple[str, ...] = (),
        duty: Duty | None = None,
        day: str | None = None,
    ) -> Task:
        return Task(kind, self.edition, agency, self.unit.id, self.year, indicators, duty, day)


def _agency(edition: Edition, named: Words) -> str | None:
    """The agency that a criteria set names in words; None where it is not among those of the edition."""
    return next((agency.id for agency in edition.agencies.values() if agency.name == named), None)


def for_unit(found: list[Task], unit: Unit) -> list[Task]:
    """What a unit has to do itself, and what others have to do about it."""
    return [task for task in found if task.unit == unit.id or _as_pilot(task, unit)]


def by_unit(found: list[Task], units: Collection[Unit]) -> dict[str, list[Task]]:
    """What :func:`for_unit` finds for each of `units`, in one pass."""
    tasks_of: dict[str, list[Task]] = {unit.id: [] for unit in units}
    pilots = [unit.id for unit in units if unit.pilot and unit.parent is not None]
    for task in found:
        if task.unit is not None:
            tasks_of[task.unit].append(task)
        elif task.agency == PILOT_UNITS:
            for id_ in pilots:
                tasks_of[id_].append(task)
    return tasks_of


def for_agency(found: list[Task], edition: Edition, agency: str) -> list[Task]:
    """What an agency has to do; for the pilot districts as one, what each of them has to."""
    return [
        task
        for task in found
        if task.edition.id == edition.id
        and (task.agency == agency or (agency == PILOT_UNITS and task.of_unit and task.duty is not None))
    ]


def _as_pilot(task: Task, unit: Unit) -> bool:
    """Whether a duty of all pilot districts is this one's."""
    return task.agency == PILOT_UNITS and task.unit is None and unit.pilot and unit.parent is not None
