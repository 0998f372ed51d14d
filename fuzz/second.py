"""What a second implementation, written from the texts alone (tests/oracle.py), concludes of a repository."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from minhchung.assessing.assess import Results
from minhchung.checking.check import Checked
from minhchung.evidence.model import Unit
from tests import oracle as typeless
from tests import test_oracle

oracle: Any = typeless  # plain dictionaries in and out
published: Any = test_oracle.as_published
wanted: Any = test_oracle.as_expected


def agrees(found: Checked, results: Results) -> None:
    """Assert that it concludes the same of every dossier; readings apart, which take it long."""
    units = [_unit(unit) for unit in found.evidence.units.values()]
    expected = oracle.assess_under(oracle.ADOPTED, units, _dossiers(found))
    for key, result in expected.items():
        same = wanted({**result, "readings": set()})
        assert published(results[key]) == same, f"{key}: {published(results[key])} is not {same}"


def _unit(unit: Unit) -> dict[str, Any]:
    said = {
        "id": unit.id,
        "parent": unit.parent,
        "pilot": unit.pilot,
        "from": unit.starts,
        "until": unit.ends,
    }
    listed = None if unit.communes is None else [{"code": commune.code} for commune in unit.communes]
    return {key: value for key, value in {**said, "communes": listed}.items() if value is not None}


def _dossiers(found: Checked) -> dict[tuple[str, int], Mapping[str, Any]]:
    return {
        key: {"faulty": True}
        if dossier.faulty
        else {
            name.removesuffix(".yml"): {"indicators": {}, **data} for name, data in found.sources[key].items()
        }
        for key, dossier in found.evidence.dossiers.items()
        if key[0] in found.evidence.units
    }
