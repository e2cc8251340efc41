"""Runs that are killed or interrupted: judged by the server's log, the cache and the output together."""

from __future__ import annotations

import os
import random
import signal
import sys
from collections.abc import Callable, Iterator
from typing import Any

import pytest

Serve = Callable[..., Any]
Undisturbed = Callable[..., bytes]
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX systems")


@pytest.fixture(autouse=True)
def hang_ups_are_heard() -> Iterator[None]:
    """The runs that are started here hear SIGHUP, even where the tests were started so as to ignore it (nohup)."""
    if sys.platform == "win32" or signal.getsignal(signal.SIGHUP) != signal.SIG_IGN:
        yield
        return
    signal.signal(signal.SIGHUP, signal.SIG_DFL)
    yield
    signal.signal(signal.SIGHUP, signal.SIG_IGN)


def kill_after(project: Any, server: Any, wait_for: Any, answers: int, *more: str) -> None:
    """Start the command, and kill it once the server has sent so many answers."""
    goal = sum(one.delivered for one in server.log) + answers
    process = project.start(server.url, *more)
    wait_for(lambda: process.poll() is not None or sum(o.delivered for o in server.log) >= goal, "answers")
    process.kill()
    process.communicate()
    wait_for(lambda: server.in_flight == 0, "the server to notice")


def kill_and_finish(project: Any, server: Any, wait_for: Any, expected: bytes, moments: list[int], *more: str) -> None:
    """Kill the run at each moment, then let it end: no answer that was stored is asked again, and no byte differs."""
    cached = "--no-cache" not in more
    in_flight = int(more[more.index("--concurrency") + 1]) * len(moments)
    kept, lost, whole = 0, 0, b""
    for moment in moments:
        kill_after(project, server, wait_for, moment, *more)
        if cached:
            stored = len(project.stored())
            assert stored >= kept
            kept = stored
            lost += len({one.key for one in server.log if one.completion_tokens}) - stored
        if project.output.exists():  # what is there is whole lines of the final output, but for the last
            before, whole = whole, project.output.read_bytes().rpartition(b"\n")[0]
            assert expected.startswith(whole)
            assert whole.startswith(before)
    code, said = project.call(server.url, *more)
    assert code == 0, said
    assert project.output.read_bytes() == expected
    assert lost <= in_flight
    project.judge(server, paid_again=lost if cached else in_flight, cached=cached)
    run_folder = project.output.with_name(f"{project.output.name}.run")
    assert {path.name for path in run_folder.iterdir()} == {"lock", "run.json"}


