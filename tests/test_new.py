"""`minhchung new`: a file for every kind of unit that is right as it stands, line by line and filled in."""

import re

import pytest
from click.testing import CliRunner

from minhchung.cli import main
from minhchung.i18n import LANGS
from tests.checking.cases import HERE, ROOT, Memory, checked

# A district with communes, one without any, one with no list on record, and the city.
UNITS = ["song-xanh", "doi-gio", "suoi-biec", "may-biec"]
SAMPLE = re.compile(r"^  # (?=\d\.\d\.\d: \{)", re.MULTILINE)
DOCUMENT = re.compile(r"^  # (?=bc-12:|  (?:title|number|issuer|issued|file): )", re.MULTILINE)
OBSERVATION = re.compile(r"^  # (?=- indicator:|  (?:difficulty|proposal):)", re.MULTILINE)
PDF = b"%PDF-1.4\n"


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """The text of a new file, as the command writes it."""
    written: dict[tuple[str, str], str] = {}

    def new(unit: str, lang: str = "vi") -> str:
        if (unit, lang) not in written:
            folder = tmp_path_factory.mktemp(unit) / "evidence"
            folder.mkdir()
            (folder / "units.yml").write_bytes((HERE / "units.yml").read_bytes())
            options = ["--evidence", str(folder), "--criteria", str(ROOT / "criteria"), "--lang", lang]
            result = CliRunner().invoke(main, [*options, "new", unit, "2022"])
            assert result.exit_code == 0, result.output
            place = folder / unit / "2022" / "self-assessment.yml"
            written[unit, lang] = place.read_text(encoding="utf-8")
            schema = re.search(r"\$schema=(\S+)", written[unit, lang])
            assert schema
            assert (place.parent / schema[1]).resolve().is_file()
        return written[unit, lang]

    return new


BLANK = re.compile(r"(met|count|total|percent|previous|current|[a-z]+-w[a-z]+): (?=[,}])")
FIGURES = {"met": "true", "count": "3", "total": "6", "percent": "70", "previous": "2.0", "current": "1.5"}


def filled_in(text: str) -> str:
    """With a figure in every blank; of the city's two parts, whole numbers that rise."""
    text = text.replace("{previous: , current: }", "{previous: 3, current: 5}")
    text = BLANK.sub(lambda blank: f"{blank[1]}: {FIGURES.get(blank[1], '95.2')}", text)
    return re.sub(r"(previous: 2.0, current: 1.5), ", r"\1, comparable: true, ", text)


def check(unit: str, text: str, *, document: bool = True) -> list[tuple[str, str]]:
    folder = f"{unit}/2022"
    files = {"units.yml": (HERE / "units.yml").read_bytes(), f"{folder}/self-assessment.yml": text.encode()}
    if document:
        files[f"{folder}/documents/12-BC-UBND.pdf"] = PDF
    return [(problem.severity, problem.code) for problem in checked(Memory(files)).problems]


def uncommented(text: str, *patterns: re.Pattern[str], by: str = "  ") -> str:
    for pattern in patterns:
        text = pattern.sub(by, text)
    return text


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("unit", UNITS)
def test_a_new_file_has_no_error_but_a_list_of_what_is_to_be_done(made, unit, lang):
    found = check(unit, made(unit, lang), document=False)
    assert [problem for problem in found if problem[1] != "not-a-pilot"] == [("warning", "to-do")] * 2


@pytest.mark.parametrize("by", ["  ", "   "], ids=["without the space", "with the space"])
@pytest.mark.parametrize("unit", UNITS)
def test_a_sample_that_is_only_uncommented_is_still_to_be_done(made, unit, by):
    """With the document or without it, and where the space after the # was left in every line: no wall of errors."""
    for document in (True, False):
        of_documents = (DOCUMENT,) if document else ()
        text = uncommented(made(unit), *of_documents, SAMPLE, OBSERVATION, by=by)
        found = check(unit, text, document=document)
        assert [problem for problem in found if problem[1] != "not-a-pilot"] == [("warning", "to-do")] * 2


