"""Figures that the words give as the level of before: "to $15 from $12.75", "contre 117 sur la même période".

Words right beside a figure decide. A level of before is left open, never refuted: a record may ask for it by a name
that does not say so.
"""

from __future__ import annotations

import re

from ...values.lazy_patterns import lazily
from .beside import MARK, Beside
from .gates import holds_any
from .levels_in_languages import (
    AGAINST,
    BEYOND,
    CHANGES,
    CHANGES_WITHIN_WORDS,
    CUES,
    EARLIER,
    FORMERLY,
    FROM_TO,
    LAST,
    OF_BEFORE,
    OF_BEFORE_WITHIN_WORDS,
    SPELLED,
    WITHIN_WORDS,
)

__all__ = ["find_level_before", "find_other_year"]

_NEAR, _SHORT, _AFTER = 110, 55, 90  # code points that are looked at on either side
_APART = (
    r"(?!(?:from|than|on|over|since|versus|vs|compared|against|to|up|down|higher|lower|more|less|que|als|höher|más)\b)"
)
_UNIT = rf"(?:\s?(?:%|{_APART}[^\W\d_]+\.?)){{0,2}}?"  # what a figure counts
_FEW = r"(?:(?:[^\W\d_]+[.:]?|[–—-])\s){0,3}?"
_FILLING = (
    r"(?:(?:about|around|roughly|nearly|just|only|some|an?|the|its|rund|etwa|noch|environ|unos|circa|oltre|около"
    r"|ok\.|un[ea]?)\s)*"
)
_OF = r"(?:[^\W\d_]+\s(?:of|von|de|di)\s)?"
_NUMBER = r"[0-9][0-9.,\u00a0\u202f]*"
_THAI = r"(?:ลดลง|เพิ่มขึ้น|ลด|เพิ่ม)จาก[^\d]{0,12}\s?$"
_FORMERLY = Beside(
    rf"(?<![\w-])(?:{FORMERLY})(?!\w)[\s:(]{{1,2}}(?!than\b|this\b|que\b|als\b|to\b|auf\b|à\b|till\b"
    rf"|[^\W\d_]+\sgöre\b)(?:{_FEW}){MARK}(?:{_NUMBER}\s?(?:to|-|–)\s?{MARK})?$",
    reach=(_SHORT, 0),
)
_OF_BEFORE = Beside(rf"(?<![\w-])(?:{BEYOND}|(?:{OF_BEFORE})\s{_OF}{_FILLING})\s?(?<=\s){MARK}$", reach=(_NEAR, 0))
_FORMERLY_WITHIN = Beside(rf"{WITHIN_WORDS}|{OF_BEFORE_WITHIN_WORDS}|{_THAI}", reach=(_NEAR, 0))
_EARLIER = Beside(after=rf"{_UNIT},?\s[(]?(?:{EARLIER})(?!\w)", reach=(0, _AFTER))
"""A time of before right after a figure, or behind its unit."""
_AGAINST = Beside(
    rf"(?<![\w-])(?:{AGAINST})\s{_FILLING}{_OF}{MARK}$",
    rf"(?:(?:[^.;:]|\.(?=[0-9])){{0,45}}?)(?:(?<!\w)(?:{EARLIER}|{LAST})(?!\w)|(?:19|20)[0-9]{{2}}(?![0-9]))"
    r"|\s(?:net\s|pre-tax\s|operating\s)?(?:profit|loss|surplus|deficit|gain|rise|fall|increase|decline)(?!\w)",
    reach=(_SHORT, _AFTER),
)
"""What another figure is held against: one of some time, or another result."""
_TURNED = Beside(
    rf"(?<!\w)(?:{CHANGES})(?!\w)(?:[^.;:]{{0,70}}?{_NUMBER}[^.;:]{{0,30}}?)?,?\s(?:from|von|från|fra|van|dari|từ)"
    rf"\s{_FILLING}{MARK}$",
    reach=(_NEAR, 0),
)
"""Between a word of change and a figure: "fell to 23 last year from 37", "turun dari 68 persen"."""
_FROM = rf"(?:\s|(?<=['’])){_FILLING}{MARK}$"
_ANY_FIRST = Beside(rf"(?<!\w)(?:{'|'.join(first for first, _ in FROM_TO)}){_FROM}", reach=(_SHORT, 0))
_PAIRS = tuple(
    Beside(
        rf"(?<!\w)(?:{first}){_FROM}",
        rf"(?:\s?(?:%|[^\W\d_]+\.?)){{0,3}}?\s(?:{second})\s(?:[^\W\d_]+\s){{0,2}}?{MARK}(?:[0-9]|{SPELLED})",
        reach=(30, _AFTER),
    )
    for first, second in FROM_TO
)


