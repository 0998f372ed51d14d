"""One more document: the hash is right, not a byte of the rest is touched, and a failure changes nothing."""

import hashlib

import pytest
from click.testing import CliRunner

from minhchung import whole
from minhchung.cli import main
from minhchung.documents import add as adding
from minhchung.documents.add import AddError, FaultyError, add, safe_name
from tests.documents.loopback import server
from tests.documents.repository import HEAD, TAIL, Repository
from tests.documents.test_check import POINTER, docx

PDF = b"%PDF-1.7 resolution"
HASH = hashlib.sha256(PDF).hexdigest()
FIRST = "  nq-31: {title: Nghị quyết, url: 'https://a.vn/31.pdf'} # đã có\n"


@pytest.fixture
def repository(tmp_path):
    made = Repository(tmp_path / "kho")
    made.write(FIRST)
    return made


def source(tmp_path, name="Kế hoạch số 5.PDF", content=PDF):
    place = tmp_path / name
    place.write_bytes(content)
    return str(place)


def contents(repository):
    return {path: path.read_bytes() for path in repository.evidence.rglob("*") if path.is_file()}


def test_a_file_is_copied_hashed_and_described(repository, tmp_path):
    said = {"number": "5/KH-UBND", "issued": "2022-03-01"}
    added = add(repository.workspace(), "song-xanh", 2022, source(tmp_path), said=said)
    assert (added.id, added.sha256, added.file) == ("5-kh-ubnd", HASH, "documents/Ke-hoach-so-5.pdf")
    assert (repository.dossier / added.file).read_bytes() == PDF
    assert added.place.read_text(encoding="utf-8") == (
        f"{HEAD}documents:\n{FIRST}"
        "  5-kh-ubnd:\n"
        "    title: Kế hoạch số 5\n"
        "    number: 5/KH-UBND\n"
        "    issued: 2022-03-01\n"
        "    file: documents/Ke-hoach-so-5.pdf\n"
        f"    sha256: {HASH}\n"
        f"\n{TAIL}"
    )
    assert not [problem for problem in repository.workspace().checked.problems if problem.is_error]


def test_a_file_that_lies_in_the_folder_already_stays_there(repository):
    place = repository.file("so-do/5.pdf".replace("/", "-"), PDF)
    added = add(repository.workspace(), "song-xanh", 2022, str(place))
    assert added.file == "documents/so-do-5.pdf"
    assert list((repository.dossier / "documents").iterdir()) == [place]


def test_an_address_is_fetched_and_described(repository):
    with server() as web:
        web.gives("/moi/5-kh.pdf", PDF)
        url = web.redirects("/5-kh.pdf", "/moi/5-kh.pdf")
        added = add(repository.workspace(), "song-xanh", 2022, url, fetcher=web.fetcher())
    assert added.answer is not None
    assert added.answer.hops == (url.replace("/5-kh", "/moi/5-kh"),)
    entry = f'  5-kh:\n    title: 5-kh\n    url: "{url}"\n    sha256: {HASH}\n'
    assert entry in added.place.read_text(encoding="utf-8")


def test_to_the_file_of_the_verifying_agency(repository, tmp_path):
    place = repository.dossier / "verification.yml"
    place.write_text(
        "unit: song-xanh\nyear: 2022\nverified_by: Sở Giáo dục và Đào tạo\ndate: 2022-12-20\n",
        encoding="utf-8",
    )
    add(repository.workspace(), "song-xanh", 2022, source(tmp_path), kind="verification")
    assert place.read_text(encoding="utf-8").startswith("unit: song-xanh\nyear: 2022\nverified_by: Sở")
    assert f"sha256: {HASH}" in place.read_text(encoding="utf-8")


REFUSED = {
    "type": ("a.pdf", b"MZ\x90 a program"),
    "svg": ("a.svg", b"<svg onload='alert(1)'/>"),
    "empty": ("a.pdf", b""),
    "pointer": ("a.pdf", POINTER.format(HASH).encode()),
}


@pytest.mark.parametrize(("name", "content"), REFUSED.values(), ids=REFUSED)
def test_what_is_no_document_is_refused(repository, tmp_path, name, content):
    before = contents(repository)
    with pytest.raises(AddError):
        add(repository.workspace(), "song-xanh", 2022, source(tmp_path, name, content))
    assert contents(repository) == before


def test_the_type_is_what_the_bytes_say(repository, tmp_path):
    added = add(repository.workspace(), "song-xanh", 2022, source(tmp_path, "quyet-dinh.docx", PDF))
    assert added.file == "documents/quyet-dinh.pdf"


