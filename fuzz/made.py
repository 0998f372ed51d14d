"""What is made from a repository, whatever stands in it: pages, data files, tasks, the arithmetic, a report.

Too slow for every mutant: of one in some dozens. What the commands refuse with a sentence is not made here either.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256

from fuzz.limit import SLOWEST, limited
from fuzz.tree import CRITERIA, EVIDENCE, Repository

from minhchung.assessing.as_json import as_text
from minhchung.assessing.as_table import table
from minhchung.assessing.assess import Results, assess, edition_of
from minhchung.checking.check import Checked
from minhchung.comparing.as_json import document as compared
from minhchung.comparing.as_markdown import markdown
from minhchung.comparing.compare import State, compare
from minhchung.comparing.state import sets_of
from minhchung.criteria.model import Edition
from minhchung.editor.config import config
from minhchung.editor.forge import backend
from minhchung.evidence.model import BASES
from minhchung.explain import Explanation
from minhchung.i18n import LANGS
from minhchung.opendata.data import CityData
from minhchung.opendata.export import export
from minhchung.paperwork.docx import written
from minhchung.paperwork.subject import Subject
from minhchung.paperwork.write_up import NoReportError, report
from minhchung.publishing.badges import badges
from minhchung.publishing.pages import pages
from minhchung.publishing.site_data import SiteData, other_results
from minhchung.publishing.speech import Speech
from minhchung.publishing.view import View
from minhchung.todo import tasks, words

PAGES = 25 * SLOWEST  # seconds for all pages and files of a city, of which none may take more than its share
DAY = "2022-12-16"

Editions = Mapping[str, Edition]


def made(found: Checked, editions: Editions) -> None:
    """Everything that is made of what was `found`. Raises what any of it raises."""
    if not any(unit.parent is None for unit in found.evidence.units.values()) or not editions:
        return
    with limited(PAGES):
        results = assess(found.evidence, editions)
    _said(found, editions, results)
    _reports(found, editions, results)
    with limited(PAGES):
        _site(found, editions, results)


def _said(found: Checked, editions: Editions, results: Results) -> None:
    """assess, todo, explain."""
    evidence = found.evidence
    json.loads(as_text(results.values(), None))
    for lang in LANGS:
        assert table(results.values(), evidence, lang, {})
    with limited():
        pending = tasks.tasks(evidence, editions, results, DAY)
    for lang in LANGS:
        s = Speech(lang)
        for task in pending:
            words.who(task, evidence, s), words.when(task, DAY, s), words.what(task, evidence, s)
        for unit, year in {(unit, year) for unit, year, _ in results}:
            of_unit = tuple(results[unit, year, basis] for basis in BASES if (unit, year, basis) in results)
            edition, _, name = of_unit[0].criteria.partition("/")
            dossier = evidence.dossier(unit, year)
            criteria = editions[edition].sets[name]
            explanation = Explanation(
                evidence.units[unit].name, dossier, criteria, editions[edition], of_unit
            )
            with limited():
                assert all(isinstance(line, str) for line in explanation.lines(s))


def _reports(found: Checked, editions: Editions, results: Results) -> None:
    evidence = found.evidence
    for unit, year in evidence.dossiers:
        if unit in evidence.units:
            edition = edition_of(evidence, editions, year)
            subject = Subject(evidence, edition, results, evidence.units[unit], year, None, None)
            try:
                with limited():
                    assert written(report(subject))
            except NoReportError:
                pass


def _site(found: Checked, editions: Editions, results: Results) -> None:
    evidence = found.evidence
    others = other_results(evidence, editions)
    files = frozenset(
        f"{unit}/{year:04d}/{described.file}"
        for (unit, year), dossier in evidence.dossiers.items()
        for described in dossier.documents()
        if described.file is not None
    )
    for lang in LANGS:
        site = SiteData(evidence, editions, results, lang, others, fictional=True, files=files)
        places = [page.path for page in pages(site)]
        assert len(places) == len(set(places)), "two pages at one place"
        for path, content in badges(View(site)):
            assert path, content
    for place, data in export(CityData(site, "https://vi-du.example/", found.sources)):
        whole = data if isinstance(data, bytes) else b"".join(data)
        if place.endswith(".json"):
            json.loads(whole)
    forge = backend("extra: {editor: {forge: github, repository: a/b, sign_in: https://vi-du.example}}")
    assert forge
    json.dumps(config(evidence, editions, forge, "https://vi-du.example/", CRITERIA))


def changed(before: State, after: State) -> None:
    """What a pull request from one to the other is told."""
    comparison = compare(before, after)
    json.dumps(compared(comparison))
    units = {**before.units, **after.units}
    for lang in LANGS:
        assert markdown(comparison, units, sets_of(before, after), lang)


def state(repository: Repository, found: Checked, editions: Editions, results: Results) -> State:
    """One side of a comparison."""
    return State(
        revision="0" * 40,
        day=DAY,
        units=found.evidence.units,
        sources=found.sources,
        blobs={
            path.removeprefix(f"{EVIDENCE}/"): sha256(content).hexdigest()
            for path, content in repository.below(EVIDENCE).items()
        },
        results=results,
        editions=editions,
        errors=tuple(problem for problem in found.problems if problem.is_error),
    )
