"""Claims, rules and results as the JSON of an audit pack, and back. Pure.

Goes into the pack itself, where verify.py calls it: so it stands on the standard library and on modules of
the engine that do.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from minhchung.assessing.as_json import result_json
from minhchung.assessing.assess import Results, assess
from minhchung.criteria.load import load_edition
from minhchung.criteria.model import CriteriaSet, Edition
from minhchung.evidence import load
from minhchung.evidence.model import Dossier, Evidence, Unit

Json = dict[str, Any]
KINDS = ("self-assessment", "verification", "reply", "decision")


def claims_json(
    evidence: Evidence,
    sources: Mapping[tuple[str, int], Mapping[str, Any]],
    sets: Mapping[tuple[str, int], str],
) -> Json:
    """Units and dossiers as plain data: every figure as it was written.

    `sources` are the files as they were read (:class:`minhchung.checking.check.Checked`), `sets` the ids of
    the criteria sets that judge the dossiers.
    """
    return {
        "units": [_unit(unit) for unit in evidence.units.values()],
        "dossiers": {
            f"{unit}/{year:04d}": {"faulty": True}
            if dossier.faulty
            else {
                "criteria": sets[unit, year],
                **{name.removesuffix(".yml"): plain(data) for name, data in sources[unit, year].items()},
            }
            for (unit, year), dossier in sorted(evidence.dossiers.items())
        },
    }


def evidence_of(claims: Json, editions: Mapping[str, Edition]) -> Evidence:
    """What `claims_json` was made from."""
    dossiers = {}
    for name, files in claims["dossiers"].items():
        unit, _, year = name.partition("/")
        dossiers[unit, int(year)] = _dossier(unit, int(year), files, editions)
    return Evidence(load.units({"units": claims["units"]}), dossiers)


def editions_json(editions: Iterable[Edition]) -> Json:
    """The rules as they were read from criteria/, by edition and file."""
    return {edition.id: plain(edition.data) for edition in editions}


def editions_of(data: Json) -> dict[str, Edition]:
    return {id_: load_edition(id_, files) for id_, files in data.items()}


def results_json(results: Results, units: Iterable[str], year: int) -> list[Json]:
    """The results of some units in one year, on all three bases."""
    asked = set(units)
    return [result_json(result) for key, result in results.items() if key[0] in asked and key[1] == year]


def recomputed(claims: Json, rules: Json, units: Iterable[str], year: int) -> list[Json]:
    """The results that follow from an audit pack's claims under its rules."""
    editions = editions_of(rules)
    return results_json(assess(evidence_of(claims, editions), editions), units, year)


def plain(value: Any) -> Any:
    """Decimals as text, digit for digit; everything else as JSON has it."""
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, Mapping):
        return {str(key): plain(child) for key, child in value.items()}
    if isinstance(value, list | tuple):
        return [plain(child) for child in value]
    return str(value) if isinstance(value, str) else value


def _dossier(unit: str, year: int, files: Json, editions: Mapping[str, Edition]) -> Dossier:
    if files.get("faulty"):
        return Dossier(unit, year, faulty=True)
    criteria = _criteria(files["criteria"], editions)
    return Dossier(
        unit,
        year,
        load.self_assessment(files["self-assessment"], criteria) if "self-assessment" in files else None,
        load.verification(files["verification"], criteria) if "verification" in files else None,
        load.reply(files["reply"]) if "reply" in files else None,
        load.decision(files["decision"]) if "decision" in files else None,
    )


def _criteria(id_: str, editions: Mapping[str, Edition]) -> CriteriaSet:
    edition, _, name = id_.partition("/")
    return editions[edition].sets[name]


def _unit(unit: Unit) -> Json:
    """An entry of units.yml; what is not said is left out."""
    said = {
        "id": unit.id,
        "code": unit.code,
        "name": unit.name,
        "type": unit.type,
        "parent": unit.parent,
        "pilot": unit.pilot or None,
        "communes": None
        if unit.communes is None
        else [{"code": commune.code, "name": commune.name} for commune in unit.communes],
        "tile": list(unit.tile) if unit.tile else None,
        "from": unit.starts,
        "until": unit.ends,
        "replaced_by": list(unit.replaced_by) or None,
    }
    return {key: value for key, value in said.items() if value is not None}
