"""What other people's judges say of the finished pages: Lighthouse on every type of page, html-validate on all."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.browser.conftest import CHROMIUM
from tests.browser.page_types import LIGHTHOUSE, PAGES, types

HERE = Path(__file__).parent
MODULES = HERE / "node_modules"
JUDGED, ENOUGH = ["accessibility", "best-practices", "seo"], 95
MEASURED = {"", "vi-du/units/song-xanh/2022/"}
PROCESSES = 2


@pytest.fixture(scope="session")
def node() -> str:
    found = shutil.which("node")
    if found is None or not (MODULES / "lighthouse").is_dir():
        pytest.fail("no Node.js, or nothing in tests/browser/node_modules: make browser installs it")
    return found


def test_lighthouse_is_shown_every_type_of_page():
    assert types(LIGHTHOUSE) == types(PAGES)


@pytest.mark.parametrize("part", range(PROCESSES))
def test_lighthouse_gives_every_type_of_page_95_points_or_more(node, home, part, record_property):
    """For accessibility, best practices and search engines; points for speed are told at the end of the run."""
    pages = {
        path: [*JUDGED, "performance"] if path in MEASURED else JUDGED for path in LIGHTHOUSE[part::PROCESSES]
    }
    command = [node, HERE / "lighthouse.mjs", CHROMIUM, home, json.dumps(pages)]
    judged = subprocess.run(command, check=False, capture_output=True, encoding="utf-8")
    assert judged.returncode == 0, judged.stderr
    found = [json.loads(line) for line in judged.stdout.splitlines()]
    assert [page["path"] for page in found] == list(pages)
    for page in found:
        assert min(page["points"][category] for category in JUDGED) >= ENOUGH, page
        if page["path"] in MEASURED:
            record_property(
                "Lighthouse", f"gives {page['points']['performance']} for speed to /{page['path']}"
            )


@pytest.mark.parametrize("lang", ["", "en/"])
def test_html_validate_finds_nothing_on_any_type_of_page(node, real, lang):
    """Elements where they may not stand, attributes that are not theirs, names that are not unique."""
    addresses = [real / lang / path for path in PAGES]
    files = [path / "index.html" if path.is_dir() else path for path in addresses]
    command = [node, MODULES / "html-validate" / "bin" / "html-validate.mjs"]
    command += ["--config", HERE / "htmlvalidate.json", "--formatter", "json", *files]
    judged = subprocess.run(command, check=False, capture_output=True, encoding="utf-8")
    found = {
        f"{message['ruleId']}: {message['message']} at {message['selector']}"
        for file in json.loads(judged.stdout)
        for message in file["messages"]
    }
    assert found == set()
