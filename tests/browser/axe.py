"""axe-core on a page as it stands."""

from importlib.resources import files

from playwright.sync_api import Page

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
COLOURS = ["color-contrast", "link-in-text-block"]  # all that light and dark differ in
# Of WCAG 2.2 AA the size of targets is the one rule that axe has and does not apply by itself.
EVERYTHING = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}

RUN = """async ([scope, options]) => (await axe.run(scope ?? document, options)).violations
    .flatMap(rule => rule.nodes.map(node => `${rule.id}: ${node.html.slice(0, 200)}`))"""


def violations(page: Page, scope: str | None = None, only: list[str] | None = None) -> list[str]:
    """What axe finds on the page, or in `scope` of it: each as its rule and the element."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    options = EVERYTHING | ({"runOnly": only} if only else {})
    found: list[str] = page.evaluate(RUN, [scope, options])
    return found
