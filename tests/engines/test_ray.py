"""Runs on Ray Data, in an environment that has it: equal bytes, dying actors, dying drivers, limits of a fleet."""

from __future__ import annotations

import importlib.util
import json
import os
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(importlib.util.find_spec("ray") is None, reason="Ray is not installed (make test-ray)"),
    pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX systems"),
]
Serve = Callable[..., Any]


@pytest.fixture
def start(project: Any) -> Iterator[Callable[..., subprocess.Popen[str]]]:
    """Starts the project's run on two actors, in a session of its own; whatever is left of it dies with the test."""
    started: list[subprocess.Popen[str]] = []

    def run(url: str, *more: str, **options: Any) -> subprocess.Popen[str]:
        command = ("--engine", "ray", "--actors", "2", *more)
        started.append(project.start(url, *command, start_new_session=True, **options))
        return started[-1]

    yield run
    for process in started:
        kill_session(process.pid)
        process.communicate()


def processes(session: int) -> dict[int, str]:
    """The processes of a session and of those that they started, with their command lines."""
    found: dict[int, str] = {}
    parents: dict[int, list[int]] = {}
    words: dict[int, str] = {}
    for place in Path("/proc").glob("[0-9]*"):
        try:
            fields = (place / "stat").read_text().rpartition(")")[2].split()
            words[int(place.name)] = (place / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
        except OSError:
            continue
        parents.setdefault(int(fields[1]), []).append(int(place.name))
        if int(fields[3]) == session:
            found[int(place.name)] = words[int(place.name)]
    waiting = [session, *found]
    while waiting:
        for child in parents.get(waiting.pop(), ()):
            if child not in found:
                found[child] = words[child]
                waiting.append(child)
    return found


def kill_session(session: int) -> None:
    """Kill -9 every process of a session and what they started."""
    for process in processes(session):
        try:
            os.kill(process, signal.SIGKILL)
        except ProcessLookupError:
            continue


def actors(session: int) -> list[int]:
    """The processes that answer."""
    return [process for process, words in processes(session).items() if "MapWorker" in words or "_Answering" in words]


def undisturbed(project: Any, company: Any, loopback: Serve, **options: Any) -> bytes:
    """The bytes of a local run."""
    output = project.folder / "local.jsonl"
    project.run(loopback(company.answer).url, output=output, cache=None, **options)
    return bytes(output.read_bytes())


def test_ray_writes_the_bytes_of_a_local_run(project: Any, company: Any, loopback: Serve, start: Any) -> None:
    """Four hundred articles, among them equal and unreadable ones: the local run's bytes, ledger and exit code."""
    names = project.number(400)
    for name in names[::10]:
        (project.articles / f"{name}.txt").write_text("Twin sells things.\n")
    (project.articles / "Co0005.txt").write_text(" ")
    server = loopback(company.answer, latency=0.05)
    code, said = project.finish(start(server.url, "--concurrency", "64"))
    assert code == 1, said  # one input cannot be read
    assert "400 records: 1 failed, 399 ok" in said
    assert project.output.read_bytes() == undisturbed(project, company, loopback)
    assert set(server.attempts().values()) == {1}
    assert server.most_in_flight <= 64
    project.judge(server)
    code, said = project.finish(start(server.url, "--concurrency", "64"))
    assert "399 kept from before" in said
    assert len(server.log) == 399 - 39


def test_actors_that_die_cost_only_what_was_in_flight(
    project: Any, company: Any, loopback: Serve, start: Any, wait_for: Any
) -> None:
    """An actor killed three times: each input once in the output, repeats within what was in flight."""
    project.number(900)
    server = loopback(company.answer, latency=0.1)
    process = start(server.url, "--concurrency", "32")
    for goal in (100, 300, 500):
        wait_for(lambda goal=goal: sum(one.delivered for one in server.log) >= goal, "answers")
        wait_for(lambda: actors(process.pid), "an actor")
        os.kill(actors(process.pid)[0], signal.SIGKILL)
    code, said = project.finish(process)
    assert code == 0, said
    assert project.output.read_bytes() == undisturbed(project, company, loopback)
    project.judge(server, paid_again=3 * 16)


def test_kill_9_of_everything_at_half(project: Any, company: Any, loopback: Serve, start: Any, wait_for: Any) -> None:
    """Driver, actors and Ray killed at half: the same command ends with the same bytes, nothing lost or doubled."""
    project.number(600)
    server = loopback(company.answer, latency=0.1)
    process = start(server.url, "--concurrency", "32")
    wait_for(lambda: sum(one.delivered for one in server.log) >= 300, "half of the answers")
    kill_session(process.pid)
    process.communicate()
    wait_for(lambda: server.in_flight == 0, "the server to notice")
    code, said = project.finish(start(server.url, "--concurrency", "32"))
    assert code == 0, said
    assert project.output.read_bytes() == undisturbed(project, company, loopback)
    project.judge(server, paid_again=32)
    billed = sum(bool(one.completion_tokens) for one in server.log)
    lines = project.output.with_name("out.jsonl.ledger.jsonl").read_bytes().splitlines()
    kinds = Counter(json.loads(line)["kind"] for line in lines)
    assert kinds["answer"] == 600
    assert billed - 600 <= kinds["lost"] <= 32


def test_a_fleet_keeps_the_limit_of_one(project: Any, company: Any, loopback: Serve, start: Any) -> None:
    """1,800 requests a minute, of two actors together: from the first to the last within 2 % of it, and no refusals."""
    project.number(450)
    server = loopback(company.answer, latency=0.05)
    code, said = project.finish(start(server.url, "--concurrency", "64", "--rpm", "1800"))
    assert code == 0, said
    times = sorted(one.received for one in server.log)
    rate = (len(times) - 1) / (times[-1] - times[0]) * 60
    assert 0.98 * 1800 <= rate <= 1.02 * 1800


def test_a_refusal_stops_the_run(project: Any, company: Any, loopback: Serve, start: Any) -> None:
    """Without quota the run stops with exit code 3, and says why in one line."""
    project.number(200)
    server = loopback(company.answer, script=[None] * 50 + ["insufficient_quota"] * 1000, latency=0.05)
    code, said = project.finish(start(server.url, "--concurrency", "16"))
    assert code == 3, said
    assert "quota" in said
    assert len(server.log) <= 50 + 2 * 16


def test_an_interrupt_drains(project: Any, company: Any, loopback: Serve, start: Any, wait_for: Any) -> None:
    """Ctrl-C: what is in flight comes in and is stored, most articles are never asked about, exit code 130."""
    project.number(2000)
    server = loopback(company.answer, latency=0.1)
    process = start(server.url, "--concurrency", "16")
    wait_for(lambda: len(server.log) >= 60, "requests")
    os.killpg(process.pid, signal.SIGINT)
    code, said = project.finish(process)
    assert code == 130, said
    assert all(one.delivered for one in server.log)
    assert len(server.log) < 1000  # the word to stop goes from process to process, and overtakes the other half
    assert len(project.stored()) == len(server.log)
    stopped = len(server.log)
    wait_for(lambda: not processes(process.pid), "the workers to end")
    assert len(server.log) == stopped


def test_a_dataset_gives_the_lines_of_a_local_run(project: Any, company: Any, loopback: Serve) -> None:
    """Ray Data reads JSON Lines, Parquet and CSV and writes JSON Lines and Parquet: the local run's lines, sorted."""
    server = loopback(company.answer, latency=0.02)
    command = [sys.executable, str(Path(__file__).with_name("dataset_run.py")), server.url, str(project.folder)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=240, check=False)
    assert done.returncode == 0, done.stderr
    assert len(server.log) == 120
    found = [line for part in (project.folder / "lines").glob("*.jsonl") for line in part.read_bytes().splitlines()]
    for kind in ("jsonl", "csv"):
        output = project.folder / f"{kind}.out"
        project.run(server.url, paths=[project.folder / f"news.{kind}"], output=output)
        ours = [line for line in found if json.loads(line)["document"]["key"].startswith(f"news.{kind}#")]
        assert sorted(ours) == sorted(output.read_bytes().splitlines())
    assert sorted(_records(project.folder / "table")) == sorted(line.decode() for line in found)
    assert len(found) == 360
    assert len(server.log) == 120


def _records(folder: Path) -> list[str]:
    """The column ``record`` of a folder of Parquet files."""
    import pyarrow.parquet

    return list(pyarrow.parquet.read_table(folder).column("record").to_pylist())
