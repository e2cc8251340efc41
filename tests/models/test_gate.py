"""The gate, on a virtual clock: requests and tokens a minute, and how many requests are under way at once."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from typing import Any

import pytest

from llm_extract.errors import ConfigError, RateLimitedError, ServerError
from llm_extract.messages import Request, Response
from llm_extract.models.gate import Gate
from llm_extract.models.limits import LimitsListener, RateLimits, read_rate_limits
from llm_extract.models.paced import PacedModel
from loopback import TokenBucket
from virtual_endpoint import Endpoint, ask_all, fail_first, requests

Run = Callable[[Any], Any]


class Limited(Endpoint):
    """Takes 3,000 requests a minute, 50 at once, and answers each after 0.2 s."""

    def __init__(self) -> None:
        super().__init__(self._refuse, seconds=0.2)
        self.bucket = TokenBucket(3000, clock=asyncio.get_running_loop().time)
        self.refused = 0

    def _refuse(self, *_: Any) -> Exception | None:
        wait = self.bucket.take()
        self.refused += wait > 0
        return RateLimitedError("slow", retry_after=wait) if wait else None


class Reporting(Limited):
    """Says with each answer how much is left."""

    on_limits: LimitsListener | None = None

    async def complete(self, request: Request) -> Response:
        response = await super().complete(request)
        assert self.on_limits is not None
        self.on_limits(read_rate_limits(self.bucket.headers()))
        return response


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


def test_refusals_in_flight_together_cut_once(run_virtual: Run) -> None:
    """Twenty requests refused in the same moment cut the concurrency by one fifth, not twenty times."""
    gate = Gate()

    async def run() -> float:
        admissions = [await gate.enter() for _ in range(20)]
        for admission in admissions:
            gate.refused(admission, 1.0)
        return gate.limit

    assert run_virtual(run()) == 16.0


def test_a_long_retry_after_does_not_freeze(run_virtual: Run) -> None:
    """When the server asks for 600 s it is asked again after 60, by a few requests first, and work goes on."""
    endpoint = Endpoint(
        lambda one, number: RateLimitedError("day", retry_after=600.0) if number == 1 and one.body["n"] < 20 else None,
        failing_seconds=0.1,
    )
    seconds = run_virtual(ask_all(PacedModel(endpoint), 100))
    assert 60 < seconds < 75
    assert len([at for at in endpoint.arrivals if 60 <= at < 61]) <= 2


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


def test_concurrency_doubles_while_it_is_used(run_virtual: Run) -> None:
    """From 20 it grows to its ceiling within a few rounds, and stays within it."""
    endpoint = Endpoint()
    model = PacedModel(endpoint, gate=Gate(most=100))
    run_virtual(ask_all(model, 1000))
    assert model.gate.limit == 100.0
    assert endpoint.most == 100


def test_concurrency_does_not_grow_unused(run_virtual: Run) -> None:
    """Five requests at a time never raise the limit of twenty."""
    endpoint = Endpoint()
    model = PacedModel(endpoint)

    async def run() -> None:
        for start in range(0, 200, 5):
            await asyncio.gather(*(model.complete(one) for one in requests(200)[start : start + 5]))

    run_virtual(run())
    assert model.gate.limit == 20.0


def test_after_a_refusal_concurrency_grows_slowly(run_virtual: Run) -> None:
    """A 429 cuts 20 to 16; each round that uses it to the full then adds five per cent."""
    refused = {"once": False}

    def plan(*_: Any) -> Exception | None:
        if not refused["once"]:
            refused["once"] = True
            return RateLimitedError("slow", retry_after=0.1)
        return None

    model = PacedModel(Endpoint(plan))
    run_virtual(ask_all(model, 60))
    assert 16.0 < model.gate.limit < 20.0


def test_failing_servers_do_not_cut(run_virtual: Run) -> None:
    """Errors of the server leave the concurrency as it is."""
    model = PacedModel(Endpoint(fail_first(ServerError("a"))), attempts=3)
    run_virtual(ask_all(model, 19))
    assert model.gate.limit >= 20.0


def test_fixed_concurrency_is_kept(run_virtual: Run) -> None:
    """A number that was set neither grows nor shrinks."""
    endpoint = Endpoint(lambda one, number: RateLimitedError("x", retry_after=0.1) if number == 1 else None)
    model = PacedModel(endpoint, concurrency=7)
    run_virtual(ask_all(model, 100))
    assert (endpoint.most, model.gate.limit) == (7, 7.0)


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
        await asyncio.to_thread(done.wait, 10)
        gate.succeeded(admission)

    async def enter() -> None:
        gate.succeeded(await asyncio.wait_for(gate.enter(), 5))

    thread = threading.Thread(target=lambda: asyncio.run(hold()))
    thread.start()
    try:
        assert inside.wait(10)
        with pytest.raises(ConfigError, match="two event loops") as caught:
            asyncio.run(enter())
        assert "extract()" in caught.value.hint
    finally:
        done.set()
        thread.join(10)
    asyncio.run(enter())
    assert gate.in_flight == 0


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


def test_an_unstated_limit_is_found_out(run_virtual: Run) -> None:
    """An endpoint that takes 50 a second and never says so is used to the full, with few refusals."""

    async def play() -> tuple[float, int]:
        endpoint = Limited()
        return await ask_all(PacedModel(endpoint), 6000), endpoint.refused

    seconds, refused = run_virtual(play())
    assert refused < 0.03 * 6000
    assert 0.95 * (50 + seconds * 50) <= 6000


def test_a_token_bucket_is_used_to_the_full(run_virtual: Run) -> None:
    """At 3,000 requests a minute, 64 wanted in flight and nothing set, the allowance is used and hardly exceeded."""

    async def play() -> Limited:
        endpoint = Reporting()
        model, waiting = PacedModel(endpoint), iter(requests(500))

        async def work() -> None:
            for one in waiting:
                await model.complete(one)

        await asyncio.gather(*(work() for _ in range(64)))
        return endpoint

    endpoint = run_virtual(play())
    assert endpoint.refused < 0.02 * 500
    allowed = 50 + (endpoint.arrivals[-1] - endpoint.arrivals[0]) * 50
    assert len(endpoint.arrivals) - endpoint.refused == 500 >= 0.95 * allowed
