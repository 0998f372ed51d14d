"""How a number was meant that is not written as one. Pure."""

from __future__ import annotations

import re

_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?\Z")
_COMMA = re.compile(r"-?[0-9]+,[0-9]+\Z")
_GROUPED = re.compile(r"[0-9]{1,3}(?:(?:\.[0-9]{3})+|(?:,[0-9]{3})+|(?: [0-9]{3})+)\Z")
_WHOLE = re.compile(r"-?[1-9][0-9]*\Z")
_FRACTION = re.compile(r"-?(?:0|[1-9][0-9]*)\.[0-9]+\Z")
_ODD = re.compile(r"[-+]?[.0-9][0-9a-f_.:,xo+-]*\Z|[-+]?\.(?:nan|inf)\Z", re.IGNORECASE)


def why_no_number(text: str, *, whole: bool, quoted: bool) -> tuple[str | None, str | None]:
    """A problem's code, and how the number is written if that can be known; no code where none was meant.

    `whole`: a whole number is wanted, so that a comma or a full stop can only divide thousands.
    """
    text = text.strip()
    if text.endswith("%"):
        bare = text[:-1].rstrip().replace(",", ".")
        return "percent-sign", bare if _NUMBER.match(bare) else None
    if quoted and _NUMBER.match(text):
        return "number-quoted", text
    if _GROUPED.match(text) and (whole or " " in text or len(re.findall(r"[.,]", text)) > 1):
        return "grouped-number", re.sub(r"[., ]", "", text)
    if _COMMA.match(text):
        return "decimal-comma", text.replace(",", ".")
    if whole and _FRACTION.match(text):
        return "not-whole", None
    if _WHOLE.match(text) or _FRACTION.match(text):
        return "number-too-long", None
    return ("number-form" if _ODD.match(text) else None), None
