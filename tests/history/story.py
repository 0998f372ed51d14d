"""A real git repository in which a scripted story is told: who wrote what, when, by which merge."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

UNIT = ("Officer", "officer@songxanh.example.vn")
VERIFIER = ("Verifier", "Verifier@So-GDDT.example.vn")
COMMITTEE = ("Clerk", "clerk@city.example.vn")
STRANGER = ("Nguyễn Văn A", "nguyen.van.a@mail.example")

NOBODY = {
    **{key: value for key, value in os.environ.items() if not key.startswith("GIT_")},
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
}


class Repo:
    """A repository with branch `main`; every commit is dated and signed off by hand."""

    def __init__(self, root: Path) -> None:
        self.root = root
        root.mkdir(parents=True)
        self.git("init", "--quiet", "--initial-branch=main")
        self.git("config", "user.name", "Nobody")
        self.git("config", "user.email", "nobody@nowhere.example")

    def git(self, *arguments: str, **environment: str) -> str:
        done = subprocess.run(
            ("git", "-C", str(self.root), *arguments),
            env=NOBODY | environment,
            check=True,
            capture_output=True,
            encoding="utf-8",
        )
        return done.stdout.strip()

    def write(self, path: str, text: str) -> None:
        place = self.root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")

    def commit(
        self,
        message: str,
        files: dict[str, str] | None = None,
        when: str = "2022-12-01T08:00:00+07:00",
        author: tuple[str, str] = UNIT,
        *options: str,
    ) -> str:
        for path, text in (files or {}).items():
            self.write(path, text)
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "-m", message, *options, **by(author, when))
        return self.head()

    def merge(
        self,
        branch: str,
        message: str,
        when: str = "2022-12-31T08:00:00+07:00",
        author: tuple[str, str] = COMMITTEE,
        *options: str,
    ) -> str:
        self.git("merge", "--quiet", "--no-ff", "-m", message, *options, branch, **by(author, when))
        return self.head()

    def head(self) -> str:
        return self.git("rev-parse", "HEAD")

    def branch(self, name: str, start: str = "HEAD") -> None:
        self.git("checkout", "--quiet", "-b", name, start)

    def on(self, branch: str) -> None:
        self.git("checkout", "--quiet", branch)


def by(author: tuple[str, str], when: str) -> dict[str, str]:
    name, address = author
    return {
        f"GIT_{role}_{what}": value
        for role in ("AUTHOR", "COMMITTER")
        for what, value in (("NAME", name), ("EMAIL", address), ("DATE", when))
    }


def submission(
    unit: str = "song-xanh", count: int | str = 61, submitted: str = "2022-12-10", sha256: str = "a" * 64
) -> str:
    return f"""\
unit: {unit}
year: 2022
criteria: hai-phong-2022/district
origin: submission
prepared_by: Phòng Giáo dục và Đào tạo
submitted: {submitted}

documents:
  bc-12:
    title: Báo cáo
    number: 12/BC-UBND
    sha256: {sha256}
  nq-31:
    title: Nghị quyết
    number: 31/NQ-HĐND

indicators:
  1.1.1: {{met: true, evidence: [nq-31]}}
  2.1.1: {{count: {count}, total: 74, status: official, evidence: [bc-12]}}
  3.1.1:
    previous: 1.93
    current: 1.20
    note: >-
      Chuẩn nghèo
      mới
    evidence: [bc-12]
"""


VERIFICATION = """\
unit: song-xanh
year: 2022
verified_by: Sở Giáo dục và Đào tạo
date: 2022-12-20
indicators:
  1.1.1: {outcome: accepted}
  2.1.1: {outcome: accepted}
  3.1.1: {outcome: accepted}
"""

REPLY = """\
unit: song-xanh
year: 2022
replied_by: UBND quận Sông Xanh
date: 2022-12-22
indicators:
  2.1.1: {agrees: false, text: Đề nghị giữ số liệu 61/74.}
"""

DECISION = """\
unit: song-xanh
year: 2022
decided_by: Ủy ban nhân dân thành phố
number: 4567/QĐ-UBND
date: 2022-12-28
outcome: recognised
level: 2
"""

FOLDER = "evidence/song-xanh/2022"
SELF = f"{FOLDER}/self-assessment.yml"

ORGANISATIONS = """\
organisations:
  - name: UBND quận Sông Xanh
    domains: [songxanh.example.vn]
  - name: Sở Giáo dục và Đào tạo
    # printf %s verifier@so-gddt.example.vn | sha256sum
    addresses: [572532564f1ea3f9b26029a6f8eead0b588d49bbca911557ee3547cc52430c7a]
"""
