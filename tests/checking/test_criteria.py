"""Criteria that cannot be loaded are problems with a place and a sentence, never a traceback."""

import pytest

from minhchung.checking.criteria import load_editions
from minhchung.checking.messages import message
from minhchung.i18n import translator
from tests.checking.cases import ROOT

FOLDER = "criteria/hai-phong-2022"
BOUND = "    - {level: 1, at-least: 70, clause: level-1}"

# code → file, what is replaced in it, by what
BROKEN = {
    "criteria-missing-file": ("roadmap.yml", None, None),
    "criteria-not-a-mapping": ("district.yml", "    measure: {kind: declared}", "    measure: declared"),
    "criteria-unknown-key": (
        "district.yml",
        "    measure: {kind: declared}",
        "    measure: {kind: declared, kid: 1}",
    ),
    "criteria-missing-key": ("district.yml", "    slug: task-in-plans\n", ""),
    "criteria-not-text": ("district.yml", "slug: task-in-plans", "slug: [task-in-plans]"),
    "criteria-not-a-number": ("district.yml", "percent: 70", "percent: bảy mươi"),
    "criteria-not-a-list": ("district.yml", "comparison-years: [2022]", "comparison-years: 2022"),
    "criteria-bad-id": ("district.yml", "  1.1.1:\n    criterion", "  ../1:\n    criterion"),
    "criteria-bad-name": ("district.yml", "name: {vi: Quy chế phối hợp", "name: {vi: Quy chế <b>phối hợp"),
    "criteria-bad-value": ("district.yml", "kind: is-met", "kind: is-mett"),
    "criteria-rule-measure": ("district.yml", "{kind: at-least, percent: 70}", "{kind: is-met}"),
    "criteria-partition": ("district.yml", "graded: [2.1.1, ", "graded: ["),
    "criteria-not-gradable": (
        "district.yml",
        "graded: [2.1.1, 2.1.2, 2.2.1, 2.2.2, 2.2.4]",
        "graded: [2.1.1, 2.1.2, 2.2.1, 2.2.2, 2.2.4, 1.1.1]",
    ),
    "criteria-band-edge": ("district.yml", BOUND, BOUND.replace("at-least: 70", "at-least: 70, above: 70")),
    "criteria-bands-order": ("district.yml", BOUND, BOUND.replace("70", "95")),
}


def criteria() -> dict[str, bytes]:
    return {path.relative_to(ROOT).as_posix(): path.read_bytes() for path in (ROOT / FOLDER).glob("*.yml")}


@pytest.mark.parametrize("code", BROKEN)
def test_a_broken_criteria_file_is_a_problem(code):
    name, old, new = BROKEN[code]
    files = criteria()
    path = f"{FOLDER}/{name}"
    if old is None or new is None:
        del files[path]
    else:
        text = files[path].decode()
        assert old in text
        text = text.replace(old, new, 1)
        if code == "criteria-not-gradable":
            text = text.replace("required: [1.1.1, ", "required: [")
        files[path] = text.encode()
    editions, problems = load_editions(files, "criteria")
    assert editions == {}
    assert [(problem.file, problem.code) for problem in problems] == [(path, code)]
    line = files.get(path, b"").decode().splitlines()[problems[0].line - 1 :][:1]
    assert code == "criteria-missing-file" or line
    assert message(problems[0], translator("vi"))
    assert message(problems[0], translator("en"))


def test_bad_yaml_in_criteria_is_a_problem():
    files = criteria()
    files[f"{FOLDER}/city.yml"] = b"a: [\n"
    editions, problems = load_editions(files, "criteria")
    assert editions == {}
    assert [problem.code for problem in problems] == ["yaml-syntax"]


def test_the_criteria_of_the_repository_load():
    editions, problems = load_editions(criteria(), "criteria")
    assert (list(editions), problems) == (["hai-phong-2022"], ())
