"""The site in two languages: the same pages with the same places on them, and each in its own words."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

import html5lib
import jinja2
import pytest
import yaml
from jinja2 import nodes

from minhchung.i18n import LANGS
from minhchung.publishing import build
from minhchung.publishing.frames import CONFIGS
from minhchung.publishing.tongue import has_vietnamese

ROOT = Path(__file__).parents[1]
PUBLISHING = ROOT / "scripts" / "minhchung" / "publishing"
DOCS = {
    lang: {p.relative_to(ROOT / "docs" / lang) for p in (ROOT / "docs" / lang).rglob("*.md")}
    for lang in LANGS
}

PLACE = re.compile(r"^(#+).*(\{ #[\w-]+ \})|^(<div data-slot=.*)|^(hide: .*)|^```+ *(\w*)", re.MULTILINE)


def test_every_docs_page_has_its_twin():
    assert DOCS["vi"] == DOCS["en"]


@pytest.mark.parametrize("page", sorted(DOCS["vi"]), ids=str)
def test_twins_have_the_same_headings_slots_and_samples(page):
    """The same ids, so that a link to a place is good in both languages."""
    vi, en = (PLACE.findall((ROOT / "docs" / lang / page).read_text(encoding="utf-8")) for lang in LANGS)
    assert vi == en


def test_the_navigation_leads_to_the_same_pages_in_the_same_order():
    def pages(nav: object) -> Iterator[str]:
        if isinstance(nav, str):
            yield nav
        elif isinstance(nav, list | dict):
            for entry in nav.values() if isinstance(nav, dict) else nav:
                yield from pages(entry)

    vi, en = (yaml.safe_load((ROOT / CONFIGS[0][lang]).read_text(encoding="utf-8"))["nav"] for lang in LANGS)
    assert list(pages(vi)) == list(pages(en))


def test_the_frames_say_each_thing_in_both_languages():
    """Words under dotted keys and `tabs`, `top` are put in place of the theme's, which may need no mending."""
    theme = (ROOT / "overrides" / "partials" / "sentences.html").read_text(encoding="utf-8")
    sentences = jinja2.Environment().from_string(theme).module.sentences  # type: ignore[attr-defined]
    own = {lang: {key for key in sentences[lang] if "." not in key} - {"tabs", "top"} for lang in LANGS}
    assert own["vi"] == own["en"]
    used = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "overrides").glob("*.html"))
    assert {key for key in own["vi"] if f"words.{key}" not in used} == set()


@pytest.mark.parametrize("kind", ["*.html", "*.js"])
def test_what_the_frames_and_scripts_say_stands_among_their_sentences(kind):
    """A script takes its words from the page. The letters that it tells Vietnamese by are no sentence."""
    sentences = ROOT / "overrides" / "partials" / "sentences.html"
    for path in (ROOT / "overrides").rglob(kind):
        text = path.read_text(encoding="utf-8").replace("[đĐ]", "")
        assert path == sentences or not has_vietnamese(text), path


TRANSLATING = {"_", "N_", "gettext", "ngettext"}


@pytest.mark.parametrize("path", sorted((PUBLISHING / "templates").iterdir()), ids=lambda path: path.name)
def test_a_template_has_no_sentence_that_is_not_translated(path):
    """No Vietnamese stands in its text, and none in a string but as a message id."""
    tree = jinja2.Environment().parse(path.read_text(encoding="utf-8"))
    message_ids = {
        id(constant)
        for call in tree.find_all(nodes.Call)
        if isinstance(call.node, nodes.Name) and call.node.name in TRANSLATING
        for constant in call.args
    }
    stray = [data.data for data in tree.find_all(nodes.TemplateData)]
    stray += [
        constant.value
        for constant in tree.find_all(nodes.Const)
        if isinstance(constant.value, str) and id(constant) not in message_ids
    ]
    assert [text for text in stray if has_vietnamese(text)] == []


