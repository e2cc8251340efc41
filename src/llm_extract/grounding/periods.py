"""The check of texts that are dates or quarters: "2019-02" against "in February 2019", "2024-Q2" against words."""

from __future__ import annotations

import re
from functools import cache

from ..values.date_mentions import find_dates
from ..values.dates import as_date
from .days import check_date
from .verdicts import SUPPORTED, Support, Words

__all__ = ["check_period"]

_DAY = re.compile(r"[12][0-9]{3}-[01][0-9](?:-[0-3][0-9])?")
_QUARTER = re.compile(
    r"(?P<fy>FY\s?)?(?P<y1>[12][0-9]{3})[ /-]?Q(?P<q1>[1-4])|Q(?P<q2>[1-4])[ /-]?(?P<fy2>FY\s?)?(?P<y2>[12][0-9]{3})"
    r"|(?P<q3>[1-4])Q\s?(?P<y3>[12][0-9]{3}|[0-9]{2})"
)
_NOUN = r"quarters?|quartal\w*|trimestre\w*|trimester|kwarta[lł]\w*|квартал\w*|çeyre\w*|kwartaal|kvartal\w*"
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
_YEAR = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")


@cache
def _printed(quarter: int) -> re.Pattern[str]:
    one = _ORDINALS[quarter]
    return re.compile(
        rf"(?<!\w)(?:{one}|{quarter}[.ºª°]?)[ -](?:(?:fiscal|business|calendar|финансов\w+)[ -])?(?:{_NOUN})(?!\w)"
        rf"|(?<!\w)(?:{_NOUN})(?!\w).{{1,40}}?(?<!\w)the\s(?:{one})\sof(?!\w)"
        rf"|(?<![\w.,])(?:[QT]{quarter}|{quarter}[QT])(?:[0-9]{{2}}|20[0-9]{{2}})?(?!\w)|{_SIGNS[quarter]}",
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
    match = _QUARTER.fullmatch(text)
    if match is None:
        return None
    quarter = int(match["q1"] or match["q2"] or match["q3"])
    year = int(match["y1"] or match["y2"] or match["y3"])
    return _check_quarter(quarter, year if year > 99 else 2000 + year, bool(match["fy"] or match["fy2"]), words)


def _check_quarter(quarter: int, year: int, fiscal: bool, words: Words) -> Support | None:
    window, start, end = words.window()
    said = next((m for m in _printed(quarter).finditer(window) if m.start() < end and m.end() > start), None)
    if said is None or any(_printed(other).search(words.quote) for other in range(1, 5) if other != quarter):
        return _by_months(quarter, year, fiscal, words) if said is None else _OPEN
    years = {int(found) for found in _YEAR.findall(words.quote)}
    if year in years:
        return SUPPORTED if len(years) == 1 else _OPEN
    if years:
        return _OPEN if year - 1 in years or year + 1 in years else None
    known = as_date(words.published_on) if words.published_on else None
    if known is None or known.year is None or known.month is None or fiscal:
        return _OPEN
    last = (known.year * 12 + known.month - 1) // 3 - year * 4 - (quarter - 1)  # quarters since it began
    return SUPPORTED if 0 <= last < 4 else _OPEN if -4 <= last < 8 else None


_OPEN = Support("unchecked", "The words do not say for certain which quarter of which year it is.")


def _by_months(quarter: int, year: int, fiscal: bool, words: Words) -> Support | None:
    """A quarter that the words name by a month: "the quarter ended 31 March 2024", "the December quarter"."""
    if not re.search(rf"(?<!\w)(?:{_NOUN})(?!\w)", words.quote, re.IGNORECASE):
        return None
    for mention in find_dates(words.quote, words.published_on):
        for date in filter(None, map(as_date, mention.readings)):
            if date.month is not None and (date.month + 2) // 3 == quarter and date.year in (None, year):
                return _OPEN if fiscal or mention.relative or date.month % 3 else SUPPORTED
    named = re.search(rf"(?<!\w){_LAST_MONTHS[quarter]}\squarter(?!\w)", words.quote, re.IGNORECASE)
    return _OPEN if named else None


_LAST_MONTHS = {1: "march", 2: "june", 3: "september", 4: "december"}
