"""The pictures of the guide that show the site are taken of it: pytest -m browser --update-golden takes them anew."""

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import REPOSITORY

WAITING = {"vi": "vi-du/", "en": "en/vi-du/"}  # where the fictional city stands
AGENCY = "agencies/hai-phong-2022/so-gddt/"
SMALL = 80_000  # bytes


@pytest.mark.parametrize("lang", WAITING)
def test_the_picture_of_what_is_to_be_done(page: Page, home, request, lang):
    """The section of the standing agency, which waits for something in the fictional city."""
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    page.set_viewport_size({"width": 900, "height": 700})
    page.goto(f"{home}{WAITING[lang]}{AGENCY}")
    page.locator("#todo").scroll_into_view_if_needed()
    tasks = page.locator("#todo ~ ul").last
    assert tasks.locator("li").count() > 0
    top, box = page.locator("#todo").bounding_box(), tasks.bounding_box()
    assert top
    assert box
    taken = page.screenshot(
        full_page=True,
        clip={
            "x": box["x"] - 12,
            "y": top["y"] - 12 + page.evaluate("scrollY"),
            "width": box["width"] + 24,
            "height": box["y"] + box["height"] - top["y"] + 24,
        },
    )
    kept = REPOSITORY / "docs" / lang / "guide" / "todo.png"
    if request.config.getoption("--update-golden"):
        kept.write_bytes(taken)
    assert taken.startswith(b"\x89PNG")
    assert kept.read_bytes().startswith(b"\x89PNG")
    assert kept.stat().st_size < SMALL
