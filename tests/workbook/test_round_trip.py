"""From a dossier to a workbook and back: what was filled in is in the file, and what nobody touched is as it was."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings

from minhchung.workbook import fields, merge, read
from minhchung.workbook.cells import untouched
from minhchung.workbook.exchange import form
from minhchung.workbook.model import Filled
from minhchung.workspace import Workspace
from tests.checking.cases import ROOT
from tests.dossiers import edition
from tests.workbook.city import DOSSIER, City
from tests.workbook.filling import Office, cells_of, filled
from tests.workbook.test_rewrite import dossiers

DISTRICT = edition().sets["district"]


@pytest.fixture
def city(tmp_path):
    return City(tmp_path)


def changes(before: str, after: str) -> list[tuple[str, str]]:
    """The lines that went and those that came, in pairs."""
    old, new = before.splitlines(), after.splitlines()
    assert len(old) == len(new)
    return [(one, other) for one, other in zip(old, new, strict=True) if one != other]


def test_a_workbook_that_nobody_touched_changes_nothing(city):
    """Not a byte, not even where Excel could not have kept what the file says."""
    odd = DOSSIER.replace("khó", '"  hai  khoảng trắng, _x0041_, \\u0007 và =1+1"').replace(
        "0.012", "0.012000000001"
    )
    city.write(odd)
    assert city.read(city.form()).state == "unchanged"
    assert city.text == odd
    assert city.fill({}).state == "unchanged"  # saved by another program
    assert city.text == odd


def test_the_same_dossier_gives_the_same_workbook(city):
    assert city.form() == city.form()


def test_only_what_was_filled_in_changes(city):
    """Comments, order, quotes, notes, a hash and a quote that no cell holds: all stay."""
    outcome = city.fill(
        {
            "indicators/2.1.1/count": 62,
            "documents/nq-31/number": "32/NQ-HĐND",
            "observations/1/proposal": "khác",
        }
    )
    assert outcome.state == "written"
    assert changes(DOSSIER, city.text) == [
        ('    number: "31/NQ-HĐND"', '    number: "32/NQ-HĐND"'),
        (
            "  2.1.1: {count: 61, total: 74, evidence: [bc-12]}  # theo báo cáo",
            "  2.1.1: {count: 62, total: 74, evidence: [bc-12]}  # theo báo cáo",
        ),
        ("  - proposal: đề xuất", "  - proposal: khác"),
    ]


def test_a_quote_stays_with_its_document(city):
    city.fill({"indicators/1.1.1/evidence": "bc-12 (trang 2); nq-31 (trang 5)"})
    assert changes(DOSSIER, city.text) == [
        (
            '      - {document: nq-31, page: 4, quote: "Xây dựng: quận học tập"}',
            "      - {document: bc-12, page: 2}",
        ),
        ("      - bc-12", '      - {document: nq-31, page: 5, quote: "Xây dựng: quận học tập"}'),
    ]


def test_rows_that_are_emptied_go(city):
    """A claim, a document with the hash that no cell holds, an observation; their neighbours stay."""
    gone: dict[str, object] = {
        f"documents/nq-31/{key}": None for key in ("title", "number", "issuer", "issued", "url")
    }
    gone |= {
        "indicators/1.1.1/met": None,
        "indicators/1.1.1/evidence": " ",
        "observations/0/indicator": "",
        "observations/0/difficulty": None,
    }
    assert city.fill(gone).state == "written"
    assert "nq-31" not in city.text
    assert "1.1.1" not in city.text
    assert "# đã ký\n  bc-12: {title" in city.text
    assert city.text.endswith("observations:\n  # thứ hai\n  - proposal: đề xuất\n")


def test_a_first_workbook_becomes_a_file_as_if_written_by_hand(tmp_path):
    """In place of the samples of a new file; everything else of it stands."""
    city = City(tmp_path, None)
    cells = {
        "prepared_by": "Phòng Giáo dục và Đào tạo quận Sông Xanh",
        "submitted": "9/12/2022",
        "documents/+1/id": "bc-12",
        "documents/+1/title": "Báo cáo tự đánh giá",
        "documents/+1/issued": date(2022, 12, 5),
        "documents/+1/url": "https://songxanh.example/bc-12.pdf",
        "indicators/1.1.1/met": "x",
        "indicators/1.1.1/evidence": "bc-12 trang 3",
        "indicators/2.1.1/count": "61",
        "indicators/2.1.1/total": 74,
        "indicators/2.1.1/status": "Chính thức",
        "indicators/3.1.1/previous": "1,93 %",
        "indicators/3.1.1/current": (0.012, "0.00%"),
        "indicators/3.1.1/comparable": "Có",
        "indicators/3.1.2/parts/solid-waste": 95.2,
        "indicators/3.1.2/parts/residential-wastewater": 91,
        "indicators/3.1.2/parts/industrial-wastewater": "92,4",
        "observations/+2/difficulty": "Quận chỉ có 4 phường.",
    }
    outcome = city.fill(cells)
    assert outcome.state == "written"
    new = City(tmp_path / "new", None)
    new.form()
    lines = [line for line in city.text.splitlines() if line and not line.strip().startswith("#")]
    assert lines == [
        "unit: song-xanh",
        "year: 2022",
        "criteria: hai-phong-2022/district",
        "origin: submission",
        'prepared_by: "Phòng Giáo dục và Đào tạo quận Sông Xanh"',
        "submitted: 2022-12-09",
        "documents:",
        "  bc-12:",
        "    title: Báo cáo tự đánh giá",
        "    issued: 2022-12-05",
        "    url: https://songxanh.example/bc-12.pdf",
        "indicators:",
        "  1.1.1: {met: true, evidence: [{document: bc-12, page: 3}]}",
        "  2.1.1: {count: 61, total: 74, status: official}",
        "  3.1.1: {previous: 1.93, current: 1.2, comparable: true}",
        "  3.1.2: {parts: {solid-waste: 95.2, residential-wastewater: 91, industrial-wastewater: 92.4}}",
        "observations:",
        "  - difficulty: Quận chỉ có 4 phường.",
    ]
    assert "# 1.1.1:" not in city.text
    assert "  # 2.1.2: {count: , total: 4, evidence: [bc-12]}" in city.text
    first = city.text
    assert city.read((tmp_path / "song-xanh.xlsx").read_bytes()).state == "unchanged"  # read a second time
    assert city.text == first


def test_an_empty_workbook_makes_no_file(tmp_path):
    city = City(tmp_path, None)
    assert city.read(city.form()).state == "unchanged"
    assert not city.place.exists()


def test_last_years_values_stand_beside(city):
    """And beside “last year” stands what last year's dossier gave as its own."""
    office = Office(city.form(year=2023))
    rows = {
        sheet.cell(row, 1).value: sheet.cell(row, 7).value
        for sheet in [office.sheets["indicators"]]
        for row in range(1, 90)
    }
    assert rows["indicators/2.1.1/count"] == "61"
    assert rows["indicators/3.1.1/previous"] == "1,20"
    assert rows["indicators/1.1.1/met"] == "Có"
    assert rows["indicators/1.1.1/evidence"] == ""


