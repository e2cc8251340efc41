"""The check of dates against words: no more precise than the words, with the publication date, give them."""

from __future__ import annotations

from ..values.date_mentions import find_dates
from ..values.dates import _parse
from .plain_figures import find_plain_year
from .verdicts import SUPPORTED, Support, Words

__all__ = ["check_date"]


def check_date(value: object, words: Words) -> Support:
    """A date no more precise than the words, with the publication date, give it."""
    date = _parse(str(value).strip())
    if date is None:
        return Support("unchecked", f"{value!r} is no date of the form 2018-04-09.")
    text, start, end = words.window()
    if date.month is None and find_plain_year(str(date), text, start, end):
        return SUPPORTED
    mentions = [m for m in find_dates(text, words.published_on) if m.start < end and m.end > start]
    doubt = None
    for mention in mentions:
        for reading in mention.readings:
            other = _parse(reading)
            if other and all(x is None or x == y for x, y in zip(date, other, strict=True)):
                if not mention.doubtful or date.day is None:
                    return SUPPORTED
                doubt = Support("unchecked", "The weekday printed beside it is another one.")
    if doubt:
        return doubt
    said = [m.readings[0] for m in mentions if m.readings]
    if said:
        return Support("unsupported", f"The words say {', '.join(said[:3])}.")
    if mentions:
        return Support("unsupported", f"{text[mentions[0].start : mentions[0].end]!r} needs a publication date.")
    return Support("unsupported", "The words hold no date.")
