"""Dates as spans of days, so that "April" and the ninth of April can be held against each other."""

from __future__ import annotations

import calendar
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from ..errors import ConfigError
from ..values.dates import EdtfDate, covers, parse_date
from .amounts import Verdict

__all__ = ["Period", "compare_dates", "gap", "read_period"]


class Period(NamedTuple):
    """A date and how exactly it is known.

    Args:
        date: what is known.
        derived: taken from the article's date, not from its words.
    """

    date: EdtfDate
    derived: bool = False

    @property
    def precise(self) -> bool:
        """Known to the month at least, with its year."""
        return self.date.year is not None and self.date.month is not None


@lru_cache(maxsize=20_000)
def read_period(text: str | None, published_on: str | None = None) -> Period | None:
    """A date; where it has no year, the last such one up to the day of publication.

    Example:
        >>> str(read_period("XXXX-07", "2018-04-09").date), str(read_period("XXXX-07").date)
        ('2017-07', 'XXXX-07')
    """
    found = _parse(text)
    if found is None:
        return None
    published = _parse(published_on)
    if found.year is None and published is not None and published.year is not None:
        later = (found.month or 1) > (published.month or 12)
        found = found._replace(year=published.year - later)
    return Period(found)


def _parse(text: str | None) -> EdtfDate | None:
    if not isinstance(text, str):
        return None
    try:
        return parse_date(text)
    except ConfigError:
        return None


@lru_cache(maxsize=50_000)
def gap(one: Period, other: Period) -> int:
    """Days between two dates at the precision known: 0 where they may be the same day.

    Example:
        >>> day = read_period("2018-04-09")
        >>> gap(read_period("2018-04"), day), gap(read_period("XXXX-05"), day)
        (0, 22)
    """
    if one.date.year is None or other.date.year is None:
        return min(_distance(first, second) for first in _years(one, other) for second in _years(other, one))
    return _distance(one.date, other.date)


def _years(period: Period, other: Period) -> list[EdtfDate]:
    if period.date.year is not None:
        return [period.date]
    year = other.date.year or 2000
    return [period.date._replace(year=near) for near in (year - 1, year, year + 1) if 1 <= near <= 9999]


def _distance(one: EdtfDate, other: EdtfDate) -> int:
    first, last = _days(one)
    other_first, other_last = _days(other)
    return max(0, first - other_last, other_first - last)


def _days(known: EdtfDate) -> tuple[int, int]:
    year = known.year or 2000
    if known.month is None:
        return date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()
    if known.day is None:
        last = calendar.monthrange(year, known.month)[1]
        return date(year, known.month, 1).toordinal(), date(year, known.month, last).toordinal()
    day = min(known.day, calendar.monthrange(year, known.month)[1])  # 29 February of a year not known
    return date(year, known.month, day).toordinal(), date(year, known.month, day).toordinal()


def compare_dates(one: str, other: str) -> Verdict:
    """Whether two EDTF dates can both be right.

    Example:
        >>> compare_dates("2018-04", "2018-04-09").outcome, compare_dates("2030", "2025").kind
        ('compatible', 'date')
    """
    if one == other:
        return Verdict("same")
    try:
        if covers(one, other) or covers(other, one) or _may_meet(one, other):
            return Verdict("compatible", "precision", "One is the other, more precisely.")
    except ConfigError:
        pass
    return Verdict("conflict", "date", "Different dates.")


def _may_meet(one: str, other: str) -> bool:
    """``XXXX-07`` and ``2017``: each says what the other leaves open."""
    pairs = zip(parse_date(one), parse_date(other), strict=True)
    return all(left is None or right is None or left == right for left, right in pairs)
