"""The oldest and the newest Python that the project names are those that CI tests, and they give the same bytes."""

import re
import tomllib
from pathlib import Path

import yaml

from minhchung.publishing.badges import _laid_out

ROOT = Path(__file__).parents[1]


def test_ci_compares_the_oldest_and_the_newest_python_that_the_project_names():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    named = [
        found[1]
        for line in project["classifiers"]
        if (found := re.fullmatch(r"Programming Language :: Python :: (3\.\d+)", line))
    ]
    assert project["requires-python"] == f">={named[0]}"
    workflow = yaml.safe_load((ROOT / ".github/workflows/ci.yml").read_text(encoding="utf-8"))
    steps = workflow["jobs"]["pythons"]["steps"]
    assert steps[1]["with"]["python-version"].split() == [named[0], named[-1]]
    assert steps[2]["run"] == f"bash .ci/portability python{named[0]} python{named[-1]}"
    ci = workflow["jobs"]["ci"]["steps"]
    assert next(s["with"] for s in ci if "setup-python" in s.get("uses", ""))["python-version"] == named[-1]


def test_widths_are_added_up_alike_by_every_python():
    """Their sum is 116.5, or as near to it as rounding on the way leads: Python 3.12 began to add otherwise."""
    assert _laid_out([("2022: Chưa nộp hồ sơ", "none")])[0].text_width == 116
