"""The command line as others rely on it: where it may be run, what it prints where, and how it ends."""

import json
import os
import shutil
import subprocess

import pytest
from click.testing import CliRunner

from minhchung.cli import main
from tests.checking.cases import ROOT

EXAMPLE = ROOT / "examples" / "may-biec"
CLAIM, CHANGED = "{count: 61, total: 74", "{count: 51, total: 74"


class Repository:
    """A git repository of its own: criteria, and the fictional city as its evidence, in two commits."""

    def __init__(self, root):
        self.root = root
        self.file = root / "evidence" / "song-xanh" / "2022" / "self-assessment.yml"
        shutil.copytree(ROOT / "criteria", root / "criteria")
        shutil.copytree(EXAMPLE, root / "evidence")
        (root / "notes").mkdir()
        self.git("init", "--quiet")
        self.first = self.commit()
        self.file.write_text(self.file.read_text("utf-8").replace(CLAIM, CHANGED), "utf-8")
        self.second = self.commit()

    def git(self, *arguments):
        who = ("-c", "user.name=a", "-c", "user.email=a@example.vn")
        command = ("git", "-C", str(self.root), *who, *arguments)
        environment = os.environ | {"GIT_CONFIG_GLOBAL": os.devnull}
        return subprocess.run(
            command, env=environment, check=True, capture_output=True, text=True
        ).stdout.strip()

    def commit(self):
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", "a change")
        return self.git("rev-parse", "HEAD")


@pytest.fixture(scope="module")
def repository(tmp_path_factory):
    return Repository(tmp_path_factory.mktemp("repository"))


@pytest.fixture
def inside(repository, monkeypatch):
    monkeypatch.chdir(repository.root)
    return repository


@pytest.fixture
def outside(tmp_path, monkeypatch):
    """Evidence in no repository, seen from a folder that is in none either."""
    monkeypatch.chdir(tmp_path)
    shutil.copytree(EXAMPLE, tmp_path / "city")
    return tmp_path / "city"


def run(*arguments):
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def told(*arguments):
    """The one result asked for, and the revision."""
    found = run(*arguments, "--unit", "song-xanh", "--year", 2022, "--basis", "self", "--format", "json")
    assert found.exit_code == 0, found.output
    document = json.loads(found.stdout)
    (result,) = document["results"]
    return document["revision"], result


@pytest.mark.parametrize("folder", ["", "notes", "evidence/song-xanh/2022"])
def test_evidence_and_criteria_are_found_from_any_folder_of_the_repository(repository, monkeypatch, folder):
    monkeypatch.chdir(repository.root / folder)
    revision, result = told("assess")
    assert revision == repository.second
    assert result["indicators"]["2.1.1"]["value"] == "51/74"


def test_a_result_is_what_the_contract_says(inside):
    """Nothing but these keys; `draft` only where it is one."""
    _, result = told("assess")
    assert list(result) == [
        "unit", "year", "criteria", "basis", "status", "level", "indicators", "next", "readings",
    ]  # fmt: skip
    assert (result["status"], result["level"]) == ("not-recognisable", 0)
    assert result["indicators"]["1.1.1"] == {"status": "met", "level": None, "value": True}
    assert result["indicators"]["2.1.1"] == {"status": "not-met", "level": 0, "value": "51/74"}
    assert result["next"] == {"level": 1, "needs": [{"indicator": "2.1.1", "more": 1}]}
    draft = json.loads(run("assess", "--unit", "canh-buom", "--year", 2023, "--format", "json").stdout)
    assert [found.get("draft") for found in draft["results"]] == [True, True, None]


@pytest.mark.parametrize("place", ["inside", "elsewhere"])
def test_at_a_revision_evidence_and_criteria_are_those_of_then(repository, monkeypatch, tmp_path, place):
    """Also when the command is given from outside the repository whose folders are named."""
    monkeypatch.chdir(repository.root if place == "inside" else tmp_path)
    folders = ("--evidence", repository.root / "evidence", "--criteria", repository.root / "criteria")
    rule = repository.root / "criteria" / "hai-phong-2022" / "district.yml"
    text = rule.read_text("utf-8")
    rule.write_text(text.replace("percent: 70", "percent: 99"), "utf-8")
    try:
        now, then = told(*folders, "assess"), told(*folders, "assess", "--at", repository.first)
    finally:
        rule.write_text(text, "utf-8")
    assert now[0] is None, "no commit holds the criteria as they are now"
    assert now[1]["level"] == 0
    assert then[0] == repository.first
    assert then[1]["level"] == 2


