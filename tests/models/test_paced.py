"""The gate and the one retry layer, on a virtual clock: hours of waiting are exact and take no time."""

from __future__ import annotations

import asyncio
import itertools
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
    UnreachableError,
)
from llm_extract.messages import Request, Response
from llm_extract.models.gate import Gate
from llm_extract.models.limits import RateLimits
from llm_extract.models.paced import PacedModel

Run = Callable[[Any], Any]


class Endpoint:
    """Answers after ``seconds``, or as ``plan`` says for the request's n-th attempt; keeps the times of arrival."""

    def __init__(
        self,
        plan: Callable[[Request, int], Exception | None] = lambda *_: None,
        seconds: float = 1.0,
        failing_seconds: float = 0.0,
    ) -> None:
        self.plan, self.seconds, self.failing_seconds = plan, seconds, failing_seconds
        self.arrivals: list[float] = []
        self.attempts: dict[str, int] = {}
        self.now = self.most = 0

    async def complete(self, request: Request) -> Response:
        self.arrivals.append(asyncio.get_running_loop().time())
        number = self.attempts[request.fingerprint] = self.attempts.get(request.fingerprint, 0) + 1
        failure = self.plan(request, number)
        if failure is not None:
            await asyncio.sleep(self.failing_seconds)
            raise failure
        self.now += 1
        self.most = max(self.most, self.now)
        try:
            await asyncio.sleep(self.seconds)
        finally:
            self.now -= 1
        usage = {"prompt_tokens": 500, "completion_tokens": 500}
        return Response({"choices": [{"message": {"content": "{}"}}], "usage": usage})

    async def aclose(self) -> None: ...


def requests(count: int) -> list[Request]:
    return [Request({"n": n, "messages": []}) for n in range(count)]


async def ask_all(model: PacedModel, count: int) -> float:
    """Ask so many requests at once; returns the seconds that took."""
    start = asyncio.get_running_loop().time()
    await asyncio.gather(*(model.complete(one) for one in requests(count)))
    return asyncio.get_running_loop().time() - start


def fail_first(*failures: Exception) -> Callable[[Request, int], Exception | None]:
    return lambda _, number: failures[number - 1] if number <= len(failures) else None


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
        endpoint, attempts=5, failures_before=lambda _: 3, on_failure=lambda _, error: seen.append(error.message)
    )
    with pytest.raises(ServerError):
        run_virtual(ask_all(model, 1))
    assert (len(endpoint.arrivals), seen) == (2, ["down", "down"])
    used_up = PacedModel(endpoint, attempts=5, failures_before=lambda _: 5)
    with pytest.raises(TransientError, match="5 attempts, earlier runs included"):
        run_virtual(ask_all(used_up, 1))
    assert len(endpoint.arrivals) == 2


def test_rate_limits_are_nobodys_failure(run_virtual: Run) -> None:
    """Refusals for too many requests neither count as attempts nor are reported as failures."""
    seen: list[Exception] = []
    endpoint = Endpoint(fail_first(*[RateLimitedError("slow", retry_after=1.0)] * 8, ServerError("a")), 0.0)
    model = PacedModel(endpoint, attempts=2, on_failure=lambda _, error: seen.append(error))
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
    endpoint = Endpoint(fail_first(RateLimitedError("slow", retry_after=1.0)), seconds=0.0)
    gate = Gate()

    async def run() -> float:
        admissions = [await gate.enter() for _ in range(20)]
        for admission in admissions:
            gate.refused(admission, 1.0)
        return gate.limit

    assert run_virtual(run()) == 16.0
    assert endpoint.arrivals == []


def test_a_long_retry_after_does_not_freeze(run_virtual: Run) -> None:
    """When the server asks for 600 s it is asked again after 60, by a few requests first, and work goes on."""
    endpoint = Endpoint(
        lambda one, number: RateLimitedError("day", retry_after=600.0) if number == 1 and one.body["n"] < 20 else None,
        failing_seconds=0.1,
    )
    seconds = run_virtual(ask_all(PacedModel(endpoint), 100))
    assert 60 < seconds < 75
    assert len([at for at in endpoint.arrivals if 60 <= at < 61]) <= 2


def test_nothing_but_refusals_stops_the_run(run_virtual: Run) -> None:
    """An endpoint that refuses everything for ten minutes is given up with an error that stops the run."""
    endpoint = Endpoint(lambda *_: RateLimitedError("limit", retry_after=600.0))

    async def run() -> list[Any]:
        model = PacedModel(endpoint, patience=600.0)
        return await asyncio.gather(*(model.complete(one) for one in requests(50)), return_exceptions=True)

    results = run_virtual(run())
    assert {type(result) for result in results} == {RefusedError}
    assert 540 <= endpoint.arrivals[-1] <= 660
    assert len([at for at in endpoint.arrivals if at > 0]) <= 20


