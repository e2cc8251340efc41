"""The cache: an answer that was stored is never asked for again, by no task, thread or process."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from typing import Any

import pytest

from counting_model import URL, Answers, answer, request
from llm_extract.errors import ConfigError, ReplayMiss, RunError, ServerError
from llm_extract.messages import Request, Response
from llm_extract.models.cached import CachedModel
from llm_extract.models.memory_store import MemoryStore
from llm_extract.models.store import Store, StoreBusy


def test_an_answer_is_asked_for_once(store: Store) -> None:
    """The second call finds the first one's answer, equal in every field."""
    inner = Answers()
    model = CachedModel(inner, store, URL)

    async def run() -> tuple[Response, Response]:
        return await model.complete(request()), await model.complete(request())

    first, second = asyncio.run(run())
    assert first.body == second.body
    assert len(inner.asked) == 1


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
