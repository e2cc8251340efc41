"""The one place that retries: a shared gate decides when to send, tenacity whether to send again."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, TypeVar

from ..errors import RateLimitedError, RefusedError, RejectedError, ServerError, TransientError, UnreachableError
from ..events import INFO, emit, get_logger
from ..messages import Request, Response
from .base import Model
from .failures import timed_out
from .gate import Admission, Gate
from .in_flight import ARTICLE, InFlight
from .limits import ReportsLimits
from .outage import Outage

if TYPE_CHECKING:
    from tenacity import RetryCallState

__all__ = ["PacedModel", "retry"]

T = TypeVar("T")

_FIRST_WAIT = 1.0
_LONGEST_WAIT = 60.0
_REFUSALS = 20  # of one request, each after a pause of all
_ANSWER_TOKENS = 1000.0  # assumed where the request sets no limit
_TRIES_UNTOLD = 3  # of an endpoint that is away; short ones need not be heard of
_NOBODYS = (RateLimitedError, UnreachableError)
"""What is wrong with all requests counts as an attempt at none; the gate has all of them wait."""
_log = get_logger(__name__)


class PacedModel:
    """Sends requests at the endpoint's pace and repeats what failed for a passing reason.

    Waits between attempts are exponential with full jitter (Brooker, "Exponential Backoff And Jitter", AWS 2015), never
    shorter than the server's Retry-After. HTTP 429 is nobody's failure: it pauses all requests through the gate and
    does not count as an attempt, but an endpoint that refuses everything for ``patience`` seconds stops the run. So it
    is with connections that cannot be made, and with a server that fails request after request and answers none in
    between (``Unanswered``): all wait while one request at a time tries, at growing intervals. An endpoint that never
    answered is given up after ``attempts`` tries, one that did after ``patience`` seconds.

    Args:
        inner: the model that sends once.
        gate: where several models share one endpoint; else a gate is made of the next three.
        concurrency: a fixed number of requests at once; None adapts it.
        rpm: requests per minute; None learns it from response headers.
        tpm: tokens per minute; None learns it from response headers.
        attempts: failures of one request after which its last error is raised.
        timeout: seconds for one attempt, on top of the inner model's own limit.
        patience: seconds.
        failures_before: failures of a request in earlier runs; they count too.
        on_failure: called after each failed attempt except 429, so that a caller can keep count over restarts.
        on_excused: called with so many of a request's failures that ``on_failure`` was told of and that do not count.
        failed_before: whether a request failed in an earlier run, be it excused or not.
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
        attempts: int = 5,
        timeout: float | None = None,
        patience: float = 600.0,
        failures_before: Callable[[Request], int] | None = None,
        on_failure: Callable[[Request, TransientError], None] | None = None,
        on_excused: Callable[[Request, int], None] | None = None,
        failed_before: Callable[[Request], bool] | None = None,
        jitter: Callable[[], float] = random.random,
    ) -> None:
        self._inner = inner
        self.gate = gate or Gate(concurrency, rpm=rpm, tpm=tpm, jitter=jitter)
        if isinstance(inner, ReportsLimits) and inner.on_limits is None:
            inner.on_limits = self.gate.learn
        if isinstance(inner, InFlight):
            inner.gate = self.gate
        self._attempts = attempts
        self._timeout = timeout
        self._patience = patience
        self._failures_before = failures_before
        self._on_failure = on_failure
        self._on_excused = on_excused
        self._failed_before = failed_before
        self._jitter = jitter
        self._characters_per_token = 4.0

    async def complete(self, request: Request) -> Response:
        """Answer one request, after as many attempts as it takes.

        Raises:
            TransientError: the last attempt's, when there were too many.
            RefusedError: bad key, no quota, or nothing but refusals for too long.
            RejectedError: the endpoint does not take this request.
        """
        before = self._failures_before(request) if self._failures_before is not None else 0
        if before >= self._attempts:
            raise TransientError(
                f"no answer in {before} attempts, earlier runs included", hint="Ask once more with --retry-failed"
            )
        try:
            return await self._attempt(request)
        except TransientError as error:
            first = error
        return await self._retry(request, first, before)

    async def _retry(self, request: Request, first: TransientError, before: int) -> Response:
        """Go on after a first failure. Most requests never come here, so tenacity is imported here."""
        from tenacity import AsyncRetrying, retry_if_exception_type

        failures: list[TransientError] = []
        failed_at = self.gate.unanswered.number

        async def attempt() -> Response:
            if not failures:  # tenacity is told of the attempt that brought us here
                failures.append(first)
                raise first
            try:
                return await self._attempt(request, failed_at)
            except TransientError as error:
                failures.append(error)
                raise

        def exhausted(state: RetryCallState) -> bool:
            refusals = sum(isinstance(failure, RateLimitedError) for failure in failures)
            return before + _own(failures) >= self._attempts or refusals >= _REFUSALS

        retrying = AsyncRetrying(
            retry=retry_if_exception_type(TransientError),
            stop=exhausted,
            wait=lambda state: self._announced(request, failures, self._wait(failures)),
            sleep=_sleep,
            reraise=True,
        )
        return await retrying(attempt)

    @staticmethod
    def _announced(request: Request, failures: list[TransientError], wait: float) -> float:
        emit(
            _log, INFO, "request.retried", document=ARTICLE.get(), request=request.fingerprint,
            cause=type(failures[-1]).__name__, failures=len(failures), wait=round(wait, 3),
        )  # fmt: skip
        return wait

    def _wait(self, failures: list[TransientError]) -> float:
        """Seconds before the next attempt; none where the gate makes all wait together."""
        last = failures[-1]
        if _is_nobodys(last):
            return 0.0
        return _backoff(_own(failures), last, self._jitter)

    async def _attempt(self, request: Request, failed_at: int | None = None) -> Response:
        admission = await self.gate.enter(self._estimate(request) if self.gate.needs_tokens else 0.0)
        try:
            response = await self._send(request)
        except RateLimitedError as error:
            pause = self.gate.refused(admission, error.retry_after)
            emit(_log, INFO, "requests.paused", cause=type(error).__name__, wait=round(pause, 3))
            if self.gate.refused_for < self._patience:
                raise
            failure = RefusedError(
                f"nothing but refusals for {self.gate.refused_for:.0f} s ({error.message})",
                hint="Wait until the limit resets, then run the same command: answers so far are kept",
            )
            self.gate.abandon(failure)
            raise failure from error
        except UnreachableError as error:
            self._wait_or_give_up(self.gate.outage, self.gate.unreachable(admission), error)
            raise
        except TransientError as error:
            self._fail(admission, request, error, failed_at)
            raise
        except BaseException as error:
            self.gate.failed(admission, works=isinstance(error, RejectedError | RefusedError))
            raise
        self.gate.succeeded(admission, self._used(request, response) if self.gate.needs_tokens else None)
        return response

    def _fail(self, admission: Admission, request: Request, error: TransientError, failed_at: int | None) -> None:
        """Count a failure against its request, unless the server answers nobody.

        Raises:
            RefusedError: the server is given up.
        """
        gate, by_server = self.gate, isinstance(error, ServerError)
        try:
            goes_on = self._note(request, error, failed_at)
        except BaseException:  # the failure cannot be noted: a full disk
            gate.failed(admission, reached=by_server)
            raise
        if goes_on:
            gate.failed(admission, reached=by_server)
            return
        self._wait_or_give_up(gate.breakdown, gate.broken_down(admission, reached=by_server), error)

    def _note(self, request: Request, error: TransientError, failed_at: int | None) -> bool:
        """Tell of a failure; whether others are sent as before."""
        on = self.gate.breakdown.on
        if isinstance(error, ServerError):
            error.excused = on
        if self._on_failure is not None and not _is_nobodys(error):  # a time-out may have been paid for
            self._on_failure(request, error)
        if isinstance(error, ServerError) and self._is_everyones(request, error, failed_at):
            self._excuse()
            return False
        return not on

    def _is_everyones(self, request: Request, error: ServerError, failed_at: int | None) -> bool:
        """Whether this failure is the one that shows that the server answers nobody."""
        unanswered = self.gate.unanswered
        known = failed_at not in (None, unanswered.number) or (
            self._failed_before is not None and self._failed_before(request)
        )
        breakdown = self.gate.breakdown
        return unanswered.add(request, error, known=known, answers=breakdown.reached) and not breakdown.on

    def _excuse(self) -> None:
        for request, count in self.gate.unanswered.excuse():
            if count and self._on_excused is not None:
                self._on_excused(request, count)

    def _wait_or_give_up(self, outage: Outage, lasted: float, error: TransientError) -> None:
        """An endpoint that never answered is tried as often as a request, one that did for as long as it may be away.

        Raises:
            RefusedError: it is given up.
        """
        emit(_log, INFO, "requests.paused", cause=type(error).__name__, wait=round(self.gate.paused_for, 3))
        if outage.tries == _TRIES_UNTOLD:
            _log.warning("%s: for %.0f s; one request at a time tries again, the others wait", error.message, lasted)
        how_long = outage.too_long(lasted, tries=self._attempts, seconds=self._patience)
        if not how_long:
            return
        failure = RefusedError(f"{error.message} ({how_long})", hint=error.hint)
        if outage is self.gate.breakdown:
            failure = self.gate.unanswered.explain(error, how_long)
        self.gate.abandon(failure)
        raise failure from error

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

    def _estimate(self, request: Request) -> float:
        """Tokens of the request and its answer, by the characters per token seen so far."""
        wanted = request.body.get("max_completion_tokens") or request.body.get("max_tokens") or _ANSWER_TOKENS
        return _characters(request) / self._characters_per_token + float(wanted)

    def _used(self, request: Request, response: Response) -> float | None:
        usage = response.usage
        if usage.prompt_tokens is None:
            return None
        if usage.prompt_tokens > 0:
            ratio = _characters(request) / usage.prompt_tokens
            self._characters_per_token += 0.1 * (min(max(ratio, 0.5), 10.0) - self._characters_per_token)
        return float(usage.prompt_tokens + (usage.completion_tokens or 0))

    async def aclose(self) -> None:
        """Close the inner model."""
        await self._inner.aclose()


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
    from tenacity import AsyncRetrying, retry_if_exception_type, stop_after_attempt

    def wait(state: RetryCallState) -> float:
        failure = state.outcome.exception() if state.outcome is not None else None
        return _backoff(state.attempt_number, failure, jitter) if isinstance(failure, TransientError) else 0.0

    retrying = AsyncRetrying(
        retry=retry_if_exception_type(TransientError),
        stop=stop_after_attempt(attempts),
        wait=wait,
        sleep=_sleep,
        reraise=True,
    )

    async def attempt() -> T:  # tenacity waits only for what is declared so
        return await call()

    return await retrying(attempt)


def _backoff(count: int, failure: TransientError, jitter: Callable[[], float]) -> float:
    """Seconds before the next attempt, after so many failures of which this was the last."""
    backoff = jitter() * min(_LONGEST_WAIT, _FIRST_WAIT * 2.0 ** (count - 1))
    asked = min(failure.retry_after or 0.0, _LONGEST_WAIT)
    return max(backoff, asked + jitter() * min(1.0, asked))


def _own(failures: list[TransientError]) -> int:
    """How many of the failures are the request's own."""
    return sum(not _is_nobodys(failure) for failure in failures)


def _is_nobodys(failure: TransientError) -> bool:
    return isinstance(failure, _NOBODYS) or (isinstance(failure, ServerError) and failure.excused)


def _characters(request: Request) -> int:
    return sum(len(str(message.get("content") or "")) for message in request.body.get("messages") or ())


async def _sleep(seconds: float) -> None:
    if seconds > 0:
        await asyncio.sleep(seconds)
