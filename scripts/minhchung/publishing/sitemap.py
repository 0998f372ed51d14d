"""The sitemap of a site: every address once, sorted, without a date, so that the same site has the same bytes."""

from collections.abc import Mapping
from xml.sax.saxutils import escape, quoteattr


def sitemap(pages: Mapping[str, Mapping[str, str]]) -> bytes:
    """The sitemap (sitemaps.org, protocol 0.9) of absolute addresses, each with its alternates by language."""
    urls = "".join(
        f"  <url><loc>{escape(address)}</loc>{_alternates(pages[address])}</url>\n"
        for address in sorted(pages)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
        f"{urls}</urlset>\n"
    ).encode()


def _alternates(addresses: Mapping[str, str]) -> str:
    return "".join(
        f'<xhtml:link rel="alternate" hreflang={quoteattr(lang)} href={quoteattr(address)}/>'
        for lang, address in addresses.items()
    )