def test_a_revision_is_only_named_when_it_holds_exactly_these_files(inside):
    inside.file.write_text(inside.file.read_text("utf-8") + "# not committed\n", "utf-8")
    try:
        assert told("assess")[0] is None
    finally:
        inside.git("checkout", "--quiet", "--", str(inside.file))
    assert told("assess")[0] == inside.second


def test_evidence_outside_any_repository_has_no_revision(outside, inside):
    assert told("--evidence", outside, "assess")[0] is None


def test_compare_says_what_a_change_does_to_values_and_levels(inside):
    found = run("compare", "HEAD~1", "--format", "json")
    assert found.exit_code == 0, found.output
    document = json.loads(found.stdout)
    assert (document["base"], document["head"]) == (inside.first, inside.second)
    by_place = {(dossier["unit"], dossier["year"]): dossier for dossier in document["dossiers"]}
    district = by_place["song-xanh", 2022]
    assert district["values"] == [
        {"file": "self-assessment.yml", "indicator": "2.1.1", "field": "count", "old": 61, "new": 51}
    ]
    (own,) = (result for result in district["results"] if result["basis"] == "self")
    assert own["status"] == {"old": "recognisable", "new": "not-recognisable"}
    assert own["level"] == {"old": 2, "new": 0}
    assert own["findings"] == [
        {"indicator": "2.1.1", "old": "met", "new": "not-met", "level": {"old": 2, "new": 0}}
    ]


def test_an_error_in_one_dossier_withholds_its_verdict_and_no_other(outside):
    """Said on stderr; stdout stays JSON; the status is 1."""
    before = run("--evidence", outside, "--criteria", ROOT / "criteria", "assess", "--format", "json")
    assert before.exit_code == 0
    file = outside / "song-xanh" / "2022" / "self-assessment.yml"
    file.write_text(file.read_text("utf-8").replace(CLAIM, "{count: 75, total: 74"), "utf-8")
    after = run("--evidence", outside, "--criteria", ROOT / "criteria", "assess", "--format", "json")
    assert after.exit_code == 1
    assert "song-xanh/2022/self-assessment.yml" in after.stderr
    of = {(result["unit"], result["year"]) for result in json.loads(after.stdout)["results"]}
    all_of = {(result["unit"], result["year"]) for result in json.loads(before.stdout)["results"]}
    assert all_of - of == {("song-xanh", 2022)}
    checked = run("--evidence", outside, "--criteria", ROOT / "criteria", "check", "--format", "json")
    assert checked.exit_code == 1
    (error,) = (p for p in json.loads(checked.stdout)["problems"] if p["severity"] == "error")
    assert list(error) == ["file", "line", "column", "severity", "code", "message"]
    assert (error["file"], error["code"]) == ("city/song-xanh/2022/self-assessment.yml", "count-above-total")


