"""Documents held against their hashes, and the record of it: real files, a real server, real git."""

import hashlib
import io
import json
import zipfile

import pytest
from click.testing import CliRunner

from minhchung.cli import main
from minhchung.documents.check import (
    check_documents,
    documents_of,
    read_record,
    uncommitted_personal_data,
    write_record,
)
from minhchung.documents.record import Record, load
from tests.documents.loopback import HOST, QUICK, server
from tests.documents.repository import Repository

PDF = b"%PDF-1.7 resolution"
POINTER = "version https://git-lfs.github.com/spec/v1\noid sha256:{}\nsize 12345\n"
DAY = "2026-11-23"


@pytest.fixture
def repository(tmp_path):
    return Repository(tmp_path)


@pytest.fixture
def web():
    with server() as running:
        yield running


def digest(content):
    return hashlib.sha256(content).hexdigest()


def states(repository, fetcher=None):
    workspace = repository.workspace()
    documents = documents_of(workspace)
    outcomes = check_documents(workspace.evidence_folder, documents, fetcher, lambda *_: None)
    return {f"{document.id}/{place}": outcome.state for (document, place), outcome in outcomes.items()}


def test_local_files(repository):
    repository.file("same.pdf", PDF)
    repository.file("other.pdf", b"%PDF-1.7 another")
    repository.file("unhashed.pdf", PDF)
    repository.file("large.pdf", POINTER.format(digest(PDF)).encode())
    repository.file("replaced.pdf", POINTER.format(digest(b"another")).encode())
    repository.write(
        f"  same: {{title: A, file: documents/same.pdf, sha256: {digest(PDF).upper()}}}\n"
        f"  other: {{title: B, file: documents/other.pdf, sha256: {digest(PDF)}}}\n"
        f"  missing: {{title: C, file: documents/missing.pdf, sha256: {digest(PDF)}}}\n"
        "  unhashed: {title: D, file: documents/unhashed.pdf}\n"
        f"  large: {{title: E, file: documents/large.pdf, sha256: {digest(PDF)}}}\n"
        f"  replaced: {{title: F, file: documents/replaced.pdf, sha256: {digest(PDF)}}}\n"
        "  outside: {title: G, file: documents/../../../units.yml}\n"
    )
    assert states(repository) == {
        "same/file": "matches",
        "other/file": "changed",
        "missing/file": "gone",
        "unhashed/file": "no-hash",
        "large/file": "lfs-pointer",
        "replaced/file": "changed",
    }


def test_addresses_and_archived_copies(repository, web):
    same, other = web.gives("/same.pdf", PDF), web.gives("/other.pdf", b"%PDF-1.7 another")
    moved = web.redirects("/moved.pdf", "/same.pdf")
    gone, closed = web.answers("/gone.pdf", 404), web.answers("/closed.pdf", 403)
    hash_ = f"sha256: {digest(PDF)}"
    repository.write(
        f"  same: {{title: A, url: '{same}', archived: '{other}', {hash_}}}\n"
        f"  moved: {{title: B, url: '{moved}', {hash_}}}\n"
        f"  gone: {{title: C, url: '{gone}', archived: '{same}', {hash_}}}\n"
        f"  closed: {{title: D, url: '{closed}', {hash_}}}\n"
        f"  unhashed: {{title: E, url: '{same}'}}\n"
        f"  number: {{title: F, url: 'https://127.0.0.1/x', {hash_}}}\n"
    )
    expected = {
        "same/url": "matches",
        "same/archived": "changed",
        "moved/url": "matches",
        "gone/url": "gone",
        "gone/archived": "matches",
        "closed/url": "unreachable",
        "unhashed/url": "no-hash",
        "number/url": "not-checked",
    }
    assert states(repository, web.fetcher()) == expected
    assert [path for _, path in web.asked].count("/same.pdf") == 2, "itself once, and once by the redirect"
    assert set(states(repository).values()) == {"not-checked"}


