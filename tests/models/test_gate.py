"""The gate, on a virtual clock: whoever waits is admitted, whatever becomes of the others."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from typing import Any

import pytest

from llm_extract.errors import ConfigError
from llm_extract.messages import Response
from llm_extract.models.gate import Gate
from llm_extract.models.limits import RateLimits
from llm_extract.models.paced import PacedModel
from virtual_endpoint import Endpoint, requests

Run = Callable[[Any], Any]


def test_cancelled_requests_give_their_places_back(run_virtual: Run) -> None:
    """Requests cancelled while waiting, while sending and while being admitted leave nothing behind."""
    model = PacedModel(Endpoint(seconds=10.0), concurrency=2)

    async def run() -> None:
        tasks = [asyncio.create_task(model.complete(one)) for one in requests(6)]
        await asyncio.sleep(1)
        tasks[3].cancel()
        tasks[0].cancel()
        await asyncio.sleep(0)
        tasks[2].cancel()
        results = await asyncio.gather(*tasks, return_exceptions=True)
        assert [isinstance(one, Response) for one in results] == [False, True, False, False, True, True]

    run_virtual(run())
    assert model.gate.in_flight == 0


def test_who_is_cancelled_keeps_nobody_waiting(run_virtual: Run) -> None:
    """A small request behind a large one that is given up goes as soon as there are tokens for it."""
    gate = Gate()
    gate.learn(RateLimits(limit_tokens=60_000, remaining_tokens=2_000))

    async def use() -> float:
        loop = asyncio.get_running_loop()
        begun = loop.time()
        large = asyncio.create_task(gate.enter(50_000.0))
        await asyncio.sleep(0.1)
        small = asyncio.create_task(gate.enter(1_000.0))
        await asyncio.sleep(0.9)
        large.cancel()
        gate.succeeded(await small)
        return loop.time() - begun

    assert run_virtual(use()) == pytest.approx(1.0)


def test_who_is_cancelled_in_the_moment_of_admission_has_used_nothing(run_virtual: Run) -> None:
    """Its place, its request and its tokens go to the next."""
    gate = Gate(1, rpm=60, tpm=6_000)

    async def use() -> float:
        loop = asyncio.get_running_loop()
        begun = loop.time()
        before = await gate.enter(100.0)
        first, second = (asyncio.create_task(gate.enter(100.0)) for _ in range(2))
        await asyncio.sleep(2)
        gate.succeeded(before)
        first.cancel()
        gate.succeeded(await second)
        return loop.time() - begun

    assert run_virtual(use()) == pytest.approx(2.0)
    assert gate.in_flight == 0


def test_two_event_loops_at_once_are_an_error_and_no_hang() -> None:
    """Whoever waits in one loop could not be let in from the other; one after the other they may use the gate."""
    gate = Gate(1)
    inside, done = threading.Event(), threading.Event()

    async def hold() -> None:
        admission = await gate.enter()
        inside.set()
        await asyncio.to_thread(done.wait, 60)
        gate.succeeded(admission)

    async def enter() -> None:
        gate.succeeded(await asyncio.wait_for(gate.enter(), 60))

    thread = threading.Thread(target=lambda: asyncio.run(hold()))
    thread.start()
    try:
        assert inside.wait(60)
        with pytest.raises(ConfigError, match="two event loops") as caught:
            asyncio.run(enter())
        assert "extract()" in caught.value.hint
    finally:
        done.set()
        thread.join(10)
    asyncio.run(enter())
    assert gate.in_flight == 0


@pytest.mark.parametrize("closed", [True, False])
def test_an_event_loop_that_was_left_keeps_no_place(closed: bool) -> None:
    """Interrupted, with a request under way and one that waits: should it go on, they count nothing, and are told."""
    gate = Gate(1)

    async def enter() -> None:
        gate.succeeded(await asyncio.wait_for(gate.enter(), 60))

    left = asyncio.new_event_loop()
    admission = left.run_until_complete(gate.enter())
    waiting = left.create_task(gate.enter())
    left.run_until_complete(asyncio.sleep(0))
    if closed:
        waiting.cancel()
        left.close()
    asyncio.run(enter())
    gate.succeeded(admission)
    assert gate.in_flight == 0
    if not closed:
        with pytest.raises(ConfigError, match="two event loops"):
            left.run_until_complete(waiting)
        left.close()
    asyncio.run(enter())
    assert gate.in_flight == 0
