"""The one place that tries again: with growing pauses, and only what failed for a passing reason."""

from __future__ import annotations

import asyncio
import math
import random
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, TypeVar

from ..errors import TransientError

if TYPE_CHECKING:
    from tenacity import RetryCallState

__all__ = ["backoff", "keep_trying", "retry", "sleep"]

T = TypeVar("T")

_FIRST_WAIT = 1.0
_LONGEST_WAIT = 60.0


async def sleep(seconds: float) -> None:
    """Wait; not at all where there is nothing to wait for."""
    if seconds > 0:
        await asyncio.sleep(seconds)


async def keep_trying(
    attempt: Callable[[], Awaitable[T]],
    *,
    enough: Callable[[int], bool],
    wait: Callable[[int, TransientError], float],
    pause: Callable[[float], Awaitable[None]] = sleep,
) -> T:
    """Repeat what fails for a passing reason. Tenacity is loaded here: most requests never fail.

    Args:
        attempt: makes one attempt.
        enough: whether there have been enough attempts, of which it is told the number.
        wait: seconds before the next, from the number of attempts and what the last one failed with.
        pause: waits so long; what it raises ends the attempts.

    Raises:
        TransientError: the last attempt's.
        ModelError: as ``attempt`` raised it.
    """
    from tenacity import AsyncRetrying, retry_if_exception_type

    def seconds(state: RetryCallState) -> float:
        failure = state.outcome.exception() if state.outcome is not None else None
        return wait(state.attempt_number, failure) if isinstance(failure, TransientError) else 0.0

    retrying = AsyncRetrying(
        retry=retry_if_exception_type(TransientError),
        stop=lambda state: enough(state.attempt_number),
        wait=seconds,
        sleep=pause,
        reraise=True,
    )

    async def one() -> T:  # tenacity waits only for what is declared so
        return await attempt()

    return await retrying(one)


async def retry(call: Callable[[], Awaitable[T]], attempts: int, *, jitter: Callable[[], float] = random.random) -> T:
    """Repeat what is no request to a model, such as looking after a Batch job, where it failed for a passing reason.

    Args:
        call: makes one attempt.
        attempts: after which the last error is raised.
        jitter: random numbers from 0 to 1.

    Raises:
        TransientError: the last attempt's.
        ModelError: as ``call`` raised it.
    """
    return await keep_trying(
        call, enough=lambda count: count >= attempts, wait=lambda count, failure: backoff(count, failure, jitter)
    )


def backoff(count: int, failure: TransientError, jitter: Callable[[], float], longest: float = math.inf) -> float:
    """Seconds before the next attempt: exponential with full jitter, never shorter than the server's Retry-After.

    Source: Brooker, "Exponential Backoff And Jitter", AWS 2015.

    Args:
        count: failures so far.
        failure: the last of them.
        jitter: random numbers from 0 to 1.
        longest: seconds, where that is less than a minute.

    Example:
        >>> [backoff(count, TransientError("down"), lambda: 1.0) for count in (1, 2, 3, 9)]
        [1.0, 2.0, 4.0, 60.0]
        >>> backoff(1, TransientError("busy", retry_after=7.0), lambda: 0.0)
        7.0
    """
    longest = min(longest, _LONGEST_WAIT)
    pause = jitter() * min(longest, _FIRST_WAIT * 2.0 ** (count - 1))
    asked = min(failure.retry_after or 0.0, longest)
    return max(pause, asked + jitter() * min(1.0, asked))
