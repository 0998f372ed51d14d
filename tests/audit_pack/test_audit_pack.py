"""An audit pack proves what it says with nothing but Python, and notices whatever is changed in it."""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from minhchung.assessing.assess import assess
from minhchung.audit_pack.collect import ENGINE, NothingToPackError, subject, zipped
from minhchung.audit_pack.pack import contents
from minhchung.audit_pack.reading import claims_json, editions_json, editions_of, evidence_of
from minhchung.cli import main
from minhchung.workspace import Workspace
from tests.checking.cases import ROOT

DATE = "2025-01-05T08:30:00+0700"


def git(folder, *arguments):
    who = {"GIT_AUTHOR_DATE": DATE, "GIT_COMMITTER_DATE": DATE, "GIT_CONFIG_GLOBAL": os.devnull}
    command = ["git", "-C", str(folder), "-c", "user.name=a", "-c", "user.email=a@example.vn", *arguments]
    return subprocess.run(
        command, env=os.environ | who, check=True, capture_output=True, text=True
    ).stdout.strip()


@pytest.fixture(scope="module")
def city(tmp_path_factory):
    """A repository whose evidence is the fictional city's."""
    root = tmp_path_factory.mktemp("city")
    shutil.copytree(ROOT / "criteria", root / "criteria")
    shutil.copytree(ROOT / "examples" / "may-biec", root / "evidence")
    git(root, "init", "--quiet", "--initial-branch=main")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", "the city")
    return root


def workspace(root):
    return Workspace.open(root / "evidence", root / "criteria")


def unpacked(root, folder, unit="song-xanh", year=2022, lang="vi"):
    folder.mkdir(parents=True)
    for path, content in contents(subject(workspace(root), unit, year, lang)).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    return folder


def verify(folder):
    """As an auditor runs it: isolated, without the packages of this machine, from wherever she stands."""
    command = [sys.executable, "-I", "-S", str(folder / "verify.py")]
    done = subprocess.run(command, cwd="/", capture_output=True, text=True, check=False, encoding="utf-8")
    assert done.stderr == ""
    return done.returncode, done.stdout


@pytest.fixture(scope="module")
def pack(city, tmp_path_factory):
    return unpacked(city, tmp_path_factory.mktemp("pack") / "pack")


@pytest.fixture
def copy(pack, tmp_path):
    return Path(shutil.copytree(pack, tmp_path / "copy"))


def test_it_verifies_with_nothing_but_python(pack):
    before = sorted(pack.rglob("*"))
    code, said = verify(pack)
    assert code == 0, said
    for basis, state in [
        ("self", "recognisable 2"),
        ("verified", "recognisable 1"),
        ("official", "recognised 2"),
    ]:
        assert f"song-xanh năm 2022, {basis}: {state}, tính lại" in said
    assert "Không kiểm tra ở đây: claims.json" in said
    assert hashlib.sha256((pack / "manifest.json").read_bytes()).hexdigest() in said
    assert sorted(pack.rglob("*")) == before, "it leaves nothing behind"


@pytest.mark.parametrize(("unit", "year"), [("may-biec", 2022), ("may-biec", 2023), ("may-biec", 2024)])
def test_the_city_brings_what_its_derived_indicator_counts(city, tmp_path, unit, year):
    folder = unpacked(city, tmp_path / "pack", unit, year)
    code, said = verify(folder)
    assert code == 0, said
    results = json.loads((folder / "results.json").read_bytes())["results"]
    own = [result for result in results if result["unit"] == unit]
    assert [result["basis"] for result in own] == ["self", "verified", "official"]
    assert all("pending" in result["indicators"]["2.1.2"] for result in own)
    claims = json.loads((folder / "claims.json").read_bytes())
    assert {f"{path.parent.name}/{year}" for path in (folder / "evidence").glob(f"*/{year}")} == set(
        claims["dossiers"]
    )
    assert len(claims["dossiers"]) > 3


def test_a_district_brings_only_its_own(pack):
    assert [path.name for path in (pack / "evidence").iterdir() if path.is_dir()] == ["song-xanh"]
    assert list(json.loads((pack / "claims.json").read_bytes())["dossiers"]) == ["song-xanh/2022"]


def test_every_dossier_of_the_city_can_be_packed_and_verified(city):
    """In this process: the claims as JSON are the claims, and the results come out again."""
    from minhchung.audit_pack.reading import recomputed, results_json  # noqa: PLC0415

    space = workspace(city)
    for unit, year in space.evidence.dossiers:
        made = contents(subject(space, unit, year, "vi"))
        claims, rules = json.loads(made["claims.json"]), json.loads(made["editions.json"])
        again = recomputed(claims, rules, json.loads(made["manifest.json"])["units"], year)
        assert again == json.loads(made["results.json"])["results"]
        whole = results_json(assess(space.evidence, space.editions), [unit], year)
        assert [result for result in again if result["unit"] == unit] == whole


