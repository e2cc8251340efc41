"""All dates in a text, with month names of many languages, numeric forms and relative words.

Each mention keeps every usual reading (``4/9/2018`` is 9 April or 4 September). Relative words ("Monday", "last July")
are resolved against a publication date; without one, an unknown year stays ``XXXX`` and a bare weekday gives nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from .date_pairs import fit_together
from .date_patterns import match_digits, match_word
from .date_readers import READERS
from .date_starts import find_starts
from .dates import EdtfDate, as_date
from .eastern_dates import CJK_STARTS
from .month_names import FEASTS, RELATIVE_DAYS

__all__ = ["DateMention", "find_dates"]

LIMIT = 200_000


class DateMention(NamedTuple):
    """One date in a text.

    Args:
        readings: EDTF strings, each a usual reading of the words; empty for a relative word that cannot be resolved.
        start: where it begins (code points).
        end: where it ends.
        relative: the words need a publication date to be fully understood ("Monday", "last July").
        doubtful: a weekday beside it is another one than its own ("Tuesday, April 9, 2018").
    """

    readings: tuple[str, ...]
    start: int
    end: int
    relative: bool = False
    doubtful: bool = False


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
    known = as_date(published_on) if published_on else None
    found = [_read(match, known) for match in _matches(text[:LIMIT])]
    return [DateMention(*one) for one in fit_together(text, found)]


def _matches(text: str) -> Iterator[re.Match[str]]:
    position = 0
    for at, end in find_starts(text):
        if at < position:
            continue
        first = text[at]
        if first.isdecimal() or first in "'’":
            match = _at_digit(text, at, end - at)
        elif first >= "\u2e80":
            match = match_word(text, at, end) or _in_run(text, at, end)
        else:
            match = match_word(text, at, end)
        if match and not _is_word(match):
            position = match.end()
            yield match


def _at_digit(text: str, at: int, digits: int) -> re.Match[str] | None:
    before = text[at - 1 : at]
    if before and ((before.isalpha() and before < "\u2e80") or before in "_$€£¥₹"):
        return None
    return match_digits(text, at, digits)


_RUN_STARTS = frozenset(day[0] for day in (*RELATIVE_DAYS, *FEASTS)) | CJK_STARTS


def _in_run(text: str, start: int, end: int) -> re.Match[str] | None:
    """A relative day inside a run without spaces (公司昨日宣布)."""
    for at in range(start, min(end, start + 200)):
        first = text[at]
        if (first < "\u2e80" or first in _RUN_STARTS) and (match := match_word(text, at, None)):
            return match
    return None


_AMBIGUOUS = frozenset(
    str.split(
        "may mar march mars marco marca ago gen giu mag lug ott out mai mei ene jan dec sep set dez dic nov "
        "abr mart luty"
    )
)
_LEADS = re.compile(
    r"(?<!\w)(?:in|since|until|till|by|from|to|of|during|early|late|mid|mid-|through|before|after|en|im|seit|bis|nel|em"
    r"|for|and|ab|de|di)\s$",
    re.IGNORECASE,
)


def _is_word(match: re.Match[str]) -> bool:
    """A month's name that is only a word here: "may", "March" without a day, a year or a preposition."""
    if match.lastgroup != "my":
        return False
    if any(match.group(g) for g in ("bmy", "blast", "bnext", "bthis", "blastyear", "bmyh")):
        return False
    name = match.group("bmonth")
    lowered = name.lower()
    if lowered in ("may", "march", "mar") and not name[0].isupper():
        return True
    return lowered in _AMBIGUOUS and not _LEADS.search(match.string, max(0, match.start() - 9), match.start())


_Read = tuple[tuple[str, ...], int, int, bool, bool]


def _read(match: re.Match[str], known: EdtfDate | None) -> _Read:
    # the outermost group closes last, so it names the form
    dates, relative = READERS[match.lastgroup or "year"](match, known)
    seen = dict.fromkeys(str(d) for d in dates if d.valid)
    return tuple(seen), match.start(), match.end(), relative, False
