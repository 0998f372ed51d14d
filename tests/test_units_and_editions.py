"""Units come and go, and so do rules: totals and pages follow the units and the edition of each year."""

import json
from functools import cache
from pathlib import Path

import pytest
import yaml

from minhchung.assessing.assess import assess
from minhchung.checking.check import check
from minhchung.checking.criteria import load_editions
from minhchung.opendata.data import CityData
from minhchung.opendata.export import export
from minhchung.publishing.pages import pages
from minhchung.publishing.site_data import SiteData, other_results
from tests.checking.cases import Memory

ROOT = Path(__file__).parents[1]


@cache
def editions():
    """The real edition and the invented one for wards and communes, side by side."""
    files = {
        f"criteria/{path.parent.name}/{path.name}": path.read_bytes()
        for folder in ("criteria", "scripts/minhchung/generating/editions")
        for path in (ROOT / folder).glob("*/*.yml")
    }
    found, problems = load_editions(files, "criteria")
    assert not problems
    return found


def units_of(*entries, years=()):
    city = {"id": "la-sen", "name": "Thành phố Lá Sen", "type": "thành phố"}
    below = [{"parent": "la-sen", **entry} for entry in entries]
    return {"years": [{"year": year, "criteria": name} for year, name in years], "units": [city, *below]}


# Until the middle of 2025 two districts, then three wards and communes: one of them from both.
REFORM = units_of(
    {
        "id": "sen-hong",
        "name": "Quận Sen Hồng",
        "type": "quận",
        "communes": [{"code": "1", "name": "Phường Một"}],
        "until": "2025-06-30",
        "replaced_by": ["sen-bac", "sen-trang"],
    },
    {
        "id": "la-dua",
        "name": "Huyện Lá Dừa",
        "type": "huyện",
        "until": "2025-06-30",
        "replaced_by": ["sen-trang", "cu-lao"],
    },
    {"id": "sen-bac", "name": "Phường Sen Bạc", "type": "phường", "from": "2025-07-01"},
    {"id": "sen-trang", "name": "Phường Sen Trắng", "type": "phường", "from": "2025-07-01"},
    {"id": "cu-lao", "name": "Xã Cù Lao", "type": "xã", "from": "2025-07-01"},
    years=((2024, "hai-phong-2022"), (2026, "xa-phuong-vi-du")),
)


def dossier(unit, year, criteria, share):
    document = {
        "title": "Báo cáo",
        "number": "1/BC-UBND",
        "issuer": "UBND",
        "issued": f"{year}-11-01",
        "url": "https://la-sen.example/bc-1.pdf",
    }
    return {
        "unit": unit,
        "year": year,
        "criteria": criteria,
        "origin": "example",
        "prepared_by": "UBND",
        "submitted": f"{year}-11-20",
        "documents": {"bc-1": document},
        "indicators": {share: {"count": 15, "total": 20, "evidence": ["bc-1"]}},
    }


def checked(units, *dossiers):
    files = {"evidence/units.yml": yaml.safe_dump(units, allow_unicode=True).encode()}
    for data in dossiers:
        path = f"evidence/{data['unit']}/{data['year']}/self-assessment.yml"
        files[path] = yaml.safe_dump(data, allow_unicode=True).encode()
    return check(Memory(files), "evidence", editions())


def site(found, lang="vi"):
    evidence = found.evidence
    return SiteData(
        evidence=evidence,
        editions=editions(),
        results=assess(evidence, editions()),
        lang=lang,
        others=other_results(evidence, editions()),
    )


def written(data):
    """The text of every page by its path."""
    return {page.path: "\n".join(map(str, page.slots.values())) for page in pages(data)}


@pytest.fixture(scope="module")
def reformed():
    found = checked(
        REFORM,
        dossier("sen-hong", 2024, "hai-phong-2022/district", "2.1.1"),
        dossier("cu-lao", 2026, "xa-phuong-vi-du/district", "K.1.3"),
    )
    assert not found.has_errors, found.problems
    return found


@pytest.fixture(scope="module")
def made(reformed):
    return written(site(reformed))


def test_each_year_has_its_units_and_its_rules(made):
    """2024: two districts under the plan; 2026: three wards and communes under the other edition."""
    before, after = made["years/2024"], made["years/2026"]
    assert "1 trên 2 quận, huyện đã nộp" in before
    assert "1 trên 3 phường, xã đã nộp" in after
    assert "indicators/hai-phong-2022/district/2.1.1" in before
    assert "xa-phuong-vi-du" not in before
    assert "indicators/xa-phuong-vi-du/district/K.1.3" in after
    assert "hai-phong-2022" not in after
    assert "Sen Hồng" not in after
    assert "Cù Lao" not in before


def test_pages_of_an_indicator_hold_the_units_of_their_own_years_alone(made):
    assert "Cù Lao" not in made["indicators/hai-phong-2022/district/2.1.1"]
    assert "Sen Hồng" not in made["indicators/xa-phuong-vi-du/district/K.1.3"]
    assert "15/20" in made["indicators/xa-phuong-vi-du/district/K.1.3"]


def test_a_comparison_over_years_says_where_the_rules_changed(made):
    said = made["years"]
    assert "Từ năm 2024 đến năm 2026, quy định đã đổi" in said
    rows = {row.partition("</th>")[0]: row for row in said.split('<th scope="row">')[1:]}
    wifi = next(row for name, row in rows.items() if "wifi" in name)
    assert "đã đổi" in wifi
    assert "70 %" in wifi
    assert "50 %" in wifi
    assert "mới" in rows["Gia đình học tập"]
    assert "không còn" in next(row for name, row in rows.items() if "Bạo lực" in name or "bạo lực" in name)
    assert "years/#rules-2026" in made["units/la-sen"]
    assert "#rules-" not in made["units/sen-hong"]  # it lived under one edition alone


