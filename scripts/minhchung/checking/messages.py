"""Each problem in one or two sentences: where, what, and how to mend it. Pure.

The sentences stand in :mod:`minhchung.checking.sentences`, by code; what a stranger wrote is shown
inside « », shortened, with every invisible character made visible.
"""

from __future__ import annotations

import unicodedata
from typing import Any

from minhchung.checking.sentences import SENTENCES
from minhchung.i18n import N_, Translator
from minhchung.problem import Problem

_LONGEST = 80


def message(problem: Problem, translator: Translator) -> str:
    """The whole message in the translator's language; for a whole file, without a line."""
    _ = translator.gettext
    sentences = SENTENCES[problem.code]
    if isinstance(sentences, dict):
        template = sentences.get(str(problem.params.get("case", "")), sentences[""])
    else:
        template = sentences
    said = _(template).format(**{key: shown(value) for key, value in problem.params.items()})
    if problem.code in WHOLE_FILE:
        return said
    if problem.indicator is None:
        return _(N_("Dòng {line}: {said}")).format(line=problem.line, said=said)
    indicator = shown(problem.indicator)
    return _(N_("Dòng {line}, chỉ báo {indicator}: {said}")).format(
        line=problem.line, indicator=indicator, said=said
    )


def shown(value: Any) -> str:
    """A value as it may stand in a sentence: one line, nothing invisible, not too long."""
    text = str(value)
    return visible(text if len(text) <= _LONGEST else text[:_LONGEST] + "…")


def visible(text: str) -> str:
    """`text` on one line, with what cannot be seen by its number."""
    if text.isprintable():
        return text
    return "".join(
        char if char == " " or unicodedata.category(char)[0] not in "CZ" else f"[U+{ord(char):04X}]"
        for char in text
    )


# Problems of a whole file: a line would only mislead.
WHOLE_FILE = frozenset(
    (
        "wrong-place",
        "path-clash",
        "not-plain",
        "no-units-file",
        "file-too-large",
        "empty-file",
        "criteria-missing-file",
    )
)
