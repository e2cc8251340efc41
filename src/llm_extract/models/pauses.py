"""When nothing is sent: after a refusal for as long as was asked, or longer each time."""

from __future__ import annotations

import math
from collections.abc import Callable

__all__ = ["Pauses"]

_FIRST = 1.0  # seconds, where the endpoint does not say for how long
_SHORTEST = 0.2  # seconds; less, and those that wait run into the same refusal
_SLOWER = 0.05  # of the time in which all was refused; what was asked for is too little then
_LONG = 5.0  # seconds; after such a one a few go first


class Pauses:
    """All requests pause together.

    Args:
        longest: seconds; the endpoint may ask for longer, and is then asked again in between.
        jitter: random numbers from 0 to 1.
        patience: seconds; pauses with nothing but refusals between them take no longer together.

    Example:
        >>> pauses = Pauses(60.0, jitter=lambda: 1.0)
        >>> [pauses.refuse(now, None) for now in (0.0, 1.0, 3.0)], pauses.refuse(7.0, 600.0)
        ([1.0, 2.0, 4.0], 60.0)
        >>> pauses.until, pauses.probing, pauses.refused_for(10.0)
        (67.0, True, 10.0)
        >>> pauses.end()
        >>> pauses.probing, pauses.refused_for(67.0)
        (False, 0.0)
    """

    def __init__(self, longest: float, jitter: Callable[[], float], patience: float = math.inf) -> None:
        self._longest, self._jitter, self._patience = longest, jitter, patience
        self.until = 0.0
        self.probing = False
        """Whether only a few may go until one of them is answered."""
        self._since: float | None = None
        self._refusals = 0  # since the last answer

    def begin(self, now: float, seconds: float) -> None:
        """Send nothing for so long."""
        self.until = max(self.until, now + seconds)
        self.probing = self.probing or seconds >= _LONG

    def refuse(self, now: float, asked: float | None, *, first: bool = True, usual: bool = False) -> float:
        """There were too many requests.

        Args:
            now: seconds.
            asked: seconds that the endpoint asked for.
            first: this is the first refusal of those that were sent together.
            usual: refusals are known to come whatever is sent, so that there is less to wait for.

        Returns:
            Seconds that the pause takes.
        """
        if self._since is None:
            self._since = now
        self._refusals += first
        if asked is None:
            doubled = 2.0 ** min(max(self._refusals - 1, 0), 10)
            asked = (_SHORTEST if usual else _FIRST) * doubled * (0.5 + self._jitter() / 2)
        lasted = self.refused_for(now)
        seconds = max(min(max(asked, _SLOWER * lasted), self._longest, self._patience - lasted), _SHORTEST)
        self.begin(now, seconds)
        return seconds

    def refused_for(self, now: float) -> float:
        """Seconds since the first refusal after the last answer, 0 where there was none."""
        return 0.0 if self._since is None else now - self._since

    def end(self) -> None:
        """A request was answered."""
        self._since, self._refusals, self.probing = None, 0, False

    def forget(self) -> None:
        """Start afresh."""
        self.end()
        self.until = 0.0
