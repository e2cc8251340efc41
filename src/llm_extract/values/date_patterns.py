"""The forms in which dates are written: patterns for what begins with a digit and for what begins with a word.

Each form is one named group, the outermost one, so that a match's ``lastgroup`` names it.
"""

from __future__ import annotations

import re
from functools import cache

from .month_names import MONTHS, RELATIVE_DAYS, WEEKDAYS

__all__ = ["digit_forms", "forms_by_word", "match_word", "year_forms"]


def _alternatives(words: list[str]) -> str:
    return "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True))


_SEPARATOR = r"\s?(?:-|–|—|to|and|&|/|bis|und|au|et|al|y)\s?"
_ISO = (
    r"(?P<iso>(?P<iy>[12][0-9]{3})(?P<sep>[-/.])(?P<im>1[0-2]|0?[1-9])"
    r"(?:(?P=sep)(?P<id>3[01]|[12][0-9]|0?[1-9]))?(?![0-9]|[-/.][0-9]))"
)
_NUMERIC = (
    r"(?P<num>(?P<n1>[0-3]?[0-9])(?P<nsep>[-/.])(?P<n2>[0-3]?[0-9])(?P=nsep)(?P<ny>[12][0-9]{3}|[0-9]{2})"
    r"(?![0-9]|[-/.][0-9]))"
)
_CJK = (
    r"(?P<cjk>(?:(?P<cy>[12][0-9]{3})\s?[年년]\s?)?(?P<cm>[01]?[0-9])\s?[月월](?:\s?(?P<cd>[0-3]?[0-9])\s?[日号號일])?)"
    r"|(?P<cjkyear>(?P<cy2>[12][0-9]{3})\s?[年년])"
)
_SPAN = r"(?P<span>(?P<sy>1[5-9][0-9]{2}|20[0-9]{2})\s?[-–/]\s?(?P<sy2>[0-9]{2}|20[0-9]{2})(?![0-9]))"
_YEAR = r"(?P<year>1[5-9][0-9]{2}|20[0-9]{2}|2100)(?![0-9])"
_AGO = (
    r"(?P<ago>(?P<acount>[0-9]{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten)\s"
    r"(?P<aunit>day|week|month|year)s?\s(?:ago|earlier)(?!\w))"
)
_UNIT = (
    r"(?P<unit>(?P<uwhich>last|past|previous|this|next|coming|current|earlier this|later this|letzten?"
    r"|vergangenen?|diesem?|"
    r"dieses|nächsten?)\s(?P<uname>year|month|week|quarter|jahr(?:es)?|monats?|woche)(?!\w))"
)
_QUARTER = (
    r"(?P<quarter>(?:[QHT][1-4]|[1-4][QH]|(?:first|second|third|fourth|1st|2nd|3rd|4th"
    r"|last)[ -](?:fiscal )?(?:quarter|half)|"
    r"[1-4]\.\s?(?:quartal|halbjahr))(?!\w)(?:\s(?:of|in|des jahres))?[\s,]*(?:(?:FY|fiscal year|fiscal)\s?)?"
    r"(?:['’](?P<qshort>[0-9]{2})|(?P<qyear>1[5-9][0-9]{2}|20[0-9]{2})(?!\w)|(?P<qlast>last year)"
    r"|(?P<qthis>this year))?)"
)
_FISCAL = r"(?P<fy>(?:FY\s?|['’])(?P<fyshort>[0-9]{2})(?![0-9s]))"
_WHICH_YEAR = (
    r"(?:\s(?:of\s)?(?P<{0}lastyear>last year|the previous year|the year before)"
    r"|\s(?:of\s)?(?P<{0}thisyear>this year)|\s(?:of\s)?(?P<{0}nextyear>next year))?"
)


@cache
def _month() -> str:
    return _alternatives(list(MONTHS))


@cache
def digit_forms() -> re.Pattern[str]:
    """What may begin with a digit."""
    ending = r"(?![0-9])(?:st|nd|rd|th|er|º|ª|\.|e)?"
    day_month = (
        rf"(?P<dm>(?P<day>[0-3]?[0-9]){ending}(?:{_SEPARATOR}(?P<day2>[0-3]?[0-9]){ending})?\s?(?:of\s|de\s|di\s"
        rf"|d['’])?"
        rf"(?P<dmon>{_month()})(?!\w)(?:\.(?=,?\s?[0-9]))?(?:,?\s(?:de\s|del\s"
        rf"|of\s)?(?P<dmy>[12][0-9]{{3}})(?![0-9]))?"
        rf"{_WHICH_YEAR.format('dm')})"
    )
    forms = (_ISO, _NUMERIC, _CJK, day_month, _AGO, _QUARTER, _FISCAL, _SPAN, _YEAR)
    return re.compile("|".join(forms), re.IGNORECASE)


