"""Help that helps: quick, with an example for every command, and completion in three shells."""

import os
import shlex
import subprocess
import sys
from pathlib import Path

import click
import pytest

from minhchung.cli import main

MINHCHUNG = Path(sys.executable).parent / "minhchung"


def commands(name: str = "minhchung", command: click.Command = main):
    yield name, command
    if isinstance(command, click.Group):
        context = click.Context(command)
        for child in command.list_commands(context):
            loaded = command.get_command(context, child)
            assert loaded
            yield from commands(f"{name} {child}", loaded)


ALL = dict(commands())
EXAMPLES = [(name, line) for name, command in ALL.items() for line in (command.epilog or "").splitlines()]


def test_every_command_has_an_example_of_itself():
    without = {
        name
        for name, command in ALL.items()
        if not any(
            set(name.split()) <= set(shlex.split(line)) for line in (command.epilog or "").splitlines()
        )
    }
    assert without == set()


@pytest.mark.parametrize(("name", "line"), EXAMPLES, ids=[line for _, line in EXAMPLES])
def test_an_example_is_a_command_that_can_be_given(name, line, tmp_path, monkeypatch):
    """Parsed down to its last option, among files of the names that it speaks of; nothing is run."""
    program, *words = shlex.split(line)
    assert program == "minhchung"
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    for word in words:
        if "://" in word:
            continue
        if word.endswith("/"):
            Path(word).mkdir()
        elif Path(word).suffix and Path(word).parent.is_dir():
            Path(word).touch()
    command: click.Command = main
    context = None
    while True:
        context = command.make_context(command.name or program, list(words), parent=context)
        if not isinstance(command, click.Group):
            break
        words = [*context._protected_args, *context.args]
        child, words = words[0], words[1:]
        loaded = command.get_command(context, child)
        assert loaded, child
        command = loaded


def test_help_reads_neither_evidence_nor_rules():
    """So that it answers at once, on any machine: what takes time is only loaded by the command that needs it."""
    heavy = (
        "minhchung.workspace",
        "jsonschema",
        "mkdocs",
        "jinja2",
        "yaml",
        "docx",
        "openpyxl",
        "xlsxwriter",
    )
    code = (
        "import sys; from minhchung.cli import main\n"
        "try: main(['--help'])\n"
        f"except SystemExit: print([name for name in {heavy!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_shell_can_complete_commands(shell):
    environment = {**os.environ, "_MINHCHUNG_COMPLETE": f"{shell}_complete", "COMP_WORDS": "minhchung aud"}
    environment["COMP_CWORD"] = "aud" if shell == "fish" else "1"
    done = subprocess.run([MINHCHUNG], env=environment, capture_output=True, text=True, check=False)
    assert "audit-pack" in done.stdout
