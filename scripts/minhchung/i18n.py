"""Sentences, numbers and dates as each language writes them.

The Vietnamese sentence is the message id, so Vietnamese needs no catalogue; English is read from the
compiled catalogue in the package, which `make messages` writes. Pure code marks its templates with `N_` and
passes parameters on; only the rim translates.
"""

import datetime as dt
from decimal import Decimal
from functools import cache, lru_cache
from gettext import GNUTranslations, NullTranslations
from importlib.resources import files
from typing import Literal, get_args

Lang = Literal["vi", "en"]
LANGS: tuple[Lang, ...] = get_args(Lang)

Translator = NullTranslations  # GNUTranslations is one, too

_SWAP_SEPARATORS = str.maketrans(",.", ".,")
_DATE = {"vi": "dd/MM/yyyy", "en": "d MMMM y"}


def N_(message: str) -> str:  # noqa: N802 - the name that gettext's tools look for
    """Mark a sentence for translation and leave it as it is."""
    return message


@cache
def translator(lang: Lang) -> Translator:
    """What turns a Vietnamese message id into a sentence of `lang`."""
    if lang == "vi":
        return NullTranslations()
    catalogue = files("minhchung") / "locale" / lang / "LC_MESSAGES" / "minhchung.mo"
    with catalogue.open("rb") as file:
        return GNUTranslations(file)


def lang_of(translator: Translator) -> Lang:
    """The language of a translator, as its catalogue says."""
    return "en" if translator.info().get("language") == "en" else "vi"


def number(value: Decimal | int, lang: Lang) -> str:
    """1.234,50 in Vietnamese, 1,234.50 in English: every digit as given, none added, none lost.

    Babel drops trailing zeros, which a figure was published with, and takes 15 µs instead of 1.
    """
    english = format(value, ",f") if isinstance(value, Decimal) else format(value, ",d")
    return english.translate(_SWAP_SEPARATORS) if lang == "vi" else english


@lru_cache(maxsize=4096)
def date(value: dt.date | str, lang: Lang) -> str:
    """05/01/2022 in Vietnamese, 5 January 2022 in English. Raises ValueError where it is no ISO date."""
    from babel.dates import format_date  # noqa: PLC0415 - a third of what a command takes to begin

    day = dt.date.fromisoformat(value) if isinstance(value, str) else value
    return format_date(day, _DATE[lang], locale=lang)
