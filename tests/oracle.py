"""A second opinion: Annex I of plan 02/KH-UBND, and how results are given, written again from the texts alone.

Nothing of minhchung is imported and no criteria data is read. The figures of the plan stand here in
Python on purpose: what the engine concludes from criteria/ has to agree with them.

Works on plain dictionaries, the data of the YAML files, and gives plain dictionaries: slow, and plain
enough to be checked against the plan line by line.
"""

from fractions import Fraction
from typing import Any

BASES = ("self", "verified", "official")

# The readings that the submitted figures can answer; the first option is the one adopted.
READINGS = {
    "band-edges": "ab",
    "poverty-fall": "ab",
    "districts-counted": "abc",
    "recognised-means": "ab",
    "environment-parts": "ab",
    "science-growth": "ab",
    "school-violence-falls": "ab",
}
ADOPTED = {reading: options[0] for reading, options in READINGS.items()}

GRADED = {
    "district": ["2.1.1", "2.1.2", "2.2.1", "2.2.2", "2.2.4"],
    "city": ["2.1.1", "2.1.2", "2.2.1", "2.2.2", "2.2.3", "2.2.4"],
}
REQUIRED = {
    "district": [
        "1.1.1",
        "1.1.2",
        "1.2.1",
        "1.2.2",
        "1.2.3",
        "2.2.3",
        "3.1.1",
        "3.1.2",
        "3.2.1",
        "3.2.2",
        "3.2.3",
    ],
    "city": [
        "1.1.1",
        "1.1.2",
        "1.2.1",
        "1.2.2",
        "1.2.3",
        "3.1.1",
        "3.1.2",
        "3.1.3",
        "3.1.4",
        "3.1.5",
        "3.2.1",
        "3.2.2",
        "3.2.3",
        "3.2.4",
    ],
}


def assess(units, dossiers):
    """The results of all units for every year, by unit, year and basis, under the adopted readings.

    Each names the readings under one of whose other options its status or level would be another.
    """
    results = assess_under(ADOPTED, units, dossiers)
    for result in results.values():
        result["readings"] = set()
    for reading, options in READINGS.items():
        for option in options[1:]:
            others = assess_under({**ADOPTED, reading: option}, units, dossiers)
            for key, result in results.items():
                if (others[key]["status"], others[key]["level"]) != (result["status"], result["level"]):
                    result["readings"].add(reading)
    return results


def assess_under(options, units, dossiers):
    """The results under the given options, one for each reading."""
    results: dict[tuple[str, int, str], Any] = {}
    for year in sorted({year for _, year in dossiers}):
        alive = [unit for unit in units if "parent" not in unit or exists(unit, year)]
        for unit in sorted(alive, key=lambda unit: "parent" not in unit):  # districts first, then the city
            dossier = dossiers.get((unit["id"], year), {})
            if dossier.get("faulty"):
                continue
            for basis in BASES:
                results[unit["id"], year, basis] = one(options, unit, year, dossier, basis, units, results)
    return results


def exists(unit, year):
    return unit.get("from", "") <= f"{year}-12-31" <= unit.get("until", "9999-12-31")


def one(options, unit, year, dossier, basis, units, results):
    title = "district" if "parent" in unit else "city"
    submission = dossier.get("self-assessment")
    verification = dossier.get("verification")
    tally = count_districts(options, year, basis, units, results) if title == "city" else None

    if basis == "official":
        findings = {"2.1.2": derived(options, tally)} if tally else {}
    else:
        findings = {
            indicator: derived(options, tally)
            if (title, indicator) == ("city", "2.1.2")
            else finding(options, title, indicator, submission, verification, basis)
            for indicator in [*REQUIRED[title], *GRADED[title]]
        }
    status, level = conclude(title, dossier, basis, findings)
    result = {"status": status, "level": level, "findings": findings, "next": None}
    result["draft"] = (
        basis != "official"
        and submission is not None
        and submission["origin"] != "public-sources"
        and "submitted" not in submission
    )
    if status in ("recognisable", "not-recognisable") and level < 3:
        result["next"] = what_is_missing(options, title, findings, level + 1)
    return result


