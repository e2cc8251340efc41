"""What was sent between one refusal and the next, and how much of it was refused: what shows an endpoint's limits."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, field

__all__ = ["Share", "Wave", "Waves"]

_PART = 100  # requests
_PART_SECONDS = 2.0
_KEPT = 100  # waves; older ones are counted as one


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many requests were refused.

    Example:
        >>> few, many = Share(20, 6), Share(100, 70)
        >>> few.value, (few + many).value, round(many.above(few), 1)
        (0.3, 0.6333333333333333, 3.4)
    """

    sent: int
    refused: int

    def __add__(self, other: Share) -> Share:
        return Share(self.sent + other.sent, self.refused + other.refused)

    @property
    def value(self) -> float:
        """From 0 to 1."""
        return self.refused / self.sent if self.sent else 0.0

    def above(self, other: Share) -> float:
        """By how many standard deviations this share is the greater one, were both alike but for chance."""
        both = (self + other).value
        if self.sent <= 0 or other.sent <= 0 or not 0.0 < both < 1.0:
            return 0.0
        return (self.value - other.value) / math.sqrt(both * (1 - both) * (1 / self.sent + 1 / other.sent))


@dataclass(slots=True)
class Wave:
    """The requests that were admitted between one refusal and the next.

    Whoever admits counts them in ``sent``, and calls ``roll`` when that reaches ``full``, so that the pace is known of
    the last one or two hundred requests only, which took two seconds at least.

    Args:
        since: seconds, the time of the refusal before.
    """

    since: float
    sent: int = 0
    refused: int = 0
    full: int = _PART
    _marks: list[tuple[float, int]] = field(default_factory=list)

    def roll(self, now: float) -> None:
        """Another part is full."""
        self.full = self.sent + _PART
        if now - (self._marks[-1][0] if self._marks else self.since) >= _PART_SECONDS:
            self._marks = [*self._marks[-1:], (now, self.sent)]

    def rest(self, now: float) -> None:
        """Nothing is under way, and nobody waits: how long that lasts says nothing of the endpoint."""
        self._marks = [(now, self.sent)]

    @property
    def recent(self) -> tuple[float, int]:
        """Since when the pace is known, and how many went since then."""
        since, before = self._marks[0] if self._marks else (self.since, 0)
        return since, self.sent - before


class Waves:
    """Waves that went under the same limits, in order.

    Example:
        >>> waves = Waves([Wave(since=0.0, sent=20, refused=6), Wave(since=1.0, sent=14, refused=1)])
        >>> waves.share(), waves.share_ended(under_way=4), waves.per_second(2.0), waves.accepted_per_second(2.0)
        (Share(sent=34, refused=7), Share(sent=30, refused=7), 17.0, 13.5)
    """

    def __init__(self, waves: Iterable[Wave] = ()) -> None:
        self._waves = list(waves)

    @property
    def last(self) -> Wave:
        """The one that ended last."""
        return self._waves[-1]

    def add(self, *waves: Wave) -> None:
        """More have ended."""
        self._waves += waves
        while len(self._waves) > _KEPT:
            oldest = self._waves.pop(0)
            following = self._waves[0]
            following.since, following.sent = oldest.since, oldest.sent + following.sent
            following.refused += oldest.refused

    def extend(self, later: Waves) -> None:
        """These, too, tell of the same."""
        self.add(*later._waves)

    def share(self) -> Share:
        """How many were refused, as far as is known by now."""
        return Share(sum(wave.sent for wave in self._waves), sum(wave.refused for wave in self._waves))

    def share_ended(self, under_way: int) -> Share:
        """The same without so many of the last wave, which are still under way."""
        ended, known = Waves(self._waves[:-1]).share(), self.last.sent - under_way
        return ended + Share(known, min(known, self.last.refused)) if known > 0 else ended

    def per_second(self, now: float, shortest: float = 0.0) -> float:
        """How many were sent.

        Args:
            now: seconds, the time of the last refusal.
            shortest: seconds that they took at least.
        """
        since, sent = self._waves[0].recent
        elapsed = max(now - since, shortest)
        return (sent + sum(wave.sent for wave in self._waves[1:])) / elapsed if elapsed > 0 else math.inf

    def accepted_per_second(self, now: float, shortest: float = 0.0) -> float:
        """How many of them were not refused, likewise."""
        since, sent = self._waves[0].recent
        elapsed = max(now - since, shortest)
        accepted = sent + sum(wave.sent for wave in self._waves[1:]) - sum(wave.refused for wave in self._waves)
        return max(0, accepted) / elapsed if elapsed > 0 else math.inf
