"""Figures printed in the plainest way ("$600 million", "170 million cameras", "by 2030"), found without reading all
numbers and dates of a text.

A quick yes, never a no: what is found here is what the full reading finds too, as nothing beside it could change its
meaning (another scale word, a currency, a percent sign, the other end of a range). All else is for the full reading.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache, lru_cache

from ..values.currencies import may_be_currency
from ..values.money import LARGE_SCALES, SIGNS
from ..values.number_words import has_number_words
from ..values.scales import SCALES, SHORT_SCALES

__all__ = [
    "find_plain_numbers",
    "find_plain_percentages",
    "find_plain_sums",
    "find_plain_year",
    "numbers_stand_alone",
]

_LINKS = frozenset(str.split("to bis a à hasta tot до and und et y e en or plus"))
_LEADING = frozenset(str.split("of in de di an"))  # "5 million of euros"
_PERCENT = frozenset(
    str.split(
        "percent per pct percentage basis prozent prozentpunkte pour por procent percento promille porciento porcento "
        "pourcent pourcents prosent prosentti prosenttia persen proc bps bp pc pp ppt ppts cent cents pence"
    )
)
_SIGNS = frozenset(str.split("minus negative menos moins meno yüzde"))

Span = tuple[int, int]


@cache
def _extending() -> frozenset[str]:
    """Words that may change the meaning of a number beside them."""
    scales = {word.lower() for word in (*SCALES, *SHORT_SCALES)}
    return frozenset({*scales, *_LINKS, *_PERCENT, *_SIGNS})


@lru_cache(maxsize=4096)
def _extends(word: str) -> bool:
    word = word.lower()
    return word in _extending() or may_be_currency(word)


@lru_cache(maxsize=4096)
def _printed(number: Decimal) -> tuple[str, ...]:
    """The plain ways to print a number, the likeliest first."""
    if not 0 < number < 10**15:
        return ()
    for power, word in LARGE_SCALES:
        scaled = number.scaleb(-power).normalize()
        if 1 <= scaled < 1000 and scaled == round(scaled, 2):
            return (f"{scaled:f} {word}", f"{number.normalize():,f}")
    number = number.normalize()
    return (f"{number:,f}",) if number < 1000 else (f"{number:,f}", f"{number:f}")


def find_plain_sums(amount: Decimal, currency: str, text: str, start: int, end: int) -> Iterator[Span]:
    """Places where a sum is printed plainly.

    Args:
        amount: the exact amount.
        currency: ISO 4217 code; others than those of ``SIGNS`` are left to the full reading.
        text: the words.
        start: where the quote begins in them.
        end: where it ends; the places overlap with it.

    Example:
        >>> list(find_plain_sums(Decimal(5_000_000), "USD", "a $5 million round", 0, 18))
        [(2, 12)]
        >>> list(find_plain_sums(Decimal(5), "USD", "a $5 million round", 0, 18))
        []
    """
    symbol = SIGNS.get(currency)
    if symbol is not None and symbol in text:
        for printed in _printed(amount):
            yield from _places(symbol + printed, text, start, end)


def find_plain_numbers(number: Decimal, text: str, start: int, end: int) -> Iterator[Span]:
    """Places where a number that is no sum of money and no percentage is printed plainly.

    Example:
        >>> list(find_plain_numbers(Decimal(400), "more than 400 customers", 0, 23))
        [(10, 13)]
    """
    for printed in _printed(number):
        yield from _places(printed, text, start, end)


def find_plain_percentages(number: Decimal, text: str, start: int, end: int) -> Iterator[Span]:
    """Places where a percentage is printed plainly.

    Example:
        >>> list(find_plain_percentages(Decimal(48), "only 48 percent of it", 0, 21))
        [(5, 15)]
    """
    for printed in _printed(number)[-1:]:
        for sign in (" percent", "%", " per cent"):
            yield from _places(printed + sign, text, start, end)


def _places(printed: str, text: str, start: int, end: int) -> Iterator[Span]:
    size = len(printed)
    text = text.replace("\u00a0", " ")
    at = text.find(printed, max(0, start - size + 1))
    while 0 <= at < end:
        if _begins_plainly(text, at) and _ends_plainly(text, at + size):
            yield at, at + size
        at = text.find(printed, at + size)


def _begins_plainly(text: str, at: int) -> bool:
    """Whether nothing before a figure belongs to it: it opens the text, or a word or comma and a space precede it."""
    if at == 0:
        return True
    previous = text[at - 1]
    if previous == "(":
        return text[at - 2 : at - 1] == " " and text[at - 3 : at - 2].isalpha() and not _may_link(text, at - 2)
    if previous != " ":
        return False
    word = _word_before(text, at - 1)
    if word in _LINKS:
        return not _may_link(text, at - 1)
    return word == "," or (bool(word) and not _extends(word))


def _word_before(text: str, stop: int) -> str:
    """The word that ends at a place, in lower case; a comma where one stands there, "" where it is no plain word."""
    previous = text[stop - 1 : stop]
    if previous == ",":
        return previous
    begin = max(text.rfind(" ", 0, stop), text.rfind("\n", 0, stop)) + 1
    word = text[begin:stop].lower().removesuffix("'s").removesuffix("’s")
    word = word.rpartition("-")[2]
    return word if word.isascii() and word.isalpha() else ""


def _may_link(text: str, stop: int) -> bool:
    """Whether the word that ends at a place may make a range of the figures around it ("5 to 10", "five to 10")."""
    link = _word_before(text, stop)
    if link not in _LINKS:
        return not link
    before = _word_before(text, stop - len(link) - 1)
    return before == "," or not before or _extends(before) or has_number_words(before)


_NEXT = re.compile(r" ([A-Za-z]{2,})(?=$|[ ,;:)'’\n-])(?: ([A-Za-z]+)(?=$|[ ,;:)'’\n-])| [0-9(])?")
_CLOSING = frozenset(',.;:)"”')


def _ends_plainly(text: str, stop: int) -> bool:
    """Whether nothing after a figure belongs to it: the text, clause or sentence ends, or a plain word follows."""
    following = text[stop : stop + 1]
    if following != " ":
        return not following or (following in _CLOSING and not text[stop + 1 : stop + 2].isalnum())
    match = _NEXT.match(text, stop)
    if match is None:
        return text.startswith(" (", stop)
    word, second = match.groups()
    if word.lower() in _LEADING:
        return match.end() > match.end(1) and (second is None or second == "a" or not _extends(second))
    return not _extends(word)


_YEAR = re.compile(r"1[5-9][0-9]{2}|20[0-9]{2}")
_YEAR_BEFORE = frozenset(str.split("by in since until during before after through"))


def find_plain_year(year: str, text: str, start: int, end: int) -> bool:
    """Whether a year is printed plainly, such as "by 2030".

    Example:
        >>> find_plain_year("2030", "a leader by 2030.", 0, 17), find_plain_year("2030", "2030-04", 0, 7)
        (True, False)
    """
    if not _YEAR.fullmatch(year):
        return False
    text = text.replace("\u00a0", " ")
    at = text.find(year, max(0, start - 3))
    while 0 <= at < end:
        if at and text[at - 1] == " ":
            word = text[text.rfind(" ", 0, at - 1) + 1 : at - 1]
            if word.lower() in _YEAR_BEFORE and _ends_year(text, at + 4):
                return True
        at = text.find(year, at + 4)
    return False


def _ends_year(text: str, stop: int) -> bool:
    following = text[stop : stop + 2]
    if following[:1] == " ":
        return following[1:].isalpha() and following < " \x7f"
    return not following or (following[0] in _CLOSING and not following[1:].isalnum())


_FIGURE = re.compile(r"[$€£]?[0-9][0-9.,]*(?<![.,])(?:%|(?: (?:million|billion|trillion|percent)(?!\w)))?")


def numbers_stand_alone(text: str) -> bool:
    """Whether each number of a text stands plainly inside it, so that it says the same whatever is around the text.

    Example:
        >>> numbers_stand_alone("serves 400 customers"), numbers_stand_alone("400 customers")
        (True, False)
    """
    return all(
        match.start() > 0
        and match.end() + 1 < len(text)
        and _begins_plainly(text, match.start())
        and _ends_plainly(text, match.end())
        for match in _FIGURE.finditer(text)
    )