@pytest.mark.parametrize("unit", UNITS)
def test_a_sample_that_is_submitted_as_it_stands_counts_for_nothing(made, unit):
    """Each blank is an error on its line, and the dossier has no result."""
    text = uncommented(made(unit), DOCUMENT, SAMPLE).replace("# submitted:", "submitted:")
    codes = [code for severity, code in check(unit, text) if severity == "error"]
    assert set(codes) == {"empty"}
    assert len(codes) == len(BLANK.findall(text))


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("unit", UNITS)
def test_every_sample_line_holds_when_its_blanks_are_filled_in(made, unit, lang):
    """Each alone, with the document that it cites, in a draft."""
    text = uncommented(made(unit, lang), DOCUMENT)
    samples = [found.start() for found in SAMPLE.finditer(text)]
    assert len(samples) == {"may-biec": 19}.get(unit, 16)
    for start in samples:
        line, end, rest = text[start:].partition("\n")
        alone = text[:start] + filled_in(SAMPLE.sub("  ", line)) + end + rest
        found = [code for _, code in check(unit, alone) if code not in ("to-do", "not-a-pilot")]
        assert found in ([], ["count-above-total"])  # a city without that many districts


@pytest.mark.parametrize("unit", UNITS)
def test_filled_in_and_submitted_it_is_complete(made, unit):
    """What an officer does: the document, every figure, that the poverty standards compare, the day."""
    text = uncommented(made(unit), DOCUMENT, SAMPLE).replace("# submitted:", "submitted:")
    text = re.sub(r"count: , total: ([0-9]+)", r"count: \1, total: \1", text)  # what units.yml fixes
    found = check(unit, filled_in(text))
    assert [problem for problem in found if problem[1] != "not-a-pilot"] == []


def test_half_a_claim_in_a_draft_is_still_to_be_done(made):
    text = uncommented(made("song-xanh"), DOCUMENT, SAMPLE).replace("2.1.1: {count: ,", "2.1.1: {count: 61,")
    files = {
        "units.yml": (HERE / "units.yml").read_bytes(),
        "song-xanh/2022/self-assessment.yml": text.encode(),
    }
    (missing,) = [p.params["missing"] for p in checked(Memory(files)).problems if "missing" in p.params]
    assert "2.1.1 (Cơ quan đạt “Đơn vị học tập”)" in [words.vi for words in missing]


@pytest.mark.parametrize(
    ("unit", "indicator", "total"),
    [("song-xanh", "2.1.2", 4), ("doi-gio", "2.1.2", 0), ("may-biec", "2.2.4", 3)],
)
def test_a_total_that_units_yml_fixes_is_filled_in(made, unit, indicator, total):
    assert f"# {indicator}: {{count: , total: {total}," in made(unit)


def test_the_official_wording_stands_above_every_sample(made):
    text = " ".join(line.strip().lstrip("#").strip() for line in made("song-xanh").splitlines())
    assert "Tối thiểu 70% các cơ quan, đơn vị cấp huyện được đánh giá, xếp loại “Đơn vị học tập”" in text
    assert "đếm: xã, phường, thị trấn" in text


def test_the_sample_document_is_nobodys(made):
    """A new file is written for a real unit: only its own name stands in it, as the body that fills it in."""
    names = [line for line in made("song-xanh").splitlines() if "sông xanh" in line.casefold()]
    assert [line.partition(":")[0] for line in names] == ["# Hồ sơ tự đánh giá năm 2022", "prepared_by"]


def test_a_file_is_never_overwritten(tmp_path):
    (tmp_path / "units.yml").write_bytes((HERE / "units.yml").read_bytes())
    options = ["--evidence", str(tmp_path), "--criteria", str(ROOT / "criteria")]
    first = CliRunner().invoke(main, [*options, "new", "song-xanh", "2022"])
    place = tmp_path / "song-xanh" / "2022" / "self-assessment.yml"
    place.write_text("của tôi", encoding="utf-8")
    second = CliRunner().invoke(main, [*options, "new", "song-xanh", "2022"])
    assert (first.exit_code, second.exit_code) == (0, 2)
    assert place.read_text(encoding="utf-8") == "của tôi"
