"""A small repository with real git: the criteria, one fictional city, and one dossier that a test writes."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from minhchung.workspace import Workspace
from tests.checking.cases import HERE, ROOT

HEAD = """\
unit: song-xanh
year: 2022
criteria: hai-phong-2022/district
origin: example
prepared_by: UBND quận Sông Xanh
submitted: 2022-12-10
"""
TAIL = """\
# Chỉ báo: đến đây là hết tài liệu
indicators:
  1.1.1: {met: true, evidence: [nq-31]}
"""
DATE = "2022-12-10T08:00:00+0700"


class Repository:
    """A folder with git, `criteria/` and `evidence/`."""

    def __init__(self, root: Path) -> None:
        self.root, self.evidence = root, root / "evidence"
        self.dossier = self.evidence / "song-xanh" / "2022"
        shutil.copytree(ROOT / "criteria", root / "criteria")
        self.dossier.mkdir(parents=True)
        shutil.copy(HERE / "units.yml", self.evidence / "units.yml")
        self.git("init", "--quiet", "--initial-branch=main")

    def git(self, *arguments: str) -> str:
        who = {"GIT_AUTHOR_DATE": DATE, "GIT_COMMITTER_DATE": DATE, "GIT_CONFIG_GLOBAL": os.devnull}
        command = [
            "git",
            "-C",
            str(self.root),
            "-c",
            "user.name=a",
            "-c",
            "user.email=a@example.vn",
            *arguments,
        ]
        done = subprocess.run(command, env=os.environ | who, check=True, capture_output=True, text=True)
        return done.stdout.strip()

    def commit(self, message: str = "a change") -> str:
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", message)
        return self.git("rev-parse", "HEAD")

    def write(self, documents: str, name: str = "self-assessment.yml") -> Path:
        """The dossier's file, with these lines below `documents:`."""
        place = self.dossier / name
        place.write_text(f"{HEAD}documents:\n{documents}\n{TAIL}", encoding="utf-8")
        return place

    def file(self, name: str, content: bytes) -> Path:
        place = self.dossier / "documents" / name
        place.parent.mkdir(exist_ok=True)
        place.write_bytes(content)
        return place

    def workspace(self) -> Workspace:
        return Workspace.open(self.evidence, self.root / "criteria")
