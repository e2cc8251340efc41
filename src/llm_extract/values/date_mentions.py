"""All dates in a text, with month names of many languages, numeric forms and relative words.

Each mention keeps every usual reading (``4/9/2018`` is 9 April or 4 September). Relative words ("Monday", "last July")
are resolved against a publication date; without one, an unknown year stays ``XXXX`` and a bare weekday gives nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from .date_patterns import date_triggers, digit_forms, word_forms
from .dates import EdtfDate, _parse
from .month_names import MONTHS, RELATIVE_DAYS, WEEKDAYS

__all__ = ["DateMention", "find_dates"]

LIMIT = 200_000


@dataclass(frozen=True, slots=True)
class DateMention:
    """One date in a text.

    Args:
        readings: EDTF strings, each a usual reading of the words; empty for a relative word that cannot be resolved.
        start: where it begins (code points).
        end: where it ends.
        relative: the words need a publication date to be fully understood ("Monday", "last July").
    """

    readings: tuple[str, ...]
    start: int
    end: int
    relative: bool = False


_START = re.compile(r"[0-9]+|['’](?=[0-9]{2}(?![0-9]))|[^\W\d_]+")


def find_dates(text: str, published_on: str | None = None) -> list[DateMention]:
    """Find every date.

    Args:
        text: any text; at most the first 200,000 characters are read.
        published_on: the article's publication date (EDTF) for relative words, or None.

    Returns:
        The mentions by position, those without a reading ("Monday" with no publication date) included.

    Example:
        >>> [m.readings for m in find_dates("on 9 April 2018, last July and Monday")]
        [('2018-04-09',), ('XXXX-07',), ()]
        >>> [m.readings[0] for m in find_dates("last July, on Monday", published_on="2018-04-11")]
        ['2017-07', '2018-04-09']
    """
    known = _parse(published_on) if published_on else None
    return [DateMention(*_read(match, known)) for match in _matches(text[:LIMIT])]


def _matches(text: str) -> Iterator[re.Match[str]]:
    digits, words, triggers, position = digit_forms(), word_forms(), date_triggers(), 0
    for start in _START.finditer(text):
        at = start.start()
        if at < position:
            continue
        first = text[at]
        if first.isdecimal() or first in "'’":
            match = _at_digit(digits, text, at)
        elif start.group().lower() in triggers:
            match = words.match(text, at)
        elif first >= "\u2e80":
            match = _in_run(words, text, at, start.end())
        else:
            continue
        if match and not _is_word(match):
            position = match.end()
            yield match


def _at_digit(digits: re.Pattern[str], text: str, at: int) -> re.Match[str] | None:
    before = text[at - 1 : at]
    glued = before.isalpha() and before < "\u2e80"
    return None if glued or (before and before in "_$€£¥₹") else digits.match(text, at)


def _in_run(words: re.Pattern[str], text: str, start: int, end: int) -> re.Match[str] | None:
    """A relative day inside a run without spaces (公司昨日宣布)."""
    return next((m for at in range(start, min(end, start + 200)) if (m := words.match(text, at))), None)


_AMBIGUOUS = frozenset(
    str.split("may mar march mars marco marca ago gen giu mag lug ott out mai mei ene jan dec sep set dez dic nov abr")
)
_LEADS = re.compile(
    r"(?:in|since|until|till|by|from|to|of|during|early|late|mid|mid-|through|before|after|en|im|seit|bis|nel|em"
    r"|for|and|ab|de|di)\s$",
    re.IGNORECASE,
)


def _is_word(match: re.Match[str]) -> bool:
    """A month's name that is only a word here: "may", "March" without a day, a year or a preposition."""
    if match.lastgroup != "my":
        return False
    if any(match.group(g) for g in ("bmy", "blast", "bnext", "bthis", "blastyear")):
        return False
    name = match.group("bmonth")
    lowered = name.lower()
    if lowered in ("may", "march", "mar") and not name[0].isupper():
        return True
    return lowered in _AMBIGUOUS and not _LEADS.search(match.string, max(0, match.start() - 9), match.start())


_Read = tuple[tuple[str, ...], int, int, bool]