def test_a_host_is_asked_one_by_one_with_a_rest_between(repository, web):
    pauses: list[float] = []
    urls = [web.gives(f"/{n}", PDF) for n in range(3)]
    repository.write("".join(f"  d{n}: {{title: A, url: '{url}'}}\n" for n, url in enumerate(urls)))
    states(repository, web.fetcher(QUICK, sleep=pauses.append))
    assert pauses == [1, 1]
    assert [path for _, path in web.asked] == ["/0", "/1", "/2"]


# --- the record


def recorded(repository, fetcher, day=DAY):
    """What `documents check` does with its record."""
    workspace = repository.workspace()
    documents = documents_of(workspace)
    outcomes = check_documents(workspace.evidence_folder, documents, fetcher, lambda *_: None)
    record = read_record(workspace.evidence_folder).with_outcomes(
        {key: outcome for key, outcome in outcomes.items() if outcome.why != "offline"}, day, documents
    )
    return write_record(workspace.evidence_folder, record).read_text(encoding="utf-8")


def test_the_record_is_a_file_that_check_accepts(repository, web):
    repository.file("31.pdf", PDF)
    url = web.gives("/a.pdf", PDF)
    repository.write(f"  nq-31: {{title: A, file: documents/31.pdf, url: '{url}', sha256: {digest(PDF)}}}\n")
    text = recorded(repository, web.fetcher())
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    assert [line.partition(", of: ")[0] for line in lines] == [
        "song-xanh/2022/self-assessment/nq-31/file: {outcome: matches, date: 2026-11-23",
        "song-xanh/2022/self-assessment/nq-31/url: {outcome: matches, date: 2026-11-23",
    ]
    assert text == recorded(repository, web.fetcher()), "the same findings, the same bytes"
    assert load(text.encode())[1] == []
    assert not [p for p in repository.workspace().checked.problems if p.is_error]


def test_what_was_not_looked_at_again_keeps_its_day(repository, web):
    repository.file("31.pdf", PDF)
    url = web.gives("/a.pdf", PDF)
    repository.write(f"  nq-31: {{title: A, file: documents/31.pdf, url: '{url}', sha256: {digest(PDF)}}}\n")
    recorded(repository, web.fetcher())
    text = recorded(repository, None, "2026-12-01")
    assert "file: {outcome: matches, date: 2026-12-01" in text
    assert "url: {outcome: matches, date: 2026-11-23" in text


def test_a_finding_does_not_outlive_what_it_was_found_for(repository, web):
    """Another address or another hash in the dossier: nothing is known of it."""
    url = web.gives("/a.pdf", PDF)
    repository.write(f"  nq-31: {{title: A, url: '{url}', sha256: {digest(PDF)}}}\n")
    recorded(repository, web.fetcher())
    record = read_record(repository.workspace().evidence_folder)
    (document,) = documents_of(repository.workspace())
    found = record.entry(document, "url")
    assert found is not None
    assert found.state == "matches"
    for line in (
        f"url: 'http://{HOST}/b.pdf', sha256: {digest(PDF)}",
        f"url: '{url}', sha256: {digest(b'x')}",
    ):
        repository.write(f"  nq-31: {{title: A, {line}}}\n")
        (document,) = documents_of(repository.workspace())
        assert record.entry(document, "url") is None
    assert "nq-31" not in recorded(repository, None)


