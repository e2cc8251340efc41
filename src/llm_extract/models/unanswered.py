"""Requests that the server failed, one after the other, and answered none: whether that is their fault or its own."""

from __future__ import annotations

from collections.abc import Iterator

from ..errors import ModelError, RateLimitedError, RefusedError, ServerError
from ..messages import Request

__all__ = ["Unanswered"]

_MANY = 20  # requests; so many in a row are not met by chance, even where every second one cannot be answered
_MANY_FIRST = 100  # of an endpoint that never answered: a small run ends with a record for each, whatever it says
_KEPT = 1000  # requests; of more, those that failed in earlier runs too are not kept


class Unanswered:
    """Failures since the last answer.

    A request that cannot be answered fails while others are answered. Where many fail and none is answered, nothing can
    be said against any of them; unless it had failed before, in this run or an earlier one: what is left of a run may
    be nothing but such.

    Args:
        many: how many requests must have failed that had not before.
        many_first: the same for an endpoint that never answered.

    Example:
        >>> since = Unanswered(many=2)
        >>> [since.add(Request({"n": n}), ServerError("502"), known=n == 0, answers=True) for n in (0, 1, 1, 2)]
        [False, False, False, True]
        >>> [(request.body["n"], count) for request, count in since.excuse()]
        [(0, 1), (1, 1), (2, 0)]
        >>> since.end()
        >>> since.number
        1
    """

    def __init__(self, many: int = _MANY, many_first: int = _MANY_FIRST) -> None:
        self._many, self._many_first = many, many_first
        self._failures: dict[str, tuple[Request, list[ServerError]]] = {}
        self._fresh: set[str] = set()
        self.number = 0
        """How often failures were followed by an answer."""

    def __bool__(self) -> bool:
        return bool(self._failures)

    def add(self, request: Request, error: ServerError | RateLimitedError, *, known: bool, answers: bool) -> bool:
        """A request failed.

        Args:
            request: that was not answered.
            error: what was said instead; that the server is overloaded counts against nobody anyway.
            known: it had failed before the last answer, or in an earlier run.
            answers: the endpoint has answered something at some time.

        Returns:
            Whether so many have failed now that it cannot be the fault of each of them.
        """
        key, counted = request.fingerprint, [error] if isinstance(error, ServerError) else []
        if key in self._failures:
            self._failures[key][1].extend(counted)
        elif not known or len(self._failures) < _KEPT:
            self._failures[key] = (request, counted)
            if not known:
                self._fresh.add(key)
        return len(self._fresh) >= (self._many if answers else self._many_first)

    def excuse(self) -> Iterator[tuple[Request, int]]:
        """Mark all failures as nobody's.

        Yields:
            Each request, and how many of its failures are not to be counted: all but the first, by which it is known
            to have failed, should it be one that cannot be answered after all.
        """
        for key, (request, errors) in self._failures.items():
            for error in errors:
                error.excused = True
            yield request, max(0, len(errors) - (key in self._fresh))

    def explain(self, last: ModelError, how_long: str) -> RefusedError:
        """The error for a server that is given up."""
        count = len(self._failures)
        return RefusedError(
            f"none of {count} requests was answered, nor any {how_long} after that ({last.message})",
            hint="The endpoint fails, or takes none of these requests: see its log; the same command goes on",
        )

    def end(self) -> None:
        """A request was answered, or refused for what it is: what failed did so by itself."""
        if self._failures:
            self.number += 1
            self._failures, self._fresh = {}, set()
