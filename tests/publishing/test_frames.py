"""The real docs make frames, built once; and a site of them, filled with anything, has no fault."""

import shutil
from pathlib import Path

import pytest

from minhchung.i18n import Lang
from minhchung.publishing import frames
from minhchung.publishing.checker import faults
from minhchung.publishing.publish import publish
from tests import placeholder_site

ROOT = Path(__file__).parents[2]
ONE: tuple[dict[Lang, str]] = ({"vi": "mkdocs.yml"},)


@pytest.fixture
def copy(tmp_path):
    """The sources of the frames, to be changed by a test."""
    root = tmp_path / "root"
    root.mkdir()
    for site in frames.CONFIGS:
        for config in site.values():
            shutil.copy(ROOT / config, root)
    for folder in frames.MADE_OF:
        shutil.copytree(ROOT / folder, root / folder)
    return root


@pytest.fixture
def never_again(monkeypatch):
    """From now on MkDocs must not run."""

    def stop():
        monkeypatch.setattr(frames, "_built", lambda *_: pytest.fail("MkDocs ran again"))

    return stop


def test_a_site_of_the_real_frames_has_no_fault():
    assert faults(placeholder_site.site()) == []


def test_the_same_frames_and_pages_give_the_same_bytes(tmp_path):
    def built(cache):
        site, example = frames.load(ROOT, tmp_path / cache)
        made = [*site.values(), *example.values()]
        return [dict(publish(placeholder_site.pages(built), built)) for built in made]

    assert built("first") == built("second")


def test_the_example_stands_below_the_site_and_english_below_vietnamese():
    site, example = frames.load(ROOT, placeholder_site.CACHE)
    assert [site["vi"].here.prefix, site["en"].here.prefix] == ["", "en/"]
    assert [example["vi"].here.prefix, example["en"].here.prefix] == ["vi-du/", "en/vi-du/"]
    assert example["en"].here.address == f"{site['vi'].here.address}en/vi-du/"
    assert example["en"].other == example["vi"].here


def test_frames_are_kept_until_the_docs_change(copy, tmp_path, never_again):
    cache = tmp_path / "cache"
    first = frames.load(copy, cache, ONE)
    never_again()
    assert frames.load(copy, cache, ONE) == first
    (copy / "docs/vi/about.md").write_text("# Khác\n", encoding="utf-8")
    with pytest.raises(BaseException, match="MkDocs ran again"):
        frames.load(copy, cache, ONE)


def test_only_the_frames_of_the_present_state_are_kept(copy, tmp_path):
    frames.load(copy, tmp_path / "cache", ONE)
    (copy / "docs/vi/about.md").write_text("# Khác\n", encoding="utf-8")
    frames.load(copy, tmp_path / "cache", ONE)
    assert len(list((tmp_path / "cache").iterdir())) == 1


@pytest.mark.parametrize(
    "damage", [lambda data: data[:-100], lambda data: data[:5000] + b"x" * 99 + data[5099:]]
)
def test_a_damaged_cache_is_built_anew(copy, tmp_path, damage):
    cache = tmp_path / "cache"
    first = frames.load(copy, cache, ONE)
    (archive,) = cache.iterdir()
    archive.write_bytes(damage(archive.read_bytes()))
    assert frames.load(copy, cache, ONE) == first


def test_a_broken_link_in_the_docs_stops_the_build(copy, tmp_path):
    (copy / "docs/vi/about.md").write_text("# Giới thiệu\n\n[x](nowhere.md)\n", encoding="utf-8")
    with pytest.raises(frames.FramesError, match=r"nowhere\.md"):
        frames.load(copy, tmp_path / "cache", ONE)


def test_a_slot_in_the_middle_of_a_line_stops_the_build(copy, tmp_path):
    (copy / "docs/vi/about.md").write_text('# x\n\nHere <span data-slot="a"></span>\n', encoding="utf-8")
    with pytest.raises(ValueError, match=r"frame about/index\.html: a slot is written"):
        frames.load(copy, tmp_path / "cache", ONE)


def test_an_example_that_stands_elsewhere_stops_the_build(copy, tmp_path):
    config = copy / "mkdocs.example.yml"
    config.write_text(config.read_text(encoding="utf-8").replace("minhchung.example", "other.example"))
    with pytest.raises(frames.FramesError, match="is not below"):
        frames.load(copy, tmp_path / "cache")
