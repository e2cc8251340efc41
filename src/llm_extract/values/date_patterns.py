"""The forms in which dates are written: patterns for what begins with a digit and for what begins with a word.

Each form is one named group, the outermost one, so that a match's ``lastgroup`` names it.
"""

from __future__ import annotations

import re
from functools import cache

from .dates_ago import AGO_STARTS, ago_after_digits, ago_after_words
from .eastern_dates import DAY_ALONE, EASTERN_FORMS
from .month_names import FEASTS, MONTHS, RELATIVE_DAYS, RELATIVE_PERIODS, WEEKDAYS

__all__ = ["forms_by_word", "match_digits", "match_word"]


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
_SPACED = (
    r"(?P<isospaced>(?P<spy>[12][0-9]{3})\.\s(?P<spm>1[0-2]|0?[1-9])\.\s(?P<spd>3[01]|[12][0-9]|0?[1-9])(?![0-9]))"
    r"|(?P<numspaced>(?P<sd>3[01]|[12][0-9]|0?[1-9])\.\s(?P<sm>1[0-2]|0?[1-9])\.\s(?P<sny>[12][0-9]{3})(?![0-9]))"
)
_ROMAN = (
    r"(?P<roman>(?P<rday>[0-3]?[0-9])(?P<rsep>[./ -])\s?(?P<rmon>(?a:I{1,3}|IV|VI{0,3}|IX|XI{0,2}))(?P=rsep)\s?"
    r"(?P<ryear>[12][0-9]{3})(?![0-9]))"
)
_MONTH_OF_YEAR = r"(?P<slash>(?P<slm>(?:1[0-2]|0[1-9])[./]|[1-9]/)(?P<sly>(?:19|20)[0-9]{2})(?![0-9]|[-/.][0-9]))"
_COMPACT = re.compile(
    r"(?P<compact>(?P<coy>(?:19|20)[0-9]{2})(?P<com>1[0-2]|0[1-9])(?P<cod>3[01]|[12][0-9]|0[1-9]))(?![0-9.,])"
)
_VIETNAMESE = r"(?P<vi>(?P<vd>[0-3]?[0-9])\stháng\s(?P<vm>1[0-2]|0?[1-9])(?:(?:\snăm\s|,\s|/)(?P<vy>[12][0-9]{3}))?)"
_CJK = (
    r"(?P<cjk>(?:(?P<cy>[12][0-9]{3})\s?[年년]\s?)?(?P<cm>[01]?[0-9])\s?[月월](?:\s?(?P<cd>[0-3]?[0-9])\s?[日号號일])?)"
    r"|(?P<cjkyear>(?P<cy2>[12][0-9]{3})\s?[年년])|(?P<cjkshort>(?<![0-9第])(?P<csy>[0-9]{2})(?:[年년]\s?(?P<csm>1[0-2]"
    r"|0?[1-9])\s?[月월](?:\s?(?P<csd>[0-3]?[0-9])\s?[日号일])?|年(?=[春夏秋冬末初]|から|度|に(?![わ及一1１も渡亘]))))"
)
_SPAN = r"(?P<span>(?P<sy>1[5-9][0-9]{2}|20[0-9]{2})\s?[-–/]\s?(?P<sy2>[0-9]{2}|20[0-9]{2})(?![0-9]))"
_YEAR = (
    r"(?P<year>1[5-9][0-9]{2}|20[0-9]{2}|2100|(?<=\bin\s)1[0-4][0-9]{2})(?![0-9]|-[0-9]{3}|(?:\s[0-9]{3}){2}(?![0-9]))"
    r"(?!(?<=0)['’]?s(?!\w))"  # the 1990s are no year
)
_AGO = (
    r"(?P<ago>(?P<acount>[0-9]{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten)\s"
    r"(?P<aunit>hour|day|week|month|year|decade)s?\s(?:ago|earlier)(?!\w))"
)
_UNIT = (
    r"(?P<unit>(?P<uwhich>last|past|previous|this|next|coming|current|earlier this|later this|letzten?|vergangenen?"
    r"|diesem?|dieses|nächsten?)\s(?P<uname>year|month|week|quarter|spring|summer|autumn|fall|winter|jahr(?:es)?"
    r"|monats?|woche)(?!\w))"
)
_QUARTER = (
    r"(?P<quarter>(?:[1-4][QH]|[QH][1-4](?=FY))(?:FY)?(?P<qglued>[0-9]{2}|20[0-9]{2})(?!\w)"
    r"|(?:[QHT][1-4]|[1-4][QH]|(?:first|second|third|fourth|1st|2nd|3rd|4th|last)[ -](?:fiscal )?(?:quarter|half)"
    r"|[1-4]\.\s?(?:quartal|halbjahr))(?!\w)(?:\s(?:of|in|des jahres))?[\s,/-]*(?:FY\s?(?P<qfy>[0-9]{2})(?!\w)"
    r"|(?:(?:FY|fiscal year|fiscal)\s?)?)(?:(?:['’]|(?<=/))(?P<qshort>[0-9]{2})(?![0-9])"
    r"|(?P<qyear>1[5-9][0-9]{2}|20[0-9]{2})(?!\w)|(?P<qlast>last year)|(?P<qthis>this year))?)"
)
_FISCAL = (
    r"(?P<fy>(?:(?:FY|CY)\s?(?:(?P<fyfull>(?:19|20)[0-9]{2})|(?P<fyletters>[0-9]{2}))(?:[-–/](?P<fyend>[0-9]{2}"
    r"|20[0-9]{2}))?|['’](?P<fyshort>[0-9]{2}))(?!\w))"
)
_LAST_YEAR = (
    r"last year|the previous year|the year before|do ano passado|del (?:año pasado|pasado año)|dell['’]anno scorso"
    r"|dello scorso anno|de l['’](?:année dernière|an dernier)|(?:des )?(?:vergangenen|letzten|vorigen) jahres"
    r"|(?:van )?(?:vorig|afgelopen) jaar|прошлого года|(?:zeszłego|ubiegłego) roku"
)
_THIS_YEAR = (
    r"this year|deste ano|de este año|di quest['’]anno|de cette année|dieses jahres|(?:van )?dit jaar|этого года"
    r"|(?:tego|bieżącego) roku"
)
_NEXT_YEAR = (
    r"next year|do próximo ano|do ano que vem|del (?:próximo año|año próximo|año que viene)|dell['’]anno prossimo"
    r"|del prossimo anno|de l['’](?:année prochaine|an prochain)|(?:des )?(?:nächsten|kommenden) jahres"
    r"|(?:van )?volgend jaar|следующего года|przyszłego roku"
)
_WHICH_YEAR = (
    rf"(?:\s(?:of\s)?(?P<{{0}}lastyear>{_LAST_YEAR})|\s(?:of\s)?(?P<{{0}}thisyear>{_THIS_YEAR})"
    rf"|\s(?:of\s)?(?P<{{0}}nextyear>{_NEXT_YEAR}))?"
)


