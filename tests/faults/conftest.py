"""One nursery, one set of scenes, and what each command makes where nothing disturbs it."""

from functools import cache

import pytest

from tests.faults.scene import WRITING, Nursery, Scenes, state

pytest.register_assert_rewrite("tests.faults.holding")


@pytest.fixture(scope="session")
def scenes(tmp_path_factory):
    return Scenes(tmp_path_factory.mktemp("scenes"))


@pytest.fixture(scope="session")
def nursery(scenes, tmp_path_factory):
    made = Nursery()
    made.run(scenes.fresh("city", tmp_path_factory.mktemp("warm") / "x"), ["todo"], kind="warm")
    yield made
    made.close()


@pytest.fixture(scope="session")
def undisturbed(nursery, scenes, tmp_path_factory):
    """`undisturbed(line)`: the files before and after, and the points on the way."""

    @cache
    def run(line):
        place = tmp_path_factory.mktemp("undisturbed") / "x"
        root = scenes.fresh(WRITING[line].scene, place)
        old = state(place)
        ended = nursery.run(root, WRITING[line].arguments)
        assert (ended.code, ended.alone) == (0, True), ended.err
        return old, state(place), ended.points

    return run
