"""Where the package keeps what is not Python: the rules, the pages, the theme parts, the fictional city.

There is one copy of each. In a checkout it is the repository's own folders; a wheel carries the same folders
below ``minhchung/share`` (pyproject.toml, force-include).
"""

from pathlib import Path

_PACKAGE = Path(__file__).parent
_CARRIED = _PACKAGE / "share"


def share() -> Path:
    """The folder that holds ``criteria``, ``docs``, ``overrides``, ``examples`` and ``.github``."""
    return _CARRIED if _CARRIED.is_dir() else _PACKAGE.parents[1]


def is_carried(place: Path) -> bool:
    """Whether `place` lies in an installed package: no repository holds it, whatever folder that is in."""
    return place.resolve().is_relative_to(_CARRIED.resolve())


def provided(root: Path, name: str) -> Path:
    """`name` in the repository `root`, or the package's own where the repository has none."""
    own = root / name
    return own if own.exists() else share() / name
