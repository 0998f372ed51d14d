"""Pages and frames in, the files of a site out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from minhchung.publishing.frame import Frame
from minhchung.publishing.page import Page, is_pattern, relative_url
from minhchung.publishing.searchindex import expanded
from minhchung.publishing.sitemap import sitemap

SEARCH_INDEX = "search/search_index.json"
NOT_FOUND = "404.html"


@dataclass(frozen=True, slots=True)
class Frames:
    """What MkDocs made of one configuration."""

    address: str  # where the site stands, with a slash at the end
    prefix: str  # "" for the site itself, "vi-du/" for what stands below it
    frames: Mapping[str, Frame]  # by pattern or path of the docs page
    search_index: bytes
    assets: Mapping[str, bytes]


def publish(pages: Iterable[Page], frames: Frames) -> dict[str, bytes]:
    """Every file of the site, by its path below the folder of the site, `frames.prefix` included.

    A docs page without slots needs no Page. Raises ValueError for two pages at one path, for a docs page with
    slots that nobody filled, and for what :meth:`Frame.fill` refuses.
    """
    filled: dict[str, Page] = {}
    for page in pages:
        if filled.setdefault(page.path, page) is not page:
            raise ValueError(f"two pages at {page.path!r}")
    for path in frames.frames.keys() - filled.keys():
        if not is_pattern(path):
            filled[path] = Page(pattern=path, path=path)
    files = {**frames.assets, SEARCH_INDEX: expanded(frames.search_index, filled.values())}
    files |= {page.file: _filled(page, frames) for page in filled.values()}
    files["sitemap.xml"] = sitemap(_address(path, frames) for path in filled if path != NOT_FOUND)
    return {frames.prefix + path: content for path, content in sorted(files.items())}


def _filled(page: Page, frames: Frames) -> bytes:
    try:
        frame = frames.frames[page.pattern]
        return frame.fill(
            title=page.title,
            description=page.description,
            canonical=_address(page.path, frames),
            crumbs=tuple((words, relative_url(path, base=page.path)) for words, path in page.crumbs),
            slots=page.slots,
        )
    except KeyError:
        raise ValueError(f"no docs page for the pattern {page.pattern!r}") from None
    except (ValueError, TypeError) as error:
        raise type(error)(f"page {page.path!r}: {error}") from error


def _address(path: str, frames: Frames) -> str:
    return frames.address + (f"{path}/" if path else "")
