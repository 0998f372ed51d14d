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
    "a line separator": ("a: x\u2028b: 1\n".encode(), 1, "control-character"),
    "no character at all": ("a: \ufffe\n".encode(), 1, "control-character"),
    "old Mac line ends": (b"a: 1\rb: 2\r", 1, "control-character"),
    "half a surrogate": (b'a: "\\ud800"\n', 1, "yaml-syntax"),
    "a flood of equal keys": (b"{" + b"a," * 400_000 + b"}", 1, "too-many-problems"),
    "two documents": (b"a: 1\n---\nb: 2\n", 2, "several-documents"),
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


DOCUMENT = "documents:\n  a: {title: Báo cáo, file: documents/%s}\nindicators:\n  1.1.1: {met: true, evidence: [a]}\n"


def with_document(name: str, *files: str, links: set[str] | None = None) -> list[str]:
    place = "song-xanh/2022/documents/"
    content = {place + file: b"%PDF-1.7" for file in files}
    tree = {"units.yml": UNITS, PLACE: HEAD + (DOCUMENT % name).encode(), **content}
    return [
        problem.code for problem in checked(Memory(tree, {place + link for link in links or ()})).problems
    ]


def test_a_document_that_is_a_link_is_refused():
    assert with_document("a.pdf", "a.pdf", links={"a.pdf"}) == ["file-not-plain"]


def test_a_file_name_with_combining_marks_is_named():
    assert with_document("ba\u0301o-ca\u0301o.pdf", "ba\u0301o-ca\u0301o.pdf") == ["file-missing"]


def test_file_names_that_differ_in_case_only_clash():
    assert with_document("a.pdf", "a.pdf", "A.pdf") == ["path-clash"]
