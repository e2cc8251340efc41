"""Dates that stand side by side: a weekday with its day, and the two ends of a range with one year."""

from __future__ import annotations

import re

from .dates import as_date
from .month_names import WEEKDAYS
from .relative_days import as_day

__all__ = ["fit_together"]

_BESIDE = re.compile(r",?\s(?:the\s|den\s|le\s|el\s|\()?|,\s?|\s?[(（]")
_RANGE = re.compile(r"\s?(?:-|–|—|~|to|until|till|through|and|bis|und|au|et|al|hasta|y|a|t/m|do|по)\s?", re.IGNORECASE)
_Found = list[tuple[tuple[str, ...], int, int, bool, bool]]


def fit_together(text: str, found: _Found) -> _Found:
    """Let neighbours explain each other.

    Args:
        text: the text in which they stand.
        found: readings, begin, end, whether relative, whether doubtful, by position; the list is changed.

    Returns:
        The list. "Monday, April 9" has one reading where April 9 is a Monday, and is doubtful where it never is;
        "April 28-May 3, 2018" begins in 2018.
    """
    for i in range(len(found) - 1):
        one, other = found[i], found[i + 1]
        between = (one[2], other[1])
        if between[1] - between[0] > 8:
            continue
        if _BESIDE.fullmatch(text, *between) and not _is_list(text, other):
            first, second = _weekday(text, one), _weekday(text, other)
            if first is not None and second is None:
                found[i], found[i + 1] = _agree(first, one, other)
            elif second is not None and first is None:
                found[i + 1], found[i] = _agree(second, other, one)
        if _RANGE.fullmatch(text, *between):
            found[i] = _with_year_of(one, other)
    return found


def _is_list(text: str, one: tuple[tuple[str, ...], int, int, bool, bool]) -> bool:
    """Whether a mention holds a weekday of its own: "26 and Friday 28 July"."""
    return any(word.lower() in WEEKDAYS for word in text[one[1] : one[2]].split()[1:])


def _weekday(text: str, one: tuple[tuple[str, ...], int, int, bool, bool]) -> int | None:
    """The weekday that a mention is, and nothing more ("Monday", not "last Monday")."""
    return WEEKDAYS.get(text[one[1] : one[2]].lower())


def _agree(weekday: int, named: tuple, day: tuple) -> tuple[tuple, tuple]:  # type: ignore[type-arg]
    """A weekday and a day that stand side by side: the readings that fit both."""
    days = [(reading, as_day(as_date(reading))) for reading in day[0]]
    if not any(d for _, d in days):
        return named, day
    fitting = tuple(reading for reading, d in days if d is not None and d.weekday() == weekday)
    if fitting:
        return (fitting, *named[1:]), (fitting, *day[1:])
    return ((), *named[1:]), (*day[:4], True)


def _with_year_of(one: tuple, other: tuple) -> tuple:  # type: ignore[type-arg]
    """The first end of a range whose year stands only at its second."""
    if not one[3] or other[3] or len(other[0]) != 1 or not one[0]:
        return one
    first, last = as_date(one[0][0]), as_date(other[0][0])
    if not first or not last or first.month is None or last.month is None or last.year is None:
        return one
    year = last.year - (first.month > last.month)
    return ((str(first._replace(year=year)),), *one[1:])
