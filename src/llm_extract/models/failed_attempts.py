"""Whose fault a failed attempt is: the request's, or the endpoint's, for which all requests wait together."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from ..errors import RateLimitedError, RefusedError, ServerError, TransientError, UnreachableError
from ..events import INFO, emit, get_logger
from ..messages import Request
from .gate import Admission, Gate
from .in_flight import Listeners
from .outage import Outage

__all__ = ["FailedAttempts", "count_own", "is_nobodys"]

_TRIES_UNTOLD = 3  # of an endpoint that is away; short ones need not be heard of
_NOBODYS = (RateLimitedError, UnreachableError)
"""What is wrong with all requests counts as an attempt at none; the gate has all of them wait."""
_BY_SERVER = (ServerError, RateLimitedError)
_log = get_logger(__name__)


def is_nobodys(failure: TransientError) -> bool:
    """Whether a failure counts as an attempt at no request."""
    return isinstance(failure, _NOBODYS) or (isinstance(failure, ServerError) and failure.excused)


def count_own(failures: Iterable[TransientError]) -> int:
    """How many of a request's failures are its own."""
    return sum(not is_nobodys(failure) for failure in failures)


class FailedAttempts:
    """Tells the gate, and those who listen, of failed attempts, and gives an endpoint up that is away for too long.

    An endpoint that never answered is tried as often as a request, one that did for as long as the gate has patience.

    Args:
        gate: that the request was let in by; it is left.
        listeners: told of what counts against a request, and of what does not after all.
        attempts: at an endpoint that never answered.
    """

    def __init__(self, gate: Gate, listeners: Listeners, *, attempts: int) -> None:
        self._gate = gate
        self._listeners = listeners
        self._attempts = attempts

    def failed(self, admission: Admission, request: Request, error: TransientError, failed_at: int | None) -> None:
        """An attempt failed: all wait, or it counts against its request.

        Args:
            admission: what the gate gave.
            request: that was not answered.
            error: what came instead.
            failed_at: ``gate.outages.unanswered.number`` when the request failed first; None for its first attempt.

        Raises:
            RefusedError: the endpoint is given up.
        """
        gate = self._gate
        if isinstance(error, UnreachableError):
            self._wait_or_give_up(admission, gate.outages.outage, error)
        elif isinstance(error, RateLimitedError) and not error.overloaded:
            self._refused(admission, error)
        else:
            self._unanswered(admission, request, error, failed_at)

    def _refused(self, admission: Admission, error: RateLimitedError) -> None:
        gate = self._gate
        pause = gate.refused(admission, error.retry_after)
        emit(_log, INFO, "requests.paused", cause=type(error).__name__, wait=round(pause, 3))
        if gate.refused_for < gate.patience:
            return
        failure = RefusedError(
            f"nothing but refusals for {gate.refused_for:.0f} s ({error.message})", hint=_when(error.retry_after)
        )
        gate.abandon(failure)
        raise failure from error

    def _unanswered(self, admission: Admission, request: Request, error: TransientError, failed_at: int | None) -> None:
        """Count a failure against its request, unless the server answers nobody or has no room for now."""
        gate, by_server = self._gate, isinstance(error, _BY_SERVER)
        try:
            goes_on = self._note(request, error, failed_at)
        except BaseException:  # the failure cannot be noted: a full disk
            gate.failed(admission, reached=by_server)
            raise
        if not goes_on:
            if by_server:
                gate.outages.end(answered=False)
            self._wait_or_give_up(admission, gate.outages.breakdown, error)
        elif isinstance(error, RateLimitedError):
            self._refused(admission, error)
        else:
            gate.failed(admission, reached=by_server)

    def _note(self, request: Request, error: TransientError, failed_at: int | None) -> bool:
        """Tell of a failure; whether others are sent as before."""
        on = self._gate.outages.breakdown.on
        if isinstance(error, ServerError):
            error.excused = on
        if not is_nobodys(error):  # a time-out may have been paid for
            self._listeners.fail(request, error)
        if isinstance(error, _BY_SERVER) and self._is_everyones(request, error, failed_at):
            for one, count in self._gate.outages.unanswered.excuse():
                if count:
                    self._listeners.excuse(one, count)
            return False
        return not on

    def _is_everyones(self, request: Request, error: ServerError | RateLimitedError, failed_at: int | None) -> bool:
        """Whether this failure is the one that shows that the server answers nobody."""
        unanswered, breakdown = self._gate.outages.unanswered, self._gate.outages.breakdown
        known = failed_at not in (None, unanswered.number) or self._listeners.has_failed(request)
        return unanswered.add(request, error, known=known, answers=breakdown.reached) and not breakdown.on

    def _wait_or_give_up(self, admission: Admission, outage: Outage, error: TransientError) -> None:
        gate = self._gate
        lasted = gate.wait_out(admission, outage, error.retry_after)
        emit(_log, INFO, "requests.paused", cause=type(error).__name__, wait=round(gate.paused_for, 3))
        if outage.tries == _TRIES_UNTOLD:
            _log.warning("%s: for %.0f s; one request at a time tries again, the others wait", error.message, lasted)
        how_long = outage.too_long(lasted, tries=self._attempts)
        if not how_long:
            return
        failure = RefusedError(f"{error.message} ({how_long})", hint=error.hint)
        if outage is gate.outages.breakdown:
            failure = gate.outages.unanswered.explain(error, how_long)
        gate.abandon(failure)
        raise failure from error


def _when(seconds: float | None) -> str:
    """When to ask again, by what the endpoint said."""
    if seconds is None or seconds < 1:
        return "Wait until the limit resets, then run the same command: answers so far are kept"
    moment = datetime.now(UTC) + timedelta(seconds=seconds)
    return (
        f"The endpoint asks to wait for {seconds:.0f} s: ask again at {moment:%Y-%m-%d %H:%M:%S} UTC, or with a longer"
        " patience; answers so far are kept"
    )
