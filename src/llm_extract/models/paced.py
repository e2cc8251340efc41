"""A model that sends at the endpoint's pace: a shared gate decides when, and what fails in passing is sent again."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable

from ..errors import RateLimitedError, RefusedError, RejectedError, TransientError
from ..events import INFO, emit, get_logger
from ..messages import Request, Response
from .base import Model
from .failed_attempts import FailedAttempts, count_own, is_nobodys
from .failures import timed_out
from .gate import MOST, Gate
from .in_flight import ARTICLE, InFlight, Listeners
from .limits import ReportsLimits
from .open_files import make_room
from .retrying import backoff, keep_trying
from .token_estimates import TokenEstimates

__all__ = ["PacedModel"]

_REFUSALS = 20  # of one request, each after a pause of all, while others were answered
_log = get_logger(__name__)


class PacedModel:
    """Sends requests at the endpoint's pace and repeats what failed for a passing reason.

    Waits between attempts are those of ``backoff``. HTTP 429 is nobody's failure, nor is a 503 or 529 that says when to
    come back: it pauses all requests through the gate and does not count as an attempt, but an endpoint that refuses
    everything for ``patience`` seconds stops the run. So it is with connections that cannot be made, and with a server
    that fails request after request and answers none in between (``Unanswered``): all wait while one request at a time
    tries, at growing intervals. An endpoint that never answered is given up after ``attempts`` tries, any after
    ``patience`` seconds; no pause is longer than those.

    Args:
        inner: the model that sends once.
        gate: where several models share one endpoint; else a gate is made of the next four.
        concurrency: a fixed number of requests at once; None adapts it. Where the system allows few open files, fewer.
        rpm: requests per minute; None learns it from response headers.
        tpm: tokens per minute; None learns it from response headers.
        patience: seconds.
        attempts: failures of one request after which its last error is raised.
        timeout: seconds for one attempt, on top of the inner model's own limit.
        listeners: who knows of failures in earlier runs, and is told of those in this one.
        prepare: what is awaited before the first request gets its turn.
        jitter: random numbers from 0 to 1.

    Example:
        model = PacedModel(LiveModel(url, key), rpm=3000)
    """

    def __init__(
        self,
        inner: Model,
        gate: Gate | None = None,
        *,
        concurrency: int | None = None,
        rpm: float | None = None,
        tpm: float | None = None,
        patience: float = 600.0,
        attempts: int = 5,
        timeout: float | None = None,
        listeners: Listeners | None = None,
        jitter: Callable[[], float] = random.random,
        prepare: Callable[[], Awaitable[None]] | None = None,
    ) -> None:
        self._prepare = prepare
        if gate is None:
            most = make_room(concurrency or MOST)  # each request under way takes a connection
            limit = concurrency and min(concurrency, most)
            gate = Gate(limit, most=most, rpm=rpm, tpm=tpm, patience=patience, jitter=jitter)
        self.gate = gate
        if isinstance(inner, ReportsLimits) and inner.on_limits is None:
            inner.on_limits = self.gate.learn
        self._inner = inner if isinstance(inner, InFlight) else InFlight(inner)
        self._inner.gate = self.gate
        self._attempts = attempts
        self._timeout = timeout
        self._listeners = listeners or Listeners()
        self._failed = FailedAttempts(self.gate, self._listeners, attempts=attempts)
        self._jitter = jitter
        self._tokens = TokenEstimates()

    async def complete(self, request: Request) -> Response:
        """Answer one request, after as many attempts as it takes.

        Raises:
            TransientError: the last attempt's, when there were too many.
            RefusedError: bad key, no quota, or nothing but refusals for too long.
            RejectedError: the endpoint does not take this request.
            SendingStopped: the run is being stopped, and this request was not under way, or failed.
            RunError: this model was closed.
        """
        if self._prepare is not None:
            await self._prepare()
            self._prepare = None
        before = self._listeners.count_failures(request)
        if before >= self._attempts:
            raise TransientError(
                f"no answer in {before} attempt{'s' if before > 1 else ''}, earlier runs included",
                hint="Ask once more with --retry-failed",
            )
        try:
            return await self._attempt(request)
        except TransientError as error:
            first = error
        return await self._retry(request, first, before)

    async def _retry(self, request: Request, first: TransientError, before: int) -> Response:
        """Go on after a first failure."""
        failures: list[TransientError] = []
        failed_at, answers = self.gate.outages.unanswered.number, self.gate.answers

        async def attempt() -> Response:
            if not failures:  # of the attempt that brought us here
                failures.append(first)
                raise first
            try:
                return await self._attempt(request, failed_at)
            except TransientError as error:
                failures.append(error)
                raise

        def enough(_: int) -> bool:
            refusals = sum(isinstance(failure, RateLimitedError) for failure in failures)
            alone = self.gate.answers > answers  # what refuses all is waited for, with patience
            return before + count_own(failures) >= self._attempts or (alone and refusals >= _REFUSALS)

        def wait(_: int, last: TransientError) -> float:
            # none where the gate makes all wait together
            own = count_own(failures)
            seconds = 0.0 if is_nobodys(last) else backoff(own, last, self._jitter, self.gate.patience)
            emit(
                _log, INFO, "request.retried", document=ARTICLE.get(), request=request.fingerprint,
                cause=type(last).__name__, failures=len(failures), wait=round(seconds, 3),
            )  # fmt: skip
            return seconds

        return await keep_trying(attempt, enough=enough, wait=wait, pause=self._inner.pause)

    async def _attempt(self, request: Request, failed_at: int | None = None) -> Response:
        gate = self.gate
        self._inner.refuse()
        admission = await gate.enter(self._tokens.of(request) if gate.needs_tokens else 0.0)
        try:
            response = await self._send(request)
        except TransientError as error:
            self._failed.failed(admission, request, error, failed_at)
            raise
        except BaseException as error:
            gate.failed(admission, works=isinstance(error, RejectedError | RefusedError))
            raise
        gate.succeeded(admission, self._tokens.learn(request, response) if gate.needs_tokens else None)
        return response

    async def _send(self, request: Request) -> Response:
        if self._timeout is None:
            return await self._inner.complete(request)
        try:
            async with asyncio.timeout(self._timeout) as limit:
                return await self._inner.complete(request)
        except TimeoutError:
            if not limit.expired():
                raise
        raise timed_out(self._timeout)

    async def aclose(self) -> None:
        """Send nothing more, ever, and close the inner model; what waits ends with a ``RunError``."""
        await self._inner.aclose()
