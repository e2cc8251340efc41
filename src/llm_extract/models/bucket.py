"""An allowance that refills with time: requests or tokens per minute."""

from __future__ import annotations

__all__ = ["Bucket", "GuessedBucket"]

_BURST_SECONDS = 0.5  # of an allowance that was only set, not reported: servers enforce parts of the minute, too
_GUESS_SECONDS = 1.0  # a rate is measured over so long at least
_GUESS_ANSWERS = 10  # and over so many answers
_GUESS_SHARE = 0.98  # of what was measured is used
_GUESS_CUT = 0.7  # where refusals come too soon to measure
_GUESS_GROWTH = 1.02  # per second without a refusal
_GUESS_BURST = 0.1  # seconds' worth
_GUESS_MOST = 10_000.0  # per second; what has grown beyond is no limit
_GUESS_SECONDS_MOST = 1_000.0  # of growth at once: whatever it began with, it is beyond that then
_SLOWER = 0.5  # a reported refill slower than this share of limit/60 s means a longer window, such as a day


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
            if remaining is not None and reset and limit > remaining:
                refill = (limit - remaining) / reset
                self.rate = refill if refill < self.rate * _SLOWER else self.rate
        if remaining is not None:
            self._level = min(self._level, float(remaining))


class GuessedBucket:
    """Stands for an allowance that nobody has stated: unlimited until refused, then a little below what was answered.

    Without it, an endpoint that reports no limits is asked too much again and again: its refusals are all there is to
    learn from. The rate grows by 2 % a second until it limits nothing, or the next refusal measures it anew.
    """

    def __init__(self) -> None:
        self._bucket: Bucket | None = None
        self._grown = 0.0
        self._since: float | None = None
        self._answers = 0

    def wait(self, amount: float, now: float) -> float:
        """Seconds until ``amount`` can be taken."""
        if self._bucket is None:
            return 0.0
        self._bucket.rate *= _GUESS_GROWTH ** min(max(0.0, now - self._grown), _GUESS_SECONDS_MOST)
        self._grown = max(self._grown, now)
        if self._bucket.rate > _GUESS_MOST:
            self._bucket = None
            return 0.0
        return self._bucket.wait(amount, now)

    def take(self, amount: float, now: float) -> None:
        """Take ``amount``."""
        if self._bucket is not None:
            self._bucket.take(amount, now)

    def answered(self, now: float) -> None:
        """Count an answer."""
        if self._since is None:
            self._since, self._answers = now, 0
        else:
            self._answers += 1

    def rest(self) -> None:
        """Nothing is under way: the time until the next answer says nothing about the allowance."""
        self._since = None

    def refused(self, now: float, pause: float) -> None:
        """The endpoint had too much: from here on a little less than it answered, or than was asked of it last."""
        elapsed = 0.0 if self._since is None else now - self._since
        if elapsed >= _GUESS_SECONDS and self._answers >= _GUESS_ANSWERS:
            rate = self._answers / elapsed * _GUESS_SHARE
        elif self._bucket is not None:
            rate = self._bucket.rate * _GUESS_CUT
        elif elapsed > 0 and self._answers >= _GUESS_ANSWERS:
            rate = self._answers / elapsed * _GUESS_CUT
        else:
            return
        self._bucket = Bucket(rate * 60, capacity=max(1.0, rate * _GUESS_BURST))
        self._bucket.take(self._bucket.capacity, now + pause)
        self._grown = now + pause
        self._since = None
