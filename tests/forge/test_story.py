"""An officer's pull request from her first try to the end, with the very shell of check.yml, in real git.

She raises two figures with a new document, and makes four different mistakes. What she reads on her lines is
Vietnamese; when she has mended them, the comparison says which level changed and why.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.comparing.rendering import rendered
from tests.forge.test_comment import DOSSIER, Forge, git
from tests.forge.test_workflows import ROOT, load

STEPS = load(ROOT / ".github" / "workflows" / "check.yml")["jobs"]["check"]["steps"]
SHELL = {step["name"]: step for step in STEPS if "run" in step and "make" not in step["run"]}

CHECK, COMPARE, BUILD = "Kiểm tra những hồ sơ được sửa", "So sánh với nhánh chính", "Dựng thử trang"

# All that a summary is made of, as GitHub renders it.
HARMLESS = {*("h3", "h4", "p", "ul", "li", "strong", "code"), *("table", "thead", "tbody", "tr", "th", "td")}

NEW_DOCUMENT = """documents:
  qd-4999:
    title: Quyết định bổ sung kết quả đánh giá, xếp loại “Đơn vị học tập” năm 2022
    number: 4999/QĐ-UBND
    issuer: UBND quận Sông Xanh
    issued: 2022-12-07
    url: https://songxanh.maybiec.example/van-ban/2022/4999-qd-ubnd.pdf
