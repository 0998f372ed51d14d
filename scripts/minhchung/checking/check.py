"""All problems of a folder of evidence at once, and its evidence as far as it can be trusted. Pure.

Every file is read, typed and checked on its own; then the rules across files run on whatever could
be read, so that a fault of shape never hides another fault.
"""

from __future__ import annotations

import gc
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import Any, Protocol

from minhchung.checking.boundaries import check_boundaries, faultless
from minhchung.checking.documents import Folder, check_documents, check_same_documents, undescribed
from minhchung.checking.dossier import check_dossier
from minhchung.checking.personal.bodies import check_bodies
from minhchung.checking.personal.check import check_names, check_personal
from minhchung.checking.places import below, sort_out
from minhchung.checking.shape import Shape, Shapes
from minhchung.checking.source import Place, Source, listing, mapping
from minhchung.checking.text import check_text
from minhchung.checking.to_do import check_to_do, set_aside
from minhchung.checking.units import Register, check_units, check_years
from minhchung.criteria import schema_parts
from minhchung.criteria.model import CriteriaSet, Edition
from minhchung.criteria.schema import KINDS
from minhchung.documents import record
from minhchung.evidence import boundaries, load
from minhchung.evidence.model import Dossier, Evidence, Unit
from minhchung.problem import Problem
from minhchung.yaml.strict import YamlFile, read
from minhchung.yaml.typed import untyped


class Files(Protocol):
    """What is needed of a tree (minhchung.trees). Paths are relative to its root, with `/`."""

    def paths(self, under: str) -> Sequence[str]: ...
    def is_plain(self, path: str) -> bool: ...
    def read(self, path: str) -> bytes: ...


@dataclass(frozen=True, slots=True)
class Checked:
    """Every problem, sorted; and the evidence, where a dossier with an error is flagged and empty."""

    problems: tuple[Problem, ...]
    evidence: Evidence
    sources: Mapping[
        tuple[str, int], Mapping[str, Any]
    ]  # (unit, year) → file name → plain data, faulty or not

    @property
    def has_errors(self) -> bool:
        return any(problem.is_error for problem in self.problems)


def check(files: Files, folder: str, editions: Mapping[str, Edition]) -> Checked:
    """Check everything below `folder`, "." for all of `files`, under `editions` (by edition id)."""
    collecting = gc.isenabled()
    gc.disable()  # nothing cyclic is made here, and looking for it among all values doubles the time
    try:
        return _check(files, folder, editions)
    finally:
        if collecting:
            gc.enable()


def _check(files: Files, folder: str, editions: Mapping[str, Edition]) -> Checked:
    paths = files.paths(folder)
    places, document_paths, problems = sort_out(paths, folder)
    problems += check_names(paths)
    register, units = _register(files, paths, folder, editions)
    rules = _Rules(editions)
    documents = Folder(document_paths, files.is_plain, files.read)
    dossiers: dict[tuple[str, int], dict[str, Source]] = {}
    in_order = sorted(places, key=lambda place: (place.unit, place.year, KINDS.index(place.kind)))
    for key, of_dossier in groupby(in_order, key=lambda place: (place.unit, place.year)):
        sources = dossiers[key] = {}
        for place in of_dossier:
            sources[place.kind] = _source(files, place, rules, sources, register)
        check_dossier(sources, register)
        check_documents(sources, documents)
        check_to_do(sources)
        for source in sources.values():
            check_bodies(source)
            check_text(source)
            source.forget_places(files.read)
    check_same_documents(dossiers.values())
    problems += undescribed(dossiers.values(), document_paths)

    problems += _record(files, paths, folder)
    drawn = _boundaries(files, paths, folder, register)
    others = [units, *_organisations(files, paths, folder), *([drawn] if drawn else [])]
    for source in others:
        check_text(source)
    for source in (*others, *(source for sources in dossiers.values() for source in sources.values())):
        problems += source.first_problems()
    start = below(folder, "")
    wrong = {problem.file.removeprefix(start).rsplit("/", 1)[0] for problem in problems if problem.is_error}
    wrong |= {"/".join(place.split("/")[:2]) for place in wrong}
    evidence = Evidence(
        units=register.units,
        dossiers={
            (unit, year): _dossier(unit, year, sources, register, wrong=f"{unit}/{year:04d}" in wrong)
            for (unit, year), sources in dossiers.items()
        },
        folder=folder,
        rules=register.rules,
        boundaries=faultless(drawn) if drawn else None,
    )
    unique = {problem.order: problem for problem in problems}
    sources_as_read = {
        key: {f"{kind}.yml": source.data for kind, source in sources.items()}
        for key, sources in dossiers.items()
    }
    return Checked(tuple(unique[order] for order in sorted(unique)), evidence, sources_as_read)


