"""What workers share: one allowance, leased as it is used; pauses; orders. On a clock that jumps."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

import pytest

from llm_extract.engines.fleet import REQUESTS, TOKENS, Fleet
from llm_extract.models.gate import Gate
from llm_extract.models.leased import LeasedBucket
from llm_extract.models.limits import RateLimits

Run = Callable[[Coroutine[Any, Any, Any]], Any]
DELAY = 0.003  # seconds to the fleet and back


def share(fleet: Fleet, gate: Gate, *names: str) -> dict[str, LeasedBucket]:
    """Lend a gate leases of a fleet's allowances, over a line with some delay."""
    tasks = set()

    def later(coroutine: Any) -> None:
        task = asyncio.ensure_future(coroutine)
        tasks.add(task)
        task.add_done_callback(tasks.discard)

    def lease_from(name: str) -> LeasedBucket:
        async def lease(amount: float) -> float:
            await asyncio.sleep(DELAY)
            return await fleet.lease(name, amount)

        return LeasedBucket(lease, lambda amount: later(fleet.give_back(name, amount)), gate.sharing.stir)

    leased = {name: lease_from(name) for name in names}
    gate.sharing.lend(leased.get(REQUESTS), leased.get(TOKENS))
    return leased


async def ask(gate: Gate, count: int, seconds: float, sent: list[float], tokens: float = 0.0) -> None:
    """So many requests as fast as a gate admits them, each answered after some seconds."""
    now = asyncio.get_running_loop().time

    async def one() -> None:
        admission = await gate.enter(tokens)
        sent.append(now())
        await asyncio.sleep(seconds)
        gate.succeeded(admission, tokens)

    await asyncio.gather(*[one() for _ in range(count)])


def rate(sent: list[float]) -> float:
    """Requests per second between the first and the last."""
    times = sorted(sent)
    return (len(times) - 1) / (times[-1] - times[0])


def test_gates_keep_one_limit_together(run_virtual: Run) -> None:
    """Two gates of 32 in flight each, 50 requests a second in all: within 2 % of it, for both."""

    async def play() -> tuple[list[float], list[float]]:
        fleet = Fleet(rpm=3000)
        sent: tuple[list[float], list[float]] = ([], [])
        gates = [Gate(32), Gate(32)]
        for gate in gates:
            share(fleet, gate, REQUESTS)
        await asyncio.gather(*[ask(gate, 500, 0.2, times) for gate, times in zip(gates, sent, strict=True)])
        return sent

    one, other = run_virtual(play())
    assert rate([*one, *other]) == pytest.approx(50, rel=0.02)
    assert len([at for at in one if at < 10]) == pytest.approx(250, rel=0.1)


def test_who_has_more_to_do_gets_more(run_virtual: Run) -> None:
    """A gate that asks for 5 requests a second leaves 45 of 50 to the other."""

    async def play() -> tuple[list[float], list[float]]:
        fleet = Fleet(rpm=3000)
        little: list[float] = []
        much: list[float] = []
        slow, fast = Gate(1), Gate(64)
        for gate in (slow, fast):
            share(fleet, gate, REQUESTS)
        await asyncio.gather(ask(slow, 50, 0.2, little), ask(fast, 450, 0.2, much))
        return little, much

    little, much = run_virtual(play())
    assert len([at for at in [*little, *much] if at < 9]) / 9 == pytest.approx(50, rel=0.02)
    assert len([at for at in little if at < 9]) / 9 == pytest.approx(4.5, abs=0.5)


def test_tokens_are_kept_together(run_virtual: Run) -> None:
    """1,000 tokens a request and 60,000 a minute: one request a second, whichever gate it comes from."""

    async def play() -> list[float]:
        fleet = Fleet(tpm=60_000)
        sent: list[float] = []
        gates = [Gate(8), Gate(8)]
        for gate in gates:
            share(fleet, gate, TOKENS)
        await asyncio.gather(*[ask(gate, 30, 0.5, sent, tokens=1000.0) for gate in gates])
        return sent

    assert rate(run_virtual(play())) == pytest.approx(1.0, rel=0.02)


def test_what_is_not_used_goes_back(run_virtual: Run) -> None:
    """A gate that has ended gives back what it leased ahead, and the other can take it."""

    async def play() -> tuple[float, float]:
        fleet = Fleet(rpm=60)
        gate = Gate(4)
        leased = share(fleet, gate, REQUESTS)[REQUESTS]
        await ask(gate, 3, 0.1, [])
        leased.take(-0.5, asyncio.get_running_loop().time())
        before = leased.wait(0.4, 0.0)
        await asyncio.sleep(2.0)
        return before, leased.wait(0.4, 0.0)

    before, after = run_virtual(play())
    assert before == 0.0
    assert after > 0.0


def test_a_refusal_is_everybodys(run_virtual: Run) -> None:
    """One worker is told to wait 7 s: whoever waits for orders hears of it and waits, too."""

    async def play() -> tuple[float, float]:
        fleet = Fleet()
        refused, other = Gate(4), Gate(4)
        pauses: list[float] = []
        refused.sharing.on_refused = pauses.append
        hearing = asyncio.ensure_future(fleet.orders(0))
        refused.refused(await refused.enter(), 7.0)
        other.succeeded(await other.enter())
        await fleet.refused(pauses[0])
        other.sharing.pause((await hearing).paused_for)
        began = asyncio.get_running_loop().time()
        await other.enter()
        return pauses[0], asyncio.get_running_loop().time() - began

    assert run_virtual(play()) == (7.0, pytest.approx(7.0))


def test_a_reported_limit_is_shared(run_virtual: Run) -> None:
    """What the endpoint reports to one worker is an allowance of all; a limit that was set stays as it is."""

    async def play() -> tuple[Any, Any, float]:
        fleet = Fleet(tpm=1000)
        before = await fleet.orders(-1)
        await fleet.learn(RateLimits(limit_requests=600, remaining_requests=599, limit_tokens=9, remaining_tokens=9))
        after = await fleet.orders(before.version)
        began = asyncio.get_running_loop().time()
        taken = 0.0
        while taken < 100:
            taken += await fleet.lease(REQUESTS, 100 - taken)
        while taken < 599 + 10 * 5:
            taken += await fleet.lease(REQUESTS, 10)
        return before.shared, after.shared, asyncio.get_running_loop().time() - began

    before, after, seconds = run_virtual(play())
    assert (before, after) == (frozenset({TOKENS}), frozenset({REQUESTS, TOKENS}))
    assert seconds == pytest.approx(5.0, abs=0.2)


def test_stop_reaches_all(run_virtual: Run) -> None:
    """Orders wait until there are new ones; stopping is one of them."""

    async def play() -> bool:
        fleet = Fleet()
        waiting = [asyncio.ensure_future(fleet.orders(0)) for _ in range(3)]
        await asyncio.sleep(1.0)
        assert not any(one.done() for one in waiting)
        await fleet.stop()
        return all([(await one).stopped for one in waiting])

    assert run_virtual(play())
