"""What the tests of the verdicts share: from plain data, as it stands in YAML, to what the engine assesses."""

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from minhchung.criteria.load import load_edition
from minhchung.criteria.model import CriteriaSet, Edition
from minhchung.evidence import load
from minhchung.evidence.model import Dossier, Evidence
from minhchung.yaml.strict import read
from minhchung.yaml.typed import typed

TESTS = Path(__file__).parent
HAI_PHONG = "hai-phong-2022"

Plain = Mapping[str, Any]


@cache
def edition(name: str = HAI_PHONG, folder: Path = TESTS.parent / "criteria") -> Edition:
    """A criteria edition, read as the engine reads it."""
    return load_edition(name, edition_data(name, folder))


@cache
def edition_data(name: str = HAI_PHONG, folder: Path = TESTS.parent / "criteria") -> dict[str, Any]:
    return {path.stem: read_strictly(path) for path in (folder / name).glob("*.yml")}


def read_strictly(path: Path) -> Any:
    """The data of one YAML file, every scalar still as written."""
    file, problems = read(path.name, path.read_bytes())
    assert not problems, problems
    return file.data


def natural(node: Any, kind: str = "number") -> Any:
    """Scalars by their look, as a schema would type them: numbers, true and false, otherwise text."""
    if isinstance(node, Mapping):
        return {key: natural(value) for key, value in node.items()}
    if isinstance(node, list):
        return [natural(value) for value in node]
    value = typed(node, {"type": kind})
    return natural(node, "boolean") if value in ("true", "false") else value


def evidence(
    units: Iterable[Plain], dossiers: Mapping[tuple[str, int], Plain], *editions: Edition
) -> Evidence:
    """Evidence from the plain data of units.yml and of the files of each dossier.

    `dossiers` holds for a unit and year the data of its files by name (`self-assessment`,
    `verification`, `decision`); `faulty: True` stands for a file with an error.
    """
    known = {criteria.id: criteria for found in editions or (edition(),) for criteria in found.sets.values()}
    return Evidence(
        units=load.units({"units": list(units)}),
        dossiers={
            (unit, year): dossier(unit, year, files, known) for (unit, year), files in dossiers.items()
        },
    )


def dossier(unit: str, year: int, files: Plain, known: Mapping[str, CriteriaSet]) -> Dossier:
    submission, verification, decision = (
        files.get(name) for name in ("self-assessment", "verification", "decision")
    )
    criteria = known[submission["criteria"]] if submission else None
    return Dossier(
        unit,
        year,
        self_assessment=load.self_assessment(submission, criteria) if submission and criteria else None,
        verification=load.verification(verification, criteria) if verification and criteria else None,
        decision=load.decision(decision) if decision else None,
        faulty=files.get("faulty", False),
    )
