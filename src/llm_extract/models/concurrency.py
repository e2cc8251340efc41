"""How many requests may be at an endpoint at once: a fixed number, or as many as it takes well."""

from __future__ import annotations

__all__ = ["Concurrency"]

_START = 20
_CUT = 0.8
_CUT_PER_SHARE = 10.0  # where fewer than one in fifty are refused, less is cut
_GROWTH = 1.05
_SATURATED = 0.8  # of the limit must be in use for it to grow


class Concurrency:
    """Starts at 20, doubles while it is used to the full, is cut to 0.8 by a refusal, and then grows by 5 %.

    The rule is inspect_ai's, but that rare refusals cut less, by their share: Alizadeh et al., "Data Center TCP",
    SIGCOMM 2010. Failing servers do not cut it.

    Args:
        fixed: a number that stays; None adapts it.
        most: the ceiling of an adaptive limit.

    Example:
        >>> adaptive = Concurrency(None, most=100)
        >>> for _ in range(20):
        ...     adaptive.answered(in_flight=20)
        >>> adaptive.limit
        40.0
        >>> adaptive.cut()
        >>> adaptive.limit
        32.0
    """

    def __init__(self, fixed: int | None, *, most: int) -> None:
        self._adaptive = fixed is None
        self._most = most
        self.limit = float(min(_START, most) if fixed is None else fixed)
        self._doubling = True
        self._answers = self._saturated = 0

    def answered(self, in_flight: int) -> None:
        """Count an answer; once per round of as many as may be under way, raise the limit, if it was used.

        Args:
            in_flight: requests under way, this one included.
        """
        if not self._adaptive:
            return
        self._answers += 1
        self._saturated += in_flight >= min(_SATURATED * self.limit, int(self.limit))  # of 1.3, one is all there can be
        if self._answers >= self.limit:
            if self._saturated >= _SATURATED * self._answers:
                self.limit = min(float(self._most), self.limit * (2.0 if self._doubling else _GROWTH))
            self._answers = self._saturated = 0

    def cut(self, share: float = 1.0, *, held: int = 0) -> None:
        """There were too many.

        Args:
            share: of requests that was refused.
            held: answers for which the limit does not grow.
        """
        self._doubling = False
        self._answers, self._saturated = -held, 0
        if self._adaptive:
            self.limit = max(1.0, self.limit * max(_CUT, 1.0 - _CUT_PER_SHARE * share))

    @property
    def state(self) -> tuple[float, bool]:
        """What ``restore`` takes."""
        return self.limit, self._doubling

    def restore(self, state: tuple[float, bool]) -> None:
        """What was cut since then was cut in vain."""
        self.limit, self._doubling = state
        self._answers = self._saturated = 0

    def hurry(self) -> None:
        """It may double again."""
        self._doubling = True
