"""The date of publication, from a column or the first words of an article.

Conservative: only full dates in forms that say what they are. A wrong date would be repeated in every
record that reckons from it ("last Monday"), so whatever is unsure is None.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from ..english_calendar import MONTHS

__all__ = ["find_dateline", "read_date"]

_WINDOW = 200
"""Characters at the start of a text in which a dateline is looked for."""

_MONTHS = {name: number for number, names in enumerate(MONTHS, 1) for name in names}
_MONTH = "(?P<{0}month>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\b\.?"
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?[ ]+)?"
_ISO = r"(?P<year>[12]\d{3})-(?P<month>\d\d)-(?P<day>\d\d)(?:[T ]\d\d:\d\d\S*|(?![\w-]))"
_ENGLISH = (
    _WEEKDAY
    + r"(?:"
    + _MONTH.format("us_")
    + r"[ ]+(?P<us_day>\d{1,2})(?:st|nd|rd|th)?,?[ ]+(?P<us_year>[12]\d{3})"
    + r"|(?P<uk_day>\d{1,2})(?:st|nd|rd|th)?[ ]+"
    + _MONTH.format("uk_")
    + r",?[ ]+(?P<uk_year>[12]\d{3})"
    + r")(?!\w|-\w)"
)
_DATE = f"(?:{_ISO}|{_ENGLISH})"
_LABEL = (
    r"(?:date(?: published| of publication)?|(?:first )?published(?: (?:on|at|date))?|posted(?: on)?|publication date)"
)
_SET_OFF = rf"(?=[ \t]*(?:[-–—|/(]|,?[ ]*/PRN))(?![ \t]*[-–—]+[ \t]*(?:\d|(?-i:[a-z])|(?i:{'|'.join(_MONTHS)})\b))"
"""A dash, stroke or bracket after the date; not a range ("April 9, 2018 - April 12") or an aside ("- the day")."""
_AGENCY = r"(?i:business ?wire|globe ?newswire|pr ?newswire|accesswire|reuters|bloomberg|xinhua|afp|ap|upi|dpa)"
_FORMS = (
    # "date 2018-04-09", "Published: 2018-04-09", "Posted on April 9, 2018": a label at the start of a line.
    rf"(?im)^[ \t>*_#\"']*{_LABEL}[ \t]*[:=]?[ \t*_\"']*{_DATE}",
    # "April 9, 2018 - Acme said": a date that opens the text and is set off from it.
    rf"(?i)\A\s*\(?{_DATE}\)?{_SET_OFF}",
    r"\A\s*(?P<year>[12]\d{3})-(?P<month>\d\d)-(?P<day>\d\d)T\d\d:\d\d",
    # A line that holds a date and nothing else.
    rf"(?im)^[ \t*_]*{_DATE}[ \t*_]*\r?$",
    # "LONDON, April 9, 2018 (Reuters) -", "SAN FRANCISCO--(BUSINESS WIRE)--Apr 9, 2018--": a place in capitals first.
    (
        r"(?m)^[ \t]*[A-Z][A-Z.’'-]+(?:[ ,]+(?:[A-Z][A-Z.’'-]*|[A-Z][a-z]+\.?))*[ ,]*(?:[-–—]{1,2}[ ]*)?"
        rf"(?:\([^)\n]{{2,40}}\)[ ]*)?(?:[-–—/,]{{1,2}}[ ]*)?(?i:{_ENGLISH}){_SET_OFF}"
    ),
    # "Palo Alto, CA, April 9, 2018 (BUSINESS WIRE) --": any place, if a news agency follows.
    rf"(?m)^[ \t]*[A-Z][\w .,’'-]{{1,40}}[,–—-][ ]*(?i:{_ENGLISH})[ ]*[(/]{_AGENCY}[)/]",
)
_YEAR = re.compile(r"[12]\d{3}")
_COLUMN = re.compile(r"(?P<year>[12]\d{3})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d)(?:[T ]\d\d:?\d\d.*)?)?)?\Z", re.DOTALL)
_COMPACT = re.compile(r"(?P<year>[12]\d{3})(?P<month>\d\d)(?P<day>\d\d)(?:T\d{4,6}\S*)?\Z")
_WRITTEN = rf"(?i){_ENGLISH}\Z"
_HAS_DATE = (
    rf"(?i)[12]\d{{3}}-\d\d-\d\d|(?:{'|'.join(_MONTHS)})\b\.?[ ]+\d|\d(?:st|nd|rd|th)?[ ]+(?:{'|'.join(_MONTHS)})\b"
)
"""In whatever has a dateline; cheap, as most articles name a year early, but no day."""


@cache
def _compiled(form: str) -> re.Pattern[str]:
    return re.compile(form)


def find_dateline(text: str) -> str | None:
    """The full date of publication that the start of a text states, or None.

    Args:
        text: an article.

    Returns:
        ``YYYY-MM-DD``; None where no dateline is there, it lacks the year, or two of them differ.

    Example:
        >>> find_dateline("LONDON, April 9, 2018 (Reuters) - Acme said")
        '2018-04-09'
        >>> find_dateline("LONDON, April 9 (Reuters) - Acme said")
        >>> find_dateline("On April 9, 2018 Acme was founded.")
    """
    start = text[:_WINDOW]
    if not _YEAR.search(start) or not _compiled(_HAS_DATE).search(start):
        return None
    found = {day for form in _FORMS for match in _compiled(form).finditer(start) if (day := _day(match))}
    return found.pop() if len(found) == 1 else None


def read_date(value: object) -> str | None:
    """A column's or a caller's date as EDTF, with the precision it is given in.

    Args:
        value: ``2018-04-09``, ``2018-04``, ``2018``, an ISO date and time, ``April 9, 2018`` or ``9 April 2018``;
            anything else is no date. A time zone is not applied: the date stays as printed.

    Returns:
        ``2018-04-09``, ``2018-04``, ``2018`` or None.

    Example:
        >>> read_date("2018-04-09T23:30:00-05:00"), read_date("2018-04"), read_date("09/04/2018")
        ('2018-04-09', '2018-04', None)
    """
    if not isinstance(value, str):
        return None
    words = value.strip()
    if len(words) > 60:
        return None
    match = _COLUMN.match(words) or _COMPACT.match(words) or _compiled(_WRITTEN).match(words)
    return _day(match) if match else None


def _day(match: re.Match[str]) -> str | None:
    parts = {name.rpartition("_")[2]: part for name, part in match.groupdict().items() if part}
    year, month, day = parts["year"], parts.get("month"), parts.get("day")
    if month is None:
        return year
    number = int(month) if month.isdecimal() else _MONTHS[month.lower()]
    try:
        found = date(int(year), number, int(day or 1))
    except ValueError:
        return None
    return found.isoformat() if day else found.isoformat()[:7]
