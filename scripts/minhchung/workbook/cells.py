"""What a cell means, whatever Excel or LibreOffice has made of what was typed into it. Pure.

Numbers are exact: a spreadsheet keeps fifteen digits, so a stored 0.82430000000000003 is 0.8243, and a cell shown
as a percentage holds a hundredth of what it shows. What can be read in two ways is asked about, never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal, localcontext
from typing import Any

from openpyxl.utils.datetime import WINDOWS_EPOCH, from_excel

from minhchung.workbook.fields import ACCESS, STATUS, Field, Value
from minhchung.yaml.strict import clean

YES = frozenset(("có", "đạt", "x", "✓", "✔", "☑", "v", "true", "yes", "đúng", "1"))
NO = frozenset(("không", "không đạt", "chưa", "chưa đạt", "false", "no", "sai", "0"))
EARLIEST, LATEST = 1945, 2100  # the years in which a day can be meant

_ESCAPED = re.compile(
    "_x((?![Dd][89A-Fa-f])[0-9A-Fa-f]{4})_"
)  # how a workbook writes characters that XML cannot hold
_LITERAL = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
# Thousands never begin with a nought: 0,012 is one number, not two.
_VIETNAMESE = re.compile(r"(?:[1-9][0-9]{0,2}(?:[. ][0-9]{3})+|[0-9]+)(?:,[0-9]+)?\Z")
_ENGLISH = re.compile(r"(?:[1-9][0-9]{0,2}(?:[, ][0-9]{3})+|[0-9]+)(?:\.[0-9]+)?\Z")
_GROUPED = re.compile(r"[1-9][0-9]{0,2}(?:[. ][0-9]{3})+\Z|[1-9][0-9]{0,2}(?:,[0-9]{3})+\Z")
_DAY_FIRST = re.compile(
    r"(?:ngày )?([0-9]{1,2})(?:[/.-]| tháng )([0-9]{1,2})(?:[/.-]| năm )([0-9]{4})\Z", re.IGNORECASE
)
_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})\Z")
_CITED = re.compile(
    r"(?P<id>[A-Za-z0-9]+(?:[._-][A-Za-z0-9]+)*)(?:[\s,:]*\(?\s*(?:trang|tr\.?|p\.)\s*(?P<page>[0-9]{1,6})\s*\)?)?"
    r"(?:\s*[;,\n]\s*|\s+|\Z)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Raw:
    """A cell as it was stored: its value, how it is shown, the workbook's first day, and whether it is computed."""

    value: Any
    format: str = "General"
    epoch: datetime = WINDOWS_EPOCH
    formula: bool = False


class CellError(Exception):
    """A cell that cannot be understood: a code, and what its sentence needs."""

    def __init__(self, code: str, /, **params: Any) -> None:
        super().__init__(code)
        self.code, self.params = code, params


def meant(raw: Raw, field: Field) -> Value | None:
    """The value of a cell of `field`; None: nothing stands in it.

    Raises:
        CellError: something stands in it that is no such value, or could be two.
    """
    value = tidy(raw.value) if isinstance(raw.value, str) else raw.value
    if value is None or value == "":
        if raw.formula:
            raise CellError("cell-formula")
        return None
    if isinstance(value, str) and value.startswith("#") and raw.formula:
        raise CellError("cell-formula")
    return _READERS[field.kind](value, raw, field)


