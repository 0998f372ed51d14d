"""Every problem has a sentence in both languages, and every sentence is shown by an example."""

import ast
import re
import string
from pathlib import Path

import pytest

from minhchung.checking import criteria as criteria_check
from minhchung.checking.messages import WHOLE_FILE, message, shown
from minhchung.checking.sentences import SENTENCES
from minhchung.i18n import translator
from minhchung.problem import Problem
from tests.checking import test_boundaries, test_criteria, test_hostile
from tests.checking.cases import HERE, ROOT, run

PACKAGE = Path(criteria_check.__file__).parents[1]


def templates() -> list[tuple[str, str]]:
    found = []
    for code, said in SENTENCES.items():
        found += [(code, text) for text in (said.values() if isinstance(said, dict) else [said])]
    return found


def shown_codes() -> set[str]:
    codes = {problem.code for folder in (HERE / "invalid").iterdir() for problem in run(folder)[0]}
    codes |= {code for _, _, code in test_hostile.REFUSED.values()}
    codes |= set(re.findall(r'\["([a-z-]+)"\]', Path(test_hostile.__file__).read_text(encoding="utf-8")))
    drawn = re.findall(r'\["([a-z-]+)"\]', Path(test_boundaries.__file__).read_text(encoding="utf-8"))
    return codes | (set(drawn) & set(SENTENCES)) | set(test_criteria.BROKEN)


def test_every_code_has_an_example_and_every_example_a_sentence():
    assert shown_codes() == set(SENTENCES)


def test_no_code_is_raised_without_a_sentence():
    """What looks like a code where problems are made has a sentence."""
    raised = set()
    for path in (
        path for folder in ("checking", "yaml", "criteria") for path in (PACKAGE / folder).rglob("*.py")
    ):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute | ast.Name):
                called = node.func.attr if isinstance(node.func, ast.Attribute) else node.func.id
                if called in ("error", "warning", "fault", "report", "_Refused", "CriteriaError"):
                    constants = [
                        a.value
                        for a in node.args[:3]
                        if isinstance(a, ast.Constant) and isinstance(a.value, str)
                    ]
                    raised |= {value for value in constants if "-" in value}
    assert raised - set(SENTENCES) == set()


@pytest.mark.parametrize(("code", "template"), templates())
def test_every_sentence_stands_in_english_with_the_same_parameters(code, template):
    english = translator("en").gettext(template)
    assert english != template
    assert fields(english) == fields(template)


def fields(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


@pytest.mark.parametrize(("code", "template"), templates())
def test_a_sentence_ends_and_begins_as_it_is_used(code, template):
    """After “Dòng 14: ” a small letter; a capital where no line stands before it."""
    assert template.endswith((".", "?"))
    assert template[0].isupper() == (code in WHOLE_FILE)


def test_the_prefix_says_line_and_indicator():
    params = {"count": 999999, "total": 74}
    problem = Problem("f", 14, 1, "count-above-total", indicator="2.1.1", params=params)
    assert message(problem, translator("vi")) == (
        "Dòng 14, chỉ báo 2.1.1: số đạt (999999) lớn hơn tổng số (74). Kiểm tra lại hai con số trong báo cáo."
    )
    assert message(problem, translator("en")).startswith("Line 14, indicator 2.1.1: ")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("a\u202eb", "a[U+202E]b"),
        ("a\u200bb", "a[U+200B]b"),
        ("a\nb\x1b[31m", "a[U+000A]b[U+001B][31m"),
        ("{count}", "{count}"),
        ("x" * 100, "x" * 80 + "…"),
        ("Quận Sông Xanh", "Quận Sông Xanh"),
    ],
)
def test_what_a_stranger_wrote_is_shown_harmless(value, text):
    assert shown(value) == text


def test_no_message_is_english_in_vietnamese():
    """No sentence of jsonschema or libyaml gets through."""
    for folder in (HERE / "invalid").iterdir():
        for text in run(folder)[1]:
            assert not re.search(r"\b(is not|expected|required|does not|while|found)\b", text)


def test_the_examples_speak_of_no_real_place():
    real = (ROOT / "evidence/units.yml").read_text(encoding="utf-8")
    names = set(re.findall(r"(?:Quận|Huyện|Phường|Xã|Thị trấn) ([^,}\n]+)", real))
    ours = (HERE / "units.yml").read_text(encoding="utf-8")
    assert not {name for name in re.findall(r"(?:Quận|Huyện|Phường|Xã) ([^,}\n]+)", ours) if name in names}
