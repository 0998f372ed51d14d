"""A city in which every district means harm, in a real browser and without the content security policy.

Each text of each file is a payload (tests/hostile/payloads.py). It stands on the page as text: nothing runs, nothing is
asked for from another host (the page of these tests fails on it), no element or attribute is there that a page of
harmless texts has not, nothing of one district stands on another's page, and no layout breaks.
"""

import re
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

from minhchung.publishing.escaping import visible
from minhchung.yaml.strict import clean
from tests.browser.conftest import once
from tests.hostile import city, small_site
from tests.hostile.payloads import CANARY, PAYLOADS, SCRIPTS

POLICY = re.compile(rb'<meta http-equiv="Content-Security-Policy"[^>]*>')
SHARED = [
    "",
    "units/",
    "years/2022/",
    "observations/",
    "indicators/hai-phong-2022/district/2.1.1/",
    "roadmap/",
]

# Anything that would say that a stranger's script runs, beside his own property.
HOOKS = f"""
for (const name of ["alert", "confirm", "prompt", "print", "open"])
    window[name] = () => {{ window.{CANARY} = name }}
document.addEventListener("securitypolicyviolation", () => {{ window.{CANARY} = "policy" }})
"""
# What the theme makes of what is found: titles, places, the words found (mark) and those missed (del); our guides
# have samples and words that stand out.
FOUND = (
    "mark",
    "del",
    "a",
    "nav",
    "ol",
    "ul",
    "li",
    "h1",
    "h2",
    "p",
    "article",
    "code",
    "pre",
    "strong",
    "em",
)
# Every element with the names of its attributes, every address's scheme, and the text of the page.
SEEN = """() => {
    const all = [...document.querySelectorAll("*")]
    return {
        kinds: [...new Set(all.map(e => [e.localName, ...[...e.attributes].map(a => a.name).sort()].join(" ")))],
        schemes: [...new Set(all.flatMap(e => [e.href, e.src, e.action].filter(a => typeof a == "string" && a)
            .map(a => new URL(a, location).protocol)))],
        text: document.querySelector("article")?.textContent ?? "",
        wide: document.documentElement.scrollWidth > innerWidth,
        ran: window.CANARY ?? null,
        here: location.href,
    }
}""".replace("CANARY", CANARY)


# What runs only when it is used: links are not followed.
TOUCHED = """() => {
    for (const e of document.querySelectorAll("article *")) {
        for (const type of ["mouseover", "focus", "toggle", "click", "load", "error", "begin"])
            if (type != "click" || e.localName != "a") e.dispatchEvent(new Event(type))
        if (e.localName == "details") e.open = !e.open
    }
}"""
# Counts the answers of the theme's search, which another thread gives.
ANSWERS = """
    window.answers = 0
    window.Worker = class extends Worker {
        constructor(...of) {
            super(...of)
            this.addEventListener("message", ({ data }) => { if (data.type === 3) answers += 1 })
        }
    }
"""
# Searches as a reader does, and waits until what was found has been drawn.
SEARCH = """async words => {
    const field = document.querySelector("input.md-search__input"), before = answers
    const frame = () => new Promise(requestAnimationFrame)
    field.value = words
    field.dispatchEvent(new InputEvent("input"))
    while (answers === before) await frame()
    await frame()
    await frame()
    return document.querySelector(".md-search-result__meta").textContent
}"""


@pytest.fixture(scope="session")
def address(serve: Callable[..., str], tmp_path_factory: pytest.TempPathFactory) -> str:
    def build(folder: Path) -> None:
        made = small_site.made(city.files(), ("vi",)).files
        assert all(POLICY.search(made[name]) for name in made if name.endswith(".html"))
        written(made, folder)

    return serve(once(tmp_path_factory, "hostile", build)) + "vi-du/"


@pytest.fixture
def hooked(page: Page) -> Page:
    page.add_init_script(HOOKS)
    page.set_viewport_size({"width": 390, "height": 844})
    page.on("dialog", lambda dialog: pytest.fail(f"a dialog: {dialog.message}"))
    page.on("popup", lambda popup: pytest.fail(f"a window: {popup.url}"))
    return page


