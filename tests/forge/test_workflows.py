"""The workflows: no permission by default, actions pinned by commit, nothing of a pull request in a shell."""

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))

# All that may be written, by workflow and job.
WRITES = {
    ("comment", "post"): {"pull-requests"},
    ("documents", "propose"): {"contents", "pull-requests"},
    ("publish", "deploy"): {"pages", "id-token", "attestations"},
}


def load(path: Path) -> dict[str, Any]:
    """As GitHub reads it: `on` is a key, not a truth value."""
    loaded: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    return loaded


def steps(workflow: dict[str, Any]) -> list[dict[str, Any]]:
    return [step for job in workflow["jobs"].values() for step in job["steps"]]


each = pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)


def test_there_are_the_five():
    assert [path.stem for path in WORKFLOWS] == ["check", "ci", "comment", "documents", "publish"]


@each
def test_nothing_is_permitted_unless_a_job_asks_for_it(path):
    workflow = load(path)
    assert workflow["permissions"] == {}
    for name, job in workflow["jobs"].items():
        written = {what for what, access in job["permissions"].items() if access != "read"}
        assert written == WRITES.get((path.stem, name), set())


@each
def test_an_action_is_pinned_by_commit_and_says_its_version(path):
    used = re.findall(r"uses: *(.*)", path.read_text(encoding="utf-8"))
    assert used
    for line in used:
        assert re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line), line


def test_an_action_has_the_same_commit_everywhere():
    used = {step["uses"] for path in WORKFLOWS for step in steps(load(path)) if "uses" in step}
    assert len({line.partition("@")[0] for line in used}) == len(used)


@each
def test_no_expression_stands_in_a_shell(path):
    """Not only none of a pull request's title, body or branch: none at all. Values come by `env`."""
    for step in steps(load(path)):
        assert "${{" not in step.get("run", "")


@each
def test_no_text_that_a_stranger_writes_is_used(path):
    """Numbers, commits and the base's branch are the forge's; a title, a body or a head's branch is not."""
    text = path.read_text(encoding="utf-8")
    text = re.sub(r"^  group: .*$", "", text, flags=re.MULTILINE)  # the name of a queue reaches no shell
    events = set(re.findall(r"github\.(?:event|head_ref)[\w.]*", text))
    assert events <= {
        "github.event.repository.default_branch",
        "github.event.workflow_run.event",
        "github.event.workflow_run.head_sha",
    }


@each
def test_a_checkout_leaves_no_credentials(path):
    for step in steps(load(path)):
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] == "false"


@each
def test_a_job_ends_and_a_run_does_not_race_another(path):
    workflow = load(path)
    assert workflow["concurrency"]["group"]
    assert all(int(job["timeout-minutes"]) <= 60 for job in workflow["jobs"].values())


def test_a_fork_gets_no_secret():
    """`pull_request` gives a fork a token that reads; `pull_request_target` would give it ours."""
    for path in WORKFLOWS:
        assert "pull_request_target" not in load(path)["on"]
        assert "secrets." not in path.read_text(encoding="utf-8")


def test_the_comment_takes_nothing_from_the_run_before():
    """No artifact, and the checkout is of the main branch."""
    used = [step for step in steps(load(ROOT / ".github/workflows/comment.yml")) if "uses" in step]
    assert [step["uses"].partition("@")[0] for step in used] == ["actions/checkout", "actions/setup-python"]
    assert used[0]["with"]["ref"] == "${{ github.event.repository.default_branch }}"


def test_history_is_there_where_it_is_read():
    for name in ("check", "comment", "publish", "ci"):
        first = next(step for step in steps(load(ROOT / f".github/workflows/{name}.yml")) if "uses" in step)
        assert first["with"]["fetch-depth"] == "0"


@each
def test_shellcheck_finds_nothing(path):
    shellcheck = Path(sys.executable).parent / "shellcheck"
    for step in steps(load(path)):
        script = step.get("run", "")
        command = [str(shellcheck), "--shell=bash", "-"]
        done = subprocess.run(
            command, input=f"set -eo pipefail\n{script}", capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout


def test_zizmor_finds_nothing():
    """At its strictest, offline. What is ignored says why beside it."""
    zizmor = Path(sys.executable).parent / "zizmor"
    command = [str(zizmor), "--offline", "--quiet", "--persona", "auditor", ".github"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    for path in WORKFLOWS:
        for ignored in re.findall(r"zizmor: ignore\[[a-z-]+\](.*)", path.read_text(encoding="utf-8")):
            assert len(ignored) > 20