def _read(match: re.Match[str], known: EdtfDate | None) -> _Read:
    # the outermost group closes last, so it names the form
    dates, relative = _READERS[match.lastgroup or "year"](match, known)
    seen = dict.fromkeys(str(d) for d in dates if d.valid)
    return tuple(seen), match.start(), match.end(), relative


_Dates = tuple[list[EdtfDate], bool]


def _full_year(text: str) -> int:
    number = int(text)
    return number if len(text) == 4 else number + (2000 if number < 70 else 1900)


def _int(text: str | None) -> int | None:
    return int(text) if text else None


def _iso(match: re.Match[str], _: EdtfDate | None) -> _Dates:
    return [EdtfDate(int(match.group("iy")), int(match.group("im")), _int(match.group("id")))], False


def _numeric(match: re.Match[str], _: EdtfDate | None) -> _Dates:
    one, two, year = int(match.group("n1")), int(match.group("n2")), _full_year(match.group("ny"))
    day_first = EdtfDate(year, two, one)
    return ([day_first] if match.group("nsep") == "." else [EdtfDate(year, one, two), day_first]), False


def _cjk(match: re.Match[str], known: EdtfDate | None) -> _Dates:
    year, month, day = _int(match.group("cy")), int(match.group("cm")), _int(match.group("cd"))
    return ([EdtfDate(year, month, day)], False) if year else _unknown_year(month, [day], known)


def _day_month(match: re.Match[str], known: EdtfDate | None) -> _Dates:
    month = MONTHS[match.group("dmon").lower()]
    days = [_int(match.group("day")), _int(match.group("day2"))]
    return _month_year(month, days if days[1] else days[:1], match.group("dmy"), match, "dm", known)


def _month_day(match: re.Match[str], known: EdtfDate | None) -> _Dates:
    month = MONTHS[match.group("month").lower()]
    days = [_int(match.group("mday")), _int(match.group("mday2"))]
    return _month_year(month, days if days[1] else days[:1], match.group("mdy"), match, "", known)


def _month_alone(match: re.Match[str], known: EdtfDate | None) -> _Dates:
    return _month_year(MONTHS[match.group("bmonth").lower()], [None], match.group("bmy"), match, "b", known)


def _group(match: re.Match[str], name: str) -> str | None:
    return match.group(name) if name in match.re.groupindex else None


def _month_year(
    month: int, days: list[int | None], year: str | None, match: re.Match[str], prefix: str, known: EdtfDate | None
) -> _Dates:
    if year:
        return [EdtfDate(_full_year(year), month, d) for d in days], False
    for shift, name in ((-1, "lastyear"), (0, "thisyear"), (1, "nextyear")):
        if _group(match, prefix + name):
            return [EdtfDate(known.year + shift if known and known.year else None, month, d) for d in days], True
    if not known or not known.year:
        return [EdtfDate(None, month, d) for d in days], True
    if _group(match, prefix + "last"):
        if known.month is None:
            return _unknown_year(month, days, known)
        return [EdtfDate(known.year - (month >= known.month), month, d) for d in days] + [
            EdtfDate(known.year - 1, month, d) for d in days
        ], True
    if _group(match, prefix + "next") and known.month is not None:
        return [EdtfDate(known.year + shift + (month <= known.month), month, d) for shift in (0, 1) for d in days], True
    return _unknown_year(month, days, known)


def _unknown_year(month: int, days: list[int | None], known: EdtfDate | None) -> _Dates:
    """No year printed: the nearest past one first, then the nearest coming one."""
    if not known or not known.year:
        return [EdtfDate(None, month, d) for d in days], True
    if known.month is None:
        years = [known.year, known.year - 1, known.year + 1]
    elif month == known.month:
        years = [known.year, known.year - 1] if days == [None] else [known.year]
    elif month < known.month:
        years = [known.year, known.year + 1]
    else:
        years = [known.year - 1, known.year]
    return [EdtfDate(y, month, d) for y in years for d in days], True


def _weekday(match: re.Match[str], known: EdtfDate | None) -> _Dates:
    day = _as_day(known)
    if day is None:
        return [], True
    back = (day.weekday() - WEEKDAYS[match.group("weekday").lower()]) % 7
    past, coming = [day - timedelta(back)], [day + timedelta(7 - back)]
    if match.group("wlast"):
        past, coming = [day - timedelta(back or 7), day - timedelta(back + 7)], []
    elif match.group("wnext"):
        past, coming = [], [day + timedelta(7 - back), day + timedelta(14 - back)]
    return [EdtfDate(d.year, d.month, d.day) for d in past + coming], True


