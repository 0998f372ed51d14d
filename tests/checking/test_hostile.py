"""Files that nobody writes by hand: refused with a sentence, never with a traceback or a wait."""

import time

import pytest

from minhchung.checking.messages import message
from minhchung.i18n import translator
from minhchung.yaml.strict import read
from tests.checking.cases import HERE, Memory, checked

UNITS = (HERE / "units.yml").read_bytes()
PLACE = "song-xanh/2022/self-assessment.yml"
HEAD = b"unit: song-xanh\nyear: 2022\ncriteria: hai-phong-2022/district\norigin: example\n"

REFUSED = {
    "200,000 brackets": (b"[" * 200_000, 1, "too-deep"),
    "200,000 braces": (b"{a: " * 200_000, 1, "too-deep"),
    "200,000 dashes": (b"- " * 200_000, 1, "too-deep"),
    "a deep block": ("".join(" " * i + "a:\n" for i in range(500)).encode(), 21, "too-deep"),
    "question marks": (b"? " * 200_000, 1, "complex-key"),
    "too large": (b"a: " + b"x" * (1 << 20), 1, "file-too-large"),
    "an alias bomb": (b"a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n", 1, "alias"),
    "a merge": (b"<<: *a\n", 1, "alias"),
    "a tag": (b"a: 1\nb: !!python/object/apply:os.system [id]\n", 2, "tag"),
    "a custom tag": (b"%TAG ! tag:x,2000:\n---\na: !b 1\n", 3, "tag"),
    "a tab": (b"a: 1\n\tb: 1\n", 2, "tab"),
    "Latin-1": ("đơn vị: quận\n".encode("utf-16"), 1, "not-utf8"),
    "half a letter": (b"a: 1\nb: \xe1\xba\n", 2, "not-utf8"),
    "a bell": (b"a: \x07\n", 1, "control-character"),
    "a form feed": (b"a: 1\n\x0cb: 2\n", 2, "control-character"),
    "a form feed alone on its line": (b"a: 1\n\x0c\nb: 2\n", 2, "control-character"),
    "a vertical tab": (b"a: 1\x0bb: 2\n", 1, "control-character"),
    "a separator of files": (b"a: 1\x1cb: 2\n", 1, "control-character"),
    "a next line": ("a: 1\u0085b: 2\n".encode(), 1, "control-character"),
    "a line separator": ("a: x\u2028b: 1\n".encode(), 1, "control-character"),
    "a paragraph separator": ("a: x\u2029b: 1\n".encode(), 1, "control-character"),
    "a page break in a block": ("a: |\n  x\u2029  y\n\x0cb: 1\n".encode(), 2, "control-character"),
    "no character at all": ("a: \ufffe\n".encode(), 1, "control-character"),
    "old Mac line ends": (b"a: 1\rb: 2\r", 1, "control-character"),
    "half a surrogate": (b'a: "\\ud800"\n', 1, "yaml-syntax"),
    "a flood of equal keys": (b"{" + b"a," * 400_000 + b"}", 1, "too-many-problems"),
    "two documents": (b"a: 1\n---\nb: 2\n", 2, "several-documents"),
    "a second document behind an end": (b"a: 1\n...\n---\nb: 2\n", 3, "several-documents"),
    "a document behind one that is empty": (b"---\n---\na: 1\n", 2, "several-documents"),
    "text behind the end of a document": (b"a: 1\n...\nb: 2\n", 3, "yaml-syntax"),
    "a mark within quotes": (b'a: "1\n---\nb: 2"\n', 2, "yaml-syntax"),
    "nothing": (b"", 1, "empty-file"),
    "a comment": (b"# nothing\n", 1, "empty-file"),
    "a list as a key": (b"[a]: 1\n", 1, "complex-key"),
    "broken": (b"a: {b: ]\n", 1, "yaml-syntax"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_hostile_yaml_is_refused_at_once(name):
    content, line, code = REFUSED[name]
    start = time.process_time()
    file, problems = read("file.yml", content)
    assert time.process_time() - start < 5
    assert file.data is None
    assert (problems[-1].line, problems[-1].code) == (line, code)
    assert message(problems[-1], translator("vi"))


@pytest.mark.parametrize("name", REFUSED)
def test_a_refused_file_gives_no_dossier_and_the_others_stay(name):
    found = checked(
        Memory({"units.yml": UNITS, PLACE: REFUSED[name][0], "suoi-biec/2022/self-assessment.yml": other()})
    )
    assert found.evidence.dossiers[("song-xanh", 2022)].faulty
    assert not found.evidence.dossiers[("suoi-biec", 2022)].faulty


def other() -> bytes:
    return HEAD.replace(b"song-xanh", b"suoi-biec")


def test_line_ends_of_windows_and_a_byte_order_mark_are_fine():
    file, problems = read("file.yml", b"\xef\xbb\xbfa: 1\r\nb:\r\n  - 2\r\n")
    assert (file.data, problems) == ({"a": "1", "b": ["2"]}, [])


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("no", "no"),
        ("12:30", "12:30"),
        ("010", "010"),
        ("00123", "00123"),
        ("1_000", "1_000"),
        (".nan", ".nan"),
    ],
)
def test_text_stays_as_it_was_written(written, text):
    file, _ = read("file.yml", f"a: {written}".encode())
    assert file.data == {"a": text}