def conclude(title, dossier, basis, findings):
    if basis == "official":
        decision = dossier.get("decision")
        if decision is None:
            return "undecided", None
        if decision["outcome"] == "not-recognised":
            return "not-recognised", 0
        return "recognised", decision["level"]
    submission = dossier.get("self-assessment")
    if submission is None:
        return "not-submitted", None
    if submission["origin"] == "public-sources":
        return "incomplete", None
    if basis == "verified" and "verification" not in dossier:
        return "incomplete", None
    statuses = [found["status"] for found in findings.values()]
    if "not-met" in statuses:
        return "not-recognisable", 0
    if any(status in ("no-data", "no-evidence", "not-verified") for status in statuses):
        return "incomplete", None
    levels = [findings[indicator]["level"] for indicator in GRADED[title]]
    levels = [level for level in levels if level is not None]  # the others are not applicable
    if not levels:
        return "incomplete", None
    return "recognisable", min(levels)


def finding(options, title, indicator, submission, verification, basis):
    claim = submission["indicators"].get(indicator) if submission else None
    documents = list(claim.get("evidence", [])) if claim else []
    if basis == "verified":
        verdict = verification["indicators"].get(indicator) if verification else None
        if verdict is None:
            return found("not-verified", None, claim)
        if verdict["outcome"] == "not-applicable":
            return found("not-applicable", None, claim)
        if verdict["outcome"] == "rejected":
            return found("not-met", 0 if indicator in GRADED[title] else None, claim, rejected=True)
        if verdict["outcome"] == "corrected":
            claim = verdict["claim"]
            documents += [*claim.get("evidence", []), *verdict.get("evidence", [])]
    if claim is None:
        return found("no-data")
    status = judge(options, title, indicator, claim)
    if status == "no-data":
        return found("no-data", None, claim)
    if not documents:
        return found("no-evidence", None, claim)
    level = None
    if indicator in GRADED[title]:
        level = level_of(options, claim["count"], claim["total"])
    return found(status, level, claim)


def found(status, level=None, claim=None, **more):
    return {"status": status, "level": level, "claim": claim, **more}


def judge(options, title, indicator, claim):
    """Met, not met, or no data: what the indicator of Annex II or III asks of the claim."""
    name = f"{title} {indicator}"
    if "met" in claim:
        return yes(claim["met"])
    if "count" in claim:
        asked = {"district 2.2.3": 100, "district 3.2.3": 50, "city 3.2.4": 50}.get(name, 70)
        return "no-data" if claim["total"] == 0 else yes(100 * claim["count"] >= asked * claim["total"])
    if name in ("district 3.1.1", "city 3.1.2"):
        return poverty(options, claim)
    if name in ("district 3.1.2", "city 3.1.5"):
        return waste(options, claim["parts"])
    if name in ("district 3.2.2", "city 3.2.3"):
        return violence(options, claim)
    if name == "city 3.1.1":
        return yes(claim["percent"] > 0)
    if name == "city 3.1.3":
        return science(options, claim["parts"])
    assert name == "city 3.1.4", name
    return yes(claim["percent"] >= 66)


def yes(it_is_so):
    return "met" if it_is_so else "not-met"


def poverty(options, claim):
    """Giảm 1.5 phần trăm so với năm trước."""
    if claim.get("comparable") is False:
        return "no-data"
    before, now = Fraction(claim["previous"]), Fraction(claim["current"])
    if before == 0:
        return "no-data" if now == 0 else "not-met"
    if options["poverty-fall"] == "a":
        return yes(now <= before - before * Fraction(15, 1000))
    return yes(now <= before - Fraction(15, 10))