class _Rules:
    """The criteria sets by id, and the shapes of the files under each."""

    def __init__(self, editions: Mapping[str, Edition]) -> None:
        self.sets = {
            criteria.id: criteria for id_ in sorted(editions) for criteria in editions[id_].sets.values()
        }
        self._shapes = {id_: Shapes(edition) for id_, edition in editions.items()}

    def shape(self, criteria: CriteriaSet, kind: str) -> Shape:
        return self._shapes[criteria.edition][f"{criteria.name}.{kind}.json"]

    def filled_in_by(self, named: CriteriaSet, file: YamlFile) -> tuple[CriteriaSet, Any, list[Problem]]:
        """The set whose indicators a self-assessment gives, its data typed by that set, and its faults of shape.

        Nearly always the set that it names. But a district that took the city's file, or the other way round,
        made one mistake and not one on every line.
        """
        data, problems = self.shape(named, KINDS[0]).of(file)
        amiss = sum(problem.indicator is not None for problem in problems)
        for other in self.sets.values():
            if amiss >= _MISTAKEN and other.edition == named.edition and other.id != named.id:
                its_data, of_shape = self.shape(other, KINDS[0]).of(file)
                its_problems = [problem for problem in of_shape if problem.code != "unknown-criteria"]
                if sum(problem.indicator is not None for problem in its_problems) * _MISTAKEN <= amiss:
                    return other, its_data, its_problems
        return named, data, problems

    def for_unit(self, unit: Unit | None, like: CriteriaSet | None = None) -> CriteriaSet | None:
        """The set that applies to `unit`, for a file that does not name one: of the edition of `like`, or the newest."""
        if unit is None and like is not None:
            return like
        applies_to = "city" if unit and unit.parent is None else "district"
        fitting = [
            criteria
            for criteria in self.sets.values()
            if criteria.applies_to == applies_to and (like is None or criteria.edition == like.edition)
        ]
        return fitting[-1] if fitting else like


_MISTAKEN = 3  # faults of indicators, and how many times fewer there must be under the other set


def _opened(files: Files, path: str) -> tuple[YamlFile, list[Problem]]:
    if not files.is_plain(path):
        return YamlFile(path, None), [Problem(path, 1, 1, "not-plain")]
    content = files.read(path)
    file, problems = read(path, content)
    return file, [*problems, *check_personal(file, content)]


def _register(
    files: Files, paths: Sequence[str], folder: str, editions: Mapping[str, Edition]
) -> tuple[Register, Source]:
    """units.yml: the units whose entries have the right shape, and what is wrong with the others."""
    path = below(folder, "units.yml")
    place = Place(path, "", 0, "units")
    if path not in paths:
        source = Source(place, YamlFile(path, None), problems=[Problem(path, 1, 1, "no-units-file")])
        return Register(complete=False, readable=False), source
    file, problems = _opened(files, path)
    source = Source(place, file, problems=problems)
    if file.data is not None:
        source.data, of_shape = _units_shape().of(file)
        source.problems += of_shape
    check_units(source)
    years = check_years(source, editions)
    entries = listing(mapping(source.data).get("units"))
    fitting = load.units({"units": [entry for entry in entries if _unit_shape().fits(entry)]})
    ids = frozenset(str(mapping(entry).get("id")) for entry in entries)
    faultless = not any(problem.is_error for problem in source.problems)
    return Register(fitting, ids, complete=faultless, readable=bool(entries), rules=years), source


