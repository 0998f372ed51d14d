"""The plan's own words may not change by accident, not by a letter and not by a misprint mended."""

import hashlib
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import yaml

CRITERIA = Path(__file__).parent.parent / "criteria"
EDITION = "hai-phong-2022"
FILES = ("district.yml", "city.yml", "readings.yml", "roadmap.yml", "agencies.yml")


def test_official_wording_is_that_of_the_plan(golden: Callable[[str, str | bytes], None]) -> None:
    """Every `official` string has the SHA-256 digest kept in tests/golden/official-wording.sha256.

    The digests were taken from the text of plan 02/KH-UBND of 4 January 2022 (NFC, white space as single
    spaces), in which each string was found character for character, misprints included. Whoever writes them
    anew must have the plan at hand.
    """
    golden("official-wording.sha256", "".join(f"{line}\n" for line in digests()))


def digests() -> Iterator[str]:
    """One line per official string, in the order of the files: digest, two spaces, file:key/path."""
    for file in FILES:
        data = yaml.safe_load((CRITERIA / EDITION / file).read_text(encoding="utf-8"))
        for path, text in official(data, ()):
            digest = hashlib.sha256(unicodedata.normalize("NFC", text).encode()).hexdigest()
            yield f"{digest}  {file}:{'/'.join(path)}"


def official(data: Any, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
    """Every string under a key `official`, with the keys (and places in lists) down to it."""
    if isinstance(data, dict):
        children = list(data.items())
    elif isinstance(data, list):
        children = list(enumerate(data))
    else:
        return
    for key, value in children:
        here = (*path, str(key))
        if key == "official":
            yield here, value
        else:
            yield from official(value, here)
