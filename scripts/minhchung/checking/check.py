"""All problems of a folder of evidence at once, and its evidence as far as it can be trusted. Pure.

Every dossier is examined by itself (:mod:`minhchung.checking.examine`), unless what was found in the very same bytes
is kept; then the rules across dossiers run on what was found in each. A file that cannot be read, or a fault of
shape, never hides another fault.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from hashlib import sha256
from itertools import groupby
from typing import Any

from minhchung.checking.boundaries import check_boundaries, faultless
from minhchung.checking.documents import differences, differing
from minhchung.checking.examine import Bundle, Examiner, Files, Rules, opened
from minhchung.checking.on_demand import Examined, Key, Sources
from minhchung.checking.personal.check import check_names
from minhchung.checking.places import below, is_year, sort_out
from minhchung.checking.record import Record
from minhchung.checking.shape import Shape
from minhchung.checking.source import Place, Source, fault, first_problems, listing, mapping
from minhchung.checking.text import check_text
from minhchung.checking.units import Register, check_units, check_years
from minhchung.criteria import schema_parts
from minhchung.criteria.model import Edition
from minhchung.criteria.schema import KINDS
from minhchung.documents import record
from minhchung.evidence import boundaries, load
from minhchung.evidence.model import Evidence
from minhchung.problem import Problem
from minhchung.store import Store
from minhchung.yaml.strict import YamlFile, read

InOrder = Callable[[Callable[[Bundle], tuple[str, bytes]], Sequence[Bundle]], Iterable[tuple[str, bytes]]]


@dataclass(frozen=True, slots=True)
class Checked:
    """Every problem, sorted; and the evidence, where a dossier with an error is flagged and empty.

    `sources`: of each dossier by file name its plain data, faulty or not. `keys`: of each a hash of everything that it
    was examined from: its files and documents, the lists of units and of organisations, the criteria, the code.
    """

    problems: tuple[Problem, ...]
    evidence: Evidence
    sources: Mapping[Key, Mapping[str, Any]]
    keys: Mapping[Key, str]

    @property
    def has_errors(self) -> bool:
        return any(problem.is_error for problem in self.problems)


def check(
    files: Files,
    folder: str,
    editions: Mapping[str, Edition],
    store: Store | None = None,
    in_order: InOrder = map,
) -> Checked:
    """Check everything below `folder`, "." for all of `files`, under `editions` (by edition id).

    `in_order` does the same work for many dossiers, as `map` does: in several processes, if it likes.
    """
    collecting = gc.isenabled()
    gc.disable()  # nothing cyclic is made here, and looking for it among all values doubles the time
    try:
        return _check(files, folder, editions, store, in_order)
    finally:
        if collecting:
            gc.enable()


def _check(
    files: Files, folder: str, editions: Mapping[str, Edition], store: Store | None, in_order: InOrder
) -> Checked:
    paths = files.paths(folder)
    places, documents, problems = sort_out(paths, folder)
    problems += check_names(paths)
    register, units = _register(files, paths, folder, editions)
    others = [units, *_organisations(files, paths, folder), *_boundaries(files, paths, folder, register)]
    for source in others:
        check_text(source)
        problems += first_problems(source.problems)
    problems += _record(files, paths, folder)

    rules = Rules(editions)
    shared = _shared(files, paths, folder, editions, store.code if store else "")
    examiner = Examiner(files, rules, register, shared)
    bundles = {
        (bundle.unit, bundle.year): bundle
        for bundle in (*_misplaced(problems, folder, register), *_bundles(places, documents, folder))
    }
    bundles = dict(sorted(bundles.items()))
    found = dict(zip(bundles, _found(tuple(bundles.values()), examiner, store, in_order), strict=True))
    records = {key: of_dossier for key, (_, of_dossier) in found.items()}
    across: dict[Key, list[Problem]] = {}
    for key, problem in _across(files, bundles, records):
        across.setdefault(key, []).append(problem)
    for key, of_dossier in records.items():
        if of_dossier.problems or key in across:
            problems += _listed(bundles[key], [*of_dossier.problems, *across.get(key, ())])

    evidence = Evidence(
        units=register.units,
        dossiers=Examined(records, _faulty(bundles, records, problems, folder, register), rules.sets),
        folder=folder,
        rules=register.rules,
        boundaries=next((faultless(source) for source in others if source.place.kind == "boundaries"), None),
    )
    unique = {problem.order: problem for problem in problems}
    return Checked(
        tuple(unique[order] for order in sorted(unique)),
        evidence,
        Sources(records),
        {key: id_ for key, (id_, _) in found.items()},
    )


def _shared(
    files: Files, paths: Sequence[str], folder: str, editions: Mapping[str, Edition], code: str
) -> bytes:
    """What every dossier is examined from, beside its own files."""
    seal = sha256(repr((code, folder, sorted(editions.items()))).encode())
    for path in (below(folder, name) for name in ("units.yml", "organisations.yml")):
        content = files.read(path) if path in paths and files.is_plain(path) else b""
        seal.update(sha256(content).digest())
    return seal.digest()


def _bundles(places: Iterable[Place], documents: Iterable[str], folder: str) -> Iterator[Bundle]:
    """The dossiers, by unit and year."""
    beside: dict[str, list[str]] = {}
    steps = below(folder, "").count("/") + 2  # to the folder of a dossier
    for path in documents:
        beside.setdefault("/".join(path.split("/")[:steps]), []).append(path)
    in_order = sorted(places, key=lambda place: (place.unit, place.year, KINDS.index(place.kind)))
    for (unit, year), of_dossier in groupby(in_order, key=lambda place: (place.unit, place.year)):
        its = tuple(of_dossier)
        yield Bundle(unit, year, its, tuple(beside.get(its[0].folder, ())))


def _misplaced(problems: Iterable[Problem], folder: str, register: Register) -> Iterator[Bundle]:
    """The dossiers of which something stands where nothing belongs: no missing ones, if that were all there is."""
    start = below(folder, "")
    for problem in problems:
        unit, *steps = problem.file.removeprefix(start).split("/")
        if problem.is_error and unit in register.units and len(steps) > 1 and is_year(steps[0]):
            yield Bundle(unit, int(steps[0]), (), ())


_AT_ONCE = 250  # records that are kept in one go
_HELD = 16  # dossiers, and files: whose documents are told one after another


def _found(
    bundles: Sequence[Bundle], examiner: Examiner, store: Store | None, in_order: InOrder
) -> Iterator[tuple[str, Record]]:
    """The key of each dossier and what is found in it, as far as possible what is kept."""
    keys, kept = [""] * len(bundles), {}
    if store and not store.empty:
        keys = [examiner.key(bundle) for bundle in bundles]
        kept = _readable(store.get(keys))
    unknown = [bundle for key, bundle in zip(keys, bundles, strict=True) if key not in kept]
    new: list[tuple[str, Record]] = []
    for some in _batched(in_order(examiner.examine, unknown)):
        new += [(key, Record.read(content)) for key, content in some]
        if store:
            store.put(some)
    examined = iter(new)
    for key in keys:
        yield (key, kept[key]) if key in kept else next(examined)


def _batched(items: Iterable[tuple[str, bytes]]) -> Iterator[list[tuple[str, bytes]]]:
    some: list[tuple[str, bytes]] = []
    for item in items:
        some.append(item)
        if len(some) == _AT_ONCE:
            yield some
            some = []
    if some:
        yield some


def _readable(blobs: Mapping[str, bytes]) -> dict[str, Record]:
    """The records that are records, whoever wrote them."""
    found = {}
    for key, content in blobs.items():
        try:
            found[key] = Record.read(content)
        except (ValueError, TypeError, LookupError):
            continue
    return found


def _across(
    files: Files, bundles: Mapping[Key, Bundle], records: Mapping[Key, Record]
) -> Iterator[tuple[Key, Problem]]:
    """The problems that only two dossiers together show."""
    data_of = lru_cache(maxsize=_HELD)(lambda key: records[key].data())
    file_at = lru_cache(maxsize=_HELD)(lambda place: read(place, files.read(place))[0])
    keys = tuple(records)
    for number, index, first, first_index in differing(of.described for of in records.values()):
        key, other = keys[number], keys[first]
        for kind, path, first_kind, params in differences(data_of(key), index, data_of(other), first_index):
            place, first_place = _place(bundles[key], kind), _place(bundles[other], first_kind)
            params["other"] = first_place
            yield key, fault(file_at(place), "described-differently", path, severity="warning", **params)


def _place(bundle: Bundle, kind: str) -> str:
    return next(place.path for place in bundle.places if place.kind == kind)


def _listed(bundle: Bundle, problems: Iterable[Problem]) -> Iterator[Problem]:
    """The problems of a dossier, of each of its files not too many."""
    own: dict[str, list[Problem]] = {place.path: [] for place in bundle.places}
    for problem in problems:
        if problem.file in own:
            own[problem.file].append(problem)
        else:
            yield problem
    for of_file in own.values():
        yield from first_problems(of_file)


def _faulty(
    bundles: Mapping[Key, Bundle],
    records: Mapping[Key, Record],
    problems: Iterable[Problem],
    folder: str,
    register: Register,
) -> set[Key]:
    """The dossiers of which nothing can be concluded."""
    start = below(folder, "")
    wrong = {problem.file.removeprefix(start).rsplit("/", 1)[0] for problem in problems if problem.is_error}
    wrong |= {"/".join(place.split("/")[:2]) for place in wrong}
    found = set()
    for (unit, year), bundle in bundles.items():
        known = register.units.get(unit)
        trusted = known is not None and (register.complete or known.parent is not None)
        typed = len(records[unit, year].sets) == len(bundle.places)
        if not trusted or not typed or f"{unit}/{year:04d}" in wrong:
            found.add((unit, year))
    return found


def _register(
    files: Files, paths: Sequence[str], folder: str, editions: Mapping[str, Edition]
) -> tuple[Register, Source]:
    """units.yml: the units whose entries have the right shape, and what is wrong with the others."""
    path = below(folder, "units.yml")
    place = Place(path, "", 0, "units")
    if path not in paths:
        source = Source(place, YamlFile(path, None), problems=[Problem(path, 1, 1, "no-units-file")])
        return Register(complete=False, readable=False), source
    file, problems = opened(files, path)
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
    file, problems = opened(files, path)
    source = Source(Place(path, "", 0, "organisations"), file, problems=problems)
    if file.data is not None:
        source.data, of_shape = _organisations_shape().of(file)
        source.problems += of_shape
    return [source]


def _boundaries(files: Files, paths: Sequence[str], folder: str, register: Register) -> list[Source]:
    """boundaries.geojson, where there is one."""
    path = below(folder, boundaries.FILE)
    if path not in paths:
        return []
    place = Place(path, "", 0, "boundaries")
    if not files.is_plain(path):
        return [Source(place, YamlFile(path, None), problems=[Problem(path, 1, 1, "not-plain")])]
    file, problems = read(path, files.read(path))
    source = Source(place, file, problems=problems)
    check_boundaries(source, register)
    return [source]


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
