"""One page of every type there is, and of those that show results one of every kind that looks different."""

import re
from pathlib import Path

from minhchung.publishing.page import is_pattern

DOCS = Path(__file__).parents[2] / "docs" / "vi"


def addresses() -> list[str]:
    """Of the pages that are what they are in docs/, each once."""
    names = (path.relative_to(DOCS).with_suffix("").as_posix() for path in sorted(DOCS.rglob("*.md")))
    return [f"{name}/".removesuffix("index/") for name in names if not is_pattern(name)]


RESULTS = [
    *("", "years/", "years/2022/", "units/", "roadmap/", "observations/", "changes/", "data/", "report/"),
    *("indicators/hai-phong-2022/district/2.1.1/", "indicators/hai-phong-2022/city/2.1.2/"),
]
# What stands in both cities with the same words, and is looked at in one.
GUIDES = [
    *(path for path in addresses() if path not in RESULTS),
    *("agencies/hai-phong-2022/so-gddt/", "404.html"),
]
REAL = [
    *(*GUIDES, *RESULTS, "indicators/hai-phong-2022/district/3.1.2/"),
    *("units/hai-phong/", "units/hai-phong/2022/", "units/hong-bang/", "units/hong-bang/2022/"),
]
FICTIONAL = [
    *RESULTS,
    *("years/2024/", "units/song-xanh/", "units/may-biec/2024/", "units/sao-bien/2023/"),
    *(f"units/{unit}/2022/" for unit in ("song-xanh", "hoa-nang", "dong-sen", "canh-buom")),
]
PAGES = [*REAL, *(f"vi-du/{path}" for path in FICTIONAL)]

# One of each type, filled with results: what costs more than a moment is looked at here.
FEW = [
    *("", "vi-du/", "vi-du/years/2022/", "vi-du/units/song-xanh/", "vi-du/units/song-xanh/2022/"),
    *("vi-du/indicators/hai-phong-2022/district/2.1.1/", "vi-du/roadmap/", "vi-du/changes/", "data/"),
    *("readings/", "scoring/", "submit/", "about/", "agencies/hai-phong-2022/so-gddt/"),
]

# One of each type, with results where it can have them.
LIGHTHOUSE = [
    *(path for path in FEW if path not in ("vi-du/", "about/")),  # a home page and a guide are there
    *("years/", "units/", "indicators/", "agencies/", "observations/", "report/", "audit/", "404.html"),
]


def types(paths: list[str]) -> set[str]:
    """The docs pages from which pages at `paths` are made: units/UNIT/YEAR for units/song-xanh/2022/.

    Pages of words alone are of one type, guides.
    """
    patterns = {
        r"years/\d+": "years/YEAR",
        r"units/[a-z-]+": "units/UNIT/index",
        r"units/[a-z-]+/\d+": "units/UNIT/YEAR",
        r"indicators/[a-z0-9-]+/[a-z]+/[0-9.]+": "indicators/EDITION/SET/INDICATOR",
        r"agencies/[a-z0-9-]+/[a-z-]+": "agencies/EDITION/AGENCY",
    }
    found = set()
    for path in (path.removeprefix("vi-du/").rstrip("/") for path in paths):
        of = (docs for pattern, docs in patterns.items() if re.fullmatch(pattern, path))
        found.add(next(of, "guide" if is_guide(path) else path))
    return found


def is_guide(path: str) -> bool:
    page = DOCS / f"{path.rstrip('/')}.md"
    return page.is_file() and "data-slot" not in page.read_text(encoding="utf-8")
