"""The one gate that every request to an endpoint passes: how many at once, how many a minute, and pauses for all."""

from __future__ import annotations

import asyncio
import random
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from ..errors import ConfigError
from .allowances import Allowances
from .concurrency import Concurrency
from .leased import LeasedBucket
from .limits import LimitsListener, RateLimits
from .outage import Outage
from .unanswered import Unanswered

__all__ = ["MOST", "Admission", "Gate"]

MOST = 256
"""Requests under way at once, where their number adapts: an adaptive limit rises no higher."""

_SHORTEST_PAUSE = 0.2  # seconds; less, and those that wait run into the same refusal
_LONG_PAUSE = 5.0  # seconds; after such a one a few go first
_PROBES = 0.1  # of the limit


@dataclass(frozen=True, slots=True)
class Admission:
    """What was admitted, and in which epoch: one refusal cuts once, however many were under way with it."""

    tokens: float
    epoch: int


class Gate:
    """Admits requests in order of arrival.

    Args:
        concurrency: a fixed number of requests at once; None adapts it.
        most: the ceiling of an adaptive limit.
        rpm: requests per minute; None learns it from response headers, or else from refusals.
        tpm: tokens per minute; None learns it from response headers.
        longest_pause: seconds; the server may ask for longer, and is then asked again in between.
        jitter: random numbers from 0 to 1.

    ``on_refused`` is told of each pause after a refusal; ``on_limits`` gets what the endpoint reports, in place of this
    gate: both for gates that share an endpoint.

    Example:
        >>> async def use(gate):
        ...     admission = await gate.enter(tokens=100)
        ...     gate.succeeded(admission, tokens=90)
        ...     return gate.in_flight
        >>> asyncio.run(use(Gate(rpm=600)))
        0
    """

    def __init__(
        self,
        concurrency: int | None = None,
        *,
        most: int = MOST,
        rpm: float | None = None,
        tpm: float | None = None,
        longest_pause: float = 60.0,
        jitter: Callable[[], float] = random.random,
    ) -> None:
        self._concurrency = Concurrency(concurrency, most=most)
        self._allowances = Allowances(rpm, tpm)
        self._longest_pause = longest_pause
        self._jitter = jitter
        self.in_flight = 0
        self._waiting: deque[tuple[asyncio.Future[None], float]] = deque()
        self._timer: asyncio.TimerHandle | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._paused_until = 0.0
        self._probing = False
        self._epoch = 0
        self._refused_since: float | None = None
        self._refusals = 0  # epochs since the last answer
        self.outage, self.breakdown = Outage(jitter), Outage(jitter, first=False)  # not reached, answers nobody
        self.unanswered = Unanswered()
        self.on_refused: Callable[[float], None] | None = None
        self.on_limits: LimitsListener | None = None

    @property
    def limit(self) -> float:
        """How many requests may be under way."""
        return self._concurrency.limit

    @property
    def needs_tokens(self) -> bool:
        """Whether an estimate of tokens makes a difference."""
        return self._allowances.needs_tokens

    @property
    def paused_for(self) -> float:
        """Seconds until requests are admitted again, 0 where they are."""
        return 0.0 if self._loop is None else max(0.0, self._paused_until - self._loop.time())

    @property
    def refused_for(self) -> float:
        """Seconds since the first refusal after the last answer, 0 where there was none."""
        return 0.0 if self._loop is None or self._refused_since is None else self._loop.time() - self._refused_since

    async def enter(self, tokens: float = 0.0) -> Admission:
        """Wait for admission. Whoever enters must call ``succeeded``, ``refused`` or ``failed`` once.

        Args:
            tokens: an estimate of what the request will use, answer included.

        Raises:
            ConfigError: another event loop has requests under way.
        """
        loop = asyncio.get_running_loop()
        if loop is not self._loop:
            self._change_loop(loop)
        now = loop.time()
        if self._waiting or self._blocked_for(tokens, now) != 0.0:
            await self._queue(tokens, loop)
        else:
            self._admit(tokens, now)
        return Admission(tokens, self._epoch)

    def _change_loop(self, loop: asyncio.AbstractEventLoop) -> None:
        """Timers of a loop that has ended mean nothing in this one; those who wait in one that runs, it cannot wake."""
        if self._loop is not None and self._loop.is_running() and (self.in_flight or self._waiting):
            raise ConfigError(
                "one model is asked in two event loops at once",
                hint="Make an extractor for each event loop, or call extract(), which any thread may",
            )
        self._loop, self._timer = loop, None

    async def _queue(self, tokens: float, loop: asyncio.AbstractEventLoop) -> None:
        future = loop.create_future()
        self._waiting.append((future, tokens))
        self._admit_waiting()
        try:
            await future
        except asyncio.CancelledError:
            if future.cancelled():
                self._admit_waiting()  # those behind it need not wait for what it needed
            elif future.exception() is None:  # admitted in the same moment, and not sent
                self._allowances.give_back(tokens, loop.time())
                self._leave()
            raise

    def _admit(self, tokens: float, now: float) -> None:
        self.in_flight += 1
        self._allowances.take(tokens, now)

    def _blocked_for(self, tokens: float, now: float) -> float | None:
        """Seconds until a request of so many tokens may go; None where that depends on others ending first."""
        limit = self._concurrency.limit
        if self._probing:
            limit *= _PROBES
        if self.outage.on or self.breakdown.on:
            limit = 1.0
        if self.in_flight + 1 > max(1.0, limit):
            return None
        return max(self._paused_until - now, 0.0, self._allowances.wait(tokens, now))

    def _admit_waiting(self) -> None:
        if self._loop is None:
            return
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if not self._waiting:
            return
        now = self._loop.time()
        while self._waiting:
            future, tokens = self._waiting[0]
            if not future.done():
                wait = self._blocked_for(tokens, now)
                if wait is None:
                    return
                if wait > 0:
                    self._timer = self._loop.call_later(wait, self._admit_waiting)
                    return
                self._admit(tokens, now)
                future.set_result(None)
            self._waiting.popleft()

    def _leave(self) -> None:
        self.in_flight -= 1
        self._admit_waiting()
        if self.in_flight == 0:
            self._allowances.rest()

    def succeeded(self, admission: Admission, tokens: float | None = None) -> None:
        """An answer came.

        Args:
            admission: what ``enter`` gave.
            tokens: what the answer used, where it says.
        """
        self._refused_since, self._refusals, self._probing = None, 0, False
        self.outage.end()
        self.breakdown.end()
        if self.unanswered:
            self.unanswered.end()
        if self._loop is not None:
            self._allowances.answered(self._loop.time(), more=0.0 if tokens is None else tokens - admission.tokens)
        self._concurrency.answered(self.in_flight)
        self._leave()

    def failed(self, admission: Admission, *, reached: bool = False, works: bool = False) -> None:
        """No answer came, for a reason other than too many requests.

        Args:
            admission: what ``enter`` gave.
            reached: the endpoint itself said so.
            works: it said what is wrong with the request, so that it does answer others.
        """
        self._probing = False
        if reached or works:
            self.outage.end()
        if works:
            self.breakdown.end()
            self.unanswered.end()
        self._leave()

    def unreachable(self, admission: Admission) -> float:
        """No connection could be made: all wait, and then one goes first, until one gets through.

        Args:
            admission: what ``enter`` gave.

        Returns:
            Seconds since the first that could not be made.
        """
        return self._wait_out(self.outage, says_something=admission.epoch == self._epoch)

    def broken_down(self, admission: Admission, *, reached: bool) -> float:
        """No request is answered: all wait, and then one goes first, until one is.

        Args:
            admission: what ``enter`` gave.
            reached: the endpoint itself said so.

        Returns:
            Seconds since that was noticed.
        """
        if reached:
            self.outage.end()
        says_something = admission.epoch == self._epoch or not self.breakdown.on
        return self._wait_out(self.breakdown, says_something=says_something)

    def _wait_out(self, outage: Outage, *, says_something: bool) -> float:
        now = self._loop.time() if self._loop is not None else 0.0
        if says_something:  # the others under way with it do not
            self._epoch += 1
            self._paused_until = max(self._paused_until, now + outage.begin_or_go_on(now))
        self._leave()
        return outage.lasted(now)

    def refused(self, admission: Admission, retry_after: float | None) -> float:
        """The endpoint said that there are too many requests: pause all of them.

        Args:
            admission: what ``enter`` gave.
            retry_after: seconds that the endpoint asked for.

        Returns:
            Seconds that all are paused from now.
        """
        now = self._loop.time() if self._loop is not None else 0.0
        self.outage.end()
        if self._refused_since is None:
            self._refused_since = now
        first = admission.epoch == self._epoch
        if first:
            self._epoch += 1
            self._refusals += 1
            self._concurrency.cut()
        if retry_after is None:
            retry_after = 2.0 ** min(self._refusals - 1, 10) * (0.5 + self._jitter() / 2)
        pause = min(max(retry_after, _SHORTEST_PAUSE), self._longest_pause)
        self._paused_until = max(self._paused_until, now + pause)
        self._probing = self._probing or pause >= _LONG_PAUSE
        if first:
            self._allowances.refused(now, pause)
            if self.on_refused is not None:
                self.on_refused(pause)
        self._leave()
        return self._paused_until - now

    def abandon(self, error: Exception) -> None:
        """Raise an error in all that wait, and start afresh with those to come."""
        self._refused_since, self._refusals, self._paused_until, self._probing = None, 0, 0.0, False
        self.outage.forget()
        self.breakdown.forget()
        self.unanswered.end()
        waiting, self._waiting = self._waiting, deque()
        for future, _ in waiting:
            if not future.done():
                future.set_exception(error)

    # -- gates of several processes that keep one endpoint's limits together

    def pause(self, seconds: float) -> None:
        """Admit nothing for a while: another gate was refused."""
        if self._loop is not None:
            self._paused_until = max(self._paused_until, self._loop.time() + seconds)
        self._probing = self._probing or seconds >= _LONG_PAUSE

    def lend(self, requests: LeasedBucket | None, tokens: LeasedBucket | None) -> None:
        """Take requests, tokens or both from an allowance that is shared, whatever was set or learned before."""
        self._allowances.lend(requests, tokens)
        self.stir()

    def stir(self) -> None:
        """Something came in that those who wait may wait for."""
        self._admit_waiting()

    def learn(self, limits: RateLimits) -> None:
        """Take over what the endpoint reports of its limits, unless they were set."""
        if self.on_limits is not None:
            self.on_limits(limits)
            return
        self._allowances.learn(limits, self._loop.time() if self._loop is not None else 0.0)
