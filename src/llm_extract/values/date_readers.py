"""From the printed form of a date to its usual readings, with a publication date for what the words leave out."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

from .dates import EdtfDate
from .dates_ago import read_ago
from .eastern_dates import EASTERN_READERS
from .month_names import FEASTS, MONTHS, RELATIVE_DAYS, RELATIVE_PERIODS, WEEKDAYS
from .number_lexicon import ORDINALS
from .relative_days import add_months, as_day, day_of_week, edtf

__all__ = ["READERS"]

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


_YEARS_AHEAD = 20


def _short_year(match: re.Match[str], known: EdtfDate | None) -> _Dates:
    """72年 and 25年3月: of this century, unless that lies far ahead."""
    year = 2000 + int(match.group("csy"))
    if year > (known.year if known and known.year else 2050) + _YEARS_AHEAD:
        year -= 100
    return [EdtfDate(year, _int(match.group("csm")), _int(match.group("csd")))], False


def _feast(match: re.Match[str], known: EdtfDate | None) -> _Dates:
    month, day = FEASTS[match.group("fname").lower().replace("’", "'")]
    return _month_year(month, [day], match.group("fyear"), match, "-", known)


def _day_month(match: re.Match[str], known: EdtfDate | None) -> _Dates:
    month = MONTHS[match.group("dmon").lower()]
    days = [_int(match.group("day")), _int(match.group("day2"))]
    year = match.group("dmy") or match.group("dmys")
    if year and len(year) == 4 and int(year) > 2400 and match.group("dmon")[0] >= "\u0e00":
        year = str(int(year) - 543)  # the Thai calendar
    return _month_year(month, days if days[1] else days[:1], year, match, "dm", known)


def _month_day(match: re.Match[str], known: EdtfDate | None) -> _Dates:
    month = MONTHS[match.group("month").lower()]
    days = [_int(match.group("mday")), _int(match.group("mday2"))]
    between = [int(day) for day in re.findall("[0-9]+", match.group("mlist") or "")]
    year = match.group("mdy") or match.group("mdys")
    return _month_year(month, [days[0], *between, days[1]] if days[1] else days[:1], year, match, "", known)


def _month_alone(match: re.Match[str], known: EdtfDate | None) -> _Dates:
    month, short = MONTHS[match.group("bmonth").lower()], match.group("bmyh")
    if short:  # Apr-18 is a month to accountants and a day to others
        days, relative = _unknown_year(month, [int(short)], known)
        return [EdtfDate(_full_year(short), month), *days], relative
    return _month_year(month, [None], match.group("bmy"), match, "b", known)


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
    if _group(match, prefix + "this"):
        return [EdtfDate(known.year, month, d) for d in days], True
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
    day = as_day(known)
    if day is None:
        return [], True
    if match.group("wweek"):
        weeks = {"last": -1, "this": 0, "next": 1}[match.group("wweek").lower()]
        weekday = WEEKDAYS[match.group("weekday").lower()]
        shifts = (weeks, weeks - 1) if weekday == 6 else (weeks,)  # for some the week begins on Sunday
        return [edtf(day_of_week(day, weekday, shift)) for shift in shifts], True
    back = (day.weekday() - WEEKDAYS[match.group("weekday").lower()]) % 7
    past, coming = [day - timedelta(back)], [day + timedelta(7 - back)]
    if match.group("wlast"):
        past, coming = [day - timedelta(back or 7), day - timedelta(back + 7)], []
    elif match.group("wnext"):
        past, coming = [], [day + timedelta(7 - back), day + timedelta(14 - back)]
    return [edtf(day) for day in past + coming], True


def _relative_day(match: re.Match[str], known: EdtfDate | None) -> _Dates:
    day = as_day(known)
    if day is None:
        return [], True
    return [edtf(day + timedelta(RELATIVE_DAYS[" ".join(match.group("rel").lower().split())]))], True


_BACK = ("last", "past", "previous", "letzte", "vergangene")
_AHEAD = ("next", "coming", "nächste")


def _unit(match: re.Match[str], known: EdtfDate | None) -> _Dates:
    which, unit = match.group("uwhich").lower(), match.group("uname").lower()
    if not known or known.year is None:
        return [], True
    shift = -1 if which.startswith(_BACK) else 1 if which.startswith(_AHEAD) else 0
    if unit.startswith(("year", "jahr")):
        return [EdtfDate(known.year + shift)], True
    if unit in ("spring", "summer", "autumn", "fall", "winter"):
        return [EdtfDate(known.year + shift), *([EdtfDate(known.year)] if shift else [])], True
    if unit.startswith("quarter"):
        return [EdtfDate(known.year), *([EdtfDate(known.year + shift)] if shift else [])], True
    if known.month is None:
        return [EdtfDate(known.year)], True
    if unit.startswith("mon"):
        return [add_months(known.year, known.month, shift)], True
    day = as_day(known)
    week = [day + timedelta(7 * shift + d) for d in (-6, 0, 6)] if day else []
    return [EdtfDate(d.year, d.month) for d in week] or [EdtfDate(known.year, known.month)], True


def _period(match: re.Match[str], known: EdtfDate | None) -> _Dates:
    unit, shift = RELATIVE_PERIODS[match.group("relp").lower().replace("’", "'")]
    if not known or known.year is None:
        return [], True
    if unit == "year" or known.month is None:
        return [EdtfDate(known.year + shift)], True
    return [add_months(known.year, known.month, shift)], True


def _ordinal(match: re.Match[str], known: EdtfDate | None) -> _Dates:
    word = match.group("oword").lower()
    day = 31 if word == "thirty-first" else ORDINALS.get(word, 1)
    return _month_year(MONTHS[match.group("omonth").lower()], [day], match.group("oy"), match, "-", known)


def _ago(match: re.Match[str], known: EdtfDate | None) -> _Dates:
    groups = {"bcount": match.group("acount"), f"b{match.group('aunit').lower()}": match.group("aunit")}
    return read_ago(groups, known) or ([], True)


def _fiscal(match: re.Match[str], _: EdtfDate | None) -> _Dates:
    year = _full_year(match.group("fyfull") or match.group("fyletters") or match.group("fyshort"))
    end = match.group("fyend")
    return [EdtfDate(year), *([EdtfDate(year // 100 * 100 + int(end) % 100)] if end else [])], False


_ROMAN = {r: i for i, r in enumerate(str.split("i ii iii iv v vi vii viii ix x xi xii"), 1)}


def _fixed(year: str, month: str, day: str | None = None) -> Callable[[re.Match[str], EdtfDate | None], _Dates]:
    """The reader of a form that prints all its parts as figures."""

    def read(match: re.Match[str], _: EdtfDate | None) -> _Dates:
        printed = match.group(month).lower()
        number = _ROMAN.get(printed) or MONTHS.get(printed) or int(printed)
        return [EdtfDate(int(match.group(year)), number, int(match.group(day)) if day else None)], False

    return read


def _vietnamese(match: re.Match[str], known: EdtfDate | None) -> _Dates:
    month, day, year = int(match.group("vm")), int(match.group("vd")), match.group("vy")
    return ([EdtfDate(int(year), month, day)], False) if year else _unknown_year(month, [day], known)


def _day_of_month(match: re.Match[str], known: EdtfDate | None) -> _Dates:
    return _unknown_year(int(match.group("dym") or match.group("dyp")), [int(match.group("dyd"))], known)


def _quarter(match: re.Match[str], known: EdtfDate | None) -> _Dates:
    year = match.group("qyear") or match.group("qshort") or match.group("qglued") or match.group("qfy")
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


READERS: dict[str, Callable[[re.Match[str], EdtfDate | None], _Dates]] = {
    "iso": _iso,
    "num": _numeric,
    "cjk": _cjk,
    "cjkyear": lambda m, _: ([EdtfDate(int(m.group("cy2")))], False),
    "cjkshort": _short_year,
    "feast": _feast,
    "dm": _day_month,
    "md": _month_day,
    "my": _month_alone,
    "wd": _weekday,
    "rel": _relative_day,
    "unit": _unit,
    "ago": _ago,
    "quarter": _quarter,
    "fy": _fiscal,
    "relp": _period,
    "ordinal": _ordinal,
    "agoany": lambda m, known: read_ago(m.groupdict(), known) or ([], True),
    "isospaced": _fixed("spy", "spm", "spd"),
    "numspaced": _fixed("sny", "sm", "sd"),
    "roman": _fixed("ryear", "rmon", "rday"),
    "slash": lambda m, _: ([EdtfDate(int(m.group("sly")), int(m.group("slm")[:-1]))], False),
    "compact": _fixed("coy", "com", "cod"),
    "ymd": _fixed("ymy", "ymon", "ymday"),
    "vi": _vietnamese,
    "daymonth": _day_of_month,
    **EASTERN_READERS,
    "span": _years,
    "year": lambda m, _: ([EdtfDate(int(m.group("year")))], False),
}
"""By the name of the form: its readings, the likeliest first, and whether they lean on the publication date."""
