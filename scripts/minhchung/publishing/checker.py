"""What MkDocs can no longer check, checked on the finished site: links, slots, valid HTML, what is loaded."""

import posixpath
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from urllib.parse import unquote, urlsplit
from xml.etree.ElementTree import Element

import html5lib

from minhchung.publishing.csp import inline_scripts, policy

_TOKEN = re.compile(r"data-slot|\bMC-[A-Z]+\b")
_CSS_URL = re.compile(r"""(?:url\(|@import)\s*["']?\s*((?:https?:)?//[^"')\s]+)""")
_LOADED = ("src", "srcset", "poster", "data", "background", "action", "formaction")
_NOT_LOADED = {"canonical", "alternate"}  # relations of <link> that only name an address


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """Something wrong in a file of the finished site."""

    file: str
    message: str

    def __str__(self) -> str:
        return f"{self.file}: {self.message}"


def faults(
    files: Mapping[str, bytes], base: str = "/", policies: Mapping[str, str] = MappingProxyType({})
) -> list[Fault]:
    """Everything wrong with a site of these files, by file. `base` is the path under which it is served.

    `policies` are those of the pages, by file, that must have another policy than every page has.
    """
    pages = {name: _Parsed.of(content.decode()) for name, content in files.items() if name.endswith(".html")}
    found = {
        Fault(name, message)
        for name, page in pages.items()
        for message in (
            *_in_itself(page),
            *_policy(page, policies.get(name) or policy(inline_scripts(page.html))),
            *_links(name, page, files, pages, base),
        )
    }
    found |= {
        Fault(name, f"loads {address} from another host")
        for name, content in files.items()
        if name.endswith(".css")
        for address in _CSS_URL.findall(content.decode())
    }
    return sorted(found)


@dataclass(frozen=True, slots=True)
class _Parsed:
    html: str
    errors: list[str]
    elements: list[tuple[str, dict[str, str]]]  # in the order of the document
    ids: Counter[str]

    @classmethod
    def of(cls, html: str) -> "_Parsed":
        parser = html5lib.HTMLParser(namespaceHTMLElements=False)
        tree: Element = parser.parse(html)
        elements = [(element.tag, element.attrib) for element in tree.iter("*")]
        return cls(
            html=html,
            errors=[f"line {line}: {code}" for (line, _), code, _ in parser.errors],
            elements=elements,
            ids=Counter(attributes["id"] for _, attributes in elements if "id" in attributes),
        )


def _in_itself(page: _Parsed) -> Iterator[str]:
    yield from (f"not valid HTML, {error}" for error in page.errors)
    yield from (f"id {name!r} stands {count} times" for name, count in page.ids.items() if count > 1)
    yield from (f"left unfilled: {token}" for token in set(_TOKEN.findall(page.html)))
    tags = Counter(tag for tag, _ in page.elements)
    if tags["h1"] != 1:
        yield f"{tags['h1']} headings of the first rank, not one"
    for tag, attributes in page.elements:
        for name, value in attributes.items():
            if name == "style" or name.startswith("on"):
                yield f"attribute {name} on <{tag}>"
            if name in _LOADED and _leaves(value):
                yield f"loads {value} from another host"
        if tag == "link" and _leaves(attributes.get("href", "")) and attributes.get("rel") not in _NOT_LOADED:
            yield f"loads {attributes['href']} from another host"
        if attributes.get("http-equiv", "").lower() == "refresh":
            yield "a meta element that sends the reader elsewhere"
    yield from (
        f"<{tag}> has no place here" for tag in ("style", "base", "iframe", "object", "embed") if tags[tag]
    )


def _policy(page: _Parsed, expected: str) -> Iterator[str]:
    """The page's own policy comes before its first script, and allows just the scripts that are there."""
    for tag, attributes in page.elements:
        if attributes.get("http-equiv") == "Content-Security-Policy":
            if attributes.get("content") != expected:
                yield "the content security policy is not the one of this page's scripts"
            return
        if tag == "script":
            break
    yield "no content security policy before the first script"


def _links(
    name: str, page: _Parsed, files: Mapping[str, bytes], pages: Mapping[str, _Parsed], base: str
) -> Iterator[str]:
    for tag, attributes in page.elements:
        for attribute in ("href", "src"):
            address = attributes.get(attribute)
            if address is None or attributes.get("rel") in _NOT_LOADED:
                continue
            scheme = urlsplit(address).scheme
            if scheme not in {"", "http", "https"} and not address.startswith("data:image/"):
                yield f"address {address!r} on <{tag}>"
            if scheme or address.startswith("//"):
                continue
            target = _target(name, address, base)
            fragment = unquote(urlsplit(address).fragment)
            if target not in files:
                yield f"broken link: {address}"
            elif fragment and fragment not in (pages[target].ids if target in pages else ()):
                yield f"no such place on the page: {address}"


def _target(name: str, address: str, base: str) -> str:
    """The file that a link on the page in file `name` leads to; what is outside the site begins with `..`."""
    path = unquote(urlsplit(address).path)
    if not path:
        return name
    absolute = posixpath.join(base, posixpath.dirname(name), path)
    file = posixpath.relpath(posixpath.normpath(absolute), base)
    return posixpath.normpath(posixpath.join(file, "index.html")) if path.endswith(("/", ".")) else file


def _leaves(address: str) -> bool:
    parts = urlsplit(address.strip())
    return bool(parts.netloc) or parts.scheme in {"http", "https"}