def waste(options, parts):
    """Chất thải rắn … và nước thải khu dân cư tập trung, cơ sở sản xuất - kinh doanh … đạt từ 90% trở lên."""
    solid, homes, firms = (
        parts[part] >= 90 for part in ("solid-waste", "residential-wastewater", "industrial-wastewater")
    )
    if options["environment-parts"] == "a":
        return yes(solid and homes and firms)
    if not solid or not (homes or firms):
        return "not-met"
    return "met" if homes and firms else "no-data"  # how much water there is of each, nobody submits


def science(options, parts):
    """Số sản phẩm … được chuyển giao … và sản phẩm đăng ký … tăng so với năm trước."""
    transferred, registered = parts["transferred"], parts["registered"]
    if options["science-growth"] == "a":
        before = transferred["previous"] + registered["previous"]
        return yes(transferred["current"] + registered["current"] > before)
    return yes(
        transferred["current"] > transferred["previous"] and registered["current"] > registered["previous"]
    )


def violence(options, claim):
    """Giảm xuống dưới 0.05%."""
    if Fraction(claim["percent"]) >= Fraction(5, 100):
        return "not-met"
    if options["school-violence-falls"] == "a":
        return "met"
    if "previous" not in claim:
        return "no-data"
    return yes(claim["percent"] < claim["previous"])


def level_of(options, count, total):
    """Từ 70%: mức độ 1; trên 80%: mức độ 2; trên 90%: mức độ 3."""
    if options["band-edges"] == "a":
        reached = [100 * count >= 70 * total, 100 * count > 80 * total, 100 * count > 90 * total]
    else:
        reached = [100 * count >= 70 * total, 100 * count >= 80 * total, 100 * count >= 90 * total]
    return sum(reached)


def count_districts(options, year, basis, units, results):
    """City 2.1.2: how many districts reached a level, how many are still open, of how many."""
    districts = [unit for unit in units if "parent" in unit and exists(unit, year)]
    if options["districts-counted"] == "b":
        districts = [unit for unit in districts if unit.get("pilot")]
    if options["districts-counted"] == "c":
        districts = [unit for unit in districts if unit.get("communes") != []]
    counted_on = "self" if options["recognised-means"] == "b" else basis
    count = pending = 0
    for unit in districts:
        result = results.get((unit["id"], year, counted_on))
        if result is None or result["level"] is None or result["draft"]:
            pending += 1
        elif result["level"] >= 1:
            count += 1
    return {"count": count, "pending": pending, "total": len(districts)}


def derived(options, tally):
    count, pending, total = tally["count"], tally["pending"], tally["total"]
    if total == 0:
        return found("no-data", None, tally)
    if 100 * count >= 70 * total:
        return found("met", level_of(options, count, total), tally)
    if 100 * (count + pending) < 70 * total:
        return found("not-met", 0, tally)
    return found("no-data", None, tally)


def what_is_missing(options, title, findings, wanted):
    """How many more units each graded indicator needs for a level; what else is required and not met.

    None stands where no number of units can be given.
    """
    needs = {}
    for indicator in REQUIRED[title]:
        if findings[indicator]["status"] == "not-met":
            needs[indicator] = more_until(
                findings[indicator],
                lambda count, total, indicator=indicator: (
                    judge(options, title, indicator, {"count": count, "total": total}) == "met"
                ),
            )
    for indicator in GRADED[title]:
        here = findings[indicator]
        pending = here["claim"] is not None and here["claim"].get("pending") and here["claim"]["total"]
        if (
            here["status"] == "not-met"
            or (here["status"] == "met" and here["level"] < wanted)
            or (here["status"] == "no-data" and pending)
        ):
            needs[indicator] = more_until(
                here, lambda count, total: level_of(options, count, total) >= wanted
            )
    return {"level": wanted, "needs": needs}


def more_until(here, enough):
    claim = here["claim"]
    if here.get("rejected") or claim is None or "count" not in claim:
        return None
    more = 0
    while not enough(claim["count"] + more, claim["total"]):
        more += 1
    return more
