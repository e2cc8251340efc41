"""An endpoint that is away: since when, how long to wait before one request tries it again, when to give it up."""

from __future__ import annotations

import math
import random
from collections.abc import Callable

from .unanswered import Unanswered

__all__ = ["Outage", "Outages"]

_FIRST_WAIT = 1.0  # seconds
_LONGEST_WAIT = 30.0
_LONGEST_ASKED = 60.0  # the endpoint may ask for longer


class Outage:
    """A circuit breaker (Nygard, "Release It!", 2007): open from the first connection that fails to the next answer.

    Args:
        jitter: random numbers from 0 to 1; waits are between a half of their length and the whole.
        first: what begins it is the first try; else tries are those that come after that.
        patience: seconds after which it is given up.

    Example:
        >>> outage = Outage(jitter=lambda: 1.0)
        >>> [outage.begin_or_go_on(now) for now in (0.0, 1.0, 3.0)], outage.tries, outage.lasted(3.0)
        ([1.0, 2.0, 4.0], 3, 3.0)
        >>> outage.end()
        >>> outage.on, outage.reached, outage.lasted(4.0)
        (False, True, 0.0)
    """

    def __init__(
        self, jitter: Callable[[], float] = random.random, *, first: bool = True, patience: float = math.inf
    ) -> None:
        self._jitter = jitter
        self._first = first
        self._patience = patience
        self._since: float | None = None
        self.reached = False
        self.tries = 0

    @property
    def on(self) -> bool:
        """Whether the last that was tried did not get through."""
        return self._since is not None

    def lasted(self, now: float) -> float:
        """Seconds since the first connection that failed, 0 where the last one did not."""
        return 0.0 if self._since is None else now - self._since

    def begin_or_go_on(self, now: float, asked: float | None = None) -> float:
        """It did not get through; returns the seconds to wait before the next try.

        Args:
            now: seconds.
            asked: seconds that the endpoint asked for.
        """
        self._since = now if self._since is None else self._since
        self.tries += 1
        wait = min(_LONGEST_WAIT, _FIRST_WAIT * 2.0 ** min(self.tries - 1, 10)) * (0.5 + self._jitter() / 2)
        left = self._patience - self.lasted(now)
        return min(max(wait, asked or 0.0), _LONGEST_ASKED, left if left > 0 else math.inf)

    def too_long(self, lasted: float, *, tries: int) -> str:
        """How long it was tried, in words, where that is long enough; else nothing.

        Args:
            lasted: seconds.
            tries: enough for an endpoint that never answered, if they come before the end of all patience.
        """
        if lasted >= self._patience:
            return f"for {lasted:.0f} s"
        if self.reached:
            return ""
        tried = self.tries - (not self._first)
        return ("in 1 attempt" if tried == 1 else f"in {tried} attempts") if tried >= tries else ""

    def end(self) -> None:
        """The endpoint answered."""
        self.reached, self._since, self.tries = True, None, 0

    def forget(self) -> None:
        """Start afresh."""
        self._since, self.tries = None, 0


class Outages:
    """What keeps an endpoint from answering anybody: ``outage``, it is not reached; ``breakdown``, it fails them all.

    Args:
        jitter: random numbers from 0 to 1.
        patience: seconds.

    Example:
        >>> outages = Outages(lambda: 1.0, 600.0)
        >>> outages.outage.begin_or_go_on(0.0), outages.on
        (1.0, True)
        >>> outages.end(answered=False)
        >>> outages.on, outages.outage.reached, outages.breakdown.reached
        (False, True, False)
    """

    def __init__(self, jitter: Callable[[], float], patience: float) -> None:
        self.outage = Outage(jitter, patience=patience)
        self.breakdown = Outage(jitter, first=False, patience=patience)
        self.unanswered = Unanswered()

    @property
    def on(self) -> bool:
        """Whether one request at a time is to try."""
        return self.outage.on or self.breakdown.on

    def end(self, *, answered: bool) -> None:
        """The endpoint was reached.

        Args:
            answered: and works: it gave an answer, or said what is wrong with this request.
        """
        self.outage.end()
        if answered:
            self.breakdown.end()
            self.unanswered.end()

    def forget(self) -> None:
        """Start afresh."""
        self.outage.forget()
        self.breakdown.forget()
        self.unanswered.end()
