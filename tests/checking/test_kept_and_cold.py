"""What is kept, and how many processes work, changes nothing: after any change check and assess say what they said
from nothing, to the byte.
"""

import random
import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from minhchung.assessing.as_json import as_text
from minhchung.checking.report import REPORTS
from minhchung.git import git
from minhchung.i18n import translator
from minhchung.kept import PLACE
from minhchung.parallel import in_order
from minhchung.workspace import Workspace

ROOT = Path(__file__).parents[2]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A small city whose dossiers cite one document and describe it differently."""
    shutil.copytree(ROOT / "examples" / "may-biec", tmp_path / "evidence")
    (tmp_path / "criteria").symlink_to(ROOT / "criteria")
    git(tmp_path, "init", "--quiet")
    return tmp_path


def said(root: Path) -> tuple[str, str, list[object]]:
    """All that check and assess say, and the data that others work with."""
    workspace = Workspace.open(root / "evidence", root / "criteria")
    problems = REPORTS["json"](workspace.checked.problems, translator("vi"))
    results = workspace.assess()
    data: list[object] = [
        workspace.checked.keys,
        dict(workspace.checked.sources),
        dict(workspace.evidence.dossiers),
    ]
    data += [dict(result.findings) for result in results.values()]
    return problems, as_text(results.values(), None), [*data, *results.values()]


def dossiers(root: Path) -> list[Path]:
    return sorted(root.glob("evidence/*/*/self-assessment.yml"))


def a_figure(root: Path, chance: random.Random) -> None:
    file = chance.choice(dossiers(root))
    lines = file.read_text(encoding="utf-8").split("\n")
    figures = [number for number, line in enumerate(lines) if "count:" in line or "percent:" in line]
    if figures:
        number = chance.choice(figures)
        lines[number] = lines[number].replace("1", chance.choice(("2", "0", "x")))
    file.write_text("\n".join(lines), encoding="utf-8")


def a_title(root: Path, chance: random.Random) -> None:
    file = chance.choice(dossiers(root))
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("title: ", f"title: {chance.choice('ABC')} ", 2), encoding="utf-8")


def a_removal(root: Path, chance: random.Random) -> None:
    chance.choice(sorted(root.glob("evidence/*/*/*.yml"))).unlink()


def a_copy(root: Path, chance: random.Random) -> None:
    one, other = chance.sample(dossiers(root), 2)
    shutil.copy(one, other)


def a_document(root: Path, chance: random.Random) -> None:
    folder = chance.choice(dossiers(root)).parent / "documents"
    folder.mkdir(exist_ok=True)
    (folder / f"{chance.randrange(3)}.pdf").write_bytes(b"%PDF-" + chance.randbytes(3))


def a_unit(root: Path, chance: random.Random) -> None:
    units = root / "evidence" / "units.yml"
    text = units.read_text(encoding="utf-8")
    units.write_text(
        text.replace("pilot: true", f"pilot: {chance.choice(('true', 'false'))}", 1), encoding="utf-8"
    )


CHANGES: tuple[Callable[[Path, random.Random], None], ...] = (
    a_figure, a_figure, a_title, a_title, a_removal, a_copy, a_document, a_unit,
)  # fmt: skip


@pytest.mark.parametrize("seed", range(2))
def test_after_any_change_the_answer_is_that_from_nothing(root, seed, monkeypatch):
    chance = random.Random(seed)
    for _ in range(2):
        for _ in range(2):
            chance.choice(CHANGES)(root, chance)
        monkeypatch.setattr("minhchung.workspace.in_order", partial(in_order, few=2, processes=2))
        with_what_is_kept = said(root)
        aside = (root / PLACE).rename(root / "aside")
        monkeypatch.setattr("minhchung.workspace.in_order", partial(in_order, processes=1))
        assert said(root) == with_what_is_kept
        shutil.rmtree(root / PLACE)
        aside.rename(root / PLACE)


def test_of_what_did_not_change_nothing_is_read_again(root, monkeypatch):
    said(root)
    worked = []

    def counting(work, items):
        worked.extend(items)
        return map(work, items)

    monkeypatch.setattr("minhchung.workspace.in_order", counting)
    file = dossiers(root)[0]
    file.write_text(file.read_text(encoding="utf-8") + "\n# changed\n", encoding="utf-8")
    said(root)
    assert {(item.unit, item.year) for item in worked} == {(file.parts[-3], int(file.parts[-2]))}


def test_a_file_that_changes_while_it_is_read_is_not_remembered_wrongly(root, monkeypatch):
    """The key that was asked for is that of the old bytes; what was found in the new ones goes by theirs."""
    file = dossiers(root)[0]
    before = file.read_bytes()

    def changing(work, items):
        file.write_bytes(before.replace(b"year: ", b"year: 1", 1))
        return map(work, items)

    monkeypatch.setattr("minhchung.workspace.in_order", changing)
    said(root)
    monkeypatch.setattr("minhchung.workspace.in_order", map)
    for content in (before, file.read_bytes()):
        file.write_bytes(content)
        kept = said(root)
        shutil.rmtree(root / PLACE)
        assert said(root) == kept
