"""Days and months counted from a known date."""

from __future__ import annotations

from datetime import date, timedelta

from .dates import EdtfDate

__all__ = ["add_months", "as_day", "day_of_week", "edtf"]


def as_day(known: EdtfDate | None) -> date | None:
    """A date as a day of the calendar, where it is one and has room for weeks before and after."""
    if known is None or known.year is None or known.month is None or known.day is None:
        return None
    return date(known.year, known.month, known.day) if 100 <= known.year <= 9900 else None


def edtf(day: date) -> EdtfDate:
    """A day of the calendar as an EDTF date."""
    return EdtfDate(day.year, day.month, day.day)


def add_months(year: int, month: int, shift: int) -> EdtfDate:
    """The month so many months later.

    Example:
        >>> str(add_months(2018, 1, -2))
        '2017-11'
    """
    index = year * 12 + month - 1 + shift
    return EdtfDate(index // 12, index % 12 + 1)


def day_of_week(day: date, weekday: int, weeks: int) -> date:
    """The day of the week (Monday is 0) in the week of a day, or so many weeks later.

    Example:
        >>> str(day_of_week(date(2018, 4, 11), 0, -1))
        '2018-04-02'
    """
    return day - timedelta(day.weekday()) + timedelta(weekday + 7 * weeks)