def test_a_record_that_no_check_wrote_says_nothing():
    odd = """\
song-xanh/2022/self-assessment/a/url: {outcome: perfect, date: 2026-11-23, of: 0123456789ab}
song-xanh/2022/self-assessment/b/url: {outcome: matches, date: today, of: 0123456789ab}
song-xanh/2022/self-assessment/c/href: {outcome: matches, date: 2026-11-23, of: 0123456789ab}
song-xanh/2022/self-assessment/d/url: {outcome: matches, date: 2026-11-23, of: 0123456789ab, note: …}
song-xanh/2022/self-assessment/e/url: matches
song-xanh/2022/self-assessment/f/url: {outcome: unreachable, date: 2026-11-23, of: 0123456789ab, why: http-503}
"""
    record, refused = load(odd.encode())
    assert list(record.entries) == ["song-xanh/2022/self-assessment/f/url"]
    assert [(problem.line, problem.code) for problem in refused] == [(n, "odd-record") for n in range(1, 6)]
    assert load(Record({}).text().encode())[0].entries == {}


# --- personal data, before git holds it


def docx(text):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        runs = "</w:t></w:r><w:r><w:t>".join(text)
        archive.writestr(
            "word/document.xml", f"<w:document><w:p><w:r><w:t>{runs}</w:t></w:r></w:p></w:document>"
        )
    return packed.getvalue()


def test_a_new_file_with_personal_data_is_pointed_at_and_a_committed_one_is_not(repository):
    repository.file("old.docx", docx("Liên hệ 0912 345 678"))
    repository.write(
        "  nq-31: {title: A, file: documents/old.docx}\n  new: {title: B, file: documents/new.docx}\n"
    )
    repository.commit()
    repository.file("new.docx", docx("Liên hệ 0912 345 679"))
    workspace = repository.workspace()
    found = uncommitted_personal_data(workspace.evidence_folder, documents_of(workspace))
    assert [(document.id, [datum.kind for datum in data]) for document, data in found] == [
        ("new", ["telephone"])
    ]


# --- the command


def run(repository, *arguments):
    folders = ["--evidence", str(repository.evidence), "--criteria", str(repository.root / "criteria")]
    return CliRunner().invoke(main, [*folders, "documents", *arguments], catch_exceptions=False)


def test_the_command_says_what_it_found_and_fails_on_a_changed_file(repository):
    repository.file("31.pdf", PDF)
    repository.write(f"  nq-31: {{title: A, file: documents/31.pdf, sha256: {digest(PDF)}}}\n")
    done = run(repository, "check", "--offline")
    assert done.exit_code == 0, done.output
    assert "song-xanh/2022/self-assessment/nq-31: documents/31.pdf: mã băm trùng khớp" in done.stdout
    repository.file("31.pdf", b"%PDF-1.7 another")
    done = run(repository, "check", "--offline", "--unit", "song-xanh")
    assert done.exit_code == 1
    assert "đã thay đổi" in done.stdout
    assert "outcome: changed" in (repository.evidence / "documents-checked.yml").read_text(encoding="utf-8")
    assert run(repository, "check", "--offline", "--unit", "nowhere").exit_code == 2


def test_a_kind_of_document_past_its_lifetime_is_named(repository):
    """A setting of the edition: an optional key of its roadmap."""
    place = repository.root / "criteria" / "hai-phong-2022" / "roadmap.yml"
    lifetimes = {"KH": {"years": 1, "note": {"vi": "Kế hoạch năm.", "en": "A plan of a year."}}}
    with place.open("a", encoding="utf-8") as file:
        file.write(f"lifetimes: {json.dumps(lifetimes, ensure_ascii=False)}\n")
    repository.file("a.pdf", PDF)
    repository.write(
        "  nq-31: {title: A, file: documents/a.pdf, number: 31/NQ-HĐND, issued: 2010-01-05}\n"
        "  kh-1: {title: B, file: documents/a.pdf, number: 1/KH-UBND, issued: 2021-12-30}\n"
        "  kh-2: {title: C, file: documents/a.pdf, number: 2/KH-UBND, issued: 2021-12-31}\n"
    )
    done = run(repository, "check", "--offline")
    late = [line for line in done.stdout.splitlines() if "quá thời hạn" in line]
    assert late == ["song-xanh/2022/self-assessment/kh-1: đã quá thời hạn sử dụng của loại văn bản này."]
