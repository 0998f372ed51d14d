"""Whatever a file holds, the rules across files answer with problems, never with a traceback."""

from hypothesis import given, settings
from hypothesis import strategies as st

from minhchung.checking.messages import message
from minhchung.i18n import translator
from tests.checking.cases import HERE, Memory, checked, memory

COMPLETE = memory(HERE / "valid" / "complete").files
FILES = sorted(path for path in COMPLETE if path.endswith(".yml"))
VALUES = [
    "",
    "~",
    "[]",
    "{}",
    "[a]",
    "{a: 1}",
    "[[a]]",
    "[{a: [b]}]",
    "0",
    "-1",
    "0,05",
    "x",
    '"\\u202E"',
    "9" * 30,
]


@settings(max_examples=150)
@given(st.data())
def test_no_malformed_dossier_escapes_as_an_exception(data):
    files = dict(COMPLETE)
    for _ in range(data.draw(st.integers(1, 4))):
        path = data.draw(st.sampled_from(FILES))
        lines = files[path].decode().splitlines()
        at = data.draw(st.integers(0, len(lines) - 1))
        key, colon, _ = lines[at].partition(":" if data.draw(st.booleans()) else ": ")
        lines[at] = f"{key}{colon or ':'} {data.draw(st.sampled_from(VALUES))}"
        if data.draw(st.booleans()):
            indent = len(key) - len(key.lstrip())
            while at + 1 < len(lines) and len(lines[at + 1]) - len(lines[at + 1].lstrip()) > indent:
                del lines[at + 1]
        files[path] = "\n".join(lines).encode()
    found = checked(Memory(files))
    assert found.problems or found.evidence.dossiers
    for problem in found.problems:
        for lang in ("vi", "en"):
            assert "\u202e" not in message(problem, translator(lang))
