"""The whole site from a repository of its own: each build knows the one before, and a forced push is noticed."""

import json
import shutil
import subprocess
import sys

import pytest

from minhchung.editor import bundles
from minhchung.editor.forge import backend
from minhchung.editor.page import PAGE, policy
from minhchung.publishing import files, frames
from minhchung.publishing.checker import faults
from tests import placeholder_site
from tests.history.a_year import ROOT, a_year
from tests.history.story import NOBODY, Repo


@pytest.fixture(scope="module")
def repo(tmp_path_factory):
    """The story of a year beside the docs; the frames are known already, so MkDocs need not run again."""
    frames.load(ROOT, placeholder_site.CACHE)
    repo = a_year(tmp_path_factory.mktemp("build") / "repo")
    (repo.root / "examples" / "may-biec").mkdir(parents=True)
    for config in (config for site in frames.CONFIGS for config in site.values()):
        shutil.copy(ROOT / config, repo.root)
    for folder in frames.MADE_OF:
        shutil.copytree(ROOT / folder, repo.root / folder)
    shutil.copytree(placeholder_site.CACHE, repo.root / ".cache" / "minhchung" / "frames")
    for name in ("decap-cms.js", "js-yaml.min.js"):  # as if npm had brought them
        bundle = bundles.place(repo.root / bundles.CACHE) / name
        bundle.parent.mkdir(parents=True, exist_ok=True)
        bundle.write_text("x")
    units = (ROOT / "examples" / "may-biec" / "units.yml").read_text("utf-8")
    repo.commit(
        "Trang",
        {"examples/may-biec/units.yml": units, ".gitignore": ".cache/\nsite/\n"},
        "2023-01-06T09:00:00+07:00",
    )
    return repo


def build(repo, *options, folder=None):
    command = (sys.executable, "-c", "from minhchung.cli import main; main()", "--lang", "vi", *options)
    return subprocess.run(
        command, cwd=folder or repo.root, env=NOBODY, capture_output=True, encoding="utf-8", check=True
    )


def record(repo):
    return json.loads((repo.root / "site" / "build.json").read_text("utf-8"))


def test_the_story_of_the_builds_of_a_site(repo):
    first = repo.head()
    build(repo, "build")
    built = files.read(repo.root / "site")
    forge = backend((ROOT / "mkdocs.yml").read_text("utf-8"))
    assert forge
    assert faults(built, policies={PAGE: policy(forge)}) == []
    assert b"/admin/" not in built["sitemap.xml"]
    assert b'["admin/' not in built["search/search_index.json"]  # the guide tells of it
    assert record(repo) == {"revision": first, "previous": None, "kinship": None, "rewritten": []}
    assert b"61 \xe2\x86\x92 70" in built["units/quan-song-xanh/2022/index.html"]
    assert b"quan-song-xanh/2022" in built["changes.atom"]

    build(repo, "build")
    assert files.read(repo.root / "site") == built

    second = repo.commit("Ghi chú", {"notes.txt": "x"}, "2023-01-07T09:00:00+07:00")
    assert build(repo, "build").stderr == ""
    assert record(repo) == {"revision": second, "previous": first, "kinship": "descends", "rewritten": []}
    built = files.read(repo.root / "site")
    build(repo, "build")
    assert files.read(repo.root / "site") == built

    repo.git("reset", "--quiet", "--hard", f"{first}~1")
    repo.git("checkout", first, "--", ".")
    forced = repo.commit("Như chưa có gì", {"notes.txt": "y"}, "2023-01-08T09:00:00+07:00")
    assert "lịch sử đã bị viết lại" in build(repo, "build").stderr
    assert record(repo) == {
        "revision": forced,
        "previous": second,
        "kinship": "rewritten",
        "rewritten": [[second, forced]],
    }
    audit = (repo.root / "site" / "audit" / "index.html").read_text("utf-8")
    assert "không nằm trong lịch sử của phiên bản này: lịch sử đã bị viết lại" in audit

    repo.commit("Tiếp", {"notes.txt": "z"}, "2023-01-09T09:00:00+07:00")
    assert build(repo, "build").stderr == ""
    assert record(repo)["rewritten"] == [[second, forced]]


def test_a_site_of_a_day_has_the_past_of_that_day(repo, tmp_path):
    """The docs are those of today, and so is the fictional city where it was not there yet."""
    build(repo, "build", "--at", "2022-12-28", "--out", str(tmp_path / "site"))
    then = (tmp_path / "site" / "units" / "song-xanh" / "2022" / "index.html").read_text("utf-8")
    assert "48 → 61" in then
    assert "61 → 70" not in then
    assert not (tmp_path / "site" / PAGE).exists()  # the present is edited, not the past
    assert json.loads((tmp_path / "site" / "build.json").read_text("utf-8"))["kinship"] is None


def test_a_record_that_no_build_wrote_is_told_and_left_aside(repo, tmp_path):
    out = tmp_path / "site"
    out.mkdir()
    (out / "build.json").write_text('{"revision": "--help"}', encoding="utf-8")
    assert "build.json nên không biết bản trước dựng từ đâu" in build(repo, "build", "--out", str(out)).stderr
    assert json.loads((out / "build.json").read_text("utf-8"))["previous"] is None


def test_a_shallow_clone_builds_and_says_what_it_does_not_know(repo, tmp_path):
    clone = Repo(tmp_path / "clone")
    clone.git("pull", "--quiet", "--depth=1", f"file://{repo.root}", "main")
    shutil.copytree(repo.root / ".cache", clone.root / ".cache")
    build(clone, "build")
    page = (clone.root / "site" / "units" / "quan-song-xanh" / "2022" / "index.html").read_text("utf-8")
    assert "bản sao chỉ có những lần ghi mới nhất" in page
    assert not (clone.root / "site" / "changes.atom").exists()


def test_files_in_no_repository_build_without_a_history(repo, tmp_path):
    shutil.copytree(repo.root, tmp_path / "copy", ignore=shutil.ignore_patterns(".git", "site"))
    build(repo, "build", folder=tmp_path / "copy")
    page = (tmp_path / "copy" / "site" / "units" / "quan-song-xanh" / "2022" / "index.html").read_text(
        "utf-8"
    )
    assert "không được dựng từ một kho git" in page
