"""An allowance that refills with time: requests or tokens per minute."""

from __future__ import annotations

__all__ = ["Bucket"]

_BURST_SECONDS = 0.5  # of an allowance that was only set, not reported: servers enforce parts of the minute, too
_SLOWER = 0.5  # a reported refill slower than this share of limit/60 s means a longer window, such as a day
_MINUTE = 60.0  # seconds; what is refilled within them may be refilled all at once, as a window that begins anew


class Bucket:
    """Holds up to ``capacity`` and refills at ``rate`` per second; what it lends beyond that must be waited for.

    Args:
        per_minute: the allowance.
        capacity: the most that can be taken at once; half a second's worth unless given.

    Example:
        >>> bucket = Bucket(60, capacity=2)
        >>> [bucket.wait(1, now=0.0), bucket.take(2, now=0.0), bucket.wait(1, now=0.0), bucket.wait(1, now=1.0)]
        [0.0, None, 1.0, 0.0]
    """

    def __init__(self, per_minute: float, capacity: float | None = None) -> None:
        self.rate = per_minute / 60
        self.capacity = max(1.0, self.rate * _BURST_SECONDS) if capacity is None else capacity
        self._level = self.capacity
        self._at: float | None = None

    def _refill(self, now: float) -> None:
        if self._at is not None:
            self._level = min(self.capacity, self._level + (now - self._at) * self.rate)
        self._at = now

    def wait(self, amount: float, now: float) -> float:
        """Seconds until ``amount`` can be taken; more than the capacity can be taken once it is full."""
        self._refill(now)
        missing = min(amount, self.capacity) - self._level
        return missing / self.rate if missing > 1e-9 else 0.0

    def take(self, amount: float, now: float) -> None:
        """Take ``amount``; the level may fall below nothing. A negative amount gives back."""
        self._refill(now)
        self._level = min(self.capacity, self._level - amount)

    def learn(self, limit: int | None, remaining: int | None, reset: float | None, now: float) -> None:
        """Follow what the server reports: never more than it says is left, refilled no faster than it does."""
        self._refill(now)
        if limit:
            self.capacity = float(limit)
            self.rate = limit / 60
            if remaining is not None and reset and reset > _MINUTE and limit > remaining:
                refill = (limit - remaining) / reset
                self.rate = refill if refill < self.rate * _SLOWER else self.rate
        if remaining is not None:
            self._level = min(self._level, float(remaining))