def test_claims_and_rules_lose_nothing_as_json(city):
    space = workspace(city)
    results = assess(space.evidence, space.editions)
    sets = {(unit, year): result.criteria for (unit, year, _), result in results.items()}
    rules = json.loads(json.dumps(editions_json(space.editions.values())))
    claims = json.loads(json.dumps(claims_json(space.evidence, space.checked.sources, sets)))
    editions = editions_of(rules)
    assert editions == space.editions
    again = evidence_of(claims, editions)
    assert (again.units, again.dossiers) == (space.evidence.units, space.evidence.dossiers)
    assert assess(again, editions) == results


# --- tampering

KINDS = {
    "a document": "evidence/song-xanh/2022/documents/64-NQ-HDND.pdf",
    "a YAML file": "evidence/song-xanh/2022/self-assessment.yml",
    "the units": "evidence/units.yml",
    "the criteria": "criteria/hai-phong-2022/district.yml",
    "the claims": "claims.json",
    "the rules": "editions.json",
    "the results": "results.json",
    "the history": "history.json",
    "the page": "index.html",
    "the engine": "engine/minhchung/criteria/rules.py",
    "an empty module": "engine/minhchung/criteria/__init__.py",
}


@pytest.mark.parametrize("path", KINDS.values(), ids=KINDS)
def test_a_changed_file_is_noticed(copy, path):
    with (copy / path).open("ab") as file:
        file.write(b" ")
    assert verify(copy) == (1, f"SAI: tệp {path} không phải tệp ghi trong manifest.json.\n")


@pytest.mark.parametrize("path", KINDS.values(), ids=KINDS)
def test_a_missing_file_is_noticed(copy, path):
    (copy / path).unlink()
    assert verify(copy) == (1, f"SAI: thiếu tệp {path}.\n")


def test_a_new_file_is_noticed(copy):
    (copy / "engine" / "json.py").write_text("raise SystemExit(0)", encoding="utf-8")
    assert verify(copy) == (1, "SAI: tệp engine/json.py không có trong manifest.json.\n")


def test_a_link_in_the_place_of_a_file_is_noticed(copy, tmp_path):
    moved = tmp_path / "moved.json"
    (copy / "history.json").rename(moved)
    (copy / "history.json").symlink_to(moved)
    assert verify(copy)[0] == 1


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"lang": "vi", "files": 1}', None])
def test_a_manifest_that_is_none_is_noticed(copy, text):
    if text is None:
        (copy / "manifest.json").unlink()
    else:
        (copy / "manifest.json").write_text(text, encoding="utf-8")
    assert verify(copy) == (1, "SAI: không đọc được manifest.json.\n")


