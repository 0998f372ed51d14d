"""`make fuzz`: bytes that nobody thought of, guided by which lines of the code they reach.

`python -m fuzz TARGET [libFuzzer options]`; targets are `reader`, `checker` and `workbook`. Held, whatever the bytes:
no traceback, no wait, no verdict on a file that has an error. What is found becomes a test of its own.
"""

import sys
import zipfile
from dataclasses import replace
from functools import cache
from io import BytesIO
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["minhchung"]):
    from minhchung.assessing.assess import assess
    from minhchung.checking.check import check
    from minhchung.checking.criteria import load_editions
    from minhchung.checking.messages import message
    from minhchung.criteria.model import Edition
    from minhchung.i18n import LANGS, translator
    from minhchung.workbook.exchange import form
    from minhchung.workbook.fields import fields
    from minhchung.workbook.read import WorkbookError, fill, opened, whose
    from minhchung.workspace import Workspace
    from minhchung.yaml.strict import read

ROOT = Path(__file__).parents[1]
PLACE = "song-xanh/2022/self-assessment.yml"
SEEDS = ("tests/checking/invalid", "tests/checking/valid")  # of YAML: one file for every fault there is
FOUND = ROOT / ".cache" / "fuzz"
SLOWEST = 5  # seconds: instrumented code is some five times slower than ours


@cache
def editions() -> dict[str, Edition]:
    files = {path.relative_to(ROOT).as_posix(): path.read_bytes() for path in ROOT.glob("criteria/*/*.yml")}
    found = load_editions(files, "criteria")[0]
    return {
        id_: replace(edition, readings={}) for id_, edition in found.items()
    }  # else most of the time goes there


class One:
    """A repository of the usual units and one dossier of one file."""

    units = (ROOT / "tests" / "checking" / "units.yml").read_bytes()

    def __init__(self, content: bytes) -> None:
        self.files = {"units.yml": self.units, PLACE: content}

    def paths(self, under: str) -> list[str]:
        return sorted(self.files)

    def is_plain(self, path: str) -> bool:
        return True

    def read(self, path: str) -> bytes:
        return self.files[path]


def reader(data: bytes) -> None:
    file, problems = read("a.yml", data)
    assert problems or file.data is not None


def checker(data: bytes) -> None:
    found = check(One(data), ".", editions())
    for lang in LANGS:
        for problem in found.problems:
            assert message(problem, translator(lang))
    judged = {(unit, year) for unit, year, _ in assess(found.evidence, editions())}
    wrong = any(problem.is_error and problem.file == PLACE for problem in found.problems)
    assert not (wrong and ("song-xanh", 2022) in judged)


@cache
def parts() -> list[tuple[str, bytes]]:
    """The files within a workbook of the fictional city."""
    workspace = Workspace.open(ROOT / "examples" / "may-biec", ROOT / "criteria")
    with zipfile.ZipFile(BytesIO(form(workspace, workspace.evidence.units["song-xanh"], 2022))) as file:
        return [(name, file.read(name)) for name in sorted(file.namelist())]


def workbook(data: bytes) -> None:
    """The bytes say where in which part of the workbook they stand: as such they would nearly never be a zip."""
    at, new = int.from_bytes(data[1:4], "big"), data[4:]
    content = BytesIO()
    with zipfile.ZipFile(content, "w") as file:
        for index, (name, old) in enumerate(parts()):
            start = at % (len(old) + 1)
            hit = index == data[0] % len(parts()) if data else False
            file.writestr(name, old[:start] + new + old[start + len(new) :] if hit else old)
    try:
        sheets = opened(content.getvalue())
        filled = whose(sheets)
        fill(filled, sheets, fields(editions()["hai-phong-2022"].sets["district"], 2022))
    except WorkbookError:
        pass


TARGETS = {"reader": reader, "checker": checker, "workbook": workbook}


def main() -> None:
    name, *options = sys.argv[1:]
    found = FOUND / name
    found.mkdir(parents=True, exist_ok=True)
    seeds = [str(ROOT / seed) for seed in SEEDS] if name != "workbook" else []
    limits = [f"-timeout={SLOWEST}", "-max_len=20000", "-len_control=0", f"-artifact_prefix={found}/"]
    atheris.Setup([sys.argv[0], *limits, *options, str(found), *seeds], TARGETS[name])
    atheris.Fuzz()


main()
