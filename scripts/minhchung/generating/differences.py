"""Where another city's repository differs from this one: every difference, declared. Pure.

What `init` writes are this repository's own files. The few places where they speak of this city are named
here, each with what stands there and what comes instead; a place that is not found is an error, so that
neither side can drift. For this repository's own answers every difference is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from minhchung.criteria.model import Edition
from minhchung.evidence.nouns import DISTRICTS, nouns
from minhchung.generating import forges
from minhchung.generating.answers import CITY_KINDS, Answers, scalar

PLAN = "hai-phong-2022"  # the edition that the guides take their examples from
_HERE = "https://forge.example/TEN_TO_CHUC/minhchung"  # where this repository is said to be, until it is somewhere
GUIDES = ("submit", "review", "audit", "scoring", "observations", "roadmap")


@dataclass(frozen=True, slots=True)
class Difference:
    """In the file `path`, `old` is `new`; `old` must stand there exactly once."""

    path: str
    old: str
    new: str


def differences(answers: Answers, edition: Edition) -> Iterator[Difference]:
    """What is another in the configurations and templates."""
    members, members_en = answers.members, nouns(answers.members.split(", ")).en
    honour = edition.sets["city"].honour
    short = answers.short
    editor = forges.editor(_HERE, "")
    alternate = "  alternate: [{lang: en, name: English}]  # the other language; where its twin of a page stands, publish knows\n"
    for path, old, new in (
        (
            "mkdocs.yml",
            "site_name: Hải Phòng xây dựng thành phố học tập\n",
            f"site_name: {scalar(f'{short} xây dựng {honour.vi}')}\n",
        ),
        (
            "mkdocs.yml",
            "công nhận quận, huyện, thành phố học tập của Hải Phòng",
            f"công nhận {members}, {honour.vi} của {short}",
        ),
        ("mkdocs.yml", "site_url: https://minhchung.example/ ", f"site_url: {answers.site} "),
        ("mkdocs.yml", forges.report(_HERE), forges.report(answers.repository)),
        ("mkdocs.yml", editor, forges.editor(answers.repository, editor)),
        ("mkdocs.yml", alternate, alternate if "en" in answers.languages else "  alternate: []\n"),
        (
            "mkdocs.en.yml",
            'site_name: "Hải Phòng: building a learning city"\n',
            f"site_name: {scalar(f'{short}: building a {honour.en}')}\n",
        ),
        (
            "mkdocs.en.yml",
            "of the learning districts and the learning city of Hải Phòng",
            f"of the learning {members_en} and the {honour.en} of {short}",
        ),
        ("mkdocs.en.yml", "site_url: https://minhchung.example/", f"site_url: {answers.site}"),
        ("mkdocs.example.yml", "site_url: https://minhchung.example/", f"site_url: {answers.site}"),
        ("mkdocs.en.example.yml", "site_url: https://minhchung.example/", f"site_url: {answers.site}"),
    ):
        yield Difference(path, old, new)
    if answers.fictional:
        yield Difference("mkdocs.yml", "extra:\n", "extra:\n  fictional: true\n  real: false\n")
    if edition.id != PLAN:
        yield Difference(".github/ISSUE_TEMPLATE/3-tieu-chi-chua-phu-hop.yml", _SETS, _sets(edition))
        yield Difference(".github/ISSUE_TEMPLATE/3-tieu-chi-chua-phu-hop.yml", _PLAN, "")


_PLAN = """Kế hoạch 02/KH-UBND (mục V.2.5) đề nghị mỗi đơn vị tham gia thí điểm chỉ rõ khó khăn, vướng mắc của Bộ tiêu chí
        và đề xuất sửa đổi. """
_SETS = """        - Quận/huyện học tập (Phụ lục III)
        - Thành phố học tập (Phụ lục II)
"""


def _sets(edition: Edition) -> str:
    labels = (f"{one.honour.vi.capitalize()} ({one.source.annex.vi})" for one in edition.sets.values())
    return "".join(f"        - {scalar(label)}\n" for label in labels)


def _own_plan(answers: Answers, edition: Edition) -> bool:
    """Whether the plan is this city's own, so that what the pages tell of its origin holds here too."""
    return answers.name.casefold() in edition.sets["city"].source.issuer.casefold()


def page(path: str, text: str, answers: Answers, edition: Edition) -> str:
    """A page of docs/ (`path` below it) in the words of another city; the same page for the plan's own."""
    if _own_plan(answers, edition):
        return text
    lang, _, name = path.partition("/")
    name = name.removesuffix(".md")
    if name == "about":
        text = _about(text, lang, answers, edition)
    if answers.kind == CITY_KINDS["tỉnh"]:
        for old, new in _PROVINCE.get((lang, name), ()):
            if old not in text:
                raise ValueError(f"docs/{path}: {old!r} does not stand there")
            text = text.replace(old, new)
    if name in GUIDES and edition.id != PLAN:
        heading = re.search(r"^# .*\n", text, re.MULTILINE)
        assert heading is not None
        text = f"{text[: heading.end()]}\n{_NOTICE[lang].format(edition=edition.id)}{text[heading.end() :]}"
    if answers.members != DISTRICTS and (name not in GUIDES or edition.id == PLAN):
        text = _called(text, lang, answers.members, edition)
    return text