@cache
def year_forms() -> re.Pattern[str]:
    """What may begin with four digits."""
    return re.compile("|".join((_ISO, _CJK, _SPAN, _YEAR)), re.IGNORECASE)


_WHICH = (
    r"(?:(?:(?P<{0}last>last|past|previous|vergangenen?|letzten?)|(?P<{0}next>next|coming|nächsten?|kommenden?)"
    r"|(?P<{0}this>this|diese[nsm]?))\s)?"
)
_WORD_FORMS = {
    # month and weekday are any words here: match_word looks them up
    "md": (
        rf"(?P<md>{_WHICH.format('')}(?P<month>[^\W\d_]++)(?!\w)\.?\s(?P<mday>[0-3]?[0-9])"
        r"(?![0-9]|[.,][0-9]|\s?(?:million|billion|%|percent|per cent))(?:st|nd|rd|th)?"
        r"(?:\s?(?:-|–|—|to|and|&)\s?(?P<mday2>[0-3]?[0-9])(?![0-9])(?:st|nd|rd"
        r"|th)?)?(?:,?\s(?P<mdy>[12][0-9]{3})(?![0-9]))?)"
    ),
    "my": (
        rf"(?P<my>{_WHICH.format('b')}(?P<bmonth>[^\W\d_]++)(?!\w)(?:\.(?=,?\s?[0-9]))?"
        rf"(?:,?\s?(?:de\s|del\s|of\s|['’])?(?P<bmy>[12][0-9]{{3}}"
        rf"|(?<=['’])[0-9]{{2}})(?![0-9]))?{_WHICH_YEAR.format('b')})"
    ),
    "wd": (
        r"(?P<wd>(?:(?:(?P<wlast>last|past)|(?P<wnext>next|coming))\s)?"
        r"(?P<weekday>(?:segunda|terça|quarta|quinta|sexta)-feira|[^\W\d_]++)(?!\w))"
    ),
    "rel": rf"(?P<rel>(?:{_alternatives(list(RELATIVE_DAYS))})(?![a-zäöü]))",
    "unit": _UNIT,
    "ago": _AGO,
    "quarter": _QUARTER,
    "fy": _FISCAL,
}
_LOOKED_UP = {"md": ("month", MONTHS), "my": ("bmonth", MONTHS), "wd": ("weekday", WEEKDAYS)}
_ALL = tuple(_WORD_FORMS)


@cache
def _word_form(name: str) -> re.Pattern[str]:
    return re.compile(_WORD_FORMS[name], re.IGNORECASE)


def match_word(text: str, at: int, end: int | None) -> re.Match[str] | None:
    """The date that begins with a word at a place.

    Args:
        text: any text.
        at: where the word begins.
        end: where the word ends; None for a place inside a run without spaces, where any form may begin.
    """
    names = _ALL if end is None else forms_by_word().get(text[at:end].lower(), ())
    for name in names:
        match = _word_form(name).match(text, at)
        if match is None:
            continue
        if name in _LOOKED_UP:
            group, known = _LOOKED_UP[name]
            if match.group(group).lower() not in known:
                continue
        return match
    return None


@cache
def forms_by_word() -> dict[str, tuple[str, ...]]:
    """The words with which a date may begin, and the forms that begin so, in the order in which they are tried."""
    rows = (
        ("md my", MONTHS),
        ("wd", [*WEEKDAYS, "segunda"]),
        ("rel", [re.split("[ '’-]", w)[0] for w in RELATIVE_DAYS]),
        ("md my wd rel unit quarter", str.split("last past previous next coming this")),
        ("md my", str.split("kommende kommenden")),
        ("md my unit", str.split(
            "vergangene vergangenen letzte letzten nächste nächsten diese diesen dieses diesem"
        )),
        ("unit", str.split("current earlier later")),
        ("ago", str.split("a an one two three four five six seven eight nine ten")),
        ("quarter", str.split("first second third fourth q h t")),
        ("fy", ["fy"]),
        ("rel", ["the"]),
    )  # fmt: skip
    found: dict[str, set[str]] = {}
    for forms, words in rows:
        for word in words:
            found.setdefault(word, set()).update(forms.split())
    return {word: tuple(form for form in _ALL if form in forms) for word, forms in found.items()}
