"""Work on parts, in this process and in others."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from operator import methodcaller

import pytest

from llm_extract.errors import RunError
from llm_extract.evaluation.working import Workers, available_cores


def test_what_is_found_comes_in_the_order_of_the_parts() -> None:
    """With one process or two, with more parts than are waited for at a time, and one task after the other."""
    parts = [f"Part {number}" for number in range(40)]
    for count in (1, 2):
        with Workers(count) as workers:
            assert list(workers.work(methodcaller, ("upper",), parts)) == [part.upper() for part in parts]
            assert list(workers.work(methodcaller, ("lower",), parts)) == [part.lower() for part in parts]


@pytest.mark.parametrize("count", [1, 2])
def test_an_error_is_raised_where_its_part_has_its_turn(count: int) -> None:
    """What was found before it is given first, and other work can be done after it."""
    with Workers(count) as workers:
        found = workers.work(methodcaller, ("upper",), ["a", 1, "b"])
        assert next(found) == "A"
        with pytest.raises(AttributeError, match="upper"):
            next(found)
        assert list(workers.work(methodcaller, ("lower",), ["C"])) == ["c"]


def kill_at(number: int) -> Callable[[int], int]:
    def work(part: int) -> int:
        if part == number:
            os.kill(os.getpid(), signal.SIGKILL)
        return part

    return work


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs a signal that ends a process")
def test_a_process_that_is_ended_is_told() -> None:
    """As by a system that is short of memory."""
    with Workers(2) as workers, pytest.raises(RunError, match="one of the processes was ended") as caught:
        list(workers.work(kill_at, (1,), [0, 1]))
    assert "fewer" in caught.value.hint


def test_a_machine_has_cores() -> None:
    """At least the one that runs this, and no more are taken than help."""
    assert 1 <= available_cores() <= 16
