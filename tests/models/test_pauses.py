"""All requests pause together after a refusal, on a virtual clock."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import pytest

from llm_extract.errors import RateLimitedError, RefusedError
from llm_extract.messages import Request
from llm_extract.models.gate import Gate
from llm_extract.models.paced import PacedModel
from virtual_endpoint import Endpoint, ask_all

Run = Callable[[Any], Any]


def test_one_refusal_pauses_all(run_virtual: Run) -> None:
    """After a 429 with Retry-After 7, no request at all is sent for seven seconds."""
    refused: list[float] = []

    def plan(one: Request, number: int) -> Exception | None:
        if one.body["n"] == 5 and number == 1:
            refused.append(asyncio.get_running_loop().time())
            return RateLimitedError("slow", retry_after=7.0)
        return None

    endpoint = Endpoint(plan, seconds=0.5)
    run_virtual(ask_all(PacedModel(endpoint, concurrency=4), 40))
    assert not [at for at in endpoint.arrivals if refused[0] < at < refused[0] + 7.0]
    assert len(endpoint.arrivals) == 41


def test_a_long_retry_after_does_not_freeze(run_virtual: Run) -> None:
    """When the server asks for 600 s it is asked again after 60, by a few requests first, and work goes on."""
    endpoint = Endpoint(
        lambda one, number: RateLimitedError("day", retry_after=600.0) if number == 1 and one.body["n"] < 20 else None,
        failing_seconds=0.1,
    )
    seconds = run_virtual(ask_all(PacedModel(endpoint), 100))
    assert 60 < seconds < 75
    assert len([at for at in endpoint.arrivals if 60 <= at < 61]) <= 2


def test_an_endpoint_that_asks_for_too_little_is_asked_less_often(run_virtual: Run) -> None:
    """It wants to be left alone for 50 ms each time, and refuses everything for ten minutes."""
    endpoint = Endpoint(lambda *_: RateLimitedError("slow", retry_after=0.05))
    with pytest.raises(RefusedError):
        run_virtual(ask_all(PacedModel(endpoint), 1))
    assert len(endpoint.arrivals) < 200
    assert endpoint.arrivals[-1] == pytest.approx(600.0)


def test_pauses_are_shown(run_virtual: Run) -> None:
    """Progress displays can tell how long all are paused."""
    gate = Gate()
    assert gate.paused_for == 0.0

    async def run() -> tuple[float, float]:
        gate.refused(await gate.enter(), 30.0)
        before = gate.paused_for
        await asyncio.sleep(31)
        return before, gate.paused_for

    assert run_virtual(run()) == (30.0, 0.0)
