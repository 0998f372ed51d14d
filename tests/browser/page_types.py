"""One page of every type there is, and of those that show results one of every kind that looks different."""

import re

# What stands in both cities with the same words, and is looked at in one.
GUIDES = [
    *("scoring/", "submit/", "paperwork/", "review/", "personal-data/", "audit/", "about/", "404.html"),
    *("agencies/", "agencies/hai-phong-2022/so-gddt/", "indicators/", "readings/"),
]
RESULTS = [
    *("", "years/", "years/2022/", "units/", "roadmap/", "observations/", "changes/", "data/", "report/"),
    *("indicators/hai-phong-2022/district/2.1.1/", "indicators/hai-phong-2022/city/2.1.2/"),
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


def types(paths: list[str]) -> set[str]:
    """The docs pages from which pages at `paths` are made: units/UNIT/YEAR for units/song-xanh/2022/."""
    patterns = {
        r"years/\d+": "years/YEAR",
        r"units/[a-z-]+": "units/UNIT/index",
        r"units/[a-z-]+/\d+": "units/UNIT/YEAR",
        r"indicators/[a-z0-9-]+/[a-z]+/[0-9.]+": "indicators/EDITION/SET/INDICATOR",
        r"agencies/[a-z0-9-]+/[a-z-]+": "agencies/EDITION/AGENCY",
    }
    found = set()
    for path in (path.rstrip("/") for path in paths):
        of = (docs for pattern, docs in patterns.items() if re.fullmatch(pattern, path))
        found.add(next(of, path))
    return found
