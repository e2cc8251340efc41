"""The check of texts that are dates or quarters: "2019-02" against "in February 2019", "2024-Q2" against words."""

from __future__ import annotations

import re
from functools import cache

from ..english_calendar import MONTH_NAMES
from ..values.date_mentions import find_dates
from ..values.dates import EdtfDate, as_date
from .days import check_date
from .verdicts import SUPPORTED, Support, Words

__all__ = ["check_period"]

_DAY = re.compile(r"[12][0-9]{3}-[01][0-9](?:-[0-3][0-9])?")
_QUARTER = re.compile(
    r"(?P<fy>FY\s?)?(?P<y1>[12][0-9]{3})[ /-]?(?P<k1>[QH])(?P<q1>[1-4])"
    r"|(?P<k2>[QH])(?P<q2>[1-4])[ /-]?(?P<fy2>FY\s?)?(?P<y2>[12][0-9]{3})"
    r"|(?P<q3>[1-4])(?P<k3>[QH])\s?(?P<y3>[12][0-9]{3}|[0-9]{2})"
)
_NOUN = r"quarters?|quartal\w*|trimestre\w*|trimester|kwarta[lł]\w*|квартал\w*|çeyre\w*|kwartaal|kvartal\w*"
_HALF_NOUN = r"half|halfyear|half-year|halbjahr\w*|semestre|semester|półrocz\w*|полугоди\w*|halvår\w*|yarı\w*"
_ORDINALS = {
    1: "first|1st|erste[nmrs]?|premier|1er|primer|primo|primeiro|pierwsz\\w+|перв\\w+|ilk|birinci|eerste|första|I",
    2: "second|2nd|zweite[nmrs]?|deuxième|2e|segundo|secondo|drugi\\w*|втор\\w+|ikinci|tweede|andra|II",
    3: "third|3rd|dritte[nmrs]?|troisième|3e|tercer|terzo|terceiro|trzeci\\w*|трет\\w+|üçüncü|derde|tredje|III",
    4: "fourth|4th|final|vierte[nmrs]?|quatrième|4e|cuarto|quarto|czwart\\w+|четв[её]рт\\w+|dördüncü|vierde|fjärde|IV",
}
_SIGNS = {
    quarter: rf"第?[{quarter}{han}](?:四半期|季度)|{quarter}분기|الربع {arabic}"
    for quarter, han, arabic in ((1, "一", "الأول"), (2, "二", "الثاني"), (3, "三", "الثالث"), (4, "四", "الرابع"))
}
_HALF_SIGNS = {1: "上半期|上半年|상반기", 2: "下半期|下半年|하반기"}
_YEAR = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")


@cache
def _printed(kind: str, number: int) -> re.Pattern[str]:
    noun = _NOUN if kind == "Q" else _HALF_NOUN
    signs = (_SIGNS if kind == "Q" else _HALF_SIGNS)[number]
    letters = "QT" if kind == "Q" else "HS"
    one = _ORDINALS[number]
    return re.compile(
        rf"(?<!\w)(?:{one}|{number}[.ºª°]?)[ -](?:(?:fiscal|business|calendar|финансов\w+)[ -])?(?:{noun})(?!\w)"
        rf"|(?<!\w)(?:{noun})(?!\w).{{1,40}}?(?<!\w)the\s(?:{one})\sof(?!\w)"
        rf"|(?<![\w.,])(?:[{letters}]{number}|{number}[{letters}])(?:[0-9]{{2}}|20[0-9]{{2}})?(?!\w)|{signs}",
        re.IGNORECASE,
    )


