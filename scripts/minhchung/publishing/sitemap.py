"""The sitemap of a site: every address once, sorted, without a date, so that the same site has the same bytes."""

from collections.abc import Iterable
from xml.sax.saxutils import escape


def sitemap(addresses: Iterable[str]) -> bytes:
    """The sitemap (sitemaps.org, protocol 0.9) of these absolute addresses."""
    urls = "".join(f"  <url><loc>{escape(address)}</loc></url>\n" for address in sorted(set(addresses)))
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{urls}</urlset>\n'
    ).encode()
