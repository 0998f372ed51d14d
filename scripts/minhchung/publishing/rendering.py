"""Templates: autoescaped, strict about names, one environment for each language. Pure.

A template file is a page type and each of its blocks a slot: block `dossier_result` fills `dossier-result`.
The macros of macros.html.jinja are known to every template.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from jinja2.runtime import Macro
from markupsafe import Markup

from minhchung.i18n import Lang
from minhchung.publishing import paths
from minhchung.publishing.compiling import Compiler, text
from minhchung.publishing.speech import speech
from minhchung.publishing.tongue import marked
from minhchung.words import BASIS_WORDS, FINDING_WORDS

MACROS = "macros.html.jinja"
REPEATED = (
    "chip",
    "level",
    "bar_of",
    "clause",
    "indicator_link",
    "free",
    "vietnamese",
)  # the same on many pages: rendered once


class _Environment(Environment):
    code_generator_class = Compiler
    text = staticmethod(text)


@cache
def environment(lang: Lang) -> Environment:
    """The templates of one language, compiled when they are first used."""
    made = _Environment(
        loader=PackageLoader("minhchung.publishing"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
    )
    said = speech(lang)
    made.globals.update(_=said._, ngettext=said.ngettext, s=said, lang=lang, paths=paths)
    made.globals.update(basis_words=BASIS_WORDS, finding_words=FINDING_WORDS)
    for name, macro in vars(made.get_template(MACROS).module).items():
        if isinstance(macro, Macro):
            made.globals[name] = lru_cache(maxsize=1 << 12, typed=True)(macro) if name in REPEATED else macro
    return made


def slots(lang: Lang, template: str, context: Mapping[str, Any]) -> dict[str, Markup]:
    """Each block of a template as the contents of the slot of that name."""
    page = environment(lang).get_template(f"{template}.html.jinja")
    variables = page.new_context(dict(context))
    mark = str if lang == "vi" else marked
    return {
        name.replace("_", "-"): Markup(mark("".join(block(variables))))  # noqa: S704 - what an autoescaping template made
        for name, block in page.blocks.items()
    }