@pytest.mark.parametrize(
    "path", sorted(PUBLISHING.rglob("*.py")), ids=lambda path: path.relative_to(PUBLISHING).as_posix()
)
def test_a_page_module_has_no_sentence_that_is_not_translated(path):
    """Letters that the module tells Vietnamese by, a single one of them, are no sentence."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    message_ids = {
        id(constant)
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name | ast.Attribute)
        if (call.func.id if isinstance(call.func, ast.Name) else call.func.attr) in TRANSLATING
        for constant in call.args
    }
    docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    stray = [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        if id(node) not in message_ids | docstrings and has_vietnamese(node.value)
    ]
    assert [text for text in stray if len(text) > 1 and " " in text] == []


@pytest.fixture(scope="module")
def site() -> dict[str, bytes]:
    """Both cities of this repository, as they are now."""
    made = build.site(*build.repository(ROOT / "evidence", ROOT / "criteria"))
    return {path: content if isinstance(content, bytes) else b"".join(content) for path, content in made}


def html(site: dict[str, bytes], lang: str) -> dict[str, Element]:
    """The pages of one language, by their paths in it."""
    return {
        name.removeprefix("en/"): html5lib.parse(content.decode(), namespaceHTMLElements=False)
        for name, content in site.items()
        if name.endswith(".html") and name.startswith("en/") == (lang == "en")
    }


@pytest.fixture(scope="module")
def pages(site: dict[str, bytes]) -> dict[str, dict[str, Element]]:
    return {lang: html(site, lang) for lang in LANGS}


def texts(element: Element, lang: str = "") -> Iterator[tuple[str, str]]:
    """Every text that is shown, with the language it says it is in."""
    tag = str(element.tag).rpartition("}")[2]
    if tag in {"script", "style", "title"} or tag.startswith("<"):  # a comment's is a function
        return  # a title, of a page or of a shape of the map, holds no markup that could say it
    lang = element.get("lang", lang)
    yield lang, element.text or ""
    for child in element:
        yield from texts(child, lang)
        yield lang, child.tail or ""


def test_every_page_has_its_twin(pages):
    assert pages["vi"].keys() == pages["en"].keys()
    assert {"index.html", "vi-du/index.html", "404.html"} <= pages["vi"].keys()


def test_a_page_says_its_language_its_address_and_those_of_its_twins(pages):
    roots = {"vi": "https://minhchung.example/", "en": "https://minhchung.example/en/"}
    for lang, by_path in pages.items():
        for path, page in by_path.items():
            assert page.get("lang") == lang
            if path.endswith("404.html"):
                continue
            twins = {tongue: root + path.removesuffix("index.html") for tongue, root in roots.items()}
            links = [link for link in page.iter("link") if link.get("rel") == "alternate"]
            assert {link.get("hreflang"): link.get("href") for link in links} == twins | {
                "x-default": twins["vi"]
            }
            (canonical,) = (link.get("href") for link in page.iter("link") if link.get("rel") == "canonical")
            assert canonical == twins[lang]


def test_twins_have_the_same_places(pages):
    """Every id that one can link to."""
    for path, page in pages["vi"].items():
        vi, en = ([e.get("id") for e in tree.iter() if e.get("id")] for tree in (page, pages["en"][path]))
        assert vi == en, path


def test_vietnamese_on_an_english_page_says_that_it_is(pages):
    """What stands here is untranslated, or written in a file and not marked."""
    stray = {
        (path, text.strip())
        for path, page in pages["en"].items()
        for lang, text in texts(page)
        if lang != "vi" and has_vietnamese(text)
    }
    assert stray == set()


def test_figures_and_dates_on_an_english_page_are_written_as_english_writes_them(pages):
    vietnamese = re.compile(r"\d,\d+ ?%|\d %|\b\d\d/\d\d/\d{4}\b")
    for path, page in pages["en"].items():
        assert [text for lang, text in texts(page) if lang == "en" and vietnamese.search(text)] == [], path


def test_dates_on_a_vietnamese_page_are_written_as_vietnamese_writes_them(pages):
    english = re.compile(r"\b\d+ (January|February|March|April|May|June|July|August|September|October)\b")
    for path, page in pages["vi"].items():
        assert [text for lang, text in texts(page) if lang == "vi" and english.search(text)] == [], path


def test_official_wording_stands_on_every_indicator_in_both_languages(pages):
    for path in pages["vi"]:
        if "indicators/hai-phong-2022/" in path:
            vi, en = (
                ["".join(quote.itertext()) for quote in pages[lang][path].iter("blockquote")]
                for lang in LANGS
            )
            assert len(vi) == len(en) > 0


def test_a_published_document_stands_once_and_both_languages_lead_to_it(site, pages):
    assert not [name for name in site if name.startswith("en/") and "/documents/" in name]
    path = "vi-du/units/song-xanh/2022/index.html"
    leads = {
        lang: [a.get("href") for a in pages[lang][path].iter("a") if "documents/" in a.get("href", "")]
        for lang in LANGS
    }
    assert leads["vi"]
    assert leads["en"] == [f"../../../../../vi-du/units/song-xanh/2022/{href}" for href in leads["vi"]]
