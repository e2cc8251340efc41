"""A limit in US dollars that is never passed: what is in flight counts with the most that it can cost."""

from __future__ import annotations

import asyncio
from decimal import Decimal

from ..errors import RefusedError

__all__ = ["Budget", "BudgetReached"]


class BudgetReached(RefusedError):
    """The next call could cost more than is left: the run stops, resumable."""


class Budget:
    """Sets aside the most that a call can cost before it is sent, and gives back what it did not cost.

    Args:
        limit: US dollars.
        spent: what has been spent before.

    Example:
        >>> budget = Budget(Decimal("0.05"), Decimal("0.04"))
        >>> asyncio.run(budget.reserve(Decimal("0.02")))  # doctest: +ELLIPSIS
        Traceback (most recent call last):
        llm_extract.costs.budget.BudgetReached: the next call could cost $0.02, $0.01 of $0.05 is left. ...
    """

    def __init__(self, limit: Decimal, spent: Decimal = Decimal(0)) -> None:
        self.limit, self.spent, self.reserved = limit, spent, Decimal(0)
        self._changed: asyncio.Event | None = None

    async def reserve(self, amount: Decimal) -> None:
        """Set an amount aside; where only what is in flight stands in the way, wait for it.

        Raises:
            BudgetReached: it does not fit although nothing is in flight.
        """
        while self.spent + self.reserved + amount > self.limit:
            if not self.reserved:
                left = max(Decimal(0), self.limit - self.spent)
                raise BudgetReached(
                    f"the next call could cost ${amount:f}, ${left:f} of ${self.limit:f} is left",
                    hint="Raise --max-cost and run the same command again: it goes on from here",
                )
            if self._changed is None or self._changed.is_set():
                self._changed = asyncio.Event()
            await self._changed.wait()
        self.reserved += amount

    def settle(self, reserved: Decimal, spent: Decimal) -> None:
        """Give back what was set aside, and count what the call did cost."""
        self.reserved -= reserved
        self.spent += spent
        if self._changed is not None:
            self._changed.set()
