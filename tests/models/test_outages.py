"""Endpoints that refuse everything or are away, on a virtual clock: when they are waited for, and when given up."""

from __future__ import annotations

import asyncio
import itertools
from collections import Counter, deque
from collections.abc import Callable
from typing import Any

import pytest

from llm_extract.errors import (
    ModelError,
    RateLimitedError,
    RefusedError,
    RejectedError,
    RunError,
    ServerError,
    TimedOutError,
    UnreachableError,
)
from llm_extract.messages import Request, Response
from llm_extract.models.in_flight import Listeners
from llm_extract.models.paced import PacedModel
from virtual_endpoint import Endpoint, ask_all, requests

Run = Callable[[Any], Any]


def hear(failures: list[Exception]) -> Listeners:
    return Listeners(on_failure=lambda _, error: failures.append(error))


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
        model = PacedModel(endpoint, attempts=4, listeners=hear(seen), jitter=lambda: 1.0)
        return await asyncio.gather(*(model.complete(one) for one in requests(50)), return_exceptions=True)

    results = run_virtual(run())
    assert {type(result) for result in results} == {RefusedError}
    assert [at for at in endpoint.arrivals if at > 0] == [1.0, 3.0, 7.0]
    assert {result.message for result in results} == {"away (in 4 attempts)"}
    assert not seen


@pytest.mark.parametrize(("attempts", "said"), [(1, "away (in 1 attempt)"), (2, "away (in 2 attempts)")])
def test_one_that_was_given_up_is_tried_as_often_again(run_virtual: Run, attempts: int, said: str) -> None:
    """Whoever asks after that begins anew, and learns after as many tries that it still is away."""
    endpoint = Endpoint(away(0.0, 1e9))

    async def run() -> list[Any]:
        model = PacedModel(endpoint, attempts=attempts, jitter=lambda: 1.0)
        return [(await asyncio.gather(model.complete(one), return_exceptions=True))[0] for one in requests(3)]

    assert [(type(one), one.message) for one in run_virtual(run())] == [(RefusedError, said)] * 3
    assert len(endpoint.arrivals) == 3 * attempts


def test_an_endpoint_that_goes_away_is_waited_for(run_virtual: Run) -> None:
    """One request at a time tries at growing intervals of at most 30 s; no attempt is counted; then work goes on."""
    endpoint, seen = Endpoint(away(10.0, 400.0)), list[Exception]()
    model = PacedModel(endpoint, concurrency=5, attempts=2, listeners=hear(seen), jitter=lambda: 1.0)
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


def down(since: float, until: float) -> Callable[[Request, int], Exception | None]:
    """Every request is answered with an error of the server between two moments."""

    def plan(request: Request, number: int) -> Exception | None:
        return ServerError("HTTP 502") if since <= asyncio.get_running_loop().time() < until else None

    return plan


class Counts:
    """Counts failed attempts by request, as the run does in its file."""

    def __init__(self, *known: Request) -> None:
        self.known = {one.fingerprint for one in known}
        self.counted: Counter[str] = Counter()

    def model(self, endpoint: Endpoint, **options: Any) -> PacedModel:
        listeners = Listeners(
            on_failure=lambda one, _: self.counted.update([one.fingerprint]), on_excused=self._excuse,
            failed_before=lambda one: one.fingerprint in self.known,
        )  # fmt: skip
        return PacedModel(endpoint, listeners=listeners, jitter=lambda: 1.0, **options)

    def _excuse(self, request: Request, count: int) -> None:
        self.counted[request.fingerprint] -= count


async def work_off(model: PacedModel, asked: list[Request], workers: int) -> list[Any]:
    """Ask in order, so many at a time, until one gets an error that stops the run; what came of each."""
    results: dict[int, Any] = {}
    left = deque(enumerate(asked))

    async def work() -> None:
        while left and not any(isinstance(one, RefusedError) for one in results.values()):
            place, one = left.popleft()
            try:
                results[place] = await model.complete(one)
            except ModelError as error:
                results[place] = error

    await asyncio.gather(*(work() for _ in range(workers)))
    return [results[place] for place in sorted(results)]


@pytest.mark.parametrize("workers", [1, 4, 64])
def test_a_server_that_fails_all_requests_stops_the_run(run_virtual: Run, workers: int) -> None:
    """After a hundred requests without an answer one at a time tries; then all stop, and attempts are left."""
    endpoint, counts = Endpoint(down(0.0, 1e9)), Counts()
    model = counts.model(endpoint, attempts=3)
    results = run_virtual(work_off(model, requests(500), workers))
    assert isinstance(results[-1], RefusedError)
    assert results[-1].message.endswith("requests was answered, nor any in 3 attempts after that (HTTP 502)")
    assert [later - earlier for earlier, later in itertools.pairwise(endpoint.arrivals[-4:])] == [1.0, 2.0, 4.0]
    assert sum(isinstance(one, ServerError) for one in results) < 100
    assert set(counts.counted.values()) == {1}  # by which they are known to have failed, should they ever be alone
    assert len(counts.counted) == 100
    assert model.gate.in_flight == 0


def test_a_small_run_ends_with_a_failure_for_each_request(run_virtual: Run) -> None:
    """Fewer requests than show that it is the server: each fails after its attempts, which count."""
    endpoint, counts = Endpoint(down(0.0, 1e9)), Counts()
    results = run_virtual(work_off(counts.model(endpoint, attempts=2), requests(99), 16))
    assert [type(one) for one in results] == [ServerError] * 99
    assert set(counts.counted.values()) == {2}


