"""Every command that writes, killed at any point: nothing is torn, and the next run makes what is to be made."""

from random import Random

import pytest

from tests.faults.holding import EVERY, chosen, debris, plain, torn
from tests.faults.scene import QUICK, WRITING, state

POINTS, MOMENTS, SIZES = 2, 1, 1


def run_undisturbed(nursery, scenes, command, place):
    """What the command makes of what, and its points."""
    root = scenes.fresh(command.scene, place)
    old = state(place)
    whole = nursery.run(root, command.arguments)
    assert (whole.code, whole.alone) == (0, True), whole.err
    return old, state(place), whole.points


def assert_goes_on(nursery, command, place, root, old, done):
    """Nothing is torn; the next run succeeds, or says that there is nothing to do, and all is as it should be."""
    now = state(place)
    assert torn(now, old, done) == []
    again = nursery.run(root, command.arguments)
    assert "Traceback" not in again.err
    assert again.code == 0 or plain(now) == plain(done), again.err
    now = state(place)
    assert plain(now) == plain(done)
    assert debris(now, done) == set()


@pytest.mark.parametrize("line", WRITING if EVERY else QUICK)
def test_killed_at_a_point(nursery, scenes, tmp_path, line):
    """Just before it opens, moves or removes a file, or starts another program."""
    command, place = WRITING[line], tmp_path / "x"
    old, done, points = run_undisturbed(nursery, scenes, command, place)
    for point in chosen(points, line, 1 if command.scene == "site" else POINTS):
        root = scenes.fresh(command.scene, place)
        ended = nursery.run(root, command.arguments, kind="kill", at=point)
        assert (ended.code, ended.alone) == (-9, True), points[point]
        assert_goes_on(nursery, command, place, root, old, done)


@pytest.mark.parametrize("line", WRITING if EVERY else [])
def test_killed_at_a_moment(nursery, scenes, tmp_path, line):
    """With all that it has started, whatever they are at."""
    command, place, chance = WRITING[line], tmp_path / "x", Random(line)
    old, done, _ = run_undisturbed(nursery, scenes, command, place)
    for _ in range(20):
        root = scenes.fresh(command.scene, place)
        nursery.run(root, command.arguments, kind="killed", seconds=chance.random() * 0.5)
        assert_goes_on(nursery, command, place, root, old, done)


@pytest.mark.parametrize("line", [line for line in WRITING if "build" not in line] if EVERY else [])
def test_killed_within_a_write(nursery, scenes, tmp_path, line):
    """After so many bytes of a file, written by the program or by git."""
    command, place = WRITING[line], tmp_path / "x"
    old, done, _ = run_undisturbed(nursery, scenes, command, place)
    for size in (0, 1, 40, 100, 500, 1000, 4000, 8192, 20_000):
        root = scenes.fresh(command.scene, place)
        nursery.run(root, command.arguments, kind="limit", size=size, deadly=True)
        assert_goes_on(nursery, command, place, root, old, done)
