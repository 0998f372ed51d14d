"""What an installation stands on: lock files that anyone can use, and READMEs that do not lie."""

import json
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from minhchung.cli.main import COMMANDS

ROOT = Path(__file__).parents[1]
LOCKS = ["requirements.lock", "requirements-dev.lock", ".ci/interop.lock", ".ci/bench.lock", ".ci/fuzz.lock"]


def pinned(lock: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for name, version in re.findall(r"^([a-z0-9.-]+)==(\S+)", (ROOT / lock).read_text(), re.MULTILINE):
        found.setdefault(name, set()).add(version)
    return found


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_file_names_versions_and_hashes_and_nothing_else(lock):
    """No host, no folder, no option: whoever installs says where from."""
    for line in (ROOT / lock).read_text().splitlines():
        assert re.fullmatch(r"[a-z0-9.-]+==\S+( ; [^/]+)? \\|    --hash=sha256:[0-9a-f]{64}( \\)?", line), (
            line
        )


@pytest.mark.parametrize(
    ("lock", "groups"),
    [
        (LOCKS[0], ["build"]),
        (LOCKS[1], ["build", "dev"]),
        *((lock, [Path(lock).stem]) for lock in LOCKS[2:]),
    ],
)
def test_a_lock_file_holds_what_pyproject_asks_for(lock, groups):
    pyproject = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = [] if lock.startswith(".ci/") else [*pyproject["project"]["dependencies"]]
    wanted += [line for group in groups for line in pyproject["dependency-groups"][group]]
    locked = pinned(lock)
    for requirement in map(Requirement, wanted):
        versions = locked.get(requirement.name, set())
        assert versions, f"{requirement.name} is not in {lock}: make lock"
        assert all(version in requirement.specifier for version in versions), f"{requirement}: make lock"


def test_the_lock_files_agree():
    """All are installed into one environment."""
    development = pinned(LOCKS[1])
    assert {name: development.get(name) for name in pinned(LOCKS[0])} == pinned(LOCKS[0])
    shared = development.keys() & pinned(LOCKS[2]).keys()
    assert {name: development[name] for name in shared} == {name: pinned(LOCKS[2])[name] for name in shared}


def test_the_lock_file_of_npm_names_versions_and_hashes_and_no_address():
    folder = ROOT / "tests" / "browser"
    wanted = json.loads((folder / "package.json").read_text(encoding="utf-8"))["devDependencies"]
    root, *packages = json.loads((folder / "package-lock.json").read_text(encoding="utf-8"))[
        "packages"
    ].values()
    assert root["devDependencies"] == wanted
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in wanted.values())
    for package in packages:
        assert package["integrity"].startswith("sha512-")
        assert "resolved" not in package


BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("readme", ["README.md", "README.vi.md"])
def test_the_output_shown_in_a_readme_is_what_the_command_prints(request, readme):
    """In a block marked console, `$ ` begins a command and what follows is its output."""
    path = ROOT / readme
    text = path.read_text(encoding="utf-8")
    actual = BLOCK.sub(lambda block: f"```console\n{session(block[1])}```", text)
    if request.config.getoption("--update-golden"):
        path.write_text(actual, encoding="utf-8")
    else:
        assert actual == text, "if that is meant: pytest --update-golden"


@pytest.mark.parametrize("readme", ["README.md", "README.vi.md"])
def test_a_readme_lists_every_command(readme):
    listed = re.findall(
        r"^\| `minhchung ([a-z-]+)` \|", (ROOT / readme).read_text(encoding="utf-8"), re.MULTILINE
    )
    assert sorted(listed) == sorted(COMMANDS)


def session(block: str) -> str:
    shown = ""
    for command in re.findall(r"^\$ (.*)$", block, re.MULTILINE):
        environment = {k: v for k, v in os.environ.items() if k != "MINHCHUNG_LANG"}
        environment |= {
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
            "COLUMNS": "110",
        }
        run = subprocess.run(
            ["bash", "-c", command],
            cwd=ROOT,
            env=environment,
            check=False,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
        )
        shown += f"$ {command}\n{run.stdout}"
    return shown
