"""The check of texts that are times: "06:40" against "at 6.40", "4:21:08" against "4 hours, 21 minutes and 8 seconds".

A time is equal as a whole or not at all: to the minute, or the second where the value has seconds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from ..values.joining import AND
from ..values.lazy_patterns import lazily
from .clock_words import find_hours
from .hedging import check_denial
from .verdicts import SUPPORTED, Support, Words

__all__ = ["check_clock"]


class _Time(NamedTuple):
    """A time that words or a value give.

    Args:
        hour: of 24 where the half of the day is known, else as printed.
        minute: the minute.
        second: the second.
        span: it is how long something took.
        sure: the half of the day is known.
        start: where it begins.
        end: where it ends.
    """

    hour: int
    minute: int
    second: int = 0
    span: bool = False
    sure: bool = False
    start: int = 0
    end: int = 0


_VALUE = re.compile(
    r"(?P<hour>[01]?[0-9]|2[0-3])(?:\s?[:h]\s?(?P<minute>[0-5][0-9])(?:[:m]\s?(?P<second>[0-5][0-9])s?)?)?"
    r"(?:\s?(?P<half>[ap])\.?\s?m\.?)?",
    re.IGNORECASE,
)
_AT = re.compile(
    r"(?<!\w)(?:at|from|until|till|by|around|about|before|after|um|gegen|ab|bis|kl\.?|klokken|klockan|klo|om|omstreeks|rond|a|à|vers"
    r"|dès|alle|all['’]|las|às|pelas|ore|ora|orele|godz(?:\.|inie|inę|iny)?|о|об|в|saat|στις|στη)\s$",
    re.IGNORECASE,
)
_AT_HOUR = re.compile(
    r"(?<!\w)(?:d?alle|(?:a|de|desde|hasta)\slas|às|das|um|kl\.?|klokken|klockan|godz(?:\.|inie)?)\s$", re.IGNORECASE
)
_LEAD = 16  # characters of the longest of these
_COUNTING = re.compile(r"\s[^\W\d_]{5,}")
_EARLY = (
    "in the morning|du matin|de la mañana|da manhã|del mattino|di mattina|morgens|vormittags|утра|rano|ráno|ranku|sabah"
)
_LATE = (
    "in the (?:afternoon|evening)|de l['’]après-midi|du soir|de la tarde|da tarde|del pomeriggio|di sera|nachmittags"
    "|abends|вечера|дня|wieczorem|po południu|odpoledne|večer"
)
_HOURS = (
    r"hours?|hrs?|h|std\.?|stunden?|heures?|horas?|or[ae]|timer?|timmar|uur|godzin\w*|godz\.?|час\w*|годин\w*|hodin\w*"
    r"|saat|tunti\w*"
)
_MINUTES = r"minut\w*|minuuttia|mins?\.?|min|хвилин\w*|минут\w*|мин\.?|dakika|dk\.?|perc|λεπτά"
_SECONDS = r"second\w*|secs?\.?|s|sekund\w*|sek\.?|segundos?|секунд\w*|сек\.?|saniye|sn\.?|sekuntia"


_printed = lazily(
    r"(?<![\w.,:/-])(?P<hour>[01]?[0-9]|2[0-4])"
    r"(?:(?P<mark>:|\.|\s?h\s?)(?P<minute>[0-5][0-9])(?![0-9])(?:[:.m]\s?(?P<second>[0-5][0-9])(?![0-9]))?)?"
    r"(?:[ \u00a0]?(?P<half>[ap])\.?[ \u00a0]?m\b\.?|[ \u00a0]?(?P<clock>uhr|h|o['’]clock|heures|uur)\b"
    rf"|(?=[ \u00a0](?:(?P<early>{_EARLY})|(?P<late>{_LATE}))(?!\w)))?(?![\w:]|[.,][0-9]|\s?(?:%|min))",
)


_BETWEEN = rf"[,\s\u00a0]{{1,2}}(?:(?:{AND})\s)?"
_spans = lazily(
    rf"(?<![\w.,])(?:(?P<hour>[0-9]{{1,3}})\s?(?:{_HOURS})(?!\w)(?:{_BETWEEN})?)?"
    rf"(?<!\w)(?P<minute>[0-9]{{1,3}})\s?(?:{_MINUTES})(?!\w)(?:(?:{_BETWEEN})(?P<second>[0-9]{{1,2}})\s?(?:{_SECONDS})(?!\w))?",
)
_EASTERN = re.compile(
    r"(?P<half>午前|午後|上午|下午|早上|凌晨|清晨|中午|晚上|深夜|오전|오후|새벽|밤|저녁)?\s?"
    r"(?<![0-9])(?P<hour>[0-9]{1,2})\s?(?:[時时点點]|시)(?![間间钟]|간)"
    r"\s?(?:(?P<minute>[0-9]{1,2})\s?[分분]|(?P<on>半|반))?"
)
_BEFORE_NOON = frozenset(str.split("午前 上午 早上 凌晨 清晨 오전 새벽"))
_AFTER_NOON = frozenset(str.split("午後 下午 晚上 오후 저녁"))


def check_clock(text: str, words: Words) -> Support | None:
    """The verdict on a text that is a time; None where it is none, or where the words hold no such time.

    Args:
        text: the value.
        words: the words it leans on.

    Example:
        >>> check_clock("06:40", Words("about 6.40 a.m.")).state, check_clock("06:40", Words("about 16.40"))
        ('supported', None)
        >>> check_clock("4:21:08", Words("in 4 hours, 21 minutes and 8 seconds")).state
        'supported'
    """
    value = _read_value(text.strip())
    if value is None:
        return None
    open_half = None
    context, start, end = words.window(30)
    for found in _find(context):
        if not (found.start < end and found.end > start) or found[1:3] != value[1:3]:
            continue
        if found.span is not value.span and not value.second:
            open_half = open_half or (_MAY_BE_SPAN if found.hour == value.hour else None)
            continue
        if found.hour == value.hour and not (value.sure and not found.sure and not found.span):
            return check_denial(context, found.start, found.end) or SUPPORTED
        if not found.span and (found.hour - value.hour) % 12 == 0 and not (found.sure and value.hour != found.hour):
            open_half = Support("unchecked", "The words do not say which half of the day it is.")
    return open_half or (Support("unsupported", "The words give another time.") if value.sure else None)


_MAY_BE_SPAN = Support("unchecked", "The words say how long something took.")


def _read_value(text: str) -> _Time | None:
    if len(text) > 40:
        return None
    found = _VALUE.fullmatch(text)
    if found is not None and (found["minute"] or found["half"]):
        half = (found["half"] or "").lower()
        return _Time(
            _of_24(int(found["hour"]), half), int(found["minute"] or 0), int(found["second"] or 0), sure=bool(half)
        )
    others = [time for time in (*_find_eastern(text), *_find_spans(text)) if time.start == 0 and time.end == len(text)]
    return others[0] if len(others) == 1 else None


def _find(text: str) -> Iterator[_Time]:
    for found in _printed().finditer(text):
        if (time := _of_the_day(found)) is not None:
            yield time
    yield from _find_spans(text)
    if not text.isascii():
        yield from _find_eastern(text)
    for hour in find_hours(text):
        yield _Time(hour.hour, hour.minute, 0, False, hour.sure, hour.start, hour.end)


def _of_the_day(found: re.Match[str]) -> _Time | None:
    """A time by the clock; None for a number that may be anything: 10.30 without "at", 7 without "Uhr"."""
    half = (found["half"] or ("a" if found["early"] else "p" if found["late"] else "")).lower()
    hour = int(found["hour"])
    if half and not 1 <= hour <= 12:
        return None
    if not (found["minute"] or half or found["clock"]) and not _is_at_hour(found):
        return None
    told = bool(half or found["clock"]) or found["second"] is not None
    if found["mark"] == "." and not told and not _AT.search(found.string, max(0, found.start() - _LEAD), found.start()):
        return None
    hour = _of_24(hour, half)
    sure = bool(half) or hour > 12 or found["hour"][0] == "0"
    return _Time(hour, int(found["minute"] or 0), int(found["second"] or 0), False, sure, *found.span())


def _of_24(hour: int, half: str) -> int:
    return hour % 12 + 12 * (half == "p") if half else hour


def _is_at_hour(found: re.Match[str]) -> bool:
    """Whether a bare number is an hour: "alle 21", but not "alle 21 aziende"."""
    text, start, end = found.string, *found.span()
    return _AT_HOUR.search(text, max(0, start - _LEAD), start) is not None and _COUNTING.match(text, end) is None


def _find_spans(text: str) -> Iterator[_Time]:
    """How long something took, in words."""
    for found in _spans().finditer(text) if "m" in text.lower() or not text.isascii() else ():
        if found["hour"] or found["second"]:
            hour, minute, second = (int(found[part] or 0) for part in ("hour", "minute", "second"))
            yield _Time(hour, minute, second, True, True, *found.span())


def _find_eastern(text: str) -> Iterator[_Time]:
    for found in _EASTERN.finditer(text):
        hour, half = int(found["hour"]), found["half"] or ""
        minute = 30 if found["on"] else int(found["minute"] or 0)
        if hour > 24 or minute > 59:
            continue
        if half in _AFTER_NOON and hour < 12:
            hour += 12
        sure = hour > 12 or half in _BEFORE_NOON or half in _AFTER_NOON
        yield _Time(hour, minute, 0, False, sure, *found.span())
