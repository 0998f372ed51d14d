"""Who must approve what: CODEOWNERS follows from the units, and the committed copy is fresh."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from minhchung.cli import main
from minhchung.evidence.model import Unit
from minhchung.evidence.owners import Owners, OwnersError, codeowners, owners

ROOT = Path(__file__).parents[2]
TEAMS = {"organisation": "to-chuc", "maintainers": "quan-tri", "standing_agency": "so", "committee": "ubnd"}
UNITS = [
    Unit("may-biec", "90", "Thành phố Mây Biếc", "thành phố"),
    Unit("song-xanh", "901", "Quận Sông Xanh", "quận", parent="may-biec"),
    Unit("doi-gio", "902", "Huyện Đồi Gió", "huyện", parent="may-biec"),
]


def owner(text: str, path: str) -> str:
    """The last line that fits decides, as on the forges; `*` is within one folder, `/` at the end is all below."""
    found = ""
    for line in text.splitlines():
        if line and not line.startswith("#"):
            pattern, *teams = line.split()
            regex = re.escape(pattern.lstrip("/")).replace(r"\*", "[^/]*" if "/" in pattern else ".*")
            if re.fullmatch(regex + (".*" if pattern.endswith("/") else ""), path):
                found = " ".join(team.removeprefix("@to-chuc/") for team in teams)
    return found


@pytest.mark.parametrize(
    ("path", "team"),
    [
        ("evidence/song-xanh/2022/self-assessment.yml", "song-xanh"),
        ("evidence/song-xanh/2022/reply.yml", "song-xanh"),
        ("evidence/song-xanh/2022/documents/bao-cao.pdf", "song-xanh so ubnd"),
        ("evidence/song-xanh/2022/documents/verification.yml", "song-xanh so ubnd"),
        ("evidence/may-biec/2022/documents/bao-cao.pdf", "may-biec so quan-tri"),
        ("evidence/doi-gio/2031/self-assessment.yml", "doi-gio"),
        ("evidence/song-xanh/2022/verification.yml", "so"),
        ("evidence/may-biec/2022/verification.yml", "so"),
        ("evidence/song-xanh/2022/decision.yml", "ubnd"),
        ("evidence/may-biec/2022/self-assessment.yml", "may-biec"),
        ("evidence/may-biec/2022/decision.yml", "quan-tri"),  # the Ministry decides, the maintainers copy
        ("evidence/units.yml", "quan-tri"),
        ("evidence/nobody/2022/self-assessment.yml", "quan-tri"),
        ("criteria/hai-phong-2022/district.yml", "quan-tri"),
        (".github/CODEOWNERS", "quan-tri"),
    ],
)
def test_a_file_has_its_owner(path, team):
    assert owner(codeowners(UNITS, owners(TEAMS), "evidence"), path) == team


@pytest.mark.parametrize(
    ("change", "key"),
    [
        ({"committee": None}, "committee"),
        ({"organisation": ""}, "organisation"),
        ({"maintainers": "a b"}, "maintainers"),
        ({"standing_agency": "so\n* @evil/evil"}, "standing_agency"),
        ({"standing_agency": "@so"}, "standing_agency"),
        ({"ministry": "bo"}, "ministry"),
    ],
)
def test_settings_that_name_no_team_are_refused(change, key):
    """A name that could end its line could make anyone an owner."""
    with pytest.raises(OwnersError) as refused:
        owners({**TEAMS, **change})
    assert refused.value.key == key


@pytest.mark.parametrize("data", [None, [], "to-chuc", {}])
def test_settings_that_are_no_mapping_are_refused(data):
    with pytest.raises(OwnersError):
        owners(data)


def test_settings_are_read():
    assert owners(TEAMS) == Owners("to-chuc", "quan-tri", "so", "ubnd")


def test_the_committed_files_are_fresh(monkeypatch):
    """CODEOWNERS and the JSON Schemas. If not: minhchung generate."""
    monkeypatch.chdir(ROOT)
    done = CliRunner().invoke(main, ["generate", "--check"])
    assert done.exit_code == 0, done.output


def test_generate_says_what_is_stale_and_mends_it(tmp_path, monkeypatch):
    criteria, evidence = tmp_path / "criteria", tmp_path / "evidence"
    schemas = criteria / "hai-phong-2022" / "schema"
    schemas.mkdir(parents=True)
    evidence.mkdir()
    (tmp_path / ".github").mkdir()
    for source in (ROOT / "criteria" / "hai-phong-2022").glob("*.yml"):
        (criteria / "hai-phong-2022" / source.name).write_bytes(source.read_bytes())
    (evidence / "units.yml").write_bytes((ROOT / "examples" / "may-biec" / "units.yml").read_bytes())
    settings = "\n".join(f"{key}: {team}" for key, team in TEAMS.items())
    (tmp_path / ".github" / "owners.yml").write_text(settings, encoding="utf-8")
    (schemas / "gone.json").write_text("{}", encoding="utf-8")
    monkeypatch.chdir(tmp_path)

    stale = CliRunner().invoke(main, ["generate", "--check"])
    assert stale.exit_code == 1
    assert "CODEOWNERS: đã cũ" in stale.output
    assert "gone.json: đã cũ" in stale.output

    assert CliRunner().invoke(main, ["generate"]).exit_code == 0
    assert not (schemas / "gone.json").exists()
    assert "@to-chuc/song-xanh" in (tmp_path / ".github" / "CODEOWNERS").read_text(encoding="utf-8")
    assert CliRunner().invoke(main, ["generate", "--check"]).exit_code == 0

    (tmp_path / ".github" / "owners.yml").write_text("organisation: a b\n", encoding="utf-8")
    refused = CliRunner().invoke(main, ["generate"])
    assert refused.exit_code == 2
    assert "«organisation»" in refused.output
