"""Endpoints that refuse everything or are away, on a virtual clock: when they are waited for, and when given up."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Callable
from typing import Any

from llm_extract.errors import RateLimitedError, RefusedError, ServerError, UnreachableError
from llm_extract.messages import Request, Response
from llm_extract.models.paced import PacedModel
from virtual_endpoint import Endpoint, ask_all, requests

Run = Callable[[Any], Any]


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
