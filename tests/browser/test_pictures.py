"""The pictures of the READMEs are taken of the site itself: pytest -m browser --update-golden takes them anew."""

from base64 import b64encode

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import REPOSITORY

# A wide screen in light and a telephone in the dark, beside each other.
PICTURES = {"home": "", "unit": "units/song-xanh/2022/"}
LANGUAGES = {".vi": "vi-du/", "": "en/vi-du/"}
SCREENS = {"wide": (1280, 960, "light"), "narrow": (390, 844, "dark")}
SMALL = 200_000  # bytes


@pytest.mark.parametrize("suffix", LANGUAGES)
@pytest.mark.parametrize("picture", PICTURES)
def test_the_pictures_of_the_readme_show_the_site(page: Page, home, request, picture, suffix):
    """Of the fictional city, and small."""
    kept = REPOSITORY / "docs" / "images" / f"{picture}{suffix}.png"
    taken = picture_of(page, f"{home}{LANGUAGES[suffix]}{PICTURES[picture]}")
    if request.config.getoption("--update-golden"):
        kept.parent.mkdir(exist_ok=True)
        kept.write_bytes(taken)
    assert taken.startswith(b"\x89PNG")
    assert size(kept.read_bytes()) == size(taken)
    assert kept.stat().st_size < SMALL


def size(png: bytes) -> tuple[int, int]:
    return int.from_bytes(png[16:20]), int.from_bytes(png[20:24])


def picture_of(page: Page, address: str) -> bytes:
    shown = []
    for name, (width, height, scheme) in SCREENS.items():
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
        page.set_viewport_size({"width": width, "height": height})
        page.goto(address)
        shown.append(
            f'<img class="{name}" src="data:image/png;base64,{b64encode(page.screenshot()).decode()}">'
        )
        page.evaluate("localStorage.clear()")  # the theme keeps the first palette that it saw
        page.goto("about:blank")
    page.set_viewport_size({"width": 1160, "height": 648})
    page.set_content(
        "<style>body {margin: 0; padding: 24px; display: flex; gap: 24px; background: #d8dee6}"
        " img {height: 600px; border-radius: 6px}</style>" + "".join(shown)
    )
    page.wait_for_function("[...document.images].every((image) => image.complete)")
    return page.screenshot()
