"""The one retry layer, on a virtual clock: hours of waiting are exact and take no time."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import pytest

from llm_extract.errors import (
    ModelError,
    RateLimitedError,
    RefusedError,
    RejectedError,
    ServerError,
    TimedOutError,
    TransientError,
)
from llm_extract.messages import Response
from llm_extract.models.in_flight import Listeners
from llm_extract.models.paced import PacedModel
from virtual_endpoint import Endpoint, ask_all, fail_first, requests

Run = Callable[[Any], Any]


def test_passing_failures_are_repeated_with_growing_waits(run_virtual: Run) -> None:
    """Without jitter, waits are 1, 2 and 4 seconds, and a Retry-After makes a wait longer."""
    endpoint = Endpoint(fail_first(ServerError("a"), TimedOutError("b"), ServerError("c", retry_after=9.0)), 0.0)
    model = PacedModel(endpoint, jitter=lambda: 1.0)
    run_virtual(ask_all(model, 1))
    assert endpoint.arrivals == [0.0, 1.0, 3.0, 13.0]


def test_waits_are_jittered_in_full(run_virtual: Run) -> None:
    """With the smallest random number there is no wait but what the server asked for."""
    endpoint = Endpoint(fail_first(ServerError("a"), ServerError("b", retry_after=2.0)), 0.0)
    run_virtual(ask_all(PacedModel(endpoint, jitter=lambda: 0.0), 1))
    assert endpoint.arrivals == [0.0, 0.0, 2.0]


def test_attempts_are_limited_and_the_last_error_is_raised(run_virtual: Run) -> None:
    """Five attempts reach the endpoint, no more, and the caller gets its last error itself."""
    failures = [ServerError(str(n)) for n in range(9)]
    endpoint = Endpoint(fail_first(*failures))
    with pytest.raises(ServerError) as caught:
        run_virtual(ask_all(PacedModel(endpoint, attempts=5), 1))
    assert caught.value is failures[4]
    assert len(endpoint.arrivals) == 5


@pytest.mark.parametrize("failure", [RejectedError("a"), RefusedError("b"), ModelError("c"), ValueError("d")])
def test_other_errors_are_raised_at_once(run_virtual: Run, failure: Exception) -> None:
    """What another attempt cannot mend is not attempted again, and its place is given back."""
    endpoint = Endpoint(fail_first(failure))
    model = PacedModel(endpoint)
    with pytest.raises(type(failure)):
        run_virtual(ask_all(model, 1))
    assert len(endpoint.arrivals) == 1
    assert model.gate.in_flight == 0


def test_failures_of_earlier_runs_count(run_virtual: Run) -> None:
    """A request that failed three times before has two attempts left, and none when it has used up all."""
    seen: list[str] = []
    endpoint = Endpoint(lambda *_: ServerError("down"))
    model = PacedModel(
        endpoint,
        attempts=5,
        listeners=Listeners(failures_before=lambda _: 3, on_failure=lambda _, error: seen.append(error.message)),
    )
    with pytest.raises(ServerError):
        run_virtual(ask_all(model, 1))
    assert (len(endpoint.arrivals), seen) == (2, ["down", "down"])
    used_up = PacedModel(endpoint, attempts=5, listeners=Listeners(failures_before=lambda _: 5))
    with pytest.raises(TransientError, match="5 attempts, earlier runs included"):
        run_virtual(ask_all(used_up, 1))
    assert len(endpoint.arrivals) == 2


def test_rate_limits_are_nobodys_failure(run_virtual: Run) -> None:
    """Refusals for too many requests neither count as attempts nor are reported as failures."""
    seen: list[Exception] = []
    endpoint = Endpoint(fail_first(*[RateLimitedError("slow", retry_after=1.0)] * 8, ServerError("a")), 0.0)
    model = PacedModel(endpoint, attempts=2, listeners=Listeners(on_failure=lambda _, error: seen.append(error)))
    run_virtual(ask_all(model, 1))
    assert len(endpoint.arrivals) == 10
    assert len(seen) == 1


def test_one_request_is_refused_twenty_times_at_most(run_virtual: Run) -> None:
    """A request that alone is refused for ever ends, while others are answered."""
    endpoint = Endpoint(lambda one, _: RateLimitedError("no", retry_after=0.1) if one.body["n"] == 0 else None)

    async def run() -> list[Any]:
        model = PacedModel(endpoint)
        return await asyncio.gather(*(model.complete(one) for one in requests(200)), return_exceptions=True)

    results = run_virtual(run())
    assert isinstance(results[0], RateLimitedError)
    assert all(isinstance(result, Response) for result in results[1:])
    assert endpoint.attempts[requests(1)[0].fingerprint] == 20


@pytest.mark.parametrize("count", [1, 8])
def test_refusals_of_all_requests_are_held_against_none(run_virtual: Run, count: int) -> None:
    """A limit that others have used up for a minute is waited for, however often that takes to be asked."""
    endpoint = Endpoint(
        lambda *_: RateLimitedError("no", retry_after=1.0) if asyncio.get_running_loop().time() < 60 else None
    )
    assert run_virtual(ask_all(PacedModel(endpoint), count)) < 120


def test_an_attempt_has_a_time_limit(run_virtual: Run) -> None:
    """An inner model that never answers is cut off after the limit, and asked again."""
    endpoint = Endpoint(seconds=1e6)
    with pytest.raises(TimedOutError, match="no answer within 30 s"):
        run_virtual(ask_all(PacedModel(endpoint, attempts=2, timeout=30.0, jitter=lambda: 1.0), 1))
    assert endpoint.arrivals == [0.0, 31.0]
