"""Identity and telephone numbers among all the digits of a text. Pure.

Amounts, codes, document numbers, dates, tax codes and hashes are only digits. Every repetition of a
pattern is bounded, or what may follow it cannot be part of it: a hostile line takes no longer than another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from minhchung.checking.personal.datum import Datum

# Nine digits or more, not in a word and not after a comma. The first digit stands first: so a search is fast.
NUMBER = re.compile(
    r"[0-9](?:(?<![^\W_].)(?<![0-9],.)|(?<=[ĐđTt][Tt].))"  # and in SĐT0…
    r"(?:[ .()\u00a0\u2012-\u2015·-]{0,3}[0-9]){8,}(?![^\W_])"
)
_HASH = re.compile(r"(?<!\w)(?:[0-9A-Fa-f]{32,}|[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12})(?!\w)")
_DATE = re.compile(
    r"(?<![0-9])(?:[0-3]?[0-9]([/.-])[01]?[0-9]\1(?:19|20)[0-9]{2}"
    r"|(?:19|20)[0-9]{2}([/.-])[01]?[0-9]\2[0-3]?[0-9])(?![0-9])"
)
_DIGEST = re.compile(rb"[0-9A-Fa-f]{64}(?![0-9A-Za-z_\x80-\xff])")
_AS_ZERO = bytes.maketrans(b"123456789", b"0" * 9)
_BETWEEN = b" .()-" + bytes({byte for char in "\u00a0\u2012\u2013\u2014\u2015·" for byte in char.encode()})
_GROUP = re.compile(r"[0-9]+")
_MOST_GROUPS = 6  # +84 912 34 56 78
_FEWEST_DIGITS, _MOST_DIGITS = 9, 14  # an old identity card; 0084 before a number from a landline

# Thông tư 59/2021/TT-BCA: province 001-096, century and sex, year of birth, six digits; as people group them.
_CITIZEN = re.compile(r"0(?:0[1-9]|[1-8][0-9]|9[0-6])[0-9]{9}\Z")
_CITIZEN_GROUPS = ((12,), (3, 9), (6, 6), (4, 4, 4), (3, 3, 6), (3, 3, 3, 3), (3, 1, 2, 6))
# The prefixes in use (and the old ones of eleven digits), so that a tax code of ten digits is none.
_MOBILE = re.compile(r"0(?:3[2-9]|5[25689]|7[06-9]|8[1-9]|9[0-9]|12)[0-9]{7}\Z|01[2689][0-9]{8}\Z")
_LANDLINE = re.compile(r"02[0-9]{9}\Z")

_SAYS_IDENTITY = re.compile(
    r"(?:cmt|cmnd|cmtnd|cccd|căn\s+cước|chứng\s+minh\s+(?:nhân\s+dân|thư)|định\s+danh|hộ\s+chiếu|passport"
    r"|identity\s+(?:card|number))[^0-9\n]*\Z",
    re.IGNORECASE,
)
_SAYS_TELEPHONE = re.compile(
    r"(?:điện\s+thoại|(?<![\w&])s?đt|di\s+động|phone|mobile|(?<!\w)tel|hotline|zalo|fax)[\s:.(]*(?:số|no)?[\s:.(]*\Z",
    re.IGNORECASE,
)
_SAYS_TAX = re.compile(r"(?:mst|mã\s+số\s+thuế|tax\s+(?:code|number))[^0-9\n]{0,15}\Z", re.IGNORECASE)


def _blanked(pattern: re.Pattern[str], text: str) -> str:
    """`text`, as long as before, without the digits of what `pattern` finds."""
    return pattern.sub(lambda found: "_" * len(found[0]), text)


def may_hold(content: bytes) -> bool:
    """Whether :data:`NUMBER` may be found in UTF-8 text beside its hashes; False is certain, and quick."""
    first, *rest = content.split(b"sha256: ")
    kept = b"x".join([first, *(part[64:] if _DIGEST.match(part) else part for part in rest)])
    return b"000000000" in kept.translate(_AS_ZERO, _BETWEEN)


def numbers(text: str) -> Iterator[Datum]:
    text = _blanked(_DATE, _blanked(_HASH, text))
    for run in NUMBER.finditer(text):
        groups = [found.span() for found in _GROUP.finditer(text, *run.span())]
        first = 0
        while first < len(groups):
            kind, last = _number_from(text, groups, first)
            if kind:
                start, end = groups[first][0], groups[last][1]
                yield Datum(start, kind, _masked_digits(text[start:end]))
            first = last + 1


def _number_from(text: str, groups: list[tuple[int, int]], first: int) -> tuple[str | None, int]:
    """The kind of the longest number that begins with this group of digits, and its last group."""
    start, end = groups[first]
    # No word stands between the groups of a run, so that after the first only these begin a number.
    begins = not first or text[start] == "0" or text.startswith("84", start)
    if not begins or end == start + 1 or (first and _joined(text, groups, first)):
        return None, first
    for last in reversed(_lasts(groups, first)):
        if _listed(groups, first, last) or (last + 1 < len(groups) and _joined(text, groups, last + 1)):
            continue
        parts = [text[slice(*group)] for group in groups[first : last + 1]]
        if kind := _kind(parts, text[max(0, start - 40) : start]):
            return kind, last
    return None, first


def _lasts(groups: list[tuple[int, int]], first: int) -> list[int]:
    """The groups with which a number that begins with `first` may end: it then has as many digits as one has."""
    found, digits = [], 0
    for last in range(first, min(first + _MOST_GROUPS, len(groups))):
        start, end = groups[last]
        digits += end - start
        if digits > _MOST_DIGITS:
            break
        if digits >= _FEWEST_DIGITS:
            found.append(last)
    return found


def _joined(text: str, groups: list[tuple[int, int]], index: int) -> bool:
    """Whether a group only continues the one before it, as in a decimal or an amount."""
    return text[groups[index - 1][1] : groups[index][0]] == "."


def _listed(groups: list[tuple[int, int]], first: int, last: int) -> bool:
    """Whether these groups are only a part of a list of codes of one length."""
    around = groups[max(0, first - 1) : last + 2]
    return len(around) > last - first + 1 > 1 and len({end - start for start, end in around}) == 1


def _kind(parts: list[str], before: str) -> str | None:
    digits = "".join(parts)
    said = len(digits) in (9, 12) and _SAYS_IDENTITY.search(before)
    if said or (_CITIZEN.match(digits) and tuple(map(len, parts)) in _CITIZEN_GROUPS):
        return "identity-number"
    if _SAYS_TAX.search(before):
        return None
    number = digits.removeprefix("00")
    if number.startswith("84"):
        abroad = number != digits or before.rstrip("(").endswith("+")
        number = "0" + number[2:].removeprefix("0")
        known = abroad or len(parts) == 1  # 84.912.345.678 may be an amount
        return (
            "telephone" if known and (_MOBILE.match(number) or (abroad and _LANDLINE.match(number))) else None
        )
    local = digits[0] == "0" and len(digits) <= 11 and _SAYS_TELEPHONE.search(before)
    return "telephone" if local or _MOBILE.match(digits) or _LANDLINE.match(digits) else None


def _masked_digits(text: str) -> str:
    """The first two and the last two digits, so that whoever wrote the number finds it."""
    places = [index for index, char in enumerate(text) if char.isdigit()]
    return "".join("•" if index in places[2:-2] else char for index, char in enumerate(text))
