"""WCAG 2.2 AA beyond what axe can know: order, keyboard, narrow and enlarged windows, spacing, paper, and what is heard."""

import re
from io import BytesIO

import pytest
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from tests.browser.page_types import FEW, FICTIONAL, REAL

CITIES = {"": REAL, "vi-du/": FICTIONAL}
DOSSIER = "vi-du/units/song-xanh/2022/"

# One title, headings in order, the landmarks of a page each once, and tables that say what they are about.
ORDER = """() => {
    const faults = []
    const ranks = [...document.querySelectorAll("main :is(h1, h2, h3, h4, h5, h6)")].map(h => Number(h.localName[1]))
    if (ranks.filter(rank => rank === 1).length !== 1 || ranks[0] !== 1) faults.push(`headings ${ranks}`)
    ranks.forEach((rank, i) => { if (rank > (ranks[i - 1] ?? 0) + 1) faults.push(`heading ${i} skips to rank ${rank}`) })
    for (const [what, count] of [["body > header", 1], ["main", 1], ["body > div > footer, body > footer", 1]])
        if (document.querySelectorAll(what).length !== count) faults.push(`not ${count} ${what}`)
    for (const nav of document.querySelectorAll("nav")) if (!nav.ariaLabel && !nav.hasAttribute("aria-labelledby"))
        faults.push(`a nav without a name: ${nav.className}`)
    for (const table of document.querySelectorAll("main table")) {
        if (table.className && !table.caption?.textContent.trim()) faults.push("a table without a caption")
        if (!table.querySelector("thead th")) faults.push("a table without headers")
        for (const header of table.querySelectorAll("th"))
            if (table.className && !header.scope) faults.push(`a header of no scope: ${header.textContent}`)
    }
    return faults
}"""

# The distances of WCAG 1.4.12. A sheet that a script makes is none that the policy forbids.
SPACED = """() => {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
        word-spacing: 0.16em !important } p { margin-bottom: 2em !important }`)
    document.adoptedStyleSheets = [sheet]
}"""
# Elements that hide some of their own text. What is for ears only is meant to be hidden; the theme shortens
# the title in the bar, which stands whole in the page and in the menu.
CLIPPED = """() => [...document.querySelectorAll("body *")].filter(e => {
    const style = getComputedStyle(e)
    if (![style.overflowX, style.overflowY].some(value => ["hidden", "clip"].includes(value))) return false
    if (style.clipPath !== "none" || style.clip !== "auto" || !e.checkVisibility({visibilityProperty: true})) return false
    if (e.closest(".md-header__title, .md-sidebar, .md-search, svg") || !e.textContent.trim()) return false
    return e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1
}).map(e => e.outerHTML.slice(0, 160))"""
WIDER = "document.documentElement.scrollWidth > innerWidth"

# How what has the focus is seen: the outline it has, and whether something lies on top of it for more than a moment.
FOCUSED = """async () => {
    let e = document.activeElement
    if (e === document.body) return null
    if (e.matches(".md-option")) e = e.nextElementSibling // a switch is seen as its label
    const seen = () => {
        const box = e.getBoundingClientRect()
        return [[0.5, 0.5], [0.1, 0.5], [0.9, 0.5], [0.5, 0.1], [0.5, 0.9]].some(([x, y]) => {
            const top = document.elementFromPoint(box.left + x * box.width, box.top + y * box.height)
            return top && (e.contains(top) || top.contains(e))
        })
    }
    for (let frames = 0; frames < 100 && !seen(); frames += 1) await new Promise(requestAnimationFrame)
    const style = getComputedStyle(e)
    return { what: e.outerHTML.slice(0, 160), outline: style.outlineStyle === "none" ? 0 : parseFloat(style.outlineWidth),
        field: e.matches(".md-search__input"), seen: seen() }
}"""

MOVING = """() => [...document.querySelectorAll("*")].filter(e => ["", "::before", "::after"].some(part => {
    const style = getComputedStyle(e, part || null)
    return /[1-9]/.test(style.transitionDuration) || style.animationName !== "none" || style.scrollBehavior === "smooth"
})).map(e => e.outerHTML.slice(0, 120))"""


@pytest.mark.parametrize("city", CITIES)
def test_pages_are_in_order_and_hold_in_narrow_windows_and_with_wide_spacing(page: Page, home, city):
    """320 CSS pixels are also a window of 1280 at 400 %, where nothing may have to be scrolled sideways."""
    found: dict[str, list[str]] = {}
    for path in CITIES[city]:
        page.set_viewport_size({"width": 320, "height": 640})
        page.goto(home + city + path)
        faults: list[str] = page.evaluate(ORDER)
        faults += ["wider than 320 pixels"] if page.evaluate(WIDER) else []
        page.evaluate(SPACED)
        faults += ["wider than 320 pixels when spaced"] if page.evaluate(WIDER) else []
        faults += [f"clipped: {element}" for element in page.evaluate(CLIPPED)]
        page.set_viewport_size({"width": 1280, "height": 900})
        faults += [f"clipped on a wide screen: {element}" for element in page.evaluate(CLIPPED)]
        found[path] = faults
    assert {path: faults for path, faults in found.items() if faults} == {}