def tampered(copy, path, old, new):
    """The change of somebody who mends the manifest as well."""
    text = (copy / path).read_bytes()
    assert old in text
    (copy / path).write_bytes(text.replace(old, new, 1))
    manifest = json.loads((copy / "manifest.json").read_bytes())
    manifest["files"][path] = hashlib.sha256((copy / path).read_bytes()).hexdigest()
    (copy / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    return verify(copy)


@pytest.mark.parametrize(
    ("path", "old", "new", "sentence"),
    [
        (
            "claims.json",
            b'"count": 61',
            b'"count": 31',
            "SAI: kết quả của song-xanh (self) tính lại được là not-",
        ),
        ("results.json", b'"level": 2', b'"level": 3', "SAI: kết quả của song-xanh (self)"),
        ("results.json", b'"value": "61/74"', b'"value": "62/74"', "SAI: results.json không phải"),
        ("editions.json", b'"at-least": "70"', b'"at-least": "79"', "SAI: kết quả của song-xanh (verified)"),
        ("claims.json", b'"count": 61', b'"count": "many"', "SAI: không tính lại được kết quả"),
        ("claims.json", b"{", b"", "SAI: không tính lại được kết quả"),
        (
            KINDS["a document"],
            b"%PDF",
            b"%pdf",
            "SAI: tài liệu evidence/song-xanh/2022/documents/64-NQ-HDND.pdf",
        ),
    ],
)
def test_who_mends_the_manifest_too_is_caught_by_the_arithmetic(copy, path, old, new, sentence):
    code, said = tampered(copy, path, old, new)
    assert code == 1
    assert sentence in said


# --- the same bytes


def run(root, *arguments, lang="vi"):
    folders = ["--lang", lang, "--evidence", str(root / "evidence"), "--criteria", str(root / "criteria")]
    return CliRunner().invoke(main, [*folders, "audit-pack", *arguments], catch_exceptions=False)


def test_made_twice_on_two_machines_it_is_the_same(city, tmp_path, monkeypatch):
    other = tmp_path / "elsewhere"
    git(tmp_path, "clone", "--quiet", str(city), str(other))
    first, second = tmp_path / "1.zip", tmp_path / "2.zip"
    assert run(city, "song-xanh", "2022", "--out", str(first)).exit_code == 0
    monkeypatch.setenv("TZ", "America/New_York")
    done = run(other, "song-xanh", "2022", "--out", str(second))
    assert first.read_bytes() == second.read_bytes()
    assert hashlib.sha256(first.read_bytes()).hexdigest() in done.stdout
    with zipfile.ZipFile(first) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        assert {entry.date_time for entry in archive.infolist()} == {(2025, 1, 5, 1, 30, 0)}
        manifest = json.loads(archive.read("manifest.json"))
    assert names == sorted(names)
    assert manifest["revision"] == git(city, "rev-parse", "HEAD")
    assert manifest["committed"] == "2025-01-05T08:30:00+07:00"
    assert set(manifest["files"]) == set(names) - {"manifest.json"}


def test_an_uncommitted_change_is_said_and_belongs_to_no_commit(city, tmp_path):
    other = tmp_path / "changed"
    shutil.copytree(city, other)
    (other / "evidence" / "song-xanh" / "2022" / "reply.yml").unlink()
    done = run(other, "song-xanh", "2022", "--out", str(tmp_path / "a.zip"))
    assert done.exit_code == 0
    assert "revision là null" in done.stderr
    folder = unpacked(other, tmp_path / "pack")
    assert json.loads((folder / "manifest.json").read_bytes())["revision"] is None
    code, said = verify(folder)
    assert code == 0
    assert "không tương ứng với lần ghi nào" in said


def test_outside_git_there_is_no_history(city, tmp_path):
    other = tmp_path / "copy"
    shutil.copytree(city, other, ignore=shutil.ignore_patterns(".git"))
    folder = unpacked(other, tmp_path / "pack")
    assert not (folder / "history.json").exists()
    assert verify(folder)[0] == 0


def test_a_document_that_was_not_fetched_is_said(city, tmp_path):
    other = tmp_path / "lfs"
    shutil.copytree(city, other)
    place = other / KINDS["a document"]
    digest = hashlib.sha256(place.read_bytes()).hexdigest()
    pointer = f"version https://git-lfs.github.com/spec/v1\noid sha256:{digest}\nsize 5\n"
    place.write_text(pointer, encoding="utf-8")
    code, said = verify(unpacked(other, tmp_path / "pack"))
    assert code == 0
    assert f"LƯU Ý: {KINDS['a document']} không nằm trong bộ hồ sơ" in said


def test_what_cannot_be_packed_is_said(city, tmp_path):
    out = str(tmp_path / "a.zip")
    for unit, year, words in [
        ("nowhere", "2022", "Không có đơn vị"),
        ("song-xanh", "2001", "Không có hồ sơ nào"),
    ]:
        done = run(city, unit, year, "--out", out)
        assert done.exit_code == 2
        assert words in done.output
    other = tmp_path / "faulty"
    shutil.copytree(city, other)
    (other / "evidence" / "song-xanh" / "2022" / "reply.yml").write_text("unit: [", encoding="utf-8")
    with pytest.raises(NothingToPackError, match="faulty"):
        subject(workspace(other), "song-xanh", 2022, "vi")
    assert not (tmp_path / "a.zip").exists()


def test_a_zip_cannot_say_a_date_before_1980():
    assert zipped({"a": b"b"}, None) == zipped({"a": b"b"}, None)


# --- what is in it


def test_the_engine_is_the_program_itself(pack):
    """Not a copy that could drift: the modules as they are installed, and nothing that needs installing."""
    package = ROOT / "scripts" / "minhchung"
    for name in ENGINE:
        assert (pack / "engine" / "minhchung" / name).read_bytes() == (package / name).read_bytes()


def test_the_page_is_plain_and_whole(pack):
    html = (pack / "index.html").read_text(encoding="utf-8")
    assert "<script" not in html
    assert "http-equiv" in html
    assert not re.search(r'(?:src|@import|url\()\s*=?["\']', html)
    for words in (
        "Quận Sông Xanh",
        "Đủ điều kiện mức độ 2",
        "61 trên 74",
        "4222/QĐ-UBND",
        "Lịch sử thay đổi",
    ):
        assert words in html
    for href in re.findall(r'href="(evidence/[^"]+)"', html):
        assert (pack / href).is_file()


def test_the_page_and_the_program_speak_english(city, tmp_path):
    folder = unpacked(city, tmp_path / "pack", lang="en")
    assert '<html lang="en">' in (folder / "index.html").read_text(encoding="utf-8")
    code, said = verify(folder)
    assert code == 0
    assert "RIGHT: song-xanh 2022, self: recognisable 2" in said


def test_what_a_stranger_wrote_stays_text(city, tmp_path):
    other = tmp_path / "hostile"
    shutil.copytree(city, other)
    place = other / "evidence" / "song-xanh" / "2022" / "self-assessment.yml"
    text = place.read_text(encoding="utf-8")
    hostile = '"</style></pre><script>alert(1)</script>{{ 7*7 }} \\"onload=x"'
    title = "Nghị quyết về nhiệm vụ phát triển kinh tế - xã hội năm 2022"
    assert f"title: {title}" in text
    place.write_text(text.replace(f"title: {title}", f"title: {hostile}", 1), encoding="utf-8")
    html = (unpacked(other, tmp_path / "pack") / "index.html").read_text(encoding="utf-8")
    assert "<script" not in html
    assert "&lt;script&gt;alert(1)" in html
    assert "{{ 7*7 }}" in html
