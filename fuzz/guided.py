"""Bytes that nobody thought of, guided by which lines of the code they reach: `reader`, `checker`, `workbook`.

The options are libFuzzer's. It begins with every file of tests/checking and a list of what YAML and our files are
made of, and keeps below .cache/fuzz/ what reached something new, for the next run to go on from.
"""

import sys
from collections.abc import Callable, Sequence
from random import Random

import atheris

with atheris.instrument_imports(include=["minhchung"]):
    import minhchung.checking.check
    import minhchung.workbook.exchange  # noqa: F401 - instrumented where they are first imported

from fuzz.engine import FOUND
from fuzz.seeds import ROOT, tiny
from fuzz.tree import EVIDENCE

from fuzz import properties, sheets, words
from minhchung.yaml.strict import read

PLACE = f"{EVIDENCE}/suoi-biec/2022/self-assessment.yml"
SEEDS = (
    "tests/checking/invalid",
    "tests/checking/valid",
    "evidence",
)  # of YAML: one file for every fault there is
SLOWEST = 5  # seconds: instrumented code is some five times slower than ours


def reader(data: bytes) -> None:
    file, problems = read("a.yml", data)
    assert problems or file.data is not None


def checker(data: bytes) -> None:
    """A dossier of one file, beside a list of units."""
    mutant = tiny().copy()
    mutant.files[PLACE] = data
    properties.hold(mutant, tiny(), Random(data), often=0)


def workbook(data: bytes) -> None:
    """The first bytes say which text of which sheet has the others instead: as such they would nearly never be a zip."""
    made = [part for part in sheets.parts() if sheets.SHEETS.match(part[0])]
    at, which, raw, new = data[:1], int.from_bytes(data[1:3], "big"), data[3:4], data[4:]
    name, content = made[at[0] % len(made)] if at else made[0]
    texts = [match.span() for match in sheets.TEXT.finditer(content)]
    start, end = texts[which % len(texts)]
    if raw >= b"\xf0":  # not only a text, but anything from there on
        end += raw[0]
    changed = content[:start] + new + content[end:]
    sheets.taken(
        sheets.zipped([(other, changed if other == name else part) for other, part in sheets.parts()])
    )


TARGETS: dict[str, Callable[[bytes], None]] = {"reader": reader, "checker": checker, "workbook": workbook}


def main(name: str, options: Sequence[str]) -> None:
    found = FOUND / name
    found.mkdir(parents=True, exist_ok=True)
    listed = found.with_suffix(".dict")
    listed.write_text("".join(f"{_quoted(word)}\n" for word in _dictionary()), encoding="ascii")
    seeds = [str(ROOT / seed) for seed in SEEDS] if name != "workbook" else []
    limits = [f"-timeout={SLOWEST}", "-max_len=20000", "-len_control=0", f"-artifact_prefix={found}/"]
    atheris.Setup([sys.argv[0], *limits, f"-dict={listed}", *options, str(found), *seeds], TARGETS[name])
    atheris.Fuzz()


def _dictionary() -> list[bytes]:
    said = (*words.KEYS, *words.WORDS, *words.NUMBERS, *words.TOKENS, *words.UNICODE)
    return sorted({*(word.encode() for word in said if 0 < len(word) < 40), *words.BYTES})


def _quoted(word: bytes) -> str:
    return '"' + "".join(f"\\x{byte:02x}" for byte in word) + '"'
