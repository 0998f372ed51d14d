"""One page to publish: which frame it stands in, where, and what fills its slots."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field

from markupsafe import Markup


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page of a site.

    `title`, `description` and the words of `crumbs` are names from the catalogue (units, criteria), never free
    text: they end up in a `<title>`, a `<meta>` and in search results, where a theme's script may read them
    as HTML. Raises ValueError when one holds markup or an invisible character, when `path` does not fit
    `pattern`, or when a page without a title of its own is to be searched for.
    """

    pattern: str  # the docs page without .md and /index: "units/UNIT/YEAR", "" for the home page
    path: str  # the same with every upper-case part replaced: "units/song-xanh/2022"
    slots: Mapping[str, Markup] = field(default_factory=dict)
    title: str | None = None  # None where the docs page has its own
    description: str | None = None
    crumbs: tuple[tuple[str, str], ...] = ()  # (words, path) of the pages above this one
    search_text: str = ""  # plain text by which the page is found, beside its title
    searched: bool = True  # whether the search finds it, where it has a title of its own
    search_boost: int = 1  # how much more than other pages it counts where several have what is searched for

    def __post_init__(self) -> None:
        for words in (self.title, self.description, *(words for words, _ in self.crumbs)):
            if words is not None:
                _check_name(words)
        if not _fits(self.pattern.split("/"), self.path.split("/")):
            raise ValueError(f"path {self.path!r} does not fit the pattern {self.pattern!r}")
        if self.search_text and self.title is None:
            raise ValueError(f"{self.path!r} has a text to be found by and no title to show")

    @property
    def file(self) -> str:
        return file_of(self.path)


def file_of(path: str) -> str:
    """The file of a page: `units/song-xanh/index.html` for `units/song-xanh`, `404.html` for itself."""
    return path if path.endswith(".html") else f"{path}/index.html".removeprefix("/")


def is_pattern(path: str) -> bool:
    """Whether the docs page at `path` stands for many pages."""
    return any(part.isupper() for part in path.split("/"))


def relative_url(target: str, *, base: str) -> str:
    """The address of the page at path `target` as a link on the page at path `base`.

    Relative, so that a site works at the root of a host and below a prefix.
    """
    here, there = (path.split("/") if path else [] for path in (base, target))
    shared = 0
    for one, other in zip(here, there, strict=False):
        if one != other:
            break
        shared += 1
    down = "".join(f"{step}/" for step in there[shared:])
    return "../" * (len(here) - shared) + down or "./"


def _fits(pattern: list[str], path: list[str]) -> bool:
    return len(pattern) == len(path) and all(
        (part and part not in {".", ".."}) if model.isupper() else part == model
        for model, part in zip(pattern, path, strict=True)
    )


def _check_name(words: str) -> None:
    for character in words:
        if character in '<>&"' or unicodedata.category(character) in {"Cc", "Cf", "Zl", "Zp"}:
            raise ValueError(f"a title, description or crumb must not hold {character!r}: {words!r}")
