"""Stores that wait are called in threads; a task that is cancelled meanwhile loses neither answers nor claims."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from llm_extract.messages import Request, Response
from llm_extract.models.cached import CachedModel
from llm_extract.models.memory_store import MemoryStore
from llm_extract.models.store_calls import StoreCalls

Until = Callable[[Callable[[], Any]], Awaitable[None]]
URL = "https://api.example/v1"


class Slow(MemoryStore):
    """A store that waits at one kind of call until it is let go."""

    waits = True

    def __init__(self, where: str) -> None:
        super().__init__()
        self.where, self.waiting = where, 0
        self.entered, self.go = threading.Event(), threading.Event()
        self.threads: set[str] = set()

    def _pass(self, where: str) -> None:
        self.threads.add(threading.current_thread().name)
        if where == self.where:
            self.waiting += 1
            self.entered.set()
            assert self.go.wait(60)

    def get(self, key: str) -> bytes | None:
        self._pass("get")
        return super().get(key)

    def put(self, key: str, value: bytes) -> None:
        self._pass("put")
        super().put(key, value)

    def try_lock(self, key: str) -> bool:
        self._pass("try_lock")
        return super().try_lock(key)

    def unlock(self, key: str) -> None:
        self._pass("unlock")
        super().unlock(key)


class Model:
    asked = 0

    async def complete(self, request: Request) -> Response:
        self.asked += 1
        return Response({"choices": [{"message": {"content": "{}"}}]})

    async def aclose(self) -> None:
        """Nothing to release."""


@pytest.mark.parametrize("where", ["put", "try_lock", "get"])
def test_a_cancelled_task_ends_what_it_began(where: str, until: Until) -> None:
    """Cancelled at any call: no claim is left, and an answer that was bought is stored and told of."""
    store, model, told = Slow(where), Model(), []

    async def run() -> Any:
        cached = CachedModel(model, store, URL, on_answer=lambda request, answer: told.append(request))
        task = asyncio.create_task(cached.complete(Request({"n": 1})))
        await until(store.entered.is_set)
        task.cancel()
        await asyncio.sleep(0.01)
        assert not task.done()
        store.go.set()
        with pytest.raises(asyncio.CancelledError):
            await task
        await until(lambda: not store._locked)  # the claim is given up in a thread
        assert len(list(store.keys())) == len(told) == model.asked
        answer = await cached.complete(Request({"n": 1}))
        await cached.aclose()
        return answer

    assert asyncio.run(run()).body["choices"]
    assert model.asked == len(told) == 1


def test_giving_up_a_claim_is_not_waited_for() -> None:
    """The answer is there before the claim is given up; closing waits for that."""
    store = Slow("unlock")

    async def run() -> None:
        cached = CachedModel(Model(), store, URL)
        assert (await cached.complete(Request({"n": 1}))).body["choices"]
        assert len(store._locked) == 1
        store.go.set()
        await cached.aclose()

    asyncio.run(run())
    assert store._locked == set()


def test_what_was_just_looked_for_in_vain_is_looked_for_once_more() -> None:
    """A lookup of many spares each its own lookup; the one under the claim stays, for others may be quicker."""
    looked: list[str] = []

    class Counting(Slow):
        def get(self, key: str) -> bytes | None:
            looked.append(key)
            return super().get(key)

    store = Counting("nowhere")
    request = Request({"n": 1})

    async def run() -> None:
        unasked, model = Model(), Model()
        cached, other = CachedModel(unasked, store, URL), CachedModel(model, store, URL)
        assert cached.peek([request.fingerprint]) == {}
        await other.complete(request)
        before = len(looked)
        await cached.complete(request)
        assert len(looked) == before + 1
        assert (model.asked, unasked.asked) == (1, 0)
        for one in (cached, other):
            await one.aclose()

    asyncio.run(run())


def test_the_loop_goes_on_while_a_store_waits(until: Until) -> None:
    """Other tasks run meanwhile, and calls of several tasks wait side by side."""
    store = Slow("put")

    async def run() -> None:
        cached = CachedModel(Model(), store, URL)
        tasks = [asyncio.create_task(cached.complete(Request({"n": n}))) for n in range(4)]
        await until(lambda: store.waiting == 4)
        store.go.set()
        await asyncio.gather(*tasks)
        await cached.aclose()

    asyncio.run(run())
    assert all(name.startswith("store") for name in store.threads)


def test_a_timeout_around_a_call_is_a_timeout() -> None:
    """The cancellation that a time limit sends comes out as its TimeoutError."""
    store = Slow("put")

    async def run() -> None:
        calls = StoreCalls(store)
        threading.Timer(0.05, store.go.set).start()

        async def work() -> None:
            await calls.run(store.put, "k", b"v")
            await asyncio.sleep(1)

        with pytest.raises(TimeoutError):
            await asyncio.wait_for(work(), 0.01)
        calls.close()

    asyncio.run(run())
    assert store.get("k") == b"v"


def test_a_store_that_answers_at_once_is_called_at_once() -> None:
    """No thread is made, and no task is changed, for memory and for the disk of one machine."""
    store = MemoryStore()
    coroutine = StoreCalls(store).run(store.put, "k", b"v")
    with pytest.raises(StopIteration):
        coroutine.send(None)
    assert store.get("k") == b"v"