def away(since: float, until: float) -> Callable[[Request, int], Exception | None]:
    """No connection can be made between two moments."""

    def plan(request: Request, number: int) -> Exception | None:
        return UnreachableError("away") if since <= asyncio.get_running_loop().time() < until else None

    return plan


def test_an_endpoint_that_never_answered_is_given_up(run_virtual: Run) -> None:
    """After as many tries as a request has attempts, by one request at a time, all get an error that stops the run."""
    endpoint, seen = Endpoint(away(0.0, 1e9)), list[Exception]()

    async def run() -> list[Any]:
        model = PacedModel(endpoint, attempts=4, on_failure=lambda _, error: seen.append(error), jitter=lambda: 1.0)
        return await asyncio.gather(*(model.complete(one) for one in requests(50)), return_exceptions=True)

    results = run_virtual(run())
    assert {type(result) for result in results} == {RefusedError}
    assert [at for at in endpoint.arrivals if at > 0] == [1.0, 3.0, 7.0]
    assert not seen


def test_an_endpoint_that_goes_away_is_waited_for(run_virtual: Run) -> None:
    """One request at a time tries at growing intervals of at most 30 s; no attempt is counted; then work goes on."""
    endpoint, seen = Endpoint(away(10.0, 400.0)), list[Exception]()
    model = PacedModel(
        endpoint, concurrency=5, attempts=2, on_failure=lambda _, error: seen.append(error), jitter=lambda: 1.0
    )
    seconds = run_virtual(ask_all(model, 100))
    tries = [at for at in endpoint.arrivals if 10 <= at < 400]
    assert tries[:5] == [10.0] * 5  # those that went together
    assert tries[5:11] == [11.0, 13.0, 17.0, 25.0, 41.0, 71.0]
    assert max(later - earlier for earlier, later in itertools.pairwise(tries)) == 30.0
    assert not seen
    assert 400 < seconds < 400 + 30 + 15


def test_an_endpoint_that_stays_away_stops_the_run(run_virtual: Run) -> None:
    """An endpoint that had answered is given up after the stated time, and a later request may try anew."""
    endpoint = Endpoint(away(10.0, 1000.0))
    model = PacedModel(endpoint, concurrency=5, patience=120.0)

    async def run() -> list[Any]:
        results = await asyncio.gather(*(model.complete(one) for one in requests(100)), return_exceptions=True)
        given_up = asyncio.get_running_loop().time()
        await asyncio.sleep(1000.0 - given_up)
        await model.complete(requests(1)[0])
        return [given_up, *results]

    given_up, *results = run_virtual(run())
    assert sum(isinstance(result, Response) for result in results) == 50
    assert {type(result) for result in results[50:]} == {RefusedError}
    assert 130 <= given_up <= 130 + 30


def test_failures_of_the_server_show_that_it_is_there(run_virtual: Run) -> None:
    """An endpoint that answers with errors has been reached: it is waited for as one that had answered."""
    endpoint = Endpoint(
        lambda one, number: ServerError("up") if number == 1 else away(0.5, 300.0)(one, number), seconds=0.1
    )
    model = PacedModel(endpoint, concurrency=1, attempts=3, jitter=lambda: 1.0)
    assert run_virtual(ask_all(model, 3)) > 300


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


def test_an_attempt_has_a_time_limit(run_virtual: Run) -> None:
    """An inner model that never answers is cut off after the limit, and asked again."""
    endpoint = Endpoint(seconds=1e6)
    with pytest.raises(TimedOutError, match="no answer within 30 s"):
        run_virtual(ask_all(PacedModel(endpoint, attempts=2, timeout=30.0, jitter=lambda: 1.0), 1))
    assert endpoint.arrivals == [0.0, 31.0]


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
    level, at, refused = 50.0, 0.0, 0

    def plan(*_: Any) -> Exception | None:
        nonlocal level, at, refused
        now = asyncio.get_running_loop().time()
        level, at = min(50.0, level + (now - at) * 50), now
        if level >= 1:
            level -= 1
            return None
        refused += 1
        return RateLimitedError("slow", retry_after=(1 - level) / 50)

    endpoint = Endpoint(plan, seconds=0.2)
    seconds = run_virtual(ask_all(PacedModel(endpoint), 6000))
    assert refused < 0.03 * 6000
    assert 0.95 * (50 + seconds * 50) <= 6000