def test_two_spellings_of_one_key_are_one_key():
    file, problems = read("file.yml", 'Quận: 1\n"Qua\u0302\u0323n": 2\n'.encode())
    assert file.data == {"Quận": "1"}
    assert [(problem.code, problem.line) for problem in problems] == [("duplicate-key", 2)]


@pytest.mark.parametrize(
    "lines",
    [
        b"".join(b"k%d: 1\n" % number for number in range(50_000)),
        b"documents:\n" + b"".join(b"  d%d: {title: x}\n" % number for number in range(20_000)),
        b"indicators:\n  1.1.1: {met: true, evidence: [" + b"a, " * 100_000 + b"a]}\n",
        b"prepared_by: " + b"x" * 500_000 + b"\n",
    ],
    ids=["keys", "documents", "citations", "one long text"],
)
def test_a_large_file_is_answered_in_time_and_not_with_a_flood(lines):
    start = time.process_time()
    found = checked(Memory({"units.yml": UNITS, PLACE: HEAD + lines}))
    assert time.process_time() - start < 20
    assert 1 <= len(found.problems) < 1000
    assert found.evidence.dossiers[("song-xanh", 2022)].faulty


@pytest.mark.parametrize("name", ["song-xanh/2022/self-assessment.yml", "units.yml"])
def test_a_link_is_not_followed(name):
    files = {"units.yml": UNITS, PLACE: HEAD}
    found = checked(Memory(files, links={name}))
    assert [problem.code for problem in found.problems if problem.file == name] == ["not-plain"]


def test_without_units_there_is_no_verdict():
    found = checked(Memory({PLACE: HEAD}))
    assert [problem.code for problem in found.problems] == ["no-units-file"]
    assert found.evidence.dossiers[("song-xanh", 2022)].faulty


@pytest.mark.parametrize("mark", ["\\f", "\\v", "\\N", "\\L", "\\P", "\\x85", "\\u2028", "\\u2029", "\\x1c"])
def test_a_page_break_that_hides_behind_an_escape_stays_in_its_text(mark):
    """It is shown by its number, and what follows it is no new line, key or page."""
    lines = f'prepared_by: "UBND{mark}unit: suoi-biec"\n'
    found = checked(Memory({"units.yml": UNITS, PLACE: HEAD + lines.encode()}))
    assert [(problem.code, problem.line) for problem in found.problems] == [("invisible-character", 5)]
    said = message(found.problems[0], translator("vi"))
    assert "«UBND[U+" in said
    assert len(said.splitlines()) == 1


@pytest.mark.parametrize(
    "text", ["a: x\n...\n", "---\na: x\n...\n", "# đầu tệp\n---\na: x\n", "a: 'x'  # ---\n"]
)
def test_the_marks_of_one_document_are_fine(text):
    file, problems = read("file.yml", text.encode())
    assert (file.data, problems) == ({"a": "x"}, [])


DOCUMENT = "documents:\n  a: {title: Báo cáo, file: '@'}\nindicators:\n  1.1.1: {met: true, evidence: [a]}\n"


