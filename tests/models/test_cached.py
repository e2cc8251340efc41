"""The cache: an answer that was stored is never asked for again, by no task, thread or process."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from llm_extract.errors import ConfigError, ReplayMiss, RunError, ServerError
from llm_extract.messages import Request, Response
from llm_extract.models.cached import CachedModel
from llm_extract.models.disk import DiskStore
from llm_extract.models.memory_store import MemoryStore
from llm_extract.models.store import Store, StoreBusy

Until = Callable[[Callable[[], Any]], Awaitable[None]]
URL = "https://api.example/v1"


class Answers:
    """Counts what it is asked; answers after ``gate`` opens, or fails."""

    def __init__(self, failure: Exception | None = None) -> None:
        self.asked: list[str] = []
        self.failure = failure
        self.gate: asyncio.Event | None = None
        self.closed = False

    async def complete(self, request: Request) -> Response:
        self.asked.append(request.fingerprint)
        if self.gate is not None:
            await self.gate.wait()
        if self.failure is not None:
            raise self.failure
        return answer(f"{request.body.get('n')}.{request.ordinal}")

    async def aclose(self) -> None:
        self.closed = True


def answer(content: str, **changes: Any) -> Response:
    return Response({"model": "m", "choices": [{"message": {"content": content}, **changes}], "usage": None})


def request(n: int = 0) -> Request:
    return Request({"model": "m", "n": n})


@pytest.fixture(params=["memory", "disk"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Any:
    made: Store = MemoryStore() if request.param == "memory" else DiskStore(tmp_path / "cache")
    yield made
    made.close()


def test_an_answer_is_asked_for_once(store: Store) -> None:
    """The second call finds the first one's answer, equal in every field."""
    inner = Answers()
    model = CachedModel(inner, store, URL)

    async def run() -> tuple[Response, Response]:
        return await model.complete(request()), await model.complete(request())

    first, second = asyncio.run(run())
    assert first.body == second.body
    assert len(inner.asked) == 1
    assert (model.hits, model.misses) == (1, 1)


def test_ordinals_bodies_and_endpoints_are_kept_apart(store: Store) -> None:
    """Another ordinal, body or base URL is another answer; a slash at the end of the URL is not."""
    inner = Answers()

    async def run() -> None:
        await CachedModel(inner, store, URL).complete(request(1))
        await CachedModel(inner, store, URL).complete(request(1).again(1))
        await CachedModel(inner, store, URL).complete(request(2))
        await CachedModel(inner, store, "http://localhost:1234/v1").complete(request(1))
        assert len(inner.asked) == 4
        await CachedModel(inner, store, f"{URL}/").complete(request(1))

    asyncio.run(run())
    assert len(inner.asked) == 4


@pytest.mark.parametrize(
    "stored",
    [
        answer("", finish_reason="content_filter"),
        answer('{"cut', finish_reason="length"),
        Response({"choices": [{"message": {"content": None, "refusal": "No."}}]}),
        answer("not JSON \ud800 é"),
    ],
)
def test_answers_of_no_use_are_stored_too(store: Store, stored: Response) -> None:
    """Refusals, truncations and text that is no JSON were paid for, so they are kept as they came."""

    class Once(Answers):
        async def complete(self, request: Request) -> Response:
            self.asked.append("")
            return stored

    inner = Once()
    model = CachedModel(inner, store, URL)
    asyncio.run(model.complete(request()))
    assert asyncio.run(model.complete(request())).body == stored.body
    assert len(inner.asked) == 1


def test_errors_are_not_stored(store: Store) -> None:
    """After an error the next call asks again."""
    inner = Answers(ServerError("down"))
    model = CachedModel(inner, store, URL)
    with pytest.raises(ServerError):
        asyncio.run(model.complete(request()))
    inner.failure = None
    assert asyncio.run(model.complete(request())).content == "0.0"
    assert len(inner.asked) == 2


def test_without_an_inner_model_a_miss_is_a_replay_miss(store: Store) -> None:
    """A cache alone answers what it holds and says how to get the rest."""
    asyncio.run(CachedModel(Answers(), store, URL).complete(request(1)))
    alone = CachedModel(None, store, URL)
    assert asyncio.run(alone.complete(request(1))).content == "1.0"
    with pytest.raises(ReplayMiss, match="no stored answer"):
        asyncio.run(alone.complete(request(2)))


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
    assert started.wait(10)
    threads[1].start()
    go.set()
    for thread in threads:
        thread.join(10)
    assert results == ["done", "done"]
    assert len(inner.asked) == 1