def test_at_200_percent_everything_is_still_there(browser: Browser, home):
    """A window of 1280 by 900 enlarged twice has 640 by 450 CSS pixels, each of two by two."""
    context = browser.new_context(viewport={"width": 640, "height": 450}, device_scale_factor=2)
    page = context.new_page()
    for path in FEW:
        page.goto(home + path)
        assert not page.evaluate(WIDER), path
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        expect(page.get_by_role("link", name="English").first).to_be_visible()
        assert page.evaluate("document.querySelector('.md-header').offsetHeight * 4 < innerHeight"), path
    context.close()


@pytest.mark.parametrize("path", ["", DOSSIER, "vi-du/years/2022/"])
@pytest.mark.parametrize("width", [390, 1280])
def test_what_has_the_focus_is_seen_to_have_it(page: Page, home, path, width):
    """From key to key through the first of the page: an outline, and nothing that lies on top."""
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(reduced_motion="reduce")
    page.goto(home + path)
    stops = 0
    for _ in range(45):
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        if focused is None:
            break
        stops += 1
        assert focused["seen"], focused["what"]
        assert focused["outline"] >= 2 or focused["field"], focused["what"]  # the field says it by its cursor
    assert stops > 15


@pytest.mark.parametrize("path", FEW)
def test_the_first_key_leads_past_the_menus(page: Page, home, path):
    page.goto(home + path)
    page.keyboard.press("Tab")
    skip = page.locator(":focus")
    expect(skip).to_have_text("Đến nội dung chính")
    expect(skip).to_be_visible()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_nothing_moves_for_those_who_ask_for_it(page: Page, home):
    page.emulate_media(reduced_motion="reduce")
    for path in FEW:
        page.goto(home + path)
        assert page.evaluate(MOVING) == [], path


@pytest.mark.parametrize("path", FEW)
def test_on_paper_nothing_is_cut_off_and_all_is_dark_on_white(page: Page, home, path):
    """A4 with borders of 1 cm has 718 CSS pixels between them."""
    page.emulate_media(media="print", color_scheme="dark")
    page.set_viewport_size({"width": 718, "height": 1000})
    page.goto(home + path)
    assert not page.evaluate(WIDER)
    cut = """() => [...document.querySelectorAll("main *")].filter(e => e.checkVisibility()
        && e.textContent.trim() && !e.closest(".mc-sr, svg")
        && (e.getBoundingClientRect().right > innerWidth + 1
            || (getComputedStyle(e).overflowX !== "visible" && e.scrollWidth > e.clientWidth + 1)))
        .map(e => e.outerHTML.slice(0, 160))"""
    assert page.evaluate(cut) == []
    colours = page.evaluate(
        "[getComputedStyle(document.body).backgroundColor, getComputedStyle(document.querySelector('h1')).color]"
    )
    assert colours[0] in {"rgb(255, 255, 255)", "rgba(0, 0, 0, 0)"}
    assert sum(map(int, re.findall(r"\d+", colours[1])[:3])) < 150
    for part in (".md-header", ".md-tabs", ".md-sidebar", ".mc-tools"):
        for element in page.locator(part).all():
            expect(element).to_be_hidden()


def test_a_dossier_is_printed_whole(page: Page, home):
    """Every indicator with its figure, every document, from the first page to the last."""
    page.goto(home + DOSSIER)
    wanted = [
        *page.locator(".mc-indicator .mc-id").all_inner_texts(),
        *page.locator(".mc-value__figure").all_inner_texts(),
    ]
    pages = PdfReader(BytesIO(page.pdf(format="A4"))).pages
    assert 3 < len(pages) < 25
    for page_ in pages:
        assert (page_.mediabox.width, page_.mediabox.height) == pytest.approx((595, 842), abs=1.5)
    printed = "".join("".join(page.extract_text().split()) for page in pages)
    assert [words for words in wanted if "".join(words.split()) not in printed] == []


def test_levels_and_figures_are_heard_in_words(page: Page, home):
    """Not as colours: of a picture nothing is heard that the words beside it do not say."""
    page.goto(home + DOSSIER)
    heard = page.locator("main").aria_snapshot()
    assert re.search(r"61/74 \(82,43\s%\)", heard)
    assert re.search(r"82,43\s%\. .*Thuộc mức độ 2", heard)
    assert re.search(r"58/74 \(78,38\s%\) Đạt, mức độ 1", heard)
    assert "img" not in heard.split()
    page.goto(f"{home}vi-du/")
    expect(page.get_by_role("link", name=re.compile(r"Sông Xanh.*Mức độ 3"))).not_to_have_count(0)
    page.goto(f"{home}vi-du/years/2022/")
    row = page.get_by_role("table").first.get_by_role("row").filter(has_text="Sông Xanh")
    expect(row.get_by_role("cell").first).to_contain_text("Mức độ 2")
    matrix = page.get_by_role("table").nth(1)
    for cell in matrix.get_by_role("cell").all()[:20]:
        assert re.search(r"\w", cell.aria_snapshot().removeprefix("- cell"))
