"""Example folders: valid/ gives no problem, an invalid/ file says in its first lines what it must give."""

from pathlib import Path

import pytest

from minhchung.checking.messages import message
from minhchung.i18n import translator
from tests.checking.cases import HERE, ROOT, Memory, checked, expected, memory, run

VALID = sorted((HERE / "valid").iterdir())
INVALID = sorted((HERE / "invalid").iterdir())


def name(folder: Path) -> str:
    return folder.name


@pytest.mark.parametrize("folder", VALID, ids=name)
def test_a_valid_folder_has_no_problem_and_all_its_dossiers(folder):
    found = checked(memory(folder))
    assert found.problems == ()
    assert not any(dossier.faulty for dossier in found.evidence.dossiers.values())
    assert len(found.evidence.dossiers) == len(list(folder.rglob("self-assessment.yml")))


@pytest.mark.parametrize("folder", INVALID, ids=name)
def test_an_invalid_file_gives_exactly_what_it_says(folder):
    problems, messages = run(folder)
    said = [
        (problem.file, f"{problem.line} {problem.code} {text}")
        for problem, text in zip(problems, messages, strict=True)
    ]
    assert sorted(said) == sorted(expected(folder))


@pytest.mark.parametrize("folder", INVALID, ids=name)
def test_an_error_withholds_its_own_dossier_and_a_warning_does_not(folder):
    found = checked(memory(folder))
    units_are_wrong = any(p.is_error and p.file == "units.yml" for p in found.problems)
    for (unit, year), dossier in found.evidence.dossiers.items():
        has_error = any(p.is_error and p.file.startswith(f"{unit}/{year}/") for p in found.problems)
        assert dossier.faulty == (has_error or units_are_wrong)
        assert (dossier.self_assessment is None) == (dossier.faulty or "self-assessment" not in kinds(folder))


def kinds(folder: Path) -> set[str]:
    return {path.stem for path in folder.rglob("*.yml")}


def test_the_same_problems_in_english(golden):
    """Every example's messages in English, side by side with their codes."""
    lines = []
    for folder in INVALID:
        problems, _ = run(folder)
        lines += [f"{folder.name}: {p.code}: {message(p, translator('en'))}" for p in problems]
    golden("checking/messages.en.txt", "\n".join(lines) + "\n")


@pytest.mark.parametrize(
    "folder", ["evidence", *(f"examples/{p.name}" for p in (ROOT / "examples").iterdir())]
)
def test_what_the_repository_holds_has_no_error(folder):
    files = {
        path.relative_to(ROOT / folder).as_posix(): path.read_bytes()
        for path in (ROOT / folder).rglob("*")
        if path.is_file()
    }
    assert [problem for problem in checked(Memory(files)).problems if problem.is_error] == []


class Backwards(Memory):
    def paths(self, under: str) -> list[str]:
        return super().paths(under)[::-1]


def test_the_order_of_files_does_not_matter():
    files = memory(HERE / "valid" / "complete")
    assert checked(Backwards(files.files)) == checked(files)