@cache
def _units_shape() -> Shape:
    return Shape(schema_parts.units())


@cache
def _unit_shape() -> Shape:
    return Shape({"$ref": "#/$defs/unit", "$defs": schema_parts.units()["$defs"]})


def _organisations(files: Files, paths: Sequence[str], folder: str) -> list[Source]:
    """organisations.yml, where there is one."""
    path = below(folder, "organisations.yml")
    if path not in paths:
        return []
    file, problems = _opened(files, path)
    source = Source(Place(path, "", 0, "organisations"), file, problems=problems)
    if file.data is not None:
        source.data, of_shape = _organisations_shape().of(file)
        source.problems += of_shape
    return [source]


def _boundaries(files: Files, paths: Sequence[str], folder: str, register: Register) -> Source | None:
    """boundaries.geojson, where there is one."""
    path = below(folder, boundaries.FILE)
    if path not in paths:
        return None
    place = Place(path, "", 0, "boundaries")
    if not files.is_plain(path):
        return Source(place, YamlFile(path, None), problems=[Problem(path, 1, 1, "not-plain")])
    file, problems = read(path, files.read(path))
    source = Source(place, file, problems=problems)
    check_boundaries(source, register)
    return source


def _record(files: Files, paths: Sequence[str], folder: str) -> list[Problem]:
    """The record of checked documents, where there is one."""
    path = below(folder, record.FILE)
    if path not in paths:
        return []
    return (
        record.load(files.read(path), path)[1] if files.is_plain(path) else [Problem(path, 1, 1, "not-plain")]
    )


@cache
def _organisations_shape() -> Shape:
    return Shape(schema_parts.organisations())


def _source(
    files: Files, place: Place, rules: _Rules, before: Mapping[str, Source], register: Register
) -> Source:
    """One file of a dossier, read and typed by the set that its self-assessment is filled in by."""
    file, problems = _opened(files, place.path)
    submission = before.get("self-assessment")
    said: Any = mapping(file.data).get("criteria") if place.kind == "self-assessment" else None
    named = rules.sets.get(said) if isinstance(said, str) else None
    like = submission.named if submission else None
    criteria = named or rules.for_unit(register.units.get(place.unit), like)
    source = Source(place, file, criteria=criteria, named=named, problems=problems)
    if file.data is not None and criteria is not None:
        if place.kind == "self-assessment":
            rest, blank = set_aside(file)
            source.waiting = untyped(blank)
            source.criteria, source.data, of_shape = rules.filled_in_by(criteria, rest)
        else:
            source.data, of_shape = rules.shape(criteria, place.kind).of(file)
        source.problems += of_shape
    return source


def _dossier(
    unit: str, year: int, sources: Mapping[str, Source], register: Register, *, wrong: bool
) -> Dossier:
    known = register.units.get(unit)
    trusted = known is not None and (register.complete or known.parent is not None)
    if wrong or not trusted:
        return Dossier(unit, year, faulty=True)
    loaded: dict[str, Any] = {}
    for kind, source in sources.items():
        if source.criteria is None:
            return Dossier(unit, year, faulty=True)
        if kind == "self-assessment":
            loaded["self_assessment"] = load.self_assessment(source.data, source.criteria)
        elif kind == "verification":
            loaded["verification"] = load.verification(source.data, source.criteria)
        elif kind == "reply":
            loaded["reply"] = load.reply(source.data)
        else:
            loaded["decision"] = load.decision(source.data)
    return Dossier(unit, year, **loaded)