def tidy(text: str) -> str:
    """A text without what spreadsheets and word processors bring along: odd spaces, line breaks, escapes."""
    text = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
    lines = clean(text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")).split("\n")
    return "\n".join(line.strip() for line in lines).strip("\n").replace("\ufeff", "")


def _number(value: Any, raw: Raw, field: Field) -> Decimal:
    if isinstance(value, bool):
        raise CellError("cell-not-a-number", value=_shown(value))
    if isinstance(value, date | time | timedelta):
        raise CellError("cell-number-became-date", value=_shown(value))
    if isinstance(value, int | float):
        number = Decimal(format(value, ".15g"))
        if not number.is_finite():
            raise CellError("cell-not-a-number", value=str(value))
        percent = "%" in _LITERAL.sub("", raw.format)
        shown = f"{_plain((number * 100).normalize())} %" if percent else _plain(number)
        return _checked(number * 100 if percent else number, field, shown, percent=percent)
    return _checked(*_typed_number(value, field))


def _typed_number(text: str, field: Field) -> tuple[Decimal, Field, str]:
    bare = text.replace("−", "-").replace("\u2009", " ").strip()
    if bare.endswith("%"):
        if field.kind == "whole":
            raise CellError("cell-percent-in-count", value=text)
        bare = bare[:-1].rstrip()
    sign = -1 if bare.startswith("-") else 1
    bare = bare.lstrip("+-").strip()
    if field.kind == "whole" and _GROUPED.match(bare):
        return sign * Decimal(re.sub("[., ]", "", bare)), field, text
    readings = set()
    if _VIETNAMESE.match(bare):
        readings.add(sign * Decimal(re.sub("[. ]", "", bare).replace(",", ".")))
    if _ENGLISH.match(bare):
        readings.add(sign * Decimal(re.sub("[, ]", "", bare)))
    if not readings:
        raise CellError("cell-not-a-number", value=text)
    fitting = {number for number in readings if _within(number, field)} or readings
    if len(fitting) > 1:
        low, high = sorted(fitting)
        raise CellError("cell-two-numbers", value=text, one=_plain(low), other=_plain(high))
    return fitting.pop(), field, text


def _within(number: Decimal, field: Field) -> bool:
    return (field.minimum is None or number >= field.minimum) and (
        field.maximum is None or number <= field.maximum
    )


def _checked(number: Decimal, field: Field, shown: str, *, percent: bool = False) -> Decimal:
    if field.kind == "whole" and percent:
        raise CellError("cell-percent-in-count", value=shown)
    if field.kind == "whole" and number != number.to_integral_value():
        raise CellError("cell-not-whole", value=_plain(number))
    with localcontext() as context:
        context.prec = 40
        plain = Decimal(format(number.normalize(), "f"))
    _, digits, exponent = plain.as_tuple()
    places = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    if len(digits) - places > 15 or places > 12:
        raise CellError("cell-number-too-long", value=shown)
    return plain


def _plain(number: Decimal) -> str:
    return format(number, "f").replace(".", ",")


def _yes_no(value: Any, raw: Raw, field: Field) -> bool:
    word = _shown(value).casefold()
    if value is True or word in YES:
        return True
    if value is False or word in NO:
        return False
    raise CellError("cell-not-yes-or-no", value=_shown(value))


def _date(value: Any, raw: Raw, field: Field) -> str:
    day = _day(value, raw)
    if day is None or not EARLIEST <= day.year <= LATEST:
        raise CellError("cell-not-a-date", value=_shown(value))
    return day.isoformat()


def _day(value: Any, raw: Raw) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        found = from_excel(value, raw.epoch) if 1 <= value < 100_000 and value == int(value) else None
        return found.date() if isinstance(found, datetime) else None
    if not isinstance(value, str):
        return None
    day_first, iso = _DAY_FIRST.match(value), _ISO.match(value)
    numbers = day_first.groups()[::-1] if day_first else iso.groups() if iso else ()
    try:
        return date(*map(int, numbers))
    except (ValueError, TypeError):
        return None


def _chosen(words: Mapping[str, str]) -> Callable[[Any, Raw, Field], Value]:
    def read(value: Any, raw: Raw, field: Field) -> str:
        for known, word in words.items():
            if _shown(value).casefold() in (known, word.casefold()):
                return known
        raise CellError("cell-not-in-list", value=_shown(value), allowed=tuple(words.values()))

    return read


def _text(value: Any, raw: Raw, field: Field) -> str:
    if isinstance(value, date | time | timedelta):
        raise CellError("cell-text-became-date", value=_shown(value))
    text = _shown(value)
    return text if field.path[-1] in ("note", "difficulty", "proposal") else " ".join(text.split())


def _evidence(value: Any, raw: Raw, field: Field) -> str:
    """Citations as :func:`minhchung.workbook.fields.cited` writes them."""
    return "; ".join(
        f"{id_} (trang {page})" if page else id_ for id_, page in citations(_text(value, raw, field))
    )


def citations(text: str) -> list[tuple[str, int | None]]:
    """The documents that a cell names, each with its page. Raises CellError."""
    found, at = [], 0
    while at < len(text):
        matched = _CITED.match(text, at)
        if matched is None:
            raise CellError("cell-not-evidence", value=text[at:])
        found.append((matched["id"], int(matched["page"]) if matched["page"] else None))
        at = matched.end()
    return found


def _shown(value: Any) -> str:
    match value:
        case bool():
            return "TRUE" if value else "FALSE"
        case int() | float():
            return format(Decimal(format(value, ".15g")), "f")
        case datetime():
            return value.strftime("%d/%m/%Y")
        case _:
            return str(value)


_READERS: Mapping[str, Callable[[Any, Raw, Field], Value]] = {
    "yes-no": _yes_no,
    "whole": _number,
    "decimal": _number,
    "date": _date,
    "status": _chosen(STATUS),
    "access": _chosen(ACCESS),
    "evidence": _evidence,
    "indicator": _text,
    "id": _text,
    "text": _text,
}


def stored(value: Value, field: Field) -> float | date | str:
    """What is written into the cell of `field`; read back it is :func:`untouched`."""
    match field.kind:
        case "yes-no" if isinstance(value, bool):
            return "Có" if value else "Không"
        case "whole" | "decimal" if isinstance(value, Decimal):
            kept = Decimal(format(float(value), ".15g")) == value
            return float(value) if kept else _plain(value)
        case "date":
            try:
                return date.fromisoformat(str(value))
            except ValueError:
                return str(value)
        case "status":
            return STATUS.get(str(value), str(value))
        case "access":
            return ACCESS.get(str(value), str(value))
    return str(value)


def untouched(value: Value, field: Field) -> Value | None:
    """What the cell of a value that nobody has changed is read as; the value itself where it is none."""
    try:
        return meant(Raw(stored(value, field)), field)
    except CellError:
        return value
