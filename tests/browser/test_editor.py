"""The form at /admin/, filled in Chromium as an officer would, on a repository of its own on this machine.

Decap's server for local tests stands in for the forge: it makes the same branches and commits that a forge would.
"""

import json
import os
import shutil
import socket
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Locator, Page, expect

from minhchung.assessing.assess import assess
from minhchung.editor import bundles
from minhchung.editor.config import KINDS, config, serialised
from minhchung.editor.forge import Backend
from minhchung.editor.page import editor
from minhchung.workspace import Workspace

REPOSITORY = Path(__file__).parents[2]
CITY = REPOSITORY / "examples" / "may-biec"  # no figure of a real place is typed here, or seen in the guide
UNIT, YEAR = "song-xanh", 2022
GUIDES = [REPOSITORY / "docs" / lang / "guide" for lang in ("vi", "en")]  # the form speaks Vietnamese in both
FILE = f"evidence/{UNIT}/{YEAR}/self-assessment.yml"
BRANCH = f"cms/{UNIT}/{YEAR}-self-assessment"
EXAMPLE = yaml.load((CITY / UNIT / str(YEAR) / "self-assessment.yml").read_bytes(), yaml.BaseLoader)
WORDS = {
    "true": "Có",
    "false": "Không",
    "official": "Chính thức",
    "preliminary": "Sơ bộ",
    "public": "Công khai",
}
# How a forge says that there is no pull request for the file yet.
NOT_BEGUN = "Failed to load resource: the server responded with a status of 404 (Not Found)"


