"""What a command said is said again while nothing changes: never after a change, never on anybody else's word."""

import json
import os
import subprocess
import sys

import pytest
from click.testing import CliRunner

from minhchung.checking import check as checking
from minhchung.cli import main, remembering
from tests.cli.test_contract import CHANGED, CLAIM, Repository


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    return Repository(tmp_path_factory.mktemp("remembering"))


@pytest.fixture
def repository(whole, monkeypatch):
    """The repository, with nothing kept; `checked` counts how often the evidence was really checked."""
    monkeypatch.chdir(whole.root)
    monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)
    for file in answers(whole):
        file.unlink()
    whole.checked = 0
    check = checking._check

    def counted(*arguments):
        whole.checked += 1
        return check(*arguments)

    monkeypatch.setattr(checking, "_check", counted)
    return whole


def answers(repository):
    return sorted((repository.root / remembering.FOLDER).glob("*.json"))


def said(*arguments):
    result = CliRunner().invoke(main, arguments)
    return result.exit_code, result.stdout, result.stderr


@pytest.mark.parametrize("asked", [("check",), ("check", "--format", "json"), ("assess", "--format", "json")])
def test_an_unchanged_repository_is_not_read_again(repository, asked):
    first = said(*asked)
    assert repository.checked == 1
    assert said(*asked) == first
    assert repository.checked == 1
    assert len(answers(repository)) == 1


def test_another_question_is_another_answer(repository):
    assert said("assess", "--format", "json") != said("assess", "--basis", "self", "--format", "json")
    assert said("check") != said("--lang", "en", "check")


def test_a_change_of_any_byte_is_seen(repository):
    before = said("assess", "--format", "json")
    text = repository.file.read_text("utf-8")
    try:
        repository.file.write_text(text.replace(CHANGED, CLAIM), "utf-8")
        assert (
            json.loads(said("assess", "--format", "json")[1])["results"] != json.loads(before[1])["results"]
        )
    finally:
        repository.file.write_text(text, "utf-8")
    repository.checked = 0
    assert said("assess", "--format", "json") == before
    assert repository.checked == 0


@pytest.mark.parametrize("damage", [b"", b"{}", b"\xff\n{}", b"0" * 64 + b'\n{"out": "x"}'])
def test_a_damaged_answer_is_none(repository, damage):
    first = said("check")
    answers(repository)[0].write_bytes(damage)
    assert said("check") == first
    assert repository.checked == 2
    assert said("check") == first
    assert repository.checked == 2


def test_what_a_repository_brings_is_not_believed(repository):
    """Whoever commits a .cache could otherwise say that there is no error."""
    first = said("check")
    forged = answers(repository)[0]
    repository.git("add", "--force", str(forged))
    try:
        said("check")
        assert said("check") == first
        assert repository.checked == 3
    finally:
        repository.git("rm", "--quiet", "--cached", "--force", str(forged))


def test_a_file_that_changes_while_it_is_read_leaves_no_answer(repository, monkeypatch):
    text = repository.file.read_text("utf-8")
    check = checking._check

    def changing(*arguments):
        found = check(*arguments)
        repository.file.write_text(text + "# changed\n", "utf-8")
        return found

    monkeypatch.setattr(checking, "_check", changing)
    try:
        said("check")
        assert answers(repository) == []
    finally:
        repository.file.write_text(text, "utf-8")


def test_two_at_once_say_the_same(repository):
    command = [sys.executable, "-c", "from minhchung.cli import main; main()", "check"]
    both = [subprocess.Popen(command, stdout=subprocess.PIPE, env={**os.environ}) for _ in range(2)]
    assert len({process.communicate()[0] for process in both}) == 1
    assert len(answers(repository)) == 1
