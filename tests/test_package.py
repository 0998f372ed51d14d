"""The wheel carries everything that the program needs beside its code; the sdist makes the same wheel."""

import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

from minhchung.generating.repository import own_templates, read_shared

ROOT = Path(__file__).parents[1]


def built(source: Path, target: str, out: Path) -> Path:
    command = [sys.executable, "-m", "hatchling", "build", "--target", target, "--directory", str(out)]
    subprocess.run(command, cwd=source, check=True, capture_output=True)
    (found,) = (path for path in out.iterdir() if path.suffix in (".whl", ".gz"))
    return found


def contents(wheel: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(wheel) as file:
        return {name: file.read(name) for name in file.namelist() if not name.endswith("RECORD")}


def test_wheel_and_sdist(tmp_path):
    wheel = contents(built(ROOT, "wheel", tmp_path / "wheel"))
    for path, content in read_shared().items():
        assert wheel.get(f"minhchung/share/{path}") == content, path
    for place in (ROOT / "overrides").rglob("*"):
        if place.is_file():
            assert f"minhchung/share/{place.relative_to(ROOT).as_posix()}" in wheel
    for name in own_templates():
        assert f"minhchung/generating/templates/{name}" in wheel
    assert "minhchung/locale/en/LC_MESSAGES/minhchung.mo" in wheel
    assert not [name for name in wheel if name.startswith("tests") or name.endswith(".pyc")]
    with tarfile.open(built(ROOT, "sdist", tmp_path / "sdist")) as file:
        file.extractall(tmp_path / "unpacked", filter="data")
    (source,) = (tmp_path / "unpacked").iterdir()
    assert contents(built(source, "wheel", tmp_path / "again")) == wheel