def test_a_server_that_fails_for_a_while_is_waited_for(run_virtual: Run, caplog: pytest.LogCaptureFixture) -> None:
    """It had answered: one request at a time tries at growing intervals, no attempt is lost, and work goes on."""
    endpoint, counts = Endpoint(down(10.0, 400.0)), Counts()
    results = run_virtual(work_off(counts.model(endpoint, concurrency=30, attempts=2), requests(900), 30))
    assert all(isinstance(one, Response) for one in results)
    tries = [at for at in endpoint.arrivals if 10 <= at < 400]
    assert tries[:36] == [10.0] * 30 + [11.0, 13.0, 17.0, 25.0, 41.0, 71.0]
    assert max(later - earlier for earlier, later in itertools.pairwise(tries)) == 30.0
    assert sum(counts.counted.values()) == 20
    assert [one.getMessage() for one in caplog.records if one.levelname == "WARNING"] == [
        "HTTP 502: for 3 s; one request at a time tries again, the others wait"
    ]


def test_a_server_that_goes_on_failing_stops_the_run_after_its_patience(run_virtual: Run) -> None:
    """What had answered is given up after the stated time."""
    endpoint, counts = Endpoint(down(10.0, 1e9)), Counts()
    results = run_virtual(work_off(counts.model(endpoint, concurrency=30, patience=120.0), requests(900), 30))
    assert sum(isinstance(one, Response) for one in results) == 300
    assert {type(one) for one in results if not isinstance(one, Response)} == {RefusedError}
    assert 130 <= endpoint.arrivals[-1] <= 160


@pytest.mark.parametrize("workers", [4, 64])
def test_poisoned_requests_among_others_fail_by_themselves(run_virtual: Run, workers: int) -> None:
    """One in five is never answered: each fails after its attempts, which count, and the others get their answers."""
    endpoint = Endpoint(lambda one, _: ServerError("poison") if one.body["n"] % 5 == 0 else None, seconds=0.3)
    counts = Counts()
    results = run_virtual(work_off(counts.model(endpoint, attempts=3), requests(300), workers))
    assert [type(one) for one in results] == [ServerError, *[Response] * 4] * 60
    assert set(counts.counted.values()) == {3}
    assert len(counts.counted) == 60


def test_requests_that_failed_in_earlier_runs_prove_nothing(run_virtual: Run) -> None:
    """Poisoned requests that are all that is left of a run fail by themselves, though nothing is answered any more."""
    endpoint, poisoned = Endpoint(lambda *_: ServerError("poison")), requests(100)
    counts = Counts(*poisoned)
    results = run_virtual(work_off(counts.model(endpoint, attempts=2), poisoned, 16))
    assert [type(one) for one in results] == [ServerError] * 100
    assert set(counts.counted.values()) == {2}


def test_requests_that_failed_while_others_were_answered_prove_nothing(run_virtual: Run) -> None:
    """Thirty poisoned requests at the end of a run, which had failed before the last answer came."""
    endpoint = Endpoint(lambda one, _: ServerError("poison") if one.body["n"] < 30 else None, seconds=2.5)
    counts = Counts()
    results = run_virtual(work_off(counts.model(endpoint, concurrency=50, attempts=5), requests(50), 50))
    assert [type(one) for one in results] == [ServerError] * 30 + [Response] * 20


def test_a_time_out_is_always_counted(run_virtual: Run) -> None:
    """It may have been paid for: while nothing is answered too, it costs its request an attempt."""
    endpoint, counts = Endpoint(), Counts()
    endpoint.plan = lambda *_: TimedOutError("cut") if len(endpoint.arrivals) > 100 else ServerError("HTTP 502")
    results = run_virtual(work_off(counts.model(endpoint, attempts=3), requests(128), 128))
    assert {type(one) for one in results} == {RefusedError}
    assert counts.counted.total() == len(endpoint.arrivals) < 128


def test_a_refused_request_shows_that_the_server_works(run_virtual: Run) -> None:
    """Where the endpoint says of some requests what is wrong with them, those that fail do so by themselves."""
    endpoint = Endpoint(lambda one, _: RejectedError("bad") if one.body["n"] % 9 == 0 else ServerError("HTTP 500"))
    results = run_virtual(work_off(Counts().model(endpoint, attempts=1, concurrency=1), requests(90), 1))
    assert [type(one) for one in results] == [RejectedError, *[ServerError] * 8] * 10


def test_a_failure_that_cannot_be_noted_gives_its_place_back(run_virtual: Run) -> None:
    """On a full disk the error comes through, and whoever is sent afterwards does not wait for ever."""
    endpoint = Endpoint(lambda one, _: ServerError("HTTP 500") if one.body["n"] < 3 else None)

    def refuse(*_: Any) -> None:
        raise RunError("no space")

    async def run() -> list[Any]:
        model = PacedModel(endpoint, concurrency=1, listeners=Listeners(on_failure=refuse))
        results = [await asyncio.gather(model.complete(one), return_exceptions=True) for one in requests(5)]
        assert model.gate.in_flight == 0
        return [type(one) for (one,) in results]

    assert run_virtual(run()) == [RunError] * 3 + [Response] * 2
