"""Every command that writes, killed at every point: nothing is torn, and the next run makes what is to be made."""

import os
from random import Random

import pytest

from tests.faults.scene import WRITING, Nursery, Scenes, state

POINTS = 2  # of each command, always the same; all of them with MINHCHUNG_FAULTS=all
EVERY = os.environ.get("MINHCHUNG_FAULTS") == "all"


@pytest.fixture(scope="module")
def nursery():
    made = Nursery()
    yield made
    made.close()


@pytest.fixture(scope="module")
def scenes(tmp_path_factory):
    return Scenes(tmp_path_factory.mktemp("scenes"))


def chosen(points, seed):
    every = range(len(points))
    return every if EVERY else sorted(Random(seed).sample(every, min(POINTS, len(points))))


def is_cache(path):
    return "/.cache/" in path


def torn(now, old, done):
    """Files that are neither as they were nor as they are to be. What was being written beside them is hidden."""
    return [
        path
        for path in now.keys() | old.keys()
        if not is_cache(path)
        and not path.endswith("/.git")
        and now.get(path) not in (old.get(path), done.get(path))
        and not (path not in old | done and any(part.startswith(".") for part in path.split("/")))
    ]


def is_hidden(path):
    """What is being written beside its place."""
    return any(part.startswith(".") and part[-1:].isdecimal() for part in path.split("/"))


def without_cache(found):
    return {path: content for path, content in found.items() if not is_cache(path)}


def assert_mended(nursery, command, root, done):
    """The next run says that it succeeded, or that there is nothing to do, and all is as if nothing had happened."""
    before = {path: content for path, content in state(root.parent).items() if not is_hidden(path)}
    was_done = without_cache(before) == without_cache(done)
    again = nursery.run(root, command.arguments)
    assert "Traceback" not in again.err
    assert again.code == 0 or was_done, again.err
    now = state(root.parent)
    assert without_cache(now) == without_cache(done)
    strange = {path for path in now.keys() - done.keys() if path.split("/")[-1].startswith((".", "tmp"))}
    assert not strange - {path for path in strange if path.endswith("/.gitignore")}


@pytest.mark.parametrize("line", WRITING)
def test_killed_at_any_point(nursery, scenes, tmp_path, line):
    command = WRITING[line]
    root = scenes.fresh(command.scene, tmp_path / "x")
    old = state(root.parent)
    whole = nursery.run(root, command.arguments)
    assert (whole.code, whole.alone) == (0, True), whole.err
    done = state(root.parent)
    for point in chosen(whole.points, line):
        root = scenes.fresh(command.scene, tmp_path / "x")
        ended = nursery.run(root, command.arguments, kind="kill", at=point)
        said = f"{point}: {whole.points[point]}"
        assert ended.alone, said
        assert ended.code == -9, said
        assert torn(state(root.parent), old, done) == [], said
        assert_mended(nursery, command, root, done)
