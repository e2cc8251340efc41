"""An allowance that several processes share: each takes small leases of it as it uses them."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

__all__ = ["LeasedBucket"]

_AHEAD = 0.1  # seconds' worth of one's own use that is leased before it is needed
_ASK_AGAIN = 0.05  # seconds; a lease that comes in is noticed at once
_IDLE = 1.0  # seconds after which what is left of a lease is given back
_SMOOTHING = 0.2


class LeasedBucket:
    """Stands where a bucket would, and holds what was leased and is not used yet.

    Each process leases what it used in the last moments, so that those with more to do get more. What it does not come
    to use goes back.

    Args:
        lease: asks for an amount and waits for it; what it returns may be less.
        give_back: returns what is not needed.
        arrived: called when a lease came in.
    """

    def __init__(
        self,
        lease: Callable[[float], Awaitable[float]],
        give_back: Callable[[float], None],
        arrived: Callable[[], None],
    ) -> None:
        self._lease, self._give_back, self._arrived = lease, give_back, arrived
        self._stock = 0.0
        self._pace = 0.0  # per second
        self._used = 0.0
        self._since: float | None = None
        self._task: asyncio.Task[None] | None = None
        self._idle: asyncio.TimerHandle | None = None

    def wait(self, amount: float, now: float) -> float:
        """Seconds after which to ask again, 0 where the amount can be taken now."""
        if self._stock >= amount - 1e-9:
            return 0.0
        self._order(amount)
        self._stay()  # what is being saved up for this is not idle
        return _ASK_AGAIN

    def take(self, amount: float, now: float) -> None:
        """Take an amount; a negative one gives back."""
        self._stock -= amount
        self._measure(amount, now)
        if self._stock < self._pace * _AHEAD:
            self._order(0.0)
        self._stay()
        self._idle = asyncio.get_running_loop().call_later(_IDLE, self._rest)

    def _stay(self) -> None:
        if self._idle is not None:
            self._idle.cancel()
            self._idle = None

    def _measure(self, amount: float, now: float) -> None:
        if self._since is None:
            self._since = now
        self._used += amount
        elapsed = now - self._since
        if elapsed >= _AHEAD:
            self._pace += _SMOOTHING * (max(0.0, self._used) / elapsed - self._pace)
            self._used, self._since = 0.0, now

    def _order(self, needed: float) -> None:
        if self._task is None:
            wanted = max(needed, 2 * _AHEAD * self._pace) - self._stock
            if wanted > 0:
                self._task = asyncio.get_running_loop().create_task(self._fetch(wanted))

    async def _fetch(self, wanted: float) -> None:
        try:
            self._stock += await self._lease(wanted)
        finally:
            self._task = None
        self._arrived()

    def _rest(self) -> None:
        self._idle, self._pace, self._since = None, 0.0, None
        if self._stock > 0:
            left, self._stock = self._stock, 0.0
            self._give_back(left)