# any word here: match_digits looks it up; with the vowel signs of Devanagari and Thai
_ANY_MONTH = r"(?:[^\W\d_]|[\u0900-\u0903\u093a-\u094f\u0e31\u0e34-\u0e4e])++"


@cache
def _digit_forms() -> re.Pattern[str]:
    """What may begin with up to three digits, but for days before a month's name."""
    forms = (
        _ISO, _NUMERIC, _SPACED, _ROMAN, _VIETNAMESE, _CJK, _AGO, ago_after_digits(), _QUARTER, _FISCAL, DAY_ALONE,
        _MONTH_OF_YEAR,
    )  # fmt: skip
    return re.compile("|".join(forms), re.IGNORECASE)


@cache
def _year_forms() -> re.Pattern[str]:
    """What may begin with four digits, but for a year before a month's name."""
    return re.compile("|".join((_ISO, _SPACED, _CJK, _SPAN, _YEAR)), re.IGNORECASE)


_DAY_OF_MONTH = re.compile(
    r"(?P<daymonth>(?P<dyd>3[01]|[12][0-9]|0?[1-9])(?:/(?P<dym>1[0-2]|0?[1-9])|\.(?P<dyp>1[0-2]|0?[1-9])(?=\.))"
    r"(?![0-9]|[-/.][0-9]|\s(?:d['’]|de[sil]?\s|du\s|dei\s|della\s|degli\s)))"
)


