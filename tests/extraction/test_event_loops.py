"""An extractor in event loops that come and go, and calls that are given up while they wait for their turn."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Callable
from typing import Any

import pytest

from llm_extract import Extractor
from llm_extract.errors import RunError

Serve = Callable[..., Any]
Open = Callable[..., Extractor[Any]]


@pytest.mark.filterwarnings("ignore:unclosed:ResourceWarning")  # one loop ends without it
def test_an_interrupted_event_loop_holds_up_no_other(company: Any, opened: Open, loopback: Serve) -> None:
    """Ctrl-C in a loop that is kept: what hung there takes no place from a call in another, and can go on later."""
    hangs = [True]
    server = loopback(company.answer, fault_for=lambda body, attempt: "hang" if hangs else None)
    extractor = opened(model="m", base_url=server.url, concurrency=1)
    loop = asyncio.new_event_loop()

    def interrupt() -> None:
        if server.log:
            raise KeyboardInterrupt
        loop.call_later(0.01, interrupt)

    async def ask(name: str) -> str:
        async with asyncio.timeout(60):
            return (await extractor.aextract(f"{name} sells things.")).status

    hanging = loop.create_task(ask("Acme"))
    loop.call_later(0.01, interrupt)
    with pytest.raises(KeyboardInterrupt):
        loop.run_until_complete(hanging)
    hangs.clear()
    assert asyncio.run(ask("Bolt")) == "ok"
    hanging.cancel()
    with pytest.raises(asyncio.CancelledError):
        loop.run_until_complete(hanging)
    assert loop.run_until_complete(ask("Acme")) == "ok"
    loop.run_until_complete(extractor.aclose())
    loop.close()
    gc.collect()
    assert len(server.log) == 3


@pytest.mark.parametrize("options", [{"concurrency": 1}, {"rpm": 60}, {"tpm": 60_000}], ids=["place", "rpm", "tpm"])
def test_calls_that_are_given_up_while_they_wait_leave_nothing(
    company: Any, opened: Open, loopback: Serve, wait_for: Any, options: dict[str, Any]
) -> None:
    """Neither a place nor requests nor tokens: who comes next is sent, and not after minutes."""
    hangs = [True]
    server = loopback(company.answer, fault_for=lambda body, attempt: "hang" if hangs else None)
    extractor = opened(model="m", base_url=server.url, **options)

    async def run() -> str:
        first = asyncio.ensure_future(extractor.aextract("Acme sells things."))
        await asyncio.to_thread(wait_for, lambda: server.log, "the first request")
        given_up = [
            asyncio.ensure_future(asyncio.wait_for(extractor.aextract(f"Bolt{number} sells things."), 0.05))
            for number in range(300)
        ]
        assert {type(one) for one in await asyncio.gather(*given_up, return_exceptions=True)} == {TimeoutError}
        hangs.clear()
        first.cancel()
        async with asyncio.timeout(60):
            record = await extractor.aextract("Corax sells things.")
        gate = extractor.stack.in_flight.gate if extractor.stack.in_flight else None
        assert gate is not None
        assert gate.in_flight == 0
        await extractor.aclose()
        return record.status

    assert asyncio.run(run()) == "ok"


def test_two_loops_at_once_are_told_and_neither_is_harmed(
    company: Any, opened: Open, loopback: Serve, wait_for: Any
) -> None:
    """The second gets an error that says what to do; the first one's call, hung or waiting, goes on."""
    hangs = [True]
    server = loopback(company.answer, fault_for=lambda body, attempt: "hang" if hangs else None)
    extractor = opened(model="m", base_url=server.url, concurrency=1, timeout=600.0)

    async def run() -> list[Any]:
        asking = [asyncio.ensure_future(extractor.aextract(f"{name} sells things.")) for name in ("Acme", "Bolt")]
        await asyncio.to_thread(wait_for, lambda: server.log, "the first request")
        with pytest.raises(Exception, match="two event loops"):
            await asyncio.to_thread(extractor.extract, "Corax sells things.")
        hangs.clear()
        asking[0].cancel()
        async with asyncio.timeout(60):
            found = await asyncio.gather(*asking, return_exceptions=True)
        await extractor.aclose()
        with pytest.raises(RunError, match="was closed"):
            await extractor.aextract("Acme sells things.")
        return found

    found = asyncio.run(run())
    assert isinstance(found[0], asyncio.CancelledError)
    assert found[1].status == "ok"