@pytest.fixture
def repository(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """The units of the fictional city, and no dossier yet unless one is asked for."""
    root = tmp_path / "repository"
    shutil.copytree(REPOSITORY / "criteria", root / "criteria")
    (root / "evidence").mkdir()
    shutil.copy(CITY / "units.yml", root / "evidence")
    if hasattr(request, "param"):
        shutil.copytree(CITY / UNIT / str(YEAR), root / "evidence" / UNIT / str(YEAR))
    git(root, "init", "--quiet", "--initial-branch=main")
    git(root, "config", "user.name", "officer")
    git(root, "config", "user.email", "officer@song-xanh.example")
    git(root, "add", ".")
    git(root, "commit", "--quiet", "--message", "Các đơn vị")
    return root


@pytest.fixture
def picture(form: Page, request: pytest.FixtureRequest) -> Callable[..., None]:
    """`picture("head")`: what the guide shows of the form; --update-golden takes it anew."""

    def take(name: str, of: Locator | None = None) -> None:
        kept = [guide / f"form-{name}.png" for guide in GUIDES]
        if request.config.getoption("--update-golden"):
            if of is not None:
                of.evaluate("element => element.parentElement.scrollIntoView()")
                form.mouse.wheel(0, -80)  # the bar at the top covers that much
            shown = form.screenshot()
            for place in kept:
                place.write_bytes(shown)
        assert [place.stat().st_size < 200_000 for place in kept] == [True, True]

    return take


@pytest.fixture
def forge(repository: Path) -> Iterator[Backend]:
    """Decap's local server over the repository."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = Path(__file__).parent / "node_modules" / "decap-server" / "dist" / "index.js"
    if not server.exists():
        pytest.fail("decap-server is not installed: make browser")
    environment = {**os.environ, "MODE": "git", "GIT_REPO_DIRECTORY": str(repository), "PORT": str(port)}
    process = subprocess.Popen(
        ["node", server],
        cwd=repository.parent,  # it reads .env where it is started
        env={**environment, "BIND_HOST": "127.0.0.1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        assert process.stdout is not None
        assert any("listening" in line for line in process.stdout)
        origin = f"http://127.0.0.1:{port}"
        settings = {"name": "proxy", "proxy_url": f"{origin}/api/v1", "branch": "main"}
        yield Backend(settings, (origin,))
    finally:
        process.kill()
        process.communicate()


@pytest.fixture
def form(page: Page, repository: Path, forge: Backend, serve, tmp_path: Path, complaints) -> Iterator[Page]:
    """The form of the self-assessment, as the site of the repository has it."""
    bundles.fetch(REPOSITORY / bundles.CACHE)
    workspace = Workspace.open(repository / "evidence", repository / "criteria")
    asked = config(workspace.evidence, workspace.editions, forge, "https://may-biec.example/", "criteria")
    made = editor(asked, forge, bundles.cached(REPOSITORY / bundles.CACHE) or {})
    favicon = (REPOSITORY / "overrides" / "assets" / "favicon.svg").read_bytes()
    for path, content in {**made, "assets/favicon.svg": favicon}.items():
        (tmp_path / "site" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "site" / path).write_bytes(content)
    page.set_viewport_size({"width": 1100, "height": 760})
    page.goto(f"{serve(tmp_path / 'site')}admin/#/collections/{UNIT}/entries/{YEAR}-self-assessment")
    page.get_by_role("button", name="Đăng nhập").click()
    expect(page.get_by_text("Hồ sơ của Quận Sông Xanh")).to_be_visible()
    yield page
    page.goto("about:blank")
    assert set(complaints) <= {NOT_BEGUN}
    complaints.clear()


def test_an_officer_fills_a_dossier_and_asks_for_review(form, repository, picture):
    claims = {id_: {**claim, "evidence": ["nq-64"]} for id_, claim in EXAMPLE["indicators"].items()}
    document = EXAMPLE["documents"]["nq-64"]
    everything = form.locator("body")
    choose(everything, "origin", "Đơn vị nộp")
    type_in(everything, "prepared_by", EXAMPLE["prepared_by"])
    type_in(everything, "submitted", "8/12/2022")
    picture("head")
    describe(form, "nq-64", document)
    picture("document")
    for id_, claim in claims.items():
        fill(form, id_, claim)
        if id_ == "2.1.1":
            picture("indicator", entry(form, id_))
    save(form)
    form.get_by_role("button", name="Trạng thái: Bản nháp").click()
    picture("status")
    form.get_by_role("menuitem", name="Đề nghị duyệt").click()
    expect(form.get_by_role("button", name="Trạng thái: Đề nghị duyệt")).to_be_visible()

    written = git(repository, "show", f"{BRANCH}:{FILE}")
    assert written.startswith("# yaml-language-server: $schema=../../../criteria/hai-phong-2022/schema/")
    assert yaml.load(written, yaml.BaseLoader) == {
        **{key: EXAMPLE[key] for key in ("unit", "year", "criteria", "prepared_by", "submitted")},
        "origin": "submission",
        "documents": {"nq-64": {**document, "file": "documents/64-nq-hdnd.pdf"}},  # its hash among the rest
        "indicators": claims,
    }
    workspace = Workspace.open(repository / "evidence", repository / "criteria", BRANCH)
    assert [problem for problem in workspace.checked.problems if problem.is_error] == []
    result = assess(workspace.evidence, workspace.editions)[UNIT, YEAR, "self"]
    assert (result.outcome.status, result.outcome.level) == ("recognisable", 2)


@pytest.mark.parametrize("repository", ["with a dossier"], indirect=True)
def test_a_correction_changes_one_line_and_what_cannot_be_is_refused(form, repository, picture, complaints):
    before = yaml.load(git(repository, "show", f"main:{FILE}"), yaml.BaseLoader)
    box = entry(form, "3.1.2")
    box.get_by_role("button", name="Mở ra").first.click()
    parts = entry(box, "parts")
    parts.get_by_role("button", name="Mở ra").first.click()
    type_in(parts, "solid-waste", "150")
    form.get_by_role("button", name="Lưu").click()
    expect(form.get_by_text("Chất thải rắn trên địa bàn: phải từ 0 đến 100.")).to_be_visible()
    complaints.remove("undefined")  # what Decap tells the console of a form with a fault
    picture("refused", box)
    type_in(parts, "solid-waste", "96,50")
    save(form)
    before["indicators"]["3.1.2"]["parts"]["solid-waste"] = "96.50"
    assert yaml.load(git(repository, "show", f"{BRANCH}:{FILE}"), yaml.BaseLoader) == before


def test_every_file_of_the_example_comes_back_as_it_was_but_for_comments(tmp_path):
    """Every kind of file, every measure, every way to cite, documents that nobody may see, observations."""
    bundles.fetch(REPOSITORY / bundles.CACHE)
    workspace = Workspace.open(CITY, REPOSITORY / "criteria")
    asked = config(workspace.evidence, workspace.editions, Backend({"name": "proxy"}, ()), "", "criteria")
    offered = {file["file"] for collection in asked["collections"] for file in collection["files"]}
    texts = {path: (REPOSITORY / path).read_text("utf-8") for path in offered if (REPOSITORY / path).exists()}
    assert {Path(path).name for path in texts} == {f"{kind}.yml" for kind in KINDS}
    here = REPOSITORY / "scripts" / "minhchung" / "editor"
    given = {
        "config": serialised(asked).decode(),
        "words": (here / "words.json").read_text("utf-8"),
        "files": texts,
    }
    (tmp_path / "given.json").write_text(json.dumps(given), "utf-8")
    script, pinned = Path(__file__).parent / "round_trip.mjs", bundles.place(REPOSITORY / bundles.CACHE)
    command = ["node", script, here / "editor.js", pinned.resolve(), tmp_path / "given.json"]
    run = subprocess.run(command, stdout=subprocess.PIPE, encoding="utf-8", check=True)
    written = json.loads(run.stdout)
    assert written.keys() == texts.keys()
    for path, text in texts.items():
        assert yaml.load(written[path], yaml.BaseLoader) == yaml.load(text, yaml.BaseLoader), path
        assert "#" not in written[path].partition("\n")[2]
    city = tmp_path / "may-biec"
    shutil.copytree(CITY, city)
    for path, text in written.items():
        (city / Path(path).relative_to("examples/may-biec")).write_text(text, "utf-8")
    again = Workspace.open(city, REPOSITORY / "criteria")
    assert told(again) == told(workspace)
    assert as_json(again) == as_json(workspace)


def told(workspace: Workspace) -> list[tuple[str, str]]:
    """What is said of which file, wherever in it."""
    return sorted((problem.code, Path(problem.file).name) for problem in workspace.checked.problems)


def as_json(workspace: Workspace) -> str:
    return str(assess(workspace.evidence, workspace.editions))


def describe(page: Page, id_: str, document: dict[str, str]) -> None:
    section = entry(page, "documents")
    section.get_by_role("button", name="Thêm tài liệu").click()
    type_in(section, "id", id_)
    for key, value in document.items():
        if key == "access":
            choose(section, key, WORDS[value])
        elif key == "file":
            section.get_by_role("button", name="Chọn một tệp").click()
            page.locator("input[type=file]").set_input_files(CITY / UNIT / str(YEAR) / value)
            page.get_by_role("button", name="Dùng tệp đã chọn").click()  # the one just added is
        elif key != "sha256":  # worked out by the form
            type_in(section, key, value)


def fill(page: Page, indicator: str, claim: dict[str, Any]) -> None:
    box = entry(page, indicator)
    box.get_by_role("button", name="Mở ra").first.click()
    for key, value in claim.items():
        if key in {"met", "status"}:
            choose(box, key, WORDS[value])
        elif key == "parts":
            parts = entry(box, "parts")
            parts.get_by_role("button", name="Mở ra").first.click()
            for part, figure in value.items():
                type_in(parts, part, figure)
        elif key == "evidence":
            for id_ in value:
                box.get_by_role("button", name="Thêm minh chứng").click()
                entry(box, "document").last.select_option(id_)
        else:
            type_in(box, key, value)


def save(page: Page) -> None:
    page.get_by_role("button", name="Lưu").click()
    expect(page.get_by_text("Đã lưu", exact=True).first).to_be_visible()


def entry(within: Page | Locator, name: str) -> Locator:
    return within.locator(f"[id^='{name}-field-']")


def type_in(within: Locator, name: str, value: str) -> None:
    entry(within, name).last.fill(value)


def choose(within: Locator, name: str, words: str) -> None:
    box = entry(within, name).last
    box.fill(words)
    box.press("Enter")


def git(repository: Path, *arguments: str) -> str:
    command = ["git", *arguments]
    return subprocess.run(command, cwd=repository, check=True, capture_output=True, text=True).stdout
