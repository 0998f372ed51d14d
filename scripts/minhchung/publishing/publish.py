"""Pages and frames in, the files of a site out, one after the other."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any
from urllib.parse import urlsplit

from minhchung.i18n import Lang
from minhchung.publishing.frame import Frame
from minhchung.publishing.page import Page, is_pattern, relative_url
from minhchung.publishing.searchindex import expanded
from minhchung.publishing.sitemap import sitemap
from minhchung.publishing.tongue import marked

SEARCH_INDEX = "search/search_index.json"
NOT_FOUND = "404.html"


class NoFrameError(ValueError):
    """The repository has no docs page for pages of `pattern`: one that an earlier version wrote may lack it."""

    def __init__(self, pattern: str) -> None:
        super().__init__(f"no docs page for the pattern {pattern!r}")
        self.pattern = pattern


@dataclass(frozen=True, slots=True)
class Place:
    """Where a site stands."""

    address: str  # with a slash at the end
    prefix: str  # below the first site: "" for itself, "vi-du/", "en/", "en/vi-du/"


@dataclass(frozen=True, slots=True)
class Frames:
    """What MkDocs made of one configuration: a site in one language."""

    lang: Lang
    places: Mapping[Lang, Place]  # of this site in each language: the same pages at the same paths
    frames: Mapping[str, Frame]  # by pattern or path of the docs page
    search_index: bytes
    assets: Mapping[str, bytes]

    @property
    def here(self) -> Place:
        return self.places[self.lang]

    @property
    def other(self) -> Place:
        """Where the site stands in the language that its header offers; here where it has but one."""
        return next((place for lang, place in self.places.items() if lang != self.lang), self.here)


class Publication:
    """A site on its way out, page by page: of a page that went, what the index and the sitemap need is kept.

    `datasets` describe the data that a page shows, by its path (schema.org); `version` says which version of
    the evidence is shown. Raises ValueError for two pages at one path, for a docs page with slots that nobody
    filled, and for what :meth:`Frame.fill` refuses.
    """

    def __init__(
        self,
        frames: Frames,
        datasets: Mapping[str, Mapping[str, Any]] = MappingProxyType({}),
        version: str = "",
    ) -> None:
        self._frames, self._datasets, self._version = frames, datasets, version
        self._gone: dict[str, Page] = {}  # without their slots

    def page(self, page: Page) -> tuple[str, bytes]:
        """The file of a page."""
        return self.finished(replace(page, slots={}), self.content(page, self._datasets.get(page.path)))

    def finished(self, page: Page, content: bytes) -> tuple[str, bytes]:
        """The file of a page, given without its slots, whose content was made elsewhere."""
        if self._gone.setdefault(page.path, page) is not page:
            raise ValueError(f"two pages at {page.path!r}")
        return self._frames.here.prefix + page.file, content

    def rest(self) -> Iterator[tuple[str, bytes]]:
        """What there is beside the pages: docs pages without slots, the search index, the sitemap, the theme's."""
        frames, prefix = self._frames, self._frames.here.prefix
        for path in sorted(frames.frames.keys() - self._gone.keys()):
            if not is_pattern(path):
                yield self.page(Page(pattern=path, path=path))
        yield prefix + SEARCH_INDEX, expanded(frames.search_index, self._gone.values())
        addresses = {
            _address(path, frames.here): _alternates(path, frames) for path in self._gone if path != NOT_FOUND
        }
        yield f"{prefix}sitemap.xml", sitemap(addresses)
        for path, content in frames.assets.items():
            yield prefix + path, content

    def content(
        self,
        page: Page,
        dataset: Mapping[str, Any] | None = None,
        slots: Mapping[str, bytes] | None = None,
    ) -> bytes:
        """What the file of a page holds; `dataset` describes the data that it shows, `slots` come in place of its own."""
        frames = self._frames
        try:
            frame = frames.frames[page.pattern]
        except KeyError:
            raise NoFrameError(page.pattern) from None
        try:
            return frame.fill(
                title=page.title,
                description=page.description,
                canonical=_address(page.path, frames.here),
                alternates=_alternates(page.path, frames),
                dataset=dataset,
                version=self._version,
                twin=_twin(page.path, frames),
                crumbs=tuple((words, relative_url(path, base=page.path)) for words, path in page.crumbs),
                slots=page.slots if slots is None else slots,
                mark=str if frames.lang == "vi" else marked,
            )
        except (ValueError, TypeError) as error:
            raise type(error)(f"page {page.path!r}: {error}") from error


def publish(
    pages: Iterable[Page],
    frames: Frames,
    datasets: Mapping[str, Mapping[str, Any]] = MappingProxyType({}),
    version: str = "",
) -> Iterator[tuple[str, bytes]]:
    """Every file of the site, as a :class:`Publication` of the pages makes them."""
    site = Publication(frames, datasets, version)
    yield from map(site.page, pages)
    yield from site.rest()


def _address(path: str, place: Place) -> str:
    return place.address + (f"{path}/" if path else "")


def _alternates(path: str, frames: Frames) -> dict[str, str]:
    """The page's address in each language, and for readers of any other."""
    addresses: dict[str, str] = {lang: _address(path, place) for lang, place in frames.places.items()}
    return addresses | {"x-default": addresses["vi"]}


def _twin(path: str, frames: Frames) -> str:
    """The link to the page in the other language.

    From the page for missing ones, which may be shown at any address, it is the full path of the home page.
    """
    if path == NOT_FOUND:
        return urlsplit(frames.other.address).path
    there, here = (f"{place.prefix}{path}".rstrip("/") for place in (frames.other, frames.here))
    return relative_url(there, base=here)
