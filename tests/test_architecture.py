"""The lines that hold the house up: what may touch the world, and that every command is explained."""

import ast
from pathlib import Path

import click
import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "scripts" / "minhchung"

# Everything else is pure: the same arguments give the same result, on any machine, on any day.
AT_THE_RIM = {
    "folders.py",
    *("whole.py", "kept.py", "parallel.py"),
    *("git.py", "trees.py", "workspace.py", "share.py", "cli/"),
    "comparing/state.py",
    *("history/log.py", "history/cache.py", "history/history.py", "history/gather.py", "history/then.py"),
    *("documents/fetch.py", "documents/check.py", "documents/add.py", "documents/extract.py"),
    *("audit_pack/collect.py", "audit_pack/verify.py"),
    "witness/repository.py",
    "workbook/exchange.py",
    *("editor/bundles.py", "editor/__main__.py"),
    *("generating/repository.py", "generating/generate.py"),
    *("opendata/export.py", "opendata/spool.py"),
    *("publishing/build.py", "publishing/frames.py", "publishing/files.py", "publishing/serve.py"),
}

# What reads a disk, a process, a network, a clock or chance. A dotted name forbids just that one name.
IMPURE = {
    *("io.open", "io.open_code", "io.FileIO"),  # the rest of io is memory
    *("os", "shutil", "tempfile", "glob", "fileinput", "mmap", "fcntl", "sqlite3"),
    *("subprocess", "multiprocessing", "threading", "asyncio", "concurrent", "signal", "ctypes"),
    *("socket", "socketserver", "ssl", "http", "urllib.request", "requests", "urllib3", "ftplib", "smtplib"),
    *("time", "random", "secrets", "uuid"),
    *("pathlib.Path", "pathlib.PosixPath", "pathlib.WindowsPath"),
}
IMPURE_CALLS = {"open", "input", "print", "breakpoint", "eval", "exec", "__import__"}
CLOCK = {"now", "utcnow", "today"}


def pure_modules() -> list[Path]:
    def at_the_rim(path: Path) -> bool:
        name = path.relative_to(PACKAGE).as_posix()
        return any(name == rim or (rim.endswith("/") and name.startswith(rim)) for rim in AT_THE_RIM)

    return sorted(path for path in PACKAGE.rglob("*.py") if not at_the_rim(path))


def impurities(source: str) -> list[str]:
    """Each line that imports or calls what a pure module must not."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.stmt | ast.expr):
            continue
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in IMPURE_CALLS:
            found.append(f"line {node.lineno}: {node.func.id}()")
        elif isinstance(node, ast.Attribute):
            if node.attr in CLOCK:
                found.append(f"line {node.lineno}: .{node.attr}")
            names = [ast.unparse(node)] if ast.unparse(node) in IMPURE else []
        found += [
            f"line {node.lineno}: {name}"
            for name in names
            if any(name == bad or name.startswith(f"{bad}.") for bad in IMPURE)
        ]
    return found


@pytest.mark.parametrize("path", pure_modules(), ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_a_module_inside_the_rim_is_pure(path):
    """Reading, deciding and rendering touch no disk, process, network, clock or chance."""
    assert impurities(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "line",
    [
        "import os",
        "import os.path as p",
        "from os import path",
        "from pathlib import Path",
        "import pathlib; pathlib.Path('x')",
        "from urllib.request import urlopen",
        "import datetime; datetime.date.today()",
        "from datetime import datetime; datetime.now()",
        "open('x')",
        "import io; io.open('x')",
        "from io import FileIO",
        "print('x')",
    ],
)
def test_the_line_is_drawn_where_it_is_crossed(line):
    assert impurities(line) != []


@pytest.mark.parametrize(
    "line",
    [
        "from pathlib import PurePosixPath",
        "from urllib.parse import urlsplit",
        "import datetime; datetime.date.fromisoformat('2022-01-04')",
        "import operator, posixpath",
        "from io import BytesIO",
    ],
)
def test_what_only_computes_is_allowed(line):
    assert impurities(line) == []


def test_pure_modules_do_not_lean_on_the_rim():
    """Nothing pure imports a module that touches the world, so that calling it never does."""
    rim = tuple(
        "minhchung." + name.removesuffix("/").removesuffix(".py").replace("/", ".") for name in AT_THE_RIM
    )
    for path in pure_modules():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom):
                names = [f"{node.module}.{alias.name}" for alias in node.names]
                assert not [name for name in names if name.startswith(rim)], path


def commands() -> list[tuple[str, click.Command]]:
    from minhchung.cli import main  # noqa: PLC0415 - so that a broken command line fails these tests only

    def walk(name: str, command: click.Command) -> list[tuple[str, click.Command]]:
        found = [(name, command)]
        if isinstance(command, click.Group):
            context = click.Context(command)
            for child in command.list_commands(context):
                loaded = command.get_command(context, child)
                assert loaded, f"{name} {child}"
                found += walk(f"{name} {child}", loaded)
        return found

    return walk("minhchung", main)


def test_every_command_and_every_option_has_help():
    for name, command in commands():
        assert command.help, name
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                assert parameter.help, f"{name} {parameter.opts[0]}"


def test_every_command_is_documented():
    """In a README or in docs/, by its full name."""
    pages = [ROOT / "README.md", ROOT / "README.vi.md", *(ROOT / "docs").rglob("*.md")]
    text = "\n".join(page.read_text(encoding="utf-8") for page in pages if page.exists())
    assert [name for name, _ in commands() if name not in text] == []
