"""What holds of every repository, whatever stands in it.

No exception; no more than a second; a problem stands within its file and has a sentence in every language; a file
with an error gives its dossier no verdict, a dossier without one has its results; what is found does not depend on
the order of files; another implementation concludes the same; and what happens to one unit changes nothing about
another, but for what the city counts.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from random import Random
from unittest.mock import patch

from fuzz.limit import limited
from fuzz.lines import layout
from fuzz.made import changed, made, state
from fuzz.second import agrees
from fuzz.seeds import ROOT
from fuzz.tree import CRITERIA, EVIDENCE, Repository

from minhchung.assessing.assess import Results, assess
from minhchung.checking import examine
from minhchung.checking.check import Checked, check
from minhchung.checking.criteria import load_editions
from minhchung.checking.messages import message
from minhchung.checking.report import REPORTS
from minhchung.checking.shape import Shapes
from minhchung.checking.summary import summary
from minhchung.criteria.model import Edition
from minhchung.evidence.model import BASES
from minhchung.i18n import LANGS, translator
from minhchung.problem import Problem
from minhchung.yaml.strict import read

_HAI_PHONG = {
    path.relative_to(ROOT).as_posix(): path.read_bytes() for path in sorted(ROOT.glob("criteria/*/*.yml"))
}
_SHAPES: dict[int, tuple[Edition, Shapes]] = {}
_TOLD_FULLY = 0.1  # of all mutants: in every report
MADE = 0.002  # of all mutants: with their pages and files


@dataclass(frozen=True)
class Rules:
    """The editions of a repository; `bare` are the same without their readings, which take most of the time."""

    editions: Mapping[str, Edition]
    bare: Mapping[str, Edition]
    problems: tuple[Problem, ...]


@lru_cache(maxsize=32)
def _loaded(files: tuple[tuple[str, bytes], ...]) -> Rules:
    editions, problems = load_editions(dict(files), CRITERIA)
    bare = {id_: replace(edition, readings={}) for id_, edition in editions.items()}
    return Rules(editions, bare, problems)


def rules_of(repository: Repository) -> Rules:
    """Its own criteria where it has some, else the real ones."""
    own = {
        path: content
        for path, content in repository.below(CRITERIA).items()
        if path.endswith(".yml") and repository.is_plain(path)
    }
    return _loaded(tuple(sorted((own or _HAI_PHONG).items())))


def _shapes(edition: Edition) -> Shapes:
    """The schemas of an edition, written once for all mutants: more than half of the time went there."""
    if id(edition) not in _SHAPES:
        if len(_SHAPES) > 64:
            _SHAPES.clear()
        _SHAPES[id(edition)] = edition, Shapes(edition)
    return _SHAPES[id(edition)][1]


class Kept:
    """What was found in dossiers, for those of other mutants that are the same to the byte: as from one run to the next."""

    code = "fuzz"
    empty = False

    def __init__(self) -> None:
        self._blobs: dict[str, bytes] = {}

    def get(self, keys: Iterable[str]) -> Mapping[str, bytes]:
        return {key: self._blobs[key] for key in keys if key in self._blobs}

    def put(self, blobs: Iterable[tuple[str, bytes]]) -> None:
        if len(self._blobs) > 1000:
            self._blobs.clear()
        self._blobs.update(blobs)


_KEPT = Kept()


@patch.object(examine, "Shapes", _shapes)  # while it holds, and for nobody else in the process
def hold(mutant: Repository, seed: Repository, chance: Random, often: float = MADE) -> Checked:
    """Assert everything of `mutant`, which was made from `seed`; what costs most, of some mutants only."""
    with limited():
        rules = rules_of(mutant)
    with limited():
        found = check(mutant, EVIDENCE, rules.bare, _KEPT)
    problems = (*rules.problems, *found.problems)
    _can_be_told(problems, mutant)
    if chance.random() < _TOLD_FULLY:
        _reports(problems)
    with limited():
        results = assess(found.evidence, rules.bare)
    _verdicts(found, results, rules)
    if rules_of(seed) is rules:
        _others_unchanged(mutant, seed, results, rules)
    if chance.random() < 0.1:
        _same_in_any_order(mutant, found, results, rules)
    if not found.has_errors and chance.random() < 0.3:
        _same_when_written_otherwise(mutant, results, rules)
    if CRITERIA not in {path.split("/")[0] for path in mutant.files} and chance.random() < 0.2:
        agrees(found, results)
    if chance.random() < often:
        made(found, rules.editions)
    if chance.random() < 4 * often:
        before = rules_of(seed)
        with limited():
            found_before = check(seed, EVIDENCE, before.bare, _KEPT)
            results_before = assess(found_before.evidence, before.bare)
            old = state(seed, found_before, before.bare, results_before)
            changed(old, state(mutant, found, rules.bare, results))
    return found


def _can_be_told(problems: Iterable[Problem], mutant: Repository) -> None:
    lines: dict[str, list[str]] = {}
    for problem in problems:
        if problem.file not in lines:
            content = mutant.files.get(problem.file, b"")
            lines[problem.file] = content.decode("utf-8", "replace").removeprefix("\ufeff").split("\n")
        of_file = lines[problem.file]
        assert 1 <= problem.line <= len(of_file), f"{problem} stands outside its file"
        assert 1 <= problem.column <= len(of_file[problem.line - 1]) + 2, f"{problem} stands outside its line"
        for lang in LANGS:
            said = message(problem, translator(lang))
            assert said.strip(), f"{problem} says nothing"
            assert "\n" not in said, f"{problem} says it in two lines"
            said.encode("utf-8")


def _reports(problems: tuple[Problem, ...]) -> None:
    for lang in LANGS:
        for name, report in REPORTS.items():
            said = report(problems, translator(lang))
            if name in ("json", "codequality"):
                json.loads(said)
            said.encode("utf-8", "surrogateescape")  # names of files that are none
        summary(problems, translator(lang))


def _verdicts(found: Checked, results: Results, rules: Rules) -> None:
    """None for a dossier of which a file has an error; three for every other of a unit that is known that year."""
    wrong = {tuple(p.file.split("/")[1:3]) for p in found.problems if p.is_error}
    for unit, year, basis in results:
        assert (unit, f"{year:04d}") not in wrong, f"a verdict on {unit} {year} {basis}, which has an error"
    for (unit, year), dossier in found.evidence.dossiers.items():
        if (unit, f"{year:04d}") in wrong:
            assert dossier.faulty, f"{unit} {year} is taken for sound"
        known = found.evidence.units.get(unit)
        if known is not None and not dossier.faulty and rules.editions:
            judged = known.parent is None or known.exists_in(year)
            for basis in BASES if judged else ():
                assert (unit, year, basis) in results, f"no result of {unit} {year} {basis}"


def _others_unchanged(mutant: Repository, seed: Repository, results: Results, rules: Rules) -> None:
    """The results of units of which nothing was touched; the city counts the others, and is left out."""
    changed = {
        path
        for path in {*mutant.files, *seed.files}
        if mutant.files.get(path) != seed.files.get(path) or (path in mutant.links) != (path in seed.links)
    }
    if any(path.count("/") < 2 for path in changed):  # units.yml
        return
    touched = {path.split("/")[1].casefold() for path in changed}
    for key, result in _results_of(tuple(sorted(seed.files.items()))).items():
        if key[0] not in touched and result.criteria.endswith("/district"):
            assert results.get(key) == result, f"{key} is another, and nothing of it was touched"


@lru_cache(maxsize=8)
def _results_of(files: tuple[tuple[str, bytes], ...]) -> Results:
    """The results of what has dossiers of its own; the others follow from which editions these name."""
    repository = Repository(dict(files))
    rules = rules_of(repository)
    found = check(repository, EVIDENCE, rules.bare)
    return {
        key: result
        for key, result in assess(found.evidence, rules.bare).items()
        if key[:2] in found.evidence.dossiers
    }


def _same_in_any_order(mutant: Repository, found: Checked, results: Results, rules: Rules) -> None:
    """And with nothing kept."""
    other = mutant.copy()
    other.backwards = True
    again = check(other, EVIDENCE, rules.bare)
    assert again.problems == found.problems, "the problems depend on the order of files"
    assert assess(again.evidence, rules.bare) == results, "the results depend on the order of files"


def _same_when_written_otherwise(mutant: Repository, results: Results, rules: Rules) -> None:
    """With comments, and with the keys of every file in another order."""
    other = mutant.copy()
    for path in other.below(EVIDENCE):
        if path.endswith(".yml") and other.is_plain(path):
            text = other.files[path].decode("utf-8-sig").replace("\r\n", "\n")
            other.files[path] = _rewritten(text).encode()
    again = check(other, EVIDENCE, rules.bare)
    assert not again.has_errors, f"written otherwise it has errors: {again.problems}"
    assert assess(again.evidence, rules.bare) == results, "written otherwise it has other results"


def _rewritten(text: str) -> str:
    top = [entry.whole.start for entry in layout(text).entries if entry.indent == 0 and entry.key]
    top = [start for start in top if text[start] != "-"]
    if not top or text[: top[0]].strip() or "\n---" in text or "\n..." in text:
        return f"# đầu\n{text}"
    ends = [*top[1:], len(text)]
    parts = [text[start:end].rstrip("\n") for start, end in zip(top, ends, strict=True)]
    if any(read("", part.encode())[1] for part in parts):  # what goes on from one to the next
        return f"# đầu\n{text}"
    return "# đầu\n" + "\n# giữa\n".join(parts[::-1]) + "\n# cuối\n"
