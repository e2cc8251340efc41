"""What the workers of one run share: one allowance of requests and tokens, pauses, and the word to stop."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

from ..models.bucket import Bucket
from ..models.limits import RateLimits

__all__ = ["REQUESTS", "TOKENS", "Fleet", "Orders"]

REQUESTS, TOKENS = "requests", "tokens"
_BURST = 0.2  # seconds' worth that may be caught up on; none at the start, so that the limit holds from then on
_SLICE = 0.05  # seconds' worth in one lease at most, so that nobody waits long for the next


@dataclass(frozen=True, slots=True)
class Orders:
    """What workers must know at once.

    Args:
        version: grows with each change.
        paused_for: seconds from now in which nothing is sent.
        shared: the allowances that are leased: ``requests``, ``tokens``.
        stopped: nothing more is sent in this run.
    """

    version: int = 0
    paused_for: float = 0.0
    shared: frozenset[str] = frozenset()
    stopped: bool = False


@dataclass(slots=True)
class _Allowance:
    bucket: Bucket
    begun: bool = False
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)


class Fleet:
    """Hands out leases in the order in which they are asked for, and passes on what one worker learns to all.

    It lives in one process; the workers reach it from theirs.

    Args:
        rpm: requests per minute of all workers together; None follows what the endpoint reports to any of them.
        tpm: tokens per minute, likewise.

    Example:
        >>> async def use() -> list[float]:
        ...     fleet = Fleet(rpm=600)
        ...     return [await fleet.lease("requests", 100), (await fleet.orders(-1)).paused_for]
        >>> asyncio.run(use())
        [1.0, 0.0]
    """

    def __init__(self, rpm: float | None = None, tpm: float | None = None) -> None:
        self._allowances: dict[str, _Allowance] = {}
        self._reported: set[str] = set()
        for name, per_minute in ((REQUESTS, rpm), (TOKENS, tpm)):
            if per_minute:
                self._share(name, per_minute, per_minute / 60 * _BURST)
            else:
                self._reported.add(name)
        self._version = 0
        self._paused_until = 0.0
        self._stopped = False
        self._changed: asyncio.Event | None = None

    def _share(self, name: str, per_minute: float, capacity: float) -> None:
        self._allowances[name] = _Allowance(Bucket(per_minute, capacity=max(1.0, capacity)))

    async def lease(self, name: str, amount: float) -> float:
        """Take a part of an allowance.

        Args:
            name: ``requests`` or ``tokens``.
            amount: how much is wanted.

        Returns:
            How much was taken, at most what was wanted and as a rule less: what accrues in a twentieth of a second.
        """
        allowance = self._allowances.get(name)
        if allowance is None:
            return amount  # reported to a fleet before this one, which has died; it will be reported again
        async with allowance.turn:
            bucket = allowance.bucket
            if not allowance.begun:
                allowance.begun = True
                bucket.take(bucket.capacity - 1, _now())
            part = min(amount, max(1.0, bucket.rate * _SLICE))
            while (wait := bucket.wait(part, _now())) > 0:
                await asyncio.sleep(wait)
            bucket.take(part, _now())
        return part

    async def give_back(self, name: str, amount: float) -> None:
        """Return what a worker does not need."""
        if name in self._allowances:
            self._allowances[name].bucket.take(-amount, _now())

    async def learn(self, limits: RateLimits) -> None:
        """Take over what the endpoint reports to a worker, where no limit was set."""
        reports = (
            (REQUESTS, limits.limit_requests, limits.remaining_requests, limits.reset_requests),
            (TOKENS, limits.limit_tokens, limits.remaining_tokens, limits.reset_tokens),
        )
        for name, limit, remaining, reset in reports:
            if name not in self._reported or not (limit or name in self._allowances):
                continue
            if name not in self._allowances and limit:
                self._share(name, limit, limit)  # what is left of it, the endpoint says
                self._announce()
            self._allowances[name].begun = True
            self._allowances[name].bucket.learn(limit, remaining, reset, _now())

    async def refused(self, pause: float) -> None:
        """A worker was told that there are too many requests: all of them pause."""
        self._paused_until = max(self._paused_until, _now() + pause)
        self._announce()

    async def stop(self) -> None:
        """Nothing more is sent."""
        self._stopped = True
        self._announce()

    async def orders(self, seen: int) -> Orders:
        """Wait until there is something that a worker has not seen.

        Args:
            seen: the version that it knows; -1 for what holds now.
        """
        while seen == self._version:
            if self._changed is None:
                self._changed = asyncio.Event()
            await self._changed.wait()
        pause = max(0.0, self._paused_until - _now())
        return Orders(self._version, pause, frozenset(self._allowances), self._stopped)

    def _announce(self) -> None:
        self._version += 1
        if self._changed is not None:
            self._changed.set()
            self._changed = None


def _now() -> float:
    return asyncio.get_running_loop().time()
