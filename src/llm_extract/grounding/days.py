"""The check of dates against words: no more precise than the words, with the publication date, give them."""

from __future__ import annotations

import re
from datetime import timedelta

from ..values.date_mentions import DateMention, find_dates
from ..values.dates import EdtfDate, _parse
from ..values.relative_days import as_day
from .plain_figures import find_plain_year
from .verdicts import SUPPORTED, Support, Words

__all__ = ["check_date"]


_MOMENT = re.compile(r"\s*([0-9]{4}-[0-9]{2}-[0-9]{2})[T ][0-9]{2}:[0-9]{2}")


def _check_moment(day: str, words: Words) -> Support:
    """A day with a time: the day must be the words' own, or a neighbour in another time zone; the time stays open."""
    date = as_day(_parse(day))
    if date is None:
        return Support("unchecked", f"{day!r} is no day.")
    around = [check_date(str(date + timedelta(shift)), words) for shift in (0, -1, 1)]
    if any(verdict.state != "unsupported" for verdict in around):
        return Support("unchecked", "The words are held against the day alone, not against the time.")
    return around[0]


def check_date(value: object, words: Words) -> Support:
    """A date no more precise than the words, with the publication date, give it."""
    date = _parse(str(value).strip())
    if date is None and (moment := _MOMENT.match(str(value))):
        return _check_moment(moment.group(1), words)
    if date is None:
        return Support("unchecked", f"{value!r} is no date of the form 2018-04-09.")
    text, start, end = words.window()
    if date.month is None and find_plain_year(str(date), text, start, end):
        return SUPPORTED
    mentions = [m for m in find_dates(text, words.published_on) if m.start < end and m.end > start]
    if verdict := _said(date, mentions):
        return verdict
    said = [m.readings[0] for m in mentions if m.readings]
    if said:
        return Support("unsupported", f"The words say {', '.join(said[:3])}.")
    if mentions:
        return Support("unsupported", f"{text[mentions[0].start : mentions[0].end]!r} needs a publication date.")
    return Support("unsupported", "The words hold no date.")


def _said(date: EdtfDate, mentions: list[DateMention]) -> Support | None:
    """Whether a mention is this date, or a more precise one within it; None where none is."""
    doubt = None
    for mention in mentions:
        for reading in mention.readings:
            other = _parse(reading)
            if other and all(x is None or x == y for x, y in zip(date, other, strict=True)):
                if not mention.doubtful or date.day is None:
                    return SUPPORTED
                doubt = Support("unchecked", "The weekday printed beside it is another one.")
    return doubt
