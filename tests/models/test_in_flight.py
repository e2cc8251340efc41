"""The door through which requests are sent: what waits before it when it is shut."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import pytest

from llm_extract.errors import RateLimitedError, ServerError, TransientError
from llm_extract.messages import Request
from llm_extract.models.in_flight import InFlight, SendingStopped
from llm_extract.models.paced import PacedModel
from virtual_endpoint import Endpoint

Run = Callable[..., Any]


@pytest.mark.parametrize("failure", [ServerError("503", retry_after=30.0), RateLimitedError("429", retry_after=50.0)])
def test_a_door_that_is_shut_ends_the_pauses_before_it(run_virtual: Run, failure: TransientError) -> None:
    """Whoever waits to send again, after a failure of its own or a refusal of all, is told at once."""
    endpoint = Endpoint(lambda request, number: failure if number == 1 else None)
    sender = InFlight(endpoint)
    paced = PacedModel(sender, concurrency=4, jitter=lambda: 1.0)

    async def use() -> float:
        tasks = [asyncio.create_task(paced.complete(Request({"n": number}))) for number in range(6)]
        loop = asyncio.get_running_loop()
        begun = loop.time()
        await asyncio.sleep(5)
        sender.shut()
        outcomes = await asyncio.gather(*tasks, return_exceptions=True)
        assert [type(outcome) for outcome in outcomes] == [SendingStopped] * 6
        assert paced.gate.in_flight == 0
        return loop.time() - begun

    assert run_virtual(use()) < 6
    assert max(endpoint.attempts.values()) == 1


def test_a_door_that_is_opened_again_lets_requests_pass(run_virtual: Run) -> None:
    """The same stack serves another run: pauses are as long as ever."""
    failure = ServerError("503", retry_after=30.0)
    sender = InFlight(Endpoint(lambda request, number: failure if number == 1 else None))
    paced = PacedModel(sender, jitter=lambda: 0.0)

    async def use() -> float:
        sender.shut()
        sender.open()
        begun = asyncio.get_running_loop().time()
        await paced.complete(Request({}))
        return asyncio.get_running_loop().time() - begun

    assert 30 < run_virtual(use()) < 32
