"""Endpoints that refuse some requests, on a virtual clock: limits are found out, and what is chance is borne."""

from __future__ import annotations

import asyncio
import bisect
import random
from collections.abc import Callable
from typing import Any

import pytest

from llm_extract.errors import RateLimitedError
from llm_extract.messages import Request, Response
from llm_extract.models.limits import LimitsListener, RateLimits, read_rate_limits
from llm_extract.models.paced import PacedModel
from loopback import TokenBucket
from virtual_endpoint import Endpoint, ask_all, requests

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


class Moody(Endpoint):
    """Refuses a share of all requests within 20 ms, by lot, whatever is sent; answers the others after ``seconds``."""

    on_limits: LimitsListener | None = None

    def __init__(
        self, share: float, seconds: float, retry_after: float | None = None, *, reports: bool = False
    ) -> None:
        super().__init__(self._refuse, seconds, failing_seconds=0.02)
        self.share, self.retry_after, self.reports = share, retry_after, reports
        self.refusals: list[float] = []
        self._lots = random.Random(1)

    def _refuse(self, *_: Any) -> Exception | None:
        if self.reports and self.on_limits is not None:
            self.on_limits(RateLimits(limit_requests=60_000, remaining_requests=59_999, reset_requests=0.001))
        if self._lots.random() >= self.share:
            return None
        self.refusals.append(asyncio.get_running_loop().time() + self.failing_seconds)
        return RateLimitedError("busy", retry_after=self.retry_after)


async def ask(endpoint: Endpoint, count: int, **options: Any) -> float:
    """Ask so many requests, as many at a time as the gate admits; returns the seconds that took."""
    lots = random.Random(2)
    return await ask_all(PacedModel(endpoint, jitter=lots.random, **options), count)


@pytest.mark.parametrize(
    ("share", "retry_after", "reports", "at_most"),
    [
        (0.03, None, False, 300.0),
        (0.3, None, False, 120.0),
        (0.3, 1.0, False, 150.0),
        (0.3, 0.05, True, 120.0),
        (0.7, None, False, 200.0),
    ],
)
def test_refusals_that_come_whatever_is_sent_hardly_slow_a_run(
    run_virtual: Run, share: float, retry_after: float | None, reports: bool, at_most: float
) -> None:
    """4,000 requests of 2 s, of which no more than 256 may be under way, take some 32 s where none is refused."""

    async def play() -> tuple[float, Moody]:
        endpoint = Moody(share, 2.0, retry_after, reports=reports)
        return await ask(endpoint, 4000), endpoint

    seconds, endpoint = run_virtual(play())
    assert seconds < at_most
    assert len(endpoint.arrivals) == 4000 + len(endpoint.refusals)


@pytest.mark.parametrize("retry_after", [None, 1.0])
def test_every_refusal_pauses_all_however_usual_it_is(run_virtual: Run, retry_after: float | None) -> None:
    """For what the endpoint asked for, or a fifth of a second, nothing at all is sent."""

    async def play() -> Moody:
        endpoint = Moody(0.3, 0.5, retry_after)
        await ask(endpoint, 1000)
        return endpoint

    endpoint = run_virtual(play())
    sent = sorted(endpoint.arrivals)
    for refused in endpoint.refusals:
        following = bisect.bisect_right(sent, refused + 1e-6)
        assert following == len(sent) or sent[following] >= refused + (retry_after or 0.2) - 1e-6


def test_a_fixed_number_at_once_is_used_whatever_is_refused(run_virtual: Run) -> None:
    """64 at once, three in ten refused: 2,000 requests of half a second take some 30 s, not hours."""
    assert run_virtual(_play(0.3, 2000, concurrency=64)) < 60.0


async def _play(share: float, count: int, **options: Any) -> float:
    return await ask(Moody(share, 0.5), count, **options)


def test_what_has_become_usual_is_noticed_when_it_ends(run_virtual: Run) -> None:
    """Three in ten are refused for fifteen seconds, then all beyond 20 at once: that limit is found out and kept."""

    class Changing(Moody):
        def _refuse(self, *_: Any) -> Exception | None:
            if asyncio.get_running_loop().time() < 15.0:
                return super()._refuse()
            if self.now < 20:
                return None
            self.refusals.append(asyncio.get_running_loop().time())
            return RateLimitedError("busy")

    async def play() -> tuple[float, Moody]:
        endpoint = Changing(0.3, 1.0)
        return await ask(endpoint, 4000), endpoint

    seconds, endpoint = run_virtual(play())
    late = [at for at in endpoint.arrivals if at > 45.0]
    assert len([at for at in endpoint.refusals if at > 45.0]) < 0.05 * len(late)
    assert len(late) / (seconds - 45.0) > 0.75 * 20


def test_one_that_can_take_few_at_once_is_not_asked_more(run_virtual: Run) -> None:
    """Refusals beyond ten at once follow what is sent: hardly any are left, and nine of ten places are used."""

    class Narrow(Endpoint):
        def __init__(self) -> None:
            super().__init__(
                lambda *_: RateLimitedError("busy", retry_after=0.5) if self.now >= 10 else None, 2.0, 0.02
            )

    async def play() -> tuple[float, Narrow]:
        endpoint = Narrow()
        return await ask(endpoint, 1500), endpoint

    seconds, endpoint = run_virtual(play())
    assert len(endpoint.arrivals) < 1.03 * 1500
    assert 1500 * 2.0 / 10 / seconds > 0.8


@pytest.mark.parametrize("burst", [1.0, 60.0])
@pytest.mark.parametrize("latency", [0.2, 2.0])
def test_an_unstated_limit_is_used_and_hardly_exceeded(run_virtual: Run, burst: float, latency: float) -> None:
    """3,000 a minute, saved up for a second or a minute: 94 % of it is used, and fewer than 3 % are refused."""

    class Unstated(Limited):
        def __init__(self) -> None:
            super().__init__()
            self.seconds, self.failing_seconds = latency, 0.02
            self.bucket = TokenBucket(3000, burst, clock=asyncio.get_running_loop().time)

    async def play() -> tuple[float, Unstated]:
        endpoint = Unstated()
        return await ask(endpoint, 12_000), endpoint

    seconds, endpoint = run_virtual(play())
    assert endpoint.refused < 0.03 * 12_000
    assert 0.94 * (50 * burst + seconds * 50) <= 12_000


def test_a_limiter_that_allows_no_burst_is_used(run_virtual: Run) -> None:
    """Fifty a second, none sooner than 20 ms after the last: six tenths are used after a minute, and few refused."""

    class Even(Limited):
        def __init__(self) -> None:
            super().__init__()
            self.seconds, self.failing_seconds = 1.0, 0.02
            self.bucket = TokenBucket(3000, 0.0, clock=asyncio.get_running_loop().time)

    async def play() -> tuple[int, int]:
        endpoint = Even()
        await ask(endpoint, 12_000)
        return len([at for at in endpoint.arrivals if 60.0 <= at < 240.0]), endpoint.refused

    sent, refused = run_virtual(play())
    assert sent - refused >= 0.6 * 50 * 180
    assert refused < 0.01 * 12_000
