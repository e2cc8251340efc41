"""Requests and tokens a minute, set or reported, on a virtual clock."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import pytest

from llm_extract.models.gate import Gate
from llm_extract.models.limits import RateLimits
from llm_extract.models.paced import PacedModel
from virtual_endpoint import Endpoint, ask_all

Run = Callable[[Any], Any]


def test_requests_per_minute_are_kept(run_virtual: Run) -> None:
    """With 600 requests a minute, no minute sees more than 600 and a burst, and the allowance is used."""
    endpoint = Endpoint(seconds=0.2)
    seconds = run_virtual(ask_all(PacedModel(endpoint, concurrency=64, rpm=600), 3000))
    assert 295 <= seconds <= 301
    for start in range(0, 240, 20):
        assert len([at for at in endpoint.arrivals if start <= at < start + 60]) <= 606


def test_tokens_per_minute_are_kept_by_what_answers_used(run_virtual: Run) -> None:
    """Answers of 1,000 tokens under 60,000 a minute come at one a second, whatever was estimated."""
    endpoint = Endpoint(seconds=0.2)
    seconds = run_virtual(ask_all(PacedModel(endpoint, concurrency=8, tpm=60_000), 120))
    assert 112 <= seconds <= 126


def test_learns_from_headers(run_virtual: Run) -> None:
    """What is left by the endpoint's own count is not exceeded, and the reported refill is awaited."""
    gate = Gate(concurrency=50)
    times: list[float] = []

    async def run() -> None:
        first = await gate.enter()
        gate.learn(RateLimits(limit_requests=60, remaining_requests=3, reset_requests=57.0))
        gate.succeeded(first)
        for _ in range(6):
            gate.succeeded(await gate.enter())
            times.append(asyncio.get_running_loop().time())

    run_virtual(run())
    assert times == pytest.approx([0.0, 0.0, 0.0, 1.0, 2.0, 3.0])


def test_a_daily_limit_is_recognised_by_its_slow_refill(run_virtual: Run) -> None:
    """200 requests a day, reported with a reset of 432 s for one, are not taken for 200 a minute."""
    gate = Gate(concurrency=50)

    async def run() -> float:
        first = await gate.enter()
        gate.learn(RateLimits(limit_requests=200, remaining_requests=199, reset_requests=432.0))
        gate.succeeded(first)
        for _ in range(200):
            gate.succeeded(await gate.enter())
        return asyncio.get_running_loop().time()

    assert run_virtual(run()) == pytest.approx(432.0)


def test_a_window_of_a_minute_is_used_from_its_beginning(run_virtual: Run) -> None:
    """Fifty of 3,000 used, and all back in 59 s: the others are not taken for what a day allows."""
    gate = Gate(concurrency=50)

    async def run() -> float:
        first = await gate.enter()
        gate.learn(RateLimits(limit_requests=3000, remaining_requests=0, reset_requests=59.0))
        gate.succeeded(first)
        for used in range(50, 200):
            gate.succeeded(await gate.enter())
            gate.learn(RateLimits(limit_requests=3000, remaining_requests=3000 - used, reset_requests=59.0))
        return asyncio.get_running_loop().time()

    assert run_virtual(run()) == pytest.approx(3.0)


def test_set_limits_are_not_overruled(run_virtual: Run) -> None:
    """Where requests per minute were set, headers change nothing."""
    gate = Gate(concurrency=50, rpm=60)

    async def run() -> float:
        gate.succeeded(await gate.enter())
        gate.learn(RateLimits(limit_requests=100_000, remaining_requests=99_999))
        for _ in range(10):
            gate.succeeded(await gate.enter())
        return asyncio.get_running_loop().time()

    assert run_virtual(run()) == pytest.approx(10.0)
