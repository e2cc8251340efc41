"""Processes that are killed, and processes that share a cache: judged by the server's own log."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from llm_extract.messages import Request, Response
from llm_extract.models.cached import CachedModel
from llm_extract.models.disk import DiskStore

WORKER = """
import asyncio, sys
from pathlib import Path
from llm_extract.messages import Request
from llm_extract.models.cached import CachedModel
from llm_extract.models.disk import DiskStore
from llm_extract.models.live import LiveModel
from llm_extract.models.paced import PacedModel

url, cache, count, width = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])

async def main():
    model = CachedModel(PacedModel(LiveModel(url, "key"), concurrency=width), DiskStore(cache), url)
    numbers = iter(range(count))
    async def work():
        for n in numbers:
            await model.complete(Request({"n": n, "messages": []}))
    print("ready", flush=True)
    await asyncio.gather(*(work() for _ in range(width)))
    await model.aclose()

asyncio.run(main())
"""


def start(url: str, cache: Path, count: int, width: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", WORKER, url, str(cache), str(count), str(width)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def stored(url: str, cache: Path, count: int) -> set[int]:
    requests = {Request({"n": n, "messages": []}).fingerprint: n for n in range(count)}
    store = DiskStore(cache)
    try:
        return {requests[name] for name in CachedModel(None, store, url).peek(requests)}
    finally:
        store.close()


def asked(server: Any) -> list[int]:
    return [server.bodies[one.key]["n"] for one in list(server.log)]


@pytest.fixture
def processes() -> Iterator[list[subprocess.Popen[str]]]:
    started: list[subprocess.Popen[str]] = []
    yield started
    for process in started:
        process.kill()
        process.wait()
        if process.stdout:
            process.stdout.close()


@pytest.mark.slow
@pytest.mark.parametrize("width", [1, 64])
def test_kill_9_loses_nothing_that_was_stored(
    loopback: Callable[..., Any], tmp_path: Path, processes: list[subprocess.Popen[str]], wait_for: Any, width: int
) -> None:
    """After each kill, what the cache holds is never asked for again; paid twice is at most what was in flight."""
    count = 40 if width == 1 else 400
    server = loopback(lambda body: f'{{"n": {body["n"]}}}', latency=0.01)
    cache = tmp_path / "cache"
    cut = 0
    for part in (0.3, 0.7):
        processes.append(start(server.url, cache, count, width))
        wait_for(lambda part=part: len(server.log) >= count * part, "requests")
        processes[-1].kill()
        processes[-1].wait()
        wait_for(lambda: server.in_flight == 0, "the server to notice")
        kept, before = stored(server.url, cache, count), len(server.log)
        cut += len(set(asked(server)) - kept)
        assert cut <= len(processes) * width
        processes.append(start(server.url, cache, count, width))
        wait_for(lambda before=before: len(server.log) > before, "a request")
        processes[-1].kill()
        processes[-1].wait()
        wait_for(lambda: server.in_flight == 0, "the server to notice")
        assert not kept & set(asked(server)[before:])
    processes.append(start(server.url, cache, count, width))
    assert processes[-1].wait(240) == 0
    assert stored(server.url, cache, count) == set(range(count))
    assert server.paid_again() <= 4 * width
    answered = len(server.log)
    processes.append(start(server.url, cache, count, width))
    assert processes[-1].wait(240) == 0
    assert len(server.log) == answered


@pytest.mark.slow
def test_two_processes_pay_once(
    loopback: Callable[..., Any], tmp_path: Path, processes: list[subprocess.Popen[str]]
) -> None:
    """Two processes on one cache with the same three hundred requests send each of them once."""
    server = loopback(latency=0.02)
    processes += [start(server.url, tmp_path / "cache", 300, 32) for _ in range(2)]
    assert [process.wait(240) for process in processes] == [0, 0]
    assert sorted(asked(server)) == list(range(300))


@pytest.mark.slow
def test_a_killed_leader_is_replaced(
    loopback: Callable[..., Any], tmp_path: Path, processes: list[subprocess.Popen[str]], wait_for: Any
) -> None:
    """While another process has a request in flight we wait; when it is killed we ask ourselves."""
    server = loopback(fault_for=lambda body, attempt: "hang" if attempt == 1 else None)
    processes.append(start(server.url, tmp_path / "cache", 1, 1))
    wait_for(lambda: len(server.log) == 1, "a request")

    class Ours:
        asked = 0

        async def complete(self, request: Request) -> Any:
            self.asked += 1
            return Response({"choices": [{"message": {"content": "ours"}}]})

        async def aclose(self) -> None: ...

    async def run() -> str:
        inner = Ours()
        model = CachedModel(inner, DiskStore(tmp_path / "cache"), server.url)
        task = asyncio.create_task(model.complete(Request({"n": 0, "messages": []})))
        await asyncio.sleep(0.1)
        assert inner.asked == 0
        processes[0].kill()
        answer = await asyncio.wait_for(task, 60)
        assert inner.asked == 1
        await model.aclose()
        return answer.content

    assert asyncio.run(run()) == "ours"
