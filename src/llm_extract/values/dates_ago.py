"""Dates counted back from the publication: "three days ago", "vor fünf Jahren", "il y a cinq ans", 五年前."""

from __future__ import annotations

from datetime import timedelta
from functools import cache

from .dates import EdtfDate
from .number_lexicon import ONES, small_numbers
from .number_words import read_cjk
from .relative_days import add_months, as_day, edtf

__all__ = ["AGO_STARTS", "UNITS", "ago_after_digits", "ago_after_words", "read_ago"]

UNITS = {
    "year": "years? jahre?n? ans? années? años? anos? ann[oi] jaar год года лет років yıl lat rok år vuotta 年 년",
    "decade": "decades? jahrzehnte?n? décennies? décadas?",
    "month": "months? monate?n? mois mes(?:es)? mes[ei] maanden месяца? месяцев ay miesięcy miesiące? månader 个月 "
    "個月 か月 ヶ月 カ月 개월",
    "week": "weeks? wochen? semaines? semanas? settiman[ae] weken неделю недели недель hafta tygodnie veckor 周 "
    "週間 주",
    "day": "days? tage?n? jours? días? dias? giorn[oi] dagen день дня дней gün dni dagar 天 日 일",
    "hour": "hours? minutes? stunden? heures? horas? ore uren часов часа 小时 時間 시간",
}
_BEHIND = r"\s?(?:前|전)|\s(?:ago|earlier|назад|тому|önce|fa|geleden|atrás|siden|sedan|temu|sitten)(?!\w)"
AGO_STARTS = ("vor", "il", "hace", "há")


@cache
def _counts() -> dict[str, int]:
    numbers = {word: number for word, number in small_numbers().items() if 0 < number < 100}
    return {**numbers, **dict.fromkeys(ONES, 1)}


def _units(prefix: str) -> str:
    return "|".join(f"(?P<{prefix}{name}>{'|'.join(row.split())})" for name, row in UNITS.items())


def ago_after_digits() -> str:
    """The pattern of "5年前" and "5 jaar geleden", one group with the name ``agoany``."""
    return rf"(?P<agoany>(?P<bcount>[0-9]{{1,3}})\s?(?:{_units('b')})(?:{_BEHIND}))"


@cache
def ago_after_words() -> str:
    """The pattern of "vor fünf Jahren", "il y a 5 ans" and 五年前, one group with the name ``agoany``."""
    count = r"(?P<fcount>[0-9]{1,3}|[^\W\d_]+)"
    front = rf"(?:vor|il\sy\sa|hace|há)\s{count}\s(?:{_units('f')})(?!\w)"
    return rf"(?P<agoany>{front}|(?P<bcount>[一二两兩三四五六七八九十]{{1,3}})(?:{_units('b')})(?:{_BEHIND}))"


def _number(text: str) -> int | None:
    if text.isdecimal():
        return int(text)
    if text[0] >= "\u2e80":
        value = read_cjk(text) if all(c in "一二两兩三四五六七八九十" for c in text) else None
        return int(value) if value else None
    return _counts().get(text.lower())


def read_ago(groups: dict[str, str | None], known: EdtfDate | None) -> tuple[list[EdtfDate], bool] | None:
    """The day, month or year that a match of these patterns means; None where its count is no number.

    Args:
        groups: the named groups of the match.
        known: the publication date.
    """
    count = _number(groups.get("fcount") or groups.get("bcount") or "x")
    unit = next(name for name in UNITS if groups.get(f"f{name}") or groups.get(f"b{name}"))
    if count is None:
        return None
    if not known or known.year is None:
        return [], True
    if unit in ("year", "decade"):
        return [EdtfDate(max(1, known.year - count * (10 if unit == "decade" else 1)))], True
    if unit == "month":
        return [add_months(known.year, known.month, -count) if known.month else EdtfDate(known.year)], True
    day = as_day(known)
    if day is None:
        return [], True
    if unit == "hour":
        days = [day - timedelta(back) for back in ((0, 1) if count < 24 else (count // 24,))]
        return [edtf(day) for day in days], True
    past = day - timedelta(count * (7 if unit == "week" else 1))
    return [EdtfDate(past.year, past.month, past.day if unit == "day" else None)], True