@POSIX
@pytest.mark.parametrize(("concurrency", "more"), [(1, ()), (64, ()), (64, ("--no-cache",))])
def test_kill_9_loses_no_stored_answer_and_no_byte(
    project: Any, company: Any, loopback: Serve, undisturbed: Undisturbed, wait_for: Any, concurrency: int, more: Any
) -> None:
    """Killed twice at random moments, the same command ends as an undisturbed run; only calls in flight recur."""
    count = 24 if concurrency == 1 else 300
    project.number(count)
    expected = undisturbed()
    chance = random.Random(f"{concurrency}{more}")
    server = loopback(company.answer, latency=0.03)
    moments = [chance.randrange(1, count // 3) for _ in range(2)]
    kill_and_finish(project, server, wait_for, expected, moments, "--concurrency", str(concurrency), *more)


@POSIX
@pytest.mark.slow
@pytest.mark.parametrize("more", [(), ("--no-cache",)], ids=["cache", "no_cache"])
@pytest.mark.parametrize("concurrency", [1, 64, 256])
def test_kill_9_many_times(
    project: Any, company: Any, loopback: Serve, undisturbed: Undisturbed, wait_for: Any, concurrency: int, more: Any
) -> None:
    """The same, killed again and again: twenty-five times at 64 in flight, eight times at 1 and at 256."""
    kills = 25 if concurrency == 64 else 8
    count = kills * (4 if concurrency == 1 else 80)
    project.number(count)
    expected = undisturbed()
    chance = random.Random(f"{concurrency}{more}")
    server = loopback(company.answer, latency=0.02)
    moments = [chance.randrange(0, count // kills) for _ in range(kills)]
    kill_and_finish(project, server, wait_for, expected, moments, "--concurrency", str(concurrency), *more)


@POSIX
@pytest.mark.parametrize("number", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_an_interrupted_run_finishes_what_is_in_flight_and_exits_130(
    project: Any, company: Any, loopback: Serve, undisturbed: Undisturbed, wait_for: Any, number: str
) -> None:
    """Ctrl-C, SIGTERM, a hang-up: no answer under way is lost, what is left is said; the next run asks the rest."""
    project.number(200)
    expected = undisturbed()
    server = loopback(company.answer, latency=0.1)
    process = project.start(server.url, "--concurrency", "10")
    wait_for(lambda: len(server.log) >= 30, "requests")
    process.send_signal(getattr(signal, number))
    if number == "SIGHUP":  # which may come twice: from the terminal, and from the shell
        process.stderr.readline()
        process.send_signal(signal.SIGHUP)
    code, said = project.finish(process)
    assert code == 130
    assert "The same command continues" in said
    assert all(one.delivered for one in server.log)
    assert len(server.log) < 200
    assert len(project.stored()) == len(server.log)
    code, _ = project.call(server.url, "--concurrency", "50")
    assert code == 0
    assert project.output.read_bytes() == expected
    project.judge(server)


@POSIX
def test_a_second_interrupt_stops_at_once(project: Any, company: Any, loopback: Serve, wait_for: Any) -> None:
    """While answers are awaited that will not come, the second Ctrl-C ends the process."""
    project.number(5)
    server = loopback(company.answer, faults={"hang": 1.0})
    process = project.start(server.url)
    wait_for(lambda: len(server.log) >= 5, "requests")
    process.send_signal(signal.SIGINT)
    assert "on their way" in process.stderr.readline() + process.stderr.readline()
    process.send_signal(signal.SIGINT)
    code, _ = project.finish(process)
    assert code == 130


@POSIX
def test_a_terminal_that_is_closed_costs_no_answer(
    project: Any, company: Any, loopback: Serve, undisturbed: Undisturbed, wait_for: Any
) -> None:
    """Its window closed or its connection lost, a run finishes what is in flight though nothing can be shown."""
    import fcntl
    import pty
    import termios

    project.number(200)
    expected = undisturbed()
    server = loopback(company.answer, latency=0.1)
    ours, theirs = pty.openpty()
    terminal = {"stdin": theirs, "stdout": theirs, "stderr": theirs}
    process = project.start(
        server.url, "--concurrency", "10", **terminal, start_new_session=True,
        preexec_fn=lambda: fcntl.ioctl(theirs, termios.TIOCSCTTY, 0),
    )  # fmt: skip
    os.close(theirs)
    wait_for(lambda: len(server.log) >= 30, "requests")
    os.close(ours)
    assert process.wait(240) == 130
    assert all(one.delivered for one in server.log)
    assert len(server.log) < 200
    assert len(project.stored()) == len(server.log)
    assert project.call(server.url, "--concurrency", "50")[0] == 0
    assert project.output.read_bytes() == expected
    project.judge(server)


@POSIX
def test_a_hang_up_that_is_ignored_stays_so(project: Any, company: Any, loopback: Serve, wait_for: Any) -> None:
    """A run under nohup goes on when its terminal is closed."""
    project.number(60)
    server = loopback(company.answer, latency=0.1)
    ignoring = "import signal; signal.signal(signal.SIGHUP, signal.SIG_IGN)"
    process = project.start(server.url, "--concurrency", "10", before=ignoring)
    wait_for(lambda: len(server.log) >= 20, "requests")
    process.send_signal(signal.SIGHUP)
    code, said = project.finish(process)
    assert code == 0, said
    assert len(server.log) == 60
