"""Frames from MkDocs: built in a process of its own, and kept until a page, the theme or a version changes."""

import os
import subprocess
import sys
import tempfile
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from xml.etree import ElementTree as ET

from minhchung.i18n import Lang
from minhchung.publishing.files import read
from minhchung.publishing.frame import Frame
from minhchung.publishing.publish import SEARCH_INDEX, Frames, Place
from minhchung.publishing.tongue import marked
from minhchung.share import provided

# The site in each language, and what stands below it. A site is the same pages at the same paths in each.
CONFIGS: tuple[dict[Lang, str], ...] = (
    {"vi": "mkdocs.yml", "en": "mkdocs.en.yml"},
    {"vi": "mkdocs.example.yml", "en": "mkdocs.en.example.yml"},
)
MADE_OF = ("docs", "overrides")  # beside the configurations; the package's own where a repository has none
BUILDERS = ("mkdocs", "mkdocs-material", "markdown", "pymdown-extensions")
_MADE_ANEW = {"sitemap.xml", "sitemap.xml.gz"}  # by publish, without a clock


class FramesError(Exception):
    """MkDocs could not build the frames; the message is what it said."""


def configured(root: Path) -> list[dict[Lang, str]]:
    """The configurations that the repository `root` has: one language or two, with the fictional city or without."""
    found = [{lang: name for lang, name in site.items() if (root / name).is_file()} for site in CONFIGS]
    return [site for site in found if "vi" in site]


def load(root: Path, cache: Path, sites: Sequence[Mapping[Lang, str]] = CONFIGS) -> list[dict[Lang, Frames]]:
    """The frames of each site in `root` in each language; everything stands below the first.

    Kept in `cache`, one file for the state of the docs; a damaged one is made anew. Raises
    :class:`FramesError` where MkDocs in strict mode finds a fault, or a configuration's address is not below
    the first one's, and ValueError for a slot that is written wrongly.
    """
    configs = [config for site in sites for config in site.values()]
    archive = cache / f"{_fingerprint(root, configs)}.zip"
    try:
        built = _unpacked(archive, configs)
    except (OSError, zipfile.BadZipFile, zlib.error):
        with _staged(root) as stage, ThreadPoolExecutor(os.cpu_count()) as pool:
            built = dict(zip(configs, pool.map(lambda config: _built(stage, config), configs), strict=True))
        _pack(archive, built)
    first = _address(built[configs[0]]["sitemap.xml"])
    found = []
    for site in sites:
        places = {lang: _place(config, built[config], first) for lang, config in site.items()}
        found.append({lang: _frames(built[config], lang, places) for lang, config in site.items()})
    return found


def _frames(files: Mapping[str, bytes], lang: Lang, places: Mapping[Lang, Place]) -> Frames:
    pages = {path for path in files if path.endswith(".html")}
    return Frames(
        lang=lang,
        places=places,
        frames={
            path.removesuffix("index.html").rstrip("/"): _compiled(path, files[path], lang)
            for path in sorted(pages)
        },
        search_index=files[SEARCH_INDEX],
        assets={
            path: content
            for path, content in files.items()
            if path not in pages | _MADE_ANEW | {SEARCH_INDEX}
        },
    )


def _compiled(path: str, html: bytes, lang: Lang) -> Frame:
    try:
        return Frame.compiled(html.decode() if lang == "vi" else marked(html.decode()))
    except ValueError as error:
        raise ValueError(f"frame {path}: {error}") from error


@contextmanager
def _staged(root: Path) -> Iterator[Path]:
    """A folder in which MkDocs finds everything: `root`, or links to it and to what the package provides."""
    places = {name: provided(root, name) for name in MADE_OF}
    if all(place.parent == root for place in places.values()):
        yield root
        return
    with tempfile.TemporaryDirectory() as stage:
        for place in (*root.glob("mkdocs*.yml"), *places.values()):
            Path(stage, place.name).symlink_to(place.resolve())
        yield Path(stage)


def _built(root: Path, config: str) -> dict[str, bytes]:
    """What MkDocs writes for one configuration, by path."""
    with tempfile.TemporaryDirectory() as site:
        # Not --quiet: it silences the warnings that --strict counts.
        command = [sys.executable, "-m", "mkdocs", "build", "--strict"]
        result = subprocess.run(
            [*command, "--config-file", root / config, "--site-dir", site],
            env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
            capture_output=True,
            text=True,
            check=False,
        )
        if result.returncode:
            raise FramesError(f"mkdocs build --config-file {config}\n{result.stdout}{result.stderr}".strip())
        return read(Path(site))


def _fingerprint(root: Path, configs: Sequence[str]) -> str:
    named = {config: root / config for config in configs}
    for folder in MADE_OF:
        place = provided(root, folder)
        files = (file for file in place.rglob("*") if file.is_file())
        named |= {f"{folder}/{file.relative_to(place).as_posix()}": file for file in files}
    parts = [f"{name} {version(name)}".encode() for name in BUILDERS]
    for name, file in sorted(named.items()):
        parts += [name.encode(), file.read_bytes()]
    return sha256(b"".join(sha256(part).digest() for part in parts)).hexdigest()


def _unpacked(archive: Path, configs: Sequence[str]) -> dict[str, dict[str, bytes]]:
    """Raises OSError when there is no archive, BadZipFile or zlib.error when it is damaged."""
    with zipfile.ZipFile(archive) as file:
        files = {name: file.read(name) for name in file.namelist()}
    return {
        config: {
            name.removeprefix(f"{config}/"): content
            for name, content in files.items()
            if name.startswith(f"{config}/")
        }
        for config in configs
    }


def _pack(archive: Path, built: Mapping[str, Mapping[str, bytes]]) -> None:
    """Write the archive whole, and drop those of earlier states."""
    archive.parent.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.NamedTemporaryFile(dir=archive.parent, delete=False) as temporary,
        zipfile.ZipFile(temporary, "w", compresslevel=1) as file,
    ):
        for config, files in built.items():
            for path, content in files.items():
                file.writestr(zipfile.ZipInfo(f"{config}/{path}"), content, zipfile.ZIP_DEFLATED)
    Path(temporary.name).replace(archive)
    for other in archive.parent.glob("*.zip"):
        if other != archive:
            other.unlink(missing_ok=True)


def _address(sitemap: bytes) -> str:
    """Where a site stands: the shortest address in the sitemap that MkDocs wrote is its home page's."""
    locations = ET.fromstring(sitemap).iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")  # noqa: S314 - MkDocs wrote it
    return min((location.text or "" for location in locations), key=len)


def _place(config: str, files: Mapping[str, bytes], first: str) -> Place:
    address = _address(files["sitemap.xml"])
    if not address.startswith(first):
        raise FramesError(f"site_url of {config} is {address}, which is not below {first}")
    return Place(address, address.removeprefix(first))
