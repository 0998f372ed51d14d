"""The comment on a pull request, with the very shell of comment.yml, real git, and a fork that means harm.

Only the forge is played: `gh` answers from a file and writes down what it is asked to change.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.comparing.rendering import rendered
from tests.forge.test_workflows import ROOT, load

pytestmark = pytest.mark.skipif(
    shutil.which("jq") is None, reason="comment.yml needs jq (.ci/run installs it)"
)

WORKFLOW = load(ROOT / ".github" / "workflows" / "comment.yml")
BOT = "github-actions[bot]"

GH = f"""#!{sys.executable}
import json, os, sys
from pathlib import Path

arguments = sys.argv[1:]
state = Path(os.environ["FORGE"])
forge = json.loads(state.read_text())
path = next(word for word in arguments if word.startswith("repos/")).partition("?")[0]
if "--input" in arguments:
    body = json.loads(Path(arguments[arguments.index("--input") + 1]).read_text())["body"]
    forge["written"].append([arguments[arguments.index("--method") + 1], path, body])
    state.write_text(json.dumps(forge))
else:
    assert os.environ["GH_TOKEN"]
    print(json.dumps(forge["answers"][path]))
"""


class Forge:
    """A repository on a forge, its main branch with the fictional city's evidence, and a runner's checkout."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.origin, self.author, self.runner = folder / "origin", folder / "author", folder / "runner"
        git(folder, "init", "--quiet", "--bare", "--initial-branch=main", str(self.origin))
        git(folder, "clone", "--quiet", str(self.origin), str(self.author))
        shutil.copytree(ROOT / "criteria", self.author / "criteria")
        shutil.copytree(ROOT / "examples" / "may-biec", self.author / "evidence")
        self.commit("the main branch")
        git(self.author, "push", "--quiet", "origin", "HEAD:main")
        git(folder, "clone", "--quiet", str(self.origin), str(self.runner))
        commands = self.runner / ".venv" / "bin"
        commands.mkdir(parents=True)
        (commands / "minhchung").symlink_to(Path(sys.executable).parent / "minhchung")
        (folder / "bin").mkdir()
        (folder / "bin" / "gh").write_text(GH, encoding="utf-8")
        (folder / "bin" / "gh").chmod(0o755)
        self.answers: dict[str, Any] = {}
        self.written: list[list[str]] = []
        self.outputs: dict[str, dict[str, str]] = {}
        self.sha = ""

    def write(self, path: str, text: str) -> None:
        (self.author / path).parent.mkdir(parents=True, exist_ok=True)
        (self.author / path).write_text(text, encoding="utf-8")

    def commit(self, message: str) -> str:
        git(self.author, "add", "--all")
        git(
            self.author, "-c", "user.name=a", "-c", "user.email=a@example", "commit", "--quiet", "-m", message
        )
        return git(self.author, "rev-parse", "HEAD").strip()

    def pull_request(self, number: int, title: str = "A change") -> None:
        """What stands in the author's folder becomes the head of a pull request."""
        self.sha = self.commit(title)
        git(self.author, "push", "--quiet", "--force", "origin", f"HEAD:refs/pull/{number}/head")
        pull = {"number": number, "title": title, "head": {"sha": self.sha}}
        self.answers["repos/o/r/pulls"] = [{"number": 1, "head": {"sha": "0" * 40}}, pull]
        self.answers[f"repos/o/r/pulls/{number}"] = pull
        self.answers[f"repos/o/r/issues/{number}/comments"] = []

    def run(self, job: str, only: str = "") -> None:
        """Every shell step of a job but the installation (or the one called `only`), as a runner runs it."""
        state = self.folder / "forge.json"
        state.write_text(json.dumps({"answers": self.answers, "written": []}), encoding="utf-8")
        for step in WORKFLOW["jobs"][job]["steps"]:
            if "run" not in step or "make" in step["run"] or only not in ("", step.get("id")):
                continue
            output = self.folder / "output"
            output.write_text("", encoding="utf-8")
            environment = {
                "PATH": f"{self.folder / 'bin'}{os.pathsep}{os.environ['PATH']}",
                "HOME": str(self.folder),
                "FORGE": str(state),
                "GITHUB_OUTPUT": str(output),
                **{name: self.value(text) for name, text in step["env"].items()},
            }
            command = ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", step["run"]]
            done = subprocess.run(
                command, cwd=self.runner, env=environment, capture_output=True, text=True, check=False
            )
            assert done.returncode == 0, done.stderr
            lines = output.read_text(encoding="utf-8").splitlines()
            if "id" in step:
                self.outputs[step["id"]] = dict(line.split("=", 1) for line in lines)
        self.written = json.loads(state.read_text(encoding="utf-8"))["written"]

    def value(self, text: str) -> str:
        """What the forge puts in the place of an expression."""
        found = re.fullmatch(r"\$\{\{ (.*) \}\}", text)
        if not found:
            return text
        known = {
            "github.token": "a token",
            "github.repository": "o/r",
            "github.event.repository.default_branch": "main",
            "github.event.workflow_run.head_sha": self.sha,
            "steps.find.outputs.numbers": self.outputs.get("find", {}).get("numbers", ""),
            "needs.recompute.outputs.numbers": self.outputs.get("find", {}).get("numbers", ""),
            "needs.recompute.outputs.body": self.outputs.get("compare", {}).get("body", ""),
        }
        return known[found[1]]


def git(folder: Path, *arguments: str) -> str:
    return subprocess.run(
        ["git", "-C", str(folder), *arguments], check=True, capture_output=True, text=True
    ).stdout


@pytest.fixture
def forge(tmp_path, monkeypatch):
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    return Forge(tmp_path)


