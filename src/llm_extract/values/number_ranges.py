"""Numbers that share a unit: the lower end of "5-10 million" takes its scale and kind from the upper one, those of a
list, "5, 4 and 3 per cent", from the last."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from decimal import Decimal

from .readings import Number

__all__ = ["end_of_list", "link_ranges", "share_units"]

_RANGE = re.compile(
    r"\s?(?:-|–|—|~|〜|～|至|到|から|to|bis|à|a|hasta|tot|до|and|und|et|y|e|en)\s?(?:[^\w\s]{0,3}|[A-Z]{2,3}\$?"
    r"|Rs\.?)\s?",
    re.IGNORECASE,
)
_MARK = r"(?:[^\w\s]{0,2}|[A-Z]{2,3}\$?|Rs\.?)\s?"
_COMMA = re.compile(rf"(?:,\s|、){_MARK}")
_LAST = re.compile(
    rf"(?:,?\s(?:and|or|und|oder|et|ou|y|e|o|en|of|och|og|eller|i|oraz|a|és|vagy|și|ja|tai|и|или|та|και|ή|ve|veya|dan"
    rf"|atau|và)\s|和|或|と){_MARK}"
)
_NEAR = 8  # code points between two numbers of a list
_MOST = 12  # numbers of a list
_YEARS, _YEAR_DIGITS = range(1900, 2100), 4
_BETWEEN = re.compile(r"(?:between|zwischen|entre|tra|fra|tussen)\s*\S{0,4}\s*$", re.IGNORECASE)
_FROM = re.compile(r"(?:from|von|de|da|van)\s*\S{0,4}\s*$", re.IGNORECASE)


def link_ranges(text: str, found: list[Number], factor: Callable[[Number], Decimal | None]) -> list[Number]:
    """Give the lower end of each range the scale and kind of the upper one.

    Args:
        text: the text in which the numbers stand.
        found: the numbers by position; the list is changed.
        factor: by what the digits of a number are multiplied, None where it has none.
    """
    for i in range(len(found) - 1):
        low, high = found[i], found[i + 1]
        if high.start - low.end > 8 or low.kind == "ordinal" or not _RANGE.fullmatch(text, low.end, high.start):
            continue
        joined = text[low.end : high.start].strip().lower()[:3]
        between = joined in ("and", "und", "et", "y", "e", "en")
        if between and not _BETWEEN.search(text, max(0, low.start - 20), low.start):
            continue
        found[i] = _linked(text, low, high, factor(high))
    return found


def _linked(text: str, low: Number, high: Number, factor: Decimal | None) -> Number:
    value, others = low.value, low.others
    if low.kind == "percent" and high.kind == "number" and high.scaled:
        return low  # "fell 9 per cent to Rs 18 crore" is no range
    if high.scaled and not low.scaled and factor and low.value * factor < high.value:
        others = (low.value,) if _FROM.search(text, max(0, low.start - 12), low.start) else ()
        value = low.value * factor
    kind = high.kind if low.kind == "number" and high.kind in ("percent", "basis_points") else low.kind
    return low._replace(value=value, others=others, kind=kind, upper=high.value) if high.value > value else low


def end_of_list(text: str, found: Sequence[Number], first: int) -> int | None:
    """Which number ends the list that a number stands in: of "5, 4 and 3 per cent" the third.

    Args:
        text: the text in which the numbers stand.
        found: the numbers by position.
        first: which of them begins it.

    Returns:
        The index of the one behind "and" or "or"; None where the number is followed by no such list, or is a year.
    """
    if found[first].value in _YEARS and found[first].end - found[first].start == _YEAR_DIGITS:
        return None
    for i in range(first, min(first + _MOST, len(found) - 1)):
        start, end = found[i].end, found[i + 1].start
        if end - start > _NEAR:
            return None
        if _LAST.fullmatch(text, start, end):
            return i + 1
        if not _COMMA.fullmatch(text, start, end):
            return None
    return None


def share_units(text: str, found: list[Number], factor: Callable[[Number], Decimal | None]) -> list[Number]:
    """Give numbers of a list the kind of the last one, and a further reading with its scale.

    Args:
        text: the text in which the numbers stand.
        found: the numbers by position; the list is changed.
        factor: by what the digits of a number are multiplied, None where it has none.
    """
    for i in range(len(found) - 1):
        one = found[i]
        if found[i + 1].start - one.end > _NEAR or one.kind != "number" or one.scaled or one.upper is not None:
            continue
        last = end_of_list(text, found, i)
        if last is None:
            continue
        if found[last].kind in ("percent", "basis_points"):
            found[i] = one._replace(kind=found[last].kind)
        elif found[last].scaled and (scale := factor(found[last])):
            found[i] = one._replace(others=(*one.others, one.value * scale))
    return found
