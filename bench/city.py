"""A fictional city of any size, drawn from a seed: dossiers of about 16 KB in a repository that can be built.

`python -m bench.city FOLDER DOSSIERS` writes one.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from random import Random

ROOT = Path(__file__).parents[1]
PARTS = ("criteria", "docs", "overrides", "mkdocs.yml")  # one language, no second city below it
YEARS = 5  # of a large city; a small one has one
DOCUMENTS = 34
DECLARED = ("1.1.1", "1.1.2", "1.2.1", "1.2.2", "1.2.3", "3.2.1")
SHARES = ("2.1.1", "2.1.2", "2.2.1", "2.2.2", "2.2.3", "2.2.4", "3.2.3")
COMMUNES = 8
PLACES = ("Xanh", "Hồng", "Biếc", "Tím", "Nâu", "Sẫm", "Nhạt", "Trong")
WATERS = ("Sông", "Hồ", "Vịnh", "Suối", "Ao", "Đầm", "Lạch", "Rạch")
SUBJECTS = (
    "kết quả thực hiện nhiệm vụ phát triển kinh tế - xã hội",
    "công tác khuyến học, khuyến tài, xây dựng xã hội học tập",
    "kết quả bồi dưỡng, cập nhật kiến thức cho cán bộ, công chức, viên chức",
    "tình hình thu gom, xử lý chất thải và bảo vệ môi trường",
)


def write(folder: Path, dossiers: int, seed: int = 2022) -> None:
    """Make `folder` the repository of a city with so many dossiers; the same arguments give the same bytes."""
    folder.mkdir(parents=True)
    for part in PARTS:
        source = ROOT / part
        shutil.copytree(source, folder / part) if source.is_dir() else shutil.copy(source, folder / part)
    for path, text in files(dossiers, seed).items():
        file = folder / "evidence" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


def files(dossiers: int, seed: int = 2022) -> dict[str, str]:
    """The evidence of the city, by path."""
    chance = Random(seed)
    years = range(2022, 2022 + (YEARS if dossiers >= 100 else 1))
    units = [f"quan-{number}" for number in range(-(-dossiers // len(years)))]
    made = {"units.yml": _units(units)}
    keys = [(unit, year) for year in years for unit in units][:dossiers]
    for number, (unit, year) in enumerate(keys):
        place = f"{unit}/{year}"
        made[f"{place}/self-assessment.yml"] = _self_assessment(chance, unit, year)
        if number % 3 == 0:
            made[f"{place}/verification.yml"] = _verification(unit, year)
        if number % 6 == 0:
            made[f"{place}/decision.yml"] = _decision(chance, unit, year)
    return made


def _name(unit: str) -> str:
    number = int(unit.rpartition("-")[2])
    return f"{WATERS[number % 8]} {PLACES[number // 8 % 8]} {number // 64 + 1}"


def _units(units: list[str]) -> str:
    lines = ["units:", "  - {id: thanh-pho-may, name: Thành phố Mây, type: thành phố}"]
    for number, unit in enumerate(units):
        communes = ", ".join(
            f'{{code: "{number * COMMUNES + commune:05}", name: Xã {WATERS[commune]} {PLACES[number % 8]}}}'
            for commune in range(COMMUNES)
        )
        lines += [
            f"  - id: {unit}",
            f"    name: Quận {_name(unit)}",
            "    type: quận",
            "    parent: thanh-pho-may",
            "    pilot: true",
            f"    communes: [{communes}]",
        ]
    return "\n".join(lines) + "\n"


def _self_assessment(chance: Random, unit: str, year: int) -> str:
    lines = [
        f"unit: {unit}",
        f"year: {year}",
        "criteria: hai-phong-2022/district",
        "origin: submission",
        f"prepared_by: Phòng Giáo dục và Đào tạo quận {_name(unit)}",
        f"submitted: {year}-12-10",
        "documents:",
    ]
    for number in range(DOCUMENTS):
        lines += [
            f"  bc-{number}:",
            f"    title: Báo cáo về {chance.choice(SUBJECTS)} năm {year} (số {number})",
            f"    number: {number + 1}/BC-UBND",
            f"    issuer: UBND quận {_name(unit)}",
            f"    issued: {year}-11-{1 + number % 28:02}",
            f"    url: https://example.vn/{unit}/{year}/bc-{number}.pdf",
            f"    sha256: {chance.randbytes(32).hex()}",
            "    access: public",
        ]
    lines.append("indicators:")
    for number, (indicator, claim) in enumerate(sorted(_claims(chance).items())):
        first = number * 2
        cited = [f"bc-{first}", f"bc-{first + 1}"] + (["bc-32"] if number < 15 else ["bc-32", "bc-33"])
        quote = "Trong năm, các cơ quan, đơn vị đã hoàn thành nhiệm vụ được giao"
        lines += [
            f"  {indicator}:",
            *(f"    {line}" for line in claim),
            "    status: official",
            "    evidence:",
            f'      - {{document: {cited[0]}, page: {1 + number % 9}, quote: "{quote}"}}',
            *(f"      - {id_}" for id_ in cited[1:]),
        ]
    return "\n".join(lines) + "\n"


def _claims(chance: Random) -> dict[str, list[str]]:
    claims = {id_: [f"met: {'true' if chance.random() < 0.97 else 'false'}"] for id_ in DECLARED}
    for id_ in SHARES:
        total = COMMUNES if id_ in ("2.1.2", "2.2.4") else 40 if id_ in ("2.1.1", "2.2.1", "2.2.2") else 10
        count = total if id_ == "2.2.3" else -(-total * chance.choice((71, 85, 92, 100)) // 100)
        claims[id_] = [f"count: {count}", f"total: {total}"]
    claims["3.1.1"] = ["previous: 1.93", "current: 1.2", "note: Tính theo chuẩn nghèo của năm trước"]
    claims["3.1.2"] = ["parts: {solid-waste: 95.2, residential-wastewater: 91, industrial-wastewater: 92.4}"]
    claims["3.2.2"] = [f"percent: {chance.choice(('0.012', '0.04', '0.05'))}"]
    return claims


def _verification(unit: str, year: int) -> str:
    head = [f"unit: {unit}", f"year: {year}", "verified_by: Sở Giáo dục và Đào tạo", f"date: {year}-12-20"]
    ids = sorted((*DECLARED, *SHARES, "3.1.1", "3.1.2", "3.2.2"))
    return "\n".join([*head, "indicators:", *(f"  {id_}: {{outcome: accepted}}" for id_ in ids)]) + "\n"


def _decision(chance: Random, unit: str, year: int) -> str:
    head = [f"unit: {unit}", f"year: {year}", "decided_by: Ủy ban nhân dân thành phố"]
    rest = [f"number: {chance.randrange(1, 9000)}/QĐ-UBND", f"date: {year}-12-28"]
    return "\n".join([*head, *rest, "outcome: recognised", f"level: {chance.randint(1, 3)}"]) + "\n"


if __name__ == "__main__":
    write(Path(sys.argv[1]), int(sys.argv[2]))