def with_document(name: str, *files: str, links: set[str] | None = None) -> list[str]:
    """The problems of a dossier that names one file, with these files beside it; paths are below its folder."""
    place = "song-xanh/2022/"
    content = {place + file: b"%PDF-1.7" for file in files}
    document = DOCUMENT.replace("@", name.replace("'", "''"))
    tree = {"units.yml": UNITS, PLACE: HEAD + document.encode(), **content}
    found = checked(Memory(tree, {place + link for link in links or ()}))
    for problem in found.problems:
        assert message(problem, translator("vi"))
    return [problem.code for problem in found.problems]


@pytest.mark.parametrize(
    "name",
    [
        *(
            "../../units.yml",
            "documents/../../../../etc/passwd.pdf",
            "documents/a.pdf/../../b.pdf",
            "documents/..",
        ),
        *(
            "/etc/passwd.pdf",
            "//host/share/a.pdf",
            "file:///etc/passwd.pdf",
            "~/a.pdf",
            "documents",
            "documents/",
        ),
        *(
            "documents\\a.pdf",
            "documents\\..\\..\\a.pdf",
            "documents/..\\..\\a.pdf",
            "\\\\host\\share\\a.pdf",
        ),
        *("C:\\a.pdf", "C:/a.pdf", "c:a.pdf", "C:documents/a.pdf", "\\\\?\\C:\\a.pdf"),
        *(
            "./documents/a.pdf",
            "documents//a.pdf",
            "documents/./a.pdf",
            "DOCUMENTS/a.pdf",
            " documents/a.pdf",
        ),
        "../../suoi-biec/2022/documents/a.pdf",
    ],
)
def test_a_document_outside_of_its_folder_is_refused_whatever_is_there(name):
    assert with_document(name) == ["file-outside"]


@pytest.mark.parametrize(
    "name", ["documents/%2e%2e/a.pdf", "documents/..%2fa.pdf", "documents/\uff0e\uff0e/a.pdf"]
)
def test_no_path_is_decoded_before_it_is_looked_up(name):
    assert with_document(name) == ["file-missing"]
    assert with_document(name, name) == []


@pytest.mark.parametrize(
    "name",
    [
        *("con.pdf", "Aux.PDF", "nul.x.pdf", "com1.pdf", "lpt³.pdf", "prn/a.pdf"),
        *(
            "a:b.pdf",
            "C:/a.pdf",
            "a?.pdf",
            "a*.pdf",
            "a<b>.pdf",
            'a"b.pdf',
            "a|b.pdf",
            "a /b.pdf",
            "a./b.pdf",
        ),
    ],
)
def test_a_file_that_windows_cannot_write_is_refused(name):
    assert with_document(f"documents/{name}", f"documents/{name}") == ["file-name"]


@pytest.mark.parametrize(
    "name", ["console.pdf", "a.con.pdf", "Báo cáo số 5 (bản 2).pdf", "com10.pdf", "a/b/c.pdf"]
)
def test_an_ordinary_file_name_is_fine(name):
    assert with_document(f"documents/{name}", f"documents/{name}") == []


def test_a_file_behind_a_folder_that_is_a_link_is_not_there():
    """Git lists the link and nothing behind it; neither does a folder on a disk."""
    assert with_document("documents/a.pdf", "documents", links={"documents"}) == [
        "wrong-place",
        "file-missing",
    ]


def test_a_document_that_is_a_link_is_refused():
    name = "documents/a.pdf"
    assert with_document(name, name, links={name}) == ["file-not-plain"]


def test_a_file_name_with_combining_marks_is_named():
    assert with_document("documents/ba\u0301o.pdf", "documents/ba\u0301o.pdf") == ["file-missing"]


@pytest.mark.parametrize(
    "other",
    ["documents/BÁO.pdf", "documents/ba\u0301o.pdf", "documents/báo.PDF", "documents/BA\u0301O.PDF"],
)
def test_file_names_that_are_one_on_some_disks_clash(other):
    """Capitals, decomposed letters, both."""
    assert with_document("documents/báo.pdf", "documents/báo.pdf", other) == ["path-clash"]


@pytest.mark.parametrize("folder", ["documents/A", "documents/a\u0301", "documents/Á"])
def test_folders_that_are_one_on_some_disks_clash(folder):
    """Whatever is in them: there, only one of the two exists."""
    mine = "documents/á" if folder != "documents/A" else "documents/a"
    codes = with_document(f"{mine}/a.pdf", f"{mine}/a.pdf", f"{folder}/b.pdf")
    assert sorted(codes) == ["path-clash", "undescribed-file"]
