"""Nothing is sent, or paid for, once an extractor is closed: what waits ends with an error, and so does what comes."""

from __future__ import annotations

import asyncio
import gc
import subprocess
import sys
import threading
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import pytest

from llm_extract import Extractor
from llm_extract.errors import RunError
from llm_extract.models.disk import DiskStore
from loopback_replies import error

Serve = Callable[..., Any]
Open = Callable[..., Extractor[Any]]


async def ended(*calls: Coroutine[Any, Any, Any] | asyncio.Future[Any]) -> list[Any]:
    """What came of calls that have to end soon."""
    async with asyncio.timeout(40):
        return await asyncio.gather(*calls, return_exceptions=True)


def assert_closed(found: list[Any]) -> None:
    assert [type(one) for one in found] == [RunError] * len(found)
    assert all("was closed" in one.message and one.hint for one in found)


WAITING = {
    "for a place": ({"concurrency": 1}, lambda body, attempt: "hang"),
    "for its turn in the minute": ({"rpm": 1}, lambda body, attempt: "hang"),
    "in a pause of all": ({}, lambda body, attempt: "429_long"),
    "to be sent again": ({"attempts": 3, "concurrency": 1}, lambda body, attempt: "later"),
}


@pytest.mark.parametrize("cached", [True, False], ids=["cached", "not cached"])
@pytest.mark.parametrize("where", WAITING)
def test_what_waits_is_not_sent_and_ends(
    company: Any, opened: Open, loopback: Serve, tmp_path: Path, wait_for: Any, where: str, cached: bool
) -> None:
    """The calls are told so at once, whatever they wait for, and the server hears of none of them again."""
    options, fault = WAITING[where]
    server = loopback(company.answer, fault_for=fault)
    if where == "to be sent again":
        server.fault_for = None
        server.answer = lambda _: error(500, "Down", headers={"Retry-After": "50"})
    extractor = opened(model="m", base_url=server.url, cache=tmp_path / "cache" if cached else None, **options)

    async def run() -> tuple[list[Any], int]:
        asking = [asyncio.ensure_future(extractor.aextract(f"{name} sells things.")) for name in ("Acme", "Bolt")]
        await asyncio.to_thread(wait_for, lambda: server.log, "the first request")
        gate = extractor.stack.in_flight.gate if extractor.stack.in_flight else None
        assert gate is not None
        if where in ("in a pause of all", "to be sent again"):
            await asyncio.to_thread(wait_for, lambda: not gate.in_flight, "the pause")
        sent = len(server.log)
        await extractor.aclose()
        found = await ended(*asking)
        assert gate.in_flight == 0
        return found, sent

    found, sent = asyncio.run(run())
    assert_closed(found)
    server.fault_for = None
    assert len(server.log) == sent


def test_a_close_from_another_thread_reaches_those_who_wait_in_an_event_loop(
    company: Any, opened: Open, loopback: Serve, wait_for: Any
) -> None:
    """The loop that they wait in is woken, though nothing else happens in it."""
    server = loopback(company.answer, fault_for=lambda body, attempt: "hang")
    extractor = opened(model="m", base_url=server.url, concurrency=1)

    def close() -> None:
        wait_for(lambda: server.log, "the first request")
        extractor.close()

    async def run() -> list[Any]:
        closing = threading.Thread(target=close)
        closing.start()
        found = await ended(*(extractor.aextract(f"{name} sells things.") for name in ("Acme", "Bolt", "Corax")))
        closing.join()
        return found

    assert_closed(asyncio.run(run()))
    assert len(server.log) == 1


