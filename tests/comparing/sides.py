"""Two sides of a comparison from files in memory: the fictional city's Sông Xanh in 2022, and what a test changes."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import Any

from minhchung.assessing.assess import assess
from minhchung.checking.check import check
from minhchung.checking.criteria import load_editions
from minhchung.comparing.as_json import document
from minhchung.comparing.as_markdown import markdown
from minhchung.comparing.compare import State, compare
from minhchung.comparing.model import Comparison, DossierChange
from minhchung.comparing.state import sets_of
from minhchung.i18n import Lang
from tests.checking.cases import ROOT, Memory

Changes = Mapping[str, Any]  # path → the whole text, None for no file, or [(old, new), …] to replace in it

OWN = "song-xanh/2022/self-assessment.yml"
VERIFIED = "song-xanh/2022/verification.yml"
DECIDED = "song-xanh/2022/decision.yml"
DISTRICT = "hai-phong-2022/district.yml"
PDF = "song-xanh/2022/documents/64-NQ-HDND.pdf"


@cache
def evidence() -> dict[str, bytes]:
    """units.yml, and two districts in 2022."""
    city = ROOT / "examples" / "may-biec"
    files = [city / "units.yml"]
    files += [path for unit in ("song-xanh", "doi-gio") for path in (city / unit / "2022").rglob("*")]
    return {path.relative_to(city).as_posix(): path.read_bytes() for path in files if path.is_file()}


@cache
def criteria() -> dict[str, bytes]:
    folder = ROOT / "criteria"
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.glob("*/*.yml")}


def adopting(reading: str, option: str) -> Changes:
    """Criteria under which another option of a reading is adopted."""
    text = criteria()["hai-phong-2022/readings.yml"].decode()
    start = text.index(f"  {reading}:\n")
    entry = text[start : text.index("adopted: a", start) + len("adopted: a")]
    return {"hai-phong-2022/readings.yml": [(entry, entry.removesuffix("a") + option)]}


def changed(files: Mapping[str, bytes], changes: Changes) -> dict[str, bytes]:
    found = dict(files)
    for path, change in changes.items():
        if change is None:
            del found[path]
        elif isinstance(change, list):
            text = found[path].decode()
            for old, new in change:
                assert old in text, old
                text = text.replace(old, new)
            found[path] = text.encode()
        else:
            found[path] = change if isinstance(change, bytes) else str(change).encode()
    return found


def side(changes: Changes | None = None, rules: Changes | None = None, day: str | None = None) -> State:
    """What a comparison sees of a revision with these changes."""
    files = changed(evidence(), changes or {})
    editions, problems = load_editions(changed(criteria(), rules or {}), ".")
    checked = check(Memory(files), ".", editions)
    bare = {id_: replace(edition, readings={}) for id_, edition in editions.items()}
    return State(
        revision=None,
        day=day,
        units=checked.evidence.units,
        sources=checked.sources,
        blobs={path: hashlib.sha256(content).hexdigest() for path, content in files.items()},
        results=assess(checked.evidence, bare),
        editions=editions,
        errors=tuple(problem for problem in (*problems, *checked.problems) if problem.is_error),
    )


BASE = side()


def compared(
    changes: Changes | None = None,
    rules: Changes | None = None,
    *,
    base: State = BASE,
    day: str | None = None,
) -> Comparison:
    return compare(base, side(changes, rules, day))


def in_words(
    changes: Changes | None = None,
    rules: Changes | None = None,
    *,
    base: State = BASE,
    day: str | None = None,
    lang: Lang = "vi",
) -> str:
    head = side(changes, rules, day)
    units = {**base.units, **head.units}
    comparison = compare(base, head)
    assert document(comparison)
    return markdown(comparison, units, sets_of(base, head), lang)


def only(comparison: Comparison) -> DossierChange:
    """The one dossier that changed."""
    (dossier,) = comparison.dossiers
    return dossier


def codes(comparison: Comparison) -> list[str]:
    """What is pointed out about the one dossier that changed."""
    return [remark.code for remark in only(comparison).remarks]
