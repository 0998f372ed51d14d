"""Pages and frames in, the files of a site out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
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


def publish(
    pages: Iterable[Page],
    frames: Frames,
    datasets: Mapping[str, Mapping[str, Any]] = MappingProxyType({}),
    version: str = "",
) -> dict[str, bytes]:
    """Every file of the site, by its path below the folder of the first site.

    `datasets` describe the data that a page shows, by its path (schema.org); `version` says which version of
    the evidence is shown. A docs page without slots needs no Page. Raises ValueError for two pages at one path,
    for a docs page with slots that nobody filled, and for what :meth:`Frame.fill` refuses.
    """
    filled: dict[str, Page] = {}
    for page in pages:
        if filled.setdefault(page.path, page) is not page:
            raise ValueError(f"two pages at {page.path!r}")
    for path in frames.frames.keys() - filled.keys():
        if not is_pattern(path):
            filled[path] = Page(pattern=path, path=path)
    files = {**frames.assets, SEARCH_INDEX: expanded(frames.search_index, filled.values())}
    files |= {page.file: _filled(page, frames, datasets.get(page.path), version) for page in filled.values()}
    files["sitemap.xml"] = sitemap(
        {_address(path, frames.here): _alternates(path, frames) for path in filled if path != NOT_FOUND}
    )
    return {frames.here.prefix + path: content for path, content in sorted(files.items())}


def _filled(page: Page, frames: Frames, dataset: Mapping[str, Any] | None, version: str) -> bytes:
    try:
        frame = frames.frames[page.pattern]
        return frame.fill(
            title=page.title,
            description=page.description,
            canonical=_address(page.path, frames.here),
            alternates=_alternates(page.path, frames),
            dataset=dataset,
            version=version,
            twin=_twin(page.path, frames),
            crumbs=tuple((words, relative_url(path, base=page.path)) for words, path in page.crumbs),
            slots=page.slots,
            mark=str if frames.lang == "vi" else marked,
        )
    except KeyError:
        raise ValueError(f"no docs page for the pattern {page.pattern!r}") from None
    except (ValueError, TypeError) as error:
        raise type(error)(f"page {page.path!r}: {error}") from error


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
    return relative_url(f"{frames.other.prefix}{path}", base=f"{frames.here.prefix}{path}")
