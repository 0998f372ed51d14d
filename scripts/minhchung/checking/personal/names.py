"""Persons named in a text: with a birth date, or as a pupil with a class. Pure.

Ordinary Vietnamese must pass: “học sinh ngày 05/9/2022” and “132 năm ngày sinh Chủ tịch Hồ Chí Minh
(19/5/1890)” harm nobody. As in numbers, no repetition makes a hostile line take long.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from minhchung.checking.personal.datum import Datum, folded


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_CAPITAL = "".join(char for char in map(chr, (*range(0x41, 0x250), *range(0x1E00, 0x1F00))) if char.isupper())
_WORD = rf"[{_CAPITAL}][^\W\d_]{{0,15}}"
FULL_NAME = rf"{_WORD}(?:[ \t]{{1,3}}{_WORD}){{1,5}}(?![^\W_])"
_FAMILY_NAMES = _words(
    "âu bạch bùi ca cao cầm châu chu cù danh diệp doãn dương đàm đan đào đặng điêu đinh đoàn đỗ đường giang giàng hà hàn "
    "hầu hồ hoàng hứa huỳnh kha khổng khúc khuất kiều la lã lâm lăng lê liễu lò lục lương lường lưu lý mã mạc mai nghiêm "
    "ngô nguyễn ngụy nhữ ninh nông ông phạm phan phí phùng quách quàng sầm sùng tạ tăng thạch thái thân thào tô tôn tống "
    "trần triệu trịnh trương từ ứng vàng viên võ vũ vương vừ"
)
_WITHOUT_DIACRITICS = frozenset(map(folded, _FAMILY_NAMES))
# Places whose names begin like a person's.
_PLACES = folded(
    "hà nội, hà nam, hà giang, hà tĩnh, thái bình, thái nguyên, cao bằng, lâm đồng, lê chân, ngô quyền, dương kinh, "
    "ninh bình, ninh thuận, bạch long vĩ, hồ chí minh, việt nam, hải phòng"
)


def is_full_name(name: str) -> bool:
    """Whether a name of several words begins with a family name, and is no place."""
    family = name.split(maxsplit=1)[0].lower()
    return family in (_WITHOUT_DIACRITICS if family.isascii() else _FAMILY_NAMES) and not _is_place(name)


def _is_place(name: str) -> bool:
    return " ".join(folded(name).split()) in _PLACES.split(", ")


def _word_before(text: str, start: int) -> str:
    """The word directly before `start`; "" where there is none or a mark stands between."""
    found = _LAST_WORD.search(text, max(0, start - 20), start)
    return found[1] if found else ""


_LAST_WORD = re.compile(r"([^\W\d_]+)[ \t]{1,3}\Z")


def initials(name: str) -> str:
    """Enough of a name for whoever wrote it."""
    return re.sub(r"(?<=[^\W\d_])[^\W\d_]+", "•••", name)


# --- birth dates

_DAY = (
    r"(?:[0-9]{1,2}\s?[/.-]\s?[0-9]{1,2}\s?[/.-]\s?(?:[0-9]{4}|[0-9]{2})(?![0-9])"
    r"|(?:19|20)[0-9]{2}[/.-][0-9]{1,2}[/.-][0-9]{1,2}"
    r"|[0-9]{1,2}\s{1,3}tháng\s{1,3}[0-9]{1,2}\s{0,3}(?:,|năm)?\s{0,3}[0-9]{4}"
    r"|[0-9]{1,2}(?:st|nd|rd|th)?\s{1,3}[a-z]{3,9},?\s{1,3}[0-9]{4}"
    r"|[a-z]{3,9}\s{1,3}[0-9]{1,2}(?:st|nd|rd|th)?,?\s{1,3}[0-9]{4})"
)
_BORN = re.compile(
    rf"(?<!\w)(?P<sinh>sinh)\s{{1,3}}(?:vào\s{{1,3}})?(?:ngày)?[\s:]{{0,3}}{_DAY}"
    rf"|(?<!năm[ ])(?<!\w)ng[àa]y(?:[\s_,]{{1,3}}th[áa]ng[\s_,]{{1,3}}n[ăa]m)?[\s_-]{{1,3}}sinh"
    rf"(?:\s{{1,3}}của(?:\s{{1,3}}[^\W\d_]{{1,15}}){{1,7}})?(?:\s{{1,3}}là)?[\s\"':(-]{{0,5}}{_DAY}"
    rf"|(?<!\w)(?:born(?:\s{{1,3}}on)?|date[\s_-]of[\s_-]birth|birth[\s_-]?(?:day|date)|d\.?o\.?b\.?)"
    rf"[\s\"':(-]{{1,5}}{_DAY}",
    re.IGNORECASE,
)
_BORN_IN = re.compile(
    rf"(?<![^\W_])(?P<name>{FULL_NAME})[ \t,(]{{1,3}}(?i:sinh[ \t]{{1,3}}năm|SN)[\s:]{{0,3}}(?:19|20)[0-9]{{2}}"
)
# Before “sinh”, whoever was born: otherwise it ends another word, as in học sinh, phát sinh, vệ sinh.
_ENDS_IN_SINH = _words("học thí giáo phát hy hi tuyển vệ tái dân sản nhân phục y an nữ nam tân cựu khai")
_BORN_ONE = _words("em cháu bé con bạn ông bà anh chị cô chú bác được là và sinh")  # học sinh sinh ngày
_YEAR = re.compile(r"(?:18|19|20)[0-9]{2}")
_HISTORY = 1910  # who was born before this year is history, and named at every anniversary


def births(text: str) -> Iterator[Datum]:
    for found in _BORN.finditer(text):
        before = _word_before(text, found.start()) if found["sinh"] else ""
        someone = before.istitle() or before.isupper() or before.lower() in _BORN_ONE
        if before and (before.lower() in _ENDS_IN_SINH or not someone):
            continue
        year = _YEAR.search(found[0])
        if not year or int(year[0]) >= _HISTORY:
            yield Datum(found.start(), "birth-date", _masked(found[0]))
    for found in _BORN_IN.finditer(text):
        if is_full_name(found["name"]):
            yield Datum(found.start(), "birth-date", _masked(found[0]))


def _masked(text: str) -> str:
    return re.sub(r"[0-9]", "•", re.sub(FULL_NAME, lambda name: initials(name[0]), text))


# --- a pupil's name with a class

_CLASS = (
    r"(?<![^\W_])(?i:lớp|class|grade)[ \t:]{1,3}"
    r"(?:[0-9]{1,2}(?![0-9])[A-ZĐ]?[0-9]{0,2}(?:/[0-9])?|(?i:mầm|chồi|lá|mẫu\s+giáo|nhà\s+trẻ))(?!\w)"
)
_PUPIL = r"(?<![^\W_])(?P<who>(?i:em|cháu|bé|bạn|học[ \t]{1,3}sinh|hs|pupil|student))[ \t]{1,3}"
_CALLED = r"(?i:(?:tên|là|nữ|nam)[ \t]{1,3}){0,2}"
_PUPIL_OF_CLASS = (
    re.compile(rf"{_PUPIL}{_CALLED}(?P<name>{FULL_NAME})[^.;!?\n]{{0,40}}?{_CLASS}"),
    re.compile(
        rf"{_CLASS}[ \t:,(-]{{0,3}}(?i:(?:là|gồm|có)[ \t]{{1,3}})?{_PUPIL}{_CALLED}(?P<name>{FULL_NAME})"
    ),
    re.compile(rf"{_PUPIL}{_CLASS}[ \t]?(?::|(?i:[ \t](?:là|tên)))[ \t]{{0,3}}(?P<name>{FULL_NAME})"),
)
_FIRST_NAME_OF_CLASS = re.compile(
    rf"(?<![^\W_])(?P<who>(?i:em|cháu|bé|bạn))[ \t]{{1,3}}(?P<name>{_WORD}(?:[ \t]{_WORD})?)(?![^\W_])[\s,(-]{{1,3}}"
    rf"(?i:(?:đang\s)?học\s(?:sinh\s)?)?{_CLASS}"
)
_NOT_ONE_PUPIL = _words("trẻ các con chị anh đàn những nhiều")  # trẻ em, các em …
_SLUG = re.compile(
    r"(?<![a-z0-9])(?:em|chau|hs|hoc[-_]?sinh)[-_](?P<name>[a-z]{1,15}(?:[-_][a-z]{1,15}){2,4})"
    r"[-_]lop[-_]?[0-9]{1,2}[-_]?[a-z](?![a-z])"
)


def pupils(text: str) -> Iterator[Datum]:
    for pattern in _PUPIL_OF_CLASS:
        for found in pattern.finditer(text):
            if is_full_name(found["name"]):
                yield Datum(found.start("name"), "pupil", initials(found["name"]))
    for found in _FIRST_NAME_OF_CLASS.finditer(text):
        one = _word_before(text, found.start()).lower() not in _NOT_ONE_PUPIL
        if one and not _is_place(found["name"]):
            yield Datum(found.start("name"), "pupil", initials(found["name"]))


def slugs(text: str) -> Iterator[Datum]:
    """Names in addresses and file names, where neither capitals nor diacritics are left."""
    for found in _SLUG.finditer(folded(text)):
        words = re.split("[-_]", found["name"])
        if words[0] in _WITHOUT_DIACRITICS:
            yield Datum(found.start("name"), "pupil", "-".join(f"{word[0]}•••" for word in words))
