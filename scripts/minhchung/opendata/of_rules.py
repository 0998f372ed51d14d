"""The rows that do not change from dossier to dossier: units, and the rulebook. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from minhchung.criteria.model import CriteriaSet, Edition, Quote
from minhchung.opendata.data import CityData, Row
from minhchung.publishing import paths


def units(data: CityData) -> Iterator[Row]:
    for unit in data.site.evidence.units.values():
        yield {
            "city": data.view.city.id,
            "unit": unit.id,
            "code": unit.code,
            "name": unit.name,
            "type": unit.type,
            "parent": unit.parent,
            "pilot": unit.pilot,
            "communes": None if unit.communes is None else len(unit.communes),
            "column": unit.tile[0] if unit.tile else None,
            "row": unit.tile[1] if unit.tile else None,
            "from": unit.starts,
            "until": unit.ends,
            "replaced_by": _listed(unit.replaced_by),
            "commit": data.site.revision,
            "page": data.page(paths.unit(unit.id)),
        }


def communes(data: CityData) -> Iterator[Row]:
    for unit in data.site.evidence.units.values():
        for commune in unit.communes or ():
            yield {
                "city": data.view.city.id,
                "unit": unit.id,
                "code": commune.code,
                "name": commune.name,
                "commit": data.site.revision,
            }


def criteria(data: CityData) -> Iterator[Row]:
    for edition, set_ in _sets(data):
        for indicator in set_.indicators.values():
            criterion = set_.criteria[indicator.criterion]
            standard = set_.standards[criterion.standard]
            yield _head(data, edition) | {
                "criteria": set_.id,
                "indicator": indicator.id,
                "applies_to": set_.applies_to,
                "slug": indicator.slug,
                "name_vi": indicator.name.vi,
                "name_en": indicator.name.en,
                "official": indicator.quote.official,
                "translation": indicator.quote.translation,
                "guidance": indicator.guidance.official,
                "standard": standard.id,
                "standard_official": standard.quote.official,
                "criterion": criterion.id,
                "criterion_official": criterion.quote.official,
                "role": "graded" if indicator.id in set_.recognition.graded else "required",
                "measure": indicator.measure.kind,
                "parts": _listed(part.id for part in indicator.measure.parts),
                "rule": indicator.rule.kind,
                "percent": indicator.rule.percent,
                "amount": indicator.rule.amount,
                "as": indicator.rule.as_,
                "page": data.page(paths.indicator(set_.id, indicator.id)),
            }


def levels(data: CityData) -> Iterator[Row]:
    for edition, set_ in _sets(data):
        for band in set_.recognition.bands:
            clause = set_.recognition.clauses[band.clause]
            yield _head(data, edition) | {
                "criteria": set_.id,
                "level": band.level,
                "edge": band.edge,
                "inclusive": band.inclusive,
                "official": clause.official,
                "translation": clause.translation,
            }


def readings(data: CityData) -> Iterator[Row]:
    for edition in data.site.editions.values():
        answerable = {(other.reading.id, other.option.id) for other in data.site.others}
        for reading in edition.readings.values():
            for option in reading.options.values():
                adopted = option.id == reading.adopted
                yield _head(data, edition) | {
                    "reading": reading.id,
                    "option": option.id,
                    "adopted": adopted,
                    "answerable": adopted or (reading.id, option.id) in answerable,
                    "question_vi": reading.question.vi,
                    "question_en": reading.question.en,
                    "text_vi": option.text.vi,
                    "text_en": option.text.en,
                    "reason_vi": reading.reason.vi,
                    "reason_en": reading.reason.en,
                    "authority": reading.authority,
                    "affects": _listed(
                        f"{set_}/{id_}" for set_, ids in reading.affects.items() for id_ in ids
                    ),
                    "official": _official(reading.clauses),
                    "page": data.page("readings", reading.id),
                }
        for settled in edition.settled.values():
            yield _head(data, edition) | {
                "reading": settled.id,
                "option": "settled",
                "adopted": True,
                "answerable": True,
                "text_vi": settled.rule.vi,
                "text_en": settled.rule.en,
                "official": _official(settled.clauses),
                "page": data.page("readings", settled.id),
            }


def roadmap(data: CityData) -> Iterator[Row]:
    for edition in data.site.editions.values():
        for duty in edition.roadmap.duties.values():
            yield _head(data, edition) | {
                "duty": duty.id,
                "stage": duty.stage,
                "what_vi": duty.what.vi,
                "what_en": duty.what.en,
                "who": _listed(duty.who),
                "to": _listed(duty.to),
                "via": _listed(duty.via),
                "due": duty.due.by,
                "inclusive": duty.due.inclusive if duty.due.by else None,
                "from": duty.due.starts,
                "until": duty.due.ends,
                "tracks": duty.tracks,
                "official": _official(duty.clauses),
                "page": data.page("roadmap", f"duty-{duty.id}"),
            }


def agencies(data: CityData) -> Iterator[Row]:
    for edition in data.site.editions.values():
        for agency in edition.agencies.values():
            yield _head(data, edition) | {
                "agency": agency.id,
                "name_vi": agency.name.vi,
                "name_en": agency.name.en,
                "standing": agency.standing,
                "page": data.page(paths.agency(edition.id, agency.id)),
            }


def assignments(data: CityData) -> Iterator[Row]:
    for edition, set_ in _sets(data):
        for indicator in set_.indicators.values():
            charged = {"lead": indicator.lead, "coordinating": indicator.coordinating}
            for role, assignment in charged.items():
                for agency in dict.fromkeys(assignment.agencies) if assignment else ():
                    yield _head(data, edition) | {
                        "criteria": set_.id,
                        "indicator": indicator.id,
                        "agency": agency,
                        "role": role,
                    }


def _sets(data: CityData) -> Iterator[tuple[Edition, CriteriaSet]]:
    for edition in data.site.editions.values():
        for set_ in edition.sets.values():
            yield edition, set_


def _head(data: CityData, edition: Edition) -> Row:
    return {"city": data.view.city.id, "edition": edition.id, "commit": data.site.revision}


def _official(clauses: Iterable[Quote]) -> str | None:
    return "\n".join(clause.official for clause in clauses) or None


def _listed(ids: Iterable[str]) -> str | None:
    return " ".join(ids) or None
