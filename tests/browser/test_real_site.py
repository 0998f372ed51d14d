"""The site as it is built from this repository, both cities, in a real browser: for everyone, on every screen."""

from base64 import b64encode
from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Page

from minhchung.publishing import files
from minhchung.publishing.build import repository, site

ROOT = Path(__file__).parents[2]

# One page of every type; of a dossier, one of every kind that looks different.
TYPES = [
    *("", "years/", "years/2022/", "units/", "indicators/", "agencies/", "roadmap/", "readings/"),
    *("observations/", "scoring/", "submit/", "review/", "personal-data/", "audit/", "about/"),
    *("indicators/hai-phong-2022/district/2.1.1/", "indicators/hai-phong-2022/city/2.1.2/"),
    *("indicators/hai-phong-2022/district/3.1.2/", "agencies/hai-phong-2022/so-gddt/", "404.html"),
]
REAL = ["units/hai-phong/", "units/hai-phong/2022/", "units/hong-bang/", "units/hong-bang/2022/"]
FICTIONAL = [
    *("years/2024/", "units/song-xanh/", "units/may-biec/2024/", "units/sao-bien/2023/"),
    *(f"units/{unit}/2022/" for unit in ("song-xanh", "hoa-nang", "dong-sen", "canh-buom")),
]
# Every page is looked at in light, and those that hold every colour there is in dark too.
COLOURFUL = ("", "years/2022/", "readings/", "scoring/", "units/hai-phong/2022/", "units/hoa-nang/2022/")
LIGHT_AND_DARK, LIGHT = ("light", "dark"), ("light",)
LOOKS = [
    ("", REAL, 1280, LIGHT_AND_DARK),
    ("", REAL, 390, LIGHT_AND_DARK),
    ("vi-du/", FICTIONAL, 1280, LIGHT_AND_DARK),
    ("vi-du/", FICTIONAL, 390, LIGHT_AND_DARK),
    ("en/", REAL, 390, LIGHT),  # where longer words would not fit
    ("en/vi-du/", FICTIONAL, 390, LIGHT),
]

# The pictures of the READMEs: a wide screen and a telephone beside each other.
PICTURES = {"home": "", "unit": "units/song-xanh/2022/"}
LANGUAGES = {".vi": "vi-du/", "": "en/vi-du/"}
SCREENS = {"wide": (1280, 960), "narrow": (390, 844)}
SMALL = 200_000  # bytes


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("real") / "site"
    files.replace(out, site(*repository(ROOT / "evidence", ROOT / "criteria")))
    return out


@pytest.fixture(scope="session")
def address(serve: Callable[..., str], folder: Path) -> str:
    return serve(folder)


def faults(page: Page) -> list[str]:
    violations = Axe().run(page).response["violations"]
    found = [f"{rule['id']}: {node['html'][:200]}" for rule in violations for node in rule["nodes"]]
    if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
        found.append("the page is wider than the window")
    return found


@pytest.mark.parametrize(
    ("city", "dossiers", "width", "schemes"),
    LOOKS,
    ids=lambda value: str(value) if isinstance(value, str | int) else "",
)
def test_axe_finds_nothing_and_nothing_is_cut_off(page: Page, address, city, dossiers, width, schemes):
    """Nor does a page ask another host for anything, or complain on the console."""
    found: dict[str, list[str]] = {}
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.set_viewport_size({"width": width, "height": 900})
    for scheme in schemes:
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        for path in (*TYPES, *dossiers):
            if scheme == "light" or path in COLOURFUL:
                page.goto(address + city + path)
                found[f"{path} {scheme}"] = faults(page)
    assert complaints == []
    assert {path: of_path for path, of_path in found.items() if of_path} == {}


@pytest.mark.parametrize("suffix", LANGUAGES)
@pytest.mark.parametrize("picture", PICTURES)
def test_the_pictures_of_the_readme_show_the_site(page: Page, address, request, picture, suffix):
    """Of the fictional city, and small; pytest --update-golden takes them anew."""
    kept = ROOT / "docs" / "images" / f"{picture}{suffix}.png"
    if request.config.getoption("--update-golden"):
        kept.parent.mkdir(exist_ok=True)
        kept.write_bytes(taken(page, f"{address}{LANGUAGES[suffix]}{PICTURES[picture]}"))
    assert kept.read_bytes().startswith(b"\x89PNG")
    assert kept.stat().st_size < SMALL


def taken(page: Page, address: str) -> bytes:
    shown = []
    for name, (width, height) in SCREENS.items():
        page.set_viewport_size({"width": width, "height": height})
        page.goto(address)
        shown.append(
            f'<img class="{name}" src="data:image/png;base64,{b64encode(page.screenshot()).decode()}">'
        )
    page.goto("about:blank")
    page.set_viewport_size({"width": 1160, "height": 648})
    page.set_content(
        "<style>body {margin: 0; padding: 24px; display: flex; gap: 24px; background: #d8dee6}"
        " img {height: 600px; border-radius: 6px}</style>" + "".join(shown)
    )
    page.wait_for_function("[...document.images].every((image) => image.complete)")
    return page.screenshot()