_PROVINCE = {  # where a page names the whole beside its units
    ("vi", "index"): (("## Thành phố {", "## Tỉnh {"),),
    ("vi", "units/index"): (("Thành phố và ", "Tỉnh và "),),
    ("en", "index"): (("## The city {", "## The province {"),),
    ("en", "units/index"): (("The city and ", "The province and "),),
}

_NOTICE = {
    "vi": """!!! note "Ví dụ theo một bộ tiêu chí khác"

    Các bước ở trang này dùng chung cho mọi bộ tiêu chí. Riêng số hiệu chỉ báo, tỷ lệ, thời hạn và các ví dụ là của bộ
    tiêu chí `hai-phong-2022`. Trang này dùng bộ tiêu chí `{edition}`: xem [các chỉ báo](indicators/index.md), và tệp
    do `minhchung new` tạo sẵn.
""",
    "en": """!!! note "Examples under another edition"

    The steps on this page are the same for every edition. Numbers of indicators, percentages, deadlines and samples are of
    the edition `hai-phong-2022`. This site is assessed under `{edition}`: see [the indicators](indicators/index.md), and
    the file that `minhchung new` prepares.
""",
}

_ABOUT = {
    "vi": {
        "plan": """## Bộ tiêu chí { #plan }

Kết quả ở đây tính theo bộ tiêu chí `%(edition)s`, văn bản số %(number)s của %(issuer)s. Xem [các chỉ báo](indicators/index.md),
[cách chấm điểm](scoring.md) và [lộ trình](roadmap.md).

""",
        "unknown": """## Điều chưa biết { #unknown }

Đơn vị chưa có hồ sơ trong kho được ghi là “Chưa nộp hồ sơ”. Cụm từ ấy chỉ có nghĩa là kho này chưa nhận được hồ sơ. Nó
không nói đơn vị đã làm được gì hay chưa. Không có con số nào về một địa phương có thật được ước đoán hay đặt ra, dù chỉ để
làm ví dụ. Chỗ nào của văn bản có thể hiểu theo nhiều cách thì được nêu ở trang [Các cách hiểu](readings.md).

""",
        "sources": """## Nguồn và mức độ tin cậy { #sources }

Tên và mã đơn vị do người giữ kho ghi từ danh mục của cơ quan thống kê. Lời văn của bộ tiêu chí được giữ nguyên, kể cả lỗi
in. Nguồn của mỗi số liệu đứng cạnh số liệu ấy.

""",
    },
    "en": {
        "plan": """## The criteria { #plan }

Results are computed under the edition `%(edition)s`, document %(number)s of %(issuer)s. See [the indicators](indicators/index.md),
[how scoring works](scoring.md) and the [roadmap](roadmap.md).

""",
        "unknown": """## What is not known { #unknown }

Units without a dossier in the store are marked “Not submitted”. That only means that this repository has received none; it
does not say what the unit has or has not done. No figure about a real place is estimated or made up, not in an example
either. Where the text can be read in more than one way, the page [Readings](readings.md) says so.

""",
        "sources": """## Sources and how far they can be relied on { #sources }

Names and codes of the units were taken by the maintainers from the statistics office's list. The wording of the criteria is
kept as it is, misprints included. The source of each figure stands beside it.

""",
    },
}


def _about(text: str, lang: str, answers: Answers, edition: Edition) -> str:
    source = edition.sets["city"].source
    said: Mapping[str, str] = {"edition": edition.id, "number": source.number, "issuer": source.issuer}
    for anchor, section in _ABOUT[lang].items():
        written = re.compile(rf"^## [^\n]*{{ #{anchor} }}\n.*?(?=^## )", re.MULTILINE | re.DOTALL)
        text, count = written.subn(lambda _, section=section: section % said, text)  # type: ignore[misc]
        if count != 1:
            raise ValueError(f"docs/{lang}/about.md: no section #{anchor}")
    return text


def _called(text: str, lang: str, members: str, edition: Edition) -> str:
    """`text` with the units of this city called what they are."""
    honour = edition.sets["district"].honour
    if lang == "vi":
        text = text.replace("quận/huyện học tập", honour.vi)
        text = re.sub(r"([Cc]ác )?quận, huyện", lambda found: f"{found[1] or ''}{members}", text)
        return text.replace("Quận, huyện", members[:1].upper() + members[1:])
    english = nouns(members.split(", ")).en
    text = text.replace("learning district", honour.en)
    text = re.sub(r"(?<![\w/.-])districts\b(?![./])", english, text)
    text = re.sub(r"(?<![\w/.-])Districts\b(?![./])", english.capitalize(), text)
    return re.sub(r"(?<![\w/.-])district\b(?![./])", english.removesuffix("s"), text)
