"""A year of one district, with rules that change on the way, ready to be judged: what the past is told from."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.history.story import (
    COMMITTEE,
    DECISION,
    FOLDER,
    SELF,
    STRANGER,
    VERIFICATION,
    VERIFIER,
    Repo,
    submission,
)

ROOT = Path(__file__).parents[2]
UNITS = (
    "units:\n"
    "  - {id: may-biec, code: M, name: Thành phố Mây Biếc, type: thành phố}\n"
    "  - {id: song-xanh, code: M1, name: Quận Sông Xanh, type: quận, parent: may-biec, pilot: true, communes: []}\n"
)
NOW = ("quan-song-xanh", 2022)


def a_year(root: Path) -> Repo:
    """Submitted in time, corrected after the deadline, verified, decided, changed in silence, renamed."""
    repo = Repo(root)
    shutil.copytree(ROOT / "criteria", repo.root / "criteria")
    repo.commit("Quy tắc", {"evidence/units.yml": UNITS}, "2022-12-01T08:00:00+07:00")
    repo.commit("Nộp", {SELF: submission(count=48)}, "2022-12-10T09:00:00+07:00")
    district = repo.root / "criteria" / "hai-phong-2022" / "district.yml"
    ruled = district.read_text("utf-8").replace("percent: 70", "percent: 60")
    repo.commit("Quy tắc mới", {"criteria/hai-phong-2022/district.yml": ruled}, "2022-12-15T08:00:00+07:00")
    repo.commit("Đính chính", {SELF: submission(count=61)}, "2022-12-16T09:00:00+07:00")
    repo.commit(
        "Thẩm định", {f"{FOLDER}/verification.yml": VERIFICATION}, "2022-12-20T09:00:00+07:00", VERIFIER
    )
    repo.commit("Quyết định", {f"{FOLDER}/decision.yml": DECISION}, "2022-12-28T09:00:00+07:00", COMMITTEE)
    repo.commit("Sửa lỗi chính tả", {SELF: submission(count=70)}, "2022-12-29T09:00:00+07:00", STRANGER)
    repo.git("mv", "evidence/song-xanh", "evidence/quan-song-xanh")
    files = {
        f"evidence/quan-song-xanh/2022/{name}": content.replace("unit: song-xanh", "unit: quan-song-xanh")
        for name, content in {
            "self-assessment.yml": submission(count=70),
            "verification.yml": VERIFICATION,
            "decision.yml": DECISION,
        }.items()
    }
    files["evidence/units.yml"] = UNITS.replace("song-xanh", "quan-song-xanh")
    repo.commit("Đổi mã", files, "2023-01-05T09:00:00+07:00")
    return repo
