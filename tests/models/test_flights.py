"""One request at a time for one answer: between tasks, event loops, threads and stores."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from counting_model import URL, Answers, answer, request
from llm_extract.errors import ServerError
from llm_extract.messages import Request, Response
from llm_extract.models.cached import CachedModel
from llm_extract.models.disk import DiskStore
from llm_extract.models.store import Store

Until = Callable[[Callable[[], Any]], Awaitable[None]]


def test_one_flight_for_many_tasks(store: Store, until: Until) -> None:
    """Fifty tasks with one request ask once, and all get the answer."""
    inner = Answers()
    model = CachedModel(inner, store, URL)

    async def run() -> list[Response]:
        inner.gate = asyncio.Event()
        tasks = [asyncio.create_task(model.complete(request())) for _ in range(50)]
        await until(lambda: inner.asked)
        inner.gate.set()
        return await asyncio.gather(*tasks)

    assert {one.content for one in asyncio.run(run())} == {"0.0"}
    assert len(inner.asked) == 1


def test_followers_share_the_leaders_error(store: Store, until: Until) -> None:
    """When the one flight fails, nobody asks a second time."""
    inner = Answers(ServerError("down"))
    model = CachedModel(inner, store, URL)

    async def run() -> list[Any]:
        inner.gate = asyncio.Event()
        tasks = [asyncio.create_task(model.complete(request())) for _ in range(5)]
        await until(lambda: inner.asked)
        tasks[3].cancel()
        inner.gate.set()
        return await asyncio.gather(*tasks, return_exceptions=True)

    assert [str(one) for one in asyncio.run(run())] == ["down", "down", "down", "", "down"]
    assert len(inner.asked) == 1


def test_followers_take_over_from_a_cancelled_leader(store: Store, until: Until) -> None:
    """When the leader's task is cancelled, one follower asks again; a cancelled follower disturbs nobody."""
    inner = Answers()
    model = CachedModel(inner, store, URL)

    async def run() -> list[Any]:
        inner.gate = asyncio.Event()
        tasks = [asyncio.create_task(model.complete(request())) for _ in range(5)]
        await until(lambda: inner.asked)
        tasks[0].cancel()
        tasks[2].cancel()
        await until(lambda: len(inner.asked) == 2)
        inner.gate.set()
        return await asyncio.gather(*tasks, return_exceptions=True)

    results = asyncio.run(run())
    assert [getattr(one, "content", type(one).__name__) for one in results] == [
        "CancelledError",
        "0.0",
        "CancelledError",
        "0.0",
        "0.0",
    ]
    assert len(inner.asked) == 2


def test_two_stores_on_one_directory_ask_once(tmp_path: Path, until: Until) -> None:
    """Two models with stores of their own, as in two processes, still send one request once."""

    class Tried(DiskStore):
        tries = 0

        def try_lock(self, key: str) -> bool:
            self.tries += 1
            return super().try_lock(key)

    inner = Answers()
    stores = [Tried(tmp_path), Tried(tmp_path)]

    async def run() -> list[Response]:
        inner.gate = asyncio.Event()
        models = [CachedModel(inner, store, URL) for store in stores]
        tasks = [asyncio.create_task(models[n % 2].complete(request())) for n in range(10)]
        await until(lambda: inner.asked and all(store.tries for store in stores))
        inner.gate.set()
        return await asyncio.gather(*tasks)

    assert {one.content for one in asyncio.run(run())} == {"0.0"}
    assert len(inner.asked) == 1
    for store in stores:
        store.close()


def test_threads_with_event_loops_of_their_own_ask_once(store: Store) -> None:
    """Two event loops in two threads share one flight."""
    import threading

    started, go = threading.Event(), threading.Event()

    class Slow(Answers):
        async def complete(self, request: Request) -> Response:
            self.asked.append("")
            started.set()
            await asyncio.to_thread(go.wait, 10)
            return answer("done")

    inner = Slow()
    model = CachedModel(inner, store, URL)
    results: list[str] = []

    def run() -> None:
        results.append(asyncio.run(model.complete(request())).content)

    threads = [threading.Thread(target=run) for _ in range(2)]
    threads[0].start()
    assert started.wait(60)
    threads[1].start()
    go.set()
    for thread in threads:
        thread.join(10)
    assert results == ["done", "done"]
    assert len(inner.asked) == 1
