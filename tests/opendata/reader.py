"""From exported files back to evidence, by nothing but what the files say: what a stranger would write."""

import csv
import io
import json
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from minhchung.criteria.load import load_edition
from minhchung.criteria.model import Edition
from minhchung.evidence import load
from minhchung.evidence.model import Dossier, Evidence
from minhchung.opendata.as_csv import unguarded

Files = Mapping[str, bytes]
Row = dict[str, str]


def rows(files: Files, table: str) -> list[Row]:
    text = files[f"{table}.csv"].decode("utf-8-sig")
    return [
        {name: unguarded(cell) for name, cell in row.items()}
        for row in csv.DictReader(io.StringIO(text, newline=""))
    ]


def editions(files: Files) -> dict[str, Edition]:
    read = {path: json.loads(content) for path, content in files.items() if path.startswith("criteria/")}
    return {data["edition"]: load_edition(data["edition"], data["files"]) for data in read.values()}


def from_tables(files: Files) -> Evidence:
    """Evidence from the CSV tables alone."""
    units = load.units({"units": [_unit(row, rows(files, "communes")) for row in rows(files, "units")]})
    results, rules, figures = rows(files, "results"), editions(files), _Figures(files)
    dossiers: dict[tuple[str, str], dict[str, Any]] = {}
    for row in results:
        dossier = dossiers.setdefault((row["unit"], row["year"]), {"criteria": row["criteria"]})
        if row["basis"] == "self" and row["origin"]:
            dossier["self"] = _submission(row, figures)
        elif row["basis"] == "verified" and row["date"]:
            dossier["verified"] = _verification(row, figures)
        elif row["basis"] == "official" and row["decision"]:
            dossier["official"] = _decision(row)
    found = {(unit, int(year)): _dossier(unit, int(year), of, rules) for (unit, year), of in dossiers.items()}
    for year in {year for _, year in found}:
        for unit in units.values():  # a unit of that year without a result: its dossier has an error
            if unit.exists_in(year) and (unit.id, year) not in found:
                found[unit.id, year] = Dossier(unit.id, year, faulty=True)
    return Evidence(units, found)


class _Figures:
    """Claims, citations and verdicts by the keys under which they are asked for."""

    def __init__(self, files: Files) -> None:
        self.measures = {(r["criteria"], r["indicator"]): r["measure"] for r in rows(files, "criteria")}
        self.claims: dict[tuple[str, ...], list[Row]] = defaultdict(list)
        for row in rows(files, "claims"):
            self.claims[row["unit"], row["year"], row["basis"]].append(row)
        self.cited: dict[tuple[str, ...], list[str]] = defaultdict(list)
        for row in rows(files, "citations"):
            self.cited[row["unit"], row["year"], row["file"], row["indicator"]].append(row["document"])
        self.verdicts: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
        for row in rows(files, "findings"):
            if row["basis"] == "verified" and row["verdict"]:
                self.verdicts[row["unit"], row["year"]][row["indicator"]] = row["verdict"]


def from_json(files: Files) -> Evidence:
    """Evidence from units.json and the JSON files of the dossiers."""
    entries = [
        {key: value for key, value in unit.items() if value not in (None, []) or key == "communes"}
        for unit in json.loads(files["units.json"])["units"]
    ]
    rules = editions(files)
    dossiers = {}
    for path, content in files.items():
        if path.startswith("dossiers/"):
            data = json.loads(content)
            edition, _, name = data["criteria"].partition("/")
            criteria, of = rules[edition].sets[name], data["files"]
            submission, verification = of.get("self-assessment"), of.get("verification")
            if of:
                dossiers[data["unit"], data["year"]] = Dossier(
                    data["unit"],
                    data["year"],
                    load.self_assessment(submission, criteria) if submission else None,
                    load.verification(verification, criteria) if verification else None,
                    load.reply(of["reply"]) if "reply" in of else None,
                    load.decision(of["decision"]) if "decision" in of else None,
                )
    return Evidence(load.units({"units": entries}), dossiers)


def _unit(row: Row, communes: list[Row]) -> dict[str, Any]:
    entry: dict[str, Any] = {"id": row["unit"], "name": row["name"], "type": row["type"]}
    entry |= {key: row[key] for key in ("code", "parent", "from", "until") if row[key]}
    entry["pilot"] = row["pilot"] == "true"
    if row["communes"]:
        entry["communes"] = [c for c in communes if c["unit"] == row["unit"]]
        assert len(entry["communes"]) == int(row["communes"])
    return entry


def _claims(found: list[Row], figures: _Figures) -> dict[str, Any]:
    """Claims as they stand in YAML; an indicator whose figures are all empty has none."""
    by_indicator: dict[str, list[Row]] = defaultdict(list)
    for row in found:
        by_indicator[row["indicator"]].append(row)
    claims: dict[str, Any] = {}
    for id_, parts in by_indicator.items():
        entry = {part["part"]: _figures(part) for part in parts}
        if not any(entry.values()):
            continue
        if figures.measures[parts[0]["criteria"], id_] == "parts":
            values = {name: of if "current" in of else of["percent"] for name, of in entry.items()}
            claims[id_] = {"parts": values}
        else:
            claims[id_] = entry["whole"]
    return claims


def _figures(row: Row) -> dict[str, Any]:
    figures: dict[str, Any] = {key: row[key] for key in ("percent", "previous", "current") if row[key]}
    figures |= {key: int(row[key]) for key in ("count", "total") if row[key]}
    figures |= {key: row[key] == "true" for key in ("met", "comparable") if row[key]}
    return figures


def _submission(row: Row, figures: _Figures) -> dict[str, Any]:
    key = row["unit"], row["year"]
    claims = _claims(figures.claims[*key, "self"], figures)
    return {
        "unit": row["unit"],
        "year": int(row["year"]),
        "criteria": row["criteria"],
        "origin": row["origin"],
        "prepared_by": row["by"] or None,
        "submitted": row["date"] or None,
        "indicators": {
            id_: {**claim, "evidence": figures.cited[*key, "self-assessment", id_]}
            for id_, claim in claims.items()
        },
    }


def _verification(row: Row, figures: _Figures) -> dict[str, Any]:
    key = row["unit"], row["year"]
    of_verifier = [claim for claim in figures.claims[*key, "verified"] if claim["verdict"] == "corrected"]
    corrected = _claims(of_verifier, figures)
    return {
        "unit": row["unit"],
        "year": int(row["year"]),
        "verified_by": row["by"],
        "date": row["date"],
        "indicators": {
            id_: {
                "outcome": outcome,
                "evidence": figures.cited[*key, "verification", id_],
                **({"claim": corrected[id_]} if outcome == "corrected" else {}),
            }
            for id_, outcome in figures.verdicts[key].items()
        },
    }


def _decision(row: Row) -> dict[str, Any]:
    return {
        "unit": row["unit"],
        "year": int(row["year"]),
        "decided_by": row["by"],
        "number": row["decision"],
        "date": row["date"],
        "outcome": row["status"],
        "level": int(row["level"]) if row["status"] == "recognised" else None,
    }


def _dossier(unit: str, year: int, files: Mapping[str, Any], rules: Mapping[str, Edition]) -> Dossier:
    edition, _, name = files["criteria"].partition("/")
    criteria = rules[edition].sets[name]
    return Dossier(
        unit,
        year,
        load.self_assessment(files["self"], criteria) if "self" in files else None,
        load.verification(files["verified"], criteria) if "verified" in files else None,
        decision=load.decision(files["official"]) if "official" in files else None,
    )