def tidied(values):
    """Values as cells hold them; observations in their order, whatever the numbers of their rows."""
    single = fields.fields(DISTRICT, 2022)
    return {path: untouched(value, fields.field_at(path, single)) for path, value in values.items()}


@pytest.fixture(scope="module")
def empty(tmp_path_factory):
    city = City(tmp_path_factory.mktemp("empty"), None)
    return city, city.form()


@settings(
    max_examples=5,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(dossiers)
def test_whatever_is_typed_is_what_is_read(empty, one):
    """Any dossier, typed into an empty workbook and saved by another program, comes out with the same values."""
    _, content = empty
    values = fields.flat(one, DISTRICT, 2022)
    cells = cells_of(values)
    sheets = read.opened(
        filled(content, {name: cell for name, cell in cells.items() if "\x00" not in str(cell)})
    )
    got = read.whose(sheets)
    read.fill(got, sheets, fields.fields(DISTRICT, 2022))
    assert got.faults == []
    wanted = {path: value for path, value in tidied(values).items() if value is not None}
    typed = {
        path: value
        for path, value in got.values.items()
        if value is not None and (value != got.base.get(path))
    }
    assert {"/".join(path) for path in wanted if path[0] == "indicators"} == {
        "/".join(path) for path in typed if path[0] == "indicators"
    }
    for path, value in wanted.items():
        if path[0] != "observations" and path[-1] != "id":
            assert typed[path] == value


@settings(max_examples=80, deadline=None, derandomize=True)
@given(dossiers, dossiers)
def test_any_change_is_taken_over_and_only_that(one, two):
    """A workbook written from one dossier and filled in like another turns the first into the second."""
    single = fields.fields(DISTRICT, 2022)
    base, aim = fields.flat(one, DISTRICT, 2022), fields.flat(two, DISTRICT, 2022)
    paths = dict.fromkeys([*base, *aim])
    values = {}
    for path in paths:
        row = path
        if path[0] == "observations" and path[:2] not in {known[:2] for known in base}:
            row = (path[0], f"+{path[1]}", *path[2:])
        if path[-1] != "id":
            values[row] = untouched(aim[path], fields.field_at(path, single)) if path in aim else None
    got = Filled("song-xanh", 2022, DISTRICT.id, base, values)
    merged = merge.merge(got, base, single)
    assert merged.clashes == []
    made = fields.flat(merge.applied(one, merged.edits), DISTRICT, 2022)
    assert {path: value for path, value in tidied(made).items() if path[0] != "observations"} == {
        path: value for path, value in tidied(aim).items() if path[0] != "observations" and value is not None
    }


def test_the_examples_come_back_as_they_are(tmp_path):
    """Every real file of the fictional city, the city's own among them."""
    workspace = Workspace.open(ROOT / "examples" / "may-biec", ROOT / "criteria")
    for unit in ("song-xanh", "may-biec"):
        sheets = read.opened(form(workspace, workspace.evidence.units[unit], 2022))
        got = read.whose(sheets)
        criteria = edition().sets["district" if unit == "song-xanh" else "city"]
        single = fields.fields(criteria, 2022)
        read.fill(got, sheets, single)
        assert got.faults == []
        data = workspace.checked.sources[unit, 2022]["self-assessment.yml"]
        theirs = fields.flat(data, criteria, 2022)
        assert theirs == got.base
        assert merge.merge(got, theirs, single) == merge.Merged()
