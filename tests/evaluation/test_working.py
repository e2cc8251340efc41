"""Work on parts, in this process and in others."""

from __future__ import annotations

import gc
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from operator import methodcaller
from pathlib import Path

import pytest

from llm_extract.errors import RunError
from llm_extract.evaluation.working import Processes, available_cores


def test_what_is_found_comes_in_the_order_of_the_parts() -> None:
    """With one process or two, with more parts than are waited for at a time, and one task after the other."""
    parts = [f"Part {number}" for number in range(40)]
    for count in (1, 2):
        with Processes(count) as workers:
            assert list(workers.work(methodcaller, ("upper",), parts)) == [part.upper() for part in parts]
            assert list(workers.work(methodcaller, ("lower",), parts)) == [part.lower() for part in parts]


@pytest.mark.parametrize("count", [1, 2])
def test_an_error_is_raised_where_its_part_has_its_turn(count: int) -> None:
    """What was found before it is given first, and other work can be done after it."""
    with Processes(count) as workers:
        found = workers.work(methodcaller, ("upper",), ["a", 1, "b"])
        assert next(found) == "A"
        with pytest.raises(AttributeError, match="upper"):
            next(found)
        assert list(workers.work(methodcaller, ("lower",), ["C"])) == ["c"]


def test_the_collector_is_left_as_it_was() -> None:
    """While this process works it looks seldom for garbage, and after that as before."""
    before = gc.get_threshold()
    found = Processes().work(methodcaller, ("upper",), ["a", "b"])
    assert next(found) == "A"
    assert gc.get_threshold()[0] > before[0]
    assert list(found) == ["B"]
    assert gc.get_threshold() == before


def look_at_collector() -> Callable[[int], tuple[int, int]]:
    return lambda part: (os.getpid(), gc.get_threshold()[0])


def test_all_processes_collect_seldom() -> None:
    """Each of them, whichever part it gets."""
    with Processes(2) as workers:
        seen = dict(workers.work(look_at_collector, (), range(400)))
    assert min(seen.values()) > gc.get_threshold()[0]


def kill_at(number: int) -> Callable[[int], int]:
    def work(part: int) -> int:
        if part == number:
            os.kill(os.getpid(), signal.SIGKILL)
        return part

    return work


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs a signal that ends a process")
def test_a_process_that_is_ended_is_told() -> None:
    """As by a system that is short of memory."""
    with Processes(2) as workers, pytest.raises(RunError, match="one of the processes was ended") as caught:
        list(workers.work(kill_at, (1,), [0, 1]))
    assert "fewer" in caught.value.hint


KILLED = """
import os, signal
from operator import methodcaller
from llm_extract.evaluation import Processes

if __name__ == "__main__":
    workers = Processes(2)
    print(*workers.work(methodcaller, ("upper",), ["a", "b"]), flush=True)
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs a signal that ends a process")
def test_nothing_is_left_of_a_process_that_is_ended(tmp_path: Path) -> None:
    """Its workers end too, which hold its output open, and their folder is removed."""
    program, folder = tmp_path / "program.py", tmp_path / "temporary"
    program.write_text(KILLED)
    folder.mkdir()
    environment = {**os.environ, "TMPDIR": str(folder)}
    done = subprocess.run([sys.executable, program], stdout=subprocess.PIPE, env=environment, timeout=60)
    assert (done.stdout.strip(), done.returncode) == (b"A B", -signal.SIGKILL)
    assert not list(folder.iterdir())


def test_a_machine_has_cores() -> None:
    """At least the one that runs this, and no more are taken than help."""
    assert 1 <= available_cores() <= 16