"""

# What she means to write, what she writes instead, and what she is told about it.
MISTAKES = [
    (
        "submitted: 2022-12-08",
        "submited: 2022-12-08",
        "«submited» không phải là mục hợp lệ; có phải «submitted»?",
    ),
    (
        "2.1.1: {count: 70, total: 74",
        "2.1.1: {count: 700, total: 74",
        "số đạt (700) lớn hơn tổng số (74). Kiểm tra lại hai con số trong báo cáo.",
    ),
    (
        "2.2.2: {count: 69, total: 74, evidence: [bc-90, qd-4999]}",
        "2.2.2: {count: 69, total: 74, evidence: [bc-90, qd-4998]}",
        "không có tài liệu nào tên «qd-4998»; có phải «qd-4999»?",
    ),
    ("percent: 0.012", "percent: 0,012", "«0,012» dùng dấu phẩy. Hãy viết 0.012."),
]


class PullRequest(Forge):
    """The forge of the comment's tests, and a runner that checks out what a merge would give, as GitHub's does."""

    def __init__(self, folder):
        super().__init__(folder)
        self.summary = folder / "summary.md"
        git(self.author, "switch", "--quiet", "--create", "ho-so-2022")
        text = (self.author / DOSSIER).read_text(encoding="utf-8")
        for old, new in (
            ("documents:\n", NEW_DOCUMENT),
            (
                "2.1.1: {count: 61, total: 74, evidence: [",
                "2.1.1: {count: 70, total: 74, evidence: [qd-4999, ",
            ),
            ("2.2.2: {count: 66, total: 74, evidence: [bc-90]}", MISTAKES[2][0]),
        ):
            assert text.count(old) == 1
            text = text.replace(old, new)
        self.meant = text

    def push(self, text, number=7):
        self.write(DOSSIER, text)
        self.pull_request(number, "Quận Sông Xanh: bổ sung hồ sơ năm 2022")
        git(self.runner, "fetch", "--quiet", "origin", "main", f"refs/pull/{number}/head")
        git(self.runner, "checkout", "--quiet", "--detach", "origin/main")
        who = ("-c", "user.name=forge", "-c", "user.email=forge@example")
        git(self.runner, *who, "merge", "--quiet", "--no-ff", "-m", "what a merge would give", self.sha)
        self.summary.write_text("", encoding="utf-8")

    def ci(self, name):
        """One step of check.yml as the runner runs it: what it prints, and how it ends."""
        environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(self.folder),
            "GITHUB_STEP_SUMMARY": str(self.summary),
            **{
                key: value.replace("${{ github.base_ref }}", "main")
                for key, value in SHELL[name].get("env", {}).items()
            },
        }
        assert not [value for value in environment.values() if "${{" in value]
        command = ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", SHELL[name]["run"]]
        return subprocess.run(
            command, cwd=self.runner, env=environment, capture_output=True, text=True, check=False
        )


@pytest.fixture
def forge(tmp_path, monkeypatch):
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    return PullRequest(tmp_path)


def place(text, line, part):
    """Line and column of `part` in the one line that holds `line`, both from 1."""
    before, found, _ = text.partition(line)
    assert found
    start = len(before) - before.rfind("\n") - 1
    return before.count("\n") + 1, start + line.index(part) + 1


def test_the_steps_are_those_of_the_workflow():
    assert list(SHELL) == [CHECK, "Kiểm tra mọi tệp", COMPARE, BUILD]


def test_four_mistakes_stand_on_their_lines_and_mended_the_level_is_explained(forge):
    wrong = forge.meant
    for right, mistake, _ in MISTAKES:
        assert wrong.count(right) == 1
        wrong = wrong.replace(right, mistake)
    forge.push(wrong)

    checked = forge.ci(CHECK)
    assert checked.returncode != 0
    assert forge.ci("Kiểm tra mọi tệp").returncode == 1
    annotations = re.findall(
        r"^::error file=(.*?),line=(\d+),col=(\d+),title=(.*?)::(.*)$", checked.stdout, re.MULTILINE
    )
    assert len(annotations) == len(MISTAKES)
    offending = ("submited", "700", "qd-4998", "0,012")
    for (_, mistake, said), part, (file, line, column, title, message) in zip(
        MISTAKES, offending, annotations, strict=True
    ):
        assert file == DOSSIER
        assert (int(line), int(column)) == place(wrong, mistake, part)
        assert title.startswith("Lỗi ")
        assert message.startswith(f"Dòng {line}")
        assert message.endswith(said)
    assert checked.stdout.splitlines()[-1].startswith("4 lỗi, ")

    compared = forge.ci(COMPARE)
    assert compared.returncode == 0, compared.stderr
    summary = forge.summary.read_text(encoding="utf-8")
    assert summary.count("| ❌ lỗi |") == len(MISTAKES)
    assert "Có 4 lỗi mới; hồ sơ có lỗi không được kết luận" in summary
    assert "“Đủ điều kiện mức độ 2” → “không có kết quả”" in summary
    assert rendered(summary).found <= HARMLESS

    forge.push(forge.meant)
    checked = forge.ci(CHECK)
    assert checked.returncode == 0, checked.stdout
    assert "::error" not in checked.stdout
    assert forge.ci(COMPARE).returncode == 0
    summary = forge.summary.read_text(encoding="utf-8")
    assert "lỗi mới" not in summary
    assert "- **Tự đánh giá**: “Đủ điều kiện mức độ 2” → “Đủ điều kiện mức độ 3”." in summary
    assert (
        "Mức độ 2 → 3: chỉ báo thấp nhất trước là 2.1.1 `Cơ quan đạt “Đơn vị học tập”` `61/74 (82,43 %)`; "
        "2.2.2 `Trang bị dịch vụ và công cụ số` `66/74 (89,19 %)`; "
        "nay là 2.1.2 `Xã đạt “Cộng đồng học tập”` `11/12 (91,67 %)`" in summary
    )
    assert "thêm tài liệu `qd-4999`" in summary
    assert "mà không có tài liệu mới" not in summary
    assert "kết quả thẩm định cần được xem lại" in summary


def test_the_preview_shows_what_the_change_would_publish(forge):
    for part in ("docs", "overrides", "examples"):
        shutil.copytree(ROOT / part, forge.author / part)
    for config in ROOT.glob("mkdocs*.yml"):
        shutil.copy(config, forge.author / config.name)
    forge.push(forge.meant)
    if (ROOT / ".cache").is_dir():  # frames of the same docs, where they are built already
        shutil.copytree(ROOT / ".cache", forge.runner / ".cache")
    built = forge.ci(BUILD)
    assert built.returncode == 0, built.stderr
    page = (forge.runner / "preview/units/song-xanh/2022/index.html").read_text(encoding="utf-8")
    assert "Đủ điều kiện mức độ 3" in page
    assert "Quyết định bổ sung kết quả đánh giá" in page


def samples():
    """The two pipelines of CONTRIBUTING.md, GitLab's and Forgejo's, as shell."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    gitlab, forgejo = (
        yaml.load(block, yaml.BaseLoader)["jobs" if "jobs" in block else "check"]
        for block in re.findall(r"^```yaml\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
        if "minhchung compare" in block
    )
    return "\n".join(gitlab["script"]), forgejo["check"]["steps"][0]["run"]


