"""The weekly record of checked documents, with the very shell of documents.yml; only the forge is played."""

import base64
import gzip
import json
import os
import shutil
import subprocess
import sys

import pytest

from tests.forge.test_workflows import ROOT, load

pytestmark = pytest.mark.skipif(
    shutil.which("jq") is None, reason="documents.yml needs jq (.ci/run installs it)"
)

WORKFLOW = load(ROOT / ".github" / "workflows" / "documents.yml")
RECORD = "# record\n{}\n"
BLOB = "9d3c3d9a4ca3d5a8ee3f7f3cc3a9bb1c5ff8e3e6"

GH = f"""#!{sys.executable}
import json, os, sys
from pathlib import Path

arguments = sys.argv[1:]
state = Path(os.environ["FORGE"])
forge = json.loads(state.read_text())
path = next(word for word in arguments if word.startswith("repos/"))
method = arguments[arguments.index("--method") + 1] if "--method" in arguments else "GET"
if method != "GET":
    body = json.loads(Path(arguments[arguments.index("--input") + 1]).read_text())
    forge["written"].append([method, path, body])
    state.write_text(json.dumps(forge))
answer = forge["answers"].get(method + " " + path.partition("?")[0])
if answer is None:
    print('{{"message": "Not Found"}}')
    sys.exit(1)
print(json.dumps(answer))
"""


def propose(folder, record=RECORD, **answers):
    """What the second job asks the forge to write, given its answers."""
    (folder / "bin").mkdir()
    (folder / "bin" / "gh").write_text(GH, encoding="utf-8")
    (folder / "bin" / "gh").chmod(0o755)
    state = folder / "forge.json"
    known = {
        "GET repos/o/r/git/ref/heads/main": {"object": {"sha": "a" * 40}},
        "PATCH repos/o/r/git/refs/heads/documents-checked": {},
        "POST repos/o/r/git/refs": {},
        "PUT repos/o/r/contents/evidence/documents-checked.yml": {},
        "GET repos/o/r/pulls": [],
        "POST repos/o/r/pulls": {},
        **answers,
    }
    state.write_text(json.dumps({"answers": known, "written": []}), encoding="utf-8")
    (step,) = WORKFLOW["jobs"]["propose"]["steps"]
    packed = base64.b64encode(gzip.compress(record.encode())).decode()
    given = {"GH_TOKEN": "t", "REPOSITORY": "o/r", "MAIN": "main", "RECORD": packed}
    constants = {name: text for name, text in step["env"].items() if "${{" not in text}
    environment = {"PATH": f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}", "HOME": str(folder)}
    command = ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", step["run"]]
    done = subprocess.run(
        command,
        cwd=folder,
        env={**environment, **given, **constants, "FORGE": str(state)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(state.read_text(encoding="utf-8"))["written"]


OLD = "GET repos/o/r/contents/evidence/documents-checked.yml"


def test_a_new_record_comes_by_a_pull_request(tmp_path):
    move, put, pull = propose(tmp_path, **{OLD: {"sha": BLOB}})
    assert move == ["PATCH", "repos/o/r/git/refs/heads/documents-checked", {"sha": "a" * 40, "force": True}]
    assert put[:2] == ["PUT", "repos/o/r/contents/evidence/documents-checked.yml"]
    assert base64.b64decode(put[2]["content"]).decode() == RECORD
    assert (put[2]["branch"], put[2]["sha"]) == ("documents-checked", BLOB)
    assert (pull[2]["head"], pull[2]["base"]) == ("documents-checked", "main")


def test_the_first_record_and_the_first_branch(tmp_path):
    moved = "PATCH repos/o/r/git/refs/heads/documents-checked"
    written = propose(tmp_path, **{moved: None})
    assert [(method, path.partition("repos/o/r/")[2]) for method, path, _ in written] == [
        ("PATCH", "git/refs/heads/documents-checked"),
        ("POST", "git/refs"),
        ("PUT", "contents/evidence/documents-checked.yml"),
        ("POST", "pulls"),
    ]
    assert written[1][2] == {"sha": "a" * 40, "ref": "refs/heads/documents-checked"}
    assert "sha" not in written[2][2]


def test_an_open_pull_request_gets_the_newer_record(tmp_path):
    written = propose(tmp_path, **{"GET repos/o/r/pulls": [{"number": 3}]})
    assert [method for method, _, _ in written] == ["PATCH", "PUT"]


def test_nothing_new_is_no_pull_request(tmp_path):
    command = ["git", "hash-object", "--stdin"]
    blob = subprocess.run(command, input=RECORD, check=True, capture_output=True, text=True).stdout.strip()
    assert propose(tmp_path, **{OLD: {"sha": blob}}) == []
