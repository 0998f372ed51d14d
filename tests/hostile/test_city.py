"""What `check` says of a stranger's texts: shown, or refused with a sentence that shows nothing of them that acts."""

import csv
import io
import re
import zipfile

import pytest

from minhchung.checking.check import check
from minhchung.checking.messages import message
from minhchung.i18n import LANGS, translator
from minhchung.opendata.as_csv import BOM
from tests.checking.cases import Memory, editions
from tests.comparing.rendering import rendered
from tests.hostile import city, small_site
from tests.hostile.payloads import LINKS, PAYLOADS, yaml

REFUSED = {
    *("markup", "odd-name", "invisible-character", "bad-link", "too-long", "wrong-type", "not-a-date"),
    *("bad-value", "bad-id", "bad-document-id", "unknown-key", "unknown-indicator"),
}


def test_a_text_is_refused_only_for_a_reason_and_in_a_sentence():
    for stranger in city.strangers():
        for field, problem in stranger.refused.items():
            assert problem.code in REFUSED, (stranger.name, field, problem.code)
            for lang in LANGS:
                assert message(problem, translator(lang)).isprintable()


@pytest.mark.parametrize("name", LINKS)
def test_no_address_of_these_becomes_a_link(name):
    (stranger,) = (stranger for stranger in city.strangers() if stranger.name == name)
    assert {"url", "archived"} <= set(stranger.refused)


PLACES = {
    "a key of the file": "{0}: x\n",
    "a document's name": "documents: {{{0}: {{title: x, access: public}}}}\n",
    "a key of a document": "documents: {{a: {{title: x, {0}: x}}}}\n",
    "an indicator": "indicators: {{{0}: {{met: true}}}}\n",
    "a key of a claim": "indicators: {{1.1.1: {{met: true, {0}: 1}}}}\n",
    "a part": "indicators: {{3.1.2: {{parts: {{{0}: 1}}}}}}\n",
    "a citation": "indicators: {{1.1.1: {{met: true, evidence: [{0}]}}}}\n",
    "an answer": "indicators: {{1.1.1: {{met: {0}}}}}\n",
    "a figure": "indicators: {{3.2.2: {{percent: {0}}}}}\n",
    "a day": "submitted: {0}\n",
    "a hash": "documents: {{a: {{title: x, sha256: {0}}}}}\n",
    "a file": "documents: {{a: {{title: x, file: {0}}}}}\n",
    "a state": "documents: {{a: {{title: x, access: {0}}}}}\n",
}
HEAD = "unit: song-xanh\nyear: 2022\ncriteria: hai-phong-2022/district\norigin: example\n"


@pytest.mark.parametrize("place", PLACES)
def test_where_no_free_text_stands_none_is_let_in(place):
    """An identifier, a figure, a day, a hash: an error for each payload, whose sentence renders as words and code."""
    path = "song-xanh/2022/self-assessment.yml"
    for name, payload in PAYLOADS.items():
        content = HEAD + PLACES[place].format(yaml(payload))
        problems = check(
            Memory({"units.yml": small_site.city()["units.yml"], path: content.encode()}), ".", editions()
        ).problems
        assert any(problem.is_error for problem in problems), name
        for problem in problems:
            assert message(problem, translator("vi")).isprintable()


# What a spreadsheet may take for one, at the beginning of a cell of its own reckoning.
FORMULA = re.compile(r"(?:\A|[;\t\r\n])[ \u00a0]*[=+\-@＝＋－＠]")


@pytest.fixture(scope="module")
def data():
    made = small_site.made(city.files(), ("vi",))
    return {
        path.removeprefix("vi-du/data/v1/"): content
        for path, content in made.files.items()
        if "data/v1/" in path
    }


def test_no_cell_of_a_table_is_a_formula(data):
    for name, content in data.items():
        if name.endswith(".csv"):
            for row in csv.reader(io.StringIO(content.decode().removeprefix(BOM), newline="")):
                for cell in row:
                    number = cell.lstrip("-").replace(".", "", 1).isdigit()
                    assert number or not FORMULA.search(cell), (name, cell)


def test_no_cell_of_the_workbook_is_a_formula_or_leads_anywhere_but_to_what_check_accepts(data):
    with zipfile.ZipFile(io.BytesIO(data["minhchung.xlsx"])) as book:
        for name in book.namelist():
            text = book.read(name).decode()
            if name.startswith("xl/worksheets/sheet"):
                assert "<f>" not in text
                assert "<f " not in text
            for scheme in ("javascript:", "vbscript:", "file:", "data:text"):
                assert f'Target="{scheme}' not in text


def test_a_calendar_has_no_line_of_a_stranger(data):
    kinds = {
        line.split(":")[0].split(";")[0]
        for line in data["roadmap.vi.ics"].decode().split("\r\n")
        if line[:1] != " "
    }
    assert kinds <= {
        *(
            "BEGIN",
            "END",
            "VERSION",
            "PRODID",
            "CALSCALE",
            "METHOD",
            "X-WR-CALNAME",
            "X-WR-CALDESC",
            "X-WR-TIMEZONE",
        ),
        *(
            "UID",
            "DTSTAMP",
            "DTSTART",
            "DTEND",
            "SUMMARY",
            "DESCRIPTION",
            "URL",
            "CATEGORIES",
            "STATUS",
            "TRANSP",
            "LAST-MODIFIED",
        ),
        *("SEQUENCE", "NAME", "SOURCE", "REFRESH-INTERVAL", "X-PUBLISHED-TTL", "COMMENT", ""),
    }


def test_a_summary_of_all_of_it_is_words_and_code():
    from minhchung.checking.summary import summary  # noqa: PLC0415 - one test's

    problems = [problem for stranger in city.strangers() for problem in stranger.refused.values()]
    assert rendered(summary(problems, translator("vi"))).found <= {
        *("h3", "p", "table", "thead", "tbody", "tr", "th", "td", "code")
    }