def _relative_day(match: re.Match[str], known: EdtfDate | None) -> _Dates:
    day = _as_day(known)
    if day is None:
        return [], True
    day += timedelta(RELATIVE_DAYS[" ".join(match.group("rel").lower().split())])
    return [EdtfDate(day.year, day.month, day.day)], True


def _as_day(known: EdtfDate | None) -> date | None:
    if known is None or known.year is None or known.month is None or known.day is None:
        return None
    if not 100 <= known.year <= 9900:  # room for weeks before and after
        return None
    return date(known.year, known.month, known.day)


_BACK = ("last", "past", "previous", "letzte", "vergangene")
_AHEAD = ("next", "coming", "nächste")


def _unit(match: re.Match[str], known: EdtfDate | None) -> _Dates:
    which, unit = match.group("uwhich").lower(), match.group("uname").lower()
    if not known or known.year is None:
        return [], True
    shift = -1 if which.startswith(_BACK) else 1 if which.startswith(_AHEAD) else 0
    if unit.startswith(("year", "jahr")):
        return [EdtfDate(known.year + shift)], True
    if unit.startswith("quarter"):
        return [EdtfDate(known.year), *([EdtfDate(known.year + shift)] if shift else [])], True
    if known.month is None:
        return [EdtfDate(known.year)], True
    if unit.startswith("mon"):
        return [_add_months(known.year, known.month, shift)], True
    day = _as_day(known)
    week = [day + timedelta(7 * shift + d) for d in (-6, 0, 6)] if day else []
    return [EdtfDate(d.year, d.month) for d in week] or [EdtfDate(known.year, known.month)], True


def _add_months(year: int, month: int, shift: int) -> EdtfDate:
    index = year * 12 + month - 1 + shift
    return EdtfDate(index // 12, index % 12 + 1)


_COUNTS = {w: i for i, w in enumerate(str.split("a one two three four five six seven eight nine ten"))} | {
    "a": 1,
    "an": 1,
}


def _ago(match: re.Match[str], known: EdtfDate | None) -> _Dates:
    if not known or known.year is None:
        return [], True
    word, unit = match.group("acount").lower(), match.group("aunit").lower()
    count, day = _COUNTS.get(word) or int(word), _as_day(known)
    if unit == "year":
        return [EdtfDate(max(1, known.year - count))], True
    if unit == "month":
        return ([_add_months(known.year, known.month, -count)] if known.month else [EdtfDate(known.year)]), True
    if day is None:
        return [], True
    past = day - timedelta(count * (7 if unit == "week" else 1))
    return [EdtfDate(past.year, past.month, past.day if unit == "day" else None)], True


def _quarter(match: re.Match[str], known: EdtfDate | None) -> _Dates:
    year = match.group("qyear") or match.group("qshort")
    if year:
        return [EdtfDate(_full_year(year))], False
    if not known or known.year is None:
        return [], True
    if match.group("qlast"):
        return [EdtfDate(known.year - 1)], True
    return [EdtfDate(known.year), EdtfDate(known.year - 1)], True


def _years(match: re.Match[str], _: EdtfDate | None) -> _Dates:
    one, two = match.group("sy"), match.group("sy2")
    return [EdtfDate(int(one)), EdtfDate(int(two) if len(two) == 4 else int(one[:2] + two))], False


_READERS: dict[str, Callable[[re.Match[str], EdtfDate | None], _Dates]] = {
    "iso": _iso,
    "num": _numeric,
    "cjk": _cjk,
    "cjkyear": lambda m, _: ([EdtfDate(int(m.group("cy2")))], False),
    "dm": _day_month,
    "md": _month_day,
    "my": _month_alone,
    "wd": _weekday,
    "rel": _relative_day,
    "unit": _unit,
    "ago": _ago,
    "quarter": _quarter,
    "fy": lambda m, _: ([EdtfDate(_full_year(m.group("fyshort")))], False),
    "span": _years,
    "year": lambda m, _: ([EdtfDate(int(m.group("year")))], False),
}
