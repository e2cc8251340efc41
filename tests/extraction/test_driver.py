"""Stepping flows: several at once, in order, with nothing left behind."""

from __future__ import annotations

import asyncio
import logging
import sys
import threading
from collections.abc import AsyncIterator, Callable, Generator
from concurrent.futures import CancelledError
from typing import Any

import pytest

from llm_extract.errors import RefusedError, ServerError
from llm_extract.extraction.driver import LoopThread, drive, map_in_order
from llm_extract.extraction.flow import Together
from llm_extract.messages import Request, Response


class Echo:
    """Answers with the request's own body; fails where that names an error."""

    def __init__(self) -> None:
        self.under_way = self.most = 0

    async def complete(self, request: Request) -> Response:
        self.under_way += 1
        self.most = max(self.most, self.under_way)
        await asyncio.sleep(0)
        self.under_way -= 1
        if error := request.body.get("error"):
            raise error
        return Response({"echo": request.body["n"]})

    async def aclose(self) -> None: ...


def ask(n: int, error: Exception | None = None) -> Generator[Any, Any, int]:
    response = yield Request({"n": n, "error": error})
    return int(response.body["echo"])


def gather(*flows: Any) -> Generator[Any, Any, list[Any]]:
    outcomes: list[Any] = yield Together(flows)
    return outcomes


def test_outcomes_come_in_the_order_of_the_flows() -> None:
    """Results and errors stand where their flows stood, and no more than sixteen are under way."""
    model, error = Echo(), ServerError("down")
    flows = [ask(n, error if n == 7 else None) for n in range(50)]
    outcomes = asyncio.run(drive(gather(*flows), model))
    assert outcomes == [error if n == 7 else n for n in range(50)]
    assert 1 < model.most <= 16


def test_what_concerns_all_stops_all(caplog: pytest.LogCaptureFixture) -> None:
    """A refused key is raised, and flows that failed the same way meanwhile leave no complaint behind."""
    refused = RefusedError("bad key")
    with caplog.at_level(logging.DEBUG), pytest.raises(RefusedError):
        asyncio.run(drive(gather(*(ask(n, refused) for n in range(20))), Echo()))
    assert not [record for record in caplog.records if "never retrieved" in record.getMessage()]


def test_requests_of_all_flows_are_announced() -> None:
    """Whoever records answers hears of each request before it is sent."""
    heard: list[int] = []
    asyncio.run(drive(gather(ask(1), ask(2)), Echo(), announce=lambda request: heard.append(request.body["n"])))
    assert heard == [1, 2]


def test_a_flow_begun_elsewhere_goes_on_from_its_step() -> None:
    """The first step is handed over instead of being taken twice."""
    flow = gather(ask(1), ask(2))
    assert asyncio.run(drive(flow, Echo(), request=next(flow))) == [1, 2]


def test_a_cancelled_drive_cancels_what_it_started() -> None:
    """No request goes on for a flow that nobody waits for."""
    ended: list[str] = []

    class Stuck:
        async def complete(self, request: Request) -> Response:
            try:
                await asyncio.Event().wait()
            finally:
                ended.append("ended")
            raise AssertionError

        async def aclose(self) -> None: ...

    async def main() -> None:
        task = asyncio.ensure_future(drive(gather(ask(1), ask(2), ask(3)), Stuck()))
        for _ in range(10):
            await asyncio.sleep(0)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        for _ in range(10):
            await asyncio.sleep(0)
        assert ended == ["ended"] * 3

    asyncio.run(main())


def test_results_are_in_order_and_reading_ahead_is_bounded() -> None:
    """Of endless inputs only as many are taken as may be under way."""
    taken: list[int] = []

    def endless() -> Generator[int, None, None]:
        while True:
            taken.append(len(taken))
            yield taken[-1]

    async def double(n: int) -> int:
        for _ in range(10 - n % 10):
            await asyncio.sleep(0)
        return 2 * n

    async def main() -> None:
        results: AsyncIterator[int] = map_in_order(double, endless(), concurrency=4)
        assert [await anext(results) for _ in range(10)] == [2 * n for n in range(10)]
        assert len(taken) <= 14
        await results.aclose()  # type: ignore[attr-defined]

    asyncio.run(main())