def test_a_file_too_large(repository, tmp_path, monkeypatch):
    monkeypatch.setattr(adding, "MOST_BYTES", 10)
    with pytest.raises(AddError, match="too-large"):
        add(repository.workspace(), "song-xanh", 2022, source(tmp_path))


@pytest.mark.parametrize(
    "url", ["https://127.0.0.1/a.pdf", "ftp://a.vn/a.pdf", "https://a.vn:8443/a.pdf", "https://u@a.vn/a.pdf"]
)
def test_an_address_that_may_not_be_opened_is_not(repository, url):
    with pytest.raises(AddError, match="bad-link"):
        add(repository.workspace(), "song-xanh", 2022, url)


def test_an_address_that_gives_nothing(repository):
    before = contents(repository)
    with server() as web, pytest.raises(AddError, match="not-fetched"):
        add(repository.workspace(), "song-xanh", 2022, web.answers("/a.pdf", 404), fetcher=web.fetcher())
    assert contents(repository) == before


def test_twice_is_once(repository, tmp_path):
    add(repository.workspace(), "song-xanh", 2022, source(tmp_path))
    before = contents(repository)
    with pytest.raises(AddError, match="there-already"):
        add(repository.workspace(), "song-xanh", 2022, source(tmp_path, "b.pdf"))
    assert contents(repository) == before


def test_another_file_of_the_same_name_is_not_overwritten(repository, tmp_path):
    repository.file("Ke-hoach-so-5.pdf", b"%PDF-1.7 another")
    with pytest.raises(AddError, match="name-taken"):
        add(repository.workspace(), "song-xanh", 2022, source(tmp_path))


def test_an_entry_that_check_would_refuse_is_not_written(repository, tmp_path):
    before = contents(repository)
    for said in ({"issued": "2022-02-30"}, {"title": "Liên hệ 0912 345 678"}):
        with pytest.raises(FaultyError):
            add(repository.workspace(), "song-xanh", 2022, source(tmp_path), said=said)
    assert contents(repository) == before


def test_errors_that_were_there_before_stand_in_nobodys_way(repository, tmp_path):
    """A dossier is filled in little by little."""
    place = repository.write(FIRST + "  b: {title: B, file: documents/later.pdf}\n")
    add(repository.workspace(), "song-xanh", 2022, source(tmp_path))
    assert HASH in place.read_text(encoding="utf-8")


def test_a_disk_that_fails_leaves_the_file_as_it_was(repository, tmp_path, monkeypatch):
    before = (repository.dossier / "self-assessment.yml").read_bytes()
    real = whole.write

    def failing(place, content):
        if place.suffix == ".yml":
            raise OSError(28, "No space left on device")
        real(place, content)

    monkeypatch.setattr(whole, "write", failing)
    with pytest.raises(OSError, match="No space"):
        add(repository.workspace(), "song-xanh", 2022, source(tmp_path))
    assert (repository.dossier / "self-assessment.yml").read_bytes() == before


def test_a_name_is_safe_everywhere():
    assert safe_name("Đề án số 31/NQ-HĐND (bản cuối)") == "De-an-so-31-NQ-HDND-ban-cuoi"
    assert safe_name("../../etc/passwd") == "etc-passwd"
    assert safe_name("…") == "tai-lieu"
    assert len(safe_name("a" * 500)) == 80


def run(repository, *arguments):
    folders = ["--evidence", str(repository.evidence), "--criteria", str(repository.root / "criteria")]
    return CliRunner().invoke(main, [*folders, "documents", "add", *arguments], catch_exceptions=False)


def test_the_command(repository, tmp_path):
    done = run(repository, "song-xanh", "2022", source(tmp_path, content=docx("Email: lan@songxanh.vn")))
    assert done.exit_code == 0, done.output
    assert HASH not in done.stdout
    assert "ke-hoach-so-5" in done.stdout
    assert "dữ liệu cá nhân (l•••@•••)" in done.stderr
    for arguments, words in [
        (("nowhere", "2022", "a.pdf"), "Không có đơn vị «nowhere»"),
        (("song-xanh", "2023", "a.pdf"), "Chưa có tệp"),
        (("song-xanh", "2022", "a.pdf"), "Không có tệp «a.pdf»"),
        (("song-xanh", "2022", "https://10.0.0.1/a.pdf"), "không được phép mở"),
        (("song-xanh", "2022", "https://khong-co.invalid/a.pdf"), "không có máy chủ tên này"),
        (("song-xanh", "2022", source(tmp_path, "b.pdf"), "--issued", "2022-02-30"), "Không thêm gì"),
        (("song-xanh", "2022", source(tmp_path, "c.pdf"), "--id", "nq-31"), "Không thêm được mục «nq-31»"),
    ]:
        done = run(repository, *arguments)
        assert done.exit_code == 2, done.output
        assert words in done.output
