"""Rate limit headers, as endpoints write them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from llm_extract.models.limits import RateLimits, parse_duration, read_rate_limits, read_retry_after


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("1s", 1.0),
        ("6m0s", 360.0),
        ("120ms", 0.12),
        ("1h2m3.5s", 3723.5),
        ("2d", 172800.0),
        ("0", 0.0),
        ("1 s", None),
        ("1795312800", None),
        ("1795312800000ms", None),
        ("9" * 400, None),
        ("9" * 400 + "h", None),
    ],
)
def test_durations(text: str, seconds: float | None) -> None:
    """Durations are read whole or not at all; a moment (seconds since 1970) is none, nor is what has no end."""
    assert parse_duration(text) == seconds


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, None),
        ({"retry-after": "2.5"}, 2.5),
        ({"retry-after": "-3"}, None),
        ({"retry-after": "172800"}, 172800.0),
        ({"retry-after": "1792567680"}, 60.0),  # a moment, in seconds since 1970
        ({"retry-after": "1792567680000"}, 60.0),
        ({"retry-after": "9999999999"}, None),
        ({"retry-after": "Wed, 21 Oct 2099 07:28:00 GMT"}, None),
        ({"retry-after": "soon", "x-ratelimit-remaining-requests": "0", "x-ratelimit-reset-requests": "8s"}, 8.0),
        ({"retry-after-ms": "-5", "retry-after": "4"}, 4.0),
        ({"retry-after-ms": "0.25"}, 0.00025),
        ({"retry-after-ms": "9999999999999"}, None),
        ({"retry-after": "nan"}, None),
        ({"retry-after": "1e99"}, None),
        ({"retry-after": "soon"}, None),
        ({"retry-after": "9" * 400}, None),
        ({"retry-after": "Wed, 21 Oct 99999999999999999999 07:28:00 GMT"}, None),
        ({"retry-after": "Wed, 21 Oct 2026 07:28:00 +99999999999999"}, None),
        ({"retry-after-ms": "1500", "retry-after": "9"}, 1.5),
        ({"retry-after": "Wed, 21 Oct 2026 07:28:00 GMT"}, 60.0),
        ({"retry-after": "Wed, 21 Oct 2020 07:28:00 GMT"}, 0.0),
        ({"retry-after": "Wed, 21 Oct 2026 09:00:30 GMT", "date": "Wed, 21 Oct 2026 09:00:00 GMT"}, 30.0),
        ({"retry-after": "Wed, 21 Oct 2026 07:28:00 GMT", "date": "yesterday"}, 60.0),
        ({"x-ratelimit-remaining-requests": "0", "x-ratelimit-reset-requests": "8s"}, 8.0),
        ({"x-ratelimit-remaining-requests": "5", "x-ratelimit-reset-requests": "8s"}, None),
        ({"x-ratelimit-remaining-requests": "0", "x-ratelimit-reset-requests": "2026-10-21T07:27:40Z"}, 40.0),
        ({"x-ratelimit-remaining-requests": "0", "x-ratelimit-reset-requests": "2026-10-21T09:27:40+02:00"}, 40.0),
        ({"x-ratelimit-remaining-requests": "0", "x-ratelimit-reset-requests": "2026-10-21T07:26:00Z"}, 0.0),
        ({"x-ratelimit-remaining-requests": "0", "x-ratelimit-reset-requests": "1792567640"}, 20.0),
        ({"x-ratelimit-remaining-requests": "0", "x-ratelimit-reset-requests": "1792567640500"}, 20.5),
        ({"x-ratelimit-remaining-requests": "0", "x-ratelimit-reset-requests": "2099-01-01T00:00:00Z"}, None),
        (
            {
                "x-ratelimit-remaining-tokens": "0",
                "x-ratelimit-reset-tokens": "1m",
                "x-ratelimit-remaining-requests": "0",
                "x-ratelimit-reset-requests": "2s",
            },
            60.0,
        ),
    ],
)
def test_retry_after(headers: dict[str, str], seconds: float | None) -> None:
    """Seconds, milliseconds, dates and used-up allowances are understood; nonsense is no wait at all.

    Dates count from the server's own, where it gives it: this machine's clock may be wrong.
    """
    now = datetime(2026, 10, 21, 7, 27, tzinfo=UTC)
    assert read_retry_after(headers, lambda: now) == seconds


def test_no_limits_is_none() -> None:
    """Headers without limits say nothing; unreadable numbers are left out."""
    assert read_rate_limits({"content-type": "text/html"}) is None
    assert read_rate_limits({"x-ratelimit-limit-requests": "many"}) is None
    assert read_rate_limits({"x-ratelimit-limit-tokens": "90000"}) == RateLimits(limit_tokens=90000)