def test_the_loop_thread_starts_again_after_it_was_closed() -> None:
    """close() ends the thread; a later run starts a new one; closing twice is harmless."""

    async def one() -> int:
        return 1

    loop = LoopThread()
    assert loop.run(one()) == 1
    loop.close()
    loop.close()
    assert loop.run(one()) == 1
    loop.close()


def aside(function: Callable[[], Any]) -> list[Any]:
    """Calls a function on a thread of its own; what came of it is there within some seconds, else nothing is."""
    came: list[Any] = []

    def call() -> None:
        try:
            came.append(function())
        except BaseException as error:
            came.append(error)

    thread = threading.Thread(target=call, daemon=True)
    thread.start()
    thread.join(20)
    return came


def test_what_ends_the_program_reaches_who_waits_for_it() -> None:
    """sys.exit() in a task, such as a validator of the user's, does not leave the caller waiting for ever."""

    async def leave(number: int) -> int:
        await asyncio.sleep(0)
        sys.exit(number)

    async def first(number: int) -> int:
        return await anext(map_in_order(leave, [number], concurrency=1))

    loop = LoopThread()
    for number, function in enumerate((leave, first)):
        (error,) = aside(lambda function=function, number=number: loop.run(function(number)))  # type: ignore[misc]
        assert isinstance(error, SystemExit)
        assert error.code == number
    assert aside(lambda: loop.run(asyncio.sleep(0, "goes on"))) == ["goes on"]
    loop.close()


def test_closing_ends_what_other_threads_wait_for() -> None:
    """A call that is under way in another thread is cancelled, and does not wait for ever."""
    loop, begun = LoopThread(), threading.Event()

    async def endless() -> None:
        begun.set()
        await asyncio.Event().wait()

    def close() -> None:
        begun.wait()
        loop.close()

    closing = threading.Thread(target=close, daemon=True)
    closing.start()
    (error,) = aside(lambda: loop.run(endless()))
    assert isinstance(error, CancelledError)
    closing.join()


def test_a_call_that_begins_while_the_loop_is_being_closed_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    """It has found the loop, and another thread closes that before the call is known there."""
    loop, closing = LoopThread(), list[threading.Thread]()
    schedule = asyncio.run_coroutine_threadsafe

    async def endless() -> None:
        await asyncio.Event().wait()

    def close_first(coroutine: Any, where: asyncio.AbstractEventLoop) -> Any:
        if not closing:
            closing.append(threading.Thread(target=loop.close, daemon=True))
            closing[0].start()
            closing[0].join(0.3)  # or it waits for this call
        return schedule(coroutine, where)

    loop.run(asyncio.sleep(0))
    monkeypatch.setattr(asyncio, "run_coroutine_threadsafe", close_first)
    (error,) = aside(lambda: loop.run(endless()))
    assert isinstance(error, CancelledError)
    closing[0].join()


def test_a_call_from_the_loop_itself_is_an_error() -> None:
    """It would wait for itself."""
    loop = LoopThread()

    async def again() -> None:
        loop.run(asyncio.sleep(0))

    (error,) = aside(lambda: loop.run(again()))
    assert isinstance(error, RuntimeError)
    assert "await" in str(error)
    loop.close()


def test_what_was_begun_before_the_inputs_fail_is_given_out() -> None:
    """Items that raise lose none of the results of the items before: they were asked and paid for."""

    def breaking() -> Generator[int, None, None]:
        yield from (1, 2, 3)
        raise OSError("the disk went away")

    async def double(n: int) -> int:
        await asyncio.sleep(0)
        return 2 * n

    got: list[int] = []

    async def main() -> None:
        async for result in map_in_order(double, breaking(), concurrency=16):
            got.append(result)

    with pytest.raises(OSError, match="the disk went away"):
        asyncio.run(main())
    assert got == [2, 4, 6]
