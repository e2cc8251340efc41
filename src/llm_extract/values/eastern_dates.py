"""Dates as they are written in East Asia: 去年10月, 上周一, 平成30年4月9日, 二〇一八年四月九日, 9日."""

from __future__ import annotations

import re

from .dates import EdtfDate
from .number_words import read_cjk
from .relative_days import add_months, as_day, day_of_week, edtf

__all__ = ["CJK_STARTS", "DAY_ALONE", "EASTERN_FORMS", "EASTERN_READERS"]

_Dates = tuple[list[EdtfDate], bool]

_YEARS = {"去年": -1, "昨年": -1, "작년": -1, "지난해": -1, "前年": -2, "今年": 0, "本年": 0, "올해": 0,
    "금년": 0, "明年": 1,
          "来年": 1, "來年": 1, "내년": 1}  # fmt: skip
_MONTHS = {"上个月": -1, "上個月": -1, "上月": -1, "先月": -1, "지난달": -1, "지난 달": -1, "本月": 0, "当月": 0,
    "这个月": 0, "今月": 0,
           "이달": 0, "이번 달": 0, "下个月": 1, "下月": 1, "来月": 1, "다음 달": 1, "다음달": 1}  # fmt: skip
_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "大正": 1911, "明治": 1867}
_WEEKS = {
    word: week
    for week, row in {-1: "上|先週|지난주", 0: "本|这|這|今週|이번 주", 1: "下|来週|다음 주"}.items()
    for word in row.split("|")
}
_DAYS = {c: i for row in ("一二三四五六日", "月火水木金土日", "월화수목금토일") for i, c in enumerate(row)} | {"天": 6}
_KANJI = "〇零一二三四五六七八九十"


def _listed(words: dict[str, int]) -> str:
    return "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True))


_IN_YEAR = r"(?:\s?(?P<{0}m>1[0-2]|0?[1-9])\s?[月월](?:\s?(?P<{0}d>[0-3]?[0-9])\s?[日号號일])?)?"
EASTERN_FORMS = {
    "cjkyears": rf"(?P<cjkyears>(?P<yword>{_listed(_YEARS)}){_IN_YEAR.format('y')})",
    "cjkmonths": rf"(?P<cjkmonths>(?P<mword>{_listed(_MONTHS)})(?:\s?(?P<md>[0-3]?[0-9])\s?[日号號일])?)",
    "era": rf"(?P<era>(?P<ename>{_listed(_ERAS)})(?P<ey>元|[0-9]{{1,2}})年{_IN_YEAR.format('e')})",
    "cjkwd": r"(?P<cjkwd>(?:(?P<cwz>[上本这這下])?(?:个|個)?(?:周|週|星期|礼拜|禮拜)(?P<cz>[一二三四五六日天])"
    r"|(?:(?P<cwj>先週|今週|来週)の?)?(?P<cj>[月火水木金土日])曜日?|(?:(?P<cwk>지난주|이번 주|다음 "
    r"주)\s)?(?P<ck>[월화수목금토일])요일))",
    "kanji": rf"(?P<kanji>(?P<ky>[{_KANJI[:-1]}]{{4}})年"
    rf"(?:(?P<km>[{_KANJI}]{{1,3}})月(?:(?P<kd>[{_KANJI}]{{1,3}})[日号])?)?)",
}
DAY_ALONE = (
    r"(?P<cjkday>(?P<od>[0-3]?[0-9])\s?[日号일](?!\s?(?:前|间|間|内|後|后|以|전|간|동안|만|째|ぶり|連続|分|线)))"
)
CJK_STARTS = frozenset(
    {w[0] for words in (_YEARS, _MONTHS, _ERAS, _WEEKS) for w in words}
    | set(f"周週星礼禮月火水木金土日월화수목금토일{_KANJI}")
)


def _years(match: re.Match[str], known: EdtfDate | None) -> _Dates:
    if not known or known.year is None:
        month = match.group("ym")
        return ([_date(None, month, match.group("yd"))] if month else []), True
    return [_date(known.year + _YEARS[match.group("yword")], match.group("ym"), match.group("yd"))], True


def _date(year: int | None, month: str | None, day: str | None) -> EdtfDate:
    return EdtfDate(year, int(month) if month else None, int(day) if day else None)


def _months(match: re.Match[str], known: EdtfDate | None) -> _Dates:
    if not known or known.year is None or known.month is None:
        return [], True
    month = add_months(known.year, known.month, _MONTHS[match.group("mword")])
    return [month._replace(day=int(match.group("md")) if match.group("md") else None)], True


def _era(match: re.Match[str], _: EdtfDate | None) -> _Dates:
    number = 1 if match.group("ey") == "元" else int(match.group("ey"))
    return [_date(_ERAS[match.group("ename")] + number, match.group("em"), match.group("ed"))], False


def _weekday(match: re.Match[str], known: EdtfDate | None) -> _Dates:
    day = as_day(known)
    if day is None:
        return [], True
    weekday = _DAYS[match.group("cz") or match.group("cj") or match.group("ck")]
    week = match.group("cwz") or match.group("cwj") or match.group("cwk")
    if week:
        return [edtf(day_of_week(day, weekday, _WEEKS[week]))], True
    this = day_of_week(day, weekday, 0)
    return [edtf(d) for d in (this, day_of_week(day, weekday, -1 if this > day else 1))], True


def _kanji(match: re.Match[str], _: EdtfDate | None) -> _Dates:
    year, month, day = (read_cjk(group) if group else None for group in match.group("ky", "km", "kd"))
    return [EdtfDate(int(year or 0), int(month) if month else None, int(day) if day else None)], False


def _day_alone(match: re.Match[str], known: EdtfDate | None) -> _Dates:
    """A day without a month: the nearest past one first, then the coming one."""
    day = int(match.group("od"))
    if not known or known.year is None or known.month is None or known.day is None:
        return [], True
    this = EdtfDate(known.year, known.month, day)
    if day <= known.day:
        return [this], True
    return [add_months(known.year, known.month, -1)._replace(day=day), this], True


EASTERN_READERS = {
    "cjkyears": _years, "cjkmonths": _months, "era": _era, "cjkwd": _weekday, "kanji": _kanji, "cjkday": _day_alone,
}  # fmt: skip
