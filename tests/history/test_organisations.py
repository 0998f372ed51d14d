"""Which organisation stands behind an address; and that the list itself is checked."""

from hashlib import sha256
from pathlib import Path

import pytest

from minhchung.history.organisations import Organisations, author
from minhchung.workspace import Workspace

HASH = sha256(b"officer@gmail.example").hexdigest()
LISTED = Organisations(
    {
        "organisations": [
            {"name": "Sở Giáo dục và Đào tạo", "domains": ["so.example.vn"]},
            {"name": "UBND quận  Sông Xanh", "domains": ["SongXanh.example.vn"], "addresses": [HASH.upper()]},
            {"name": "Phòng Nội vụ", "addresses": [sha256(b"noi.vu@so.example.vn").hexdigest()]},
        ]
    }
)


@pytest.mark.parametrize(
    ("address", "organisation"),
    [
        ("a@so.example.vn", "Sở Giáo dục và Đào tạo"),
        ("A@SO.Example.VN", "Sở Giáo dục và Đào tạo"),
        ("b@songxanh.example.vn", "UBND quận Sông Xanh"),
        ("Officer@Gmail.example", "UBND quận Sông Xanh"),
        ("noi.vu@so.example.vn", "Phòng Nội vụ"),  # its own entry goes before its domain
        ("a@phong.so.example.vn", "chưa rõ tổ chức"),  # a domain is that domain alone
        ("other@gmail.example", "chưa rõ tổ chức"),
        ("so.example.vn", "chưa rõ tổ chức"),
        ("", "chưa rõ tổ chức"),
        (HASH, "chưa rõ tổ chức"),
    ],
)
def test_an_address_is_known_by_its_hash_or_by_its_domain(address, organisation):
    assert LISTED.of(author(address)) == organisation


def test_nothing_of_an_address_is_kept_but_its_hash_and_its_domain():
    assert author("Officer@Gmail.example") == (HASH, "gmail.example")


@pytest.mark.parametrize(
    "data",
    [
        None,
        [],
        "x",
        {"organisations": {}},
        {"organisations": [1, {"name": 2}, {"name": "A", "domains": "x"}, {}]},
    ],
)
def test_a_list_of_another_shape_knows_nobody(data):
    assert Organisations(data).of(author("a@so.example.vn")) == "chưa rõ tổ chức"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("organisations:\n  - {name: Sở, domains: [so.example.vn]}\n", None),
        (f"organisations:\n  - {{name: Sở, addresses: [{HASH}]}}\n", None),
        ("organisations:\n  - {name: Sở, domains: [a@so.example.vn]}\n", "bad-domain"),
        ("organisations:\n  - {name: Sở, addresses: [abc]}\n", "bad-sha256"),
        ("organisations:\n  - {name: Sở}\n", "missing-one-of"),
        ("organisations:\n  - {domains: [so.example.vn]}\n", "missing-key"),
        ("organisation: []\n", "unknown-key"),
        ("organisations: [\n", "yaml-syntax"),
    ],
)
def test_check_reads_the_list(tmp_path, text, code):
    evidence = tmp_path / "evidence"
    evidence.mkdir()
    units = "units:\n  - {id: may-biec, code: '1', name: Thành phố Mây Biếc, type: thành phố}\n"
    (evidence / "units.yml").write_text(units, encoding="utf-8")
    (evidence / "organisations.yml").write_text(text, encoding="utf-8")
    criteria = Path(__file__).parents[2] / "criteria"
    problems = Workspace.open(evidence, criteria).checked.problems
    found = {p.code for p in problems if p.file.endswith("organisations.yml")}
    assert code in found if code else not found
