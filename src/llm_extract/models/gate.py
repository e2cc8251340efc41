"""The one gate that every request to an endpoint passes: how many at once, how many a minute, and pauses for all."""

from __future__ import annotations

import asyncio
import random
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from ..errors import ConfigError
from .allowances import Allowances
from .closing import call_in
from .concurrency import Concurrency
from .limits import RateLimits
from .outage import Outage, Outages
from .pauses import Pauses
from .restraint import Restraint
from .sharing import Sharing
from .waves import Wave

__all__ = ["MOST", "Admission", "Gate"]

MOST = 256
"""Requests under way at once, where their number adapts: an adaptive limit rises no higher."""

_PROBES = 0.1  # of the limit, after a long pause


@dataclass(slots=True)
class Admission:
    """What was admitted, and with whom: one refusal cuts once, however many were under way with it."""

    tokens: float
    wave: Wave
    loop: asyncio.AbstractEventLoop


class Gate:
    """Admits requests in order of arrival.

    Args:
        concurrency: a fixed number of requests at once; None adapts it.
        most: the ceiling of an adaptive limit.
        rpm: requests per minute; None learns it from response headers, or else from refusals.
        tpm: tokens per minute; None learns it from response headers.
        longest_pause: seconds; the server may ask for longer, and is then asked again in between.
        patience: seconds that an endpoint may be away, or refuse everything.
        jitter: random numbers from 0 to 1.

    ``sharing`` is its side towards the gates of other processes that ask the same endpoint.

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
        patience: float = 600.0,
        jitter: Callable[[], float] = random.random,
    ) -> None:
        self._concurrency = Concurrency(concurrency, most=most)
        self._allowances = Allowances(rpm, tpm)
        self.patience = patience
        self._pauses = Pauses(longest_pause, jitter, patience)
        self._restraint = Restraint(self._concurrency, self._allowances)
        self._trial = self._restraint.trial
        self.sharing = Sharing(self._pauses, self._allowances, self._admit_waiting)
        self.in_flight = self.answers = 0
        self._waiting: deque[tuple[asyncio.Future[Wave], float]] = deque()
        self._timer: asyncio.TimerHandle | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self.outages = Outages(jitter, patience)

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
        return max(0.0, self._pauses.until - self._now())

    @property
    def refused_for(self) -> float:
        """Seconds since the first refusal after the last answer, 0 where there was none."""
        return self._pauses.refused_for(self._now())

    def _now(self) -> float:
        return 0.0 if self._loop is None else self._loop.time()

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
            return Admission(tokens, await self._queue(tokens, loop), loop)
        return Admission(tokens, self._admit(tokens, now), loop)

    def _change_loop(self, loop: asyncio.AbstractEventLoop) -> None:
        """Those who wait in a loop that runs, this one cannot wake; a loop that was left keeps no place here."""
        before = self._loop
        if before is not None and (self.in_flight or self._waiting):
            error = ConfigError(
                "one model is asked in two event loops at once",
                hint="Make an extractor for each event loop, or call extract(), which any thread may",
            )
            if before.is_running():
                raise error
            self._turn_away(error)
        if self._timer is not None:
            self._timer.cancel()
        self._loop, self._timer, self.in_flight = loop, None, 0
        self._trial.begin(loop.time())

    async def _queue(self, tokens: float, loop: asyncio.AbstractEventLoop) -> Wave:
        future: asyncio.Future[Wave] = loop.create_future()
        self._waiting.append((future, tokens))
        self._admit_waiting()
        try:
            return await future
        except asyncio.CancelledError:
            if future.cancelled():
                self._admit_waiting()  # those behind it need not wait for what it needed
            elif future.exception() is None:  # admitted in the same moment, and not sent
                self._allowances.give_back(tokens, loop.time())
                self._leave(loop)
            raise

    def _admit(self, tokens: float, now: float) -> Wave:
        self.in_flight += 1
        self._allowances.take(tokens, now)
        wave = self._trial.wave
        wave.sent += 1
        if wave.sent >= wave.full:
            wave.roll(now)
        return wave

    def _blocked_for(self, tokens: float, now: float) -> float | None:
        """Seconds until a request of so many tokens may go; None where that depends on others ending first."""
        limit = self._concurrency.limit * (_PROBES if self._pauses.probing else 1.0)
        if self.outages.on:
            limit = 1.0
        if self.in_flight + 1 > max(1.0, limit):
            return None
        return max(self._pauses.until - now, 0.0, self._allowances.wait(tokens, now))

    def _admit_waiting(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if self._loop is None or not self._waiting:
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
                future.set_result(self._admit(tokens, now))
            self._waiting.popleft()

    def _leave(self, loop: asyncio.AbstractEventLoop) -> None:
        if loop is not self._loop:  # it was left, and goes on
            return
        self.in_flight -= 1
        self._admit_waiting()
        if self.in_flight == 0 and not self._waiting:
            self._trial.wave.rest(self._now())

    def succeeded(self, admission: Admission, tokens: float | None = None) -> None:
        """An answer came.

        Args:
            admission: what ``enter`` gave.
            tokens: what the answer used, where it says.
        """
        self.answers += 1
        self._pauses.end()
        self.outages.end(answered=True)
        if tokens is not None and tokens != admission.tokens:
            self._allowances.answered(self._now(), more=tokens - admission.tokens)
        # what is refused whatever is sent leaves room that those who wait would use
        wanted = self._trial.usual and self._waiting
        self._concurrency.answered(int(self.limit) if wanted else self.in_flight)
        self._leave(admission.loop)

    def failed(self, admission: Admission, *, reached: bool = False, works: bool = False) -> None:
        """No answer came, for a reason other than too many requests.

        Args:
            admission: what ``enter`` gave.
            reached: the endpoint itself said so.
            works: it said what is wrong with the request, so that it does answer others.
        """
        self._pauses.probing = False
        if reached or works:
            self.outages.end(answered=works)
        self._leave(admission.loop)

    def wait_out(self, admission: Admission, outage: Outage, asked: float | None = None) -> float:
        """No request gets through: all wait, and then one goes first, until one does.

        Args:
            admission: what ``enter`` gave.
            outage: which of ``outages`` it is.
            asked: seconds that the endpoint asked for.

        Returns:
            Seconds since that was noticed.
        """
        now = self._now()
        if admission.wave is self._trial.wave or not outage.on:  # the others under way with it say nothing
            self._trial.end_wave(now)
            self._pauses.until = max(self._pauses.until, now + outage.begin_or_go_on(now, asked))
        self._leave(admission.loop)
        return outage.lasted(now)

    def refused(self, admission: Admission, retry_after: float | None) -> float:
        """The endpoint said that there are too many requests: pause all of them.

        Args:
            admission: what ``enter`` gave.
            retry_after: seconds that the endpoint asked for.

        Returns:
            Seconds that all are paused from now.
        """
        now = self._now()
        self.outages.end(answered=False)
        first = admission.wave is self._trial.wave
        admission.wave.refused += 1
        pause = self._pauses.refuse(now, retry_after, first=first, usual=self._trial.usual > 0)
        if first:
            self._restraint.refused(now, pause, self.in_flight - 1)
            self.sharing.tell_refused(pause)
        self._leave(admission.loop)
        return self._pauses.until - now

    def abandon(self, error: Exception) -> None:
        """Raise an error in all that wait, and start afresh with those to come; from any thread."""
        if self._loop is not None:
            call_in(self._loop, self._abandon, error)

    def _abandon(self, error: Exception) -> None:
        self._pauses.forget()
        self.outages.forget()
        self._turn_away(error)

    def _turn_away(self, error: Exception) -> None:
        waiting, self._waiting = self._waiting, deque()
        for future, _ in waiting:
            if not future.done() and not future.get_loop().is_closed():
                future.set_exception(error)

    def learn(self, limits: RateLimits) -> None:
        """Take over what the endpoint reports, unless it was set, or another gate does so for all."""
        if not self.sharing.tell_limits(limits):
            self._allowances.learn(limits, self._now())
