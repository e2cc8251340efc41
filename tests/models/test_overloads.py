"""Servers that answer 503 or 529 and say when to come back: limiters while they answer others, else they are down."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import pytest

from llm_extract.errors import RateLimitedError, RefusedError, ServerError, TransientError
from llm_extract.messages import Request, Response
from llm_extract.models.in_flight import Listeners
from llm_extract.models.live import LiveModel
from llm_extract.models.paced import PacedModel
from loopback_replies import Reply, error

Serve = Callable[..., Any]


def request(number: int) -> Request:
    return Request({"model": "m", "messages": [], "n": number})


def overloaded(status: int, **headers: str) -> Reply:
    return error(status, "Overloaded", headers={name.replace("_", "-"): value for name, value in headers.items()})


async def outcome_of(model: LiveModel) -> Any:
    try:
        return (await asyncio.gather(model.complete(request(0)), return_exceptions=True))[0]
    finally:
        await model.aclose()


@pytest.mark.parametrize("status", [503, 529])
@pytest.mark.parametrize(
    ("headers", "retry_after"), [({"Retry_After": "7"}, 7.0), ({"retry_after_ms": "1500.5"}, 1.5005)]
)
def test_a_server_that_says_when_to_come_back_says_slow_down(
    loopback: Serve, status: int, headers: dict[str, str], retry_after: float
) -> None:
    """With a Retry-After it is the error of a limiter, and carries what was asked for."""
    found = asyncio.run(outcome_of(LiveModel(loopback(lambda _: overloaded(status, **headers)).url, "key")))
    assert type(found) is RateLimitedError
    assert (found.retry_after, found.overloaded) == (retry_after, True)
    assert f"HTTP {status}" in found.message


@pytest.mark.parametrize(
    ("status", "headers"),
    [(503, {}), (529, {}), (503, {"Retry_After": "soon"}), (500, {"Retry_After": "7"}), (502, {"Retry_After": "7"}),
     (408, {"Retry_After": "7"}), (409, {"Retry_After": "7"})],
)  # fmt: skip
def test_other_failures_of_a_server_are_its_own(loopback: Serve, status: int, headers: dict[str, str]) -> None:
    """Without a readable Retry-After, or with another status, one request failed, which waits as it was told to."""
    found = asyncio.run(outcome_of(LiveModel(loopback(lambda _: overloaded(status, **headers)).url, "key")))
    assert type(found) is ServerError
    assert found.retry_after == (7.0 if headers.get("Retry_After") == "7" else None)


def test_it_costs_no_attempt(loopback: Serve) -> None:
    """Each request is told so three times, and may fail once: all are answered, and nothing is noted against any."""
    noted: list[TransientError] = []
    server = loopback(fault_for=lambda _, attempt: "503" if attempt <= 3 else None)
    listeners = Listeners(on_failure=lambda _, failure: noted.append(failure))

    async def run() -> list[Any]:
        model = PacedModel(LiveModel(server.url, "key"), attempts=1, listeners=listeners)
        asking = (model.complete(request(number)) for number in range(6))
        found = await asyncio.gather(*asking, return_exceptions=True)
        await model.aclose()
        return found

    assert {type(one) for one in asyncio.run(run())} == {Response}
    assert not noted
    assert set(server.attempts().values()) == {4}


@pytest.mark.parametrize("status", [503, 529])
def test_one_such_answer_pauses_all(loopback: Serve, until: Callable[[Callable[[], Any]], Any], status: int) -> None:
    """For as long as was asked nobody else is sent either, and fewer are sent at once then."""
    server = loopback(lambda _: overloaded(status, Retry_After="50"))

    async def run() -> None:
        model = PacedModel(LiveModel(server.url, "key"))
        limit = model.gate.limit
        asking = [asyncio.ensure_future(model.complete(request(0)))]
        await until(lambda: model.gate.paused_for)
        assert 1 < model.gate.paused_for <= 50  # unasked it is a second at most
        assert model.gate.limit < limit
        asking += [asyncio.ensure_future(model.complete(request(number))) for number in range(1, 4)]
        for _ in range(20):
            await asyncio.sleep(0)
        for one in asking:
            one.cancel()
        await asyncio.gather(*asking, return_exceptions=True)
        assert model.gate.in_flight == 0
        await model.aclose()

    asyncio.run(run())
    assert len(server.log) == 1


def test_a_server_that_says_so_to_everything_is_given_up(loopback: Serve) -> None:
    """After a hundred requests, none of which was answered, one at a time tries; then all stop, and none has failed."""
    noted: list[TransientError] = []
    server = loopback(lambda _: overloaded(503, Retry_After="0"))
    listeners = Listeners(on_failure=lambda _, failure: noted.append(failure))

    async def run() -> list[Any]:
        model = PacedModel(
            LiveModel(server.url, "key"), attempts=2, concurrency=60, listeners=listeners, jitter=lambda: 0.0
        )
        found = await asyncio.gather(
            *(model.complete(request(number)) for number in range(200)), return_exceptions=True
        )
        assert model.gate.in_flight == 0
        await model.aclose()
        return found

    found = asyncio.run(run())
    assert {type(one) for one in found} == {RefusedError}
    assert "requests was answered, nor any in 2 attempts after that (HTTP 503: Overloaded)" in found[0].message
    assert found[0].hint
    assert not noted
    assert len(server.log) < 400
