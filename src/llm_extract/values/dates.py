"""Dates as EDTF strings: the subset ``2018-04-09``, ``2018-04``, ``2018``, ``XXXX-07``, ``XXXX-07-04``.

``XXXX`` stands for a year that the words do not give. The format is that of the Library of Congress's Extended
Date/Time Format, levels 0 and 1.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal, NamedTuple

from ..errors import ConfigError

__all__ = ["EdtfDate", "Precision", "as_date", "covers", "parse_date", "precision"]

Precision = Literal["year", "month", "day"]
_EDTF = re.compile(r"([0-9]{4}|XXXX)(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


class EdtfDate(NamedTuple):
    """A date with what is known of it; None for the rest."""

    year: int | None
    month: int | None = None
    day: int | None = None

    def __str__(self) -> str:
        parts = ["XXXX" if self.year is None else f"{self.year:04d}"]
        parts += [f"{part:02d}" for part in (self.month, self.day) if part is not None]
        return "-".join(parts)

    @property
    def valid(self) -> bool:
        """Whether such a day exists (29 February does where the year is unknown)."""
        if self.year is not None and not 1 <= self.year <= 9999:
            return False
        if self.month is None:
            return self.year is not None and self.day is None
        if not 1 <= self.month <= 12:
            return False
        leap = 2000 if self.year is None else self.year
        return self.day is None or 1 <= self.day <= _days_in(leap, self.month)


def _days_in(year: int, month: int) -> int:
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31


@lru_cache(maxsize=4096)
def as_date(text: str) -> EdtfDate | None:
    """The EDTF date that a text is; None where it is another, or none."""
    match = _EDTF.fullmatch(text)
    if not match:
        return None
    year, month, day = match.groups()
    date = EdtfDate(None if year == "XXXX" else int(year), int(month) if month else None, int(day) if day else None)
    return date if date.valid else None


def parse_date(text: str) -> EdtfDate:
    """Read an EDTF date of the subset.

    Args:
        text: such as ``2018-04-09``, ``2018-04``, ``2018``, ``XXXX-07`` or ``XXXX-07-04``.

    Raises:
        ConfigError: another form, or a day that does not exist.

    Example:
        >>> parse_date("XXXX-07")
        EdtfDate(year=None, month=7, day=None)
    """
    date = as_date(text.strip())
    if date is None:
        raise ConfigError(f"{text!r} is no date", hint="Write 2018-04-09, 2018-04, 2018, XXXX-07 or XXXX-07-04.")
    return date


def precision(text: str) -> Precision:
    """How precise an EDTF date is.

    Raises:
        ConfigError: not a date of the subset.

    Example:
        >>> precision("2018-04")
        'month'
    """
    date = parse_date(text)
    return "day" if date.day is not None else "month" if date.month is not None else "year"


def covers(less_precise: str, more_precise: str) -> bool:
    """Whether the first date holds the second: everything it states is stated equally by the second.

    Raises:
        ConfigError: one of them is not a date of the subset.

    Example:
        >>> covers("2018", "2018-04-09"), covers("XXXX-07", "2018-07"), covers("2018-07", "XXXX-07")
        (True, True, False)
    """
    pairs = zip(parse_date(less_precise), parse_date(more_precise), strict=True)
    return all(less is None or less == more for less, more in pairs)