def test_a_merged_unit_leads_to_its_successors_and_they_lead_back(made):
    old, new = made["units/la-dua"], made["units/sen-trang"]
    assert "sen-trang" in old
    assert "cu-lao" in old
    assert "sen-hong" in new
    assert "la-dua" in new


def test_a_new_unit_has_no_year_before_it_and_an_old_one_none_after(made):
    """Not a line with nothing in it, and no zero."""
    assert "units/cu-lao/2026" in made
    assert "units/cu-lao/2024" not in made
    assert "units/sen-hong/2024" in made
    assert "units/sen-hong/2026" not in made
    assert "2024" not in made["units/cu-lao"]


def test_the_data_name_the_edition_of_each_result(reformed):
    files = export(CityData(site(reformed), "https://la-sen.example/", reformed.sources))
    results = [
        result
        for path, content in files
        if path.startswith("data/v1/dossiers/") and isinstance(content, bytes)
        for result in json.loads(content)["results"]
    ]
    years = {(result["year"], result["criteria"].partition("/")[0]) for result in results}
    assert years == {(2024, "hai-phong-2022"), (2026, "xa-phuong-vi-du")}


def test_a_dossier_under_the_rules_of_another_year_is_an_error():
    found = checked(REFORM, dossier("cu-lao", 2026, "hai-phong-2022/district", "2.1.1"))
    assert [problem.code for problem in found.problems if problem.is_error] == ["other-edition"]


def test_a_dossier_of_a_unit_that_is_gone_or_not_there_yet_is_an_error():
    for unit, year, criteria, share in (
        ("sen-hong", 2026, "xa-phuong-vi-du/district", "K.1.3"),
        ("cu-lao", 2024, "hai-phong-2022/district", "2.1.1"),
    ):
        found = checked(REFORM, dossier(unit, year, criteria, share))
        assert "unit-did-not-exist" in [problem.code for problem in found.problems]


@pytest.fixture(scope="module")
def hai_phong():
    """The real register, with the years around the reform opened and nothing submitted in them."""
    text = (ROOT / "evidence" / "units.yml").read_text(encoding="utf-8")
    opened = "".join(f"  - {{year: {year}, criteria: hai-phong-2022}}\n" for year in (2022, 2024, 2025))
    found = check(
        Memory({"evidence/units.yml": f"{text}\nyears:\n{opened}".encode()}), "evidence", editions()
    )
    assert not found.has_errors, found.problems
    return found


def test_hai_phong_before_and_after_its_reform(hai_phong):
    """Fifteen districts on the last day of 2022 and of 2024; two changed with the new year; none in July 2025."""
    evidence = hai_phong.evidence
    assert [len(evidence.districts(year)) for year in (2022, 2023, 2024, 2025)] == [15, 15, 15, 0]
    made = written(site(hai_phong))
    assert "trong 15 quận, huyện" in made["years/2024"]
    for old, new in (("thuy-nguyen", "thanh-pho-thuy-nguyen"), ("an-duong", "quan-an-duong")):
        assert f"../{new}/" in made[f"units/{old}"]
        assert f"../{old}/" in made[f"units/{new}"]
        assert f"units/{old}/2024" in made
        assert f"units/{new}/2024" not in made
        assert f"units/{new}/2025" not in made  # gone before the year was over


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_year_without_any_district_counts_nothing_and_shows_no_zero(hai_phong, lang):
    made = written(site(hai_phong, lang))
    said = made["years/2025"]
    assert {"vi": "không có gì để đếm", "en": "nothing to count"}[lang] in said
    assert "0 quận" not in said
    assert "0 districts" not in said
    assert "0/0" not in said + made["units/hai-phong/2025"]


@pytest.mark.parametrize(
    ("entries", "totals"),
    [
        # renamed: one for one
        (
            [
                {"id": "a", "name": "Huyện A", "type": "huyện", "until": "2023-12-31", "replaced_by": ["b"]},
                {"id": "b", "name": "Quận B", "type": "quận", "from": "2024-01-01"},
            ],
            (1, 1),
        ),
        # merged: two become one
        (
            [
                {"id": "a", "name": "Huyện A", "type": "huyện", "until": "2023-12-31", "replaced_by": ["c"]},
                {"id": "b", "name": "Quận B", "type": "quận", "until": "2023-12-31", "replaced_by": ["c"]},
                {"id": "c", "name": "Quận C", "type": "quận", "from": "2024-01-01"},
            ],
            (2, 1),
        ),
        # split: one becomes two
        (
            [
                {
                    "id": "a",
                    "name": "Quận A",
                    "type": "quận",
                    "until": "2023-12-31",
                    "replaced_by": ["b", "c"],
                },
                {"id": "b", "name": "Quận B", "type": "quận", "from": "2024-01-01"},
                {"id": "c", "name": "Quận C", "type": "quận", "from": "2024-01-01"},
            ],
            (1, 2),
        ),
    ],
)
def test_totals_follow_the_units_of_the_year(entries, totals):
    """The share of districts that the city counts, too."""
    years = ((2023, "hai-phong-2022"), (2024, "hai-phong-2022"))
    found = checked(units_of(*entries, years=years))
    assert not found.has_errors
    results = assess(found.evidence, editions())
    for year, total in zip((2023, 2024), totals, strict=True):
        assert len(found.evidence.districts(year)) == total
        submitted = {unit for unit, of, _ in results if of == year}
        assert submitted == {"la-sen", *(unit.id for unit in found.evidence.districts(year))}
