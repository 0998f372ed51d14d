"""What the forge shows to someone who writes: forms that it accepts, in Vietnamese, without asking for a person."""

import re
import unicodedata
from pathlib import Path

import pytest
import yaml

GITHUB = Path(__file__).parents[2] / ".github"
FORMS = sorted(path for path in (GITHUB / "ISSUE_TEMPLATE").glob("*.yml") if path.name != "config.yml")


def test_there_are_the_three_and_free_text():
    names = [yaml.safe_load(form.read_text(encoding="utf-8"))["name"] for form in FORMS]
    assert names == [
        "Tôi thấy một con số sai",
        "Một tài liệu bị thiếu hoặc không mở được",
        "Tiêu chí chưa phù hợp ở đây",
    ]
    config = yaml.safe_load((GITHUB / "ISSUE_TEMPLATE" / "config.yml").read_text(encoding="utf-8"))
    assert config == {"blank_issues_enabled": True}


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_a_form_is_one_that_the_forge_accepts(path):
    form = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert set(form) == {"name", "description", "title", "body"}
    asked = [field for field in form["body"] if field["type"] != "markdown"]
    assert len({field["id"] for field in asked}) == len(asked)
    for field in asked:
        assert re.fullmatch(r"[a-z-]+", field["id"])
        assert field["attributes"]["label"]
        if field["type"] == "dropdown":
            assert len(set(field["attributes"]["options"])) == len(field["attributes"]["options"]) > 1
        else:
            assert field["type"] in {"input", "textarea"}


@pytest.mark.parametrize("path", [*FORMS, GITHUB / "PULL_REQUEST_TEMPLATE.md"], ids=lambda path: path.stem)
def test_it_says_that_all_is_public_before_it_asks(path):
    text = " ".join(path.read_text(encoding="utf-8").split())
    assert unicodedata.is_normalized("NFC", text)
    assert 0 < text.find("công khai") < text.find("Ví dụ") or "Đúng:" in text
    assert "tên người" in text or "dữ liệu cá nhân" in text


def test_the_pull_request_template_shows_wrong_beside_right():
    text = (GITHUB / "PULL_REQUEST_TEMPLATE.md").read_text(encoding="utf-8")
    assert text.count("Chưa đúng:") == text.count("Đúng:") >= 6
