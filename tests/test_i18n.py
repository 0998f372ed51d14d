import ast
import datetime as dt
import importlib.util
from decimal import Decimal
from gettext import GNUTranslations
from pathlib import Path
from string import Formatter

import click
import pytest
from babel.messages.extract import extract_from_dir

from minhchung.i18n import LANGS, date, number, translator

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize(
    ("value", "vi", "en"),
    [
        (0, "0", "0"),
        (999, "999", "999"),
        (1234, "1.234", "1,234"),
        (1234567, "1.234.567", "1,234,567"),
        (Decimal("1234.5"), "1.234,5", "1,234.5"),
        (Decimal("0.012"), "0,012", "0.012"),
        (Decimal("1.20"), "1,20", "1.20"),
        (Decimal("-1234.50"), "-1.234,50", "-1,234.50"),
        (Decimal("1E+3"), "1.000", "1,000"),
        (Decimal("0.1000000000000000000000000000000001"), "0,1000000000000000000000000000000001", None),
    ],
)
def test_a_number_keeps_its_digits_and_takes_the_separators_of_the_language(value, vi, en):
    assert number(value, "vi") == vi
    if en:
        assert number(value, "en") == en


@pytest.mark.parametrize("value", ["2022-01-05", dt.date(2022, 1, 5)])
def test_a_date_is_written_as_the_language_writes_it(value):
    assert date(value, "vi") == "05/01/2022"
    assert date(value, "en") == "5 January 2022"


def test_what_is_no_date_is_refused():
    with pytest.raises(ValueError):
        date("2025-02-30", "vi")


def test_vietnamese_is_the_message_id_itself():
    """Vietnamese has one form for any number."""
    vi = translator("vi")
    assert vi.gettext("Còn thiếu {n} xã") == "Còn thiếu {n} xã"
    assert vi.ngettext("{n} xã", "{n} xã", 6) == "{n} xã"


def test_no_sentence_stands_inside_an_f_string():
    """Babel finds it there under one version of Python and not under another."""
    hidden = [
        f"{path.name}:{string.lineno}"
        for path in (ROOT / "scripts" / "minhchung").rglob("*.py")
        for string in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(string, ast.JoinedStr)
        for call in ast.walk(string)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "N_"
    ]
    assert hidden == []


def test_english_comes_from_the_packaged_catalogue():
    assert isinstance(translator("en"), GNUTranslations)
    assert translator("en").gettext("một câu không có trong danh mục") == "một câu không có trong danh mục"


@pytest.mark.parametrize("lang", LANGS)
def test_a_translator_is_made_once(lang):
    assert translator(lang) is translator(lang)


@pytest.fixture(scope="module")
def messages():
    spec = importlib.util.spec_from_file_location("messages", ROOT / "scripts" / "messages.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_committed_catalogue_is_fresh(messages):
    """Every sentence of the sources stands in the .po, and the .mo is compiled from it: make messages."""
    committed = messages.CATALOGUE.read_bytes()
    catalogue = messages.updated(committed)
    assert messages.po(catalogue).decode() == committed.decode(), "run make messages"
    assert messages.mo(catalogue) == messages.CATALOGUE.with_suffix(".mo").read_bytes(), "run make messages"


def test_the_words_of_click_are_compiled_and_are_the_words_of_the_click_that_is_installed(messages):
    committed = messages.CLICK.read_bytes()
    catalogue = messages.of_click(committed)
    assert messages.mo(catalogue) == messages.CLICK.with_suffix(".mo").read_bytes(), "run make messages"
    keywords = {"_": None, "ngettext": (1, 2)}
    known = extract_from_dir(Path(click.__file__).parent, [("**.py", "python")], keywords=keywords)
    assert {message.id for message in catalogue if message.id} <= {message for _, _, message, _, _ in known}


def test_every_sentence_has_its_english(messages):
    assert messages.untranslated(messages.updated(messages.CATALOGUE.read_bytes())) == []


def test_a_translation_keeps_the_names_of_its_places(messages):
    """`{name}` in a sentence is `{name}` in its translation: formatting never fails in one language only."""
    for message in messages.updated(messages.CATALOGUE.read_bytes()):
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        strings = message.string if isinstance(message.string, tuple) else (message.string,)
        if message.id and all(strings):
            for string in strings:
                assert places(string) <= set().union(*map(places, ids)), message.id
            assert places(strings[-1]) == places(ids[-1]), message.id


def places(text: str) -> set[str]:
    return {field for _, field, _, _ in Formatter().parse(text) if field}


def test_a_catalogue_holds_nothing_from_the_clock(messages):
    assert b"-Date:" not in messages.CATALOGUE.read_bytes()
    assert b"-Date:" not in messages.CATALOGUE.with_suffix(".mo").read_bytes()
