"""Ages and sizes as people write and read them."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from ..errors import ConfigError

__all__ = ["read_age", "show_day", "show_size"]

_AGE = re.compile(r"(\d+)\s*([hdw])")
_SECONDS = {"h": 3600, "d": 86400, "w": 7 * 86400}


def read_age(text: str, now: float) -> float:
    """The moment before which something is older than an age.

    Args:
        text: hours, days or weeks (``48h``, ``90d``, ``12w``), or a day (``2026-01-31``, its beginning, UTC).
        now: seconds since 1970.

    Returns:
        Seconds since 1970.

    Raises:
        ConfigError: the text is neither.

    Example:
        >>> read_age("2d", now=200_000.0), read_age("1970-01-02", now=0.0)
        (27200.0, 86400.0)
    """
    match = _AGE.fullmatch(text.strip().lower())
    if match:
        return now - int(match[1]) * _SECONDS[match[2]]
    try:
        return datetime.strptime(text.strip(), "%Y-%m-%d").replace(tzinfo=UTC).timestamp()
    except ValueError:
        raise ConfigError(
            f"--older-than {text!r} is no age", hint="Write 90d, 12w, 48h, or a day: 2026-01-31."
        ) from None


def show_day(seconds: float) -> str:
    """A moment's day in UTC.

    Example:
        >>> show_day(86400.0)
        '1970-01-02'
    """
    return datetime.fromtimestamp(seconds, tz=UTC).strftime("%Y-%m-%d")


def show_size(size: int) -> str:
    """Bytes in a unit that reads well.

    Example:
        >>> show_size(999), show_size(1_234_567)
        ('999 bytes', '1.2 MB')
    """
    value = float(size)
    for unit in ("bytes", "kB", "MB", "GB"):
        if value < 1000:
            return f"{size} bytes" if unit == "bytes" else f"{value:.1f} {unit}"
        value /= 1000
    return f"{value:.1f} TB"
