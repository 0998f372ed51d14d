"""Frames from MkDocs: built in a process of its own, and kept until a page, the theme or a version changes."""

import os
import subprocess
import sys
import tempfile
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from xml.etree import ElementTree as ET

from minhchung.publishing.files import read
from minhchung.publishing.frame import Frame
from minhchung.publishing.publish import SEARCH_INDEX, Frames

CONFIGS = ("mkdocs.yml", "mkdocs.example.yml")  # the site, and what stands below it
MADE_OF = ("docs", "overrides")  # beside the configurations
BUILDERS = ("mkdocs", "mkdocs-material", "markdown", "pymdown-extensions")
_MADE_ANEW = {"sitemap.xml", "sitemap.xml.gz"}  # by publish, without a clock


class FramesError(Exception):
    """MkDocs could not build the frames; the message is what it said."""


def load(root: Path, cache: Path, configs: Sequence[str] = CONFIGS) -> list[Frames]:
    """The frames of each configuration in `root`, the first of which is the site the others stand below.

    Kept in `cache`, one file for the state of the docs; a damaged one is made anew. Raises
    :class:`FramesError` where MkDocs in strict mode finds a fault, or a configuration's address is not below
    the first one's, and ValueError for a slot that is written wrongly.
    """
    archive = cache / f"{_fingerprint(root, configs)}.zip"
    try:
        built = _unpacked(archive, configs)
    except (OSError, zipfile.BadZipFile, zlib.error):
        with ThreadPoolExecutor() as pool:
            built = list(pool.map(lambda config: _built(root, config), configs))
        _pack(archive, dict(zip(configs, built, strict=True)))
    addresses = [_address(files["sitemap.xml"]) for files in built]
    return [
        _frames(files, address, _prefix(address, addresses[0], config))
        for files, address, config in zip(built, addresses, configs, strict=True)
    ]


def _frames(files: Mapping[str, bytes], address: str, prefix: str) -> Frames:
    pages = {path for path in files if path.endswith(".html")}
    return Frames(
        address=address,
        prefix=prefix,
        frames={
            path.removesuffix("index.html").rstrip("/"): _compiled(path, files[path])
            for path in sorted(pages)
        },
        search_index=files[SEARCH_INDEX],
        assets={
            path: content
            for path, content in files.items()
            if path not in pages | _MADE_ANEW | {SEARCH_INDEX}
        },
    )


def _compiled(path: str, html: bytes) -> Frame:
    try:
        return Frame.compiled(html.decode())
    except ValueError as error:
        raise ValueError(f"frame {path}: {error}") from error


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
    sources = [root / config for config in configs]
    sources += [file for folder in MADE_OF for file in (root / folder).rglob("*") if file.is_file()]
    parts = [f"{name} {version(name)}".encode() for name in BUILDERS]
    for file in sorted(sources):
        parts += [file.relative_to(root).as_posix().encode(), file.read_bytes()]
    return sha256(b"".join(sha256(part).digest() for part in parts)).hexdigest()


def _unpacked(archive: Path, configs: Sequence[str]) -> list[dict[str, bytes]]:
    """Raises OSError when there is no archive, BadZipFile or zlib.error when it is damaged."""
    with zipfile.ZipFile(archive) as file:
        files = {name: file.read(name) for name in file.namelist()}
    return [
        {
            name.removeprefix(f"{config}/"): content
            for name, content in files.items()
            if name.startswith(f"{config}/")
        }
        for config in configs
    ]


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


def _prefix(address: str, site: str, config: str) -> str:
    if not address.startswith(site):
        raise FramesError(f"site_url of {config} is {address}, which is not below {site}")
    return address.removeprefix(site)
