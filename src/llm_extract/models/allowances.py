"""What an endpoint allows per minute, requests and tokens: set, reported, guessed, or shared with other processes."""

from __future__ import annotations

from .bucket import Bucket
from .guessed import GuessedBucket
from .leased import LeasedBucket
from .limits import RateLimits

__all__ = ["Allowances"]


class Allowances:
    """The two allowances of one endpoint.

    Args:
        rpm: requests per minute; None learns it from response headers, or else from refusals.
        tpm: tokens per minute; None learns it from response headers.

    Example:
        >>> allowances = Allowances(rpm=60, tpm=None)
        >>> allowances.take(100, now=0.0)
        >>> allowances.wait(100, now=0.0), allowances.needs_tokens
        (1.0, False)
    """

    def __init__(self, rpm: float | None, tpm: float | None) -> None:
        self._requests: Bucket | GuessedBucket | LeasedBucket = Bucket(rpm) if rpm else GuessedBucket()
        self._tokens: Bucket | LeasedBucket | None = Bucket(tpm) if tpm else None
        self._learns_requests, self._learns_tokens = rpm is None, tpm is None

    @property
    def needs_tokens(self) -> bool:
        """Whether an estimate of tokens makes a difference."""
        return self._tokens is not None

    def wait(self, tokens: float, now: float) -> float:
        """How long one request must wait.

        Args:
            tokens: that it will use, its answer included.
            now: seconds on the clock that all these calls go by.

        Returns:
            Seconds; 0 where it may go.
        """
        wait = self._requests.wait(1, now)
        return wait if self._tokens is None else max(wait, self._tokens.wait(tokens, now))

    def take(self, tokens: float, now: float) -> None:
        """One request goes.

        Args:
            tokens: that it will use, its answer included.
            now: seconds.
        """
        self._requests.take(1, now)
        if self._tokens is not None:
            self._tokens.take(tokens, now)

    def give_back(self, tokens: float, now: float) -> None:
        """One request of so many tokens did not go after all."""
        self._requests.take(-1, now)
        if self._tokens is not None:
            self._tokens.take(-tokens, now)

    def answered(self, now: float, *, more: float) -> None:
        """An answer used other than what was taken for it.

        Args:
            now: seconds.
            more: tokens beyond those taken.
        """
        if self._tokens is not None:
            self._tokens.take(more, now)

    @property
    def guessed(self) -> GuessedBucket | None:
        """The allowance of requests, where it is guessed."""
        return self._requests if isinstance(self._requests, GuessedBucket) else None

    def lend(self, requests: LeasedBucket | None, tokens: LeasedBucket | None) -> None:
        """Take requests, tokens or both from an allowance that is shared, whatever was set or learned before.

        Args:
            requests: None leaves them as they are.
            tokens: None leaves them as they are.
        """
        if requests is not None:
            self._requests, self._learns_requests = requests, False
        if tokens is not None:
            self._tokens, self._learns_tokens = tokens, False

    def learn(self, limits: RateLimits, now: float) -> None:
        """Take over what the endpoint reports, unless it was set.

        Args:
            limits: as reported.
            now: seconds.
        """
        if self._learns_requests:
            if isinstance(self._requests, GuessedBucket) and limits.limit_requests:
                self._requests = Bucket(limits.limit_requests, capacity=float(limits.limit_requests))
            if isinstance(self._requests, Bucket):
                self._requests.learn(limits.limit_requests, limits.remaining_requests, limits.reset_requests, now)
        if self._learns_tokens:
            if self._tokens is None and limits.limit_tokens:
                self._tokens = Bucket(limits.limit_tokens, capacity=float(limits.limit_tokens))
            if isinstance(self._tokens, Bucket):
                self._tokens.learn(limits.limit_tokens, limits.remaining_tokens, limits.reset_tokens, now)
