"""What an endpoint's response headers say about its rate limits."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any, Protocol, runtime_checkable

__all__ = [
    "LimitsListener",
    "RateLimits",
    "ReportsLimits",
    "parse_duration",
    "read_rate_limits",
    "read_retry_after",
    "relay_limits",
]

_DURATION_PART = re.compile(r"([0-9]+(?:\.[0-9]+)?)(ms|s|m|h|d)")
_SECONDS_PER = {"ms": 0.001, "s": 1.0, "m": 60.0, "h": 3600.0, "d": 86400.0}
_LONGEST = 31 * 86400.0  # seconds; no allowance takes longer to refill, and what says so means a moment


@dataclass(frozen=True, slots=True)
class RateLimits:
    """The allowance per minute that the endpoint reported with one answer; None where it did not say.

    Args:
        limit_requests: requests allowed per window.
        remaining_requests: requests left in the window.
        reset_requests: seconds until all requests are allowed again.
        limit_tokens: tokens allowed per window.
        remaining_tokens: tokens left in the window.
        reset_tokens: seconds until all tokens are allowed again.
    """

    limit_requests: int | None = None
    remaining_requests: int | None = None
    reset_requests: float | None = None
    limit_tokens: int | None = None
    remaining_tokens: int | None = None
    reset_tokens: float | None = None


LimitsListener = Callable[[RateLimits], None]


@runtime_checkable
class ReportsLimits(Protocol):
    """A model that passes on what its endpoint says of rate limits."""

    on_limits: LimitsListener | None


def relay_limits(outer: Any, inner: object) -> None:
    """Make a model that stands around another report limits where that one does, and only then.

    Args:
        outer: gets ``on_limits``.
        inner: whose reports are passed on.
    """
    if not isinstance(inner, ReportsLimits):
        return
    outer.on_limits = inner.on_limits

    def pass_on(limits: RateLimits) -> None:
        if outer.on_limits is not None:
            outer.on_limits(limits)

    inner.on_limits = pass_on


def parse_duration(text: str) -> float | None:
    """Read a duration as OpenAI prints it in ``x-ratelimit-reset-*``.

    Args:
        text: ``6m0s``, ``1h2m3.5s``, ``120ms`` or bare seconds.

    Returns:
        Seconds, or None where the text is no duration, or one of more than a month, such as the seconds since 1970.

    Example:
        >>> [parse_duration(text) for text in ("6m0s", "120ms", "2.5", "soon", "1795312800")]
        [360.0, 0.12, 2.5, None, None]
    """
    text = text.strip(" \t").lower()
    if re.fullmatch(r"[0-9]+(\.[0-9]+)?", text):
        text += "s"
    parts = _DURATION_PART.findall(text)
    if not parts or "".join(number + unit for number, unit in parts) != text:
        return None
    seconds = sum(float(number) * _SECONDS_PER[unit] for number, unit in parts)
    return seconds if seconds <= _LONGEST else None


def read_retry_after(headers: Mapping[str, str], now: Callable[[], datetime] | None = None) -> float | None:
    """How long the server asks to wait.

    Args:
        headers: response headers, looked up in lower case.
        now: the present time, aware, where the server does not give it in ``Date``; the system clock unless given.

    Returns:
        Seconds from ``retry-after-ms``, ``Retry-After`` (seconds or an HTTP date, RFC 9110 section 10.2.3) or, where
        an allowance is used up, ``x-ratelimit-reset-*``, the first that is readable and less than a month; else None.

    Example:
        >>> read_retry_after({"retry-after": "7"})
        7.0
    """
    milliseconds = _number(headers.get("retry-after-ms"))
    if milliseconds is not None and milliseconds <= 1000 * _LONGEST:
        return milliseconds / 1000
    value = headers.get("retry-after")
    if value is not None and (seconds := _read_wait(value, headers, now)) is not None:
        return seconds
    return _reset_of_used_up(read_rate_limits(headers, now))


def read_rate_limits(headers: Mapping[str, str], now: Callable[[], datetime] | None = None) -> RateLimits | None:
    """Read ``x-ratelimit-{limit,remaining,reset}-{requests,tokens}``.

    Args:
        headers: response headers, looked up in lower case.
        now: the present time, as for ``read_retry_after``, where a reset is a moment.

    Returns:
        What they say, or None where there are none.

    Example:
        >>> read_rate_limits({"x-ratelimit-remaining-requests": "9", "x-ratelimit-reset-requests": "6s"})
        ... # doctest: +ELLIPSIS
        RateLimits(limit_requests=None, remaining_requests=9, reset_requests=6.0, ...)
    """
    said: dict[str, Any] = {}
    for name, header in _HEADERS:
        if (text := headers.get(header)) is not None:
            said[name] = _read_wait(text, headers, now) if name.startswith("reset") else _whole(text)
    return RateLimits(**said) if any(number is not None for number in said.values()) else None


def _reset_of_used_up(limits: RateLimits | None) -> float | None:
    if limits is None:
        return None
    waits = [
        reset
        for remaining, reset in (
            (limits.remaining_requests, limits.reset_requests),
            (limits.remaining_tokens, limits.reset_tokens),
        )
        if remaining == 0 and reset is not None
    ]
    return max(waits, default=None)


def _read_wait(text: str, headers: Mapping[str, str], now: Callable[[], datetime] | None) -> float | None:
    """Seconds to wait, which are given as such or by the moment of their end."""
    if (seconds := parse_duration(text)) is not None:
        return seconds
    if (moment := _read_moment(text.strip(" \t"))) is None:
        return None
    present = _read_date(headers.get("date")) or (now() if now else datetime.now(UTC))
    seconds = max(0.0, (moment - present).total_seconds())
    return seconds if seconds <= _LONGEST else None


def _read_moment(text: str) -> datetime | None:
    """Seconds or milliseconds since 1970, a date of RFC 3339, or one of HTTP."""
    if re.fullmatch("[0-9]{10}([0-9]{3})?", text):
        return datetime.fromtimestamp(int(text[:10]), UTC) + timedelta(milliseconds=int(text[10:] or 0))
    if re.match("[0-9]{4}-[0-9]{2}-[0-9]{2}T", text):
        try:
            return _aware(datetime.fromisoformat(text))
        except (ValueError, OverflowError):
            return None
    return _read_date(text)


def _read_date(text: str | None) -> datetime | None:
    try:
        moment = parsedate_to_datetime(text or "")
    except (ValueError, OverflowError):  # years and offsets beyond counting
        return None
    return _aware(moment)


def _aware(moment: datetime) -> datetime:
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment


def _number(text: str | None) -> float | None:
    """A plain decimal number of at most ten digits; anything else is None."""
    return float(text) if text is not None and re.fullmatch(r"[ \t]*[0-9]{1,10}(\.[0-9]{1,9})?[ \t]*", text) else None


def _whole(text: str) -> int | None:
    number = _number(text)
    return None if number is None else int(number)


_HEADERS = tuple(
    (f"{what}_{of}", f"x-ratelimit-{what}-{of}")
    for of in ("requests", "tokens")
    for what in ("limit", "remaining", "reset")
)
