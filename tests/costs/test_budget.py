"""A limit that is never passed, whatever is in flight."""

from __future__ import annotations

import asyncio
import random
from decimal import Decimal
from typing import Any

import pytest

from llm_extract.costs import Budget, BudgetReached


def test_calls_wait_for_what_is_in_flight_and_then_go_on(run_virtual: Any) -> None:
    """Where only calls in flight stand in the way, the next one waits instead of stopping the run."""

    async def calls() -> list[str]:
        budget, order = Budget(Decimal(10)), []

        async def call(name: str, most: int, cost: int) -> None:
            await budget.reserve(Decimal(most))
            order.append(f"{name} sent")
            await asyncio.sleep(1)
            budget.settle(Decimal(most), Decimal(cost))

        await asyncio.gather(call("a", 8, 2), call("b", 8, 2))
        assert (budget.spent, budget.reserved) == (4, 0)
        return order

    assert run_virtual(calls()) == ["a sent", "b sent"]


def test_a_call_that_does_not_fit_stops_once_nothing_is_in_flight(run_virtual: Any) -> None:
    """The error names what the call could cost, what is left, and the way on."""

    async def call() -> None:
        budget = Budget(Decimal(10), Decimal(7))
        await budget.reserve(Decimal(4))

    with pytest.raises(BudgetReached, match=r"could cost \$4, \$3 of \$10 is left.*--max-cost"):
        run_virtual(call())


def test_amounts_are_written_out(run_virtual: Any) -> None:
    """Ten dollars and a millionth are read by people, not by programs."""
    with pytest.raises(BudgetReached, match=r"could cost \$10, \$0.0000001 of \$20 is left"):
        run_virtual(Budget(Decimal("2E+1"), Decimal("19.9999999")).reserve(Decimal("1E+1")))


@pytest.mark.parametrize("seed", range(20))
def test_spent_never_passes_the_limit(run_virtual: Any, seed: int) -> None:
    """Many calls at once, each costing at most what was set aside: at no moment is more spent than the limit."""
    chance = random.Random(seed)

    async def race() -> Budget:
        budget = Budget(Decimal(50))

        async def worker() -> None:
            while True:
                most = chance.randint(1, 9)
                await budget.reserve(Decimal(most))
                await asyncio.sleep(chance.random())
                budget.settle(Decimal(most), Decimal(chance.randint(0, most)))
                assert budget.spent + budget.reserved <= budget.limit

        ended = await asyncio.gather(*(worker() for _ in range(8)), return_exceptions=True)
        assert {type(one) for one in ended} == {BudgetReached}
        return budget

    budget = run_virtual(race())
    assert 50 - 9 < budget.spent <= 50
    assert budget.reserved == 0
