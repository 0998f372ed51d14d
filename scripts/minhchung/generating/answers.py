"""What is asked about a new city, and whether an answer can be one. Pure."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any
from urllib.parse import urlsplit

from minhchung.generating.slug import kind, short, slug

FILE = ".minhchung.yml"
CITY_KINDS = {"thành phố": "thành phố trực thuộc trung ương", "tỉnh": "tỉnh"}

_NAME = re.compile(r"[^\W_][^\W_]*(?:[ .'’–-]+[^\W_]+)*\Z")
ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
CODE = re.compile(r"[A-Za-z0-9.-]{1,20}\Z")
_ADDRESS = re.compile(r"https://[A-Za-z0-9.-]+(?::[0-9]{1,5})?(?:/[A-Za-z0-9._~-]+)*/?\Z")
_PACKAGE = re.compile(
    r"minhchung==[0-9][0-9A-Za-z.+!-]*\Z"
    r"|minhchung @ (?:git\+https|file|https)://[A-Za-z0-9./_~:@%+-]+(?:#sha256=[0-9a-f]{64})?\Z"
)
_PLAIN = re.compile(r"[^\W\d_][\w .,()/–-]*[\w.)]\Z")


class AnswerError(Exception):
    """An answer that cannot be one; `key` says which, `value` what was given."""

    def __init__(self, key: str, value: object) -> None:
        super().__init__(f"{key}: {value!r}")
        self.key, self.value = key, str(value)


@dataclass(frozen=True, slots=True)
class Answers:
    """About a city and its repository; every text is safe to stand in YAML, Markdown and a page."""

    name: str  # Thành phố Hải Phòng
    slug: str  # hai-phong: its id in units.yml
    code: str  # the statistics office's; empty where none is known
    members: str  # what the units below it are called: quận, huyện
    edition: str  # hai-phong-2022
    languages: tuple[str, ...]  # ("vi",) or ("vi", "en")
    site: str  # https://…/
    repository: str  # https://…; empty where there is none yet
    package: str  # a requirement as pip reads it
    year: int  # the first that is assessed
    fictional: bool = False

    @property
    def short(self) -> str:
        return short(self.name)

    @property
    def kind(self) -> str:
        return CITY_KINDS[kind(self.name)]

    @property
    def owner(self) -> str:
        """The organisation on the forge; empty where the address does not name one."""
        parts = urlsplit(self.repository).path.strip("/").split("/")
        return parts[0] if len(parts) == 2 else ""


def answers(given: Mapping[str, Any]) -> Answers:
    """The answers, each in its one form. Raises AnswerError for the first that is none."""
    known = {field.name for field in fields(Answers)}
    for key in given:
        if key not in known:
            raise AnswerError(key, given[key])
    name = cleaned(given.get("name", ""))
    if not _NAME.match(name) or len(name) > 100 or kind(name) not in CITY_KINDS:
        raise AnswerError("name", name)
    found = Answers(
        name=name,
        slug=_checked(given, "slug", ID, slug(short(name))),
        code=_checked(given, "code", CODE, ""),
        members=cleaned(given.get("members", "")) or "quận, huyện",
        edition=_checked(given, "edition", ID, "hai-phong-2022"),
        languages=_languages(given.get("languages", "vi, en")),
        site=_checked(given, "site", _ADDRESS, f"https://{slug(short(name))}.example/").rstrip("/") + "/",
        repository=_checked(given, "repository", _ADDRESS, "").removesuffix(".git").rstrip("/"),
        package=_checked(given, "package", _PACKAGE, ""),
        year=_year(given.get("year", "")),
        fictional=str(given.get("fictional", "false")).casefold() == "true",
    )
    if not found.package:
        raise AnswerError("package", found.package)
    if not re.fullmatch(r"[^\W\d_]+(?:,? [^\W\d_]+)*", found.members):
        raise AnswerError("members", found.members)
    return found


def cleaned(text: object) -> str:
    """Text in NFC on one line, without what nobody sees."""
    joined = unicodedata.normalize("NFC", str(text)).replace("\N{NO-BREAK SPACE}", " ")
    return " ".join(joined.split())


def _checked(given: Mapping[str, Any], key: str, form: re.Pattern[str], default: str) -> str:
    value = cleaned(given.get(key) or default)
    if value and (not form.match(value) or len(value) > 300):
        raise AnswerError(key, value)
    return value


def _year(value: Any) -> int:
    if not re.fullmatch(r"20[0-9]{2}", str(value)):
        raise AnswerError("year", value)
    return int(value)


def _languages(value: Any) -> tuple[str, ...]:
    named = value if isinstance(value, (list, tuple)) else str(value).replace(",", " ").split()
    languages = tuple(str(language) for language in named)
    if languages not in (("vi",), ("vi", "en")):
        raise AnswerError("languages", value)
    return languages


def scalar(text: str) -> str:
    """`text` as one YAML scalar."""
    return text if _PLAIN.match(text) else json.dumps(text, ensure_ascii=False)


def as_yaml(answers: Answers) -> str:
    """The file in which a repository keeps its answers."""
    said = asdict(answers) | {"languages": ", ".join(answers.languages)}
    if not answers.fictional:
        del said["fictional"]
    lines = [
        "# Kho này do «minhchung init» lập từ những trả lời dưới đây. Sửa một trả lời rồi chạy «minhchung update» thì mọi",
        "# tệp theo nó được viết lại, phần đã sửa tay vẫn giữ. / Written by `minhchung init`; read by `minhchung update`.",
        *(f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in said.items()),
    ]
    return "\n".join(lines) + "\n"
