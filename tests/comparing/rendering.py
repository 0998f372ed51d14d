"""A comment as GitHub renders it: with GitHub's own renderer, before anything is taken away."""

from html.parser import HTMLParser

import cmarkgfm  # type: ignore[import-untyped]
from cmarkgfm.cmark import Options  # type: ignore[import-untyped]


def html(markdown: str) -> str:
    """Raw HTML is let through: what is inert here is inert without a sanitiser."""
    options = Options.CMARK_OPT_UNSAFE | Options.CMARK_OPT_FOOTNOTES
    made: str = cmarkgfm.github_flavored_markdown_to_html(markdown, options=options)
    return made


class Tags(HTMLParser):
    """Every element and every attribute of a page, and all text outside of code."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: set[str] = set()
        self.outside = ""
        self.depth = 0
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found |= {tag, *(name for name, _ in attrs)}
        self.depth += tag == "code"

    def handle_endtag(self, tag: str) -> None:
        self.depth -= tag == "code"

    def handle_data(self, data: str) -> None:
        self.outside += "" if self.depth else data

    def handle_comment(self, data: str) -> None:
        self.found.add("comment")


def rendered(markdown: str) -> Tags:
    return Tags(html(markdown))
