"""“What if” on a dossier: what a reader can change, and the tables in which the page looks up what follows. Pure."""

from __future__ import annotations

import json
from dataclasses import dataclass

from minhchung.assessing.model import Finding, Outcome
from minhchung.assessing.what_if import Occurrence, Trial, WhatIf, what_if
from minhchung.criteria.model import CriteriaSet, Indicator
from minhchung.evidence.model import Basis, Dossier
from minhchung.i18n import N_
from minhchung.publishing.view import View
from minhchung.words import outcome_words

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_IMPOSSIBLE = "-"


@dataclass(frozen=True, slots=True)
class Field:
    """One indicator to try: a count, or an outcome to choose."""

    indicator: Indicator
    stands: Occurrence  # as things are
    words: str  # of what stands now
    count: int
    total: int
    edges: str  # from which count on which outcome follows; empty where nothing is counted
    choices: list[tuple[int, str]]  # (place among the occurrences, words): what stands now comes first


@dataclass(frozen=True, slots=True)
class Tool:
    """The whole form; `data` is what its script looks answers up in."""

    basis: Basis
    counted: list[Field]
    others: list[Field]
    grade: str  # class of the level badge as things stand
    badge: str
    start: str
    data: str


def tool(view: View, dossier: Dossier, criteria: CriteriaSet) -> Tool | None:
    """None where there is no submission to begin from: a collection is none.

    It begins from the verified figures where the verifier has spoken of every indicator.
    """
    submission, basis = dossier.self_assessment, _basis(view, dossier)
    result = view.result(dossier.unit, dossier.year, basis)
    if result is None or submission is None or submission.collected:
        return None
    tables = what_if(result, criteria)
    fields = [_field(view, trial, tables) for trial in tables.trials]
    now = tables.conclusion()
    return Tool(
        basis=basis,
        counted=[field for field in fields if not field.choices],
        others=[field for field in fields if field.choices],
        grade=_grade(now),
        badge=view.s.level(now.level),
        start=view.s._(N_("Chưa thay đổi gì: {result}."), result=outcome_words(now, view.s.lang)),
        data=json.dumps(_data(view, tables), ensure_ascii=False, separators=(",", ":")),
    )


def _basis(view: View, dossier: Dossier) -> Basis:
    verified = view.result(dossier.unit, dossier.year, "verified")
    if dossier.verification is None or verified is None:
        return "self"
    return "self" if any(f.status == "not-verified" for f in verified.findings.values()) else "verified"


def _field(view: View, trial: Trial, tables: WhatIf) -> Field:
    s, place = view.s, tables.occurrences.index
    edges = [
        s._(N_("từ {count}: {outcome}"), count=s.number(count), outcome=_words(view, one))
        for count, one in trial.steps
        if one.status == "met"
    ]
    choices = [(place(one), s._(N_("Giả sử: {outcome}"), outcome=_words(view, one))) for one in trial.choices]
    words = _words(view, trial.stands)
    if choices:
        choices.insert(0, (place(trial.stands), s._(N_("Như hồ sơ: {outcome}"), outcome=words)))
    return Field(trial.indicator, trial.stands, words, trial.count, trial.total, "; ".join(edges), choices)


def _words(view: View, one: Occurrence) -> str:
    return view.s.finding(Finding("", one.status, one.level))


def _grade(outcome: Outcome) -> str:
    return "none" if outcome.level is None else str(outcome.level)


def _data(view: View, tables: WhatIf) -> dict[str, object]:
    """Conclusions are told apart by one character each; the table has one for every set of occurrences."""
    outcomes = list(dict.fromkeys(outcome for outcome in tables.conclusions if outcome is not None))
    signs = {outcome: _DIGITS[place] for place, outcome in enumerate(outcomes)}
    place = tables.occurrences.index
    return {
        "occurrences": [{"kind": one.status, "words": _words(view, one)} for one in tables.occurrences],
        "steps": {
            trial.indicator.id: [(count, place(one)) for count, one in trial.steps]
            for trial in tables.trials
            if trial.steps
        },
        "conclusions": [
            {
                "grade": _grade(outcome),
                "badge": view.s.level(outcome.level),
                "words": view.s._(N_("Kết quả thử: {result}."), result=outcome_words(outcome, view.s.lang)),
            }
            for outcome in outcomes
        ],
        "table": "".join(signs[outcome] if outcome else _IMPOSSIBLE for outcome in tables.conclusions),
        "wrong": view.s._(N_("Có ô chưa điền đúng nên chưa có kết quả thử.")),
    }