@cache
def _day_of_month_before(sign: str) -> re.Pattern[str]:
    """Words after which 12/9 or 12.9. is a day and its month, in languages that write the day first."""
    if sign == ".":
        return re.compile(r"(?<!\w)(?:am|vom|zum|den|seit|bis|ab)\s$", re.IGNORECASE)
    listed = "|".join(re.escape(word) for word in (*WEEKDAYS, "segunda", "terça", "quarta", "quinta", "sexta"))
    return re.compile(
        rf"(?<!\w)(?:ngày|sáng|trưa|chiều|tối|đêm|tanggal|dia|día|el|le|il|(?:{listed}),?)\s\(?$",
        re.IGNORECASE,
    )


@cache
def _day_month() -> re.Pattern[str]:
    ending = r"(?![0-9])(?:st|nd|rd|th|er|º|ª|\.|e|-го)?"
    return re.compile(
        rf"(?P<dm>(?P<day>[0-3]?[0-9]){ending}(?:{_SEPARATOR}(?:(?P<dwd>[^\W\d_]{{3,}}),?\s)?(?P<day2>[0-3]?[0-9]){ending})?(?:\s?|-)(?:of\s|de\s|di\s"
        rf"|d['’])?"
        rf"(?P<dmon>{_ANY_MONTH})(?![^\W\d_])(?:\.(?=,?\s?[0-9]))?(?:(?:,?\s(?:de\s|del\s"
        rf"|of\s)?|[-.](?=[0-9]{{4}})|(?=[0-9]))(?P<dmy>[12][0-9]{{3}})(?![0-9])|(?:-"
        rf"|,?\s['’])(?P<dmys>[0-9]{{2}})(?![0-9]))?"
        rf"{_WHICH_YEAR.format('dm')})",
        re.IGNORECASE,
    )


@cache
def _year_first() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<ymd>(?P<ymy>[12][0-9]{{3}})[.,]?[\s-](?P<ymon>{_ANY_MONTH})(?![^\W\d_])\.?[\s-](?P<ymday>[0-3]?[0-9])"
        r"(?![0-9]|[.,][0-9]))",
        re.IGNORECASE,
    )


def match_digits(text: str, at: int, digits: int) -> re.Match[str] | None:
    """The date that begins with digits at a place.

    Args:
        text: any text.
        at: where the digits begin.
        digits: how many they are; 1 also for the apostrophe of ’18.
    """
    if digits > 4:
        return _COMPACT.match(text, at) if digits == 8 else None
    named, group = (_year_first(), "ymon") if digits == 4 else (_day_month(), "dmon")
    if match := named.match(text, at):
        month, day = match.group(group).lower(), match.groupdict().get("dwd")
        if month in MONTHS and (not day or day.lower() in WEEKDAYS):
            return match
    match = (_year_forms() if digits == 4 else _digit_forms()).match(text, at)
    if match is None and digits < 3 and text[at + digits : at + digits + 1] in ("/", "."):
        match = _DAY_OF_MONTH.match(text, at)
        if match and not _day_of_month_before(text[at + digits]).search(text, max(0, at - 24), at):
            return None
    return match


