"""An allowance of requests that nobody has stated."""

from __future__ import annotations

from .bucket import Bucket

__all__ = ["GuessedBucket"]

_USED = 0.98  # of what was accepted in a second
_CUT = 0.85  # of a rate at which refusals began
_HELD, _HELD_SECONDS = 20, 30.0  # requests, and seconds at most, for which a rate stays as it was guessed
_GROWTH = 1.02  # in a second
_FASTER = 5.0  # seconds in which the growth grows by as much again
_BURST = 0.02  # seconds' worth
_MOST = 10_000.0  # a second; more is no limit
_LOOK_AGAIN = 1.0  # seconds, after which a growing rate is looked at again


class GuessedBucket:
    """Unlimited until something is refused, then a little below what was accepted.

    Without it, an endpoint that reports no limits is asked too much again and again: its refusals are all there is to
    learn from. While it makes requests wait, the rate grows, slowly at first and then faster, until it limits nothing
    or the next refusal measures it anew.

    Example:
        >>> guessed = GuessedBucket()
        >>> guessed.cut(accepted=50.0, share=0.1, now=0.0, pause=1.0)
        >>> guessed.rate, guessed.wait(1, now=0.0), guessed.wait(1, now=1.1)
        (49.0, 1.0, 0.0)
        >>> guessed.cut(accepted=0.0, share=0.1, now=2.0, pause=1.0)  # too few to measure
        >>> guessed.rate
        37.485
    """

    def __init__(self) -> None:
        self._bucket: Bucket | None = None
        self._begun = self._grown = 0.0
        self._short = False  # whether somebody waited when it was asked last

    @property
    def rate(self) -> float | None:
        """Requests per second; None where there is no limit."""
        return None if self._bucket is None else self._bucket.rate

    def wait(self, amount: float, now: float) -> float:
        """Seconds after which to ask again, 0 where ``amount`` can be taken."""
        bucket = self._bucket
        if bucket is None:
            return 0.0
        elapsed = now - self._grown
        if elapsed > 0:
            self._grown = now
            if not self._short:  # it limited nothing, so that nothing is learned by its growth
                self._begun += elapsed
            else:
                since = now - self._begun
                self.set(bucket.rate * _GROWTH ** min(1000.0, elapsed * (1 + (since - elapsed / 2) / _FASTER)))
                if self._bucket is None:
                    return 0.0
        wait = bucket.wait(amount, now)
        self._short = wait > 0
        return min(_LOOK_AGAIN, wait)

    def take(self, amount: float, now: float) -> None:
        """Take ``amount``."""
        if self._bucket is not None:
            self._bucket.take(amount, now)

    def cut(self, accepted: float, share: float, now: float, pause: float) -> None:
        """The endpoint had too much.

        Args:
            accepted: requests that it took in a second; 0 where there were too few to tell.
            share: of requests that it refused meanwhile.
            now: seconds.
            pause: seconds for which nothing is sent.
        """
        rate, old = accepted * _USED, self.rate
        if old is not None:  # what was accepted in a second may have been less than was allowed
            rate = min(old * _USED, max(rate, old * _CUT * (1 - share)))
        if not 0 < rate <= _MOST:
            return
        self._bucket = Bucket(rate * 60, capacity=max(1.0, rate * _BURST))
        self._bucket.take(self._bucket.capacity, now + pause)
        self._begun = self._grown = now + pause + min(_HELD_SECONDS, _HELD / rate)

    def set(self, rate: float | None) -> None:
        """Go by another rate; None, and what is beyond reason, is no limit."""
        if rate is None or rate > _MOST:
            self._bucket = None
        elif self._bucket is not None:
            self._bucket.rate = rate
