"""Reads the cases of tests/law/ and works each one out with the engine."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from minhchung.assessing.assess import assess
from minhchung.assessing.model import Finding, Result
from tests.dossiers import HAI_PHONG, TESTS, Plain, edition, evidence, natural, read_strictly

LAW = TESTS / "law"
YEAR = 2022
CITY, DISTRICT = "vi-du", "vi-du-1"
DOCUMENT = {"title": "Báo cáo", "url": "https://example.vn/bao-cao.pdf"}

BASE = natural(read_strictly(LAW / "base.yml"))
ALL_AT_LEVEL_3 = [{"number": 10, "self": "level 3"}]


@dataclass(frozen=True)
class Case:
    """One question, with what must be concluded."""

    name: str
    set_name: str
    data: Plain
    expect: Plain


def cases() -> Iterator[Case]:
    """All cases of all files; a table gives one for each indicator and row."""
    for path in sorted(LAW.glob("*.yml")):
        if path.stem == "base":
            continue
        file = natural(read_strictly(path))
        for data in file["cases"]:
            set_name = data.get("set", file.get("set"))
            name = f"{path.stem}: {data['case']}"
            if "expect" in data:
                yield Case(name, set_name, data, data["expect"])
            for indicator in data.get("for", ()):
                for number, row in enumerate(data["rows"], 1):
                    yield _row(f"{name} [{indicator}, {number}]", set_name, data, indicator, row)


def _row(name: str, set_name: str, data: Plain, indicator: str, row: Plain) -> Case:
    claim = {**BASE[set_name][indicator], "evidence": []} if "without-evidence" in row else row["claim"]
    expect = {key: row[key] for key in ("status", "level", "depends") if key in row}
    expect["findings"] = {indicator: row["finding"]}
    if "more" in row:
        expect["next"] = {"level": row["level"] + 1, "needs": {indicator: row["more"]}}
    return Case(name, set_name, {**data, "claims": {indicator: claim}}, expect)


def work_out(case: Case) -> Result:
    """What the engine concludes."""
    units, dossiers = _city(case) if case.set_name == "city" else _district(case)
    unit = CITY if case.set_name == "city" else DISTRICT
    dossiers[unit, YEAR] = _dossier(unit, case.set_name, case.data)
    results = assess(evidence(units, dossiers), {HAI_PHONG: edition()}, case.data.get("readings"))
    return results[unit, YEAR, case.data.get("basis", "self")]


def _district(case: Case) -> tuple[list[Plain], dict[tuple[str, int], Plain]]:
    return [_unit(CITY), {**_unit(DISTRICT), "parent": CITY}], {}


def _city(case: Case) -> tuple[list[Plain], dict[tuple[str, int], Plain]]:
    units: list[Plain] = [_unit(CITY)]
    dossiers: dict[tuple[str, int], Plain] = {}
    for group in case.data.get("districts", ALL_AT_LEVEL_3):
        for _ in range(group["number"]):
            id_ = f"{CITY}-{len(units)}"
            communes = [{"code": str(n), "name": f"Xã {n}"} for n in range(group.get("communes", 5))]
            units.append(
                {**_unit(id_), "parent": CITY, "pilot": group.get("pilot", True), "communes": communes}
            )
            dossiers[id_, YEAR] = _dossier(id_, "district", _of_group(group))
    return units, dossiers


def _unit(id_: str) -> Plain:
    return {"id": id_, "name": f"Đơn vị {id_}", "type": "quận"}


NOT_MET = {"claims": {"1.1.1": {"met": False}}}
DRAFT = {"submission": {"submitted": "absent"}}
DISTRICTS: dict[str, Plain] = {
    "level 1": {"claims": {"2.1.1": {"count": 75, "total": 100}}},
    "level 2": {"claims": {"2.1.1": {"count": 85, "total": 100}}},
    "level 3": {},
    "not-recognisable": NOT_MET,
    "incomplete": {"claims": {"1.1.1": "absent"}},
    "draft": DRAFT,
    "draft not-recognisable": {**DRAFT, **NOT_MET},
    "public-sources": {"submission": {"origin": "public-sources", "submitted": "absent"}},
    "not-submitted": {"submission": "absent", "verification": "absent"},
    "faulty": {"faulty": True},
}
REJECTED = {"3.2.1": {"outcome": "rejected", "reason": "Không có tài liệu"}}


def _of_group(group: Plain) -> Plain:
    """A district in a word: as a case that differs from the base dossier. Its decision follows the word."""
    words = group["self"]
    verified = group.get("verified", "all-accepted")
    data = {"verification": REJECTED if verified == "rejected" else verified, **DISTRICTS[words]}
    decision = group.get("decision", words)
    if decision.startswith("level "):
        data["decision"] = {"outcome": "recognised", "level": int(decision.removeprefix("level "))}
    elif decision in ("not-recognised", "not-recognisable"):
        data["decision"] = {"outcome": "not-recognised"}
    return data


def _dossier(unit: str, set_name: str, data: Plain) -> Plain:
    """The files of a dossier: the base, and what `data` says differs from it."""
    place = {"unit": unit, "year": YEAR}
    claims = _changed(BASE[set_name], data.get("claims", {}))
    files: dict[str, Any] = {}
    if data.get("submission") != "absent":
        files["self-assessment"] = _changed(
            {
                **place,
                "criteria": f"{HAI_PHONG}/{set_name}",
                "origin": "submission",
                "submitted": f"{YEAR}-12-10",
                "documents": {"bc-1": DOCUMENT},
                "indicators": {id_: {"evidence": ["bc-1"], **claim} for id_, claim in claims.items()},
            },
            data.get("submission", {}),
        )
    verification = data.get("verification", "absent")
    if verification != "absent":
        differing = {} if verification == "all-accepted" else verification
        accepted = {id_: {"outcome": "accepted"} for id_ in BASE[set_name]}
        files["verification"] = {
            **place,
            "verified_by": "Sở Ví Dụ",
            "date": f"{YEAR}-12-20",
            "documents": {"tb-9": DOCUMENT},
            "indicators": _changed(accepted, differing),
        }
    if "decision" in data:
        paper = {"decided_by": "Ủy ban Ví Dụ", "number": "1/QĐ-UBND", "date": f"{YEAR}-12-28"}
        files["decision"] = {**place, **paper, **data["decision"]}
    return {**files, "faulty": data.get("faulty", False)}


def _changed(base: Plain, changes: Plain) -> dict[str, Any]:
    return {key: value for key, value in {**base, **changes}.items() if value != "absent"}


def in_words(finding: Finding, like: str) -> str:
    """A finding as the cases write it, as exactly as `like` does: `met`, `met, level 2`, `no-data, zero-total`."""
    level = f", level {finding.level}" if "level" in like else ""
    why = f", {finding.why}" if finding.why and like.endswith(f", {finding.why}") else ""
    return f"{finding.status}{level}{why}"


def expected_findings(case: Case, result: Result) -> dict[str, str]:
    """What must be found about each indicator: what the case says, and met where it says nothing."""
    said = dict(case.expect.get("findings", {}))
    others = said.pop("others", "met")
    return {id_: said.get(id_, others) for id_ in result.findings} | said
