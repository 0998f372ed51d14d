"""Many hands at once, with real git: what different people write merges by itself, and two on one line are told so."""

import os
import shutil
import subprocess

import pytest
from bench.city import files

from minhchung.checking.check import check
from minhchung.checking.criteria import load_editions
from minhchung.checking.messages import message
from minhchung.documents.add import add
from minhchung.documents.check import documents_of, read_record, write_record
from minhchung.documents.record import Entry, Record
from minhchung.i18n import translator
from minhchung.trees import FolderTree
from minhchung.workspace import Workspace
from tests.checking.cases import ROOT

UNITS = 15
REALLY = 3  # of the fifteen add a document, which takes a check of the whole city
KINDS = ("self-assessment", "verification", "decision")


class Repository:
    def __init__(self, root):
        self.root = root
        root.mkdir()
        self.git("init", "--quiet", "--initial-branch", "main")
        self.texts = files(UNITS * 6 - 5)  # every sixth dossier has all three files
        self.dossiers = [path.rpartition("/")[0] for path in self.texts if path.endswith("decision.yml")]
        self.write("units.yml")

    def git(self, *arguments, ends=(0,)):
        who = ("-c", "user.name=a", "-c", "user.email=a@example.vn")
        environment = os.environ | {"GIT_CONFIG_GLOBAL": os.devnull}
        done = subprocess.run(
            ("git", "-C", self.root, *who, *arguments), env=environment, capture_output=True, check=False
        )
        assert done.returncode in ends, done.stderr
        return done.returncode

    def write(self, path, text=None):
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(self.texts[path] if text is None else text, "utf-8")
        self.git("add", path)
        self.git("commit", "--quiet", "--no-verify", "--message", path)

    def on_a_branch(self, name, path, text=None):
        self.git("switch", "--quiet", "--create", name, "main")
        self.write(path, text)


def problems(root):
    criteria = {
        path.relative_to(ROOT).as_posix(): path.read_bytes() for path in ROOT.glob("criteria/*/*.yml")
    }
    return check(FolderTree(root), ".", load_editions(criteria, "criteria")[0]).problems


@pytest.fixture
def repository(tmp_path):
    return Repository(tmp_path / "city")


def test_fifteen_units_submit_are_verified_and_decided_side_by_side(repository):
    """Each step of each unit on a branch of its own, all begun at once, and merged in one go."""
    assert len(repository.dossiers) == UNITS
    for kind in KINDS:
        branches = [f"{kind}-{number}" for number in range(UNITS)]
        for branch, dossier in zip(branches, repository.dossiers, strict=True):
            repository.on_a_branch(branch, f"{dossier}/{kind}.yml")
        repository.git("switch", "--quiet", "main")
        assert repository.git("merge", "--quiet", "--no-edit", *branches) == 0
    assert [problem for problem in problems(repository.root) if problem.is_error] == []


def test_fifteen_units_go_all_the_way_side_by_side(repository):
    """Each unit on one branch from the first word to the decision, and merged one after another."""
    for number, dossier in enumerate(repository.dossiers):
        repository.git("switch", "--quiet", "--create", f"unit-{number}", "main")
        for kind in KINDS:
            repository.write(f"{dossier}/{kind}.yml")
    repository.git("switch", "--quiet", "main")
    for number in range(UNITS):
        assert repository.git("merge", "--quiet", "--no-edit", f"unit-{number}") == 0
    assert [problem for problem in problems(repository.root) if problem.is_error] == []


def test_documents_are_added_and_checked_side_by_side(repository, tmp_path):
    """Each unit adds one to its own dossier; the record of all of them is one file, and of two findings the newer counts."""
    (repository.root / ".git" / "info").mkdir(exist_ok=True)
    shutil.copy(ROOT / ".gitattributes", repository.root / ".git" / "info" / "attributes")
    for dossier in repository.dossiers:
        repository.write(f"{dossier}/self-assessment.yml")
    branches, names = [f"add-{number}" for number in range(UNITS)], set()
    for number, (branch, dossier) in enumerate(zip(branches, repository.dossiers, strict=True)):
        repository.git("switch", "--quiet", "--create", branch, "main")
        workspace = Workspace.open(repository.root, ROOT / "criteria")
        folder, (unit, year) = workspace.evidence_folder, dossier.split("/")[-2:]
        if number < REALLY:
            source = tmp_path / f"{unit}.pdf"
            source.write_bytes(b"%PDF-1.7 " + unit.encode())
            added = add(workspace, unit, int(year), str(source), said={"number": f"{number}/BC-UBND"})
            names.add(f"{unit}/{year}/self-assessment/{added.id}/file")
        found = {
            f"{unit}/2021/self-assessment/x/url": day(1),
            "chung/2021/self-assessment/x/url": day(number + 1),
        }
        write_record(folder, Record(found))
        repository.git("add", "--all")
        repository.git("commit", "--quiet", "--no-verify", "--message", branch)
    repository.git("switch", "--quiet", "main")
    for branch in branches:
        assert repository.git("merge", "--quiet", "--no-edit", branch) == 0
    assert [problem for problem in problems(repository.root) if problem.is_error] == []
    workspace = Workspace.open(repository.root, ROOT / "criteria")
    record = read_record(workspace.evidence_folder)
    assert len(record.entries) == UNITS + 1
    assert record.entries["chung/2021/self-assessment/x/url"] == day(UNITS)
    assert names <= {
        f"{document.name}/{place}" for document in documents_of(workspace) for place in document.addresses
    }


def day(number):
    return Entry("matches", f"2022-01-{number:02}", "0123456789ab")


def test_two_officers_on_one_dossier_are_told_what_to_do(repository):
    path = f"{repository.dossiers[0]}/self-assessment.yml"
    repository.write(path)
    text = repository.texts[path]
    for name, figure in (("one", "previous: 1.94"), ("two", "previous: 1.95")):
        repository.on_a_branch(name, path, text.replace("previous: 1.93", figure))
    repository.git("switch", "--quiet", "main")
    repository.git("merge", "--quiet", "--no-edit", "one")
    assert repository.git("merge", "--quiet", "--no-edit", "two", ends=(1,)) == 1
    (problem,) = (problem for problem in problems(repository.root) if problem.is_error)
    written = (repository.root / path).read_text("utf-8").splitlines()
    assert written[problem.line - 1].startswith("<<<<<<<")
    assert (problem.file, problem.code) == (path, "merge-conflict")
    assert "hãy giữ một bản" in message(problem, translator("vi"))
