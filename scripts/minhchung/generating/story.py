"""The story of the fictional city as commits: who put what on file on which day, from the dossiers themselves. Pure.

A submission is there a week before its day, as a draft; each party's file comes on the day that it names, with
the documents that it is the first to cite. `EARLIER` tells the few figures that were put right along the way.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta

from minhchung.criteria.schema import KINDS
from minhchung.generating.commits import Commit
from minhchung.generating.slug import plain, slug

SIGNED = {  # of each file: who writes it, and on which day
    "self-assessment": ("prepared_by", "submitted"),
    "verification": ("verified_by", "date"),
    "reply": ("replied_by", "date"),
    "decision": ("decided_by", "date"),
}
WORDS = {
    "self-assessment": "nộp bản tự đánh giá",
    "verification": "kết quả thẩm định",
    "reply": "ý kiến về kết quả thẩm định",
    "decision": "quyết định công nhận",
}
DOMAIN = "maybiec.example"
DRAFT = timedelta(days=7)
LAST_DRAFT = (12, 20)  # of a draft that was never submitted

# file, the day on which it was put right, what stood there before, what stands there since
EARLIER = (
    ("song-xanh/2022/self-assessment.yml", "2022-12-12", "{count: 62, total: 74", "{count: 61, total: 74"),
    (
        "doi-gio/2023/self-assessment.yml",
        "2023-12-05",
        "percent: 0.012, previous: 0.018",
        "percent: 0.021, previous: 0.018",
    ),
)


def story(files: Mapping[str, bytes]) -> tuple[list[Commit], bytes]:
    """The commits below evidence/ from the city's `files` (by their path in its folder), and organisations.yml."""
    fields = {path: _fields(content.decode()) for path, content in files.items() if _is_part(path)}
    commits: list[tuple[str, int, Commit]] = []
    carried: set[str] = set()
    organisations: dict[str, None] = {}
    for path in sorted(fields, key=lambda path: (path.rpartition("/")[0], KINDS.index(_kind(path)))):
        folder, kind = path.rpartition("/")[0], _kind(path)
        by, on = SIGNED[kind]
        unit, year = folder.split("/")
        organisation = fields[path].get(by, unit)
        organisations[organisation] = None
        text = _placed(files[path].decode())
        documents = {
            name: content
            for name, content in files.items()
            if name.startswith(f"{folder}/documents/")
            and name not in carried
            and name.removeprefix(f"{folder}/") in text
        }
        carried |= documents.keys()
        day = fields[path].get(on)
        states = [(day, WORDS[kind], text)] if day else []
        if kind == "self-assessment":
            states = _drafted(path, int(year), day, text)
        for position, (when, words, state) in enumerate(states):
            new = {f"evidence/{path}": state.encode()}
            if position == 0:
                new |= {f"evidence/{name}": content for name, content in documents.items()}
            message = f"{unit} {year}: {words}"
            order = KINDS.index(kind)
            commits.append((when, order, Commit(_author(organisation), _seconds(when, order), message, new)))
    ordered = sorted(commits, key=lambda item: (item[0], item[1], item[2].message))
    return [commit for _, _, commit in ordered], _organisations(list(organisations))


def units(content: bytes) -> bytes:
    """units.yml of the city, at its new place."""
    return content.replace(b"$schema=../../criteria/", b"$schema=../criteria/")


def _drafted(path: str, year: int, day: str | None, text: str) -> list[tuple[str, str, str]]:
    """The states of a self-assessment: a draft, what was submitted, what was put right since."""
    if day is None:
        return [(date(year, *LAST_DRAFT).isoformat(), "bản nháp", text)]
    later = [change for change in EARLIER if change[0] == path]
    before = text
    for _, _, old, new in reversed(later):
        if new not in before:
            raise ValueError(f"{path}: {new!r} is not there")
        before = before.replace(new, old, 1)
    draft = re.sub(r"^submitted: .*\n", "", before, flags=re.MULTILINE)
    states = [
        ((date.fromisoformat(day) - DRAFT).isoformat(), "bản nháp", draft),
        (day, WORDS["self-assessment"], before),
    ]
    for _, when, old, new in later:
        before = before.replace(old, new, 1)
        states.append((when, "sửa số liệu", before))
    return states


def _is_part(path: str) -> bool:
    return path.count("/") == 2 and _kind(path) in KINDS


def _kind(path: str) -> str:
    return path.rpartition("/")[2].removesuffix(".yml")


def _fields(text: str) -> dict[str, str]:
    """The keys at the left margin that are one plain line."""
    return dict(re.findall(r"^([a-z_]+): (.+)$", text, re.MULTILINE))


def _placed(text: str) -> str:
    return text.replace("$schema=../../../../criteria/", "$schema=../../../criteria/")


def _domain(organisation: str) -> str:
    initials = "".join(word[0] for word in plain(organisation).split() if word[0].isalnum())
    return f"{slug(organisation)[-40:].strip('-')}-{initials[:6]}.{DOMAIN}"


def _author(organisation: str) -> tuple[str, str]:
    return organisation, f"van-thu@{_domain(organisation)}"


def _seconds(day: str, order: int) -> int:
    """Nine in the morning of a day in Viet Nam, each kind of file a little after the one before."""
    return int(datetime.fromisoformat(day).replace(tzinfo=UTC).timestamp()) + (2 + order) * 3600


def _organisations(names: list[str]) -> bytes:
    lines = ["# Cơ quan, tổ chức của thành phố hư cấu, nhận ra bằng tên miền thư của mình.", "organisations:"]
    for name in sorted(names):
        lines += [f"  - name: {name}", f"    domains: [{_domain(name)}]"]
    return ("\n".join(lines) + "\n").encode()