DOSSIER = "evidence/song-xanh/2022/self-assessment.yml"


def edit(forge: Forge, old: str, new: str) -> None:
    text = (forge.author / DOSSIER).read_text(encoding="utf-8")
    assert old in text
    forge.write(DOSSIER, text.replace(old, new))


def test_a_comment_says_what_the_change_does(forge):
    edit(forge, "count: 61", "count: 50")
    forge.pull_request(7)
    forge.run("recompute")
    forge.run("post")
    ((method, path, body),) = forge.written
    assert (method, path) == ("POST", "repos/o/r/issues/7/comments")
    assert body.startswith("<!-- minhchung compare -->\n")
    assert "Quận Sông Xanh" in body
    assert "61" in body
    assert "50" in body


def test_the_second_comment_replaces_the_first(forge):
    """Only our own is replaced: anyone can write a comment that begins with our marker."""
    edit(forge, "count: 61", "count: 60")
    forge.pull_request(7)
    marked = "<!-- minhchung compare -->\nold"
    forge.answers["repos/o/r/issues/7/comments"] = [
        {"id": 1, "user": {"login": "somebody"}, "body": marked},
        {"id": 2, "user": {"login": BOT}, "body": "another bot's"},
        {"id": 3, "user": {"login": BOT}, "body": marked},
    ]
    forge.run("recompute")
    forge.run("post")
    assert [(method, path) for method, path, _ in forge.written] == [("PATCH", "repos/o/r/issues/comments/3")]


def test_what_a_later_push_replaced_is_not_commented(forge):
    edit(forge, "count: 61", "count: 60")
    forge.pull_request(7)
    older = forge.sha
    edit(forge, "count: 60", "count: 59")
    forge.pull_request(7)
    forge.answers["repos/o/r/pulls"][1]["head"]["sha"] = forge.sha = older
    forge.run("recompute")
    assert "body" not in forge.outputs["compare"]


def test_a_head_that_moved_in_between_is_not_commented(forge):
    edit(forge, "count: 61", "count: 60")
    forge.pull_request(7)
    forge.run("recompute")
    forge.answers["repos/o/r/pulls/7"]["head"]["sha"] = "1" * 40
    forge.run("post")
    assert forge.written == []


def test_a_commit_of_no_pull_request_finds_none(forge):
    edit(forge, "count: 61", "count: 60")
    forge.pull_request(7)
    forge.answers["repos/o/r/pulls"] = []
    forge.run("recompute", only="find")
    assert forge.outputs["find"]["numbers"] == ""
    compare = next(step for step in WORKFLOW["jobs"]["recompute"]["steps"] if step.get("id") == "compare")
    assert compare["if"] == "steps.find.outputs.numbers != ''"


PWNED = "pwned"
HOSTILE = (
    "@everyone [bấm](http://evil.example) ![x](http://evil.example/x.png) <img src=x onerror=alert(1)> "
    "`$(touch pwned)` ${{ github.token }} --> <!-- body=x ::set-output name=a::b"
)


def test_a_hostile_branch_gains_nothing(forge):
    """Its program, its Makefile, its hooks and its git settings are never run, and its text stays text."""
    evil = f"#!/bin/sh\ntouch {forge.folder / PWNED}\n"
    for path in (
        "Makefile",
        "scripts/minhchung/__init__.py",
        "minhchung.py",
        "sitecustomize.py",
        "json.py",
        ".venv/bin/minhchung",
        ".github/workflows/comment.yml",
    ):
        forge.write(path, evil)
    forge.write(".gitattributes", "* filter=evil diff=evil\n")
    forge.write(".gitmodules", '[submodule "x"]\n path = x\n url = http://evil.example/x\n')
    quoted = json.dumps(HOSTILE, ensure_ascii=False)
    edit(forge, "count: 61", "count: 60")
    text = (forge.author / DOSSIER).read_text(encoding="utf-8")
    forge.write(DOSSIER, re.sub(r"(?m)^(prepared_by): .*$", rf"\1: {quoted}", text, count=1))
    forge.pull_request(7, title=HOSTILE)
    before = git(forge.runner, "rev-parse", "HEAD")
    forge.run("recompute")
    forge.run("post")

    assert not (forge.folder / PWNED).exists()
    assert git(forge.runner, "rev-parse", "HEAD") == before
    assert git(forge.runner, "status", "--porcelain", "--untracked-files=no") == ""
    assert not list(forge.runner.rglob(PWNED))
    assert not (forge.runner / "Makefile").exists()
    ((_, _, body),) = forge.written
    shown = rendered(body.removeprefix("<!-- minhchung compare -->\n"))
    assert "everyone" in body
    assert shown.found <= {"h3", "h4", "ul", "li", "p", "strong", "code"}
    assert not re.search("@|https?:|alert|touch", shown.outside)


def test_a_branch_whose_evidence_cannot_be_read_gets_a_plain_sentence(forge):
    shutil.rmtree(forge.author / "evidence")
    forge.pull_request(7)
    forge.run("recompute")
    forge.run("post")
    ((_, _, body),) = forge.written
    assert "Không so sánh được" in body


def test_a_flood_is_cut_to_what_the_forge_takes(forge):
    """Thousands of changed values still make a comment, and it says that there is more."""
    for path in sorted((forge.author / "evidence").rglob("self-assessment.yml")):
        text = path.read_text(encoding="utf-8")
        path.write_text(re.sub(r"(?m)^( +title: (?!>).*)$", r"\1 " + "dài " * 40, text), encoding="utf-8")
    forge.pull_request(7)
    forge.run("recompute")
    forge.run("post")
    ((_, _, body),) = forge.written
    assert len(body.encode()) < 65536
    assert "(Còn nữa" in body
