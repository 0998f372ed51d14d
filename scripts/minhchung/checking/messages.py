"""Each problem in one or two sentences: where, what, and how to mend it. Pure.

The sentences stand in :mod:`minhchung.checking.sentences`, by code; what a stranger wrote is shown
inside « », shortened, with every invisible character made visible.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from minhchung.checking.sentences import SENTENCES
from minhchung.checking.text import is_hidden
from minhchung.criteria.model import Words
from minhchung.i18n import N_, Lang, Translator, lang_of
from minhchung.problem import Problem

_LONGEST = 80


Writing = Callable[[str], str]


def message(problem: Problem, translator: Translator, ours: Writing = str, theirs: Writing = str) -> str:
    """The whole message in the translator's language; for a whole file, without a line.

    `ours` and `theirs` write our words (which keep their braces) and a stranger's for a place with rules
    of its own, as a table in Markdown.
    """
    said = sentence(problem, translator, ours, theirs)
    _ = translator.gettext
    if problem.code in WHOLE_FILE:
        return said
    if problem.indicator is None:
        return ours(_(N_("Dòng {line}: {said}"))).format(line=problem.line, said=said)
    indicator = theirs(shown(problem.indicator))
    return ours(_(N_("Dòng {line}, chỉ báo {indicator}: {said}"))).format(
        line=problem.line, indicator=indicator, said=said
    )


def sentence(problem: Problem, translator: Translator, ours: Writing = str, theirs: Writing = str) -> str:
    """What is wrong and how to mend it, wherever it stands."""
    sentences = SENTENCES[problem.code]
    if isinstance(sentences, dict):
        template = sentences.get(str(problem.params.get("case", "")), sentences[""])
    else:
        template = sentences
    lang = lang_of(translator)
    params = {
        key: ", ".join(
            theirs(shown(item, lang)) for item in (value if isinstance(value, tuple) else (value,))
        )
        for key, value in problem.params.items()
    }
    return ours(translator.gettext(template)).format(**params)


def shown(value: Any, lang: Lang = "vi") -> str:
    """A value as it may stand in a sentence: one line, nothing invisible, not too long."""
    text = value[lang] if isinstance(value, Words) else str(value)
    return visible(text if len(text) <= _LONGEST else text[:_LONGEST] + "…")


def visible(text: str) -> str:
    """`text` on one line, with what cannot be seen by its number."""
    return "".join(f"[U+{ord(char):04X}]" if char == "\n" or is_hidden(char) else char for char in text)


# Problems of a whole file: a line would only mislead.
WHOLE_FILE = frozenset(
    (
        "wrong-place",
        "path-clash",
        "file-name",
        "undescribed-file",
        "not-plain",
        "no-units-file",
        "file-too-large",
        "empty-file",
        "criteria-missing-file",
        "personal-name",
    )
)