def looked_at(page: Page, address: str) -> dict[str, Any]:
    page.goto(address)
    found: dict[str, Any] = page.evaluate(SEEN)
    assert found["ran"] is None, address
    assert found["here"] == address
    assert not found["wide"], address
    assert set(found["schemes"]) <= {"http:", "https:", "data:"}
    return found


def words(text: str) -> str:
    return " ".join(text.split())


@pytest.fixture(scope="session")
def harmless(
    browser: Browser, serve: Callable[..., str], tmp_path_factory: pytest.TempPathFactory
) -> set[str]:
    """The kinds of elements on pages whose texts mean no harm."""
    build = partial(written, small_site.untouched().files)
    home = serve(once(tmp_path_factory, "harmless", build)) + "vi-du/"
    units = [f"units/{unit}/2022/" for unit in small_site.UNITS]
    page = browser.new_page(viewport={"width": 390, "height": 844})
    return {kind for path in (*SHARED, *units) for kind in looked_at(page, home + path)["kinds"]}


def written(site: dict[str, bytes], folder: Path) -> None:
    """The site on disk, without its policy."""
    for name, content in site.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(POLICY.sub(b"", content))


@pytest.mark.parametrize("half", [0, 1])
def test_every_text_of_every_district_is_text(hooked, address, harmless, half):
    """And nothing runs when everything there is hovered over, focused, opened and closed."""
    strange: dict[str, list[str]] = {}
    tokens = {stranger.unit: stranger.token for stranger in city.strangers()}
    for stranger in city.strangers()[half::2]:
        found = looked_at(hooked, f"{address}units/{stranger.unit}/2022/")
        told = words(found["text"])
        missing = [
            field
            for field, text in stranger.accepted.items()
            if field not in ("url", "archived", "commune") and words(visible(clean(text))) not in told
        ]
        others = [unit for unit, token in tokens.items() if unit != stranger.unit and token in told]
        kinds = [kind for kind in found["kinds"] if not alike(kind, harmless)]
        if missing or others or kinds:
            strange[stranger.name] = [*missing, *others, *kinds]
        hooked.evaluate(TOUCHED)
        assert hooked.evaluate(f"window.{CANARY} ?? null") is None, stranger.name
    assert strange == {}


def alike(kind: str, known: set[str]) -> bool:
    """Whether harmless pages have elements of this name, and its attributes, some of which the theme sets in time."""
    name, *attributes = kind.split()
    names = {other.split()[0] for other in known}
    theirs = {attribute for other in known for attribute in other.split()[1:]} | {
        "tabindex",
        "title",
        "hidden",
        "aria-current",  # where a list is long enough for several pages
    }
    return name in names and set(attributes) <= theirs and not any(a.startswith("on") for a in attributes)


@pytest.mark.parametrize("path", SHARED)
def test_pages_of_all_districts_hold_them_as_text(hooked, address, harmless, path):
    found = looked_at(hooked, address + path)
    assert [kind for kind in found["kinds"] if not alike(kind, harmless)] == []


def test_whatever_is_searched_for_nothing_runs(hooked, address):
    """Typed into the box, and in the address that opens it; and what is found is shown as text."""
    hooked.add_init_script(ANSWERS)
    hooked.goto(address)
    hooked.keyboard.press("f")
    expect(hooked.locator("input.md-search__input")).to_be_focused()
    hooked.keyboard.type("hu cau")
    expect(hooked.get_by_role("option").first).to_be_visible()
    expect(hooked.locator("body[data-md-scrolllock]")).to_have_count(1)  # the theme's, in its own time
    before = kinds_beside_found(hooked)
    for payload in PAYLOADS.values():
        said = hooked.evaluate(SEARCH, payload[:300])
        assert hooked.evaluate(f"window.{CANARY} ?? null") is None, payload
        assert kinds_beside_found(hooked) - before == set(), (payload, said)
    for payload in SCRIPTS.values():
        hooked.goto(f"{address}?q={quote(payload)}#{quote(payload)}")
        assert hooked.evaluate(SEEN)["ran"] is None


def kinds_beside_found(page: Page) -> set[str]:
    return {kind for kind in page.evaluate(SEEN)["kinds"] if kind.split()[0] not in FOUND}
