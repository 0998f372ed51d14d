"""Work in several processes: the results, the errors and the order of one, and no process left behind."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from minhchung.parallel import in_order


@pytest.fixture(autouse=True)
def nobody_is_left(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Of those that the test forked: other tests of this process have theirs."""
    forked: list[int] = []
    fork = os.fork

    def noted() -> int:
        child = fork()
        if child:
            forked.append(child)
        return child

    monkeypatch.setattr(os, "fork", noted)
    yield
    for child in forked:
        with pytest.raises(ChildProcessError):
            os.waitpid(child, os.WNOHANG)


def test_results_come_in_order_and_from_several_processes() -> None:
    found = list(in_order(lambda item: (item, os.getpid()), range(40), processes=3))
    assert [item for item, _ in found] == list(range(40))
    assert len({process for _, process in found} - {os.getpid()}) == 3


def test_few_items_and_one_processor_are_not_divided() -> None:
    for processes, items in ((1, 40), (3, 5)):
        assert set(in_order(lambda _: os.getpid(), range(items), processes=processes)) == {os.getpid()}


def test_an_error_goes_through() -> None:
    def work(item: int) -> int:
        return 100 // (20 - item)

    results = in_order(work, range(40), processes=2)
    with pytest.raises(ZeroDivisionError):
        list(results)


def test_what_a_killed_process_owes_is_worked_out_here() -> None:
    here = os.getpid()

    def work(item: int) -> int:
        if item == 7 and os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return item * item

    assert list(in_order(work, range(40), processes=2)) == [item * item for item in range(40)]


def test_nobody_works_far_ahead_and_who_stops_early_leaves_nothing(tmp_path: Path) -> None:
    def work(item: int) -> bytes:
        (tmp_path / str(item)).touch()
        return bytes(1 << 20)

    results = in_order(work, range(100), processes=2)
    assert len(next(results)) == 1 << 20
    results.close()  # type: ignore[attr-defined]
    assert len(list(tmp_path.iterdir())) < 10


def test_an_interrupt_ends_all() -> None:
    def interrupted(items: Iterator[int]) -> None:
        for item in items:
            if item == 3:
                raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted(in_order(lambda item: item, range(40), processes=2))
