"""The command, killed between each pair of steps: nothing is paid twice or lost, and records are a live run's."""

from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from llm_extract.cli import main
from llm_extract.provider_batch import Limits, request_files

KILLED = 9
PREPARE = f"""
import inspect, os
from llm_extract.costs import Meter
from llm_extract.models.batch_api import BatchApi
from llm_extract.models.cached import CachedModel
from llm_extract.provider_batch import request_files
from llm_extract.provider_batch.jobs import JobFolder

Limits = request_files.Limits
request_files.Limits = lambda: Limits(requests=4)  # so that few articles make two jobs

def die(owner, name, nth, after):
    real, count = getattr(owner, name), 0
    def strike(now):
        nonlocal count
        count += not now
        if now == after and count == nth:
            os._exit({KILLED})
    async def wait(*arguments, **options):
        strike(False)
        result = await real(*arguments, **options)
        strike(True)
        return result
    def call(*arguments, **options):
        strike(False)
        result = real(*arguments, **options)
        strike(True)
        return result
    setattr(owner, name, wait if inspect.iscoroutinefunction(real) else call)
"""
SUBMIT = {
    "before the intent": ("JobFolder, 'write'", 1, False),
    "after the first intent": ("JobFolder, 'write'", 1, True),
    "before the upload": ("BatchApi, 'upload'", 1, False),
    "after the upload": ("BatchApi, 'upload'", 1, True),
    "after the upload was noted": ("JobFolder, 'write'", 3, True),
    "after the creation": ("BatchApi, 'create'", 1, True),
    "after the creation was noted": ("JobFolder, 'write'", 4, True),
    "before the second creation": ("BatchApi, 'create'", 2, False),
    "after the second creation": ("BatchApi, 'create'", 2, True),
    "at the end": ("JobFolder, 'forget'", 2, True),
}
COLLECT = {
    "after the status": ("BatchApi, 'find'", 1, True),
    "after the first file": ("BatchApi, 'download'", 1, True),
    "after both files": ("BatchApi, 'download'", 2, True),
    "after the first answer was stored": ("CachedModel, 'keep'", 1, True),
    "after the second answer was entered": ("Meter, 'answered_batched'", 2, True),
    "before it was noted": ("JobFolder, 'write'", 1, False),
    "after it was noted": ("JobFolder, 'write'", 1, True),
    "between two jobs": ("BatchApi, 'find'", 2, False),
}


@pytest.fixture
def server(answer: Any, batch_loopback: Callable[..., Any]) -> Any:
    """A server with Batch jobs."""
    return batch_loopback(answer)


@pytest.fixture
def options(project: Any, server: Any, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], list[str]]:
    """The arguments of a verb over the project."""
    prices = project.folder / "prices.toml"
    prices.write_text(
        '[[price]]\nmodel = "m"\ndefault = { input = 4, output = 10 }\nbatch = { input = 2, output = 5 }\n'
    )
    monkeypatch.setenv("LLM_EXTRACT_ATTEMPTS", "2")
    monkeypatch.setenv("LLM_EXTRACT_PRICES", str(prices))

    def make(verb: str) -> list[str]:
        return [*verb.split(), *project.command(server.url, "--max-output-tokens", "40")[1:]]

    return make


def start(arguments: list[str], before: str, folder: Path) -> subprocess.Popen[str]:
    """Start a command in a process that runs some Python first."""
    code = f"import sys\n{PREPARE}\n{before}\nfrom llm_extract.cli import main\nsys.exit(main(sys.argv[1:]))"
    return subprocess.Popen(
        [sys.executable, "-c", code, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=folder
    )


def kill(arguments: list[str], point: tuple[str, int, bool], folder: Path) -> None:
    """Run a command that dies at a point."""
    where, nth, after = point
    process = start(arguments, f"die({where}, {nth}, {after})", folder)
    _, said = process.communicate(timeout=240)
    assert process.returncode == KILLED, said


@pytest.fixture
def finish(project: Any, options: Any, server: Any, judge: Any, expected: Callable[[], bytes]) -> Callable[[], None]:
    """Goes on by hand until every answer is stored, makes the records, and judges them, the ledger and the cache."""

    def go_on() -> None:
        for _ in range(4):
            server.work()
            done = main(options("batch collect"))
            if done == 0:
                break
            assert main(options("batch submit")) == 0
        assert done == 0
        assert main(options("run")) == 0
        judge(server, alone=True)
        assert project.output.read_bytes() == expected()

    return go_on


@pytest.mark.parametrize("point", SUBMIT)
def test_killed_while_submitting(project: Any, options: Any, server: Any, finish: Any, point: str) -> None:
    """The same command sends what had not got there, and nothing that had."""
    project.number(6)
    kill(options("batch submit"), SUBMIT[point], project.folder)
    assert main(options("batch submit")) == 0
    sent = [one["custom_id"] for batch in server.batches.values() for one in batch.requests]
    assert len(sent) == len(set(sent)) == 6
    finish()


@pytest.mark.parametrize("point", ["after the creation", "after the upload"])
def test_killed_while_submitting_and_collected_next(
    project: Any, options: Any, server: Any, finish: Any, point: str
) -> None:
    """Any verb finds out what became of a job; collecting does not need the submission to be finished first."""
    project.number(6)
    kill(options("batch submit"), SUBMIT[point], project.folder)
    server.work()
    assert main(options("batch collect")) == 1
    assert len(server.bought) == (4 if point == "after the creation" else 0)
    assert main(options("batch submit")) == 0
    finish()


@pytest.mark.parametrize("point", COLLECT)
def test_killed_while_collecting(
    project: Any, company: Any, options: Any, server: Any, finish: Any, point: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same command stores and enters the rest, and nothing twice."""
    project.number(6)
    monkeypatch.setattr(request_files, "Limits", lambda: Limits(requests=4))
    assert main(options("batch submit")) == 0
    assert len(server.batches) == 2
    server.work(outcome=lambda body, name: "500" if company.label(body) == "Co0001" else None)
    kill(options("batch collect"), COLLECT[point], project.folder)
    assert main(options("batch collect")) == 1
    assert main(options("batch submit")) == 0
    finish()


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2))
def test_killed_at_random_moments(
    project: Any, options: Any, server: Any, finish: Any, wait_for: Any, seed: int
) -> None:
    """Submit and collect in turn, each killed several times, after so many calls as chance will have it."""
    project.number(20)
    chance = random.Random(seed)
    for _ in range(3):
        for verb in ("batch submit", "batch collect"):
            for _ in range(3):
                goal = len(server.calls) + chance.randrange(12)
                process = start(options(verb), "", project.folder)
                wait_for(lambda: process.poll() is not None or len(server.calls) >= goal, "calls")  # noqa: B023
                process.kill()
                process.communicate()
            server.work()
    main(options("batch submit"))
    finish()


def test_two_submissions_at_once(project: Any, options: Any, server: Any, finish: Any) -> None:
    """The second waits for the first, and finds everything sent."""
    project.number(6)
    processes = [start(options("batch submit"), "", project.folder) for _ in range(2)]
    said = [process.communicate(timeout=240) for process in processes]
    assert [process.returncode for process in processes] == [0, 0], said
    assert len(server.batches) == 2
    finish()