def test_a_close_reaches_synchronous_calls_of_other_threads(
    company: Any, opened: Open, loopback: Serve, wait_for: Any
) -> None:
    """They end as the asynchronous ones do."""
    server = loopback(company.answer, fault_for=lambda body, attempt: "hang")
    extractor = opened(model="m", base_url=server.url, concurrency=1)
    found: list[Any] = []

    def ask(name: str) -> None:
        try:
            found.append(extractor.extract(f"{name} sells things."))
        except BaseException as error:
            found.append(error)

    threads = [threading.Thread(target=ask, args=(name,), daemon=True) for name in ("Acme", "Bolt")]
    for thread in threads:
        thread.start()
    wait_for(lambda: server.log, "a request")
    extractor.close()
    for thread in threads:
        thread.join(40)
    assert_closed(found)
    assert len(server.log) == 1


def test_an_answer_that_comes_before_the_close_buys_no_second_one(
    company: Any, opened: Open, loopback: Serve, wait_for: Any, tmp_path: Path
) -> None:
    """Parts of a long article that have not been sent are not, though the article's call had begun."""
    server = loopback(company.answer, fault_for=lambda body, attempt: "hang" if len(server.log) > 1 else None)
    extractor = opened(model="m", base_url=server.url, concurrency=1, max_chars=1000, cache=tmp_path / "cache")
    text = " ".join(f"Acme sells thing number {number}." for number in range(400))

    async def run() -> list[Any]:
        asking = asyncio.ensure_future(extractor.aextract(text))
        await asyncio.to_thread(wait_for, lambda: len(server.log) >= 2, "the second part")
        await extractor.aclose()
        return await ended(asking)

    assert_closed(asyncio.run(run()))
    assert len(server.log) == 2


@pytest.mark.parametrize("cached", [True, False], ids=["cached", "not cached"])
def test_a_closed_extractor_asks_nothing(
    company: Any, opened: Open, loopback: Serve, tmp_path: Path, cached: bool
) -> None:
    """Used after its end by mistake, it opens nothing that nobody would close; closing it again does no harm."""
    server = loopback(company.answer)
    cache = tmp_path / "cache" if cached else None
    extractor, other = (opened(model="m", base_url=server.url, cache=cache) for _ in range(2))
    assert extractor.extract("Acme sells things.").ok
    extractor.close()
    threads = set(threading.enumerate())
    for call in (
        lambda: extractor.extract("Acme sells things."),
        lambda: extractor.extract("Bolt sells things."),
        lambda: next(extractor.extract_many(["Corax sells things."])),
        lambda: asyncio.run(extractor.aextract("Dyne sells things.")),
    ):
        with pytest.raises(RunError, match="was closed") as caught:
            call()
        assert caught.value.hint
    extractor.close()
    asyncio.run(extractor.aclose())
    assert set(threading.enumerate()) <= threads
    assert len(server.log) == 1
    assert other.extract("Bolt sells things.").ok
    assert not server.connections or len(server.connections) == 1


def test_closing_in_the_middle_of_many_leaves_nothing_to_complain_of(
    company: Any, opened: Open, loopback: Serve, caplog: pytest.LogCaptureFixture
) -> None:
    """The next record is the error, what was under way ends, and no event loop tells of errors nobody looked at."""
    server = loopback(company.answer, fault_for=lambda body, attempt: None if len(server.log) == 1 else "hang")
    extractor = opened(model="m", base_url=server.url)
    records = extractor.extract_many(f"Acme{number} sells things." for number in range(50))
    assert next(records).ok
    extractor.close()
    with pytest.raises(RunError, match="was closed"):
        next(records)
    records.close()
    del records
    gc.collect()
    assert not caplog.records


def test_closing_twice_leaves_the_claims_of_others(tmp_path: Path) -> None:
    """Two stores over one cache in one process: what one holds, no other process can claim, though the other closes."""
    first, second = (DiskStore(tmp_path / "cache") for _ in range(2))
    assert second.try_lock("key")
    for _ in range(3):
        first.close()
    code = (
        "import pathlib, sys\nfrom llm_extract.models.disk import DiskStore\n"
        "store = DiskStore(pathlib.Path(sys.argv[1]))\nprint(store.try_lock('key'))\nstore.close()"
    )
    command = [sys.executable, "-c", code, str(tmp_path / "cache")]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout == "False\n"
    second.close()