@pytest.mark.parametrize(("host", "script"), list(zip(("GitLab", "Forgejo"), samples(), strict=True)))
def test_the_same_runs_on_other_hosts(forge, host, script):
    """The words in the log, the exit status, and GitLab's report; only `make` is played."""
    make = forge.folder / "bin" / "make"
    command = Path(sys.executable).parent / "minhchung"
    make.write_text(
        f"#!/bin/sh\nmkdir -p .venv/bin && ln -sf {command} .venv/bin/minhchung\n", encoding="utf-8"
    )
    make.chmod(0o755)
    base = git(forge.runner, "rev-parse", "origin/main").strip()
    forge.push(forge.meant.replace(*MISTAKES[1][:2]))
    folder = forge.folder / "job" if host == "Forgejo" else forge.runner
    folder.mkdir(exist_ok=True)
    environment = {
        "PATH": f"{forge.folder / 'bin'}{os.pathsep}{os.environ['PATH']}",
        "HOME": str(forge.folder),
        "CI_MERGE_REQUEST_DIFF_BASE_SHA": base,
        "URL": str(forge.origin),
        "NUMBER": "7",
        "BASE": "main",
    }
    run = ["bash", "-e", "-c", script]
    done = subprocess.run(run, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 1, done.stderr
    assert "#### `Quận Sông Xanh`, năm 2022" in done.stdout
    assert MISTAKES[1][2] in done.stdout
    if host == "GitLab":
        report = json.loads((folder / "check.json").read_text(encoding="utf-8"))
        assert "major" in {entry["severity"] for entry in report}


def test_a_change_that_touches_no_dossier_has_nothing_on_its_lines(forge):
    git(forge.author, "checkout", "--quiet", "--", ".")
    forge.write("README.md", "Kho minh chứng.\n")
    forge.pull_request(7)
    git(forge.runner, "fetch", "--quiet", "origin", "refs/pull/7/head")
    git(forge.runner, "checkout", "--quiet", "--detach", "FETCH_HEAD")
    checked = forge.ci(CHECK)
    assert (checked.returncode, checked.stdout) == (0, "")
    assert forge.ci(COMPARE).returncode == 0
    assert "Không số liệu, tài liệu, kết luận hay mức độ nào thay đổi." in forge.summary.read_text(
        encoding="utf-8"
    )


def test_no_name_of_a_file_is_taken_for_a_command_or_an_option(forge):
    name = "$(touch pwned);`touch pwned`\n--format=text\n::error::x"
    forge.write(f"evidence/{name}/2022/self-assessment.yml", "unit: x\n")
    forge.push(forge.meant)
    checked = forge.ci(CHECK)
    assert checked.returncode != 0
    assert not list(forge.folder.rglob("pwned"))
    assert (
        "file=evidence/$(touch pwned);`touch pwned`%0A--format=text%0A%3A%3Aerror%3A%3Ax/2022"
        in checked.stdout
    )
    assert not [line for line in checked.stdout.splitlines() if line.startswith("::error::")]
    assert forge.ci(COMPARE).returncode == 0
    assert rendered(forge.summary.read_text(encoding="utf-8")).found <= HARMLESS
