"""Connections that are kept between requests, and closed by the server meanwhile."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from typing import Any

import pytest

from llm_extract.messages import Request
from llm_extract.models import live
from llm_extract.models.in_flight import Listeners
from llm_extract.models.paced import PacedModel

REQUESTS = [Request({"model": "m", "messages": [{"role": "user", "content": str(n)}]}) for n in range(2)]


def close(server: Any) -> None:
    """Close the one connection that there is, from the server's side; returns when that is done."""
    (kept,) = server.connections
    closed = threading.Event()

    def look() -> None:
        if kept._transport.get_extra_info("socket").fileno() == -1:
            closed.set()
        else:
            server._loop.call_soon(look)

    server._loop.call_soon_threadsafe(kept._transport.close)
    server._loop.call_soon_threadsafe(look)
    assert closed.wait(60)


@pytest.mark.parametrize("rounds", [0, 3])
def test_a_connection_that_was_closed_while_nobody_used_it_costs_nothing(
    loopback: Callable[..., Any], monkeypatch: pytest.MonkeyPatch, rounds: int
) -> None:
    """The next request goes over a new one and is received once, even if the event loop could not hear of it before."""
    monkeypatch.setattr(live, "_QUIET", -1.0)
    server, failures = loopback(), list[Exception]()

    async def run() -> None:
        listeners = Listeners(on_failure=lambda _, error: failures.append(error))
        model = PacedModel(live.LiveModel(server.url, "key"), attempts=1, listeners=listeners)
        try:
            await model.complete(REQUESTS[0])
            close(server)  # blocks this event loop, too
            for _ in range(rounds):
                await asyncio.sleep(0)
            await model.complete(REQUESTS[1])
        finally:
            await model.aclose()

    asyncio.run(run())
    assert sorted(server.attempts().values()) == [1, 1]
    assert not failures