def check_period(text: str, words: Words) -> Support | None:
    """The verdict on a text that is a day, a month or a quarter in figures; None for other texts.

    Args:
        text: the value.
        words: the words it leans on.

    Example:
        >>> check_period("2019-02", Words("sued in February 2019"))
        Support(state='supported', reason='')
        >>> check_period("2024-Q2", Words("in the third quarter of 2024")) is None
        True
    """
    text = text.strip()
    if _DAY.fullmatch(text):
        return check_date(text, words) if as_date(text) else None
    if printed := _read_date(text):
        return _check_readings(printed, words)
    match = _QUARTER.fullmatch(text)
    if match is None:
        return None
    kind, number = next((match[f"k{n}"], int(match[f"q{n}"])) for n in (1, 2, 3) if match[f"k{n}"])
    year = int(match["y1"] or match["y2"] or match["y3"])
    if number > _PARTS[kind]:
        return None
    return _check_part(kind, number, year if year > 99 else 2000 + year, bool(match["fy"] or match["fy2"]), words)


_PARTS = {"Q": 4, "H": 2}
_LONGEST = 30


def _read_date(text: str) -> tuple[str, ...]:
    """The readings of a text that is a month or a day with its year, and nothing else: "05/11/2022", "May 2022"."""
    if len(text) > _LONGEST:
        return ()
    mentions = find_dates(text)
    if len(mentions) != 1 or mentions[0].relative or text[: mentions[0].start] or text[mentions[0].end :]:
        return ()
    dates = [as_date(reading) or EdtfDate(None) for reading in mentions[0].readings]
    return mentions[0].readings if dates and all(date.month is not None for date in dates) else ()


def _check_readings(readings: tuple[str, ...], words: Words) -> Support | None:
    """A date in figures that may be read in two ways is backed where one of them is said, and open to nothing else."""
    verdicts = [check_date(reading, words) for reading in readings]
    return next((verdict for verdict in verdicts if verdict.state == "supported"), None)


def _check_part(kind: str, number: int, year: int, fiscal: bool, words: Words) -> Support | None:
    """The verdict on a quarter or a half of a year."""
    window, start, end = words.window()
    said = next((m for m in _printed(kind, number).finditer(window) if m.start() < end and m.end() > start), None)
    if said is None:
        return _by_months(number, year, fiscal, words) if kind == "Q" else None
    parts = _PARTS[kind]
    if any(_printed(kind, other).search(words.quote) for other in range(1, parts + 1) if other != number):
        return _OPEN
    years = {int(found) for found in _YEAR.findall(words.quote)}
    if year in years:
        return SUPPORTED if len(years) == 1 else _OPEN
    if years:
        near = year - 1 in years or year + 1 in years
        return _OPEN if near and (fiscal or _FISCAL.search(words.quote)) else None
    known = as_date(words.published_on) if words.published_on else None
    if known is None or known.year is None or known.month is None or fiscal:
        return _OPEN
    past = known.year * parts + (known.month - 1) * parts // 12 - year * parts - (number - 1)  # parts since it began
    return SUPPORTED if 0 <= past < parts else _OPEN if -parts <= past < 2 * parts else None


_FISCAL = re.compile(r"fiscal|(?<!\w)FY|business\syear|[0-9]{2}[-/][0-9]{2}(?![0-9])", re.IGNORECASE)
_OPEN = Support("unchecked", "The words do not say for certain which quarter of which year it is.")


def _by_months(quarter: int, year: int, fiscal: bool, words: Words) -> Support | None:
    """A quarter that the words name by a month: "the quarter ended 31 March 2024", "the December quarter"."""
    if not re.search(rf"(?<!\w)(?:{_NOUN})(?!\w)", words.quote, re.IGNORECASE):
        return None
    for mention in find_dates(words.quote, words.published_on):
        for date in filter(None, map(as_date, mention.readings)):
            if date.month is not None and (date.month + 2) // 3 == quarter and date.year in (None, year):
                return _OPEN if fiscal or mention.relative or date.month % 3 else SUPPORTED
    named = re.search(rf"(?<!\w){MONTH_NAMES[3 * quarter - 1]}\squarter(?!\w)", words.quote, re.IGNORECASE)
    return _OPEN if named else None