_changed = lazily(rf"(?<!\w)(?:{CHANGES})(?!\w)|{CHANGES_WITHIN_WORDS}")


_OF_A_YEAR = re.compile(r"[(](?:19|20)[0-9]{2}:\s?[$€£¥₹]?$")
_EAST_AFTER = re.compile(
    r"[^\s\d。,,、]{0,6}(?:から|에서)\s?[0-9]|[^\d。,,、]{0,5}?(?:大?幅?(?:降|升|增|减|減|跌|涨|漲|提高|扩大|擴大|缩|縮"
    r"|下调|下調|上调|上調|上升|下降|增加|减少|增长)\w{0,2}(?:至|到|为|為))|['’]?(?:dan|den|tan|ten)\s(?:yüzde\s)?[0-9]"
    r"|\s?(?:से|फीसदी\sसे)\s(?:बढ़|घट)"
)
_TWO = re.compile(rf"([^\w\s]?\s?{_NUMBER}[^0-9]{{0,3}}?)\s[^\W\d_]{{1,8}}\s[^0-9]{{0,4}}[0-9]")


def find_level_before(text: str, start: int, end: int) -> str:
    """The words that make a figure one of before, or "".

    Args:
        text: a sentence, or a few.
        start: where the figure begins.
        end: where it ends.

    Example:
        >>> find_level_before("raises the wage to $15 from $12.75 by 2027", 28, 34)
        'raises the wage to $15 from'
        >>> find_level_before("on a plu 338 cas, contre 117 sur la même période", 25, 28)
        '117 sur la même période'
        >>> find_level_before("rates of 4 to 5 percent", 9, 10)
        ''
    """
    if text.isascii() and not holds_any(text, CUES):
        return ""
    if match := _OF_A_YEAR.search(text, max(0, start - 12), start):
        return match.group().strip()
    if words := _FORMERLY.find(text, start, end) or _OF_BEFORE.find(text, start, end):
        return words
    if not text.isascii() and (words := _FORMERLY_WITHIN.find(text, start, end)):
        return words
    if match := _EARLIER.after(text, end):
        return text[start : match.end()].strip()
    if words := _AGAINST.around(text, start, end):
        return words
    if _ANY_FIRST.before(text, start):
        return _TURNED.find(text, start, end) or _of_a_pair(text, start, end)
    return "" if text.isascii() and "'" not in text[end : end + 2] else _of_an_eastern_pair(text, start, end)


def _of_a_pair(text: str, start: int, end: int) -> str:
    """The words around the first of two levels, where a word of change stands beside them."""
    if two := _TWO.match(text, start, end):  # "338 à 371 millions", read as one range
        end = two.end(1)
    for pair in _PAIRS:
        first = pair.before(text, start)
        second = pair.after(text, end) if first else None
        if first and second and _changed().search(text, max(0, start - _NEAR, first.start() - 70), first.start()):
            return text[first.start() : second.end()].strip()
    return _of_an_eastern_pair(text, start, end)


def _of_an_eastern_pair(text: str, start: int, end: int) -> str:
    low, high = max(0, start - _NEAR), end + _AFTER
    second = _EAST_AFTER.match(text, end, high)
    if second and (_changed().search(text, end, high) or _changed().search(text, low, start)):
        return text[start : second.end()].strip()
    return ""


_YEAR = r"(?P<year>(?:19|20)[0-9]{2})(?![0-9])"
_TIED_AFTER = re.compile(
    rf"(?:\s?(?:%|[^\W\d_]+\.?)){{0,2}}?,?\s?[(]?\s?(?:(?:in|im|en|em|w|we|v|в|у|i|nel|pada|tahun|fiscal|the\syear|في"
    rf"|عام)\s){{1,2}}{_YEAR}(?!\s?[-–/])|\s?[(]{_YEAR.replace('year', 'other')}[)]",
    re.IGNORECASE,
)
_TIED_BEFORE = re.compile(rf"(?:^|[^\w.,]|[(,;]\s){_YEAR}(?:\s?(?:年|r\.|г\.|년))?\s?[:–—-]\s?{MARK}$")


def find_other_year(text: str, start: int, end: int, years: frozenset[str]) -> str:
    """The year that the words give a figure for, where it is none of its field's, or "".

    Args:
        text: a sentence, or a few.
        start: where the figure begins.
        end: where it ends.
        years: those that the field's name holds, in four digits.

    Example:
        >>> find_other_year("w 2023 r. 478, w 2022 r. – 503 porody", 27, 30, frozenset({"2023"}))
        '2022'
    """
    match = _TIED_BEFORE.search(text, max(0, start - 20), start) or _TIED_AFTER.match(text, end, end + 50)
    if match is None:
        return ""
    found = match["year"] or match.groupdict().get("other") or ""
    return "" if found in years else found