def test_warnings_alone_do_not_fail(inside):
    found = run("check", "--format", "json")
    problems = json.loads(found.stdout)["problems"]
    assert {problem["severity"] for problem in problems} == {"warning"}
    assert all(problem["file"].startswith("evidence/") for problem in problems)
    assert found.exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("assess", "--at", "v1999"), "Kho git không có phiên bản «v1999»"),
        (("compare", "v1999"), "Kho git không có phiên bản «v1999»"),
        (("assess", "--unit", "song-xan"), "Không có đơn vị «song-xan»"),
        (("assess", "--reading", "poverty-rise=b"), "Không có cách hiểu «poverty-rise»"),
        (("assess", "--reading", "poverty-fall=c"), "không có phương án «c»"),
        (("assess", "--reading", "women-share=b"), "cần số liệu mà không hồ sơ nào có"),
        (("explain", "song-xanh", 1999), "Không có kết quả nào của «song-xanh» năm 1999"),
        (("explain", "song-xanh", 2022, "9.9.9"), "Không có chỉ báo «9.9.9»"),
        (("new", "song-xanh", 2022), "đã có; không ghi đè"),
        (("--evidence", "nowhere", "check"), "Không tìm thấy thư mục «nowhere»"),
        (("check", "--evidence", "evidence"), "--evidence"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_sentence_on_stderr(inside, arguments, said):
    found = run(*arguments)
    assert found.exit_code == 2
    assert found.stdout == ""
    assert said in found.stderr
    assert "Traceback" not in found.stderr


def test_a_folder_in_no_repository_has_no_revisions(outside, inside):
    found = run("--evidence", outside, "assess", "--at", "HEAD")
    assert found.exit_code == 2
    assert "không nằm trong kho git nào" in found.stderr


def test_nothing_asked_for_is_said_too(inside):
    assert run("assess", "--year", 1999).stdout == "Không có kết quả nào.\n"
    assert json.loads(run("assess", "--year", 1999, "--format", "json").stdout)["results"] == []


def test_a_site_is_built_only_where_it_may_be(inside, tmp_path):
    """A repository of evidence alone has no pages to fill; a folder with other files is not replaced."""
    assert "Không tìm thấy thư mục" in run("build").stderr
    (tmp_path / "mine.txt").write_text("của tôi", "utf-8")
    folders = ("--evidence", ROOT / "evidence", "--criteria", ROOT / "criteria")
    found = run(*folders, "build", "--out", tmp_path)
    assert found.exit_code == 2
    assert "có sẵn tệp khác" in found.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]
    found = run(*folders, "build", "--out", tmp_path / "mine.txt" / "site")
    assert found.exit_code == 2
    assert "Không ghi được trang" in found.stderr


@pytest.mark.parametrize(
    "command",
    [
        ["new", "may-biec", "2030"],
        ["form", "write", "may-biec", "2022"],
        ["report", "may-biec", "2022"],
        ["todo"],
        ["build"],
    ],
    ids=lambda command: command[0],
)
@pytest.mark.parametrize("broken", ["criteria/hai-phong-2022/city.yml", "evidence/units.yml"])
def test_what_needs_rules_and_units_says_that_they_cannot_be_read(tmp_path, command, broken):
    """In one sentence, never with a traceback."""
    shutil.copytree(ROOT / "criteria", tmp_path / "criteria")
    shutil.copytree(EXAMPLE, tmp_path / "evidence")
    (tmp_path / broken).write_text("x: [\n", "utf-8")
    (tmp_path / "mkdocs.yml").write_text("site_name: Minh chứng\n", "utf-8")
    folders = ["--evidence", str(tmp_path / "evidence"), "--criteria", str(tmp_path / "criteria")]
    out = ["--out", str(tmp_path / "out")] if command[0] in ("form", "report") else []
    run = CliRunner().invoke(main, [*folders, *command, *out])
    assert isinstance(run.exception, SystemExit | None), run.exception
    named = ("units.yml",) if "units" in broken else ("Bộ tiêu chí", "city.yml")
    assert any(name in run.output for name in named), run.output


@pytest.mark.parametrize("command", [["report", "song-xanh", "2022", "--out", "report.docx"], ["build"]])
def test_what_needs_the_city_says_that_its_entry_cannot_be_read(tmp_path, command):
    """The districts' verdicts stand, but no page and no report can say whose they are."""
    (tmp_path / "mkdocs.yml").write_text("site_name: Minh chứng\n", "utf-8")
    shutil.copytree(ROOT / "criteria", tmp_path / "criteria")
    shutil.copytree(EXAMPLE, tmp_path / "evidence")
    units = tmp_path / "evidence" / "units.yml"
    units.write_text(units.read_text("utf-8").replace("type: thành phố", "kind: thành phố", 1), "utf-8")
    folders = ["--evidence", str(tmp_path / "evidence"), "--criteria", str(tmp_path / "criteria")]
    run = CliRunner().invoke(main, [*folders, *command])
    assert run.exit_code == 2, run.output
    assert "units.yml" in run.output
