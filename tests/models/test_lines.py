"""The connections of one model in several event loops, and when it is closed."""

from __future__ import annotations

import asyncio
import gc
import subprocess
import sys
import threading
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from llm_extract.errors import RunError
from llm_extract.messages import Request
from llm_extract.models import connections, lines
from llm_extract.models.in_flight import InFlight
from llm_extract.models.live import LiveModel
from llm_extract.models.paced import PacedModel

Run = Callable[[Coroutine[Any, Any, Any]], Any]
LOADING = """
import asyncio, sys
from llm_extract.messages import Request
from llm_extract.models.live import LiveModel

async def main():
    model, turns = LiveModel(sys.argv[1], "key"), 0
    asking = [asyncio.ensure_future(model.complete(Request({"n": n}))) for n in range(4)]
    while "openai" not in sys.modules:
        await asyncio.sleep(0)
    while "AsyncOpenAI" not in vars(sys.modules["openai"]):  # the last of what its own file does is far away
        await asyncio.sleep(0)
        turns += 1
    await asyncio.gather(*asking)
    await model.aclose()
    print(turns)

assert not {"openai", "aiohttp"} & set(sys.modules)
asyncio.run(main())
"""


@pytest.fixture(autouse=True)
def _kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a busy machine a connection would else be given up for having been idle between two requests."""
    monkeypatch.setattr(connections, "_KEPT_ALIVE", 600.0)


def ask(number: int) -> Request:
    return Request({"model": "m", "messages": [{"role": "user", "content": str(number)}]})


@contextmanager
def another_loop() -> Iterator[Run]:
    """An event loop in a thread of its own, and what runs a coroutine there to its end."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    try:
        yield lambda coroutine: asyncio.run_coroutine_threadsafe(coroutine, loop).result(30)
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join(30)
        loop.close()


def test_each_event_loop_keeps_its_connection(loopback: Callable[..., Any]) -> None:
    """Asked by turns in two event loops, a model opens one connection in each, and not one for each turn."""
    server, seen = loopback(), set[Any]()
    model = LiveModel(server.url, "key")

    with another_loop() as there:

        async def here() -> None:
            for number in range(6):
                await (
                    model.complete(ask(number)) if number % 2 else asyncio.to_thread(there, model.complete(ask(number)))
                )
                seen.update(server.connections)
            await model.aclose()

        asyncio.run(here())
    assert len(seen) == 2


@pytest.mark.parametrize("closing", ["here", "there", "nowhere"])
def test_closing_closes_the_connections_of_all_event_loops(
    loopback: Callable[..., Any], wait_for: Any, caplog: pytest.LogCaptureFixture, closing: str
) -> None:
    """Closed in one event loop, nothing is left open in another, be it running, and nothing is complained of."""
    server = loopback()
    model = LiveModel(server.url, "key")

    async def here(there: Run) -> None:
        await model.complete(ask(1))
        await asyncio.to_thread(there, model.complete(ask(2)))
        assert len(server.connections) == 2
        if closing == "here":
            await model.aclose()
        elif closing == "there":
            await asyncio.to_thread(there, model.aclose())
        else:
            await asyncio.to_thread(asyncio.run, model.aclose())
        await asyncio.to_thread(wait_for, lambda: not server.connections, "the end of all connections")

    with another_loop() as there:
        asyncio.run(here(there))
    gc.collect()
    assert not caplog.records


def test_an_event_loop_that_ends_just_after_its_connections_were_closed_leaves_nothing(
    loopback: Callable[..., Any], caplog: pytest.LogCaptureFixture
) -> None:
    """Who closes a model from a coroutine with a synchronous call, and returns, gives the event loop one turn more."""
    model = LiveModel(loopback().url, "key")

    async def run() -> None:
        await model.complete(ask(1))
        closing = threading.Thread(target=asyncio.run, args=(model.aclose(),))
        closing.start()
        closing.join(30)

    asyncio.run(run())
    gc.collect()
    assert not caplog.records


def test_no_request_has_its_turn_before_it_can_be_sent(
    loopback: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """While the first one imports what it needs, none is let in: a rate that counts from here holds on the wire."""
    server, loading = loopback(), threading.Event()
    monkeypatch.setattr(lines, "_LOADED", threading.Event())
    monkeypatch.setattr(lines, "load_libraries", lambda: loading.wait(60))
    live = LiveModel(server.url, "key")
    model = PacedModel(InFlight(live), prepare=live.prepare)

    async def run() -> int:
        asking = [asyncio.ensure_future(model.complete(ask(number))) for number in range(3)]
        for _ in range(10):
            await asyncio.sleep(0)
        let_in = model.gate.in_flight
        loading.set()
        await asyncio.gather(*asking)
        await model.aclose()
        return let_in

    assert asyncio.run(run()) == 0
    assert len(server.log) == 3


def test_a_request_that_has_not_begun_when_a_model_is_closed_is_not_sent(
    loopback: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """While the first one imports what it needs, nothing is open yet that could be closed."""
    server, loading = loopback(), threading.Event()
    monkeypatch.setattr(lines, "_LOADED", threading.Event())
    monkeypatch.setattr(lines, "load_libraries", lambda: loading.wait(30))
    model = LiveModel(server.url, "key")

    async def run() -> None:
        asking = asyncio.ensure_future(model.complete(ask(1)))
        await asyncio.sleep(0)
        await model.aclose()
        loading.set()
        with pytest.raises(RunError, match="was closed"):
            await asking
        await model.complete(ask(2))
        await model.aclose()

    asyncio.run(run())
    assert len(server.log) == 1


@pytest.mark.filterwarnings("ignore:unclosed:ResourceWarning")  # its loop ended without it
@pytest.mark.parametrize("again", [True, False], ids=["used again", "closed"])
def test_an_event_loop_that_has_ended_leaves_nothing_to_complain_of(
    loopback: Callable[..., Any], caplog: pytest.LogCaptureFixture, again: bool
) -> None:
    """A model that nobody closed in its event loop serves another, and is closed there."""
    server = loopback()
    model = LiveModel(server.url, "key")

    async def second() -> None:
        if again:
            await model.complete(ask(2))
        await model.aclose()

    asyncio.run(model.complete(ask(1)))
    asyncio.run(second())
    gc.collect()
    assert not caplog.records


def test_what_is_under_way_when_a_model_is_closed_ends_and_is_not_sent_again(
    loopback: Callable[..., Any], wait_for: Any
) -> None:
    """It may have been paid for: nobody who closes a model wants to pay for it again."""
    server = loopback(fault_for=lambda body, attempt: "hang")
    model = PacedModel(InFlight(LiveModel(server.url, "key")))

    async def run() -> None:
        asking = asyncio.ensure_future(model.complete(ask(1)))
        await asyncio.to_thread(wait_for, lambda: server.log, "the request")
        await model.aclose()
        with pytest.raises(RunError, match="was closed"):
            await asking

    asyncio.run(run())
    assert len(server.log) == 1


def test_the_first_request_lets_its_event_loop_go_on(loopback: Callable[..., Any]) -> None:
    """What requests need is imported in a thread: a service answers others meanwhile."""
    server = loopback()
    done = subprocess.run(
        [sys.executable, "-c", LOADING, server.url], capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > 5
