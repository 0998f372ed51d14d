"""A lost or damaged git object, a corrupt cache, a file that somebody changes while it is read: told, never guessed."""

from pathlib import Path

import pytest

from tests.faults.holding import EVERY, is_told
from tests.faults.scene import FILE, git
from tests.workbook.city import DOSSIER

OF_GIT = [
    "assess --at HEAD~2",
    "explain song-xanh 2022 --at HEAD~2",
    "compare HEAD~2",
    "history song-xanh 2022",
    "audit-pack song-xanh 2022 --out ../ra.zip",
]
DAMAGES = {"gone": None, "empty": lambda _: b"", "cut": lambda content: content[: len(content) // 2]}


def damage(file: Path, how):
    content = file.read_bytes()
    file.unlink()
    if how is not None:
        file.write_bytes(how(content))


def object_of(root, name):
    id_ = git(root, "rev-parse", name).strip()
    return root / ".git" / "objects" / id_[:2] / id_[2:]


@pytest.mark.parametrize(
    ("line", "how"), [(line, how) for line in OF_GIT for how in DAMAGES][:: 1 if EVERY else 4]
)
def test_a_lost_or_damaged_object_is_told(nursery, scenes, tmp_path, line, how):
    """What is left of it was once taken for the whole file, and judged."""
    root = scenes.fresh("city", tmp_path / "x")
    lost = object_of(root, f"HEAD~2:{FILE}")
    damage(lost, DAMAGES[how])
    ended = nursery.run(root, line.split())
    assert is_told(ended, [f"Kho git bị hỏng: đối tượng {lost.parent.name}{lost.name}"]), ended.err
    assert ended.out == ""


@pytest.mark.parametrize(
    ("name", "line"), [(f"HEAD~2:{FILE}", "add"), ("HEAD~1", "check"), ("HEAD:evidence", "add")]
)
def test_a_witness_calls_damage_no_rewriting(nursery, scenes, tmp_path, name, line):
    root = scenes.fresh("city", tmp_path / "x")
    log = (tmp_path / "x" / "so.txt").read_bytes()
    damage(object_of(root, name), DAMAGES["cut"])
    ended = nursery.run(root, ["witness", line, "../so.txt"])
    assert "viết lại" not in ended.out
    assert ended.code == 0 or is_told(ended, ["Kho git bị hỏng", "Git không làm được"])
    assert (tmp_path / "x" / "so.txt").read_bytes() == log or ended.code == 0


CORRUPT = {
    "empty": lambda _: b"",
    "cut": lambda content: content[: len(content) // 2],
    "flipped": lambda content: (
        content[: len(content) // 2]
        + bytes([content[len(content) // 2] ^ 1])
        + content[len(content) // 2 + 1 :]
    ),
    "other": lambda content: b"x" * len(content),
    "a folder": None,
}


@pytest.mark.parametrize("how", CORRUPT if EVERY else ["flipped"])
def test_a_corrupt_cache_is_as_good_as_none(nursery, scenes, tmp_path, how):
    """Every file of it at once: what is said is the same to the last byte, and the next run keeps anew."""
    root = scenes.fresh("city", tmp_path / "x")
    lines = (["assess"], ["history", "song-xanh", "2022"])
    first = [nursery.run(root, line).out for line in lines]
    kept = [file for file in (root / ".cache").rglob("*") if file.is_file() and file.name != ".gitignore"]
    assert kept
    for file in kept:
        content = file.read_bytes()
        file.unlink()
        corrupt = CORRUPT[how]
        if corrupt is None:
            (file / "x").mkdir(parents=True)
        else:
            file.write_bytes(corrupt(content))
    for line, said in zip(lines, first, strict=True):
        again = nursery.run(root, line)
        assert (again.code, again.out, again.err) == (0, said, "")


CHANGES = {
    "gone": (None, "không có tệp hoặc thư mục này"),
    "cut": (DOSSIER[:700], "self-assessment.yml"),
    "empty": ("", "self-assessment.yml"),
}


READING = ["assess", "report song-xanh 2022 --out ../ra.docx", "form write song-xanh 2022 --out ../ra.xlsx"]


@pytest.mark.parametrize(
    ("line", "how"), [(line, how) for line in READING for how in CHANGES][:: 1 if EVERY else 4]
)
def test_a_file_that_somebody_changes_meanwhile(nursery, scenes, tmp_path, line, how):
    """Between its being found and its being read. It is told as it is now, or as it was; the next run finds it whole."""
    root = scenes.fresh("city", tmp_path / "x")
    whole = (root / FILE).read_text("utf-8")
    content, said = CHANGES[how]
    ended = nursery.run(root, line.split(), kind="read", changes=FILE, content=content, time=1)
    assert ended.alone
    assert "Traceback" not in ended.err
    assert ended.code == 0 or said in ended.err or "có lỗi" in ended.err, ended.err
    (root / FILE).write_text(whole, encoding="utf-8")
    for left in tmp_path.glob("x/ra.*"):
        left.unlink()
    assert nursery.run(root, line.split()).code == 0
