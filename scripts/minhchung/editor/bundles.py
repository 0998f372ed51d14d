"""The editor itself, from the npm registry: pinned versions, checked against their hashes, kept in a cache. I/O.

`npm pack` fetches a package's archive from whatever registry npm is set up for and runs nothing of it. The
packages that Decap is made of need not be installed: its bundle holds them.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import tarfile
import tempfile
from base64 import b64encode
from hashlib import sha256, sha512
from importlib.resources import files
from pathlib import Path
from typing import Any

from minhchung import kept, whole

CACHE = kept.PLACE / "editor"  # below the root of a repository
SECONDS = 300  # 16 MB, over a slow line


class BundlesError(Exception):
    """The editor cannot be had; `reason` is `no-npm`, `unreachable` or `other-content`."""

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(reason, detail)
        self.reason, self.detail = reason, detail


def cached(cache: Path) -> dict[str, bytes] | None:
    """The files of the pinned versions, by name, where :func:`fetch` put them; None where it has not."""
    folder = place(cache)
    if not folder.is_dir():
        return None
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def fetch(cache: Path) -> None:
    """Put them into `cache`, unless they are there. Raises BundlesError."""
    folder = place(cache)
    if folder.is_dir():
        return
    npm = shutil.which("npm")
    if npm is None:
        raise BundlesError("no-npm")
    cache.mkdir(parents=True, exist_ok=True)
    with whole.folder(folder) as new, tempfile.TemporaryDirectory() as temporary:
        for package in _packages():
            for name, content in _files(npm, package, Path(temporary)).items():
                (new / name).write_bytes(content)
        try:
            new.rename(folder)
        except OSError:  # another run was quicker
            if not folder.is_dir():
                raise


def _files(npm: str, package: dict[str, Any], folder: Path) -> dict[str, bytes]:
    name, version = package["name"], package["version"]
    patience = ("--fetch-retries=1", "--fetch-retry-mintimeout=1000", "--fetch-timeout=60000")
    command = [npm, "pack", f"{name}@{version}", "--ignore-scripts", "--silent", *patience]
    try:
        result = subprocess.run(
            command, cwd=folder, capture_output=True, text=True, check=False, timeout=SECONDS
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise BundlesError("unreachable", str(error)) from None
    archive = folder / f"{name}-{version}.tgz"
    if result.returncode or not archive.is_file():
        raise BundlesError("unreachable", result.stderr.strip())
    content = archive.read_bytes()
    found = f"sha512-{b64encode(sha512(content).digest()).decode()}"
    if found != package["integrity"]:
        raise BundlesError("other-content", f"{name} {version}: {found}")
    with tarfile.open(archive) as tar:
        members = {
            target: tar.extractfile(f"package/{source}") for source, target in package["files"].items()
        }
        return {target: member.read() for target, member in members.items() if member is not None}


def _packages() -> list[dict[str, Any]]:
    packages: list[dict[str, Any]] = json.loads(_pins())
    return packages


def _pins() -> bytes:
    return files("minhchung.editor").joinpath("packages.json").read_bytes()


def place(cache: Path) -> Path:
    """The folder of the pinned versions: other pins, another folder."""
    return cache / sha256(_pins()).hexdigest()