def test_each_bought_answer_is_announced_once(store: Store) -> None:
    """A run hears of an answer when it was bought and stored, not when it was found or came another way."""
    heard: list[str] = []
    model = CachedModel(Answers(), store, URL, on_answer=lambda one, _: heard.append(one.fingerprint))

    async def run() -> None:
        for n in (1, 2, 1, 1):
            await model.complete(request(n))
        await model.keep(request(3).fingerprint, answer("from a batch"))
        await model.complete(request(3))

    asyncio.run(run())
    assert heard == [request(1).fingerprint, request(2).fingerprint]


def test_peek_finds_without_asking(store: Store) -> None:
    """Fingerprints that are stored come back with their answers; the others do not, and nothing is asked."""
    inner = Answers()
    model = CachedModel(inner, store, URL)
    asyncio.run(model.complete(request(1)))
    found = model.peek([request(1).fingerprint, request(2).fingerprint])
    assert {key: one.content for key, one in found.items()} == {request(1).fingerprint: "1.0"}
    assert len(inner.asked) == 1


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b"null", b'{"choices": []}', b"\xff\xfe", b'{"error": {}}'])
def test_a_damaged_answer_is_reported_and_repaired(
    store: Store, damage: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    """A row that holds no answer counts as missing, is named in the log, and is replaced by a new answer."""
    model = CachedModel(Answers(), store, URL)
    key = f"{URL} {request().fingerprint}"
    store.put(key, damage)
    with caplog.at_level(logging.WARNING):
        assert asyncio.run(model.complete(request())).content == "0.0"
    assert request().fingerprint in caplog.text
    assert asyncio.run(CachedModel(None, store, URL).complete(request())).content == "0.0"


def test_a_busy_store_is_waited_for(run_virtual: Callable[[Any], Any]) -> None:
    """While another process writes, the answer is kept in hand and stored when that ends; not for ever, though."""

    class Busy(MemoryStore):
        refusals = 5

        def put(self, key: str, value: bytes) -> None:
            self.refusals -= 1
            if self.refusals >= 0:
                raise StoreBusy("locked")
            super().put(key, value)

    store = Busy()
    assert run_virtual(CachedModel(Answers(), store, URL).complete(request())).content == "0.0"
    assert store.info().rows == 1
    store.refusals = 10**9
    with pytest.raises(StoreBusy):
        run_virtual(CachedModel(Answers(), store, URL).complete(request(1)))


def test_a_store_that_cannot_be_written_stops_at_once() -> None:
    """A full disk is a RunError for everyone who waits for that answer, and the key is free afterwards."""

    class Full(MemoryStore):
        def put(self, key: str, value: bytes) -> None:
            raise RunError("disk full")

    store = Full()
    inner = Answers()
    with pytest.raises(RunError, match="disk full"):
        asyncio.run(CachedModel(inner, store, URL).complete(request()))
    assert len(inner.asked) == 1
    assert store.try_lock(f"{URL} {request().fingerprint}")


def test_clear_forgets_one_endpoint(store: Store) -> None:
    """Clearing removes the answers of its own base URL, counts them, and leaves the others."""
    inner = Answers()
    one, other = CachedModel(inner, store, URL), CachedModel(inner, store, "http://localhost:1/v1")
    for n in range(3):
        asyncio.run(one.complete(request(n)))
    asyncio.run(other.complete(request()))
    info = one.info()
    assert [(item.namespace, item.rows) for item in info.namespaces] == [("http://localhost:1/v1", 1), (URL, 3)]
    assert info.rows == 4
    assert info.namespaces[1].bytes > 100
    assert one.clear() == 3
    assert one.info().rows == 1


def test_closing_closes_both(store: Store) -> None:
    """The inner model is closed with the store."""
    inner = Answers()
    asyncio.run(CachedModel(inner, store, URL).aclose())
    assert inner.closed


@pytest.mark.parametrize("namespace", ["", " ", "a b", "/"])
def test_a_namespace_must_be_a_name(namespace: str) -> None:
    """An empty base URL, or one with spaces, would mix endpoints up."""
    with pytest.raises(ConfigError):
        CachedModel(None, MemoryStore(), namespace)
