"""Frames that Zensical builds, of the same docs and overrides, hold the same pages.

What differs is listed in docs/decisions/zensical-frames.md; a difference more fails here, and one less, too.
"""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin

import pytest
import yaml
from lxml import html
from mkdocs.utils.yaml import yaml_load

from minhchung.publishing import files, frames
from minhchung.publishing.frames import CONFIGS
from minhchung.publishing.publish import SEARCH_INDEX, publish
from tests import placeholder_site

pytestmark = pytest.mark.interop

ROOT = Path(__file__).parents[2]
ZENSICAL = Path(sys.executable).with_name("zensical")

# What a page is made of, by its elements. What is not `DIFFERENT` is the same on every page.
PARTS = {
    "title": "//title",
    "description and addresses": "//meta[not(@http-equiv)] | //link[not(@rel='stylesheet')]",
    "data": "//script[@type='application/ld+json']",
    "policy": "//meta[@http-equiv]",
    "stylesheets": "//link[@rel='stylesheet']",
    "announcement": "//*[@data-md-component='announce']",
    "colours": "//form[@data-md-component='palette']",
    "language": "//a[contains(@class, 'mc-language')]",
    "tabs": "//nav[contains(@class, 'md-tabs')]",
    "search": "//*[contains(@class, 'md-search')]",
    "menu": "//nav[contains(@class, 'md-nav--primary')]",
    "contents": "//nav[contains(@class, 'md-nav--secondary')]",
    "content": "//article",
    "footer": "//footer",
    "scripts": "//body//script",
}
DIFFERENT = {"policy", "stylesheets", "search", "scripts"}
# What Zensical does not know to be the home page is named by its title where the others are named by the site's.
HOMES = {"index.html", "vi-du/index.html", "en/index.html", "en/vi-du/index.html"}
OF_HOMES = ("title", "description and addresses")
# Small things that are left out before the rest is compared.
DROPPED = (
    "//a[@id='__skip'] | //*[@class='md-visually-hidden']"  # where “skip to content” leads; names of icons
)
UNWRAPPED = "//nav[contains(@class, 'md-nav--secondary')]//span[@class='md-typeset']"
CONTENTS = ("Table of contents", "On this page")  # the same, in each theme's English


def built_by_zensical(config: str, folder: Path) -> dict[str, bytes]:
    """What Zensical writes for a configuration, once what it inherits is written out and Material's look asked for.

    It adds lists that are inherited to those that take their place, so that a menu would be there twice.
    """
    for name in ("docs", "overrides"):
        shutil.copytree(ROOT / name, folder / name)
    with (ROOT / config).open(encoding="utf-8") as file:
        settings = yaml_load(file)
    settings["theme"]["variant"] = "classic"
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(settings, allow_unicode=True), encoding="utf-8")
    command = [str(ZENSICAL), "build", "--strict", "--config-file", "mkdocs.yml"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return files.read(folder / "site")


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """The same site, in frames by MkDocs and by Zensical: a page for each pattern, with every part of the style."""
    by_mkdocs = placeholder_site.site()
    folder = tmp_path_factory.mktemp("zensical")
    made = {name: built_by_zensical(name, folder / name) for site in CONFIGS for name in site.values()}
    first = frames._address(made["mkdocs.yml"]["sitemap.xml"])
    by_zensical: dict[str, bytes] = {}
    for site in CONFIGS:
        places = {lang: frames._place(name, made[name], first) for lang, name in site.items()}
        for lang, name in site.items():
            empty = b'{"config": {}, "docs": []}'  # Zensical's own has another form and another place
            of = frames._frames(made[name] | {SEARCH_INDEX: empty}, lang, places)
            by_zensical |= dict(publish(placeholder_site.pages(of), of))
    return by_mkdocs, by_zensical


def test_every_docs_page_becomes_a_frame_and_every_file_of_ours_is_there(both):
    """Among them 404.html; the files that a theme brings have its names."""
    by_mkdocs, by_zensical = both
    theirs = re.compile(r"(^|/)(assets/(javascripts|stylesheets|images)/.*|search/.*|search\.json)$")
    names = [{name for name in site if not theirs.search(name)} for site in both]
    assert names[0] == names[1]
    for name in names[0]:
        if not name.endswith(".html"):
            assert by_mkdocs[name] == by_zensical[name], name


def test_the_pages_are_the_same_but_for_what_is_listed(both):
    different: dict[str, list[str]] = {}
    for name in sorted(name for name in both[0] if name.endswith(".html")):
        trees = [cleaned(site[name], name) for site in both]
        for part, where in PARTS.items():
            one, other = ([list(flat(element)) for element in tree.xpath(where)] for tree in trees)
            if one != other:
                different.setdefault(part, []).append(name)
    for part in OF_HOMES:
        assert set(different.pop(part)) == HOMES
    assert different.keys() == DIFFERENT, different


def cleaned(page: bytes, name: str) -> html.HtmlElement:
    tree = html.fromstring(page)
    for element in tree.xpath(DROPPED):
        element.drop_tree()
    for element in tree.xpath(UNWRAPPED):
        element.drop_tag()
    for element in tree.xpath(
        "//*[@href]"
    ):  # one writes “../.” or nothing where the other writes “../” or “.”
        address = urljoin(f"https://host/{name}", element.get("href"))
        element.set("href", address.removesuffix("index.html"))
    return tree


def flat(element: html.HtmlElement) -> Iterator[object]:
    """The tags, attributes and words of an element, in order; space between them counts for nothing."""
    if isinstance(element.tag, str):
        yield element.tag, sorted((key, words(value)) for key, value in element.items())
        yield from words(element.text)
        for child in element:
            yield from flat(child)
            yield from words(child.tail)


def words(text: str | None) -> list[str]:
    return " ".join((text or "").split()).replace(*CONTENTS).split(" ")
