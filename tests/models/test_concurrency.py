"""How many requests are under way at once, on a virtual clock."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from llm_extract.errors import RateLimitedError, ServerError
from llm_extract.models.concurrency import Concurrency
from llm_extract.models.gate import Gate
from llm_extract.models.paced import PacedModel
from virtual_endpoint import Endpoint, ask_all, fail_first, requests

Run = Callable[[Any], Any]


def test_refusals_in_flight_together_cut_once(run_virtual: Run) -> None:
    """Twenty requests refused in the same moment cut the concurrency by one fifth, not twenty times."""
    gate = Gate()

    async def run() -> float:
        admissions = [await gate.enter() for _ in range(20)]
        for admission in admissions:
            gate.refused(admission, 1.0)
        return gate.limit

    assert run_virtual(run()) == 16.0


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


def test_a_limit_between_two_numbers_grows() -> None:
    """One under way uses a limit of 1.3 to the full, and two one of 2.7: neither stays there for ever."""
    for start in (13, 10):
        concurrency = Concurrency(None, most=100)
        for _ in range(start):
            concurrency.cut()
        before = int(concurrency.limit)
        assert before < concurrency.limit
        for _ in range(60):
            concurrency.answered(in_flight=int(concurrency.limit))
        assert concurrency.limit >= before + 1
