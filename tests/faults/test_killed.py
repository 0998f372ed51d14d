"""Every command that writes, killed at any point: nothing is torn, and the next run makes what is to be made."""

from random import Random

import pytest

from tests.faults.holding import EVERY, assert_goes_on, chosen
from tests.faults.scene import WRITING

# Not on every run of the tests: what writes as another of the commands does.
ALIKE = (
    "build",
    "assess",
    "compare",
    "history",
    "audit-pack",
    "report",
    "form read ../da-nhan",
    "new doi",
    "check",
    "witness add ../so-moi",
)
LINES = [line for line in WRITING if EVERY or not line.startswith(ALIKE)]


@pytest.mark.parametrize("line", LINES)
def test_killed_at_a_point(nursery, scenes, undisturbed, tmp_path, line):
    """Just before it opens, moves or removes a file, or starts another program."""
    command, place = WRITING[line], tmp_path / "x"
    old, done, points = undisturbed(line)
    for point in chosen(points, line):
        root = scenes.fresh(command.scene, place)
        ended = nursery.run(root, command.arguments, kind="kill", at=point)
        assert (ended.code, ended.alone) == (-9, True), points[point]
        assert_goes_on(nursery, command, place, root, old, done)


MOMENTS = 20 if EVERY else 1


@pytest.mark.parametrize("line", LINES if EVERY else ["generate"])
def test_killed_at_a_moment(nursery, scenes, undisturbed, tmp_path, line):
    """With all that it has started, whatever they are at."""
    command, place, chance = WRITING[line], tmp_path / "x", Random(line)
    old, done, _ = undisturbed(line)
    for _ in range(MOMENTS):
        root = scenes.fresh(command.scene, place)
        nursery.run(root, command.arguments, kind="killed", seconds=chance.random() * 0.5)
        assert_goes_on(nursery, command, place, root, old, done)


SIZES = (0, 1, 40, 100, 500, 1000, 4000, 8192, 20_000) if EVERY else (100,)


@pytest.mark.parametrize("line", LINES if EVERY else ["witness add ../so.txt"])
def test_killed_within_a_write(nursery, scenes, undisturbed, tmp_path, line):
    """After so many bytes of a file, written by the program or by git."""
    command, place = WRITING[line], tmp_path / "x"
    old, done, _ = undisturbed(line)
    for size in SIZES:
        root = scenes.fresh(command.scene, place)
        nursery.run(root, command.arguments, kind="limit", size=size, deadly=True)
        assert_goes_on(nursery, command, place, root, old, done)