_WHICH = (
    r"(?:(?:(?P<{0}last>last|past|previous|vergangenen?|letzten?)|(?P<{0}next>next|coming|nächsten?|kommenden?)"
    r"|(?P<{0}this>this|diese[nsm]?))\s)?"
)
_WORD_FORMS = {
    # month and weekday are any words here: match_word looks them up
    "md": (
        rf"(?P<md>{_WHICH.format('')}(?P<month>{_ANY_MONTH})(?!\w)\.?\s(?P<mday>[0-3]?[0-9])"
        r"(?![0-9]|[.,][0-9]|\s?(?:million|billion|%|percent|per cent))(?:st|nd|rd|th)?"
        r"(?:(?P<mlist>(?:,\s?[0-3]?[0-9](?=,\s?[0-9]|,?\s(?:and|&)\s[0-9]))*),?\s?(?:-|–|—|to|and"
        r"|&)\s?(?P<mday2>[0-3]?[0-9])"
        r"(?![0-9])(?:st|nd|rd|th)?)?(?:,?\s(?P<mdy>[12][0-9]{3})(?![0-9])|,?\s['’](?P<mdys>[0-9]{2})(?![0-9]))?)"
    ),
    "my": (
        rf"(?P<my>{_WHICH.format('b')}(?P<bmonth>{_ANY_MONTH})(?!\w)(?:\.(?=,?\s?[0-9]))?"
        rf"(?:,?\s?(?:de\s|del\s|of\s|['’])?(?P<bmy>[12][0-9]{{3}}"
        rf"|(?<=['’])[0-9]{{2}})(?![0-9])|-(?P<bmyh>[0-9]{{2}})(?![0-9]))?{_WHICH_YEAR.format('b')})"
    ),
    "wd": (
        r"(?P<wd>(?:(?:(?P<wlast>last|past)|(?P<wnext>next|coming))\s)?"
        rf"(?P<weekday>(?:segunda|terça|quarta|quinta|sexta)-feira|{_ANY_MONTH})(?!\w)"
        r"(?:\s(?:of\s)?(?P<wweek>last|this|next)\sweek(?!\w))?)"
    ),
    "rel": rf"(?P<rel>(?:{_alternatives(list(RELATIVE_DAYS))})(?![a-zäöü]))",
    "feast": (
        rf"(?P<feast>(?P<fname>{_alternatives(list(FEASTS))})(?![^\W\d_])(?:,?\s(?:of\s)?(?P<fyear>[12][0-9]{{3}})(?![0-9]))?)"
    ).replace("'", "['’]"),
    "relp": rf"(?P<relp>(?:{_alternatives(list(RELATIVE_PERIODS))})(?!\w))".replace("'", "['’]"),
    "ordinal": (
        r"(?P<ordinal>(?P<oword>premier|primero|primo|(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth"
        r"|tenth|eleventh|twelfth|twentieth|thirtieth|thirty-first)(?=\sof\s))\s(?:of\s"
        r"|de\s)?(?P<omonth>[^\W\d_]++)(?!\w)(?:,?\s(?:de\s)?(?P<oy>[12][0-9]{3})(?![0-9]))?)"
    ),
    **EASTERN_FORMS,
    "agoany": "",
    "unit": _UNIT,
    "ago": _AGO,
    "quarter": _QUARTER,
    "fy": _FISCAL,
}
_LOOKED_UP = {
    "md": ("month", MONTHS),
    "my": ("bmonth", MONTHS),
    "wd": ("weekday", WEEKDAYS),
    "ordinal": ("omonth", MONTHS),
}
_ALL = tuple(_WORD_FORMS)
_IN_RUN = ("rel", "feast", *EASTERN_FORMS, "agoany")


@cache
def _word_form(name: str) -> re.Pattern[str]:
    return re.compile(_WORD_FORMS[name] or ago_after_words(), re.IGNORECASE)


def match_word(text: str, at: int, end: int | None) -> re.Match[str] | None:
    """The date that begins with a word at a place.

    Args:
        text: any text.
        at: where the word begins.
        end: where the word ends; None for a place inside a run without spaces, where any form may begin.
    """
    names = forms_by_word().get(text[at:end].lower(), ()) if end is not None else _ALL
    if end is None and text[at] >= "\u2e80":
        names = _IN_RUN
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
        ("wd", [*WEEKDAYS, *str.split("segunda terça quarta quinta sexta")]),
        ("feast", [re.split("[ '’]", name)[0] for name in FEASTS]),
        ("rel", [re.split("[ '’-]", w)[0] for w in RELATIVE_DAYS]),
        ("md my wd rel unit quarter", str.split("last past previous next coming this")),
        ("md my", str.split("kommende kommenden")),
        ("md my unit", str.split(
            "vergangene vergangenen letzte letzten nächste nächsten diese diesen dieses diesem"
        )),
        ("unit", str.split("current earlier later")),
        ("ago", str.split("a an one two three four five six seven eight nine ten")),
        ("quarter", str.split("first second third fourth q h t")),
        ("fy", ["fy", "cy"]),
        ("relp", [re.split("[ '’-]", phrase)[0] for phrase in RELATIVE_PERIODS]),
        ("ordinal", str.split(
            "premier primero primo first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
            "twentieth thirtieth thirty"
        )),
        ("agoany", AGO_STARTS),
        ("rel", ["the"]),
    )  # fmt: skip
    found: dict[str, set[str]] = {}
    for forms, words in rows:
        for word in words:
            found.setdefault(word, set()).update(forms.split())
    return {word: tuple(form for form in _ALL if form in forms) for word, forms in found.items()}
