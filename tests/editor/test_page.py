"""The page at /admin/: the forge that mkdocs.yml names, a policy of its own, and bundles that are what they should be."""

import io
import os
import stat
import subprocess
import sys
import tarfile
from base64 import b64encode
from hashlib import sha512
from pathlib import Path

import pytest

from minhchung.editor import bundles
from minhchung.editor.forge import backend
from minhchung.editor.page import FOLDER, PAGE, editor, policy
from minhchung.publishing.checker import faults

ROOT = Path(__file__).parents[2]
FORGEJO = "forge: forgejo, address: https://git.x.example/, repository: a/b, app_id: id"
GITLAB = "forge: gitlab, address: https://git.x.example, repository: a/b/c, app_id: id"
GITHUB = "forge: github, sign_in: https://sign-in.x.example, repository: a/b"
BUNDLES = {"decap-cms.js": b"x", "js-yaml.min.js": b"x"}


def configured(editor: str):
    return backend(f"extra: {{editor: {{{editor}}}}}")


def test_the_repository_names_a_forge_for_its_form():
    assert backend((ROOT / "mkdocs.yml").read_text(encoding="utf-8")) is not None


def test_without_a_forge_there_is_no_form():
    assert backend("extra: {report: ''}") is None


def test_forgejo_and_gitlab_sign_in_by_themselves():
    forgejo, gitlab = configured(FORGEJO), configured(GITLAB)
    assert forgejo.settings["api_root"] == "https://git.x.example/api/v1"
    assert gitlab.settings["auth_type"] == "pkce"
    assert forgejo.origins == gitlab.origins == ("https://git.x.example",)


def test_github_signs_in_through_a_service_of_one_s_own():
    github = configured(GITHUB)
    assert github.settings["base_url"] == "https://sign-in.x.example"
    assert github.origins == ("https://api.github.com",)  # the service is a window of its own, not a request


@pytest.mark.parametrize(
    "wrong",
    [
        GITHUB.replace("https://", "http://"),
        "forge: github, repository: a/b",
        FORGEJO.replace("app_id: id", "app_id: ''"),
        FORGEJO.replace("https://git.x.example/", "https://git.x.example; script-src *"),
        FORGEJO.replace("https://git.x.example/", "https://name@git.x.example"),
        FORGEJO.replace("a/b", "a"),
        FORGEJO.replace("forgejo", "svn"),
        FORGEJO + ", local_backend: true",
    ],
)
def test_settings_that_cannot_be_meant_are_refused(wrong):
    with pytest.raises(ValueError, match=r"extra\.editor"):
        configured(wrong)


def site(forge):
    return {
        **editor({"collections": []}, forge, BUNDLES),
        "submit/index.html": b"",
        "assets/favicon.svg": b"",
    }


def test_the_page_stands_the_checks_of_the_site_with_its_own_policy_alone():
    forge = configured(FORGEJO)
    files = {path: content for path, content in site(forge).items() if path != "submit/index.html"}
    policies = {PAGE: policy(forge)}
    assert [str(fault) for fault in faults(files, policies=policies)] == [f"{PAGE}: broken link: ../submit/"]
    other = {PAGE: policy(configured(GITHUB))}
    assert any("policy" in fault.message for fault in faults(files, policies=other))
    assert any("policy" in fault.message for fault in faults(files))


def test_the_page_speaks_to_the_forge_and_runs_no_script_of_its_own():
    allowed = dict(part.split(" ", 1) for part in policy(configured(FORGEJO)).split("; "))
    assert allowed["default-src"] == "'none'"
    assert allowed["connect-src"] == "'self' blob: https://git.x.example"
    assert "'unsafe-inline'" not in allowed["script-src"]
    assert b'content="noindex"' in site(configured(FORGEJO))[PAGE]


def test_everything_of_the_form_stands_below_admin():
    assert all(path.startswith(f"{FOLDER}/") for path in editor({}, configured(FORGEJO), BUNDLES))


NPM = """#!{python}
import pathlib, sys
name = sys.argv[2]
archive = pathlib.Path({archives!r}, name.replace("@", "-") + ".tgz")
if not archive.exists():
    sys.exit("no such package")
pathlib.Path(archive.name).write_bytes(archive.read_bytes())
"""


@pytest.fixture
def npm(tmp_path, monkeypatch):
    """An npm whose registry is a folder."""
    (tmp_path / "bin").mkdir()
    script = tmp_path / "bin" / "npm"
    script.write_text(NPM.format(python=sys.executable, archives=str(tmp_path)))
    script.chmod(script.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    return tmp_path


@pytest.fixture
def pinned(monkeypatch):
    """One package of one file, pinned by the hash of `content`."""

    def pin(content: bytes) -> bytes:
        packed = io.BytesIO()
        with tarfile.open(fileobj=packed, mode="w:gz") as tar:
            member = tarfile.TarInfo("package/dist/a.js")
            member.size = len(content)
            tar.addfile(member, io.BytesIO(content))
        integrity = f"sha512-{b64encode(sha512(packed.getvalue()).digest()).decode()}"
        pins = (
            f'[{{"name": "a", "version": "1", "integrity": "{integrity}", "files": {{"dist/a.js": "a.js"}}}}]'
        )
        monkeypatch.setattr(bundles, "_pins", pins.encode)
        return packed.getvalue()

    return pin


def test_a_bundle_is_fetched_once_and_kept(npm, pinned, tmp_path):
    (npm / "a-1.tgz").write_bytes(pinned(b"x"))
    assert bundles.cached(tmp_path / "cache") is None
    bundles.fetch(tmp_path / "cache")
    (npm / "a-1.tgz").unlink()
    bundles.fetch(tmp_path / "cache")
    assert bundles.cached(tmp_path / "cache") == {"a.js": b"x"}


def test_another_content_under_the_same_version_is_refused(npm, pinned, tmp_path):
    (npm / "a-1.tgz").write_bytes(pinned(b"y"))
    pinned(b"x")
    with pytest.raises(bundles.BundlesError) as refused:
        bundles.fetch(tmp_path / "cache")
    assert refused.value.reason == "other-content"
    assert bundles.cached(tmp_path / "cache") is None


SENTENCES = {"none": "không có Node.js (npm)", "empty": "Không tải được trình soạn thảo"}


@pytest.mark.parametrize("npm_is", SENTENCES)
def test_make_site_says_in_a_sentence_why_there_will_be_no_form_and_goes_on(npm, tmp_path, npm_is):
    (tmp_path / "mkdocs.yml").write_text((ROOT / "mkdocs.yml").read_text("utf-8"), "utf-8")
    path = {"none": str(tmp_path / "nothing"), "empty": str(tmp_path / "bin")}[npm_is]
    run = subprocess.run(
        [sys.executable, "-m", "minhchung.editor"],
        cwd=tmp_path,
        env={**os.environ, "PATH": path, "MINHCHUNG_LANG": "vi"},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert SENTENCES[npm_is] in run.stderr
    assert run.stderr.count("\n") == 1
